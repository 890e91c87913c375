//! What is said of a record for which another one stands, for the checks: it is said of that one too.

use std::collections::BTreeSet;

use dong_hanh_domain::{Fact, HouseholdChange, HouseholdId, OperationId};
use dong_hanh_sync::{Action, ChangedHousehold, Record, RecordKey};

use crate::audit::{Audit, Batch};
use crate::broken::{Holds, holds};
use crate::facts;

/// What is said of the record that stands, because it was said of another one.
pub(crate) struct Passed {
    /// By which operation.
    pub(crate) by: OperationId,
    /// As if it had been said of the one that stands.
    pub(crate) changed: ChangedHousehold,
    /// Whether it stands for certain: nobody says otherwise in the same transaction.
    is_certain: bool,
}

impl Audit {
    /// [S7.20] What is passed on of what happened.
    pub(crate) fn passed_on(&self, effects: &[(OperationId, Action)]) -> Vec<Passed> {
        let changes = effects.iter().filter_map(|(id, action)| match action {
            Action::ChangeHousehold(changed) => Some((*id, changed)),
            _ => None,
        });
        let passed = changes.flat_map(|(by, changed)| {
            let before = self.stands_for(changed.household);
            let said = said_to_stand_for(changed.household, effects);
            let is_certain = said.is_empty();
            let standing: BTreeSet<_> = before
                .into_iter()
                .chain(said.into_iter().flatten())
                .collect();
            standing.into_iter().map(move |kept| Passed {
                by,
                changed: passed_to(kept, changed),
                is_certain,
            })
        });
        passed.collect()
    }

    fn stands_for(&self, household: HouseholdId) -> Option<HouseholdId> {
        let known = self.records.get(&RecordKey::Household(household))?;
        match &*known.record {
            Record::Household(household) => household.same_as,
            _ => None,
        }
    }
}

/// What is said in one transaction of which record stands for a household.
fn said_to_stand_for(
    household: HouseholdId,
    effects: &[(OperationId, Action)],
) -> Vec<Option<HouseholdId>> {
    let said = effects.iter().flat_map(|(_, action)| match action {
        Action::RegisterHousehold { household: new } if new.id == household => vec![new.same_as],
        Action::ChangeHousehold(changed) if changed.household == household => {
            let changes = changed.changes.iter();
            let says = changes.filter_map(|change| match change {
                HouseholdChange::Set(Fact::SameAs(other)) => Some(*other),
                _ => None,
            });
            says.collect()
        }
        _ => Vec::new(),
    });
    said.collect()
}

fn passed_to(kept: HouseholdId, changed: &ChangedHousehold) -> ChangedHousehold {
    let goes = |change: &&HouseholdChange| match change {
        HouseholdChange::Set(fact @ Fact::SameGift { .. }) => fact.is_of_the_office(),
        HouseholdChange::Set(fact) => !fact.is_of_the_office(),
        HouseholdChange::Add { .. } => true,
    };
    ChangedHousehold {
        household: kept,
        changes: changed.changes.iter().filter(goes).cloned().collect(),
        ..changed.clone()
    }
}

/// [S7.20] What was said of a double is the value of the record that stands, or in a conflict there, unless it has no place
/// for it or another word of the same transaction came after.
pub(crate) fn arrived(batch: &Batch<'_>, audit: &Audit) -> Holds {
    for passed in batch.passed.iter().filter(|passed| passed.is_certain) {
        let kept = passed.changed.household;
        let known = audit.records.get(&RecordKey::Household(kept));
        let Some(Record::Household(household)) = known.map(|known| &*known.record) else {
            continue;
        };
        let others = facts::changes_of(kept, batch);
        if others.iter().any(|(by, _)| *by != passed.by) {
            continue;
        }
        for change in &passed.changed.changes {
            let HouseholdChange::Set(fact) = change else {
                continue;
            };
            let key = fact.key();
            let is_last = facts::says(&passed.changed, &key) == Some(fact);
            let is_there = !is_last
                || !household.takes(fact)
                || household.fact(&key).is_some_and(|known| known.agrees(fact))
                || facts::in_conflict(passed.by, kept, &key, audit);
            holds(is_there, "S7.20", || {
                format!(
                    "{fact:?} by {} was said of a double and is neither in {kept} nor in a conflict",
                    passed.by
                )
            })?;
        }
    }
    Ok(())
}
