//! What is to be done today, most urgent first.

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{Class, HouseholdId, OperationId, VisitId};
use dong_hanh_sync::HeldReason;

use super::{Draft, HouseholdRow, OutboxRow, OutboxWhat, Standing, VisitRow};

/// A household is due for a visit when its last one is longer ago than this, in days.
pub const DUE_AFTER_DAYS: u16 = 60;

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// The office sent a visit back.
    Returned {
        /// Which.
        visit: VisitId,
        /// Who was visited.
        household: HouseholdId,
        /// What to mend, in the officer's words.
        reason: String,
        /// When, by the server's clock.
        at: DateTime<Utc>,
    },
    /// The office could not apply something that was sent.
    Held {
        /// Which operation.
        operation: OperationId,
        /// What it said.
        what: OutboxWhat,
        /// Why.
        reason: HeldReason,
    },
    /// A visit was begun and is not finished.
    Draft {
        /// Which.
        visit: VisitId,
        /// Who is visited.
        household: HouseholdId,
    },
    /// A household has not been visited for long.
    Due {
        /// Which.
        household: HouseholdId,
        /// Days since the last visit; `None` where there was none.
        days: Option<u16>,
    },
}

/// The tasks of a person: `returned` are their own visits that came back and that no draft mends yet.
#[must_use]
pub fn tasks(returned: &[VisitRow], outbox: &[OutboxRow], drafts: &[Draft], households: &[HouseholdRow], today: NaiveDate) -> Vec<Task> {
    let returned = returned.iter().filter_map(|visit| match &visit.standing {
        Standing::Returned { at, reason, .. } => Some(Task::Returned { visit: visit.id, household: visit.household, reason: reason.clone(), at: *at }),
        _ => None,
    });
    let held = outbox.iter().filter_map(|row| match &row.standing {
        Standing::Held { reason, .. } => Some(Task::Held { operation: row.operation, what: row.what, reason: reason.clone() }),
        _ => None,
    });
    let drafts = drafts.iter().map(|draft| Task::Draft { visit: draft.visit, household: draft.household });

    let mut due: Vec<_> = households
        .iter()
        .map(|row| (row, row.days_since_visit(today)))
        .filter(|(_, days)| days.is_none_or(|days| days > DUE_AFTER_DAYS))
        .collect();
    due.sort_by_key(|(row, days)| (poverty(row.class), std::cmp::Reverse(days.map_or(u32::MAX, u32::from))));
    let due = due.into_iter().map(|(row, days)| Task::Due { household: row.id, days });

    returned.chain(held).chain(drafts).chain(due).collect()
}

/// The poorest first; a household whose class nobody has entered may be poor.
fn poverty(class: Option<Class>) -> u8 {
    match class {
        Some(Class::Poor) => 0,
        Some(Class::NearPoor) => 1,
        None => 2,
        Some(Class::Escaped) => 3,
    }
}
