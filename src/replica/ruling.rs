//! What the office keeps and could not file, as an officer decides on it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{OperationId, UserId};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{
    Action, HeldReason, HeldRecord, HeldState, RawOperation, Record, RecordKey, Ruling,
};
use leptos::prelude::Track;

use super::state::State;
use super::{Replica, SaveError};
use crate::device::store::Batch;

/// Something that the office keeps and somebody has to see to.
#[derive(Clone, Debug)]
pub struct HeldEntry {
    /// It.
    pub record: HeldRecord,
    /// The last decision on it that could not be carried out.
    pub refused: Option<Refused>,
}

/// A decision that could not be carried out and is held itself.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The operation that said it.
    pub operation: OperationId,
    /// Who decided.
    pub officer: UserId,
    /// When it arrived, by the server's clock.
    pub at: DateTime<Utc>,
    /// What.
    pub ruling: Ruling,
    /// Why not.
    pub why: HeldReason,
}

/// Something that the office kept, and what an officer decided on it.
#[derive(Clone, Debug)]
pub struct Decided {
    /// It.
    pub record: HeldRecord,
    /// What was decided.
    pub ruling: Ruling,
    /// By whom.
    pub officer: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the server has carried it out; otherwise it is on this computer.
    pub is_done: bool,
}

/// Which decisions make sense, as far as is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitting {
    /// To make it part of the record as it came.
    pub apply: bool,
    /// To make it part of the record about another household.
    pub place: bool,
    /// To have its author mend it.
    pub send_back: bool,
}

/// What is known here of what something held speaks of.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    household: bool,
    visit: bool,
    /// The visit that it amends or reviews.
    earlier: bool,
    form: bool,
}

impl HeldEntry {
    /// What was said, where this version can read it.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        action(&self.record)
    }
}

fn action(record: &HeldRecord) -> Option<Action> {
    let operation = RawOperation(record.content.clone()).open().ok()?;
    Some(operation.action)
}

impl Replica {
    /// What the office keeps without having applied it and somebody has to see to, latest first; without what this
    /// device has seen to or decided on and the office has yet to hear of. A decision that could not be carried out
    /// stands beside what it was about.
    #[must_use]
    pub fn held(self) -> Vec<HeldEntry> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        let decided = state.decided_here();
        let open = state.all_held().filter(|held| {
            held.state.is_open()
                && !state.device.outbox().is_replaced(held.operation)
                && !decided.contains(&held.digest)
        });
        let mut open: Vec<_> = open.cloned().collect();
        open.sort_by_key(|held| std::cmp::Reverse(held.received));
        let digests: BTreeSet<_> = open.iter().map(|held| held.digest.clone()).collect();
        let (refused, open): (Vec<_>, Vec<_>) = open
            .into_iter()
            .map(|record| (refused(&record), record))
            .partition(|(refused, _)| {
                refused
                    .as_ref()
                    .is_some_and(|(about, _)| digests.contains(about))
            });
        let refusal = |digest: &str| {
            let mut refused = refused.iter().filter_map(|(refused, _)| refused.clone());
            refused
                .find(|(about, _)| about == digest)
                .map(|(_, refused)| refused)
        };
        let entry = |(_, record): (_, HeldRecord)| HeldEntry {
            refused: refusal(&record.digest),
            record,
        };
        open.into_iter().map(entry).collect()
    }

    /// What officers have decided on, the last decision first, with what the office has yet to hear of.
    #[must_use]
    pub fn decided(self) -> Vec<Decided> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        let me = state.account.user;
        let here = state.overlay().pending().filter_map(|(_, _, operation)| {
            let Action::Release { digest, ruling, .. } = &operation.action else {
                return None;
            };
            let record = state.held_content(digest)?;
            Some(Decided {
                record: record.clone(),
                ruling: ruling.clone(),
                officer: me,
                at: operation.made.corrected(),
                is_done: false,
            })
        });
        let told = state.all_held().filter_map(|record| match &record.state {
            HeldState::Ruled {
                officer,
                at,
                ruling,
            } => Some(Decided {
                record: record.clone(),
                ruling: ruling.clone(),
                officer: *officer,
                at: *at,
                is_done: true,
            }),
            _ => None,
        });
        // What has come back is told by the feed, also where the outbox says it as well.
        let mut decided: Vec<_> = here
            .filter(|decided| decided.record.state.is_open())
            .chain(told)
            .collect();
        decided.sort_by_key(|decided| std::cmp::Reverse(decided.at));
        decided
    }

    /// Which decisions on something held make sense.
    #[must_use]
    pub fn fitting(self, entry: &HeldEntry) -> Fitting {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let action = entry.action();
        let known = action
            .as_ref()
            .map(|action| state.known(action))
            .unwrap_or_default();
        let is_own = entry.record.author == state.account.user;
        fitting(action.as_ref(), &entry.record.why, known, is_own)
    }

    /// Decides on something held: an operation like any other, which the server carries out or holds. A decision that
    /// could not be carried out before is settled by this one.
    ///
    /// # Errors
    /// [`SaveError`]: nothing was decided.
    pub async fn rule(self, entry: &HeldEntry, ruling: Ruling) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let me = self.0.state.borrow().account.user;
        let refused = entry.refused.as_ref();
        let action = Action::Release {
            held: entry.record.operation,
            digest: entry.record.digest.clone(),
            ruling,
        };
        let saying = Saying {
            settles: refused
                .filter(|refused| refused.officer == me)
                .map(|refused| refused.operation),
            ..Saying::now(self.now(), action)
        };
        self.say([saying], Batch::strict()).await?;
        self.said();
        Ok(())
    }
}

impl State {
    fn all_held(&self) -> impl Iterator<Item = &HeldRecord> {
        self.records.whole().filter_map(|record| match record {
            Record::Held(held) => Some(held),
            _ => None,
        })
    }

    fn held_content(&self, digest: &str) -> Option<&HeldRecord> {
        match self.records.find(&RecordKey::Held(digest.to_owned()))? {
            Record::Held(held) => Some(held),
            _ => None,
        }
    }

    /// The contents on which this device has decided, and the feeds have yet to say so.
    fn decided_here(&self) -> BTreeSet<String> {
        let decided = self.overlay().pending().filter_map(|(_, _, operation)| {
            let Action::Release { digest, .. } = &operation.action else {
                return None;
            };
            Some(digest.clone())
        });
        decided.collect()
    }

    fn known(&self, action: &Action) -> Known {
        let household = |id| self.records.household(id).is_some();
        let visit = |id| self.records.visit(id).is_some();
        match action {
            Action::RegisterHousehold { household: it } => Known {
                household: household(it.id),
                ..Known::default()
            },
            Action::FinishVisit(finished) => Known {
                household: household(finished.household),
                visit: visit(finished.visit),
                earlier: finished.amends.is_none_or(visit),
                form: self.form(&finished.form).is_some(),
            },
            Action::ReviewVisit { visit: of, .. } => Known {
                earlier: visit(*of),
                ..Known::default()
            },
            Action::ChangeHousehold(changed) => Known {
                household: household(changed.household),
                ..Known::default()
            },
            Action::Release { .. }
            | Action::ChangeSettings { .. }
            | Action::Erase { .. }
            | Action::Acknowledge {} => Known::default(),
        }
    }
}

/// The content that a held decision is about, and the decision.
fn refused(record: &HeldRecord) -> Option<(String, Refused)> {
    let operation = RawOperation(record.content.clone()).open().ok()?;
    let Action::Release { digest, ruling, .. } = operation.action else {
        return None;
    };
    let refused = Refused {
        operation: record.operation,
        officer: record.author,
        at: record.received,
        ruling,
        why: record.why.clone(),
    };
    Some((digest, refused))
}

/// What would fail for sure is not offered; the server decides on the rest.
fn fitting(action: Option<&Action>, why: &HeldReason, known: Known, is_own: bool) -> Fitting {
    let fits = !matches!(
        why,
        HeldReason::Answers { .. } | HeldReason::Review { .. } | HeldReason::Unfit { .. }
    );
    let (apply, place) = match action {
        Some(Action::RegisterHousehold { .. }) => {
            (!known.household && *why != HeldReason::Erased, false)
        }
        Some(Action::FinishVisit(_)) => {
            let is_new = known.form && known.earlier && !known.visit;
            (is_new && known.household, is_new)
        }
        Some(Action::ReviewVisit { .. }) => (known.earlier, false),
        Some(Action::ChangeHousehold(_)) => (known.household, !known.household),
        // As whole settings they may be older than those that stand: they are said anew.
        Some(
            Action::Release { .. }
            | Action::ChangeSettings { .. }
            | Action::Erase { .. }
            | Action::Acknowledge {},
        )
        | None => (false, false),
    };
    Fitting {
        apply: fits && apply,
        place: fits && place,
        send_back: !is_own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dong_hanh_domain::{Extra, HouseholdId, VisitId};
    use dong_hanh_sync::ChangedHousehold;
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    const ALL: Known = Known {
        household: true,
        visit: true,
        earlier: true,
        form: true,
    };

    fn said(action: &Action, why: &HeldReason, known: Known) -> (bool, bool) {
        let Fitting { apply, place, .. } = fitting(Some(action), why, known, false);
        (apply, place)
    }

    fn facts() -> Action {
        Action::ChangeHousehold(ChangedHousehold {
            household: HouseholdId(Uuid::nil()),
            changes: Vec::new(),
            seen: BTreeSet::new(),
            visit: None,
            extra: Extra::default(),
        })
    }

    #[wasm_bindgen_test]
    fn what_would_fail_for_sure_is_not_offered() {
        let facts = facts();
        let scope = HeldReason::ForeignScope;
        assert_eq!(said(&facts, &scope, ALL), (true, false));
        let unknown = HeldReason::UnknownHousehold;
        assert_eq!(said(&facts, &unknown, Known::default()), (false, true));
        let review = Action::ReviewVisit {
            visit: VisitId(Uuid::nil()),
            decision: dong_hanh_domain::ReviewDecision::Accept,
        };
        let late = HeldReason::Review {
            detail: String::new(),
        };
        assert_eq!(said(&review, &late, ALL), (false, false));
        assert_eq!(said(&review, &scope, ALL), (true, false));
        assert_eq!(said(&Action::Acknowledge {}, &scope, ALL), (false, false));
    }

    #[wasm_bindgen_test]
    fn nobody_sends_his_own_back() {
        let why = HeldReason::ForeignScope;
        assert!(!fitting(None, &why, Known::default(), true).send_back);
        assert!(fitting(None, &why, Known::default(), false).send_back);
    }
}
