//! Forms that are published anew while visits are being recorded, in a real browser.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh_form::{FormId, Path};
use dong_hanh_sync::FormRecord;
use phone::*;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The office publishes a form that asks one thing more; what it says to the next pull, and the form's id.
fn published_anew(phone: &Phone) -> (serde_json::Value, FormId) {
    let [unit, _] = phone.scopes();
    let mut earlier = phone.feeds(&[], false)[0]["changes"][0].clone();
    let mut definition = earlier["body"]["definition"].clone();
    let label = json!({"vi": "Vì sao?", "en": "Why?"});
    let why = json!({"type": "text", "name": "why", "label": label, "default": "'mưa'"});
    definition["version"] = json!("2");
    definition["groups"][0]["nodes"]
        .as_array_mut()
        .unwrap()
        .push(why);
    earlier["seq"] = json!(2);
    earlier["body"]["current"] = json!(false);
    let newer = FormRecord::new(&definition.to_string(), chrono::DateTime::UNIX_EPOCH).unwrap();
    let id = newer.id.clone();
    let newer = json!({"seq": 3, "key": format!("form:{id}"), "body": newer});
    let feed = json!({"scope": unit, "changes": [earlier, newer], "cursor": 3, "more": false});
    (phone.pulled(&phone.scopes(), &json!([feed])), id)
}

/// [S11.8]
#[wasm_bindgen_test]
async fn a_draft_goes_on_with_a_newer_form_when_its_author_says_so() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    answer(replica, visit, note(), "Mái dột").await.unwrap();
    let began_with = replica.draft(visit).unwrap().form;
    let (pulled, newer) = published_anew(&phone);
    office_says(CHANGES, 200, &pulled);
    round(replica).await;

    assert_eq!(replica.draft(visit).unwrap().form, began_with);
    assert_eq!(replica.newer_form(visit).unwrap().0, newer);
    replica.keep_form(visit, newer.clone()).await.unwrap();
    let replica = phone.restart(replica).await;
    assert!(replica.newer_form(visit).is_none(), "not asked again");

    replica.move_draft(visit, newer.clone()).await.unwrap();
    let replica = phone.restart(replica).await;
    let draft = replica.draft(visit).unwrap();
    assert_eq!(draft.form, newer);
    assert_eq!(draft.answers.get(&note()), Some(&words("Mái dột")));
    let why: Path = "g/why".parse().unwrap();
    assert_eq!(
        draft.answers.get(&why),
        Some(&words("mưa")),
        "what is new starts as in a new visit"
    );
    replica.finish_visit(visit).await.unwrap();
    assert_eq!(replica.visit(visit).unwrap().form, newer);
    replica.leave();
}
