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
        /// What to mend, in the words of the officer who sent it back.
        back: Option<String>,
    },
    /// The office refused to take something that is on this device.
    SetAside {
        /// Which operation.
        operation: OperationId,
        /// What it says.
        what: OutboxWhat,
    },
    /// A visit was begun and is not finished.
    Draft {
        /// Which.
        visit: VisitId,
        /// Who is visited.
        household: HouseholdId,
    },
    /// Facts of a household were typed and are not said.
    Facts {
        /// Of which.
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

/// The tasks of a person: `returned` are their own visits that came back and that no draft mends yet, `typed`
/// the households of which facts are typed.
pub(super) fn tasks(
    returned: &[VisitRow],
    outbox: &[OutboxRow],
    drafts: &[Draft],
    typed: &[HouseholdId],
    households: &[HouseholdRow],
    today: NaiveDate,
) -> Vec<Task> {
    let returned = returned.iter().filter_map(|visit| match &visit.standing {
        Standing::Returned { at, reason, .. } => Some(Task::Returned {
            visit: visit.id,
            household: visit.household,
            reason: reason.clone(),
            at: *at,
        }),
        _ => None,
    });
    // The oldest first, as they were found.
    let stuck = outbox.iter().rev().filter_map(|row| match &row.standing {
        Standing::Held { reason, back, .. } => Some(Task::Held {
            operation: row.operation,
            what: row.what,
            reason: reason.clone(),
            back: back.clone(),
        }),
        Standing::SetAside { .. } => Some(Task::SetAside {
            operation: row.operation,
            what: row.what,
        }),
        _ => None,
    });
    let drafts = drafts.iter().map(|draft| Task::Draft {
        visit: draft.visit,
        household: draft.household,
    });
    let typed = typed.iter().map(|id| Task::Facts { household: *id });

    let mut due: Vec<_> = households
        .iter()
        // Who was registered twice is visited once.
        .filter(|row| row.same_as.is_none())
        .map(|row| (row, row.days_since_visit(today)))
        .filter(|(_, days)| days.is_none_or(|days| days > DUE_AFTER_DAYS))
        .collect();
    due.sort_by_key(|(row, days)| {
        (
            poverty(row.class),
            std::cmp::Reverse(days.map_or(u32::MAX, u32::from)),
        )
    });
    let due = due.into_iter().map(|(row, days)| Task::Due {
        household: row.id,
        days,
    });

    let begun = drafts.chain(typed);
    returned.chain(stuck).chain(begun).chain(due).collect()
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::{Courtesy, DeviceTime, HamletId, PersonName};
    use uuid::Uuid;

    fn row(number: u128, class: Option<Class>, last_visit: Option<&str>) -> HouseholdRow {
        HouseholdRow {
            id: HouseholdId(Uuid::from_u128(number)),
            name: PersonName::new("Lê Bưởi").unwrap(),
            courtesy: Courtesy::Ba,
            age: None,
            hamlet: HamletId(Uuid::nil()),
            address: String::new(),
            phone: None,
            class,
            size: 1,
            last_visit: last_visit.map(|day| day.parse().unwrap()),
            on_device: false,
            same_as: None,
        }
    }

    fn due(rows: &[HouseholdRow]) -> Vec<(u128, Option<u16>)> {
        let found = tasks(&[], &[], &[], &[], rows, "2026-11-24".parse().unwrap());
        let due = found.into_iter().map(|task| match task {
            Task::Due { household, days } => (household.0.as_u128(), days),
            other => unreachable!("{other:?}"),
        });
        due.collect()
    }

    #[test]
    fn the_poorest_and_longest_unvisited_come_first() {
        let rows = [
            row(1, Some(Class::Escaped), None),
            row(2, Some(Class::Poor), Some("2026-08-01")),
            row(3, Some(Class::NearPoor), Some("2025-01-01")),
            row(4, Some(Class::Poor), Some("2026-03-01")),
            row(5, Some(Class::Poor), None),
        ];
        let order: Vec<_> = due(&rows)
            .into_iter()
            .map(|(household, _)| household)
            .collect();
        assert_eq!(order, [5, 4, 2, 3, 1]);
    }

    #[test]
    fn s7_10_who_was_registered_twice_is_due_once() {
        let kept = row(1, Some(Class::Poor), None);
        let double = HouseholdRow {
            same_as: Some(kept.id),
            ..row(2, Some(Class::Poor), None)
        };
        assert_eq!(due(&[double, kept]), [(1, None)]);
    }

    fn stuck(number: u128, standing: Standing) -> OutboxRow {
        OutboxRow {
            operation: OperationId(Uuid::from_u128(number)),
            what: OutboxWhat::Seen { household: None },
            made: DeviceTime {
                utc_ms: 0,
                zone_min: 420,
                mono_ms: 0,
                skew_ms: None,
            },
            standing,
            photos: (0, 0),
            photos_lost: 0,
            photo_refused: None,
        }
    }

    #[test]
    fn s1_10_what_is_set_aside_or_held_is_a_task_until_something_took_its_place() {
        let held = Standing::Held {
            reason: HeldReason::ForeignScope,
            at: DateTime::UNIX_EPOCH,
            back: None,
        };
        let aside = Standing::SetAside {
            code: "too-large".to_owned(),
        };
        let rows = [
            stuck(4, Standing::OnDevice),
            stuck(3, aside),
            stuck(2, held),
            stuck(1, Standing::Replaced),
            stuck(0, Standing::Seen),
            stuck(
                9,
                Standing::Filed {
                    at: DateTime::UNIX_EPOCH,
                },
            ),
            stuck(
                8,
                Standing::Closed {
                    note: String::new(),
                },
            ),
        ];
        let found = tasks(&[], &rows, &[], &[], &[], "2026-11-24".parse().unwrap());
        let found: Vec<_> = found
            .iter()
            .map(|task| match task {
                Task::Held { operation, .. } => ("held", operation.0.as_u128()),
                Task::SetAside { operation, .. } => ("aside", operation.0.as_u128()),
                other => unreachable!("{other:?}"),
            })
            .collect();
        assert_eq!(found, [("held", 2), ("aside", 3)]);
    }

    #[test]
    fn a_household_is_due_on_the_day_after_sixty() {
        assert_eq!(due(&[row(1, None, Some("2026-09-25"))]), []);
        assert_eq!(due(&[row(1, None, Some("2026-09-24"))]), [(1, Some(61))]);
        // A visit that a wrong clock puts into the future is a visit.
        assert_eq!(due(&[row(1, None, Some("2027-01-01"))]), []);
    }
}
