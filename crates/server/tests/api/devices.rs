//! What an officer sees of the devices of the unit's people.

use dong_hanh_server::schema;
use dong_hanh_store::contract::commune::seal;
use serde_json::{Value, json};

use crate::office::Office;

/// [S8.9]
#[tokio::test]
async fn an_officer_sees_how_each_device_stands_and_that_the_counts_agree() {
    let office = Office::open().await;
    let (lai, hong) = (
        office.sign_in(&office.commune.volunteer).await,
        office.sign_in(&office.commune.officer).await,
    );
    let author = &office.commune.volunteer;
    let (_, register) = office.commune.register(author, office.commune.near.id);
    let (_, foreign) = office.commune.register(author, office.commune.far.id);
    let push = office.batch(&lai, &seal([register, foreign]));
    office
        .post("/api/v1/operations", &push)
        .by(&lai)
        .send()
        .await;
    let report = json!({"app": "0.1.0", "made": 3, "waiting": 1, "photos": 2, "clock_off_min": -12, "evictions": 1});
    let asked = json!({"protocol": 1, "cursors": {}, "acknowledged": 2, "report": report});
    office.post("/api/v1/changes", &asked).by(&lai).send().await;

    let answer = office.get("/api/v1/devices").by(&hong).send().await;
    let shapes: Value = answer.json();
    let devices = shapes.as_array().unwrap();
    assert_eq!(devices.len(), 2, "the officer's own is one of them");
    let device = devices
        .iter()
        .find(|device| device["user"] == json!(author.user))
        .unwrap();
    assert_eq!(device["received"], 2);
    assert_eq!(device["report"]["clock_off_min"], -12);
    let account: schema::Account = serde_json::from_value(device["account"].clone()).unwrap();
    assert_eq!((account.made, account.done), (3, 1));
    assert_eq!((account.missing, account.since), (0, 0));
    let exceptions: Vec<_> = account
        .exceptions
        .iter()
        .map(|exception| (exception.fate.as_str(), exception.reason.as_deref()))
        .collect();
    assert_eq!(
        exceptions,
        [("waiting", None), ("held", Some("foreign-scope"))]
    );
    serde_json::from_value::<schema::Report>(device["report"].clone()).unwrap();
}

#[tokio::test]
async fn nobody_but_an_officer_sees_devices() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    assert_eq!(
        office
            .get("/api/v1/devices")
            .by(&lai)
            .send()
            .await
            .refusal(),
        (403, "not-allowed".into())
    );
}
