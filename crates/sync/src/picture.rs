//! A picture, a recording or a file of a visit that was erased: its digest alone stays, with when, by whom and why.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Because, Extra, HouseholdId, UserId};
use dong_hanh_form::{MediaRef, Sha256};
use serde::{Deserialize, Serialize};

use crate::record::Visit;

/// What stays of it in each visit that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedPicture {
    /// Which. The answers keep it too, so that they say how many there were.
    pub digest: Sha256,
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// The officer who did it.
    pub by: UserId,
    /// Why.
    pub because: Because,
}

/// What the devices of somebody have to forget who took a picture of a household, wherever they work now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForgetPicture {
    /// Of which household.
    pub household: HouseholdId,
    /// Which, and what is said of it where the visit cannot be read any more.
    pub picture: ErasedPicture,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Visit {
    /// What its answers name and nobody has erased.
    pub fn media(&self) -> impl Iterator<Item = &MediaRef> {
        let named = self.answers.media();
        named.filter(|media| !self.has_erased(&media.sha256))
    }

    /// Whether something that its answers name was erased.
    #[must_use]
    pub fn has_erased(&self, digest: &Sha256) -> bool {
        self.erased.iter().any(|erased| erased.digest == *digest)
    }

    /// Whether its answers name something, erased or not.
    #[must_use]
    pub fn names(&self, digest: &Sha256) -> bool {
        self.answers.media().any(|media| media.sha256 == *digest)
    }
}
