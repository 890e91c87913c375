//! What stays of a household whose record was erased: why, when and by whom, and what past periods count, without a
//! word of what was recorded.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::extra::Extra;
use crate::following::{Answer, Came, Classed, Commitment, Followed, Found, Joined, Kept, day_of};
use crate::help::CommitmentId;
use crate::household::Moved;
use crate::ids::{HamletId, HouseholdId, RequestId, UserId, VisitId};
use crate::request::Requests;

/// A household whose record was erased.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Erased {
    /// Which.
    pub household: HouseholdId,
    /// Where it lived.
    pub hamlet: HamletId,
    /// When it was erased, by the server's clock.
    pub at: DateTime<Utc>,
    /// The officer who did it.
    pub by: UserId,
    /// Why.
    pub because: Because,
    /// What past periods count of it.
    pub counts: Counts,
    /// All its visits, those too that a newer version had taken the place of: whoever still says something of one is
    /// known to speak of this household.
    pub visits: Vec<VisitId>,
    /// How many pictures, recordings and files its visits named.
    #[serde(default)]
    pub media: u32,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Why a record or a picture is erased. Law 91/2025/QH15 gives the person the right to it, and ends the keeping of data whose purpose
/// is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Because {
    /// Somebody of the household asked for it.
    Request {
        /// Their request, where it is in the register.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request: Option<RequestId>,
    },
    /// Its time of keeping is over.
    Retention,
    /// It should never have been recorded.
    ByMistake,
    /// An identity card or another paper of somebody can be seen in it.
    Identity,
    /// A child can be seen in it.
    Child,
    /// A reason from a newer version.
    #[serde(other)]
    Unknown,
}

/// What past periods count of a household that was erased.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Where it lived before, the first place first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// The record that stood for it, where it was registered twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<HouseholdId>,
    /// The first day on which it was none of the commune's any more, where that was said before it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<NaiveDate>,
    /// What the office had decided, the first decision first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<Classed>,
    /// The day on which it was listed, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<NaiveDate>,
    /// What was asked for about its data and what was done about that, without a word: a household that had withdrawn was
    /// counted nowhere.
    #[serde(default, skip_serializing_if = "Requests::is_empty")]
    pub requests: Requests,
    /// The visits that stood, as they are counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came: Vec<Trace>,
}

/// A visit as it is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// Which.
    pub visit: VisitId,
    /// Who came.
    pub author: UserId,
    /// When, corrected.
    pub at: DateTime<Utc>,
    /// What the office had said to it.
    pub answer: Answer,
    /// Whether somebody was met.
    pub met: bool,
    /// Whether they told anything, having agreed to be recorded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub told: bool,
    /// What became of what was promised there, as far as it was known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<PromiseTrace>,
}

/// A promise as it is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PromiseTrace {
    /// What names it.
    pub id: CommitmentId,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// What became of it.
    pub kept: Kept,
}

impl Erased {
    /// The household as past periods follow it. From the day of the erasure on nobody is asked to visit it.
    #[must_use]
    pub fn followed(&self) -> Followed {
        let counts = &self.counts;
        let promises = counts.came.iter().flat_map(|trace| {
            let of_visit = trace.promises.iter();
            of_visit.map(|promise| promise.commitment(trace.visit))
        });
        Followed {
            moved: counts.moved.clone(),
            same_as: counts.same_as,
            ended: counts.ended,
            erased: Some(day_of(self.at)),
            classes: counts.classes.clone(),
            listed: counts.listed,
            requests: counts.requests.clone(),
            visits: counts.came.iter().map(Trace::came).collect(),
            commitments: promises.collect(),
            ..Followed::new(self.household, self.hamlet)
        }
    }
}

impl Erased {
    /// What was asked for about its data, all of it ended: the register goes on showing that it was done, and in time.
    #[must_use]
    pub fn requests(&self) -> Requests {
        let requests = self.counts.requests.clone();
        requests.ended_with_record(day_of(self.at))
    }
}

impl Counts {
    /// What is kept of each of these records. They are of one family, or of one that stands and those that it stands for,
    /// so that what was said at one of them of another one's promise is known.
    #[must_use]
    pub fn of(family: Vec<Followed>) -> BTreeMap<HouseholdId, Self> {
        let joined = Joined::of(family.clone());
        let promises: Vec<_> = joined
            .iter()
            .flat_map(|household| household.commitments.iter().cloned())
            .collect();
        let counts = family.into_iter().map(|household| {
            let came = household.visits.iter();
            let came = came.map(|came| Trace::of(came, &promises)).collect();
            let counts = Self {
                moved: household.moved,
                same_as: household.same_as,
                ended: household.ended,
                classes: household.classes,
                listed: household.listed,
                requests: household.requests.without_words(),
                came,
            };
            (household.id, counts)
        });
        counts.collect()
    }
}

impl Trace {
    fn of(came: &Came, promises: &[Commitment]) -> Self {
        let own = promises.iter();
        let own = own.filter(|promise| promise.visit == Some(came.visit));
        Self {
            visit: came.visit,
            author: came.author,
            at: came.at,
            answer: came.answer,
            met: came.has_met(),
            told: came.told().is_some(),
            promises: own.map(PromiseTrace::of).collect(),
        }
    }

    fn came(&self) -> Came {
        Came {
            visit: self.visit,
            first: self.visit,
            author: self.author,
            at: self.at,
            answer: self.answer,
            found: match (self.met, self.told) {
                (_, true) => Found::Told(Box::default()),
                (true, false) => Found::Somebody,
                (false, false) => Found::Nobody,
            },
            again: None,
        }
    }
}

impl PromiseTrace {
    fn of(promise: &Commitment) -> Self {
        Self {
            id: promise.id,
            due: promise.due,
            kept: promise.kept,
        }
    }

    fn commitment(&self, visit: VisitId) -> Commitment {
        Commitment {
            id: self.id,
            visit: Some(visit),
            what: String::new(),
            by: None,
            who: String::new(),
            recorded_by: None,
            due: self.due,
            kept: self.kept,
        }
    }
}
