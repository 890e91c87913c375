//! That looking by what is shared overlooks no pair, asks about each once, and about none that was answered.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use uuid::Uuid;

use super::super::Alike;
use super::*;
use crate::household::Birth;
use crate::ids::HamletId;

fn id(number: u128) -> HouseholdId {
    HouseholdId(Uuid::from_u128(number))
}

fn hamlet(number: u128) -> Option<HamletId> {
    Some(HamletId(Uuid::from_u128(number)))
}

fn hanh(number: u128) -> (HouseholdId, Traits) {
    let birth = Some(Birth::Year(1958));
    let traits = Traits::new("Nguyễn Thị Hạnh", birth, hamlet(1), "", "", []);
    (id(number), traits)
}

/// What is asked of three records of one name, where one is the same as another one, and some are not the same.
fn asked(same: Option<(u128, u128)>, two: &[(u128, u128)]) -> Vec<[u128; 2]> {
    let mut answers = Answers::default();
    if let Some((one, other)) = same {
        answers.note(id(one), Some(id(other)), []);
    }
    for (one, other) in two {
        answers.note(id(*one), None, [&id(*other)]);
    }
    let open = answers
        .open(&alike(&[hanh(2), hanh(1), hanh(3)]))
        .into_iter();
    open.map(|twins| twins.pair.map(|id| id.0.as_u128()))
        .collect()
}

#[test]
fn s7_18_of_what_was_answered_nobody_is_asked_again() {
    assert_eq!(asked(None, &[]), [[1, 2], [1, 3], [2, 3]]);
    // They are two, whichever record says so.
    assert_eq!(asked(None, &[(1, 2)]), [[1, 3], [2, 3]]);
    assert_eq!(asked(None, &[(2, 1)]), [[1, 3], [2, 3]]);
    // They are one, and a third record is asked about once, as the one that stands for both.
    assert_eq!(asked(Some((1, 2)), &[]), [[2, 3]]);
    // What was said of a double, or of the third one and a double, was said of the household.
    for two in [(3, 1), (1, 3), (2, 3), (3, 2)] {
        assert!(asked(Some((1, 2)), &[two]).is_empty(), "{two:?}");
    }
    assert_eq!(asked(Some((1, 2)), &[(3, 9)]), [[2, 3]]);
}

#[test]
fn a_code_or_many_people_in_common_speak_for_one() {
    let of = |traits: [Traits; 2]| {
        let [one, other] = traits;
        alike(&[(id(1), one), (id(2), other)])
    };
    let coded = |name: &str, place, code: &str| {
        Traits::new(name, None, hamlet(place), "", "", []).coded(code)
    };
    let found = |code: &str, other: &str| {
        of([coded("Trần Hạnh", 1, code), coded("Lê Bưởi", 2, other)]).len()
    };
    assert_eq!(found("19900-0007", "19900-0007 "), 1);
    assert_eq!(found("19900-0007", "19900-0008"), 0);
    assert_eq!(found("", ""), 0);
    let home = |name: &str, people: [&'static str; 2]| {
        let birth = Some(Birth::Year(1958));
        Traits::new(name, birth, None, "", "", people)
    };
    let found = |people| {
        let one = home("Nguyễn Thị Hoanh", ["Lê An", "Lê Vy"]);
        of([one, home("Nguyễn Thị Hanh", people)])
    };
    let reasons = &found(["Lê Vy", "Lê An"])[0].likeness.reasons;
    assert_eq!(reasons.len(), 3);
    for reason in [Alike::NearName, Alike::BirthYear, Alike::People] {
        assert!(reasons.contains(&reason));
    }
    assert!(found(["Lê Vy", "Lê Bình"]).is_empty());
}

fn anybody() -> impl Strategy<Value = Traits> {
    let word = || {
        prop::sample::select(vec![
            "le", "lê", "thi", "hoa", "hoan", "hanh", "an", "ân", "o",
        ])
    };
    let name = || prop::collection::vec(word(), 0..5).prop_map(|words| words.join(" "));
    let birth = prop::sample::select(vec![None, Some(1958), Some(1959), Some(1985), Some(1970)]);
    let phone = prop::sample::select(vec!["", "", "0905123456", "+84905123456", "0905123457"]);
    let code = prop::sample::select(vec!["", "", "1", "2"]);
    let members = prop::collection::vec(name(), 0..4);
    (name(), birth, 1_u128..3, phone, code, members).prop_map(
        |(name, birth, place, phone, code, members)| {
            let members = members.iter().map(String::as_str);
            let birth = birth.map(Birth::Year);
            Traits::new(&name, birth, hamlet(place), "", phone, members).coded(code)
        },
    )
}

proptest! {
    #[test]
    fn s7_18_what_comparing_each_with_each_would_find_is_found(all in prop::collection::vec(anybody(), 0..24)) {
        let records: Vec<_> = (1..).map(id).zip(all).collect();
        let mut each = Vec::new();
        for (at, (one, traits)) in records.iter().enumerate() {
            for (other, others) in &records[at + 1..] {
                let likeness = traits.likeness(others);
                each.extend(likeness.map(|likeness| Twins { pair: [*one, *other], likeness }));
            }
        }
        prop_assert_eq!(alike(&records), each);
    }
}
