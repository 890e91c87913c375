//! What is asked about and what is not, on both sides of [`ENOUGH`]; and that the index overlooks nothing.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::*;

const HERE: HamletId = HamletId(Uuid::from_u128(1));
const THERE: HamletId = HamletId(Uuid::from_u128(2));

fn born(birth: &str) -> Option<Birth> {
    match birth.len() {
        0 => None,
        4 => Some(Birth::Year(birth.parse().unwrap())),
        _ => Some(Birth::Date(birth.parse().unwrap())),
    }
}

fn traits(name: &str, birth: &str, hamlet: HamletId) -> Traits {
    Traits::new(name, born(birth), Some(hamlet), "", "", [])
}

/// Of somebody who is typed beside `Nguyễn Thị Hạnh`, born on 2 March 1958, of this hamlet.
fn beside_hanh(typed: &Traits) -> Option<Vec<Alike>> {
    let hanh = Traits::new(
        "Nguyễn Thị Hạnh",
        born("1958-03-02"),
        Some(HERE),
        "Kiệt 12",
        "0905 123 456",
        ["Trần Khánh Vy"],
    );
    let (one, other) = (typed.likeness(&hanh), hanh.likeness(typed));
    assert_eq!(one, other);
    one.map(|likeness| likeness.reasons)
}

#[rstest]
#[case("nguyen thi hanh", "", HERE, &[Alike::Name, Alike::Hamlet])]
#[case("Nguyễn Thị Hạnh", "1958", THERE, &[Alike::Name, Alike::BirthYear])]
#[case("Nguyễn Thị Hạnh", "1957", THERE, &[Alike::Name, Alike::NearBirth])]
#[case("Nguyễn Thị Hạnh", "1985", THERE, &[Alike::Name, Alike::NearBirth])]
#[case("Nguyễn Thị Hạnh", "1958-03-02", THERE, &[Alike::Name, Alike::BirthDay])]
#[case("Nguyễn Hạnh", "1958", HERE, &[Alike::NearName, Alike::BirthYear, Alike::Hamlet])]
#[case("Nguyễn Thị Hoanh", "1958", HERE, &[Alike::NearName, Alike::BirthYear, Alike::Hamlet])]
#[case("Hạnh Nguyễn Thị", "1959", HERE, &[Alike::NearName, Alike::Hamlet, Alike::NearBirth])]
#[case("Nguyễn Thị Hậnh", "1958-03-02", THERE, &[Alike::Name, Alike::BirthDay])]
#[case("Nguyễn Thị Hành", "1959", HERE, &[Alike::Name, Alike::Hamlet, Alike::NearBirth])]
#[case("Nguyễn Thị Hanhh", "1958-03-02", THERE, &[Alike::BirthDay, Alike::NearName])]
#[case("Trần Khánh Vy", "", HERE, &[Alike::Member, Alike::Hamlet])]
fn is_asked_about(
    #[case] name: &str,
    #[case] birth: &str,
    #[case] hamlet: HamletId,
    #[case] alike: &[Alike],
) {
    let asked = beside_hanh(&traits(name, birth, hamlet)).unwrap();
    let sorted = |alike: &[Alike]| {
        let mut alike = alike.to_vec();
        alike.sort();
        alike
    };
    assert_eq!(sorted(&asked), sorted(alike));
}

#[rstest]
// A name that many bear, and nothing else.
#[case("Nguyễn Thị Hạnh", "", THERE)]
// Two people of one name whose ages are far apart.
#[case("Nguyễn Thị Hạnh", "1956", HERE)]
#[case("Nguyễn Thị Hạnh", "1990", HERE)]
// Nearly the same name, and a year that many share.
#[case("Nguyễn Hạnh", "1958", THERE)]
#[case("Nguyễn Hạnh", "", HERE)]
// The family's name and the given one are never left out; two letters are another name.
#[case("Thị Hạnh", "1958-03-02", HERE)]
#[case("Nguyễn Thị Hoa", "1958-03-02", HERE)]
// A name half typed.
#[case("Hạnh", "1958-03-02", HERE)]
// Somebody of the house, but of another hamlet.
#[case("Trần Khánh Vy", "", THERE)]
#[case("", "1958-03-02", HERE)]
fn is_not_asked_about(#[case] name: &str, #[case] birth: &str, #[case] hamlet: HamletId) {
    assert_eq!(beside_hanh(&traits(name, birth, hamlet)), None);
}

#[rstest]
#[case("0905123456", true)]
#[case("+84 905.123.456", true)]
#[case("0905 123 457", false)]
fn a_telephone_number_is_enough(#[case] phone: &str, #[case] asked: bool) {
    let typed = Traits::new("Lê Bưởi", None, Some(THERE), "", phone, []);
    assert_eq!(beside_hanh(&typed), asked.then(|| vec![Alike::Phone]));
}

#[test]
fn an_address_counts_in_its_hamlet() {
    let typed = |hamlet| Traits::new("Nguyễn Hạnh", None, Some(hamlet), "kiet 12", "", []);
    let asked = beside_hanh(&typed(HERE)).unwrap();
    assert_eq!(asked, [Alike::NearName, Alike::Hamlet, Alike::Address]);
    assert_eq!(beside_hanh(&typed(THERE)), None);
}

#[test]
fn the_likeliest_comes_first_and_no_more_than_asked_for() {
    let id = |number| HouseholdId(Uuid::from_u128(number));
    let index = Index::new([
        (id(1), traits("Nguyễn Thị Hạnh", "", HERE)),
        (id(2), traits("Lê Văn Bưởi", "1958", HERE)),
        (id(3), traits("Nguyễn Thị Hạnh", "1958", HERE)),
    ]);
    let found = |most| {
        let near = index.near(&traits("nguyen thi hanh", "1958", HERE), most);
        near.into_iter()
            .map(|near| near.household)
            .collect::<Vec<_>>()
    };
    assert_eq!(found(5), [id(3), id(1)]);
    assert_eq!(found(1), [id(3)]);
    assert_eq!(
        Index::default().near(&traits("nguyen thi hanh", "1958", HERE), 5),
        []
    );
}

#[test]
fn a_household_that_was_written_down_twice_is_found_once() {
    let id = HouseholdId(Uuid::from_u128(1));
    let index = Index::new([
        (id, traits("Nguyễn Thị Hạnh", "", HERE)),
        (id, traits("Nguyễn Thị Hạnh", "1958", HERE)),
    ]);
    let near = index.near(&traits("nguyen thi hanh", "1958", HERE), 5);
    let points: Vec<_> = near.iter().map(|near| near.likeness.points).collect();
    assert_eq!(points, [8]);
}

fn any_traits() -> impl Strategy<Value = Traits> {
    let word = || prop::sample::select(vec!["le", "lê", "thi", "hoa", "hoan", "hanh", "an"]);
    let name = || prop::collection::vec(word(), 0..4).prop_map(|words| words.join(" "));
    let birth = prop::sample::select(vec!["", "1958", "1959", "1985", "1958-03-02", "1970"]);
    let phone = prop::sample::select(vec!["", "0905123456", "0905123457"]);
    let members = prop::collection::vec(name(), 0..2);
    (name(), birth, any::<bool>(), phone, members).prop_map(
        |(name, birth, here, phone, members)| {
            let hamlet = if here { HERE } else { THERE };
            let members = members.iter().map(String::as_str);
            Traits::new(&name, born(birth), Some(hamlet), "", phone, members)
        },
    )
}

proptest! {
    #[test]
    fn the_index_finds_what_comparing_with_each_would(known in prop::collection::vec(any_traits(), 0..30), sought in any_traits()) {
        let known: Vec<_> = (0_u128..).map(|number| HouseholdId(Uuid::from_u128(number))).zip(known).collect();
        let mut each: Vec<_> = known.iter().filter_map(|(household, traits)| {
            Some(Near { household: *household, likeness: sought.likeness(traits)? })
        }).collect();
        each.sort_by_key(|near| (Reverse(near.likeness.points), near.household));
        prop_assert_eq!(Index::new(known).near(&sought, usize::MAX), each);
    }

    #[test]
    fn nearness_is_the_same_either_way_round(one in any_traits(), other in any_traits()) {
        prop_assert_eq!(one.likeness(&other), other.likeness(&one));
    }

    #[test]
    fn one_more_fact_in_common_takes_nobody_off_the_list(one in any_traits(), other in any_traits()) {
        let same = |traits: Traits| Traits { phone: "0905".into(), hamlet: Some(HERE), ..traits };
        if let Some(before) = one.likeness(&other) {
            let after = same(one).likeness(&same(other));
            prop_assert!(after.is_some_and(|after| after.points >= before.points));
        }
    }
}
