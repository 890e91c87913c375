//! Forms that are published anew while visits are being recorded, in a real browser.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::device::store::Shelf;
use dong_hanh::replica::Replica;
use dong_hanh_form::{Enclosed, FormId, Path, Sha256};
use dong_hanh_sync::FormRecord;
use dong_hanh_sync::device::{Failure, Phase};
use phone::*;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The office publishes a form that asks one thing more; what it says to the next pull, and the form's id.
fn published_anew(phone: &Phone) -> (serde_json::Value, FormId) {
    let label = json!({"vi": "Vì sao?", "en": "Why?"});
    let why = json!({"type": "text", "name": "why", "label": label, "default": "'mưa'"});
    phone.published_anew(|nodes| nodes.push(why))
}

/// The office publishes a version that asks of the time before and draws by chance.
fn published_to_recall(phone: &Phone) -> serde_json::Value {
    let published = phone.published_anew(|nodes| {
        nodes[0]["default"] = json!("${last-saved#note}");
        nodes.extend([
            json!({"type": "calculate", "name": "before", "calculate": "concat('^', ${last-saved#note})"}),
            json!({"type": "calculate", "name": "drawn", "calculate": "random()"}),
        ]);
    });
    published.0
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

/// As much as goes in one piece.
const PIECE: usize = 256 * 1024;

/// The office publishes a form that shows a picture, of more than one piece; what it says to the next pull, the form's id and
/// the picture.
fn published_with(phone: &Phone, bytes: &str) -> (serde_json::Value, FormId, Enclosed) {
    let [unit, _] = phone.scopes();
    let mut earlier = phone.feeds(&[], false)[0]["changes"][0].clone();
    let mut definition = earlier["body"]["definition"].clone();
    let sha256 = Sha256::of(bytes.as_bytes());
    let file = json!({"sha256": sha256, "bytes": bytes.len(), "mime": "image/png", "size": [3, 2]});
    definition["version"] = json!("2");
    definition["groups"][0]["nodes"][0]["media"] = json!({"image": {"vi": "a.png"}});
    definition["files"] = json!({"a.png": file});
    earlier["seq"] = json!(2);
    earlier["body"]["current"] = json!(false);
    let newer = FormRecord::new(&definition.to_string(), chrono::DateTime::UNIX_EPOCH).unwrap();
    let id = newer.id.clone();
    let newer = json!({"seq": 3, "key": format!("form:{id}"), "body": newer});
    let feed = json!({"scope": unit, "changes": [earlier, newer], "cursor": 3, "more": false});
    let pulled = phone.pulled(&phone.scopes(), &json!([feed]));
    (pulled, id, serde_json::from_value(file).unwrap())
}

/// The office gives a part of what a form shows.
fn office_gives(form: &FormId, file: &Enclosed, from: usize, part: &str) {
    let path = format!("/api/v1/forms/{form}/media/{}", file.media.sha256);
    let range = format!("{path} bytes={from}-{}", from + PIECE - 1);
    ANSWERS.with_borrow_mut(|answers| answers.push_back((range, 206, part.to_owned())));
}

/// What the office published is here but for what the form shows, of which the first piece came.
async fn with_a_piece(phone: &Phone, replica: Replica, bytes: &str) -> (FormId, Enclosed) {
    let (pulled, id, file) = published_with(phone, bytes);
    office_says(CHANGES, 200, &pulled);
    office_gives(&id, &file, 0, &bytes[..PIECE]);
    round(replica).await;
    (id, file)
}

#[wasm_bindgen_test]
async fn s11_11_what_a_form_shows_comes_in_pieces_and_is_there_without_a_network() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let bytes = "a".repeat(PIECE + 9);
    let (id, file) = with_a_piece(&phone, replica, &bytes).await;
    assert_eq!(at_rest(replica).await, Phase::Failing(Failure::NoAnswer));
    assert_eq!(replica.sync().shown_to_come, 1);
    assert!(replica.shown(&file.media).is_none(), "the words alone");
    replica
        .begin_visit(first(replica), None)
        .await
        .expect("nobody waits for a picture");

    office_gives(&id, &file, PIECE, &bytes[PIECE..]);
    round(replica).await;
    assert_eq!(replica.sync().shown_to_come, 0);
    let replica = phone.restart(replica).await;
    assert!(replica.shown(&file.media).is_some());
    assert_eq!(replica.sync().shown_to_come, 0);
    assert_eq!(replica.sync().photos, 0, "it is nobody's photo");
    replica.leave();
}

#[wasm_bindgen_test]
async fn s11_11_what_is_not_what_its_name_says_is_not_kept() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let bytes = "a".repeat(PIECE + 9);
    let (pulled, id, file) = published_with(&phone, &bytes);
    office_says(CHANGES, 200, &pulled);
    office_gives(&id, &file, 0, &bytes[..PIECE]);
    office_gives(&id, &file, PIECE, "something");
    round(replica).await;
    assert_eq!(at_rest(replica).await, Phase::Resting);
    assert_eq!(phone.count(Shelf::Media).await, 0);
    assert_eq!(replica.sync().shown_to_come, 0);
    assert!(replica.shown(&file.media).is_none());
    // Nor is it asked for again: nobody would answer.
    round(replica).await;
    assert_eq!(at_rest(replica).await, Phase::Resting);
    replica.leave();
}

#[wasm_bindgen_test]
async fn s11_11_what_no_form_and_no_draft_shows_goes() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let bytes = "a".repeat(9);
    let (pulled, id, file) = published_with(&phone, &bytes);
    office_says(CHANGES, 200, &pulled);
    office_gives(&id, &file, 0, &bytes);
    round(replica).await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    assert_eq!(replica.draft(visit).unwrap().form, id);

    // The office goes back to the earlier form.
    let mut changes = pulled["feeds"][0]["changes"].clone();
    for (change, current) in changes
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .zip([true, false])
    {
        change["seq"] = json!(change["seq"].as_u64().unwrap() + 2);
        change["body"]["current"] = json!(current);
    }
    let [unit, _] = phone.scopes();
    let feed = json!({"scope": unit, "changes": changes, "cursor": 5, "more": false});
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &json!([feed])));
    round(replica).await;
    let replica = phone.restart(replica).await;
    assert!(replica.shown(&file.media).is_some(), "a draft has the form");

    replica.delete_draft(visit).await.unwrap();
    office_says(CHANGES, 204, &json!(""));
    round(replica).await;
    assert!(replica.shown(&file.media).is_none());
    assert_eq!(phone.count(Shelf::Media).await, 0);
    assert_eq!(phone.count(Shelf::MediaState).await, 0);
    replica.leave();
}

#[wasm_bindgen_test]
async fn s11_11_what_forms_show_leaves_the_room_that_answers_need() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let bytes = "a".repeat(9);
    let (pulled, id, file) = published_with(&phone, &bytes);
    script("navigator.storage.estimate = async () => ({ usage: 81e6, quota: 100e6 });");
    office_says(CHANGES, 200, &pulled);
    round(replica).await;
    assert_eq!(at_rest(replica).await, Phase::Resting);
    assert_eq!(replica.sync().shown_to_come, 1);
    script("delete navigator.storage.estimate;");
    office_gives(&id, &file, 0, &bytes);
    round(replica).await;
    assert_eq!(replica.sync().shown_to_come, 0);
    replica.leave();
}
