//! Drafts that were handed over and that an officer closes, as nobody needs them any more.

use axum::http::Method;
use chrono::TimeDelta;
use dong_hanh_domain::{DeviceId, VisitId};
use dong_hanh_server::token::hex;
use dong_hanh_store::contract::commune::number;
use dong_hanh_sync::Action;
use dong_hanh_sync::handover::Entry;
use dong_hanh_sync::server::Author;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::handover::{Story, file, imported, push, story};
use crate::office::{Answer, Phone};

const DRAFTS: &str = "/api/v1/handovers/drafts";

/// What a phone says of a visit that is not finished.
fn draft(visit: VisitId, note: &str) -> Entry {
    Entry::Draft(json!({"visit": visit, "note": note}).to_string())
}

impl Story {
    /// Takes in a file of a phone, after which some time passes.
    async fn takes(&self, phone: &Phone, entry: &Entry) {
        let file = file(&self.office, phone, std::slice::from_ref(entry));
        imported(&self.office, &self.hong, file).await;
        self.office.wait(TimeDelta::minutes(1));
    }

    async fn drafts(&self) -> Vec<Value> {
        let list = self.office.get(DRAFTS).by(&self.hong).send().await;
        list.json()
    }

    /// What each draft of the list says, and why it is closed.
    async fn standing(&self) -> Vec<(String, Option<Value>)> {
        let drafts = self.drafts().await.into_iter();
        let standing = drafts.map(|draft| {
            let content: Value = serde_json::from_str(draft["content"].as_str().unwrap()).unwrap();
            let note = content["note"].as_str().unwrap().to_owned();
            (note, draft["closed"].get("why").cloned())
        });
        standing.collect()
    }

    async fn closes(&self, draft: &Value, body: &Value) -> Answer {
        self.at_draft(Method::PUT, draft, body.to_string()).await
    }

    async fn reopens(&self, draft: &Value) -> Answer {
        self.at_draft(Method::DELETE, draft, String::new()).await
    }

    async fn at_draft(&self, method: Method, draft: &Value, body: String) -> Answer {
        let [author, digest] = ["author", "digest"].map(|name| draft[name].as_str().unwrap());
        let path = format!("{DRAFTS}/{author}/{digest}/closing");
        let ask = self.office.ask(method, &path).by(&self.hong);
        ask.body(body).send().await
    }
}

#[tokio::test]
async fn s5_11_a_draft_is_closed_with_all_that_its_device_said_of_it_until_that_says_something_else()
 {
    let story = story().await;
    let other = Author {
        device: DeviceId(number(78)),
        ..story.office.commune.volunteer.clone()
    };
    let other = story.office.sign_in(&other).await;
    let visit = VisitId(number(60));
    let [first, second, third] = ["first", "second", "third"].map(|note| draft(visit, note));
    story.takes(&other, &draft(visit, "elsewhere")).await;
    story.takes(&story.lai, &first).await;
    story.takes(&story.lai, &second).await;

    let [shown, elsewhere] = &story.drafts().await[..] else {
        panic!("one of each device");
    };
    assert_eq!(shown["closed"], Value::Null);
    let at = story.office.now();
    let answer = story
        .closes(shown, &json!({"why": " her phone broke "}))
        .await;
    assert_eq!(answer.status, 204);
    story.office.wait(TimeDelta::minutes(1));
    // Both files come again, and somebody presses once more.
    story.takes(&story.lai, &first).await;
    story.takes(&story.lai, &second).await;
    assert_eq!(story.closes(shown, &json!({})).await.status, 204);
    let [closed, open] = &story.drafts().await[..] else {
        panic!("one of each device");
    };
    let by = story.office.commune.officer.user;
    let why = "her phone broke";
    assert_eq!(closed["content"], shown["content"]);
    assert_eq!(closed["closed"], json!({"by": by, "at": at, "why": why}));
    assert_eq!(open, elsewhere, "what another device says stays");

    story.takes(&story.lai, &third).await;
    let standing = story.standing().await;
    let open = |note: &str| (note.to_owned(), None);
    let closed = ("second".to_owned(), Some(json!(why)));
    assert_eq!(standing, [open("third"), closed, open("elsewhere")]);
}

#[tokio::test]
async fn s5_11_what_was_said_last_is_shown_whichever_file_is_taken_in_first() {
    let story = story().await;
    let visit = VisitId(number(60));
    let [early, full] = ["name alone", "forty answers"].map(|note| draft(visit, note));
    let early = file(&story.office, &story.lai, &[early]);
    story.office.wait(TimeDelta::minutes(1));
    let full = file(&story.office, &story.lai, &[full]);
    for file in [full, early] {
        imported(&story.office, &story.hong, file).await;
    }
    assert_eq!(story.standing().await, [("forty answers".to_owned(), None)]);
    let shown = story.drafts().await.remove(0);
    story.closes(&shown, &json!({})).await;
    let closed = ("forty answers".to_owned(), Some(Value::Null));
    assert_eq!(story.standing().await, [closed]);
}

#[tokio::test]
async fn s5_11_what_comes_after_a_closing_is_shown_though_the_clock_went_back() {
    let story = story().await;
    let visit = VisitId(number(60));
    story.takes(&story.lai, &draft(visit, "closed")).await;
    let shown = story.drafts().await.remove(0);
    story.closes(&shown, &json!({})).await;
    story.office.wait(TimeDelta::hours(-2));
    story.takes(&story.lai, &draft(visit, "new")).await;
    let closed = ("closed".to_owned(), Some(Value::Null));
    assert_eq!(story.standing().await, [("new".to_owned(), None), closed]);
}

#[tokio::test]
async fn s5_11_what_was_closed_is_opened_again() {
    let story = story().await;
    let entry = draft(VisitId(number(60)), "begun");
    story.takes(&story.lai, &entry).await;
    let draft = story.drafts().await.remove(0);
    assert_eq!(story.reopens(&draft).await.status, 204, "it is open");
    story.closes(&draft, &json!({})).await;
    let closed = ("begun".to_owned(), Some(Value::Null));
    assert_eq!(story.standing().await, [closed]);
    assert_eq!(story.reopens(&draft).await.status, 204);
    assert_eq!(story.drafts().await, [draft]);
}

#[tokio::test]
async fn s5_11_what_is_closed_and_arrives_all_the_same_leaves_the_list_too() {
    let story = story().await;
    let register = &story.said[..1];
    let Action::RegisterHousehold { household } = &register[0].action else {
        panic!("a household");
    };
    let new = json!({"new_household": household.id, "note": "typed"});
    story
        .takes(&story.lai, &Entry::Draft(new.to_string()))
        .await;
    story.closes(&story.drafts().await[0], &json!({})).await;
    assert_eq!(story.drafts().await.len(), 1);
    push(&story.office, &story.lai, register).await;
    assert!(story.drafts().await.is_empty());
}

#[tokio::test]
async fn s5_11_what_nobody_handed_over_and_what_makes_no_sense_is_refused() {
    let story = story().await;
    let entry = draft(VisitId(number(60)), "begun");
    story.takes(&story.lai, &entry).await;
    // It is kept as well, and is no draft.
    story
        .takes(&story.lai, &Entry::Operation("{}".into()))
        .await;
    let draft = story.drafts().await.remove(0);
    let with = |digest: &str| json!({"author": draft["author"], "digest": digest});
    let nameless = hex(&Sha256::digest(b"\x02{}"));
    for (draft, refusal) in [
        (with(&"ab".repeat(32)), (404, "not-found".to_owned())),
        (with(&nameless), (404, "not-found".to_owned())),
        (with("zz"), (400, "wrong-address".to_owned())),
    ] {
        assert_eq!(story.closes(&draft, &json!({})).await.refusal(), refusal);
        assert_eq!(story.reopens(&draft).await.refusal(), refusal);
    }
    let longest = json!({"why": "ờ".repeat(1000)});
    let too_long = json!({"why": "ờ".repeat(1001)});
    let answer = story.closes(&draft, &too_long).await;
    assert_eq!(answer.refusal(), (422, "wrong-shape".into()));
    assert_eq!(story.drafts().await[0], draft);
    assert_eq!(story.closes(&draft, &longest).await.status, 204);
}
