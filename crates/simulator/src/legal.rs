//! The legal moves of visits, conflicts, and what is held.

use dong_hanh_domain::{Household, Review};
use dong_hanh_sync::{
    Action, Conflict, ConflictState, HeldReason, HeldRecord, HeldState, Outcome, Record, Ruling,
    Visit,
};

use crate::audit::{Audit, Batch, Changed};
use crate::broken::{Holds, holds};
use crate::facts;

/// A record has changed, and that was a legal move.
pub(crate) fn record(changed: &Changed<'_>, batch: &Batch<'_>, audit: &Audit) -> Holds {
    let before = changed.before.map(|known| &*known.record);
    match (before, &*changed.after.record) {
        (None, Record::Visit(after)) => new_visit(after, batch),
        (Some(Record::Visit(before)), Record::Visit(after)) => visit(before, after),
        (None, Record::Held(after)) => new_held(after, batch),
        (Some(Record::Held(before)), Record::Held(after)) => held(before, after),
        (before, Record::Conflict(after)) => {
            let before = before.and_then(|before| match before {
                Record::Conflict(before) => Some(before),
                _ => None,
            });
            conflict(before, after, audit)?;
            before.map_or(Ok(()), |before| sides(before, after, batch))
        }
        (_, Record::Household(after)) => doubles(after, audit),
        _ => Ok(()),
    }
}

/// [S7.10] What stands for another record is itself the same as none.
fn doubles(after: &Household, audit: &Audit) -> Holds {
    let households = audit.all().filter_map(|(_, known)| match &*known.record {
        Record::Household(household) => Some(household),
        _ => None,
    });
    let mut doubles = households.filter(|household| household.same_as.is_some());
    let is_chained =
        doubles.any(|double| double.same_as == Some(after.id) || after.same_as == Some(double.id));
    holds(after.same_as.is_none() || !is_chained, "S7.10", || {
        format!("{after:?} is a double in a chain")
    })
}

/// A visit is what its author has said.
fn new_visit(after: &Visit, batch: &Batch<'_>) -> Holds {
    let said = batch.effects.iter().any(|(_, action)| match action {
        Action::FinishVisit(visit) => {
            visit.visit == after.id
                && visit.household == after.household
                && visit.answers == after.answers
                && visit.started == after.started
                && visit.amends == after.amends
                && visit.grounds == after.grounds
                && visit.extra == after.said
        }
        _ => false,
    });
    holds(said, "S2.7", || format!("nobody has said {after:?}"))
}

/// [S2.7] [S2.8] Nothing in a visit changes but what the office says to it; a version is amended once.
fn visit(before: &Visit, after: &Visit) -> Holds {
    let review = after.review.clone();
    let reviewed = Visit {
        review,
        ..before.clone()
    };
    holds(reviewed == *after, "S2.8", || {
        format!("{before:?} is now {after:?}")
    })?;
    let was_amended = matches!(before.review, Review::Amended { .. });
    holds(
        !was_amended || before.review == after.review,
        "S2.7",
        || {
            format!(
                "{} was amended by {:?}, and is now {:?}",
                after.id, before.review, after.review
            )
        },
    )
}

/// [S2.1] What is held is what came, for the reason that its receipt names.
fn new_held(after: &HeldRecord, batch: &Batch<'_>) -> Holds {
    let key = batch.truth.by_digest(&after.digest);
    let said = key.and_then(|key| batch.truth.said(key));
    let is_whole = said.is_some_and(|said| said.raw.text() == after.content.get());
    holds(is_whole, "S2.4", || format!("{after:?} is not as it came"))?;
    let receipt = key.and_then(|key| batch.truth.receipts.get(key));
    let is_held = receipt.is_some_and(|receipt| {
        receipt.outcome
            == Outcome::Held {
                reason: after.why.clone(),
            }
    });
    holds(is_held, "S2.1", || format!("{after:?} has {receipt:?}"))?;
    // What the same phone said before is there before (S2.10), whatever its clock says.
    let Some(operation) = said.and_then(|said| said.operation.as_ref()) else {
        return Ok(());
    };
    // A statement about two households may want the other one.
    let about = match &operation.action {
        Action::FinishVisit(visit) => Some(visit.household),
        _ => None,
    };
    let (HeldReason::UnknownHousehold, Some(about)) = (&after.why, about) else {
        return Ok(());
    };
    let phone = said.map_or(0, |said| said.phone);
    let earlier = batch.truth.made[phone].range(..operation.counter);
    let mut registered = earlier.filter_map(|(_, key)| {
        let receipt = batch.truth.receipts.get(key)?;
        Some(batch.truth.effects(key, receipt))
    });
    let is_there = registered.any(|effects| {
        effects.iter().any(|(_, action)| {
            matches!(action, Action::RegisterHousehold { household } if household.id == about)
        })
    });
    holds(!is_there, "S2.9", || {
        format!(
            "{} is held for want of a household that was registered before it",
            after.operation
        )
    })
}

/// [S2.12] [S8.7] What is held becomes settled or decided once, unless it was sent back.
fn held(before: &HeldRecord, after: &HeldRecord) -> Holds {
    let state = after.state.clone();
    let content = after.content.clone();
    let same = HeldRecord {
        state,
        content,
        ..before.clone()
    };
    let is_same =
        format!("{same:?}") == format!("{after:?}") && before.content.get() == after.content.get();
    holds(is_same, "S2.14", || format!("{before:?} is now {after:?}"))?;
    let is_legal = match (&before.state, &after.state) {
        (HeldState::Open, _) => true,
        (
            HeldState::Ruled {
                ruling: Ruling::SendBack { .. },
                ..
            },
            state,
        ) => !state.is_open(),
        (before, after) => before == after,
    };
    holds(is_legal, "S2.12", || {
        format!(
            "{} was {:?} and is {:?}",
            after.operation, before.state, after.state
        )
    })
}

/// [S7.11] A value that stands beside the record's leaves a conflict by a word of whoever had it on their screen, or had
/// said it. What the record has is looked at with the record.
fn sides(before: &Conflict, after: &Conflict, batch: &Batch<'_>) -> Holds {
    let said = facts::changes_of(after.household, batch);
    for side in before.against.iter().filter(|_| before.is_open()) {
        let stays = after.sides().any(|left| left.said == side.said);
        let mut said = said.iter();
        let is_seen = stays || said.any(|(by, _)| batch.truth.knew_of(*by, &side.said));
        holds(is_seen, "S7.11", || {
            format!("{side:?} left {after:?}, and was not on the screen of whoever spoke")
        })?;
    }
    Ok(())
}

/// [S7.2] [S7.6] At most one conflict of a fact is open; one that is settled stays so; an open one names the value that
/// the record has.
fn conflict(before: Option<&Conflict>, after: &Conflict, audit: &Audit) -> Holds {
    if let Some(before) = before {
        let reopened = !before.is_open() && before != after;
        holds(!reopened, "S7.6", || format!("{before:?} is now {after:?}"))?;
    }
    let mut said: Vec<_> = after.sides().map(|side| side.said.operation).collect();
    said.sort();
    let once = said.windows(2).all(|pair| pair[0] != pair[1]);
    holds(once || !after.is_open(), "S7.2", || {
        format!("twice in {after:?}")
    })?;
    if let ConflictState::Settled { .. } = after.state {
        return holds(after.against.is_empty(), "S7.6", || format!("{after:?}"));
    }
    let others = audit.records.values().filter(|known| match &*known.record {
        Record::Conflict(other) => {
            other.is_open() && other.household == after.household && other.id.fact == after.id.fact
        }
        _ => false,
    });
    holds(others.count() == 1, "S7.2", || {
        format!("open twice: {after:?}")
    })?;
    let household = dong_hanh_sync::RecordKey::Household(after.household);
    let known = audit.records.get(&household).map(|known| &*known.record);
    let Some(Record::Household(household)) = known else {
        return Ok(());
    };
    let has = household.fact(&after.id.fact);
    let stands = has.is_some_and(|fact| fact.agrees(&after.stands.fact));
    holds(stands, "S7.2", || {
        format!("the record does not have {:?}", after.stands)
    })
}
