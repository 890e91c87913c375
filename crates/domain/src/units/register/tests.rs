//! The units of Việt Nam, what became of those of Huế, and codes that mean something else from a day on.
#![allow(clippy::unwrap_used)]

use rstest::rstest;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn register() -> Register {
    Register::built_in().unwrap()
}

fn named(unit: Option<&RegisteredUnit>) -> Option<String> {
    unit.map(|unit| format!("{} {}", unit.key, unit.name))
}

#[test]
fn all_units_of_the_country_are_known_since_the_first_of_july_2025() {
    let register = register();
    let count = |kind| {
        let today = register.in_force(day("2026-11-28"));
        today.filter(|unit| unit.kind == kind).count()
    };
    assert_eq!(count(UnitKind::Province), 34);
    let communes = [UnitKind::Ward, UnitKind::Commune, UnitKind::SpecialZone].map(count);
    assert_eq!(communes.iter().sum::<usize>(), 3_321);
    assert_eq!(count(UnitKind::Township), 0);
    let of_hue = |on: &str| {
        let units = register.in_force(day(on));
        units
            .filter(|unit| unit.province.as_deref() == Some("46"))
            .count()
    };
    assert_eq!(of_hue("2025-07-01"), 40);
    assert_eq!(of_hue("2025-06-30"), 133);
    // Of the time before 2025 only the 36 units of the old city are known, of which 27 stayed as they were.
    assert_eq!(of_hue("2022-06-01"), 36);
    assert_eq!(of_hue("2021-06-30"), 0);
}

#[rstest]
#[case("19753", "2022-01-01", Some("19753@2021-07-01 Phường Thuận Lộc"))]
#[case("19753", "2025-06-30", Some("19753@2021-07-01 Phường Thuận Lộc"))]
#[case("19753", "2025-07-01", Some("19753@2025-07-01 Phường Phú Xuân"))]
#[case("20029", "2024-12-31", Some("20029@2021-07-01 Phường Hương Hồ"))]
#[case("20029", "2025-01-01", Some("20029@2025-01-01 Phường Long Hồ"))]
#[case("20029", "2025-07-01", None)]
#[case("19900", "2030-01-01", Some("19900@2025-07-01 Phường Thuận An"))]
#[case("00000", "2025-07-01", None)]
fn a_code_means_what_it_meant_on_the_day(
    #[case] code: &str,
    #[case] on: &str,
    #[case] unit: Option<&str>,
) {
    let register = register();
    assert_eq!(named(register.on(code, day(on))).as_deref(), unit);
    let in_force = register.bearers(code).iter();
    assert!(in_force.filter(|unit| unit.is_in_force(day(on))).count() <= 1);
}

#[test]
fn nothing_that_a_code_means_overlaps_and_each_bears_its_own_first_day() {
    let register = register();
    for pair in register
        .units
        .windows(2)
        .filter(|pair| pair[0].key.code == pair[1].key.code)
    {
        assert!(pair[0].until.unwrap() < pair[1].key.valid_from, "{pair:?}");
    }
}

#[test]
fn every_unit_that_ended_became_one_that_is_in_force_the_day_after() {
    let register = register();
    let ended: Vec<_> = register
        .units
        .iter()
        .filter(|unit| unit.until.is_some())
        .collect();
    assert_eq!(ended.len(), 142);
    for unit in ended {
        let next = unit.until.unwrap().succ_opt().unwrap();
        assert!(register.became(&unit.key, next).is_some(), "{unit:?}");
        let now = register.became(&unit.key, day("2026-11-28")).unwrap();
        assert_eq!((now.province.as_deref(), now.until), (Some("46"), None));
    }
}

#[test]
fn a_unit_of_2022_is_followed_through_both_mergers_and_back() {
    let register = register();
    let old: UnitKey = "20032@2021-07-01".parse().unwrap();
    let became = |on: &str| named(register.became(&old, day(on)));
    assert_eq!(
        became("2022-01-01").as_deref(),
        Some("20032@2021-07-01 Xã Hương Thọ")
    );
    assert_eq!(
        became("2025-01-01").as_deref(),
        Some("20029@2025-01-01 Phường Long Hồ")
    );
    assert_eq!(
        became("2025-07-01").as_deref(),
        Some("19774@2025-07-01 Phường Kim Long")
    );
    assert_eq!(became("2020-01-01"), None);
    let thuan_an: UnitKey = "19900@2025-07-01".parse().unwrap();
    let before = register.before(&thuan_an).into_iter();
    let before: Vec<_> = before.map(|unit| unit.name.to_string()).collect();
    assert!(
        before.contains(&"Phường Thuận An".to_owned()) && before.len() > 1,
        "{before:?}"
    );
}

#[test]
fn a_line_that_cannot_be_read_is_named() {
    let head = "code,name,kind,province,from,until\n";
    for line in [
        "1,Xã A,commune,46,2025-07-01,",
        "00001,Xã A,village,46,2025-07-01,",
        "00001,Xã A,commune,46,mai,",
    ] {
        let read = Register::read(&format!("{head}{line}"), "");
        assert_eq!(read.map(|_| ()), Err(UnreadLine(2)), "{line}");
    }
    assert!(Register::read(head, "code,from,into,into_from\n").is_ok());
}
