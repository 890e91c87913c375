//! Taking volunteers on, inviting them, and coming in by an invitation.

use chrono::TimeDelta;
use dong_hanh_domain::DeviceId;
use dong_hanh_store::contract::commune::number;
use serde_json::{Value, json};

use crate::office::{Office, Phone};

fn take(code: &str, device: u64) -> Value {
    let device = json!({"id": DeviceId(number(device)), "label": "Samsung A05, Chrome"});
    json!({"code": code, "device": device})
}

async fn invited(office: &Office, hong: &Phone, user: &str) -> Value {
    let path = format!("/api/v1/people/{user}/invitation");
    let answer = office.post(&path, &json!(null)).by(hong).send().await;
    assert_eq!(answer.status, 201);
    answer.json()
}

/// [S16.10]
#[tokio::test]
async fn a_volunteer_is_taken_on_and_comes_in_by_an_invitation() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let new = json!({
        "name": "Lê Thị Thu", "courtesy": "chi", "organisation": " Hội Phụ nữ ", "hamlets": [office.commune.near.id],
    });
    let answer = office.post("/api/v1/people", &new).by(&hong).send().await;
    assert_eq!(answer.status, 201);
    let thu: Value = answer.json();
    assert_eq!(thu["sign_in"], "le.thi.thu");
    assert_eq!(thu["organisation"], "Hội Phụ nữ");
    let again: Value = office
        .post("/api/v1/people", &new)
        .by(&hong)
        .send()
        .await
        .json();
    assert_eq!(again["sign_in"], "le.thi.thu.2");

    let made = invited(&office, &hong, thu["id"].as_str().unwrap()).await;
    let code = made["code"].as_str().unwrap();
    assert_eq!(made["expires"], json!(office.now() + TimeDelta::hours(24)));
    let address = made["address"].as_str().unwrap();
    assert!(
        address.ends_with(&format!("/join#{}", code.replace('-', ""))),
        "{address}"
    );

    let look = async |code: &str| {
        office
            .post("/api/v1/invitation", &json!({"code": code}))
            .send()
            .await
    };
    let seen: Value = look(&code.to_lowercase()).await.json();
    assert_eq!(seen["person"]["name"], "Lê Thị Thu");
    assert_eq!(
        (&seen["unit"], &seen["hamlets"]),
        (&json!("Phường Thuận An"), &json!(["Gần"]))
    );
    let officer = office.commune.account(&office.commune.officer).person;
    assert_eq!(seen["by"], json!(officer.called()));

    let session = "/api/v1/invitation/session";
    let opened: Value = office.post(session, &take(code, 91)).send().await.json();
    assert_eq!(opened["me"]["person"]["name"], "Lê Thị Thu");
    assert_eq!(
        opened["me"]["role"]["hamlets"],
        json!([office.commune.near.id])
    );
    // The answer was lost: the same device may ask again, another one may not.
    let again = office.post(session, &take(code, 91)).send().await;
    assert_eq!(again.status, 200);
    let other = office.post(session, &take(code, 92)).send().await;
    assert_eq!(other.refusal(), (404, "no-invitation".into()));

    // Her PIN is forgotten: another invitation ends the one before.
    let next = invited(&office, &hong, thu["id"].as_str().unwrap()).await;
    assert_eq!(look(code).await.refusal(), (404, "no-invitation".into()));
    let late = next["code"].as_str().unwrap();
    office.wait(TimeDelta::hours(24));
    for answer in [
        look(late).await,
        look("K7QF2-9XRMT").await,
        office.post(session, &take(late, 91)).send().await,
    ] {
        assert_eq!(answer.refusal(), (404, "no-invitation".into()));
    }
}

#[tokio::test]
async fn nobody_is_taken_on_for_hamlets_of_another_unit_or_for_none() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    for hamlets in [json!([]), json!([number(77)])] {
        let new = json!({"name": "Lê Thị Thu", "courtesy": "chi", "hamlets": hamlets});
        let answer = office.post("/api/v1/people", &new).by(&hong).send().await;
        assert_eq!(answer.refusal(), (422, "wrong-shape".into()));
    }
    let people: Value = office.get("/api/v1/people").by(&hong).send().await.json();
    let names = people
        .as_array()
        .unwrap()
        .iter()
        .map(|person| &person["name"]);
    assert!(!names.into_iter().any(|name| name == "Lê Thị Thu"));
}

#[tokio::test]
async fn codes_are_not_guessed_from_one_address() {
    let office = Office::open().await;
    let mut refused = None;
    for n in 0..200 {
        let code = format!("{n:010}");
        let answer = office
            .post("/api/v1/invitation", &json!({"code": code}))
            .send()
            .await;
        if answer.status == 429 {
            refused = Some(n);
            break;
        }
    }
    assert!(refused.is_some_and(|n| n < 100), "{refused:?}");
}
