//! Giving out changes: what is new, in the scopes of this moment, and as little as possible otherwise.

use axum::http::StatusCode;
use dong_hanh_domain::{
    Ethnicity, Extra, Fact, HouseholdChange, MemberFact, OperationId, Role, Scope,
};
use dong_hanh_store::contract::commune::{is_applied, minute, seal};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{Action, ChangedHousehold, Cursors, PullAnswer, RecordKey};
use serde_json::json;

use crate::office::{Office, Phone};

impl Office {
    async fn pull(&self, phone: &Phone, cursors: &Cursors) -> Option<PullAnswer> {
        let answer = self
            .post(
                "/api/v1/changes",
                &json!({"protocol": 1, "cursors": cursors}),
            )
            .by(phone)
            .send()
            .await;
        match answer.status {
            StatusCode::NO_CONTENT => {
                assert!(answer.body.is_empty());
                None
            }
            status => {
                assert_eq!(status, StatusCode::OK, "{:?}", answer.body);
                Some(answer.json())
            }
        }
    }
}

fn cursors(answer: &PullAnswer) -> Cursors {
    assert!(answer.feeds.iter().all(|page| !page.more));
    Cursors(
        answer
            .feeds
            .iter()
            .map(|page| (page.scope.clone(), page.cursor))
            .collect(),
    )
}

#[tokio::test]
async fn who_has_read_everything_gets_nothing_until_something_changes() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let first = office.pull(&lai, &Cursors::default()).await.unwrap();
    assert_eq!(
        first.scopes,
        office
            .commune
            .volunteer
            .role
            .scopes(office.commune.volunteer.user)
    );
    let read = cursors(&first);
    assert!(office.pull(&lai, &read).await.is_none());

    let hong = office.sign_in(&office.commune.officer).await;
    let (_, register) = office
        .commune
        .register(&office.commune.officer, office.commune.near.id);
    office.push(&hong, &seal([register])).await;
    let news = office.pull(&lai, &read).await.unwrap();
    assert_eq!(news.feeds.len(), 1);
    assert_eq!(news.feeds[0].scope, office.commune.scope());
    assert_eq!(news.feeds[0].changes.len(), 1);
}

#[tokio::test]
async fn the_scopes_are_those_of_this_moment() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let read = cursors(&office.pull(&lai, &Cursors::default()).await.unwrap());

    let mut account = office.commune.account(&office.commune.volunteer);
    account.role = Role::Volunteer {
        unit: office.commune.unit.clone(),
        hamlets: [office.commune.far.id].into(),
    };
    office
        .store
        .put_account(&account, None, minute(0))
        .await
        .unwrap();
    let answer = office.pull(&lai, &read).await.unwrap();
    assert_eq!(answer.scopes, account.role.scopes(account.user()));
    assert!(
        answer
            .feeds
            .iter()
            .all(|page| page.scope != office.commune.scope()),
        "what was taken away is not given out"
    );

    let mut now = cursors(&office.pull(&lai, &Cursors::default()).await.unwrap());
    assert!(office.pull(&lai, &now).await.is_none());
    now.0
        .insert(office.commune.scope(), read.0[&office.commune.scope()]);
    assert!(
        office.pull(&lai, &now).await.is_some(),
        "a device that still holds a lost scope is told so"
    );
}

#[tokio::test]
async fn held_work_is_for_officers_alone() {
    let office = Office::open().await;
    let (lai, hong) = (
        office.sign_in(&office.commune.volunteer).await,
        office.sign_in(&office.commune.officer).await,
    );
    let (_, foreign) = office
        .commune
        .register(&office.commune.volunteer, office.commune.far.id);
    office.push(&lai, &seal([foreign])).await;
    let held = Scope::Office(office.commune.unit.clone());
    assert!(
        office
            .pull(&lai, &Cursors::default())
            .await
            .unwrap()
            .feeds
            .iter()
            .all(|page| page.scope != held)
    );
    let feeds = office.pull(&hong, &Cursors::default()).await.unwrap().feeds;
    let page = feeds.iter().find(|page| page.scope == held).unwrap();
    let held = page.changes.iter();
    let held = held.filter(|change| matches!(change.key, RecordKey::Held(_)));
    assert_eq!(held.count(), 1);
    // So is which hamlets were given to whom.
    let given = RecordKey::Given(office.commune.volunteer.user);
    assert!(page.changes.iter().any(|change| change.key == given));
}

/// [S8.17] What the office's list says of a person's ethnicity, on the phone of a volunteer and at the office.
#[tokio::test]
async fn s8_17_what_no_visit_needs_is_given_to_no_volunteer() {
    let office = Office::open().await;
    let commune = &office.commune;
    let (lai, hong) = (
        office.sign_in(&commune.volunteer).await,
        office.sign_in(&commune.officer).await,
    );
    let household = commune.household(&*office.store).await;
    let known = office.store.household(household).await.unwrap().unwrap();
    let says = |author: &Author, is: Ethnicity, seen: &[OperationId]| {
        let fact = MemberFact::Ethnicity(Some(is));
        let member = known.head.id;
        let set = HouseholdChange::Set(Fact::Member { member, fact });
        let changed = ChangedHousehold {
            household,
            changes: vec![set],
            seen: seen.iter().copied().collect(),
            visit: None,
            extra: Extra::default(),
        };
        commune.operation(author, 5, Action::ChangeHousehold(changed))
    };
    let was = says(&commune.officer, Ethnicity::Kinh, &[]);
    let is = says(&commune.officer, Ethnicity::TaOi, &[was.id]);
    let receipts = office.push(&hong, &seal([was, is])).await.receipts;
    assert!(receipts.iter().all(is_applied));
    // Nobody's phone asks it; a stranger's program may say it, without having seen what is known.
    let unseen = says(&commune.volunteer, Ethnicity::CoTu, &[]);
    office.push(&lai, &seal([unseen])).await;

    for (phone, is_told) in [(&lai, false), (&hong, true)] {
        let feeds = office.pull(phone, &Cursors::default()).await.unwrap().feeds;
        let changes = feeds.iter().flat_map(|page| &page.changes);
        let text = |is: &dyn Fn(&RecordKey) -> bool| {
            let mut bodies = changes.clone().filter(|change| is(&change.key));
            let body = bodies.next().and_then(|change| change.body.as_ref());
            body.unwrap().get().to_owned()
        };
        let body = text(&|key| *key == RecordKey::Household(household));
        let clash = text(&|key| matches!(key, RecordKey::Conflict(_)));
        for value in ["ta_oi", "co_tu"] {
            assert_eq!(clash.contains(value), is_told, "what clashes: {clash}");
        }
        let address = format!("/api/v1/households/{household}");
        let shown = office.get(&address).by(phone).send().await;
        let shown = String::from_utf8(shown.body.to_vec()).unwrap();
        for text in [body, shown] {
            assert_eq!(text.contains("ta_oi"), is_told, "what it is: {text}");
            assert_eq!(text.contains("kinh"), is_told, "what it was: {text}");
            assert!(text.contains(":ethnicity"), "who said it");
        }
    }
}

#[tokio::test]
async fn a_large_answer_is_compressed_for_who_takes_it() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let answer = office
        .post("/api/v1/changes", &json!({"protocol": 1, "cursors": {}}))
        .by(&lai)
        .header("accept-encoding", "gzip")
        .send()
        .await;
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let mut text = String::new();
    std::io::Read::read_to_string(
        &mut flate2::read::GzDecoder::new(&answer.body[..]),
        &mut text,
    )
    .unwrap();
    assert!(answer.body.len() < text.len());
    assert!(serde_json::from_str::<PullAnswer>(&text).is_ok());
}
