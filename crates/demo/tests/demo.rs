//! The demo is the same every time, and the real way in takes all of it.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use dong_hanh_demo::{Demo, generate, load};
use dong_hanh_domain::{FactKey, Household, Review, ReviewDecision, Scope};
use dong_hanh_store::contract::commune::changes;
use dong_hanh_store::{MemoryStore, PasswordHash, Store, VisitFilter, VisitState};
use dong_hanh_sync::{Action, FinishedVisit, Operation, RecordKey};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn demo(households: usize) -> Demo {
    generate(7, today(), households).unwrap()
}

fn sent(demo: &Demo) -> impl Iterator<Item = &Operation> {
    let sendings = demo.sendings.iter();
    sendings.flat_map(|sending| &sending.operations)
}

async fn loaded(demo: &Demo) -> MemoryStore {
    let store = MemoryStore::default();
    load(demo, &store, |password| PasswordHash(password.to_owned()))
        .await
        .unwrap();
    store
}

fn text(demo: &Demo) -> Vec<String> {
    sent(demo)
        .map(|operation| serde_json::to_string(operation).unwrap())
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_year() {
    assert_eq!(text(&demo(20)), text(&demo(20)));
    assert_ne!(text(&demo(20)), text(&generate(8, today(), 20).unwrap()));
}

#[test]
fn a_larger_ward_begins_with_the_households_of_a_smaller_one() {
    assert_eq!(demo(40).households[..25], demo(25).households);
}

#[tokio::test]
async fn everything_that_was_sent_is_part_of_the_record() {
    let demo = demo(150);
    let store = loaded(&demo).await;
    let unit = &demo.unit.key;
    let held = store
        .pull(
            &[Scope::Office(unit.clone())],
            &Default::default(),
            None,
            changes(10),
        )
        .await
        .unwrap()
        .feeds;
    let mut changes = held[0].changes.iter();
    let held = changes.find(|change| matches!(change.key, RecordKey::Held(_)));
    assert!(held.is_none(), "held: {held:?}");
    let hamlets: BTreeSet<_> = demo.hamlets.iter().map(|hamlet| hamlet.id).collect();
    let list = async |state| {
        let filter = VisitFilter {
            behind: None,
            hamlets: hamlets.clone(),
            state,
            limit: 100_000,
        };
        store.visits(unit, &filter).await.unwrap()
    };
    let visits = list(None).await;
    let finished = sent(&demo).filter(|sent| matches!(sent.action, Action::FinishVisit(_)));
    assert_eq!(visits.len(), finished.count());
    assert_eq!(list(Some(VisitState::Waiting)).await.len(), 6);
    let returned = list(Some(VisitState::Returned)).await;
    let authors: BTreeSet<_> = returned.iter().map(|visit| visit.author).collect();
    assert_eq!((returned.len(), authors.len()), (2, 2));
    for visit in returned {
        let visit = store.visit(visit.id).await.unwrap().unwrap();
        let Review::Returned { reason, .. } = visit.review else {
            panic!("{:?}", visit.review)
        };
        assert!(
            reason.contains("cảm ơn") || reason.contains("giúp"),
            "{reason}"
        );
    }
    assert!(
        visits
            .iter()
            .all(|visit| visit.day < today() && visit.day > today() - TimeDelta::days(366))
    );
}

#[tokio::test]
async fn a_visit_was_sent_back_and_mended_and_the_new_version_accepted() {
    let demo = demo(150);
    let store = loaded(&demo).await;
    let versions = sent(&demo).filter_map(|operation| match &operation.action {
        Action::FinishVisit(visit) => Some((visit.visit, visit.amends?)),
        _ => None,
    });
    let [(newer, earlier)] = versions.collect::<Vec<_>>()[..] else {
        panic!("one visit was mended")
    };
    let earlier = store.visit(earlier).await.unwrap().unwrap();
    let newer = store.visit(newer).await.unwrap().unwrap();
    assert!(
        matches!(earlier.review, Review::Amended { with, reason: Some(_) } if with == newer.id)
    );
    assert!(matches!(newer.review, Review::Accepted { .. }));
    assert_eq!(
        (newer.author, newer.household),
        (earlier.author, earlier.household)
    );
    assert_ne!(newer.answers, earlier.answers);
    let sent_back = sent(&demo).any(|operation| {
        matches!(&operation.action, Action::ReviewVisit { visit, decision: ReviewDecision::Return { .. } } if *visit == earlier.id)
    });
    assert!(sent_back);
}

#[tokio::test]
async fn a_household_was_found_and_visited_by_a_volunteer() {
    let demo = demo(150);
    let store = loaded(&demo).await;
    let officer = demo.people[0].person.id;
    let mut found = demo
        .households
        .iter()
        .filter(|household| household.registered_by != officer);
    let (Some(found), None) = (found.next(), found.next()) else {
        panic!("one household was found")
    };
    let kept = store.household(found.id).await.unwrap().unwrap();
    // Their visit counted the people who live there.
    let counted = Household {
        counts: kept.counts.clone(),
        versions: kept.versions.clone(),
        ..found.clone()
    };
    assert_eq!(kept, counted);
    assert!(!kept.counts.is_empty());
    assert!(
        kept.versions
            .keys()
            .all(|key| FactKey::counts().any(|count| count == *key))
    );
    let visitor = demo
        .people
        .iter()
        .find(|person| person.person.id == found.registered_by);
    assert!(visitor.unwrap().role.hamlets().contains(&found.hamlet));
    let of_found = sent(&demo).filter_map(|operation| match &operation.action {
        Action::RegisterHousehold { household } => (household.id == found.id).then_some("found"),
        Action::FinishVisit(visit) => (visit.household == found.id).then_some("visited"),
        _ => None,
    });
    assert_eq!(of_found.collect::<Vec<_>>(), ["found", "visited"]);
}

#[test]
fn every_device_counts_what_it_says() {
    let demo = demo(60);
    let mut last = BTreeMap::new();
    for operation in sent(&demo) {
        let last = last.entry(operation.device).or_insert(0);
        assert_eq!(operation.counter, *last + 1);
        *last = operation.counter;
    }
}

#[tokio::test]
async fn some_are_visited_often_and_some_are_forgotten() {
    let demo = demo(150);
    let store = loaded(&demo).await;
    let long_ago = (today() - TimeDelta::days(200))
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc();
    let overview = store.overview(&demo.unit.key, long_ago).await.unwrap();
    let sum = |count: fn(&dong_hanh_store::HamletOverview) -> u32| {
        overview.iter().map(count).sum::<u32>()
    };
    assert_eq!(sum(|hamlet| hamlet.households), 150);
    let never = sum(|hamlet| hamlet.never_visited);
    let forgotten = 150 - never - sum(|hamlet| hamlet.visited);
    assert!((3..25).contains(&never), "{never} were never visited");
    assert!((10..45).contains(&forgotten), "{forgotten} were forgotten");
    let mut times = BTreeMap::new();
    for sent in sent(&demo) {
        if let Action::FinishVisit(FinishedVisit { household, .. }) = sent.action {
            *times.entry(household).or_insert(0) += 1;
        }
    }
    assert!(times.values().filter(|times| **times >= 10).count() >= 10);
}

#[tokio::test]
async fn loading_twice_changes_nothing() {
    let demo = demo(10);
    let store = MemoryStore::default();
    let scopes = demo.people[0].role.scopes(demo.people[0].person.id);
    let mut feeds = Vec::new();
    for _ in 0..2 {
        load(&demo, &store, |password| PasswordHash(password.to_owned()))
            .await
            .unwrap();
        let pages = store
            .pull(&scopes, &Default::default(), None, changes(10_000))
            .await
            .unwrap()
            .feeds;
        feeds.push(serde_json::to_string(&pages).unwrap());
    }
    assert_eq!(feeds[0], feeds[1]);
}

#[test]
fn families_are_believable() {
    let demo = demo(400);
    for household in &demo.households {
        assert!(
            household
                .members()
                .any(|member| member.age_on(today()).is_some_and(|age| age >= 18))
        );
        for member in household.members() {
            let royal = member
                .name
                .as_str()
                .split_once(" Nữ ")
                .is_some_and(|(first, _)| first == "Tôn");
            assert!(
                !royal || member.sex == dong_hanh_domain::Sex::Female,
                "{}",
                member.name.as_str()
            );
        }
        for other in household
            .others
            .iter()
            .filter(|other| other.relation == dong_hanh_domain::Relation::Child)
        {
            let (child, parent) = (other.member.age_on(today()), household.head.age_on(today()));
            assert!(parent.unwrap() >= child.unwrap() + 15, "{household:?}");
        }
    }
}
