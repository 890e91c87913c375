//! Taking people on, changing what is said of them and given to them, closing accounts and opening them: by the officers of
//! a commune, and by the administrators of its city, who see no household.

use axum::http::Method;
use chrono::TimeDelta;
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_store::contract::commune::{is_applied, number, seal};
use rstest::rstest;
use serde_json::{Value, json};

use crate::office::{Answer, Office, Phone, sign_in};

/// What is said of a volunteer.
fn said(office: &Office, more: &Value) -> Value {
    let mut said = json!({
        "name": "Trần Thị Lài Hương", "courtesy": "bac", "hamlets": [office.commune.near.id],
    });
    let more = more.as_object().unwrap().clone();
    said.as_object_mut().unwrap().extend(more);
    said
}

async fn put(office: &Office, by: &Phone, user: UserId, said: &Value) -> Answer {
    let ask = office.ask(Method::PUT, &format!("/api/v1/people/{user}"));
    ask.by(by).body(said.to_string()).send().await
}

async fn post(office: &Office, by: &Phone, user: UserId, verb: &str) -> Answer {
    let path = format!("/api/v1/people/{user}/{verb}");
    office.post(&path, &json!(null)).by(by).send().await
}

async fn scopes(office: &Office, by: &Phone) -> Vec<String> {
    let ask = json!({"protocol": 1, "cursors": {}});
    let answer = office.post("/api/v1/changes", &ask).by(by).send().await;
    serde_json::from_value(answer.json::<Value>()["scopes"].clone()).unwrap()
}

#[tokio::test]
async fn an_officer_changes_what_is_said_of_a_volunteer_and_given_to_them() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let lai = office.commune.volunteer.user;
    let (near, far) = (office.commune.near.id, office.commune.far.id);
    let terms = json!({far.to_string(): {"from": "2026-12-01", "until": "2026-12-31"}});
    let more = json!({"organisation": " ", "hamlets": [near, far], "terms": terms});
    let answer = put(&office, &hong, lai, &said(&office, &more)).await;
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    let changed: Value = answer.json();
    let people: Value = office.get("/api/v1/people").by(&hong).send().await.json();
    assert_eq!(people[0], changed);
    assert_eq!(changed["name"], "Trần Thị Lài Hương");
    assert_eq!(changed["courtesy"], "bac");
    assert_eq!(changed["organisation"], Value::Null);
    assert_eq!(changed["sign_in"], "user-21");
    assert_eq!(changed["hamlets"], json!([near, far]));
    assert_eq!(changed["terms"], terms);
    // The password is as it was.
    office.sign_in(&office.commune.volunteer).await;
}

#[rstest]
#[case::nothing_given(json!({"hamlets": []}))]
#[case::a_foreign_hamlet(json!({"hamlets": [number(777)]}))]
#[case::days_of_a_hamlet_that_is_not_given(json!({"terms": {number(12).to_string(): {"from": "2026-12-01"}}}))]
#[case::an_end_before_its_beginning(json!({"terms": {number(11).to_string(): {"from": "2026-12-01", "until": "2026-11-30"}}}))]
#[case::no_day(json!({"terms": {number(11).to_string(): {"from": "mai"}}}))]
#[case::no_name(json!({"name": " "}))]
#[case::a_long_organisation(json!({"organisation": "a".repeat(121)}))]
#[tokio::test]
async fn what_cannot_be_given_changes_nothing(#[case] more: Value) {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let list = async || -> Value { office.get("/api/v1/people").by(&hong).send().await.json() };
    let before = list().await;
    let lai = office.commune.volunteer.user;
    let answer = put(&office, &hong, lai, &said(&office, &more)).await;
    assert_eq!(answer.refusal(), (422, "wrong-shape".into()));
    let new = office.post("/api/v1/people", &said(&office, &more));
    let answer = new.by(&hong).send().await;
    assert_eq!(answer.refusal(), (422, "wrong-shape".into()));
    assert_eq!(list().await, before);
}

/// [S9.6] [S9.7]
#[tokio::test]
async fn a_hamlet_is_read_in_its_time_alone_and_its_work_counts_later_too() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (near, far) = (office.commune.near.id, office.commune.far.id);
    let terms = json!({far.to_string(): {"from": "2026-11-25", "until": "2026-11-25"}});
    let more = json!({"hamlets": [near, far], "terms": terms});
    let user = office.commune.volunteer.user;
    let answer = put(&office, &hong, user, &said(&office, &more)).await;
    assert_eq!(answer.status, 200);

    let reads = async || {
        let far = format!("h:{far}");
        scopes(&office, &lai).await.contains(&far)
    };
    assert!(!reads().await);
    office.wait(TimeDelta::hours(24));
    assert!(reads().await);
    // Made at the beginning of the stories, on the day before.
    let volunteer = &office.commune.volunteer;
    let (household, register) = office.commune.register(volunteer, far);
    let pushed = office.push(&lai, &seal([register])).await;
    assert!(pushed.receipts.iter().all(is_applied));
    office.wait(TimeDelta::hours(24));
    assert!(!reads().await);
    let (_, in_time) = office.commune.visit(volunteer, household, 24 * 60, None);
    let (_, too_late) = office.commune.visit(volunteer, household, 48 * 60, None);
    let pushed = office.push(&lai, &seal([in_time, too_late])).await;
    let applied: Vec<_> = pushed.receipts.iter().map(is_applied).collect();
    assert_eq!(applied, [true, false]);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_comes_back() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let user = office.commune.volunteer.user;
    let made: Value = post(&office, &hong, user, "invitation").await.json();
    for _ in 0..2 {
        let closed = post(&office, &hong, user, "close").await;
        assert_eq!(closed.status, 204);
    }
    let me = async || office.get("/api/v1/me").by(&lai).send().await;
    assert_eq!(me().await.refusal(), (401, "session-ended".into()));
    let code = json!({"code": made["code"]});
    let look = office.post("/api/v1/invitation", &code).send().await;
    assert_eq!(look.refusal().1, "no-invitation");
    let invite = post(&office, &hong, user, "invitation").await;
    assert_eq!(invite.status, 404);
    let people: Value = office.get("/api/v1/people").by(&hong).send().await.json();
    assert_eq!(people[0]["disabled"], true);
    assert_eq!(people[0]["hamlets"], json!([office.commune.near.id]));

    let opened = post(&office, &hong, user, "open").await;
    assert_eq!(opened.status, 204);
    assert_eq!(me().await.status, 401, "they sign in anew");
    let again = office.sign_in(&office.commune.volunteer).await;
    assert_eq!(office.get("/api/v1/me").by(&again).send().await.status, 200);
}

#[tokio::test]
async fn nobody_changes_closes_or_opens_their_own_kind() {
    let office = Office::open().await;
    for author in [&office.commune.officer, &office.administrator] {
        let phone = office.sign_in(author).await;
        let change = put(&office, &phone, author.user, &said(&office, &json!({}))).await;
        assert_eq!(change.refusal(), (403, "not-allowed".into()));
        for verb in ["close", "open"] {
            let answer = post(&office, &phone, author.user, verb).await;
            assert_eq!(answer.refusal(), (403, "not-allowed".into()));
        }
    }
    let quan = office.sign_in(&office.administrator).await;
    let another = json!({"role": "administrator", "hamlets": []});
    let new = office.post("/api/v1/people", &said(&office, &another));
    assert_eq!(new.by(&quan).send().await.status, 403);
}

#[tokio::test]
async fn whose_people_they_are_not_nobody_learns_who_they_are() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let stranger = office.sign_in(&office.stranger).await;
    let other = office.sign_in(&office.other_administrator).await;
    let nobody = UserId(number(999));
    let asked = [
        (&hong, office.stranger.user),
        (&hong, office.city.user),
        (&hong, nobody),
        (&stranger, office.commune.volunteer.user),
        (&other, office.commune.volunteer.user),
        (&other, office.commune.officer.user),
        (&other, office.administrator.user),
        (&other, nobody),
    ];
    for (by, user) in asked {
        let change = put(&office, by, user, &said(&office, &json!({}))).await;
        assert_eq!(change.refusal(), (404, "not-found".into()));
        for verb in ["close", "open", "invitation", "key"] {
            let answer = post(&office, by, user, verb).await;
            assert_eq!(answer.refusal(), (404, "not-found".into()), "{verb}");
        }
    }
    let unit = &office.commune.unit;
    for path in ["people", "devices"] {
        let path = format!("/api/v1/{path}?unit={unit}");
        for by in [&stranger, &other] {
            let answer = office.get(&path).by(by).send().await;
            assert_eq!(answer.refusal(), (403, "not-allowed".into()));
        }
        assert_eq!(office.get(&path).by(&hong).send().await.status, 200);
    }
}

/// [S16.21]
#[tokio::test]
async fn an_administrator_invites_an_officer_who_chooses_a_password_that_nobody_else_knows() {
    let office = Office::open().await;
    let quan = office.sign_in(&office.administrator).await;
    let unit = &office.commune.unit;
    for (role, unit) in [
        ("commune_officer", unit.to_string()),
        ("city_officer", "46@2025-07-01".to_owned()),
    ] {
        let new = json!({"role": role, "unit": unit, "name": "Lê Văn Minh", "courtesy": "anh"});
        let answer = office.post("/api/v1/people", &new).by(&quan).send().await;
        assert_eq!(answer.status, 201, "{:?}", answer.body);
        let minh: Value = answer.json();
        assert_eq!((&minh["role"], &minh["unit"]), (&json!(role), &json!(unit)));
        let path = format!("/api/v1/people/{}/invitation", minh["id"].as_str().unwrap());
        let made = office.post(&path, &json!(null)).by(&quan).send().await;
        assert_eq!(made.status, 201);
        let made: Value = made.json();
        assert!(made["address"].as_str().unwrap().contains("/office/join#"));
        let code = made["code"].as_str().unwrap();
        let looked = office.post("/api/v1/invitation", &json!({ "code": code }));
        let looked: Value = looked.send().await.json();
        assert_eq!(looked["person"]["role"], role);

        let choose = async |password: &str, device: u64| {
            let chosen = json!({"code": code, "password": password, "device": number(device)});
            office
                .post("/api/v1/invitation/password", &chosen)
                .send()
                .await
        };
        let refused = choose("lê văn minh", 95).await;
        assert_eq!(refused.refusal(), (422, "unfit-password".into()));
        let chosen: Value = choose("đò dọc sông Hương", 95).await.json();
        let name = chosen["sign_in"].as_str().unwrap().to_owned();
        let enter = async |password: &str| {
            let request = sign_in(&name, password, DeviceId(number(95)));
            office.post("/api/v1/session", &request).send().await
        };
        let opened: Value = enter("đò dọc sông Hương").await.json();
        assert_eq!(opened["me"]["role"]["role"], role);
        // The answer was lost: here it counts again, elsewhere it does not, and by itself it opens nothing.
        assert_eq!(choose("đò ngang sông Hương", 95).await.status, 200);
        assert_eq!(enter("đò dọc sông Hương").await.status, 401);
        assert_eq!(enter("đò ngang sông Hương").await.status, 200);
        let elsewhere = choose("đò dọc sông Hương", 96).await;
        assert_eq!(elsewhere.refusal(), (404, "no-invitation".into()));
        let device = json!({"id": number(95), "label": "A phone"});
        let session = json!({"code": code, "device": device});
        let session = office.post("/api/v1/invitation/session", &session);
        assert_eq!(
            session.send().await.refusal(),
            (404, "no-invitation".into())
        );
    }
    let foreign =
        json!({"role": "city_officer", "unit": "48@2025-07-01", "name": "A B", "courtesy": "anh"});
    let answer = office.post("/api/v1/people", &foreign);
    assert_eq!(answer.by(&quan).send().await.status, 403);
}

/// [S16.21]
#[tokio::test]
async fn a_volunteers_invitation_makes_no_password() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let path = format!(
        "/api/v1/people/{}/invitation",
        office.commune.volunteer.user
    );
    let made: Value = office
        .post(&path, &json!(null))
        .by(&hong)
        .send()
        .await
        .json();
    let chosen =
        json!({"code": made["code"], "password": "đò dọc sông Hương", "device": number(95)});
    let answer = office
        .post("/api/v1/invitation/password", &chosen)
        .send()
        .await;
    assert_eq!(answer.refusal(), (404, "no-invitation".into()));
}

#[tokio::test]
async fn an_administrator_sees_people_and_units_and_no_household() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let commune = &office.commune;
    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    let pushed = office.push(&lai, &seal([register])).await;
    assert!(pushed.receipts.iter().all(is_applied));
    let quan = office.sign_in(&office.administrator).await;

    let people: Value = office.get("/api/v1/people").by(&quan).send().await.json();
    let names = people.as_array().unwrap().iter();
    let names: Vec<_> = names.map(|one| one["sign_in"].as_str().unwrap()).collect();
    let expected = ["user-25", "user-27", "user-21", "user-22", "user-23"];
    assert_eq!(names, expected, "the city's, then those of its communes");
    let city = "46@2025-07-01";
    let path = format!("/api/v1/units/{city}/communes");
    let communes: Value = office.get(&path).by(&quan).send().await.json();
    let told = json!([{
        "unit": commune.unit, "name": "Phường Thuận An", "hamlets": [commune.near, commune.far],
        "officers": 1, "volunteers": 2, "closed": 0,
    }]);
    assert_eq!(communes, told);

    let me = office.administrator.user;
    assert_eq!(
        scopes(&office, &quan).await,
        [format!("u:{city}"), format!("p:{me}")]
    );
    let all = json!({"protocol": 1, "cursors": {}});
    let changes = office.post("/api/v1/changes", &all).by(&quan).send().await;
    let devices = office.get("/api/v1/devices").by(&quan).send().await;
    for body in [&changes.body, &devices.body] {
        let text = String::from_utf8_lossy(body);
        assert!(!text.contains("Tôn Nữ Thị Hạnh") && !text.contains(&household.to_string()));
    }
    // What he records is no part of the record.
    let (_, register) = commune.register(&office.administrator, commune.near.id);
    let pushed = office.push(&quan, &seal([register])).await;
    assert!(!pushed.receipts.iter().any(is_applied));
}
