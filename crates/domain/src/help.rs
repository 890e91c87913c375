//! What a household needs, what it was promised, and what help has come: what is said of it after a visit or outside one.
//!
//! What visits tell stays in their answers. Here lies only what somebody says of it later, each a fact that merges like
//! any other (SPEC.md S7, S13).

mod alike;
mod fact;
mod id;
mod kinds;
mod one_gift;
mod sentence;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::extra::Extra;
use crate::fact::FactKey;
use crate::household::Household;
use crate::ids::{UserId, VisitId};

pub use alike::{Alike, look_alike, pairs};
pub use id::{CommitmentId, Pair, SupportId};
pub use kinds::{Cause, Giver, Helped, NeedKind, Promiser, SupportKind};
pub use one_gift::once;
pub use sentence::money;
pub use sums::{By, Of, Sum, sums};

/// What was said of a household's needs, promises and gifts outside the answers of its visits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Help {
    /// What has become of a need; open where nothing stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub needs: BTreeMap<NeedKind, NeedState>,
    /// What has become of a promise; open where nothing stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub commitments: BTreeMap<CommitmentId, CommitmentState>,
    /// What somebody promised and was written down outside a visit.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub promises: BTreeMap<CommitmentId, Promise>,
    /// What came and was written down outside a visit.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub supports: BTreeMap<SupportId, Support>,
    /// Whether what came has helped; nobody has asked where nothing stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub helped: BTreeMap<SupportId, Helped>,
    /// Whether two records are of one gift; nobody has said where nothing stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pairs: BTreeMap<Pair, bool>,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What has become of a need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum NeedState {
    /// It waits.
    #[default]
    Open,
    /// It was met. A visit of a later day that names it finds it anew.
    Met {
        /// When.
        on: NaiveDate,
        /// The visit whose word was answered, where it was one: another one of that day finds it anew as well.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<VisitId>,
    },
    /// The household does not need it any more.
    Over {
        /// Since when.
        on: NaiveDate,
        /// As with what was met.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<VisitId>,
    },
}

impl NeedState {
    /// Since when it is so; `None` where it waits.
    #[must_use]
    pub fn since(self) -> Option<NaiveDate> {
        match self {
            Self::Open => None,
            Self::Met { on, .. } | Self::Over { on, .. } => Some(on),
        }
    }

    /// Whether a need that a visit told on a day still waits.
    pub(crate) fn leaves_waiting(self, since: NaiveDate, by: VisitId) -> bool {
        match self {
            Self::Open => true,
            Self::Met { on, told } | Self::Over { on, told } => {
                since > on || (since == on && told.is_some_and(|told| told != by))
            }
        }
    }
}

/// What has become of a promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CommitmentState {
    /// As the visit told it.
    #[default]
    Open,
    /// It was kept.
    Kept {
        /// When.
        on: NaiveDate,
    },
    /// Whoever made it has taken it back, or nobody expects it any more.
    Withdrawn {
        /// Since when.
        on: NaiveDate,
    },
    /// Somebody asked for it, and it had not come. It is expected as before.
    Missing {
        /// When somebody asked.
        on: NaiveDate,
    },
    /// It is expected on another day.
    Moved {
        /// The last day on which it is in time.
        due: NaiveDate,
    },
}

/// Help that came, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// What it is for.
    pub kind: SupportKind,
    /// What kind of giver, where that is known.
    #[serde(default)]
    pub giver: Option<Giver>,
    /// Whose, in words.
    #[serde(default)]
    pub from: String,
    /// The programme, in words.
    #[serde(default)]
    pub programme: String,
    /// In đồng, where it was money or what it is worth is known.
    #[serde(default)]
    pub dong: Option<u64>,
    /// What, where it was no money.
    #[serde(default)]
    pub goods: String,
    /// When it came, where that is known.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// What somebody promised outside a visit, as to an officer who has read the report of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// What.
    pub what: String,
    /// Whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Promiser>,
    /// The name of whoever promised, where it was written down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// The day on which it was written down.
    pub on: NaiveDate,
    /// The last day on which it is in time.
    pub due: NaiveDate,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Help that came and was written down outside a visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Support {
    /// It.
    pub gift: Gift,
    /// The promise that it keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeps: Option<CommitmentId>,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What was said of a household's help outside its visits, with who wrote down each gift.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outside {
    /// What.
    pub help: Help,
    /// Who wrote down a gift, where that is known.
    pub by: BTreeMap<SupportId, UserId>,
    /// Who wrote down a promise.
    #[serde(default)]
    pub promised_by: BTreeMap<CommitmentId, UserId>,
    /// The gifts and promises that were written down and taken back: a double that still has one has it no more.
    #[serde(default)]
    pub taken_back: BTreeSet<FactKey>,
}

impl Household {
    /// What was said of its help outside its visits; `None` where nothing was.
    #[must_use]
    pub fn outside(&self) -> Option<Outside> {
        let help = &self.help;
        let is_taken_back = |key: &&FactKey| match key {
            FactKey::Support(id) => !help.supports.contains_key(id),
            FactKey::Promise(id) => !help.promises.contains_key(id),
            _ => false,
        };
        let taken_back: BTreeSet<_> = self
            .versions
            .keys()
            .filter(is_taken_back)
            .cloned()
            .collect();
        if help.is_empty() && taken_back.is_empty() {
            return None;
        }
        let by = |key: FactKey| self.versions.get(&key).map(|said| said.by);
        let gifts = help.supports.keys();
        let promises = help.promises.keys();
        Some(Outside {
            help: (**help).clone(),
            by: gifts
                .filter_map(|id| Some((*id, by(FactKey::Support(*id))?)))
                .collect(),
            promised_by: promises
                .filter_map(|id| Some((*id, by(FactKey::Promise(*id))?)))
                .collect(),
            taken_back,
        })
    }
}

impl Help {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes up what was said of a record that is the same household; what was said of this one stands, but of a need
    /// what is true since the later day.
    pub fn take(&mut self, double: Self) {
        for (need, state) in double.needs {
            let known = self.needs.entry(need).or_insert(state);
            if state.since() > known.since() {
                *known = state;
            }
        }
        add(&mut self.commitments, double.commitments);
        add(&mut self.promises, double.promises);
        add(&mut self.supports, double.supports);
        add(&mut self.helped, double.helped);
        add(&mut self.pairs, double.pairs);
    }
}

fn add<K: Ord, V>(to: &mut BTreeMap<K, V>, from: BTreeMap<K, V>) {
    for (key, value) in from {
        to.entry(key).or_insert(value);
    }
}

#[cfg(test)]
mod tests;
