//! Facts of which two people said different things, as an officer chooses between them.

use std::collections::BTreeSet;

use dong_hanh_domain::{Fact, HouseholdChange, OperationId};
use dong_hanh_sync::{Action, ChangedHousehold, Conflict, ConflictState, Record, Side};
use leptos::prelude::Track;

use super::state::State;
use super::{Replica, SaveError};

impl Replica {
    /// The facts between whose values somebody has to choose, the oldest clash first; without those for which this
    /// device has chosen and the feeds have yet to say so.
    #[must_use]
    pub fn open_conflicts(self) -> Vec<Conflict> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        let open = state
            .all_conflicts()
            .filter(|conflict| conflict.is_open() && !state.has_chosen(conflict));
        let mut open: Vec<_> = open.cloned().collect();
        open.sort_by_key(|conflict| conflict.against.first().map(|side| side.said.at));
        open
    }

    /// The facts between whose values somebody has chosen, the last one first.
    #[must_use]
    pub fn settled_conflicts(self) -> Vec<Conflict> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let settled = state.all_conflicts().filter_map(|conflict| {
            let ConflictState::Settled { chosen, .. } = &conflict.state else {
                return None;
            };
            Some((chosen.said.at, conflict.clone()))
        });
        let mut settled: Vec<_> = settled.collect();
        settled.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        settled.into_iter().map(|(_, conflict)| conflict).collect()
    }

    /// Says which value is right, from having seen all of those that are known here: an operation like any other, which
    /// reaches every phone with the household.
    ///
    /// # Errors
    /// [`SaveError`]: the conflict is as it was.
    pub async fn choose(self, conflict: &Conflict, fact: Fact) -> Result<(), SaveError> {
        self.say_fact(conflict.household, fact, conflict.versions())
            .await
    }
}

impl State {
    pub(super) fn all_conflicts(&self) -> impl Iterator<Item = &Conflict> {
        self.records.whole().filter_map(|record| match record {
            Record::Conflict(conflict) => Some(conflict),
            _ => None,
        })
    }

    /// Whether this device has said which value is right, having seen all of them.
    fn has_chosen(&self, conflict: &Conflict) -> bool {
        let sides = conflict.versions();
        self.overlay()
            .pending()
            .any(|(_, _, operation)| match &operation.action {
                Action::ChangeHousehold(changed) => chooses(changed, conflict, &sides),
                _ => false,
            })
    }
}

fn chooses(changed: &ChangedHousehold, conflict: &Conflict, sides: &BTreeSet<OperationId>) -> bool {
    let says = |change: &HouseholdChange| matches!(change, HouseholdChange::Set(fact) if fact.key() == conflict.id.fact);
    changed.household == conflict.household
        && changed.changes.iter().any(says)
        && sides.is_subset(&changed.seen)
}

/// The values that were said, each once with who said it first; the one that stands in the record comes first.
#[must_use]
pub fn values(conflict: &Conflict) -> Vec<Vec<Side>> {
    let between: &[Side] = match &conflict.state {
        ConflictState::Open => &[],
        ConflictState::Settled { between, .. } => between,
    };
    let mut values: Vec<Vec<Side>> = Vec::new();
    for side in conflict.sides().chain(between) {
        let same = values
            .iter_mut()
            .find(|said| said[0].fact.agrees(&side.fact));
        match same {
            Some(said) => {
                if !said.iter().any(|other| other.said == side.said) {
                    said.push(side.clone());
                }
            }
            None => values.push(vec![side.clone()]),
        }
    }
    values
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::DateTime;
    use dong_hanh_domain::{Extra, HouseholdId, Said, UserId};
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn side(operation: u128, by: u128, phone: &str) -> Side {
        Side {
            fact: Fact::Phone(Some(phone.into())),
            said: Said {
                operation: OperationId(Uuid::from_u128(operation)),
                by: UserId(Uuid::from_u128(by)),
                at: DateTime::from_timestamp(1_795_500_000, 0).unwrap(),
                on: None,
            },
        }
    }

    fn conflict() -> Conflict {
        let home = HouseholdId(Uuid::from_u128(9));
        Conflict::between(home, side(1, 10, "0905"), side(2, 11, "0906"))
    }

    fn answer(seen: impl IntoIterator<Item = u128>) -> ChangedHousehold {
        ChangedHousehold {
            household: conflict().household,
            changes: vec![HouseholdChange::Set(Fact::Phone(None))],
            seen: seen
                .into_iter()
                .map(|n| OperationId(Uuid::from_u128(n)))
                .collect(),
            visit: None,
            extra: Extra::default(),
        }
    }

    #[wasm_bindgen_test]
    fn who_has_not_seen_all_values_has_not_chosen() {
        let sides = conflict().versions();
        assert!(chooses(&answer([1, 2, 3]), &conflict(), &sides));
        assert!(!chooses(&answer([1]), &conflict(), &sides));
        let elsewhere = ChangedHousehold {
            household: HouseholdId(Uuid::nil()),
            ..answer([1, 2])
        };
        assert!(!chooses(&elsewhere, &conflict(), &sides));
    }

    #[wasm_bindgen_test]
    fn a_value_stands_once_with_all_who_said_it() {
        let mut conflict = conflict();
        conflict.join(side(3, 12, "0906"), |_| false);
        let said: Vec<_> = values(&conflict).iter().map(Vec::len).collect();
        assert_eq!(said, [1, 2]);
        // Settled by the value that stood: what it was chosen between is still there to be chosen.
        conflict.stand(side(4, 13, "0905"), |_| true);
        let said: Vec<_> = values(&conflict).iter().map(Vec::len).collect();
        assert_eq!(said, [2, 2]);
    }
}
