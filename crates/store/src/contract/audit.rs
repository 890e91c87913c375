//! Stories of the audit: entries one behind the other, whatever happens at once, and never what stands in a record.

use std::sync::Arc;

use dong_hanh_audit::{Actor, AuditAct, Chain, Door, Entry, Head, Note, PushedKind, What, Why};
use dong_hanh_domain::{DeviceId, HouseholdId, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::server::Author;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::commune::{Commune, is_applied, minute, number, push};
use crate::{AuditFilter, Store, Whose};

/// All that is in the audit, which must be whole.
pub async fn entries(store: &dyn Store) -> Vec<Entry> {
    // Others may be writing.
    let end = store.audit_end().await.unwrap();
    assert_eq!(end.last, end.head.number);
    let kept = store.audit_behind(0, u32::MAX).await.unwrap();
    assert!(kept.iter().all(|kept| kept.is_found));
    let entries: Vec<Entry> = kept.into_iter().map(|kept| kept.entry).collect();
    let expected = Some(end.head).filter(|head| head.number > 0);
    Chain::verify(&entries, expected).unwrap();
    entries
}

fn read(household: HouseholdId) -> AuditAct {
    let what = What::Household { household };
    AuditAct::Read { what, records: 1 }
}

fn note(author: &Author, minutes: i64, act: AuditAct) -> Note {
    Note {
        at: minute(minutes),
        actor: Actor::User(author.user),
        device: Some(author.device),
        act,
        why: None,
    }
}

/// Each bears the hash of the one before, and says again what was noted.
pub async fn notes_are_entered_one_behind_the_other(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let before = entries(&*store).await.len();
    assert_eq!(before, 0, "nobody has done anything");
    assert_eq!(store.audit_end().await.unwrap().head, Head::NONE);
    assert_eq!(store.audit(&[]).await.unwrap(), Head::NONE);
    let household = HouseholdId(number(7));
    let looked = Note {
        why: Some(Why::Complaint),
        ..note(
            &commune.officer,
            3,
            AuditAct::Looked {
                household,
                at_ms: 5,
            },
        )
    };
    let by_itself = Note {
        at: minute(4),
        actor: Actor::Server,
        device: None,
        act: AuditAct::Started {
            version: "1".into(),
        },
        why: None,
    };
    let head = store.audit(&[looked.clone(), by_itself]).await.unwrap();
    let entries = entries(&*store).await;
    assert_eq!(entries.last().unwrap().head(), head);
    assert_eq!(
        entries.iter().map(|entry| entry.number).collect::<Vec<_>>(),
        [1, 2]
    );
    let first = &entries[0];
    assert_eq!(first.at(), looked.at);
    assert_eq!(first.actor(), Some(looked.actor));
    assert_eq!(first.device(), looked.device);
    assert_eq!(first.act(), Some(looked.act));
    assert_eq!(first.why(), looked.why);
    assert_eq!(
        (entries[1].actor(), entries[1].device()),
        (Some(Actor::Server), None)
    );
    let behind = store.audit_behind(1, 9).await.unwrap();
    assert_eq!(behind.len(), 1);
    assert_eq!(behind[0].entry, entries[1]);
}

/// It counts what came by kind, and says of which households the record is another one. What is sent again leaves nothing.
pub async fn a_push_leaves_one_entry_and_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    let (_, finish) = commune.visit(&commune.volunteer, household, 1, None);
    let (_, foreign) = commune.register(&commune.volunteer, commune.far.id);
    let batch = [register, finish, foreign];
    let ids: Vec<u8> = batch
        .iter()
        .flat_map(|said| said.id.0.into_bytes())
        .collect();
    for minutes in [2, 3] {
        let receipts = push(&*store, &commune.volunteer, minutes, batch.clone()).await;
        assert_eq!(
            receipts
                .iter()
                .filter(|receipt| is_applied(receipt))
                .count(),
            2
        );
    }
    let left = entries(&*store).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].at(), minute(2));
    assert_eq!(left[0].actor(), Some(Actor::User(commune.volunteer.user)));
    assert_eq!(left[0].device(), Some(commune.volunteer.device));
    let pushed = AuditAct::Pushed {
        operations: [
            (PushedKind::RegisterHousehold, 2),
            (PushedKind::FinishVisit, 1),
        ]
        .into(),
        held: 1,
        ids: Sha256::of(&ids),
        households: [household].into(),
        list: None,
    };
    assert_eq!(left[0].act(), Some(pushed));
    // An officer's decision is one of them.
    let (visit, operation) = commune.visit(&commune.volunteer, household, 4, None);
    push(&*store, &commune.volunteer, 4, [operation]).await;
    let accept = commune.review(visit, 5, dong_hanh_domain::ReviewDecision::Accept);
    push(&*store, &commune.officer, 5, [accept]).await;
    let left = entries(&*store).await;
    let Some(AuditAct::Pushed {
        operations,
        households,
        ..
    }) = left[2].act()
    else {
        panic!("{left:?}");
    };
    assert_eq!(operations, [(PushedKind::ReviewVisit, 1)].into());
    assert_eq!(households, [household].into());
}

/// Names, notes and answers are nowhere in it.
pub async fn no_entry_says_what_stands_in_a_record(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    let (_, finish) = commune.visit(&commune.volunteer, household, 1, None);
    let said = serde_json::to_string(&[&register, &finish]).unwrap();
    push(&*store, &commune.volunteer, 2, [register, finish]).await;
    let words: Vec<&str> = said
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_ascii())
        .collect();
    assert!(!words.is_empty(), "what was said bears Vietnamese words");
    for entry in entries(&*store).await {
        let text = String::from_utf8(entry.canonical()).unwrap();
        for word in &words {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

/// By who did it, when it was, and what it names; those before a number, so many at most.
pub async fn entries_are_found_by_who_when_and_what(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = |n| HouseholdId(number(n));
    let notes: Vec<Note> = (1..=6)
        .map(|n| {
            let author = if n % 2 == 0 {
                &commune.officer
            } else {
                &commune.volunteer
            };
            note(author, n, read(household(n.unsigned_abs() % 3)))
        })
        .collect();
    store.audit(&notes).await.unwrap();
    let find = async |filter: AuditFilter| -> Vec<u64> {
        let filter = AuditFilter {
            most: filter.most.max(9),
            ..filter
        };
        let found = store.audit_found(&filter).await.unwrap();
        found.iter().map(|entry| entry.number).collect()
    };
    let all = AuditFilter::default;
    assert_eq!(find(all()).await, [6, 5, 4, 3, 2, 1]);
    let people = |author: &Author| Whose::By([author.user].into());
    assert_eq!(
        find(AuditFilter {
            whose: people(&commune.officer),
            ..all()
        })
        .await,
        [6, 4, 2]
    );
    let nobody = Whose::By([UserId(number(99))].into());
    assert!(
        find(AuditFilter {
            whose: nobody,
            ..all()
        })
        .await
        .is_empty()
    );
    let subject = Some(household(1).0);
    assert_eq!(find(AuditFilter { subject, ..all() }).await, [4, 1]);
    let both = AuditFilter {
        whose: people(&commune.officer),
        subject,
        ..all()
    };
    assert_eq!(find(both).await, [4]);
    let span = AuditFilter {
        from: Some(minute(2)),
        until: Some(minute(5)),
        ..all()
    };
    assert_eq!(find(span).await, [4, 3, 2]);
    let page = AuditFilter {
        before: Some(5),
        most: 2,
        ..all()
    };
    let found = store.audit_found(&page).await.unwrap();
    let found: Vec<u64> = found.iter().map(|entry| entry.number).collect();
    assert_eq!(found, [4, 3]);
    assert!(
        find(AuditFilter {
            subject: Some(Uuid::nil()),
            before: Some(1),
            ..all()
        })
        .await
        .is_empty()
    );
}

/// Each takes its place while it holds the writer's.
pub async fn who_write_at_once_make_one_chain(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let mut writing = JoinSet::new();
    for n in 0..8_u64 {
        let author = Author {
            device: DeviceId(number(50 + n)),
            ..commune.volunteer.clone()
        };
        let operation = commune.register(&author, commune.near.id).1;
        let (pushing, noting) = (Arc::clone(&store), Arc::clone(&store));
        let noted = note(&author, 1, AuditAct::SignedIn { by: Door::Password });
        writing.spawn(async move {
            push(&*pushing, &author, 1, [operation]).await;
        });
        writing.spawn(async move {
            noting.audit(&[noted.clone(), noted]).await.unwrap();
        });
    }
    while let Some(done) = writing.join_next().await {
        done.unwrap();
    }
    assert_eq!(entries(&*store).await.len(), 24);
}
