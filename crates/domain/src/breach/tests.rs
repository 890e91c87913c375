//! The 72 hours, what may be said of a breach, and what is counted of a household.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::*;
use crate::household::{Coarseness, Ethnicity, Household, Member, Place, Sex};
use crate::ids::{DeviceId, HamletId, HouseholdId, MemberId};
use crate::name::PersonName;

fn hour(hours: i64) -> DateTime<Utc> {
    let first: DateTime<Utc> = "2026-11-24T06:00:00Z".parse().unwrap();
    first + TimeDelta::hours(hours)
}

fn mark(hours: i64) -> Mark {
    Mark {
        at: hour(hours),
        by: UserId(Uuid::from_u128(22)),
    }
}

/// A phone that was lost at hour 0 and missed at hour 2.
fn breach() -> Breach {
    Breach {
        id: BreachId(Uuid::from_u128(1)),
        unit: "19900@2025-07-01".parse().unwrap(),
        version: 1,
        incident: Incident::LostDevice {
            user: UserId(Uuid::from_u128(21)),
            device: DeviceId(Uuid::from_u128(31)),
        },
        since: hour(0),
        discovered: hour(2),
        reported_by: "chị Lài".to_owned(),
        opened: mark(3),
        told: Vec::new(),
        measures: Vec::new(),
        frozen: None,
        closed: None,
    }
}

fn told(whom: Whom, hours: i64) -> Step {
    Step::Told {
        whom,
        at: hour(hours),
        how: How::Letter,
    }
}

fn household(id: u128) -> Household {
    let name = PersonName::new("Lê Thị Bưởi").unwrap();
    let head = Member::new(MemberId(Uuid::from_u128(id + 100)), name, Sex::Female);
    let (id, hamlet) = (
        HouseholdId(Uuid::from_u128(id)),
        HamletId(Uuid::from_u128(7)),
    );
    Household::new(id, hamlet, head, UserId(Uuid::from_u128(21)))
}

#[test]
fn the_authority_is_told_within_72_hours_of_the_discovery() {
    let breach = breach();
    assert_eq!(breach.deadline(), hour(74));
    let left = |hours| TimeDelta::hours(hours);
    assert_eq!(breach.notice(hour(2)), Notice::Due { left: left(72) });
    assert_eq!(breach.notice(hour(74)), Notice::Due { left: left(0) });
    assert_eq!(breach.notice(hour(80)), Notice::Overdue { by: left(6) });
    for (at, late) in [(74, None), (75, Some(left(1)))] {
        let step = told(Whom::Authority {}, at);
        let told = breach.clone().after(step, mark(100), None).unwrap();
        let at = hour(at);
        assert_eq!(told.notice(hour(200)), Notice::Given { at, late });
    }
    let why = Closing::NothingExposed;
    let closed = breach.after(Step::Close { why }, mark(4), None).unwrap();
    assert_eq!(closed.notice(hour(200)), Notice::NotNeeded);
}

#[test]
fn moments_texts_and_places_that_cannot_be_are_refused() {
    assert!(breach().opened().is_ok());
    let cases = [
        (
            Breach {
                discovered: hour(4),
                ..breach()
            },
            BreachError::ToCome,
        ),
        (
            Breach {
                since: hour(3),
                ..breach()
            },
            BreachError::BeforeItBegan,
        ),
        (
            Breach {
                reported_by: "a".repeat(2001),
                ..breach()
            },
            BreachError::TooLong,
        ),
        (
            Breach {
                incident: Incident::Paper { hamlets: [].into() },
                ..breach()
            },
            BreachError::Nobody,
        ),
    ];
    for (wrong, error) in cases {
        assert_eq!(wrong.opened(), Err(error));
    }
    let nobody = Whom::Households {
        households: [].into(),
    };
    let text = |text: &str| Step::Measure {
        text: text.to_owned(),
    };
    let cases = [
        (told(Whom::City {}, 9), BreachError::ToCome),
        (told(Whom::City {}, -1), BreachError::BeforeItBegan),
        (told(nobody, 3), BreachError::Nobody),
        (text("  "), BreachError::Empty),
        (text(&"a".repeat(2001)), BreachError::TooLong),
        (
            Step::Close {
                why: Closing::SeenTo,
            },
            BreachError::AuthorityNotTold,
        ),
        (Step::Reopen {}, BreachError::MovedOn),
    ];
    for (step, error) in cases {
        assert_eq!(breach().after(step, mark(8), None), Err(error));
    }
}

#[test]
fn what_was_exposed_stays_as_the_authority_was_told() {
    let exposure = |hours| Exposed::default().together(Reach::Nothing {}, hour(hours));
    let city = told(Whom::City {}, 3);
    let first = breach().after(city, mark(4), Some(exposure(4))).unwrap();
    assert_eq!((first.version, &first.frozen), (2, &None));
    let authority = || told(Whom::Authority {}, 5);
    let frozen = first
        .after(authority(), mark(5), Some(exposure(5)))
        .unwrap();
    let again = frozen
        .after(authority(), mark(6), Some(exposure(6)))
        .unwrap();
    assert_eq!(again.frozen, Some(exposure(5)));

    let closed = again
        .after(
            Step::Close {
                why: Closing::SeenTo,
            },
            mark(7),
            None,
        )
        .unwrap();
    let late = told(Whom::City {}, 7);
    assert_eq!(
        closed.clone().after(late, mark(8), None),
        Err(BreachError::MovedOn)
    );
    let open = closed.after(Step::Reopen {}, mark(8), None).unwrap();
    assert_eq!((open.closed, open.version), (None, 6));
}

#[test]
fn a_household_was_told_when_a_step_names_it() {
    let (one, other) = (
        HouseholdId(Uuid::from_u128(1)),
        HouseholdId(Uuid::from_u128(2)),
    );
    let whom = Whom::Households {
        households: [one].into(),
    };
    let told = breach().after(told(whom, 5), mark(6), None).unwrap();
    assert_eq!(told.household_told(one).map(|told| told.at), Some(hour(5)));
    assert_eq!(told.household_told(other), None);
}

#[test]
fn kinds_of_data_are_counted_by_household() {
    let (mut bare, mut full) = (household(1), household(2));
    bare.place = Place::new(16.5, 107.6, Coarseness::Rounded).ok();
    full.place = Place::new(16.5, 107.6, Coarseness::Agreed).ok();
    full.phone = Some("0905123456".to_owned());
    full.head.ethnicity = Some(Ethnicity::TaOi);
    let mut exposed = Exposed::default();
    exposed.household(&bare);
    exposed.household(&full);
    exposed.visit(bare.id, true);
    exposed.visit(full.id, false);
    exposed.visit(HouseholdId(Uuid::from_u128(9)), true);
    let exposure = exposed.together(Reach::Unit {}, hour(1));
    let kinds: Vec<_> = exposure.kinds.into_iter().collect();
    let expected = [
        (DataKind::Names, 2),
        (DataKind::Telephone, 1),
        (DataKind::Address, 2),
        (DataKind::Visits, 2),
        (DataKind::Ethnicity, 1),
        (DataKind::ExactPlace, 1),
        (DataKind::Pictures, 1),
    ];
    assert_eq!(kinds, expected);
    assert_eq!((exposure.people, exposure.sensitive), (2, 2));
    assert_eq!(exposure.households, [bare.id, full.id].into());
}

#[test]
fn a_household_that_was_erased_since_counts_without_kinds() {
    let (known, gone) = (household(1), household(2));
    let mut exposed = Exposed::default();
    exposed.household(&known);
    exposed.erased(gone.id);
    let exposure = exposed.together(Reach::Unit {}, hour(1));
    assert_eq!(exposure.households, [known.id, gone.id].into());
    assert_eq!((exposure.people, exposure.erased), (1, 1));
    assert_eq!(exposure.kinds.get(&DataKind::Names), Some(&1));
}
