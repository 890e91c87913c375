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

/// The office publishes a version that asks of the time before and draws by chance.
fn published_to_recall(phone: &Phone) -> serde_json::Value {
    let [unit, _] = phone.scopes();
    let mut earlier = phone.feeds(&[], false)[0]["changes"][0].clone();
    let mut definition = earlier["body"]["definition"].clone();
    definition["version"] = json!("2");
    definition["groups"][0]["nodes"][0]["default"] = json!("${last-saved#note}");
    definition["groups"][0]["nodes"].as_array_mut().unwrap().extend([
        json!({"type": "calculate", "name": "before", "calculate": "concat('^', ${last-saved#note})"}),
        json!({"type": "calculate", "name": "drawn", "calculate": "random()"}),
    ]);
    earlier["seq"] = json!(2);
    earlier["body"]["current"] = json!(false);
    let newer = FormRecord::new(&definition.to_string(), chrono::DateTime::UNIX_EPOCH).unwrap();
    let newer = json!({"seq": 3, "key": format!("form:{}", newer.id), "body": newer});
    let feed = json!({"scope": unit, "changes": [earlier, newer], "cursor": 3, "more": false});
    phone.pulled(&phone.scopes(), &json!([feed]))
}

/// [S11.9]
#[wasm_bindgen_test]
async fn a_visit_begins_with_the_answers_of_the_one_before_and_keeps_its_chance() {
    let phone = Phone::new(&["Lê Thị Hạnh", "Hồ Văn Cu"]).await;
    let replica = phone.start().await;
    let homes: Vec<_> = replica.households().iter().map(|home| home.id).collect();
    // With the version before: what was answered there is known to the next one.
    let zeroth = replica.begin_visit(homes[0], None).await.unwrap();
    answer(replica, zeroth, note(), "Mái dột").await.unwrap();
    replica.finish_visit(zeroth).await.unwrap();
    office_says(
        OPERATIONS,
        200,
        &receipt(replica, &json!({"outcome": "applied"})),
    );
    office_says(CHANGES, 200, &published_to_recall(&phone));
    round(replica).await;

    let of = |visit, path: &str| {
        let path: Path = path.parse().unwrap();
        let draft = replica.draft(visit);
        let answers = draft.map_or_else(
            || replica.visit(visit).unwrap().answers,
            |draft| draft.answers,
        );
        answers.get(&path).cloned()
    };
    let first = replica.begin_visit(homes[1], None).await.unwrap();
    assert_eq!(of(first, "g/note"), Some(words("Mái dột")));
    assert_eq!(of(first, "g/before"), Some(words("^Mái dột")));
    let drawn = of(first, "g/drawn");
    assert!(drawn.is_some());
    answer(replica, first, note(), "Đã lợp lại").await.unwrap();

    // What is finished between does not change what it began with.
    let other = replica.begin_visit(homes[0], None).await.unwrap();
    replica.finish_visit(other).await.unwrap();
    let replica = phone.restart(replica).await;
    replica.finish_visit(first).await.unwrap();
    assert_eq!(
        replica
            .visit(first)
            .unwrap()
            .answers
            .get(&"g/before".parse().unwrap()),
        Some(&words("^Mái dột"))
    );

    let amendment = replica.amend_visit(first).await.unwrap();
    replica.finish_visit(amendment).await.unwrap();
    let amended = replica.visit(amendment).unwrap().answers;
    assert_eq!(amended, replica.visit(first).unwrap().answers);
    assert_eq!(amended.get(&"g/drawn".parse().unwrap()), drawn.as_ref());
    let last = replica.begin_visit(homes[1], None).await.unwrap();
    assert_eq!(
        replica.draft(last).unwrap().answers.get(&note()),
        Some(&words("Đã lợp lại"))
    );
    replica.leave();
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
