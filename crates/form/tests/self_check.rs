//! The project's self-check: the 12 deprivations, by person and house (Decree 07/2021/NĐ-CP, article 3).
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use dong_hanh_form::{Answer, Answers, Context, Form, Lang, Value, evaluate, finish};
use rstest::rstest;
use serde_json::json;

fn form() -> Form {
    Form::parse(include_str!("../../../forms/self-check.json")).unwrap()
}

fn on(day: &str) -> Context {
    Context::on(day.parse().unwrap())
}

/// A household of three in a commune that lacks nothing, with a little income.
fn household() -> serde_json::Map<String, serde_json::Value> {
    let mut all = json!({
        "start/area_kind": { "one": "rural" },
        "house/roof": { "one": "metal" }, "house/wall": { "one": "brick" }, "house/pillar": { "one": "concrete" },
        "house/area": { "decimal": "36" }, "house/source": { "one": "piped" }, "house/latrine": { "one": "septic" },
        "house/devices": { "many": ["tv", "phone"] },
        "money/income": { "integer": 1_400_000 },
    });
    for (number, age) in [(1, 45), (2, 20), (3, 10)] {
        let at = |name: &str| format!("people/member[{number}]/{name}");
        all[at("age")] = json!({ "integer": age });
        all[at("insured")] = json!({ "yes_no": true });
        all[at("internet")] = json!({ "yes_no": number == 2 });
        if age < 16 {
            all[at("at_level")] = json!({ "yes_no": true });
            all[at("malnourished")] = json!({ "yes_no": false });
        } else {
            all[at("work")] = json!({ "one": "own" });
            all[at("allowance")] = json!({ "yes_no": false });
        }
    }
    all["people/member[2]/trained"] = json!({ "yes_no": true });
    all.as_object().unwrap().clone()
}

fn finished(changes: &[(&str, serde_json::Value)], day: &str) -> Answers {
    let mut all = household();
    for (at, answer) in changes {
        all.insert((*at).to_owned(), answer.clone());
    }
    let answers = json!({ "answers": all, "instances": { "people/member": 3 } });
    let answers: Answers = serde_json::from_value(answers).unwrap();
    finish(&form(), &answers, &on(day)).unwrap()
}

fn checked(changes: &[(&str, serde_json::Value)], day: &str) -> BTreeMap<String, String> {
    let finished = finished(changes, day);
    let reckoned = finished.iter().filter_map(|(path, answer)| match answer {
        Answer::Given(Value::Text(text)) => Some((path.name().to_owned(), text.clone())),
        _ => None,
    });
    reckoned.collect()
}

const ALL: [(&str, &str, &str); 12] = [
    (
        "employment",
        "people/member[1]/work",
        r#"{"one":"no_contract"}"#,
    ),
    (
        "dependent",
        "people/member[1]/allowance",
        r#"{"yes_no":true}"#,
    ),
    (
        "nutrition",
        "people/member[3]/malnourished",
        r#"{"yes_no":true}"#,
    ),
    (
        "health_insurance",
        "people/member[2]/insured",
        r#"{"yes_no":false}"#,
    ),
    (
        "adult_education",
        "people/member[2]/trained",
        r#"{"yes_no":false}"#,
    ),
    (
        "child_schooling",
        "people/member[3]/at_level",
        r#"{"yes_no":false}"#,
    ),
    ("housing_quality", "house/roof", r#"{"one":"thatch"}"#),
    ("housing_area", "house/area", r#"{"decimal":"23.9"}"#),
    ("water", "house/source", r#"{"one":"open"}"#),
    ("latrine", "house/latrine", r#"{"one":"shared"}"#),
    (
        "telecom",
        "people/member[2]/internet",
        r#"{"yes_no":false}"#,
    ),
    ("info_means", "house/devices", r#"{"many":["none"]}"#),
];

/// The answers that make somebody lack these, and nothing else.
fn lacking(which: &[&str]) -> Vec<(&'static str, serde_json::Value)> {
    let mut changes = Vec::new();
    for (name, at, answer) in ALL.iter().filter(|(name, ..)| which.contains(name)) {
        changes.push((*at, serde_json::from_str(answer).unwrap()));
        if *name == "housing_quality" {
            changes.push(("house/pillar", json!({ "one": "bamboo" })));
        }
    }
    changes
}

#[test]
fn each_of_the_twelve_is_found_by_itself() {
    assert_eq!(checked(&[], "2026-11-24")["lacks"], "0");
    for (name, ..) in ALL {
        let found = checked(&lacking(&[name]), "2026-11-24");
        let lacks: Vec<&str> = ALL
            .iter()
            .map(|(name, ..)| *name)
            .filter(|name| found[&format!("lacks_{name}")] == "1")
            .collect();
        assert_eq!(lacks, [name]);
        assert_eq!(found["lacks"], "1");
    }
}

#[rstest]
#[case("rural", 1_500_000, 3, "poor")]
#[case("rural", 1_500_000, 2, "near_poor")]
#[case("rural", 1_500_001, 9, "average")]
#[case("rural", 2_250_001, 0, "not_poor")]
#[case("urban", 2_000_000, 3, "poor")]
#[case("urban", 2_000_000, 0, "near_poor")]
#[case("urban", 2_000_001, 5, "average")]
#[case("urban", 3_000_001, 5, "not_poor")]
fn the_class_follows_from_income_and_deprivations(
    #[case] kind: &str,
    #[case] income: u32,
    #[case] count: usize,
    #[case] class: &str,
) {
    let names: Vec<&str> = ALL.iter().map(|(name, ..)| *name).take(count).collect();
    let mut changes = lacking(&names);
    changes.push(("start/area_kind", json!({ "one": kind })));
    changes.push(("money/income", json!({ "integer": income })));
    let found = checked(&changes, "2026-12-31");
    assert_eq!(found["lacks"], count.to_string());
    assert_eq!(found["self_class"], class);
}

/// What is saved to the household of these changes.
fn saved(changes: &[(&str, serde_json::Value)]) -> BTreeMap<String, String> {
    let (form, finished) = (form(), finished(changes, "2026-11-24"));
    let saved = form.saved("households", &finished).into_iter();
    saved
        .map(|(property, answer)| (property.to_owned(), answer.into_owned()))
        .collect()
}

#[test]
fn what_is_found_of_the_house_reaches_the_household() {
    let all = saved(&[]);
    let all: Vec<_> = all.iter().map(|(name, is)| (&**name, &**is)).collect();
    assert_eq!(
        all,
        [
            ("area", "36.0"),
            ("devices", "phone tv"),
            ("internet", "yes"),
            ("latrine", "septic"),
            ("pillar", "masonry"),
            ("roof", "metal"),
            ("wall", "masonry"),
            ("water", "tap"),
        ]
    );
    let other = saved(&[
        ("house/pillar", json!({ "one": "other" })),
        ("house/devices", json!({ "many": ["none"] })),
    ]);
    assert_eq!(other.get("pillar"), None);
    assert_eq!(other["devices"], "none");
}

/// Every choice but those for which the household has no word, or two: «sông, ao, hồ, giếng hở».
#[rstest]
#[case("source", "water", "drilled_well", Some("drilled_well"))]
#[case("source", "water", "protected_well", Some("protected_well"))]
#[case("source", "water", "protected_spring", Some("protected_spring"))]
#[case("source", "water", "rain", Some("rain"))]
#[case("source", "water", "bottled", Some("bottled"))]
#[case("source", "water", "open", None)]
#[case("source", "water", "other", None)]
#[case("latrine", "latrine", "pour_flush", Some("pour_flush"))]
#[case("latrine", "latrine", "ventilated", Some("ventilated"))]
#[case("latrine", "latrine", "two_vault", Some("two_vault"))]
#[case("latrine", "latrine", "temporary", Some("makeshift"))]
#[case("latrine", "latrine", "shared", Some("shared"))]
#[case("latrine", "latrine", "none", Some("none"))]
fn water_and_latrine_are_saved_in_the_words_of_the_household(
    #[case] question: &str,
    #[case] property: &str,
    #[case] choice: &str,
    #[case] word: Option<&str>,
) {
    let at = format!("house/{question}");
    let saved = saved(&[(at.as_str(), json!({ "one": choice }))]);
    assert_eq!(saved.get(property).map(String::as_str), word);
}

/// Each person is asked about the Internet, and the household has one answer.
#[test]
fn nobody_uses_the_internet_where_everybody_who_is_asked_says_so() {
    let online = "people/member[2]/internet";
    let no = json!({ "yes_no": false });
    let is = |changes: &[_]| saved(changes).remove("internet");
    assert_eq!(is(&[(online, no.clone())]).as_deref(), Some("no"));
    assert_eq!(is(&[(online, json!({ "declined": "not_asked" }))]), None);
    // A small child is not asked, and keeps nobody's answer from counting.
    let child = [
        (online, no),
        ("people/member[3]/age", json!({ "integer": 5 })),
        (
            "people/member[3]/internet",
            json!({ "declined": "not_asked" }),
        ),
    ];
    assert_eq!(is(&child).as_deref(), Some("no"));
}

#[test]
fn no_class_is_given_without_an_income_or_after_the_standard() {
    let unknown = [("money/income", json!({ "declined": "not_known" }))];
    for found in [checked(&unknown, "2026-11-24"), checked(&[], "2027-01-01")] {
        assert_eq!(found.get("self_class"), None);
        assert_eq!(found["lacks"], "0");
    }
}

#[test]
fn the_result_is_told_with_its_reasons_and_says_that_it_is_not_official() {
    let mut all = household();
    for (at, answer) in lacking(&["water", "latrine"]) {
        all.insert(at.to_owned(), answer);
    }
    let answers = json!({ "answers": all, "instances": { "people/member": 3 } });
    let answers: Answers = serde_json::from_value(answers).unwrap();
    let form = form();
    let view = evaluate(&form, &answers, &on("2026-11-24"));
    let result = view.screens.last().unwrap();
    let said: Vec<&str> = result
        .questions()
        .map(|view| view.label.get(Lang::Vi))
        .collect();
    assert_eq!(
        said,
        [
            "Gia đình thiếu hụt ít nhất 2 trong 12 chỉ số.",
            "Thiếu hụt về nguồn nước: chưa có nguồn nước sạch.",
            "Thiếu hụt về nhà tiêu: chưa có nhà tiêu hợp vệ sinh.",
            "Theo chuẩn 2021–2025, với thu nhập đã nói thì gia đình giống hộ cận nghèo. Đây là tự đánh giá, không phải kết quả rà soát.",
            "Ghi chú",
        ]
    );
}
