//! What can hardly be is named, and what can be is not.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::household::{Other, Sex};
use crate::ids::{HamletId, HouseholdId, UserId};
use crate::name::PersonName;
use rstest::rstest;
use uuid::Uuid;

fn day() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn member(number: u128, name: &str, birth: &str) -> Member {
    let birth = birth
        .parse()
        .map(Birth::Year)
        .unwrap_or_else(|_| Birth::Date(birth.parse().unwrap()));
    Member {
        birth: Some(birth),
        ..Member::new(
            MemberId(Uuid::from_u128(number)),
            PersonName::new(name).unwrap(),
            Sex::Female,
        )
    }
}

fn household(head: &str, others: &[(&str, &str, Relation)]) -> Household {
    let nil = Uuid::nil();
    let head = member(1, "Lê Thị Bưởi", head);
    let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
    for (number, (name, birth, relation)) in (2..).zip(others) {
        household.others.push(Other {
            member: member(number, name, birth),
            relation: *relation,
        });
    }
    household
}

fn who(number: u128) -> MemberId {
    MemberId(Uuid::from_u128(number))
}

#[test]
fn a_household_like_others_is_not_asked_about() {
    let others = [
        ("Trần Vy", "2010-01-01", Relation::Child),
        ("Lê Văn An", "1950", Relation::Parent),
        ("Trần Văn Bình", "1979", Relation::Spouse),
    ];
    let mut home = household("1980", &others);
    home.dwelling.area_m2 = Some(0.5);
    assert_eq!(home.odd(day()), []);
}

#[rstest]
#[case("2026-11-24", false)]
#[case("2026-11-25", true)]
#[case("2026", false)]
#[case("2027", true)]
fn born_tomorrow(#[case] birth: &str, #[case] ahead: bool) {
    let home = household("1980", &[("Trần Vy", birth, Relation::Grandchild)]);
    let expected = ahead.then_some(Odd::BornAhead { who: who(2) });
    assert_eq!(home.odd(day()), Vec::from_iter(expected));
}

#[rstest]
#[case("1905-11-25", None)]
#[case("1905-11-24", Some(121))]
#[case("1886-01-01", Some(140))]
#[case("1905", None)]
#[case("1904", Some(121))]
fn a_hundred_and_forty_years_old(#[case] birth: &str, #[case] age: Option<u16>) {
    let home = household("1980", &[("Lê An", birth, Relation::Other)]);
    let expected = age.map(|age| Odd::TooOld { who: who(2), age });
    assert_eq!(home.odd(day()), Vec::from_iter(expected));
}

#[rstest]
#[case("2011-11-24", None)]
#[case("2011-11-25", Some(14))]
#[case("2011", None)]
#[case("2012", Some(14))]
fn a_child_as_head(#[case] birth: &str, #[case] age: Option<u16>) {
    let home = household(birth, &[]);
    let odd = home.odd(day());
    assert_eq!(odd, Vec::from_iter(age.map(|age| Odd::ChildHead { age })));
    for odd in odd {
        assert_eq!(odd.field(&home), FactKey::Member(who(1), MemberKey::Birth));
    }
}

#[test]
fn somebody_who_is_there_twice_is_asked_about_once() {
    let others = [
        ("Trần Vy", "2010", Relation::Child),
        ("tran vy", "2010-05-05", Relation::Child),
        ("Trần Vy", "2012", Relation::Child),
    ];
    let home = household("1980", &others);
    assert_eq!(home.odd(day()), [Odd::Twice { who: who(3) }]);

    // Where nobody knows when one of them was born, the name alone asks.
    let mut home = household("1980", &others);
    home.others[0].member.birth = None;
    home.others[1].member.birth = None;
    let twice = [3, 4].map(|number| Odd::Twice { who: who(number) });
    assert_eq!(home.odd(day()), twice);
}

#[test]
fn relations_that_do_not_fit_are_asked_about() {
    let others = [
        ("Trần Vy", "1991", Relation::Child),
        ("Trần An", "1992", Relation::Child),
        ("Lê Bình", "1969", Relation::Parent),
        ("Lê Cúc", "1968", Relation::Parent),
        ("Trần Dũng", "1980", Relation::Spouse),
        ("Trần Em", "1980", Relation::Spouse),
    ];
    let odd = household("1980", &others).odd(day());
    let parent = |number| Odd::YoungParent { who: who(number) };
    let second = Odd::SecondSpouse { who: who(7) };
    assert_eq!(odd, [second, parent(2), parent(4)]);
}

#[rstest]
#[case(0.0, Some(Odd::NoArea))]
#[case(-3.0, Some(Odd::NoArea))]
#[case(f32::NAN, Some(Odd::NoArea))]
#[case(2000.0, None)]
#[case(2000.5, Some(Odd::LargeArea))]
fn an_area_that_no_house_has(#[case] area: f32, #[case] expected: Option<Odd>) {
    let mut home = household("1980", &[]);
    home.dwelling.area_m2 = Some(area);
    assert_eq!(home.odd(day()), Vec::from_iter(expected));
}
