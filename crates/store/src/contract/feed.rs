//! Stories of feeds: numbers without holes, cursors that skip nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dong_hanh_domain::{ReviewDecision, Scope};
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::{Action, Cursors, Epoch, Seq};

use super::commune::{Commune, changes, is_applied, minute, push, read_all};
use crate::Store;

/// [S3.1]
/// 1, 2, 3, …, in the order in which things were said.
pub async fn every_feed_counts_from_one(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let mut expected = Vec::new();
    for n in 1..=7 {
        let (household, operation) = commune.register(&commune.volunteer, commune.near.id);
        push(&*store, &commune.volunteer, n, [operation]).await;
        expected.push((u64::try_from(n).unwrap(), format!("household:{household}")));
    }
    let feed = read_all(&*store, &commune.scope()).await;
    let found: Vec<_> = feed.into_iter().map(|(seq, key, _)| (seq, key)).collect();
    assert_eq!(found, expected);
}

/// A record stands in its feed once, as it is now, under the number of its last change.
pub async fn a_changed_record_moves_to_the_end_of_its_feed(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (first, one) = commune.visit(&commune.volunteer, household, 1, None);
    let (second, two) = commune.visit(&commune.volunteer, household, 2, None);
    push(&*store, &commune.volunteer, 3, [one, two]).await;
    push(
        &*store,
        &commune.officer,
        4,
        [commune.review(first, 4, ReviewDecision::Accept)],
    )
    .await;
    let feed = read_all(&*store, &commune.scope()).await;
    let found: Vec<_> = feed
        .iter()
        .map(|(seq, key, _)| (*seq, key.clone()))
        .collect();
    assert_eq!(
        found,
        [
            (1, format!("household:{household}")),
            (3, format!("visit:{second}")),
            (4, format!("visit:{first}"))
        ]
    );
    assert!(feed[2].2.contains("accepted"));
}

/// [S3.3]
/// What a device has read is not sent again, and what came since is.
pub async fn a_reader_goes_on_behind_its_cursor(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let mut cursors = Cursors::default();
    let pages = store
        .pull(&[commune.scope()], &cursors, None, changes(10))
        .await
        .unwrap()
        .feeds;
    assert_eq!((pages[0].cursor, pages[0].more), (Seq(1), false));
    cursors.0.insert(commune.scope(), pages[0].cursor);
    let (visit, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 2, [operation]).await;
    let pages = store
        .pull(&[commune.scope()], &cursors, None, changes(10))
        .await
        .unwrap()
        .feeds;
    assert_eq!(pages[0].changes.len(), 1);
    assert_eq!(
        pages[0].changes[0].key.to_string(),
        format!("visit:{visit}")
    );
    assert_eq!(pages[0].cursor, Seq(2));
}

/// A reader that takes little at a time gets everything in the end, each record once.
pub async fn the_limit_cuts_and_says_so(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    for hamlet in [commune.near.id, commune.far.id] {
        let operations = (0..5).map(|_| commune.register(&commune.officer, hamlet).1);
        push(&*store, &commune.officer, 1, operations).await;
    }
    let scopes = [commune.scope(), Scope::Hamlet(commune.far.id)];
    let mut cursors = Cursors::default();
    let mut seen = BTreeSet::new();
    let mut rounds = 0;
    loop {
        let pages = store
            .pull(&scopes, &cursors, None, changes(3))
            .await
            .unwrap()
            .feeds;
        assert!(pages.iter().map(|page| page.changes.len()).sum::<usize>() <= 3);
        rounds += 1;
        for page in &pages {
            cursors.0.insert(page.scope.clone(), page.cursor);
            for change in &page.changes {
                assert!(
                    seen.insert(change.key.to_string()),
                    "{} came twice",
                    change.key
                );
            }
        }
        if !pages.iter().any(|page| page.more) {
            break;
        }
    }
    assert_eq!((rounds, seen.len()), (4, 10));
}

/// [S3.5]
/// A page ends with the change that fills it up; one change comes however large it is.
pub async fn bytes_cut_a_page_but_never_to_nothing(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    for hamlet in [commune.near.id, commune.far.id] {
        let operations = (0..4).map(|_| commune.register(&commune.officer, hamlet).1);
        push(&*store, &commune.officer, 1, operations).await;
    }
    let scopes = [commune.scope(), Scope::Hamlet(commune.far.id)];
    let start = Cursors::default();
    let all = store.pull(&scopes, &start, None, changes(10));
    let all: Vec<_> = all
        .await
        .unwrap()
        .feeds
        .into_iter()
        .flat_map(|page| page.changes)
        .collect();
    let one = all[0].bytes();
    assert!(
        all.iter().all(|change| change.bytes() == one),
        "a story of equal households"
    );
    for (bytes, expected) in [
        (1, [1; 8].as_slice()),
        (one, &[1; 8]),
        (one + 1, &[2; 4]),
        (5 * one, &[5, 3]),
    ] {
        let limit = PageLimit { changes: 10, bytes };
        let mut cursors = start.clone();
        let mut counts = Vec::new();
        loop {
            let pages = store
                .pull(&scopes, &cursors, None, limit)
                .await
                .unwrap()
                .feeds;
            counts.push(pages.iter().map(|page| page.changes.len()).sum::<usize>());
            let more = pages.iter().any(|page| page.more);
            cursors
                .0
                .extend(pages.into_iter().map(|page| (page.scope, page.cursor)));
            if !more {
                break;
            }
        }
        assert_eq!(counts, expected, "{bytes} bytes");
    }
}

/// An idle poll finds nothing; a scope that the device never read gets a page even when it is empty.
pub async fn who_is_up_to_date_gets_no_page(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    commune.household(&*store).await;
    let scopes = [commune.scope(), Scope::Hamlet(commune.far.id)];
    let pages = store
        .pull(&scopes, &Cursors::default(), None, changes(10))
        .await
        .unwrap()
        .feeds;
    assert_eq!(pages.len(), 2);
    assert!(pages[1].changes.is_empty() && !pages[1].more);
    let cursors = Cursors(
        pages
            .into_iter()
            .map(|page| (page.scope, page.cursor))
            .collect(),
    );
    assert!(
        store
            .pull(&scopes, &cursors, None, changes(10))
            .await
            .unwrap()
            .feeds
            .is_empty()
    );
}

/// What belongs to one hamlet is in its feed alone, and what is held only the office sees.
pub async fn feeds_of_scopes_do_not_mix(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (near, one) = commune.register(&commune.volunteer, commune.near.id);
    let (_, forbidden) = commune.register(&commune.volunteer, commune.far.id);
    let (far, two) = commune.register(&commune.officer, commune.far.id);
    push(&*store, &commune.volunteer, 1, [one, forbidden]).await;
    push(&*store, &commune.officer, 1, [two]).await;
    let mut keys = BTreeMap::new();
    for scope in commune.officer.role.scopes(commune.officer.user) {
        let feed = read_all(&*store, &scope).await;
        keys.insert(
            scope,
            feed.into_iter().map(|(_, key, _)| key).collect::<Vec<_>>(),
        );
    }
    assert_eq!(
        keys[&Scope::Hamlet(commune.near.id)],
        [format!("household:{near}")]
    );
    assert_eq!(
        keys[&Scope::Hamlet(commune.far.id)],
        [format!("household:{far}")]
    );
    let office = &keys[&Scope::Office(commune.unit.clone())];
    assert!(office.len() == 2 && office[1].starts_with("held:"));
    assert_eq!(office[0], format!("given:{}", commune.volunteer.user));
    let unit = &keys[&Scope::Unit(commune.unit.clone())];
    let kinds: Vec<_> = unit
        .iter()
        .filter_map(|key| key.split(':').next())
        .collect();
    assert_eq!(kinds, ["hamlet", "hamlet", "form", "person", "person"]);
}

/// [S3.2]
/// A visit that goes to another hamlet and back in one batch is as it was, and stands at the end of its feed.
pub async fn what_was_written_again_has_a_new_number(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (visit, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 1, [operation]).await;
    let before = read_all(&*store, &commune.scope()).await;
    let there = commune.moves(household, 2, commune.far.id);
    let mut back = commune.moves(household, 2, commune.near.id);
    if let Action::ChangeHousehold(changed) = &mut back.action {
        changed.seen.insert(there.id);
    }
    push(&*store, &commune.officer, 2, [there, back]).await;
    let after = read_all(&*store, &commune.scope()).await;
    let key = format!("visit:{visit}");
    let of = |feed: &[(u64, String, String)]| {
        let found = feed.iter().find(|(_, known, _)| *known == key);
        found.cloned().unwrap()
    };
    let (seq, _, body) = of(&before);
    let (again, _, same) = of(&after);
    assert_eq!((body, seq < again), (same, true));
    assert!(
        read_all(&*store, &Scope::Hamlet(commune.far.id))
            .await
            .is_empty()
    );
}

/// [S3.5] [S9.3]
/// A page that ends with the last record there is says so, though numbers behind it were taken.
pub async fn what_was_swept_away_is_no_more_to_come(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    commune.household(&*store).await;
    let household = commune.household(&*store).await;
    let moves = commune.moves(household, 1, commune.far.id);
    push(&*store, &commune.officer, 1, [moves]).await;
    assert_eq!(store.sweep(minute(9)).await.unwrap(), 1);
    let (scope, start) = ([commune.scope()], Cursors::default());
    let pulled = store.pull(&scope, &start, None, changes(1)).await.unwrap();
    let page = &pulled.feeds[0];
    assert_eq!(
        (page.changes.len(), page.more, page.cursor),
        (1, false, Seq(3))
    );
}

/// [S9.2]
/// A feed that was empty in an earlier epoch was read to its end then.
pub async fn who_read_an_empty_feed_goes_on_in_the_next_epoch(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (first, second) = (Epoch(1), Epoch(2));
    store.begin_epoch(first, minute(0)).await.unwrap();
    store.begin_epoch(second, minute(1)).await.unwrap();
    commune.household(&*store).await;
    let scope = [commune.scope()];
    let cursors = Cursors([(commune.scope(), Seq(0))].into());
    let pulled = store.pull(&scope, &cursors, Some(first), changes(9)).await;
    let pulled = pulled.unwrap();
    assert_eq!(
        (pulled.feeds[0].anew, pulled.feeds[0].changes.len()),
        (false, 1)
    );
}

/// [S9.2]
/// How far each feed had come when an epoch ended is known, also where it rested for some, and where it began later.
pub async fn how_far_a_feed_had_come_is_known_of_each_epoch(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let far = Scope::Hamlet(commune.far.id);
    // In the first epoch one household comes to the near hamlet, in the third one another, and one to the far one.
    for epoch in 1..=5 {
        let begins = store.begin_epoch(Epoch(epoch), minute(0));
        begins.await.unwrap();
        if epoch == 1 || epoch == 3 {
            commune.household(&*store).await;
        }
        if epoch == 3 {
            let (_, register) = commune.register(&commune.officer, commune.far.id);
            push(&*store, &commune.officer, 1, [register]).await;
        }
    }
    let mut known = Vec::new();
    for epoch in 1..=5 {
        for scope in [commune.scope(), far.clone()] {
            let mut read = 0..=2;
            let furthest = loop {
                let cursor = read.next_back().unwrap();
                let cursors = Cursors([(scope.clone(), Seq(cursor))].into());
                let scopes = std::slice::from_ref(&scope);
                let pulled = store.pull(scopes, &cursors, Some(Epoch(epoch)), changes(9));
                let feeds = pulled.await.unwrap().feeds;
                if feeds.iter().all(|page| !page.anew) {
                    break cursor;
                }
            };
            known.push(furthest);
        }
    }
    // In the epoch that goes on every cursor is of a time that is known.
    assert_eq!(known, [1, 0, 1, 0, 2, 1, 2, 1, 2, 2]);
}

/// [S3.1]
/// Several devices that send at once: every number is given once, and a reader in between skips nothing.
pub async fn concurrent_pushes_leave_no_holes(store: Arc<dyn Store>) {
    const SENDERS: usize = 8;
    const BATCHES: usize = 10;
    let commune = Arc::new(Commune::settle(&*store).await);
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let (store, commune) = (store.clone(), commune.clone());
            tokio::spawn(async move {
                for _ in 0..BATCHES {
                    let operations =
                        [0, 1, 2].map(|_| commune.register(&commune.officer, commune.near.id).1);
                    let receipts = push(&*store, &commune.officer, 1, operations).await;
                    assert!(receipts.iter().all(is_applied));
                }
            })
        })
        .collect();
    let total = SENDERS * BATCHES * 3;
    let mut cursors = Cursors::default();
    let mut read = Vec::new();
    while read.len() < total {
        for page in store
            .pull(&[commune.scope()], &cursors, None, changes(7))
            .await
            .unwrap()
            .feeds
        {
            cursors.0.insert(page.scope, page.cursor);
            read.extend(page.changes.iter().map(|change| change.seq.0));
        }
        tokio::task::yield_now().await;
    }
    for sender in senders {
        sender.await.unwrap();
    }
    assert_eq!(
        read,
        (1..=u64::try_from(total).unwrap()).collect::<Vec<_>>()
    );
}
