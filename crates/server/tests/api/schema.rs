//! The description's shapes read what the server writes.

use dong_hanh_server::schema;
use dong_hanh_store::contract::commune::seal;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::office::{Answer, Office};

/// Reads an answer by its shape.
fn fits<T: DeserializeOwned>(answer: &Answer) -> T {
    answer.json()
}

#[tokio::test]
async fn every_shape_reads_what_its_route_writes() {
    let office = Office::open().await;
    let (lai, hong) = (
        office.sign_in(&office.commune.volunteer).await,
        office.sign_in(&office.commune.officer).await,
    );
    let author = &office.commune.volunteer;
    let (household, register) = office.commune.register(author, office.commune.near.id);
    let (visit, finish) = office.commune.visit(author, household, 5, None);
    let (_, foreign) = office.commune.register(author, office.commune.far.id);
    let push = office.batch(&lai, &seal([register, finish, foreign]));
    let read: schema::PushRequest = serde_json::from_value(push.clone()).unwrap();
    assert!(
        read.operations[1].action["finish_visit"]
            .get("answers")
            .is_some()
    );

    let answer: schema::PushAnswer = fits(
        &office
            .post("/api/v1/operations", &push)
            .by(&lai)
            .send()
            .await,
    );
    assert!(matches!(
        answer.receipts[0].outcome,
        schema::Outcome::Applied
    ));
    assert_eq!(answer.receipts[2].reason.as_deref(), Some("foreign_scope"));

    let pulled: schema::PullAnswer = fits(
        &office
            .post("/api/v1/changes", &json!({"protocol": 1, "cursors": {}}))
            .by(&hong)
            .send()
            .await,
    );
    assert!(
        pulled
            .feeds
            .iter()
            .flat_map(|page| &page.changes)
            .any(|change| change.key == format!("visit:{visit}"))
    );

    fits::<schema::Visit>(
        &office
            .get(&format!("/api/v1/visits/{visit}"))
            .by(&hong)
            .send()
            .await,
    );
    fits::<schema::Household>(
        &office
            .get(&format!("/api/v1/households/{household}"))
            .by(&hong)
            .send()
            .await,
    );
    assert_eq!(
        fits::<schema::VisitPage>(&office.get("/api/v1/visits").by(&hong).send().await)
            .visits
            .len(),
        1
    );
    assert_eq!(
        fits::<Vec<schema::HamletOverview>>(&office.get("/api/v1/overview").by(&hong).send().await)
            .len(),
        2
    );
    let me: Value = office.get("/api/v1/me").by(&lai).send().await.json();
    serde_json::from_value::<schema::Role>(me["role"].clone()).unwrap();
    serde_json::from_value::<schema::Person>(me["person"].clone()).unwrap();
    serde_json::from_value::<schema::Unit>(me["unit"].clone()).unwrap();
}
