//! Ids of somebody else in what is sent: none of them makes it somebody else's act, or lets it reach further.

use axum::http::Method;
use dong_hanh_store::contract::commune::{is_applied, number, read_all, seal};
use dong_hanh_sync::Outcome;
use serde_json::json;

use crate::office::Office;

/// An officer of another unit names households, hamlets and people of this one, and gets nowhere.
#[tokio::test]
async fn an_officer_reaches_nobody_of_another_unit() {
    let office = Office::open().await;
    let stranger = office.sign_in(&office.stranger).await;
    let near = office.commune.near.id;
    let user = office.commune.volunteer.user;
    let add = json!({"name": "Lê Thị Thu", "courtesy": "chi", "hamlets": [near]});
    let answer = office
        .post("/api/v1/people", &add)
        .by(&stranger)
        .send()
        .await;
    assert_eq!(answer.status, 422);
    for path in ["invitation", "key"] {
        let path = format!("/api/v1/people/{user}/{path}");
        let answer = office.ask(Method::POST, &path).by(&stranger).send().await;
        assert_eq!(answer.status, 404, "{path}");
    }
    for path in ["left-behind", "coverage"] {
        let path = format!("/api/v1/units/{}/{path}", office.commune.unit);
        assert_eq!(
            office.get(&path).by(&stranger).send().await.status,
            403,
            "{path}"
        );
    }
    let visits = office
        .get(&format!("/api/v1/visits?hamlet={near}"))
        .by(&stranger)
        .send()
        .await;
    assert_eq!(visits.status, 403);
}

/// A volunteer sends an operation in the name of another's device, and one for a hamlet that is not theirs.
#[tokio::test]
async fn nobody_sends_in_the_name_of_another() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let hoa = office.sign_in(&office.neighbour).await;
    let author = &office.commune.volunteer;
    let (household, register) = office.commune.register(author, office.commune.near.id);
    let id = register.id;
    let batch = seal([register]);
    // Word for word what the other phone sends, by a session that is not its.
    let asked = office
        .post("/api/v1/operations", &office.batch(&lai, &batch))
        .by(&hoa);
    assert_eq!(asked.send().await.refusal(), (403, "foreign-device".into()));
    assert!(is_applied(&office.push(&lai, &batch).await.receipts[0]));
    let before = read_all(&*office.store, &office.commune.scope()).await;
    // Under the own device, with operations that name the other's: they change nothing.
    let asked = office
        .post("/api/v1/operations", &office.batch(&hoa, &batch))
        .by(&hoa);
    assert_eq!(asked.send().await.status, 200);
    assert_eq!(
        read_all(&*office.store, &office.commune.scope()).await,
        before
    );

    // A visit at a household of a hamlet that is not theirs.
    let (_, visit) = office.commune.visit(&office.neighbour, household, 6, None);
    let receipts = office.push(&hoa, &seal([visit])).await.receipts;
    assert!(!matches!(receipts[0].outcome, Outcome::Applied { .. }));
    // The id of an operation that another has sent: what it says is not taken for it.
    let (_, mut stolen) = office
        .commune
        .register(&office.neighbour, office.commune.far.id);
    stolen.id = id;
    let receipts = office.push(&hoa, &seal([stolen])).await.receipts;
    assert!(
        !matches!(receipts[0].outcome, Outcome::Applied { .. }),
        "{:?}",
        receipts[0].outcome
    );
    assert_eq!(
        read_all(&*office.store, &office.commune.scope()).await,
        before
    );
}

/// An upload is its sender's: another finds none under the same name, and what they send is their own.
#[tokio::test]
async fn an_upload_is_its_senders() {
    let office = Office::open().await;
    let hoa = office.sign_in(&office.neighbour).await;
    let path = format!("/api/v1/media/uploads/{}", "0".repeat(64));
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        let asked = office
            .ask(method, &path)
            .by(&hoa)
            .header("tus-resumable", "1.0.0");
        let asked = asked
            .header("upload-offset", "0")
            .header("content-type", "application/offset+octet-stream");
        assert_eq!(asked.send().await.status, 404);
    }
}

#[tokio::test]
async fn an_id_that_is_none_is_an_address_that_is_none() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let nobody = number(4_711).to_string();
    for id in [
        "1",
        "-1",
        "0",
        "null",
        "*",
        "%2a",
        "a'or'1'='1",
        "%27%20OR%201=1--",
        "{}",
        &nobody[..35],
    ] {
        for path in [
            "households/{}",
            "visits/{}",
            "imports/{}",
            "people/{}/sessions",
        ] {
            let path = format!("/api/v1/{}", path.replace("{}", id))
                .replace('{', "%7b")
                .replace('}', "%7d");
            let answer = office.get(&path).by(&hong).send().await;
            assert!(
                [400, 404].contains(&answer.status.as_u16()),
                "{path}: {}",
                answer.status
            );
        }
    }
}
