//! `self-check` answers for a household of a file, and says what it is not.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{run, said};

/// What makes an example wrong.
type Change<'c> = &'c dyn Fn(&mut Value);

/// The example of the documentation.
fn example() -> Value {
    let text = include_str!("../../../../docs/self-check.md");
    let text = text.split("```json").nth(1).unwrap();
    serde_json::from_str(text.split("```").next().unwrap()).unwrap()
}

fn write(folder: &TempDir, name: &str, value: &Value) -> String {
    let path = folder.path().join(name);
    fs::write(&path, value.to_string()).unwrap();
    path.display().to_string()
}

fn check(folder: &TempDir, household: &Value, more: &[&str]) -> Value {
    let file = write(folder, "household.json", household);
    let mut arguments = vec!["self-check", "--date", "2026-11-24", "--area", "rural"];
    arguments.extend(more);
    arguments.push(&file);
    serde_json::from_str(&said(folder, &arguments)).unwrap()
}

fn refused(folder: &TempDir, household: &Value) -> String {
    let file = write(folder, "wrong.json", household);
    let output = run(
        folder,
        &[
            "self-check",
            "--date",
            "2026-11-24",
            "--area",
            "rural",
            &file,
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

fn lacking(report: &Value) -> Vec<&str> {
    let indicators = report["indicators"].as_array().unwrap().iter();
    let lacking = indicators.filter(|one| one["status"] == "deprived");
    lacking.map(|one| one["key"].as_str().unwrap()).collect()
}

#[test]
fn the_example_of_the_documentation_is_answered_with_reasons() {
    let folder = TempDir::new().unwrap();
    let report = check(&folder, &example(), &[]);
    assert_eq!(report["standard"]["name"], "2021-2025");
    assert_eq!(report["indicators"].as_array().unwrap().len(), 12);
    let expected = [
        "dependent",
        "nutrition",
        "child_schooling",
        "housing_area",
        "latrine",
    ];
    assert_eq!(lacking(&report), expected);
    let dependent = &report["indicators"][1];
    assert_eq!(
        dependent["reason"]["vi"],
        "4 trong 5 người phụ thuộc: 80 % > 50 %"
    );
    assert_eq!(report["class"], "poor");
    assert_eq!(
        report["deprivation_score"],
        json!({ "least": 50, "most": 50 })
    );
    assert_eq!(report["official"], false);
    let notice = report["notice"]["vi"].as_str().unwrap();
    assert!(notice.contains("không phải kết quả rà soát"), "{notice}");
}

#[test]
fn what_is_not_known_is_asked_for_by_person_and_fact() {
    let folder = TempDir::new().unwrap();
    let household =
        json!({ "members": [{ "name": "Lê Thị Bưởi", "birth": "02/03/1981", "sex": "nữ" }] });
    let report = check(&folder, &household, &[]);
    assert_eq!(report["class"], Value::Null);
    let insurance = &report["indicators"][3];
    assert_eq!(insurance["status"], "missing");
    assert_eq!(
        insurance["facts"],
        json!([{ "fact": "insured", "member": 0, "name": "Lê Thị Bưởi" }])
    );
    assert_eq!(report["deprived"]["least"], 0);
    // Nor does anybody have to be asked where all were counted.
    let mut counted = household;
    counted["uninsured"] = json!(1);
    let insurance = check(&folder, &counted, &[])["indicators"][3].clone();
    assert_eq!(insurance["status"], "deprived");
    assert_eq!(insurance["verified"], false);
    let said = insurance["reason"]["vi"].as_str().unwrap();
    assert_eq!(said, "1 người từ 6 tuổi chưa có bảo hiểm y tế");
}

#[test]
fn a_sex_that_is_not_given_is_never_guessed() {
    let folder = TempDir::new().unwrap();
    let employment = |age: u16| {
        let who = json!({ "name": "Lê Văn An", "age": age, "work": "seeking" });
        let report = check(&folder, &json!({ "members": [who] }), &[]);
        let note = report["notes"][0]["en"].as_str().unwrap();
        assert!(note.contains("left open"), "{note}");
        report["indicators"][0].clone()
    };
    assert_eq!(employment(56)["status"], "deprived");
    let open = employment(58);
    assert_eq!(open["status"], "missing");
    assert_eq!(open["facts"][0]["fact"], "sex");
    assert_eq!(employment(62)["status"], "not_deprived");
}

#[test]
fn a_record_of_the_app_is_read_with_who_said_what() {
    let folder = TempDir::new().unwrap();
    let id = "01936f00-0000-7000-8000-000000000001";
    let household = json!({
        "id": id, "hamlet": id, "registered_by": id,
        "head": { "id": id, "name": "Lê Thị Bưởi", "sex": "female", "birth": 1958 },
        "dwelling": { "water": "surface" },
        "versions": { "water": { "operation": id, "by": id, "at": "2026-11-03T02:00:00Z", "visit": id } },
    });
    let mut scored = household.clone();
    scored["income_score"] = json!(141);
    for household in [
        household.clone(),
        scored.clone(),
        json!({ "household": scored }),
        json!({ "household": household, "income_score": 141 }),
    ] {
        let report = check(&folder, &household, &[]);
        let water = &report["indicators"][8];
        assert_eq!(water["status"], "deprived");
        assert_eq!(water["facts"][0]["said"]["at"], "2026-11-03T02:00:00Z");
        let score = household.get("income_score");
        let score = score.or(household.pointer("/household/income_score"));
        let class = score.map_or(Value::Null, |_| json!("not_poor"));
        assert_eq!(report["class"], class);
    }
}

#[test]
fn words_are_read_as_people_write_them() {
    let folder = TempDir::new().unwrap();
    let mut household = example();
    household["water"] = json!("Nuoc may");
    household["latrine"] = json!("tự hoại");
    household["devices"] = json!("none");
    household["members"][0]["work"] = json!("làm thuê không hợp đồng");
    household["income_per_person"] = json!("1.400.000");
    let report = check(&folder, &household, &[]);
    assert_eq!(
        lacking(&report),
        [
            "employment",
            "dependent",
            "nutrition",
            "child_schooling",
            "housing_area",
            "info_means"
        ]
    );
}

#[test]
fn points_that_nobody_has_verified_make_no_score() {
    let folder = TempDir::new().unwrap();
    let mut household = example();
    household.as_object_mut().unwrap().remove("income_score");
    household["income_items"] = json!({ "size": "p5" });
    let report = check(&folder, &household, &[]);
    assert_eq!(
        (&report["class"], &report["income"]),
        (&Value::Null, &Value::Null)
    );
    let note = report["notes"][0]["en"].as_str().unwrap();
    assert!(note.contains("not compared with the original"), "{note}");
}

#[test]
fn what_can_hardly_be_is_asked_about_and_not_refused() {
    let folder = TempDir::new().unwrap();
    let household = json!({ "members": [
        { "name": "Lê Vy", "age": 9, "sex": "female" },
        { "name": "lê vy", "age": 9, "sex": "female", "relation": "sibling" },
    ] });
    let report = check(&folder, &household, &[]);
    let asked = report["odd"].as_array().unwrap().iter();
    let asked: Vec<_> = asked
        .map(|one| (&one["at"]["fact"], &one["at"]["member"]))
        .collect();
    assert_eq!(
        asked,
        [(&json!("birth"), &json!(0)), (&json!("gone"), &json!(1))]
    );
}

#[test]
fn a_file_that_is_no_household_is_refused_with_its_field() {
    let folder = TempDir::new().unwrap();
    let with = |change: Change<'_>| {
        let mut household = example();
        change(&mut household);
        refused(&folder, &household)
    };
    let cases: [(Change<'_>, &str); 11] = [
        (&|all| *all = json!([]), "one object"),
        (&|all| all["members"] = json!([]), "at least one person"),
        (
            &|all| all["uninsured"] = json!(-1),
            "uninsured: write a whole number",
        ),
        (&|all| all["rof"] = json!("tile"), "“rof” is none of"),
        (
            &|all| all["roof"] = json!("gold"),
            "roof: “gold” is none of tile, metal",
        ),
        (
            &|all| all["area_m2"] = json!(0),
            "area_m2: write square metres, more than 0",
        ),
        (
            &|all| all["members"][1]["age"] = json!(140),
            "members[1].age: nobody is 140",
        ),
        (
            &|all| all["members"][2]["birth"] = json!("2026-11-25"),
            "still to come",
        ),
        (
            &|all| all["members"][2]["birth"] = json!("Tuất"),
            "members[2].birth: write a year",
        ),
        (
            &|all| all["members"][0]["insured"] = json!("maybe"),
            "members[0].insured: write true or false",
        ),
        (
            &|all| all["income_score"] = json!(-1),
            "income_score: write a whole number",
        ),
    ];
    for (change, expected) in cases {
        let said = with(change);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_day_without_a_standard_is_told() {
    let folder = TempDir::new().unwrap();
    let file = write(&folder, "household.json", &example());
    let arguments = [
        "self-check",
        "--date",
        "2021-06-01",
        "--area",
        "urban",
        &file,
    ];
    let output = run(&folder, &arguments);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("no standard is in force on 2021-06-01"),
        "{said}"
    );
}

#[test]
fn another_standard_is_a_file_in_a_folder() {
    let folder = TempDir::new().unwrap();
    let standards = TempDir::new().unwrap();
    let mut made_up: Value =
        serde_json::from_str(include_str!("../../../../standards/2021-2025.json")).unwrap();
    made_up["name"] = json!("made up");
    made_up["indicators"].as_array_mut().unwrap().truncate(3);
    made_up["indicators"][1]["rule"]["percent"]["is"] = json!(80);
    write(&standards, "made-up.json", &made_up);
    let place = standards.path().display().to_string();
    let report = check(&folder, &example(), &["--standards", &place]);
    assert_eq!(report["standard"]["name"], "made up");
    assert_eq!(lacking(&report), ["nutrition"]);
    assert_eq!(report["class"], "near_poor");
    made_up["poor_from"] = json!(1);
    write(&standards, "made-up.json", &made_up);
    let file = write(&folder, "household.json", &example());
    let output = run(
        &folder,
        &[
            "self-check",
            "--date",
            "2026-11-24",
            "--area",
            "rural",
            "--standards",
            &place,
            &file,
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("made-up.json is no standard"), "{said}");
}
