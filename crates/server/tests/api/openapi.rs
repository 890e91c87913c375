//! The description of the API, which changes only on purpose.

use serde_json::Value;

use crate::office::Office;

#[tokio::test]
async fn the_description_is_served_as_it_was_agreed() {
    let office = Office::open().await;
    let served: Value = office.get("/api/v1/openapi.json").send().await.json();
    assert!(served["openapi"].as_str().unwrap().starts_with("3.1"));
    insta::assert_json_snapshot!("openapi", served);
}
