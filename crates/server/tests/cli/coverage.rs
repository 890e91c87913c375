//! How far visits reach in every unit of an installation, as a city asks.

use dong_hanh_store::contract::commune::{Commune, push};
use dong_hanh_store_sqlite::SqliteStore;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{installed, refused, run, said};

/// Two households in the unit of code 19900, one of which was visited in November 2026.
fn lived_in(folder: &TempDir) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let path = folder.path().join("data.db");
        let store = SqliteStore::open(&path).await.unwrap();
        let commune = Commune::settle(&store).await;
        let household = commune.household(&store).await;
        commune.household(&store).await;
        let (_, visit) = commune.visit(&commune.volunteer, household, 1, None);
        push(&store, &commune.volunteer, 2, [visit]).await;
        store.close().await;
    });
}

#[test]
fn every_unit_and_all_of_them_are_told_in_numbers_without_names() {
    let folder = installed();
    let thu = ["--unit", "19804", "--user", "thu", "--name", "Lê Thị Thu"];
    said(&folder, &[&["admin", "create"][..], &thu].concat());
    let hamlet = ["hamlet", "add", "--unit", "19804", "--name", "Kim Long"];
    said(&folder, &hamlet);
    lived_in(&folder);
    let november = ["coverage", "--day", "2026-11-24"];
    let asked = || serde_json::from_str::<Value>(&said(&folder, &november)).unwrap();
    let told = asked();
    let units = told["units"].as_array().unwrap().iter();
    let units = units.map(|unit| (&unit["unit"], &unit["households"]));
    let expected = [("19804@2025-07-01", 0), ("19900@2025-07-01", 2)];
    let expected = expected.map(|(unit, households)| (json!(unit), json!(households)));
    assert!(units.eq(expected.iter().map(|(unit, households)| (unit, households))));
    assert_eq!(told["households"], json!(2));
    assert_eq!(
        told["coverage"]["unclassed"],
        json!({"reached": 1, "of": 2})
    );
    assert_eq!(told["coverage"]["visits"]["waiting"], json!(1));
    assert!(told["left_behind"].as_u64().unwrap() >= 1);
    assert_eq!(
        (&told["first"], &told["last"]),
        (&json!("2026-11-01"), &json!("2026-11-30"))
    );
    assert!(!told.to_string().contains("Hạnh"));

    let merge = [
        "unit", "merge", "--from", "19804", "--from", "19900", "--into", "19900",
    ];
    said(&folder, &[&merge[..], &["--on", "2025-08-01"]].concat());
    let merged = asked();
    assert_eq!(merged["units"].as_array().unwrap().len(), 1);
    assert_eq!(merged["units"][0]["unit"], "19900@2025-08-01");
    assert_eq!(merged["coverage"], told["coverage"]);
    // July is told by the units of that time, August by the one that they became, and both come to the same.
    let of = |day: &str| {
        let month = said(&folder, &["coverage", "--day", day]);
        serde_json::from_str::<Value>(&month).unwrap()
    };
    let units = |told: &Value| {
        let units = told["units"].as_array().unwrap().iter();
        let units = units.map(|unit| {
            let said = ["unit", "name"].map(|word| unit[word].as_str().unwrap().to_owned());
            (said, unit["households"].clone(), unit["coverage"].clone())
        });
        units.collect::<Vec<_>>()
    };
    let (july, august) = (of("2025-07-31"), of("2025-08-01"));
    let old = units(&july);
    let named = old.iter().map(|([unit, name], ..)| (&**unit, &**name));
    assert!(named.eq([
        ("19804@2025-07-01", "Phường Hương An"),
        ("19900@2025-07-01", "Phường Thuận An"),
    ]));
    assert_eq!((&old[0].1, &old[1].1), (&json!(0), &json!(2)));
    let new = units(&august);
    assert_eq!(new[0].0[0], "19900@2025-08-01");
    assert_eq!((new.len(), &new[0].2), (1, &old[1].2));
    for number in ["households", "left_behind", "coverage"] {
        assert_eq!(july[number], august[number]);
    }

    let week = run(&folder, &["coverage", "--span", "week"]);
    assert_eq!(week.status.code(), Some(2));
    let nowhere = ["coverage", "--database", "sqlite:/nowhere/a.db"];
    assert!(refused(&folder, &nowhere).contains("nowhere"));
}
