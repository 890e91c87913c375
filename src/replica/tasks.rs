//! What is to be done today, most urgent first: what the field's rule says, with what is stuck and what is begun here.

use std::collections::HashSet;
use std::sync::Arc;

use dong_hanh_domain::today::{Todo, Why};
use dong_hanh_domain::{HouseholdId, OperationId, VisitId};
use dong_hanh_sync::HeldReason;

use super::{Draft, OutboxRow, OutboxWhat, Standing};

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
    /// A household is to be visited.
    Visit {
        /// Which.
        household: HouseholdId,
        /// Why; what cannot wait first, and never nothing.
        whys: Arc<[Why]>,
    },
}

/// The tasks of a person: `reason` says what is to be mended in a visit that came back, `typed` the households of which
/// facts are typed. What a draft here is about already is no task beside it.
pub(super) fn tasks(
    todos: Vec<Todo>,
    reason: impl Fn(VisitId) -> Option<String>,
    outbox: &[OutboxRow],
    drafts: &[Draft],
    typed: &[HouseholdId],
) -> Vec<Task> {
    let mended: HashSet<_> = drafts.iter().filter_map(|draft| draft.amends).collect();
    let visited: HashSet<_> = drafts.iter().map(|draft| draft.household).collect();
    let mut returned = Vec::new();
    let mut visits = Vec::new();
    for todo in todos {
        match todo {
            Todo::Mend {
                visit, household, ..
            } if !mended.contains(&visit) => returned.push(Task::Returned {
                visit,
                household,
                reason: reason(visit).unwrap_or_default(),
            }),
            Todo::Visit { household, whys } if !visited.contains(&household) => {
                visits.push(Task::Visit { household, whys });
            }
            Todo::Mend { .. } | Todo::Visit { .. } => {}
        }
    }
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
    let begun = drafts.chain(typed);
    let returned = returned.into_iter();
    returned.chain(stuck).chain(begun).chain(visits).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::{BTreeMap, BTreeSet};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use chrono::DateTime;
    use dong_hanh_domain::{DeviceTime, Extra};
    use dong_hanh_form::{Answers, FormId};
    use uuid::Uuid;

    fn draft(household: HouseholdId, amends: Option<VisitId>) -> Draft {
        let opened = DeviceTime {
            utc_ms: 0,
            zone_min: 420,
            mono_ms: 0,
            skew_ms: None,
        };
        Draft {
            visit: VisitId(Uuid::from_u128(100)),
            household,
            form: FormId("sha256:0".into()),
            answers: Answers::new(),
            points: BTreeMap::new(),
            started: opened,
            saved: opened,
            screen: String::new(),
            amends,
            grounds: Box::default(),
            seen: BTreeSet::new(),
            corrects: None,
            keeps_from: None,
            extra: Extra::default(),
        }
    }

    #[wasm_bindgen_test]
    fn what_a_draft_here_is_about_is_no_task_beside_it() {
        let household = |number| HouseholdId(Uuid::from_u128(number));
        let visit = |number| VisitId(Uuid::from_u128(number));
        let mend = |number| Todo::Mend {
            visit: visit(number),
            household: household(number),
            on: "2026-11-21".parse().unwrap(),
        };
        let due = |number| Todo::Visit {
            household: household(number),
            whys: vec![Why::VisitSoon {
                by: "2026-11-26".parse().unwrap(),
            }]
            .into(),
        };
        let todos = vec![mend(1), mend(2), due(3), due(4)];
        let drafts = [
            draft(household(1), Some(visit(1))),
            draft(household(3), None),
        ];
        let found = tasks(todos, |_| Some("Đo lại nhà".into()), &[], &drafts, &[]);
        let found: Vec<_> = found
            .iter()
            .map(|task| match task {
                Task::Returned {
                    household, reason, ..
                } => (reason.as_str(), household.0.as_u128()),
                Task::Draft { household, .. } => ("draft", household.0.as_u128()),
                Task::Visit { household, .. } => ("visit", household.0.as_u128()),
                other => unreachable!("{other:?}"),
            })
            .collect();
        assert_eq!(
            found,
            [("Đo lại nhà", 2), ("draft", 1), ("draft", 3), ("visit", 4)]
        );
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

    #[wasm_bindgen_test]
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
        let found = tasks(vec![], |_| None, &rows, &[], &[]);
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
}
