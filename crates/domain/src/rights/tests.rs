//! The table of rights: every act for every role, in one's own unit, in a foreign one, and in a city.
#![allow(clippy::unwrap_used)]

use rstest::rstest;
use uuid::Uuid;

use super::*;

const OWN: HamletId = HamletId(Uuid::from_u128(1));
const NEIGHBOUR: HamletId = HamletId(Uuid::from_u128(2));
const FOREIGN: HamletId = HamletId(Uuid::from_u128(3));

fn unit() -> UnitKey {
    "19900@2025-07-01".parse().unwrap()
}

/// A commune of another city.
fn foreign() -> UnitKey {
    "20194@2025-07-01".parse().unwrap()
}

fn hue() -> UnitKey {
    "46@2025-07-01".parse().unwrap()
}

fn da_nang() -> UnitKey {
    "48@2025-07-01".parse().unwrap()
}

/// A volunteer of one hamlet, the officer of its commune, and the officer and the administrator of its city.
fn roles() -> [Role; 4] {
    [
        Role::Volunteer {
            unit: unit(),
            hamlets: [OWN].into(),
        },
        Role::CommuneOfficer {
            unit: unit(),
            hamlets: [OWN, NEIGHBOUR].into(),
        },
        Role::CityOfficer {
            unit: hue(),
            communes: [unit()].into(),
        },
        Role::Administrator {
            unit: hue(),
            communes: [unit()].into(),
        },
    ]
}

#[rstest]
#[case(Act::Read(Scope::Unit(unit())), [true, true, false, false])]
#[case(Act::Read(Scope::Unit(foreign())), [false, false, false, false])]
#[case(Act::Read(Scope::Unit(hue())), [false, false, true, true])]
#[case(Act::Read(Scope::Office(unit())), [false, true, false, false])]
#[case(Act::Read(Scope::Office(foreign())), [false, false, false, false])]
#[case(Act::Read(Scope::Office(hue())), [false, false, true, false])]
#[case(Act::Read(Scope::Hamlet(OWN)), [true, true, false, false])]
#[case(Act::Read(Scope::Hamlet(NEIGHBOUR)), [false, true, false, false])]
#[case(Act::Read(Scope::Hamlet(FOREIGN)), [false, false, false, false])]
#[case(Act::Read(Scope::Person(UserId(Uuid::nil()))), [false, false, false, false])]
#[case(Act::Read(Scope::Other("z:more".to_owned())), [false, false, false, false])]
#[case(Act::Record(OWN), [true, true, false, false])]
#[case(Act::Record(NEIGHBOUR), [false, true, false, false])]
#[case(Act::Record(FOREIGN), [false, false, false, false])]
#[case(Act::Review(OWN), [false, true, false, false])]
#[case(Act::Review(FOREIGN), [false, false, false, false])]
#[case(Act::Arrange(OWN), [false, true, false, false])]
#[case(Act::Arrange(FOREIGN), [false, false, false, false])]
#[case(Act::Erase(OWN), [false, true, false, false])]
#[case(Act::Erase(FOREIGN), [false, false, false, false])]
#[case(Act::Release(unit()), [false, true, false, false])]
#[case(Act::Release(foreign()), [false, false, false, false])]
#[case(Act::Release(hue()), [false, false, true, false])]
#[case(Act::PublishForms(unit()), [false, true, false, false])]
#[case(Act::PublishForms(foreign()), [false, false, false, false])]
#[case(Act::PublishForms(hue()), [false, false, false, false])]
#[case(Act::Set(unit()), [false, true, false, false])]
#[case(Act::Set(foreign()), [false, false, false, false])]
#[case(Act::Set(hue()), [false, false, false, false])]
#[case(Act::SeeLeftBehind(unit()), [false, true, false, false])]
#[case(Act::SeeLeftBehind(foreign()), [false, false, false, false])]
#[case(Act::SeeLeftBehind(hue()), [false, false, false, false])]
#[case(Act::SeeCoverage(unit()), [false, true, true, false])]
#[case(Act::SeeCoverage(foreign()), [false, false, false, false])]
#[case(Act::SeeCoverage(hue()), [false, false, false, false])]
#[case(Act::SeeVisitors(unit()), [false, true, false, false])]
#[case(Act::SeeVisitors(foreign()), [false, false, false, false])]
#[case(Act::SeeToBreaches(unit()), [false, true, false, true])]
#[case(Act::SeeToBreaches(foreign()), [false, false, false, false])]
#[case(Act::SeeToBreaches(hue()), [false, false, false, true])]
#[case(Act::SeeWhomBreached(unit()), [false, true, false, false])]
#[case(Act::SeeWhomBreached(foreign()), [false, false, false, false])]
#[case(Act::SeeWhomBreached(hue()), [false, false, false, false])]
#[case(Act::SeeCity(hue()), [false, false, true, false])]
#[case(Act::SeeCity(da_nang()), [false, false, false, false])]
#[case(Act::SeeCity(unit()), [false, false, false, false])]
#[case(Act::TakeIn(unit()), [false, true, false, false])]
#[case(Act::TakeIn(foreign()), [false, false, false, false])]
#[case(Act::TakeIn(hue()), [false, false, false, false])]
#[case(Act::Empty(unit()), [false, true, false, false])]
#[case(Act::Empty(foreign()), [false, false, false, false])]
#[case(Act::Empty(hue()), [false, false, false, false])]
#[case(Act::SeeAudit(unit()), [false, true, false, true])]
#[case(Act::SeeAudit(foreign()), [false, false, false, false])]
#[case(Act::SeeAudit(hue()), [false, false, false, true])]
#[case(Act::SeeAudit(da_nang()), [false, false, false, false])]
#[case(Act::ManageSessions(unit()), [false, true, false, true])]
#[case(Act::ManageSessions(foreign()), [false, false, false, false])]
#[case(Act::ManageSessions(hue()), [false, false, false, true])]
#[case(Act::ManageSessions(da_nang()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::Volunteer, unit()), [false, true, false, true])]
#[case(Act::Employ(RoleKind::Volunteer, foreign()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::Volunteer, hue()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::CommuneOfficer, unit()), [false, false, false, true])]
#[case(Act::Employ(RoleKind::CommuneOfficer, foreign()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::CommuneOfficer, hue()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::CityOfficer, unit()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::CityOfficer, hue()), [false, false, false, true])]
#[case(Act::Employ(RoleKind::CityOfficer, da_nang()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::Administrator, unit()), [false, false, false, false])]
#[case(Act::Employ(RoleKind::Administrator, hue()), [false, false, false, false])]
#[case(Act::GiveKey(unit()), [false, true, false, false])]
#[case(Act::GiveKey(foreign()), [false, false, false, false])]
#[case(Act::GiveKey(hue()), [false, false, false, false])]
#[case(Act::SeeUnits(unit()), [false, false, false, false])]
#[case(Act::SeeUnits(hue()), [false, false, false, true])]
#[case(Act::SeeUnits(da_nang()), [false, false, false, false])]
fn the_table_of_rights(#[case] act: Act, #[case] expected: [bool; 4]) {
    assert_eq!(roles().map(|role| may(&role, &act)), expected, "{act:?}");
}

#[test]
fn a_device_reads_what_its_person_may_read_and_what_they_are_told() {
    let me = UserId(Uuid::from_u128(9));
    for role in roles() {
        for scope in role.scopes(me) {
            let is_own = scope == Scope::Person(me);
            assert!(is_own || may(&role, &Act::Read(scope.clone())), "{scope}");
        }
    }
    let [.., administrator] = roles();
    let scopes = [Scope::Unit(hue()), Scope::Person(me)];
    assert_eq!(administrator.scopes(me), scopes);
}

#[test]
fn whose_people_somebody_sees_to() {
    let units = roles().map(|role| role.units_of_people().cloned().collect::<Vec<_>>());
    assert_eq!(units, [vec![], vec![unit()], vec![], vec![hue(), unit()]]);
}
