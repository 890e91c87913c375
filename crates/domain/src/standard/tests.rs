//! The files of `standards/` are what they say, and a file that cannot be is refused by name.
#![allow(clippy::unwrap_used)]
use rstest::rstest;
use serde_json::{Value, json};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[rstest]
#[case("2021-12-31", None)]
#[case("2022-01-01", Some("2021-2025"))]
#[case("2026-12-31", Some("2021-2025"))]
#[case("2027-01-01", Some("2026-2030"))]
#[case("2030-12-31", Some("2026-2030"))]
#[case("2031-01-01", None)]
fn the_day_decides_which_standard_is_asked(#[case] on: &str, #[case] name: Option<&str>) {
    let standards = Standards::built_in().unwrap();
    let standard = standards.on(day(on));
    assert_eq!(standard.map(|standard| &*standard.name), name);
}

#[test]
fn every_standard_of_the_folder_is_built_in() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../standards");
    let files = std::fs::read_dir(folder).unwrap();
    let texts = files.map(|file| file.unwrap().path());
    let texts = texts.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let texts = texts.map(|path| std::fs::read_to_string(path).unwrap());
    let mut standards: Vec<_> = texts
        .filter(|text| text.contains("\"indicators\""))
        .collect();
    let mut built_in = FILES.to_vec();
    standards.sort();
    built_in.sort_unstable();
    assert_eq!(standards, built_in);
}

#[test]
fn each_built_in_standard_has_twelve_indicators_and_a_source_for_each() {
    for standard in Standards::built_in().unwrap().iter() {
        assert_eq!(standard.indicators.len(), 12, "{}", standard.name);
        let mut indicators = standard.indicators.iter();
        assert!(indicators.all(|indicator| !indicator.source.is_empty()));
    }
}

#[test]
fn of_the_decree_in_force_only_what_somebody_could_read_is_called_verified() {
    let standards = Standards::built_in().unwrap();
    let old = standards.on(day("2026-11-24")).unwrap();
    assert!(old.verified && old.income_line.verified && old.poor_from.verified);
    let open = old.indicators.iter().filter(|one| !one.verified);
    let open: Vec<_> = open.map(|one| &*one.key).collect();
    assert_eq!(open, ["telecom", "info_means"]);
    let new = standards.on(day("2027-01-01")).unwrap();
    assert!(!new.verified && !new.income_line.verified);
    assert!(new.indicators.iter().all(|one| !one.verified));
    let unruled = new.indicators.iter().filter(|one| one.rule.is_none());
    assert_eq!(unruled.count(), 9);
}

/// What makes a standard wrong.
type Change<'c> = &'c dyn Fn(&mut Value);

fn changed(change: impl Fn(&mut Value)) -> Result<Standard, StandardError> {
    let mut value: Value = serde_json::from_str(FILES[0]).unwrap();
    change(&mut value);
    Standard::parse(&value.to_string())
}

#[test]
fn a_standard_that_cannot_be_is_refused_with_what_to_mend() {
    let words = |change: Change<'_>| changed(change).unwrap_err().to_string();
    let cases: [(Change<'_>, &str); 8] = [
        (
            &|all| all["valid_to"] = json!("2021-01-01"),
            "valid_to lies before valid_from",
        ),
        (
            &|all| all["poor_from"]["is"] = json!(13),
            "poor_from must lie between 1",
        ),
        (
            &|all| all["indicators"][0]["rule"]["lacking"]["is"] = json!(["seekin"]),
            "the indicator employment: “seekin” is none of own, contract",
        ),
        (
            &|all| all["indicators"][1]["rule"]["percent"]["is"] = json!(100),
            "percent must be under 100",
        ),
        (
            &|all| all["indicators"][1]["key"] = json!("employment"),
            "employment is there twice",
        ),
        (
            &|all| all["indicators"][2]["rule"]["fact"] = json!("shoes"),
            "nobody has a fact “shoes”",
        ),
        (
            &|all| all["indicators"][2]["rule"]["ages"]["from"] = json!(16),
            "nobody is of these ages",
        ),
        (
            &|all| all["indicators"][2]["rule"]["kind"] = json!("perhaps"),
            "unknown variant",
        ),
    ];
    for (change, expected) in cases {
        let said = words(change);
        assert!(said.contains(expected), "{said}");
    }
    let unknown = words(&|all| all["remark"] = json!("x"));
    assert!(unknown.contains("remark"), "{unknown}");
}

#[test]
fn two_standards_are_not_in_force_on_one_day() {
    let old = changed(|_| {}).unwrap();
    let late = changed(|all| {
        all["name"] = json!("another");
        all["valid_from"] = json!("2026-12-31");
        all["valid_to"] = json!("2027-12-31");
    });
    let overlap = Standards::new(vec![old, late.unwrap()]).unwrap_err();
    let both = ("2021-2025".to_owned(), "another".to_owned());
    assert_eq!(
        overlap,
        StandardError::Overlap(both.0, both.1, day("2026-12-31"))
    );
}

#[test]
fn a_ward_is_urban_and_a_commune_rural() {
    let area = |name, from| Area::of_unit(name, day(from));
    assert_eq!(area("Phường Thuận An", "2025-06-30"), Some(Area::Urban));
    assert_eq!(area("Thị trấn A Lưới", "2004-01-01"), Some(Area::Urban));
    assert_eq!(area("xã Phú Vang", "2025-07-01"), Some(Area::Rural));
    assert_eq!(area("Đặc khu Phú Quý", "2025-07-01"), None);
    // What was rural until the day before may lie in it.
    assert_eq!(area("Phường Thuận An", "2025-07-01"), None);
}
