//! The phone in a real browser, with an office that answers as it is told: drafts, outbox, receipts, restarts.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use std::collections::VecDeque;

use dong_hanh::device::SaveError;
use dong_hanh::device::store::{Batch, Doorway, Shelf};
use dong_hanh::replica::{
    Boot, HouseholdFilter, OutboxWhat, Replica, Session, SignInError, Standing, Task, Typing,
};
use dong_hanh_form::Path;
use dong_hanh_sync::HeldReason;
use dong_hanh_sync::device::{Failure, Phase};
use phone::*;
use serde_json::json;
use uuid::Uuid;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_app_starts_without_a_network_on_what_it_has() {
    let phone = Phone::new(&["Lê Thị Hạnh", "Nguyễn Văn An", "Trần Đào"]).await;
    let replica = phone.start().await;
    let names: Vec<_> = replica
        .households()
        .iter()
        .map(|row| row.name.to_string())
        .collect();
    assert_eq!(names, ["Nguyễn Văn An", "Trần Đào", "Lê Thị Hạnh"]);
    let found = replica.search("hanh", HouseholdFilter::default());
    assert_eq!(replica.row(found[0]).unwrap().name.as_str(), "Lê Thị Hạnh");
    assert_eq!(replica.tasks().len(), 3, "nobody was ever visited");
    replica.leave();
}

#[wasm_bindgen_test]
async fn a_draft_survives_the_tab() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    answer(replica, visit, note(), "mái dột").await.unwrap();
    replica.set_screen(visit, "g".to_owned()).await.unwrap();
    let before = replica.draft(visit).unwrap();

    let replica = phone.restart(replica).await;
    assert_eq!(replica.draft(visit), Some(before));
    assert_eq!(
        replica.begin_visit(first(replica), None).await,
        Ok(visit),
        "the same visit goes on"
    );
    assert!(replica.tasks().contains(&Task::Draft {
        visit,
        household: first(replica)
    }));
    replica.delete_draft(visit).await.unwrap();
    let replica = phone.restart(replica).await;
    assert!(replica.drafts().is_empty());
    replica.leave();
}

#[wasm_bindgen_test]
async fn answers_given_at_once_do_not_overwrite_each_other() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    let paths: Vec<Path> = (0..5)
        .map(|number| format!("g/q{number}").parse().unwrap())
        .collect();
    let all = futures::future::join_all(
        paths
            .iter()
            .map(|path| answer(replica, visit, path.clone(), "x")),
    )
    .await;
    assert!(all.iter().all(Result::is_ok));
    let replica = phone.restart(replica).await;
    let draft = replica.draft(visit).unwrap();
    assert!(paths.iter().all(|path| draft.answers.get(path).is_some()));
    replica.leave();
}

/// [S1.2]
#[wasm_bindgen_test]
async fn a_finished_visit_is_on_this_phone_until_its_receipt_is_stored() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = finished(replica, "mái dột").await;
    assert_eq!(
        (
            phone.count(Shelf::Outbox).await,
            phone.count(Shelf::Drafts).await
        ),
        (1, 0)
    );

    let replica = phone.restart(replica).await;
    assert_eq!(replica.visits_of(first(replica)).len(), 1);
    assert!(replica.visit(visit).unwrap().row.standing.is_unsent());
    assert_eq!(
        replica.row(first(replica)).unwrap().last_visit,
        Some(replica.today())
    );

    // Whatever goes wrong, it does not leave.
    let refusals = [
        (500, ""),
        (413, "too-large"),
        (403, "foreign-device"),
        (401, "session-ended"),
        (404, ""),
        (410, "gone"),
        (422, "wrong-shape"),
        (200, ""),
    ];
    for (status, code) in refusals {
        until(|| {
            (!matches!(
                replica.sync().phase,
                Phase::Sending { .. } | Phase::Fetching
            ))
            .then_some(())
        })
        .await;
        office_says(OPERATIONS, status, &json!({ "code": code }));
        replica.sync_now();
        until(|| ANSWERS.with_borrow(VecDeque::is_empty).then_some(())).await;
        let expected = match code {
            "too-large" | "gone" | "wrong-shape" => Standing::SetAside {
                code: code.to_owned(),
            },
            _ => Standing::OnDevice,
        };
        until(|| {
            let phase = replica.sync().phase;
            matches!(phase, Phase::Failing(_) | Phase::Resting).then_some(())
        })
        .await;
        assert_eq!(replica.outbox()[0].standing, expected, "{status}");
        assert_eq!(
            (
                phone.count(Shelf::Outbox).await,
                phone.count(Shelf::Sent).await
            ),
            (1, 0),
            "{status}"
        );
        // After any other refusal changes are fetched, and an answer to that says that the session goes on.
        let ended = code == "session-ended";
        assert_eq!(replica.sync().session_ended, ended, "{status}");
    }

    office_says(
        OPERATIONS,
        200,
        &receipt(replica, &json!({"outcome": "applied"})),
    );
    replica.sync_now();
    until(|| matches!(replica.outbox()[0].standing, Standing::Received { .. }).then_some(())).await;
    assert_eq!(
        (
            phone.count(Shelf::Outbox).await,
            phone.count(Shelf::Sent).await
        ),
        (0, 1)
    );
    let replica = phone.restart(replica).await;
    assert!(matches!(
        replica.visit(visit).unwrap().row.standing,
        Standing::Received { .. }
    ));
    assert_eq!(replica.sync().waiting, 0);
    replica.leave();
}

/// [S1.10]
#[wasm_bindgen_test]
async fn s1_10_a_visit_that_is_refused_stops_no_other() {
    let phone = Phone::new(&["Lê Thị Hạnh", "Nguyễn Văn An"]).await;
    let replica = phone.start().await;
    for household in replica.households().iter() {
        let visit = replica.begin_visit(household.id, None).await.unwrap();
        replica.finish_visit(visit).await.unwrap();
    }
    let [second, first] = &replica.outbox()[..] else {
        panic!("both are in the outbox")
    };
    let (first, second) = (first.operation, second.operation);
    let standing = |operation| {
        let rows = replica.outbox();
        let row = rows.into_iter().find(|row| row.operation == operation);
        row.unwrap().standing
    };
    // There is no network, so both of them wait.
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    assert_eq!(replica.sync().waiting, 2);

    let too_large = json!({"code": "too-large"});
    office_says(OPERATIONS, 413, &too_large);
    office_says(OPERATIONS, 413, &too_large);
    // The outbox stands newest first, so that this is the receipt of the second.
    let received = receipt(replica, &json!({"outcome": "applied"}));
    office_says(OPERATIONS, 200, &received);
    let fresh = phone.pulled(&phone.scopes(), &phone.feeds(&["Trần Đào"], false));
    office_says(CHANGES, 200, &fresh);
    replica.sync_now();
    until(|| (replica.sync().phase == Phase::Resting).then_some(())).await;
    assert!(matches!(standing(second), Standing::Received { .. }));
    let aside = Standing::SetAside {
        code: "too-large".to_owned(),
    };
    assert_eq!(standing(first), aside);
    assert_eq!(replica.households().len(), 3, "changes came all the same");
    assert_eq!((replica.sync().waiting, replica.sync().set_aside), (1, 1));
    assert_eq!(phone.count(Shelf::Outbox).await, 1);
    assert!(ANSWERS.with_borrow(VecDeque::is_empty));

    // A person wants it sent again; this time the office takes it.
    let mut received = received;
    received["receipts"][0]["operation"] = json!(first);
    office_says(OPERATIONS, 200, &received);
    replica.sync_now();
    until(|| matches!(standing(first), Standing::Received { .. }).then_some(())).await;
    assert_eq!(phone.count(Shelf::Outbox).await, 0);
    replica.leave();
}

#[wasm_bindgen_test]
async fn s1_1_a_full_disk_leaves_the_form_open_with_its_answers() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    answer(replica, visit, note(), "mái dột").await.unwrap();
    let draft = replica.draft(visit);

    script(FULL_DISK);
    assert_eq!(replica.finish_visit(visit).await, Err(SaveError::Full));
    script(WHOLE_DISK);
    assert_eq!(replica.draft(visit), draft);
    assert!(replica.outbox().is_empty());

    let replica = phone.restart(replica).await;
    assert_eq!(replica.draft(visit), draft);
    replica.finish_visit(visit).await.unwrap();
    assert_eq!(replica.outbox().len(), 1);
    replica.leave();
}

#[wasm_bindgen_test]
async fn what_the_office_holds_is_a_task_until_it_is_corrected() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = finished(replica, "mái dột").await;
    let held = replica.outbox()[0].operation;
    office_says(
        OPERATIONS,
        200,
        &receipt(
            replica,
            &json!({"outcome": "held", "reason": "foreign_scope"}),
        ),
    );
    replica.sync_now();
    until(|| matches!(replica.outbox()[0].standing, Standing::Held { .. }).then_some(())).await;

    let replica = phone.restart(replica).await;
    let task = Task::Held {
        operation: held,
        what: OutboxWhat::Visit {
            visit,
            household: first(replica),
        },
        reason: HeldReason::ForeignScope,
        back: None,
    };
    assert!(replica.tasks().contains(&task));
    let again = replica.correct_held(held).await.unwrap();
    assert_ne!(again, visit);
    assert_eq!(
        replica.draft(again).unwrap().answers.get(&note()),
        Some(&words("mái dột"))
    );
    replica.finish_visit(again).await.unwrap();
    let standing = |replica: Replica| {
        let rows = replica.outbox().into_iter();
        rows.map(|row| (row.operation, row.standing))
            .collect::<Vec<_>>()
    };
    let new = replica.outbox()[0].operation;
    let expected = [(new, Standing::OnDevice), (held, Standing::Replaced)];
    assert_eq!(standing(replica), expected);
    assert_eq!(replica.sync().attention(), 0);
    assert!(
        matches!(replica.visit(visit).unwrap().row.standing, Standing::Amended { with, .. } if with == again)
    );
    let replica = phone.restart(replica).await;
    assert_eq!(standing(replica), expected, "nothing is dropped");
    assert_eq!(phone.said_again(1).await, [(2, held)]);
    replica.leave();
}

#[wasm_bindgen_test]
async fn a_held_household_and_its_visits_are_sent_again_with_one_tap() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let household = phone.household("Nguyễn Văn An");
    let id = replica.register_household(household).await.unwrap();
    let visit = finished(replica, "mới đến").await;
    let [visited, registered] = [0, 1].map(|n| replica.outbox()[n].operation);
    let made = replica.outbox()[0].made;
    office_says(
        OPERATIONS,
        200,
        &receipts(&[
            (
                registered,
                json!({"outcome": "held", "reason": "foreign_scope"}),
            ),
            (
                visited,
                json!({"outcome": "held", "reason": "unknown_household"}),
            ),
        ]),
    );
    replica.sync_now();
    until(|| (replica.sync().attention() == 2).then_some(())).await;
    assert_eq!(replica.sent_together(visited), 2);

    replica.resend(visited).await.unwrap();
    // A second tap sends nothing more.
    replica.resend(visited).await.unwrap();
    replica.resend(registered).await.unwrap();
    let replica = phone.restart(replica).await;
    assert_eq!(phone.said_again(2).await, [(3, registered), (4, visited)]);
    assert_eq!((replica.sync().attention(), replica.sync().waiting), (0, 2));
    let stands: Vec<_> = replica
        .outbox()
        .into_iter()
        .map(|row| (row.what, row.standing))
        .collect();
    let visit_said = OutboxWhat::Visit {
        visit,
        household: id,
    };
    let household_said = OutboxWhat::Household { household: id };
    assert_eq!(
        stands,
        [
            (visit_said, Standing::OnDevice),
            (visit_said, Standing::Replaced),
            (household_said, Standing::OnDevice),
            (household_said, Standing::Replaced),
        ]
    );
    assert_eq!(replica.outbox()[0].made, made, "of the same moment");
    // Neither the household nor the visit is there twice.
    let homes = replica
        .households()
        .iter()
        .filter(|row| row.id == id)
        .count();
    assert_eq!((homes, replica.visits_of(id).len()), (1, 1));
    assert_eq!(
        replica.visit(visit).unwrap().row.standing,
        Standing::OnDevice
    );
    let stuck = |task: &Task| matches!(task, Task::Held { .. } | Task::SetAside { .. });
    assert!(!replica.tasks().iter().any(stuck));

    // Held again, only the newer one needs a person.
    let again = replica.outbox()[0].operation;
    let home = replica.outbox()[2].operation;
    office_says(
        OPERATIONS,
        200,
        &receipts(&[
            (home, json!({"outcome": "applied"})),
            (again, json!({"outcome": "held", "reason": "unknown_form"})),
        ]),
    );
    replica.sync_now();
    until(|| (replica.sync().attention() == 1).then_some(())).await;
    assert_eq!(replica.sent_together(again), 1);
    replica.leave();
}

#[wasm_bindgen_test]
async fn what_the_office_has_already_is_seen_and_rests() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let visit = finished(replica, "mái dột").await;
    let held = replica.outbox()[0].operation;
    office_says(
        OPERATIONS,
        200,
        &receipts(&[(held, json!({"outcome": "held", "reason": "visit_exists"}))]),
    );
    replica.sync_now();
    until(|| (replica.sync().attention() == 1).then_some(())).await;

    replica.acknowledge(held).await.unwrap();
    replica.acknowledge(held).await.unwrap();
    let replica = phone.restart(replica).await;
    assert_eq!(phone.said_again(1).await, [(2, held)]);
    assert_eq!(replica.sync().attention(), 0);
    let rows = replica.outbox();
    let household = Some(first(replica));
    assert_eq!(rows[0].what, OutboxWhat::Seen { household });
    assert_eq!(rows[1].standing, Standing::Seen);
    assert!(replica.visit(visit).is_some(), "it stays readable");
    assert!(replica.correct_held(held).await.is_err());
    replica.leave();
}

#[wasm_bindgen_test]
async fn a_household_registered_without_a_network_is_visited_at_once() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let an = phone.household("Nguyễn Văn An");
    let id = replica.register_household(an.clone()).await.unwrap();
    assert_eq!(first(replica), id, "An stands before Hạnh");
    assert!(replica.row(id).unwrap().on_device);
    assert_eq!(replica.household(id), Some(an));
    let visit = finished(replica, "mới đến").await;

    let replica = phone.restart(replica).await;
    assert_eq!(replica.search("an", HouseholdFilter::default())[0], id);
    assert_eq!(replica.visits_of(id)[0].id, visit);
    let said: Vec<_> = replica.outbox().into_iter().map(|row| row.what).collect();
    assert_eq!(
        said,
        [
            OutboxWhat::Visit {
                visit,
                household: id
            },
            OutboxWhat::Household { household: id }
        ]
    );
    replica.leave();
}

#[wasm_bindgen_test]
async fn one_tab_works_at_a_time() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let one = phone.start().await;
    let session = Session::start();
    let other = until(|| match session.boot() {
        Boot::Open(replica) => Some(replica),
        _ => None,
    })
    .await;
    assert_eq!(
        other.begin_visit(first(other), None).await,
        Err(SaveError::ReadOnly),
        "it waits until it is known who leads"
    );
    assert_eq!(other.sync().phase, Phase::Following);

    let visit = one.begin_visit(first(one), None).await.unwrap();
    until(|| other.draft(visit)).await;
    other.take_over();
    until(|| {
        (one.sync().phase == Phase::Following && other.sync().phase != Phase::Following)
            .then_some(())
    })
    .await;
    assert_eq!(
        answer(one, visit, note(), "x").await,
        Err(SaveError::ReadOnly)
    );
    answer(other, visit, note(), "y").await.unwrap();
    one.leave();
    other.leave();
}

/// [S6.10] A word that is typed costs the other tabs a look at the draft, and a tab that nobody sees costs nothing.
#[wasm_bindgen_test]
async fn s6_10_a_tab_that_follows_reads_what_changed_once_and_only_where_it_is_seen() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let one = phone.start().await;
    let session = Session::start();
    let other = until(|| match session.boot() {
        Boot::Open(replica) => Some(replica),
        _ => None,
    })
    .await;
    until(|| (other.sync().phase == Phase::Following).then_some(())).await;
    let visit = one.begin_visit(first(one), None).await.unwrap();
    until(|| other.draft(visit)).await;
    let shows = |text: &str| {
        let given = words(text);
        let draft = other.draft(visit)?;
        (draft.answers.get(&note()) == Some(&given)).then_some(())
    };
    at_rest(one).await;

    // A read of the whole store asks the shelf of segments once.
    script(
        "const p = IDBObjectStore.prototype; window.every = p.getAll; window.reads = 0; \
         p.getAll = function (...a) { window.reads += this.name === 'segments'; return window.every.apply(this, a); };",
    );
    let reads = || {
        let reads = js_sys::Reflect::get(&js_sys::global(), &"reads".into());
        reads.unwrap().as_f64().unwrap()
    };
    for text in ["m", "mái", "mái dột", "mái dột, mưa vào nhà"] {
        answer(one, visit, note(), text).await.unwrap();
        until(|| shows(text)).await;
    }
    one.delete_draft(visit).await.unwrap();
    until(|| other.draft(visit).is_none().then_some(())).await;
    let visit = one.begin_visit(first(one), None).await.unwrap();
    until(|| other.draft(visit)).await;
    let typed = Some("{}".to_owned());
    one.keep_typed(Typing::NewHousehold, typed.clone())
        .await
        .unwrap();
    until(|| (other.typed(Typing::NewHousehold) == typed).then_some(())).await;
    assert_eq!(reads(), 0.0, "only the draft is looked at");

    // Nobody sees either of them, and one goes on.
    seen(false);
    for text in ["mái", "mái dột"] {
        answer(one, visit, note(), text).await.unwrap();
    }
    one.finish_visit(visit).await.unwrap();
    at_rest(one).await;
    for text in ["xong", "xong nữa", "xong hết"] {
        finished(one, text).await;
    }
    assert!(other.draft(visit).is_some());
    assert_eq!(reads(), 0.0, "nothing is read for nobody");
    seen(true);
    until(|| (other.sync().waiting == one.sync().waiting).then_some(())).await;
    assert_eq!(other.draft(visit), None);
    assert!(reads() <= 2.0, "all at once, and what is told meanwhile");

    script("IDBObjectStore.prototype.getAll = window.every;");
    one.leave();
    other.leave();
}

/// Puts the page behind another one, or before all of them.
fn seen(is_seen: bool) {
    script(&format!(
        "Object.defineProperty(document, 'hidden', {{ value: {}, configurable: true }}); \
         document.dispatchEvent(new Event('visibilitychange'));",
        !is_seen
    ));
}

#[wasm_bindgen_test]
async fn signing_in_ends_with_the_first_records_and_goes_on_where_it_broke() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    until(|| matches!(session.boot(), Boot::SignedOut { .. }).then_some(())).await;
    let signs_in = || sign_in(session, " Lai ", "mật khẩu");

    office_says(SESSION, 401, &json!({"code": "wrong-credentials"}));
    assert_eq!(signs_in().await, Err(SignInError::Wrong));
    assert_eq!(signs_in().await, Err(SignInError::NoAnswer));

    // The network breaks after the first page.
    office_says(SESSION, 200, &phone.session());
    office_says(
        CHANGES,
        200,
        &phone.pulled(&phone.scopes(), &phone.feeds(&["Lê Thị Hạnh"], true)),
    );
    office_says(CHANGES, 503, &json!({}));
    assert_eq!(signs_in().await, Err(SignInError::NoAnswer));
    assert!(matches!(session.boot(), Boot::SignedOut { .. }));
    let door = Doorway::open(&name_of(phone.user)).await.unwrap();
    let device = door.get("device").await.unwrap();
    assert!(device.is_some());

    office_says(
        CHANGES,
        200,
        &phone.pulled(&phone.scopes(), &phone.feeds(&["Nguyễn Văn An"], false)),
    );
    assert_eq!(unlock(session).await, Ok(()));
    let Boot::Open(replica) = session.boot() else {
        panic!("it did not open")
    };
    assert_eq!(replica.households().len(), 2);
    assert_eq!(
        Some(replica.me().device.to_string()),
        device,
        "the store keeps its device"
    );
    leads(replica).await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();

    // The work waits for the same person.
    session.lock();
    assert!(matches!(session.boot(), Boot::SignedOut { known } if known.len() == 1));
    assert!(matches!(
        opened(Session::start()).await,
        Boot::SignedOut { .. }
    ));
    // The settings are gone, the store is not: what waits in it was made by the device that it knows.
    nobody_was_here().await;
    office_says(SESSION, 200, &phone.session());
    office_says(SESSION, 204, &json!(null));
    office_says(SESSION, 200, &phone.session());
    assert_eq!(signs_in().await, Ok(()));
    let Boot::Open(replica) = session.boot() else {
        panic!("it did not open")
    };
    assert!(replica.draft(visit).is_some());
    assert_eq!(Some(replica.me().device.to_string()), device);
    assert!(ANSWERS.with_borrow(VecDeque::is_empty));
    replica.leave();
}

#[wasm_bindgen_test]
async fn a_lost_scope_is_purged_only_when_nothing_waits() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    until(|| (replica.sync().phase == Phase::Resting).then_some(())).await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    replica.finish_visit(visit).await.unwrap();
    let [unit, _] = phone.scopes();
    let lost = phone.pulled(&[unit], &json!([]));

    // Its receipt is here, so nothing waits any more.
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    assert_eq!(replica.households().len(), 1);
    office_says(
        OPERATIONS,
        200,
        &receipt(replica, &json!({"outcome": "applied"})),
    );
    office_says(CHANGES, 200, &lost);
    replica.sync_now();
    until(|| replica.households().is_empty().then_some(())).await;
    let replica = phone.restart(replica).await;
    assert!(replica.households().is_empty());
    assert!(
        !replica.beginnings().is_empty(),
        "what the unit shares stays"
    );
    assert!(
        replica.visit(visit).is_some(),
        "one's own work stays readable"
    );
    replica.leave();
}

/// [S1.12]
#[wasm_bindgen_test]
async fn the_household_of_unsettled_work_stays_readable_when_its_scope_is_lost() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    let [unit, _] = phone.scopes();
    let lost = phone.pulled(&[unit], &json!([]));
    let household = first(replica);
    let lose = async |here: bool, why: &str| {
        office_says(CHANGES, 200, &lost);
        round(replica).await;
        assert_eq!(replica.household(household).is_some(), here, "{why}");
    };

    let visit = replica.begin_visit(household, None).await.unwrap();
    lose(true, "a draft").await;
    let photo = kept_photo(&phone, replica, visit).await;
    replica.finish_visit(visit).await.unwrap();
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    office_says(OPERATIONS, 422, &json!({"code": "wrong-shape"}));
    lose(true, "an operation that waits").await;
    let held = json!({"outcome": "held", "reason": "foreign_scope"});
    office_says(OPERATIONS, 200, &receipt(replica, &held));
    lose(true, "an operation that is held").await;
    let again = replica
        .correct_held(replica.outbox()[0].operation)
        .await
        .unwrap();
    replica.finish_visit(again).await.unwrap();
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    office_says(
        OPERATIONS,
        200,
        &receipt(replica, &json!({"outcome": "applied"})),
    );
    lose(true, "a photo that waits").await;
    office_says(&format!("/api/v1/media/{photo}"), 201, &json!({}));
    lose(true, "the photo is sent at the end of this round").await;
    lose(false, "nothing waits any more").await;
    let replica = phone.restart(replica).await;
    assert_eq!(replica.household(household), None);
    replica.leave();
}

/// [S1.12]
#[wasm_bindgen_test]
async fn a_scope_whose_purge_could_not_be_stored_is_all_there() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    let [unit, _] = phone.scopes();
    let lost = phone.pulled(&[unit], &json!([]));
    office_says(CHANGES, 200, &lost);
    script(FULL_DISK);
    round(replica).await;
    script(WHOLE_DISK);
    assert_eq!(replica.households().len(), 1, "it is on the disk still");
    let replica = phone.restart(replica).await;
    at_rest(replica).await;
    assert_eq!(replica.households().len(), 1);
    office_says(CHANGES, 200, &lost);
    round(replica).await;
    assert!(replica.households().is_empty());
    replica.leave();
}

/// [S1.14]
#[wasm_bindgen_test]
async fn a_counter_that_another_tab_has_used_is_left_to_it() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    let made = json!({"utc_ms": 0, "zone_min": 420, "mono_ms": 0});
    let theirs = json!({
        "id": Uuid::now_v7(), "device": replica.me().device, "counter": 1, "made": made,
        "action": {"register_household": {"household": phone.household("Nguyễn Văn An")}},
    });
    let late = Batch::strict()
        .add(Shelf::Outbox, 1u32, theirs.to_string())
        .put(Shelf::Meta, "counter", "1");
    phone.store().await.write(late).await.unwrap();
    replica.finish_visit(visit).await.unwrap();
    assert_eq!(replica.outbox().len(), 2);
    assert_eq!(replica.households().len(), 2, "and what it says is known");

    // The same visit, finished there a moment ago.
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    let theirs = json!({
        "id": Uuid::now_v7(), "device": replica.me().device, "counter": 3, "made": made,
        "action": {"finish_visit": {
            "visit": visit, "household": first(replica), "form": replica.draft(visit).unwrap().form,
            "answers": replica.draft(visit).unwrap().answers, "started": made,
        }},
    });
    let late = Batch::strict()
        .add(Shelf::Outbox, 3u32, theirs.to_string())
        .delete(Shelf::Drafts, visit.to_string());
    phone.store().await.write(late).await.unwrap();
    replica.finish_visit(visit).await.unwrap();
    assert_eq!(replica.outbox().len(), 3, "it is finished once");
    assert_eq!(replica.draft(visit), None);
    assert_eq!(phone.count(Shelf::Outbox).await, 3);
    replica.leave();
}

/// [S1.9]
#[wasm_bindgen_test]
async fn news_that_another_tab_has_stored_meanwhile_is_read_and_the_next_round_goes_on() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    let theirs = phone.feeds(&["Trần Đào"], false).to_string();
    let late = Batch::strict().add(Shelf::Log, 2u32, theirs);
    phone.store().await.write(late).await.unwrap();
    let ours = phone.pulled(&phone.scopes(), &phone.feeds(&["Hồ Bưởi"], false));
    office_says(CHANGES, 200, &ours);
    replica.sync_now();
    until(|| (replica.sync().phase == Phase::Failing(Failure::Storage)).then_some(())).await;
    assert_eq!(replica.households().len(), 2, "what the other tab stored");
    office_says(CHANGES, 200, &ours);
    replica.sync_now();
    until(|| (replica.sync().phase == Phase::Resting).then_some(())).await;
    assert_eq!(replica.households().len(), 3);
    replica.leave();
}

/// [S1.10]
#[wasm_bindgen_test]
async fn s1_10_what_breaks_the_office_each_time_stops_no_other() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    finished(replica, "mái dột").await;
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    for _ in 0..2 {
        office_says(OPERATIONS, 500, &json!({"code": "internal"}));
        round(replica).await;
        assert_eq!(replica.outbox()[0].standing, Standing::OnDevice);
        assert!(matches!(replica.sync().phase, Phase::Failing(_)));
    }
    office_says(OPERATIONS, 502, &json!("<h1>Bad Gateway</h1>"));
    round(replica).await;
    let code = "server-fault".to_owned();
    assert_eq!(replica.outbox()[0].standing, Standing::SetAside { code });
    assert_eq!((replica.sync().waiting, replica.sync().set_aside), (1, 1));
    assert_eq!(replica.sync().phase, Phase::Resting);
    assert_eq!(phone.count(Shelf::Outbox).await, 1);
    replica.leave();
}

/// [S1.10]
#[wasm_bindgen_test]
async fn s1_10_what_is_too_large_for_the_way_is_refused_as_a_whole() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    finished(replica, "mái dột").await;
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    office_says(OPERATIONS, 413, &json!("<h1>Request Entity Too Large</h1>"));
    round(replica).await;
    let code = "too-large".to_owned();
    assert_eq!(replica.outbox()[0].standing, Standing::SetAside { code });
    replica.leave();
}

/// [S1.11] [S4.13]
#[wasm_bindgen_test]
async fn s1_11_no_photo_stops_the_others() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    let mut photos = Vec::new();
    for _ in 0..3 {
        photos.push(kept_photo(&phone, replica, visit).await);
    }
    replica.finish_visit(visit).await.unwrap();
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    office_says(
        OPERATIONS,
        200,
        &receipt(replica, &json!({"outcome": "applied"})),
    );
    let media = |at: usize| format!("/api/v1/media/{}", photos[at]);
    office_says(&media(0), 415, &json!({"code": "not-jpeg"}));
    office_says(&media(1), 502, &json!("<h1>Bad Gateway</h1>"));
    office_says(&media(2), 201, &json!({}));
    round(replica).await;
    let row = replica.outbox().remove(0);
    assert_eq!(row.photos, (1, 3));
    assert_eq!(row.photo_refused.as_deref(), Some("not-jpeg"));

    // It is kept, and goes again when the app is started.
    office_says(&media(0), 415, &json!({"code": "not-jpeg"}));
    office_says(&media(1), 201, &json!({}));
    let replica = phone.restart(replica).await;
    until(|| ANSWERS.with_borrow(VecDeque::is_empty).then_some(())).await;
    at_rest(replica).await;
    let row = replica.outbox().remove(0);
    assert_eq!(row.photos, (2, 3));
    assert_eq!(row.photo_refused.as_deref(), Some("not-jpeg"));
    assert_eq!(phone.count(Shelf::Media).await, 3);

    // Or when a person wants it.
    office_says(&media(0), 201, &json!({}));
    round(replica).await;
    let row = replica.outbox().remove(0);
    assert_eq!((row.photos, row.photo_refused), ((3, 3), None));
    replica.leave();
}

/// [S20.22]
#[wasm_bindgen_test]
async fn s20_22_a_phone_drops_its_copy_of_a_picture_that_was_erased() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    at_rest(replica).await;
    let household = first(replica);
    let visit = replica.begin_visit(household, None).await.unwrap();
    let erased = kept_photo(&phone, replica, visit).await;
    let stays = kept_photo(&phone, replica, visit).await;
    replica.finish_visit(visit).await.unwrap();
    until(|| matches!(replica.sync().phase, Phase::Failing(_)).then_some(())).await;
    let applied = receipt(replica, &json!({"outcome": "applied"}));
    office_says(OPERATIONS, 200, &applied);
    for photo in [&erased, &stays] {
        office_says(&format!("/api/v1/media/{photo}"), 201, &json!({}));
    }
    round(replica).await;
    assert_eq!(replica.outbox()[0].photos, (2, 2));

    let picture = json!({
        "digest": erased, "at": "2026-11-24T03:00:00Z", "by": Uuid::now_v7(), "because": {"because": "identity"},
    });
    let key = format!("forget-picture:{household}/{erased}");
    let change =
        json!({"seq": 2, "key": key, "body": {"household": household, "picture": picture}});
    let [_, hamlet] = phone.scopes();
    let feed = json!({"scope": hamlet, "changes": [change], "cursor": 2, "more": false});
    let pulled = phone.pulled(&phone.scopes(), &json!([feed]));
    office_says(CHANGES, 200, &pulled);
    round(replica).await;
    until(|| (replica.outbox()[0].photos == (1, 1)).then_some(())).await;
    assert_eq!(phone.count(Shelf::Media).await, 1);
    // The visit stays, and says what was there.
    let shown = replica.visit(visit).unwrap();
    assert_eq!(shown.answers.media().count(), 2);
    let gone: Vec<_> = shown.erased.iter().map(|one| one.digest.as_str()).collect();
    assert_eq!(gone, [erased.as_str()]);
    replica.leave();
}

/// [S1.13]
#[wasm_bindgen_test]
async fn work_that_cannot_be_read_is_kept_and_counted() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let unreadable = Batch::strict()
        .put(
            Shelf::Drafts,
            "a-draft",
            r#"{"visit": "of a later version"}"#,
        )
        .put(Shelf::Outbox, 1u32, "{ an operation")
        .put(Shelf::Sent, 2u32, vec![1u8, 2, 3])
        .put(Shelf::Media, "5".repeat(64), vec![9u8])
        .put(Shelf::MediaState, "5".repeat(64), "waiting");
    phone.store().await.write(unreadable).await.unwrap();
    let replica = phone.start().await;
    at_rest(replica).await;
    assert_eq!(replica.unreadable(), 3);
    assert_eq!(replica.sync().waiting, 0);
    finished(replica, "mái dột").await;
    office_says(
        OPERATIONS,
        200,
        &receipt(replica, &json!({"outcome": "applied"})),
    );
    office_says(CHANGES, 200, &phone.pulled(&[], &json!([])));
    round(replica).await;
    assert_eq!(
        replica.households().len(),
        1,
        "it may be what the draft is about"
    );

    let replica = phone.restart(replica).await;
    assert_eq!(replica.unreadable(), 3);
    let kept = [Shelf::Drafts, Shelf::Outbox, Shelf::Media];
    for shelf in kept {
        assert_eq!(phone.count(shelf).await, 1, "{shelf:?}");
    }
    assert_eq!(phone.count(Shelf::Sent).await, 2);
    replica.leave();
}

/// [S1.13]
#[wasm_bindgen_test]
async fn records_that_cannot_be_read_are_fetched_again_and_keep_nobody_from_working() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let damaged = Batch::strict()
        .put(
            Shelf::Segments,
            4u32,
            vec![1u8, 1, 255, 255, 255, 255, 0, 0],
        )
        .put(Shelf::Segments, 5u32, "no bytes")
        .put(Shelf::Log, 2u32, "[{\"scope\": ");
    phone.store().await.write(damaged).await.unwrap();
    let replica = phone.start().await;
    at_rest(replica).await;
    assert_eq!(replica.households().len(), 1);
    finished(replica, "mái dột").await;
    let exchange = phone
        .store()
        .await
        .get(Shelf::Meta, "exchange")
        .await
        .unwrap();
    let exchange: serde_json::Value =
        serde_json::from_str(&exchange.unwrap().text().unwrap()).unwrap();
    assert_eq!(
        exchange["cursors"],
        json!({}),
        "every feed is read from its beginning"
    );

    let replica = phone.restart(replica).await;
    at_rest(replica).await;
    assert_eq!(replica.sync().waiting, 1);
    assert_eq!(phone.count(Shelf::Segments).await, 2, "put aside");
    let applied = receipt(replica, &json!({"outcome": "applied"}));
    office_says(OPERATIONS, 200, &applied);
    let feeds = phone.feeds(&["Nguyễn Văn An", "Trần Đào"], false);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    round(replica).await;
    assert_eq!(replica.households().len(), 3);
    let replica = phone.restart(replica).await;
    assert_eq!(replica.households().len(), 3);
    assert_eq!(phone.count(Shelf::Segments).await, 0);
    assert_eq!(phone.count(Shelf::Log).await, 2);
    replica.leave();
}

/// [S1.9]
#[wasm_bindgen_test]
async fn what_a_pull_brings_is_there_after_a_restart() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    until(|| (replica.sync().phase == Phase::Resting).then_some(())).await;
    office_says(
        CHANGES,
        200,
        &phone.pulled(
            &phone.scopes(),
            &phone.feeds(&["Nguyễn Văn An", "Trần Đào"], false),
        ),
    );
    replica.sync_now();
    until(|| (replica.households().len() == 3).then_some(())).await;
    assert_eq!(replica.search("dao", HouseholdFilter::default()).len(), 1);
    let replica = phone.restart(replica).await;
    assert_eq!(replica.households().len(), 3);
    replica.leave();
}
