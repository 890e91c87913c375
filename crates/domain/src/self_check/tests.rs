//! Every threshold on both sides, what is not known, what follows, and that more deprivation makes nobody less poor.
#![allow(clippy::unwrap_used)]

mod counted;
mod thresholds;
mod worse;

use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::household::{Birth, Latrine, Material, Member, Other, Relation, Roof, Sex, Water, Work};
use crate::ids::{HamletId, HouseholdId, MemberId, OperationId, UserId};
use crate::name::PersonName;
use crate::standard::{StandardClass, Standards};
use crate::{Allowance, Attends, Learnt};

const DAY: &str = "2026-11-24";

fn day() -> NaiveDate {
    DAY.parse().unwrap()
}

fn old() -> Standard {
    let standards = Standards::built_in().unwrap();
    standards.on(day()).unwrap().clone()
}

/// The same with every number compared with the original.
fn verified() -> Standard {
    let mut value: Value =
        serde_json::from_str(include_str!("../../../../standards/2021-2025.json")).unwrap();
    verify(&mut value);
    Standard::parse(&value.to_string()).unwrap()
}

fn verify(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("doubtful");
            for (key, value) in fields {
                if key == "verified" {
                    *value = json!(true);
                }
                verify(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(verify),
        _ => {}
    }
}

fn aged(number: u128, age: i32) -> Member {
    let name = PersonName::new(&format!("Lê Thị {number}")).unwrap();
    let born = day() - chrono::Months::new(u32::try_from(age).unwrap() * 12);
    Member {
        birth: Some(Birth::Date(born)),
        insured: Some(true),
        allowance: Some(Allowance::Nothing),
        online: Some(false),
        ..Member::new(MemberId(Uuid::from_u128(number)), name, Sex::Female)
    }
}

fn grown_up(number: u128, age: i32) -> Member {
    Member {
        work: Some(Work::Own),
        learnt: Some(Learnt::UpperSecondary),
        attends: Some(Attends::Nothing),
        ..aged(number, age)
    }
}

fn child(number: u128, age: i32) -> Member {
    Member {
        malnourished: Some(false),
        attends: Some(match age {
            0..3 => Attends::Nothing,
            3..6 => Attends::Kindergarten,
            6..12 => Attends::Primary,
            _ => Attends::LowerSecondary,
        }),
        ..aged(number, age)
    }
}

fn household(members: Vec<Member>) -> Household {
    let mut members = members.into_iter();
    let nil = Uuid::nil();
    let head = members.next().unwrap();
    let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
    household.others = members
        .map(|member| Other {
            member,
            relation: Relation::Child,
        })
        .collect();
    household.dwelling.area_m2 = Some(40.0);
    household.dwelling.wall = Some(Material::Masonry);
    household.dwelling.pillar = Some(Material::Masonry);
    household.dwelling.roof = Some(Roof::Tile);
    household.dwelling.water = Some(Water::Tap);
    household.dwelling.latrine = Some(Latrine::Septic);
    household.dwelling.internet = Some(true);
    household.dwelling.devices = Some([crate::Device::Tv].into());
    household
}

/// A household of four that lacks nothing.
fn well() -> Household {
    household(vec![
        grown_up(1, 45),
        grown_up(2, 43),
        grown_up(3, 20),
        child(4, 10),
    ])
}

/// It with a deprivation in each of the first so many of these.
fn lacking(count: usize) -> Household {
    let mut household = well();
    for step in LACKS.iter().take(count) {
        step(&mut household);
    }
    household
}

const LACKS: [fn(&mut Household); 12] = [
    |home| home.dwelling.area_m2 = Some(20.0),
    |home| home.others[2].member.malnourished = Some(true),
    |home| home.dwelling.water = Some(Water::Surface),
    |home| home.dwelling.latrine = Some(Latrine::None),
    |home| home.head.insured = Some(false),
    |home| home.head.work = Some(Work::Seeking),
    |home| {
        home.dwelling.wall = Some(Material::Makeshift);
        home.dwelling.roof = Some(Roof::Thatch);
    },
    |home| home.others[2].member.attends = Some(Attends::Nothing),
    |home| home.others[1].member.learnt = Some(Learnt::Nothing),
    |home| {
        home.head.allowance = Some(Allowance::Disabled);
        home.others[0].member.allowance = Some(Allowance::Elderly);
    },
    |home| home.dwelling.internet = Some(false),
    |home| home.dwelling.devices = Some(Default::default()),
];

fn class(check: &SelfCheck<'_>) -> Option<StandardClass> {
    match check.outcome {
        Outcome::Class { class, .. } => Some(class),
        Outcome::Open { .. } => None,
    }
}

#[rstest]
#[case(Area::Rural, 140, 3, StandardClass::Poor)]
#[case(Area::Rural, 140, 2, StandardClass::NearPoor)]
#[case(Area::Rural, 141, 9, StandardClass::NotPoor)]
#[case(Area::Urban, 175, 3, StandardClass::Poor)]
#[case(Area::Urban, 175, 0, StandardClass::NearPoor)]
#[case(Area::Urban, 176, 5, StandardClass::NotPoor)]
fn score_and_deprivations_give_the_class(
    #[case] area: Area,
    #[case] score: u64,
    #[case] count: usize,
    #[case] expected: StandardClass,
) {
    let standard = verified();
    let (household, income) = (lacking(count), Some(Income::Score(score)));
    let check = SelfCheck::of(&household, &standard, day(), area, income);
    assert_eq!(
        check.bounds(),
        Bounds {
            least: count,
            most: count
        }
    );
    assert_eq!(class(&check), Some(expected));
}

#[rstest]
#[case(Area::Rural, 1_500_000, 3, Some(StandardClass::Poor))]
#[case(Area::Rural, 1_500_001, 3, Some(StandardClass::Average))]
#[case(Area::Rural, 2_250_000, 3, Some(StandardClass::Average))]
#[case(Area::Rural, 2_250_001, 3, Some(StandardClass::NotPoor))]
#[case(Area::Urban, 2_000_000, 2, Some(StandardClass::NearPoor))]
#[case(Area::Urban, 2_000_001, 2, Some(StandardClass::Average))]
#[case(Area::Urban, 3_000_001, 2, Some(StandardClass::NotPoor))]
fn income_and_deprivations_give_the_class(
    #[case] area: Area,
    #[case] dong: u64,
    #[case] count: usize,
    #[case] expected: Option<StandardClass>,
) {
    let standard = verified();
    let income = Some(Income::PerPerson(dong));
    let check = SelfCheck::of(&lacking(count), &standard, day(), area, income);
    assert_eq!(class(&check), expected);
}

#[test]
fn every_indicator_is_lacking_by_itself() {
    let standard = verified();
    let mut seen = Vec::new();
    for lacks in LACKS {
        let mut household = well();
        lacks(&mut household);
        let check = SelfCheck::of(&household, &standard, day(), Area::Rural, None);
        let lacking = check.findings.iter();
        let lacking = lacking.filter(|one| matches!(one.answer, Answer::Deprived(_)));
        let keys: Vec<_> = lacking.map(|one| one.indicator.key.clone()).collect();
        assert_eq!(keys.len(), 1, "{keys:?}");
        seen.extend(keys);
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 12);
}

#[test]
fn what_nobody_has_verified_carries_no_class() {
    let standard = old();
    let score = Some(Income::Score(140));
    let check = |count| SelfCheck::of(&lacking(count), &standard, day(), Area::Rural, score);
    // Two thresholds were not compared: what is certain without them is said, and nothing else.
    assert_eq!(class(&check(4)), Some(StandardClass::Poor));
    assert_eq!(
        class(&check(0)),
        None,
        "schooling, telecom and info_means are open"
    );
    let Outcome::Open { why } = check(2).outcome else {
        unreachable!("it is not certain");
    };
    assert!(why.vi.contains("ngưỡng chưa đối chiếu"), "{}", why.vi);
    let over = SelfCheck::of(
        &lacking(9),
        &standard,
        day(),
        Area::Rural,
        Some(Income::Score(141)),
    );
    assert_eq!(class(&over), Some(StandardClass::NotPoor));
}

#[test]
fn an_unverified_standard_gives_answers_that_are_marked_and_no_class() {
    let standards = Standards::built_in().unwrap();
    let day: NaiveDate = "2027-02-01".parse().unwrap();
    let income = Some(Income::PerPerson(100_000));
    let standard = standards.on(day).unwrap();
    let check = SelfCheck::of(&lacking(12), standard, day, Area::Rural, income);
    assert!(check.findings.iter().all(|finding| !finding.verified));
    assert_eq!(class(&check), None);
    let bounds = check.bounds();
    assert_eq!((bounds.least, bounds.most), (3, 12));
}

#[test]
fn what_is_certain_is_said_although_two_are_not_known() {
    let mut household = lacking(3);
    household.dwelling.latrine = None;
    household.head.insured = None;
    let standard = verified();
    let score = Some(Income::Score(140));
    let check = SelfCheck::of(&household, &standard, day(), Area::Rural, score);
    assert_eq!(check.bounds(), Bounds { least: 3, most: 5 });
    assert_eq!(
        check.count().vi,
        "Còn thiếu ít nhất 3, nhiều nhất 5 trong 12 chỉ số."
    );
    assert_eq!(class(&check), Some(StandardClass::Poor));
    let missing = check.findings.iter().filter_map(|one| match &one.answer {
        Answer::Missing(reason) => Some(&*reason.sentence.vi),
        _ => None,
    });
    let missing: Vec<_> = missing.collect();
    assert_eq!(
        missing,
        [
            "Chưa biết thẻ bảo hiểm y tế của Lê Thị 1",
            "Chưa biết nhà tiêu"
        ]
    );
    household.dwelling.water = Some(Water::Tap);
    let check = SelfCheck::of(&household, &standard, day(), Area::Rural, score);
    assert_eq!(class(&check), None, "2 to 4 are lacking");
}

#[test]
fn of_a_household_of_which_nothing_is_known_nothing_is_said() {
    let nil = Uuid::nil();
    let name = PersonName::new("Lê Thị Bưởi").unwrap();
    let head = Member::new(MemberId(nil), name, Sex::Female);
    let household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
    let standard = verified();
    let score = Some(Income::Score(1));
    let check = SelfCheck::of(&household, &standard, day(), Area::Urban, score);
    let mut findings = check.findings.iter();
    assert!(findings.all(|finding| matches!(finding.answer, Answer::Missing(_))));
    assert_eq!(check.bounds(), Bounds { least: 0, most: 12 });
    assert_eq!(class(&check), None);
}

#[test]
fn who_said_a_fact_stands_beside_the_answer() {
    let mut household = well();
    let said = Said {
        operation: OperationId(Uuid::from_u128(5)),
        by: UserId(Uuid::from_u128(6)),
        at: chrono::DateTime::UNIX_EPOCH,
        on: None,
    };
    household.versions.insert(FactKey::Water, said.clone());
    let standard = old();
    let check = SelfCheck::of(&household, &standard, day(), Area::Rural, None);
    let mut findings = check.findings.iter();
    let water = findings.find(|one| one.indicator.key == "water").unwrap();
    assert_eq!(water.said, [(FactKey::Water, said)]);
}

#[test]
fn a_standard_is_a_file_alone() {
    let fictitious = r#"{
        "name": "2099", "law": "made up", "valid_from": "2099-01-01", "valid_to": "2099-12-31", "verified": true,
        "income_line": {"is": {"rural": 10, "urban": 20}, "source": "made up", "verified": true},
        "poor_from": {"is": 2, "source": "made up", "verified": true},
        "indicators": [
            {"key": "roofs", "service": {"vi": "nhà", "en": "house"}, "name": {"vi": "mái", "en": "roofs"},
             "source": "made up", "verified": true,
             "rule": {"kind": "structures", "at_least": {"is": 1, "source": "made up", "verified": true},
                      "wall": {"is": [], "source": "", "verified": true},
                      "pillar": {"is": [], "source": "", "verified": true},
                      "roof": {"is": ["tile"], "source": "made up", "verified": true}}},
            {"key": "young", "service": {"vi": "người", "en": "people"}, "name": {"vi": "trẻ", "en": "young"},
             "source": "made up", "verified": true,
             "rule": {"kind": "share_over", "percent": {"is": 20, "source": "made up", "verified": true},
                      "of": [{"ages": {"under": 21, "source": "made up", "verified": true}}]}}
        ]}"#;
    let standards = Standards::new(vec![old(), Standard::parse(fictitious).unwrap()]).unwrap();
    let day = "2099-05-01".parse().unwrap();
    let standard = standards.on(day).unwrap();
    let mut household = well();
    household.head.birth = Some(Birth::Year(2090));
    household.others.truncate(2);
    let income = Some(Income::PerPerson(20));
    let check = SelfCheck::of(&household, standard, day, Area::Urban, income);
    assert_eq!(class(&check), Some(StandardClass::Poor));
    assert_eq!(
        check.findings[1].answer.reason().sentence.vi,
        "1 trong 3 người phụ thuộc: 33,33 % > 20 %"
    );
    household.dwelling.roof = Some(Roof::Metal);
    let check = SelfCheck::of(&household, standard, day, Area::Urban, income);
    assert_eq!(class(&check), Some(StandardClass::NearPoor));
}
