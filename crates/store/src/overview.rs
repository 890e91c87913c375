//! What an officer asks of the record, and the answers.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

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
    /// The province or city in which it lies; none for such a one, and where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<UnitKey>,
}

/// Which visits are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitFilter {
    /// Only of households that live in these hamlets now: those that the asker may read, or fewer.
    pub hamlets: BTreeSet<HamletId>,
    /// Only in this state.
    pub state: Option<VisitState>,
    /// Only those that stand behind this place of the list.
    pub behind: Option<VisitPlace>,
    /// At most so many.
    pub limit: u32,
}

/// A place in the list of visits, which stays the same while newer visits come in. As text it is the moment in
/// milliseconds and the id: `1795500000000.0190f000-0000-7000-8000-000000000001`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VisitPlace {
    /// When the visit there arrived.
    pub received: DateTime<Utc>,
    /// The visit there.
    pub id: VisitId,
}

/// The text names no place in the list of visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the list of visits")]
pub struct NoVisitPlace;

impl fmt::Display for VisitPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.received.timestamp_millis(), self.id)
    }
}

impl FromStr for VisitPlace {
    type Err = NoVisitPlace;

    fn from_str(text: &str) -> Result<Self, NoVisitPlace> {
        let (millis, id) = text.split_once('.').ok_or(NoVisitPlace)?;
        let millis = millis.parse().map_err(|_| NoVisitPlace)?;
        Ok(Self {
            received: DateTime::from_timestamp_millis(millis).ok_or(NoVisitPlace)?,
            id: id.parse().map_err(|_| NoVisitPlace)?,
        })
    }
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
    /// Where it lies: where its household lives now.
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

impl VisitSummary {
    /// Its place in the list.
    #[must_use]
    pub fn place(&self) -> VisitPlace {
        VisitPlace {
            received: self.received,
            id: self.id,
        }
    }
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
    /// Units whose office holds an operation that names it, where its author or somebody of the unit sent it.
    pub offices: BTreeSet<UnitKey>,
}
