//! What an officer asks of the record, and the answers.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{
    Hamlet, HamletId, HouseholdId, PersonName, Review, UnitKey, UserId, VisitId,
};
use dong_hanh_form::Sha256;
use serde::{Deserialize, Serialize};

/// A unit of government that this installation serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// What names it.
    pub key: UnitKey,
    /// What it is called: `Phường Thuận An`.
    pub name: String,
}

/// Which visits are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitFilter {
    /// Only of these hamlets: those that the asker may read, or fewer.
    pub hamlets: BTreeSet<HamletId>,
    /// Only in this state.
    pub state: Option<VisitState>,
    /// At most so many.
    pub limit: u32,
}

/// Where a visit stands, without who decided and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// Nobody has looked at it.
    Waiting,
    /// An officer accepted it.
    Accepted,
    /// An officer sent it back.
    Returned,
    /// A newer version took its place.
    Amended,
}

impl VisitState {
    /// The word for it in databases and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::Amended => "amended",
        }
    }
}

impl From<&Review> for VisitState {
    fn from(review: &Review) -> Self {
        match review {
            Review::Waiting => Self::Waiting,
            Review::Accepted { .. } => Self::Accepted,
            Review::Returned { .. } => Self::Returned,
            Review::Amended { .. } => Self::Amended,
        }
    }
}

/// One visit in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSummary {
    /// Which.
    pub id: VisitId,
    /// Who was visited.
    pub household: HouseholdId,
    /// The head of that household.
    pub head: PersonName,
    /// Where it lies.
    pub hamlet: HamletId,
    /// Who came.
    pub author: UserId,
    /// The day of the visit, where it was.
    pub day: NaiveDate,
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// Where it stands.
    pub state: VisitState,
    /// The version that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<VisitId>,
}

/// How the households of one hamlet are cared for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HamletOverview {
    /// Which.
    pub hamlet: Hamlet,
    /// Its households.
    pub households: u32,
    /// Those of them that were visited since the moment asked for.
    pub visited: u32,
    /// Those of them that nobody has ever visited.
    pub never_visited: u32,
    /// Visits that wait for an officer.
    pub waiting: u32,
    /// Visits that wait for their author to mend them.
    pub returned: u32,
}

/// A picture that arrived; the bytes lie elsewhere, named by their digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMedia {
    /// SHA-256 of the bytes.
    pub digest: Sha256,
    /// Who sent it.
    pub by: UserId,
    /// How many bytes.
    pub bytes: u64,
    /// When it arrived.
    pub received: DateTime<Utc>,
}

/// Who has to do with a picture, by which the server decides who may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaUse {
    /// Who sent it; nobody where it has not arrived yet.
    pub senders: BTreeSet<UserId>,
    /// Hamlets of the visits that name it.
    pub hamlets: BTreeSet<HamletId>,
}
