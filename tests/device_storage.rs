//! What becomes of work when the browser has no room for it, closes the storage, or throws it away.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use std::collections::VecDeque;

use dong_hanh::device::SaveError;
use dong_hanh::device::camera::SIDE;
use dong_hanh::device::store::{Batch, Doorway, Shelf};
use dong_hanh::replica::{Boot, Evictions, Kept, Replica, Session, Typing};
use dong_hanh_sync::device::{Failure, Phase};
use gloo_timers::future::TimeoutFuture;
use phone::*;
use rexie::Rexie;
use serde_json::json;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SESSIONS: &str = "/api/v1/sessions";

fn name(phone: &Phone) -> String {
    format!("dong-hanh:{}", phone.user)
}

/// What a browser does that needs the room.
async fn evict(phone: &Phone) {
    Rexie::delete(&name(phone)).await.unwrap();
}

async fn signs_in(phone: &Phone, session: Session) -> Replica {
    office_says(SESSION, 200, &phone.session());
    let feeds = phone.feeds(&["Lê Thị Hạnh"], false);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    assert_eq!(sign_in(session, "lai", "mật khẩu").await, Ok(()));
    let Boot::Open(replica) = session.boot() else {
        panic!("it did not open")
    };
    leads(replica).await;
    replica
}

async fn told(replica: Replica, evictions: impl Fn(Evictions) -> bool) -> Evictions {
    until(|| Some(replica.storage().evictions).filter(|known| evictions(*known))).await
}

/// [S6.1]
#[wasm_bindgen_test]
async fn s6_1_the_browser_is_asked_to_keep_the_data_once_after_the_first_record() {
    script(
        "window.asked = 0; navigator.storage.persist = async () => { window.asked += 1; return false; }; \
         navigator.storage.persisted = async () => false;",
    );
    let asked = || {
        let asked = js_sys::Reflect::get(&js_sys::global(), &"asked".into());
        asked.unwrap().as_f64().unwrap()
    };
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    until(|| replica.storage().persisted).await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    answer(replica, visit, note(), "mái dột").await.unwrap();
    assert_eq!(asked(), 0.0, "nothing is worth it yet");
    replica.finish_visit(visit).await.unwrap();
    until(|| (asked() == 1.0).then_some(())).await;
    finished(replica, "lần nữa").await;
    at_rest(replica).await;
    assert_eq!(asked(), 1.0);

    // Whoever said no is not asked again at the next start, and whoever has promised it already never.
    let is_noted = async || phone.store().await.get(Shelf::Meta, "asked").await;
    while is_noted().await.unwrap().is_none() {
        TimeoutFuture::new(2).await;
    }
    let replica = phone.restart(replica).await;
    looked_after(replica, "hôm sau").await;
    assert_eq!(asked(), 1.0);
    let unasked = Batch::strict().delete(Shelf::Meta, "asked");
    phone.store().await.write(unasked).await.unwrap();
    script("navigator.storage.persisted = async () => true;");
    let replica = phone.restart(replica).await;
    looked_after(replica, "hôm sau nữa").await;
    assert_eq!(asked(), 1.0);
    assert_eq!(replica.storage().persisted, Some(true));
    replica.leave();
    script("delete navigator.storage.persist; delete navigator.storage.persisted;");
}

/// Finishes a visit, and waits until the storage was looked at behind it.
async fn looked_after(replica: Replica, text: &str) {
    until(|| replica.storage().persisted).await;
    script(
        "window.looks = 0; const p = navigator.storage.persisted; navigator.storage.persisted = (...a) => { window.looks += 1; return p.apply(navigator.storage, a); };",
    );
    finished(replica, text).await;
    let looks = || js_sys::Reflect::get(&js_sys::global(), &"looks".into());
    until(|| looks().unwrap().as_f64().filter(|looks| *looks > 0.0)).await;
    at_rest(replica).await;
}

/// [S6.6]
#[wasm_bindgen_test]
async fn s6_6_a_photo_leaves_room_for_answers() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    script("navigator.storage.estimate = async () => ({ usage: 81e6, quota: 100e6 });");
    let picture = JsFuture::from(picture()).await.unwrap().unchecked_into();
    let kept = replica.keep_photo(visit, photo(), picture, SIDE).await;
    assert_eq!(kept, Err(SaveError::Full));
    assert_eq!(phone.count(Shelf::Media).await, 0);
    answer(replica, visit, note(), "mái dột").await.unwrap();
    script("delete navigator.storage.estimate;");
    kept_photo(&phone, replica, visit).await;
    replica.leave();
}

/// [S4.14] [S6.2]
#[wasm_bindgen_test]
async fn s4_14_a_photo_is_stored_with_the_answer_that_names_it_or_not_at_all() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    let names = |replica: Replica| replica.draft(visit).unwrap().answers.media().count();
    script(NO_DRAFT);
    let picture = JsFuture::from(picture()).await.unwrap().unchecked_into();
    let kept = replica.keep_photo(visit, photo(), picture, SIDE).await;
    assert_eq!(kept, Err(SaveError::Full));
    assert_eq!((phone.count(Shelf::Media).await, names(replica)), (0, 0));

    script(PUT);
    kept_photo(&phone, replica, visit).await;
    assert_eq!(names(replica), 1);
    // What the banner of a full phone offers.
    at_rest(replica).await;
    office_says(CHANGES, 204, &json!({}));
    replica.try_storage_again();
    until(|| ANSWERS.with_borrow(VecDeque::is_empty).then_some(())).await;
    assert_eq!(phone.count(Shelf::Media).await, 1);
    let replica = phone.restart(replica).await;
    assert_eq!((phone.count(Shelf::Media).await, names(replica)), (1, 1));
    replica.leave();
}

/// [S4.14] Another tab begins to work while a photo is made small.
#[wasm_bindgen_test]
async fn s4_14_a_photo_of_a_tab_that_works_no_more_is_not_stored() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let one = phone.start().await;
    let visit = one.begin_visit(first(one), None).await.unwrap();
    let session = Session::start();
    let Boot::Open(other) = opened(session).await else {
        panic!("it did not open")
    };
    let follows = |replica: Replica| replica.sync().phase == Phase::Following;
    until(|| follows(other).then_some(())).await;

    script(SLOW_PICTURE);
    let picture = JsFuture::from(picture()).await.unwrap().unchecked_into();
    let takes_over = async {
        other.take_over();
        leads(other).await;
        until(|| follows(one).then_some(())).await;
        script("window.go_on();");
    };
    let (kept, ()) = futures::join!(one.keep_photo(visit, photo(), picture, SIDE), takes_over);
    script(PICTURE_AS_EVER);
    assert_eq!(kept, Err(SaveError::ReadOnly));
    assert_eq!(phone.count(Shelf::Media).await, 0);

    one.take_over();
    leads(one).await;
    kept_photo(&phone, one, visit).await;
    let named = |replica: Replica| replica.draft(visit).unwrap().answers.media().count();
    until(|| (named(other) == 1).then_some(())).await;
    other.take_over();
    leads(other).await;
    assert_eq!(phone.count(Shelf::Media).await, 1);
    one.leave();
    other.leave();
}

/// [S6.4]
#[wasm_bindgen_test]
async fn s6_4_data_that_was_thrown_away_is_missed_at_the_next_start() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    finished(replica, "mái dột").await;
    replica.begin_visit(first(replica), None).await.unwrap();
    let kept = Kept {
        waiting: 1,
        photos: 0,
        drafts: 1,
    };
    replica.leave();
    evict(&phone).await;

    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let robbed = session.robbed();
    assert_eq!(robbed.len(), 1);
    assert_eq!(robbed[0].kept, Some(kept));

    let replica = signs_in(&phone, session).await;
    let noticed = replica.storage().evictions;
    assert!(noticed.last.is_some());
    let expected = Evictions {
        times: 1,
        last: noticed.last,
        is_news: true,
        kept: Some(kept),
        maybe: None,
    };
    assert_eq!(noticed, expected);
    assert_eq!(session.robbed(), [], "it is told inside now");
    // It is told until the person knows, and counted from then on.
    let replica = phone.restart(replica).await;
    assert_eq!(replica.storage().evictions, noticed);
    replica.know_of_eviction().await.unwrap();
    let replica = phone.restart(replica).await;
    let known = replica.storage().evictions;
    assert!(!known.is_news);
    assert_eq!(known.times, 1);
    replica.leave();
    evict(&phone).await;
    let replica = signs_in(&phone, Session::start()).await;
    assert_eq!(replica.storage().evictions.times, 2);
    assert_eq!(replica.storage().evictions.kept, Some(Kept::default()));
    replica.leave();
}

/// [S6.4] Where the settings are gone too, only the person can say.
#[wasm_bindgen_test]
async fn s6_4_who_was_on_such_a_device_before_is_asked_whether_it_was_this_one() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    assert_eq!(session.robbed(), []);
    let label = dong_hanh::device::network::device_label();
    let row = |device: Uuid, label: &str, current: bool, used: &str| {
        json!({"id": Uuid::now_v7(), "device": device, "label": label, "current": current,
            "opened": "2026-11-01T03:00:00Z", "used": used})
    };
    office_says(
        SESSIONS,
        200,
        &json!([
            row(Uuid::now_v7(), &label, false, "2026-11-20T03:00:00Z"),
            row(
                Uuid::now_v7(),
                "Firefox, Windows",
                false,
                "2026-11-22T03:00:00Z"
            ),
        ]),
    );
    let replica = signs_in(&phone, session).await;
    let asked = told(replica, |known| known.maybe.is_some()).await;
    assert_eq!(
        asked.maybe.map(|at| at.to_rfc3339()),
        Some("2026-11-20T03:00:00+00:00".to_owned())
    );
    assert_eq!(asked.times, 0);
    let replica = phone.restart(replica).await;
    assert!(replica.storage().evictions.maybe.is_some());
    replica.was_here_before(true).await.unwrap();
    let replica = phone.restart(replica).await;
    let known = replica.storage().evictions;
    assert_eq!((known.times, known.is_news, known.maybe), (1, true, None));
    replica.leave();
}

/// [S6.5]
#[wasm_bindgen_test]
async fn s6_5_what_is_in_memory_is_stored_again_when_the_storage_is_cleared_under_the_app() {
    let phone = Phone::new(&["Lê Thị Hạnh", "Nguyễn Văn An"]).await;
    let replica = phone.start().await;
    finished(replica, "mái dột").await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    answer(replica, visit, note(), "trước").await.unwrap();
    let typed = Some("{}".to_owned());
    replica
        .keep_typed(Typing::NewHousehold, typed.clone())
        .await
        .unwrap();
    at_rest(replica).await;
    evict(&phone).await;

    answer(replica, visit, note(), "sau").await.unwrap();
    let known = replica.storage().evictions;
    assert_eq!((known.times, known.is_news), (1, true));
    let device = replica.me().device;
    let draft = replica.draft(visit);
    let replica = phone.restart(replica).await;
    assert_eq!(replica.draft(visit), draft);
    assert_eq!(replica.typed(Typing::NewHousehold), typed);
    assert_eq!(replica.sync().waiting, 1);
    assert_eq!(replica.households().len(), 2);
    assert_eq!(replica.me().device, device);
    assert!(
        replica.begin_visit(first(replica), None).await.is_ok(),
        "the form is here"
    );
    assert_eq!(replica.storage().evictions.times, 1);
    replica.leave();
}

/// [S6.5] [S4.13]
#[wasm_bindgen_test]
async fn s6_5_photos_that_are_lost_are_told_and_never_count_as_received() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let household = first(replica);
    at_rest(replica).await;
    let sent = replica.begin_visit(household, None).await.unwrap();
    for _ in 0..3 {
        kept_photo(&phone, replica, sent).await;
    }
    let first_photo = replica.draft(sent).unwrap().answers.media().next().cloned();
    let first_photo = format!("/api/v1/media/{}", first_photo.unwrap().sha256);
    replica.finish_visit(sent).await.unwrap();
    at_rest(replica).await;
    let applied = receipt(replica, &json!({"outcome": "applied"}));
    office_says(OPERATIONS, 200, &applied);
    office_says(&first_photo, 201, &json!({}));
    round(replica).await;
    let begun = replica.begin_visit(household, None).await.unwrap();
    kept_photo(&phone, replica, begun).await;
    let stands = |replica: Replica| {
        let row = replica.outbox().pop().unwrap();
        (row.photos, row.photos_lost, replica.sync().photos)
    };
    assert_eq!(stands(replica), ((1, 3), 0, 2));

    evict(&phone).await;
    answer(replica, begun, note(), "sau").await.unwrap();
    let gone = Kept {
        photos: 3,
        ..Kept::default()
    };
    assert_eq!(replica.storage().evictions.kept, Some(gone));
    assert_eq!(stands(replica), ((1, 3), 2, 0));
    assert_eq!(replica.sync().photos_lost, 2);
    let replica = phone.restart(replica).await;
    at_rest(replica).await;
    assert_eq!(stands(replica), ((1, 3), 2, 0));
    // The next time takes nothing more, and does not hide what is not known yet.
    evict(&phone).await;
    answer(replica, begun, note(), "nữa").await.unwrap();
    assert_eq!(replica.storage().evictions.kept, Some(gone));
    replica.leave();
}

/// [S4.13] Whatever took the bytes of a photo that waits.
#[wasm_bindgen_test]
async fn s4_13_a_photo_whose_bytes_are_not_there_is_lost_and_not_on_its_way() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    let sha256 = kept_photo(&phone, replica, visit).await;
    at_rest(replica).await;
    replica.finish_visit(visit).await.unwrap();
    let without = Batch::strict().delete(Shelf::Media, sha256);
    phone.store().await.write(without).await.unwrap();
    at_rest(replica).await;
    let applied = receipt(replica, &json!({"outcome": "applied"}));
    office_says(OPERATIONS, 200, &applied);
    round(replica).await;
    let row = replica.outbox().remove(0);
    assert_eq!((row.photos, row.photos_lost), ((0, 1), 1));
    assert_eq!(replica.sync().photos, 0);
    replica.leave();
}

/// [S6.2] Whatever it is that finds no room.
#[wasm_bindgen_test]
async fn s6_2_a_full_disk_is_told_whoever_meets_it_and_until_there_is_room() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    until(|| (replica.sync().phase == Phase::Resting).then_some(())).await;
    assert_eq!(replica.trouble(), None);
    script(FULL_DISK);
    let feeds = phone.feeds(&["Nguyễn Văn An"], false);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    round(replica).await;
    assert_eq!(replica.sync().phase, Phase::Failing(Failure::Full));
    assert_eq!(replica.trouble(), Some(SaveError::Full));
    assert_eq!(replica.households().len(), 1, "nothing is shown as stored");

    script(WHOLE_DISK);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    round(replica).await;
    assert_eq!(replica.trouble(), None);
    assert_eq!(replica.households().len(), 2);
    replica.leave();
}

/// [S6.2] Of a household that is being typed too.
#[wasm_bindgen_test]
async fn s6_2_what_was_typed_of_a_household_is_not_taken_for_kept_where_there_is_no_room() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    let keep = |text: &str| replica.keep_typed(Typing::NewHousehold, Some(text.to_owned()));
    assert_eq!(keep("{}").await, Ok(()));
    script(NO_PUT);
    assert_eq!(keep("[]").await, Err(SaveError::Full));
    script(PUT);
    assert_eq!(replica.trouble(), Some(SaveError::Full));
    assert_eq!(replica.typed(Typing::NewHousehold).as_deref(), Some("{}"));
    replica.leave();
}

/// [S6.2] A tab that cannot begin says why, and begins when it can.
#[wasm_bindgen_test]
async fn s6_2_a_tab_that_finds_no_room_to_begin_says_so_and_begins_with_the_next_try() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let damaged = Batch::strict().put(Shelf::Segments, 5u32, "no bytes");
    phone.store().await.write(damaged).await.unwrap();
    script(NO_PUT);
    // A phone that is full opens by its PIN all the same.
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    assert_eq!(unlock(session).await, Ok(()));
    let Boot::Open(replica) = session.boot() else {
        panic!("it did not open")
    };
    assert_eq!(
        replica.begin_visit(first(replica), None).await,
        Err(SaveError::Full),
        "no other tab works"
    );
    assert_eq!(replica.trouble(), Some(SaveError::Full));
    script(PUT);
    replica.begin_visit(first(replica), None).await.unwrap();
    assert_eq!(replica.trouble(), None);
    replica.leave();
}

const NO_PUT: &str = "const p = IDBObjectStore.prototype; window.put = p.put; p.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";
const NO_DRAFT: &str = "const p = IDBObjectStore.prototype; window.put = p.put; p.put = function (...a) { if (this.name === 'drafts') throw new DOMException('full', 'QuotaExceededError'); return window.put.apply(this, a); };";
const SLOW_PICTURE: &str = "window.bitmap = window.createImageBitmap; window.createImageBitmap = async (...a) => { await new Promise((go) => { window.go_on = go; }); return window.bitmap.apply(window, a); };";
const PICTURE_AS_EVER: &str = "window.createImageBitmap = window.bitmap;";
const PUT: &str = "IDBObjectStore.prototype.put = window.put;";

/// [S6.3]
#[wasm_bindgen_test]
async fn s6_3_a_newer_version_in_another_tab_is_told_before_anybody_writes() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    at_rest(replica).await;
    let version = dong_hanh::device::store::VERSION + 1;
    let newer = Shelf::ALL.iter().fold(
        Rexie::builder(&name(&phone)).version(version),
        |builder, shelf| builder.add_object_store(rexie::ObjectStore::new(shelf.name())),
    );
    let newer = newer.build().await.unwrap();
    assert_eq!(replica.trouble(), Some(SaveError::Newer));
    assert_eq!(
        answer(replica, visit, note(), "x").await,
        Err(SaveError::Newer)
    );
    replica.leave();
    newer.close();
    assert_eq!(
        Doorway::open(&name(&phone)).await.err(),
        Some(SaveError::Newer),
        "it stays as it is"
    );
}
