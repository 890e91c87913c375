//! What must hold of the facts of households: nobody's word is overwritten by somebody who had not seen it, and none is
//! lost.

use std::collections::HashSet;

use dong_hanh_domain::help::{CommitmentId, NeedKind};
use dong_hanh_domain::{
    Counted, Fact, FactKey, Household, HouseholdChange, HouseholdId, OperationId, RequestId,
    VisitId,
};
use dong_hanh_sync::{Action, ChangedHousehold, Conflict, ConflictState, Record, RecordKey};

use uuid::Uuid;

use crate::audit::{Audit, Batch, Known};
use crate::broken::{Holds, holds};

/// Versions of facts that others have taken the place of.
pub(crate) type Replaced = HashSet<(HouseholdId, FactKey, OperationId)>;

/// Facts that depend on nothing else.
const SIMPLE: [FactKey; 17] = [
    FactKey::Code,
    FactKey::Address,
    FactKey::Phone,
    FactKey::Area,
    FactKey::Roof,
    FactKey::Pillar,
    FactKey::Count(Counted::Uninsured),
    FactKey::Class,
    FactKey::IncomeScore,
    FactKey::Ended,
    FactKey::Hamlet,
    FactKey::SameAs,
    FactKey::Need(NeedKind::Bhyt),
    FactKey::Commitment(PROMISE),
    FactKey::Promise(RECORDED),
    FactKey::Request(REQUEST),
    FactKey::RequestCourse(REQUEST),
];

/// A promise of which many say what became of it.
pub(crate) const PROMISE: CommitmentId = CommitmentId::told(VisitId(Uuid::from_u128(1)), 1);

/// One that was written down outside a visit.
pub(crate) const RECORDED: CommitmentId = CommitmentId::recorded(Uuid::from_u128(2));

/// What somebody asked for about their data.
pub(crate) const REQUEST: RequestId = RequestId(Uuid::from_u128(3));

/// A household has changed.
pub(crate) fn household(
    before: Option<&Known>,
    after: &Household,
    batch: &Batch<'_>,
    replaced: &mut Replaced,
) -> Holds {
    let mut people: Vec<_> = after
        .members()
        .chain(after.left.iter().map(|left| &left.who.member))
        .map(|member| member.id)
        .collect();
    people.sort();
    let once = people.windows(2).all(|pair| pair[0] != pair[1]);
    holds(once, "S7.4", || {
        format!("somebody is twice in {}", after.id)
    })?;
    let Some(Record::Household(before)) = before.map(|known| &*known.record) else {
        return Ok(());
    };
    let gone: Vec<_> = before
        .members()
        .filter(|member| !people.contains(&member.id))
        .collect();
    holds(gone.is_empty(), "S7.5", || {
        format!("{gone:?} cannot be read any more")
    })?;
    let changes = changes_of(after.id, batch);
    for key in &SIMPLE {
        let same = before.versions.get(key) == after.versions.get(key);
        let said_with_it = changes
            .iter()
            .any(|(_, changed)| says(changed, key).is_some());
        holds(
            !same || said_with_it || before.fact(key) == after.fact(key),
            "S7.1",
            || format!("{key} of {} changed, and nobody has said so", after.id),
        )?;
    }
    for (key, said) in &after.versions {
        let old = before.versions.get(key);
        if old == Some(said) {
            continue;
        }
        let by = said.operation;
        let came_back = replaced.contains(&(after.id, key.clone(), by));
        holds(!came_back, "S2.2", || {
            format!("{by} says {key} of {} again", after.id)
        })?;
        holds(changes.iter().any(|(id, _)| *id == by), "S7.1", || {
            format!(
                "{key} of {} is said by {by}, which was not answered now",
                after.id
            )
        })?;
        // Who counts as many people again says nothing otherwise (S7.22).
        if matches!(key, FactKey::Count(_)) && before.fact(key) == after.fact(key) {
            continue;
        }
        if let Some(old) = old {
            replaced.insert((after.id, key.clone(), old.operation));
            // Who released something for its author may have a share in what is seen; that is looked at in the unit tests.
            let seen = has_seen(by, old.operation, key, &changes);
            holds(seen, "S7.2", || {
                format!(
                    "{by} took the place of {} for {key} of {}, unseen",
                    old.operation, after.id
                )
            })?;
        }
        // [S7.11] Nobody claims to have seen what was not on their screen.
        let fact = changes.iter().find(|(id, _)| *id == by);
        let fact = fact.and_then(|(_, changed)| says(changed, key));
        let beside = fact.into_iter().flat_map(|fact| before.beside(fact));
        for (key, old) in beside.chain(old.map(|old| (key, old))) {
            let version = (old.operation, key.clone());
            // An office that was put back may hear two in the other order: of a word about two facts the one may stand now
            // that had clashed before, and only the other one was on the screen.
            let in_other_order = || batch.truth.time > 0 && batch.truth.knew_of(by, old);
            // Whoever chooses sees a word as a side of the conflict, also one about something else of somebody who is to go.
            let as_a_side = || {
                let side = fact.map(|fact| (old.operation, fact.key()));
                side.is_some_and(|side| batch.truth.was_shown(by, &side))
            };
            let shown = old.by == said.by
                || batch.truth.was_shown(by, &version)
                || as_a_side()
                || in_other_order();
            holds(shown, "S7.11", || {
                format!(
                    "{by} was said over {key} of {} by {}, which was not on the screen",
                    after.id, old.operation
                )
            })?;
        }
    }
    Ok(())
}

/// Whether somebody had seen a version, or one of this batch that had.
fn has_seen(
    by: OperationId,
    version: OperationId,
    key: &FactKey,
    changes: &[(OperationId, &ChangedHousehold)],
) -> bool {
    if by == version {
        return true;
    }
    let said = changes.iter().filter(|(id, _)| *id == by);
    said.clone().any(|(_, changed)| {
        changed.seen.contains(&version)
            || changes.iter().any(|(other, between)| {
                *other != by
                    && changed.seen.contains(other)
                    && says(between, key).is_some()
                    && has_seen(*other, version, key, changes)
            })
    })
}

/// [S7.2] What somebody has said of a fact and was applied is the value now, or in a conflict, or another took its place.
pub(crate) fn said(batch: &Batch<'_>, audit: &Audit) -> Holds {
    for (at, (id, action)) in batch.effects.iter().enumerate() {
        let Action::ChangeHousehold(changed) = action else {
            continue;
        };
        let key = RecordKey::Household(changed.household);
        let known = audit.records.get(&key).map(|known| &*known.record);
        let Some(Record::Household(household)) = known else {
            continue;
        };
        for change in &changed.changes {
            let HouseholdChange::Set(fact) = change else {
                continue;
            };
            let key = fact.key();
            let after = &batch.effects[at + 1..];
            // What is said of a double afterwards is said of the record that stands for it too (S7.20).
            let passed = batch.passed.iter();
            let passed = passed.filter(|passed| after.iter().any(|(id, _)| *id == passed.by));
            let direct = after.iter().filter_map(|(_, later)| match later {
                Action::ChangeHousehold(later) => Some(later),
                _ => None,
            });
            let mut all = direct.chain(passed.map(|passed| &passed.changed));
            let later =
                all.any(|later| later.household == changed.household && may_change(later, &key));
            let is_said_again = says(changed, &key).is_some_and(|last| last != fact);
            let is_there = later
                || is_said_again
                || household.fact(&key).is_some_and(|known| known.agrees(fact))
                || in_conflict(*id, household.id, &key, audit);
            holds(is_there, "S7.2", || {
                format!(
                    "{fact:?} by {id} is neither in {} nor in a conflict",
                    household.id
                )
            })?;
        }
    }
    Ok(())
}

/// Whether a statement may put something else in the place of what is known under a key.
fn may_change(changed: &ChangedHousehold, key: &FactKey) -> bool {
    let facts = changed.changes.iter().flat_map(HouseholdChange::facts);
    let mut keys = facts.map(|fact| fact.key());
    keys.any(|said| said == *key || matches!(said, FactKey::Head))
}

pub(crate) fn in_conflict(
    by: OperationId,
    household: HouseholdId,
    key: &FactKey,
    audit: &Audit,
) -> bool {
    let names = |conflict: &Conflict| {
        let between: &[_] = match &conflict.state {
            ConflictState::Open => &[],
            ConflictState::Settled { between, .. } => between,
        };
        let mut sides = conflict.sides().chain(between);
        conflict.household == household
            && conflict.id.fact == *key
            && sides.any(|side| side.said.operation == by)
    };
    let mut records = audit.records.values();
    records.any(|known| matches!(&*known.record, Record::Conflict(conflict) if names(conflict)))
}

pub(crate) fn changes_of<'a>(
    household: HouseholdId,
    batch: &'a Batch<'_>,
) -> Vec<(OperationId, &'a ChangedHousehold)> {
    let changes = batch
        .effects
        .iter()
        .filter_map(|(id, action)| match action {
            Action::ChangeHousehold(changed) if changed.household == household => {
                Some((*id, changed))
            }
            _ => None,
        });
    let passed = batch.passed.iter();
    let passed = passed.filter(|passed| passed.changed.household == household);
    let passed = passed.map(|passed| (passed.by, &passed.changed));
    changes.chain(passed).collect()
}

/// The last that a statement says of a fact.
pub(crate) fn says<'a>(changed: &'a ChangedHousehold, key: &FactKey) -> Option<&'a Fact> {
    changed
        .changes
        .iter()
        .rev()
        .find_map(|change| match change {
            HouseholdChange::Set(fact) if fact.key() == *key => Some(fact),
            _ => None,
        })
}
