//! Stories of files that phones hand over.

use std::sync::Arc;

use dong_hanh_domain::{SessionId, UnitKey};
use dong_hanh_sync::server::Author;

use super::commune::{Commune, minute, number};
use crate::{
    Handed, HandedDecision, HandedId, HandedKind, HandedRuling, HandoverKey, KeptHanded,
    NewSession, RecoveryBytes, Store, TokenHash,
};

/// [S5.3]
/// Files that are under way can be read for good.
pub async fn the_first_key_stays(store: Arc<dyn Store>) {
    let key = |text: &str| HandoverKey(text.to_owned());
    assert_eq!(store.handover_key(&key("a")).await.unwrap(), key("a"));
    assert_eq!(store.handover_key(&key("b")).await.unwrap(), key("a"));
}

/// [S5.8]
/// The same from the same person is one thing; it is listed for their unit alone.
pub async fn what_is_handed_over_is_kept_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let handed = |kind, content: &str, minutes| Handed {
        author: commune.volunteer.user,
        device: commune.volunteer.device,
        kind,
        content: content.as_bytes().to_vec(),
        made: minute(minutes),
        received: minute(minutes),
    };
    let first = handed(HandedKind::Draft, "{}", 1);
    assert!(store.keep_handed(&first).await.unwrap());
    let again = handed(HandedKind::Draft, "{}", 2);
    assert!(!store.keep_handed(&again).await.unwrap());
    let nameless = handed(HandedKind::Nameless, "{}", 3);
    assert!(store.keep_handed(&nameless).await.unwrap());
    let later = handed(HandedKind::Draft, "{\"a\":1}", 4);
    assert!(store.keep_handed(&later).await.unwrap());
    let officers = Handed {
        author: commune.officer.user,
        ..handed(HandedKind::Other(9), "{}", 5)
    };
    assert!(store.keep_handed(&officers).await.unwrap());

    let drafts = store.handed(&commune.unit, HandedKind::Draft).await;
    assert_eq!(said(drafts.unwrap()), [later, first].map(undecided));
    let others = store.handed(&commune.unit, HandedKind::Other(9)).await;
    assert_eq!(said(others.unwrap()), [officers].map(undecided));
    let elsewhere = "46@2025-07-01".parse().unwrap();
    let none = store.handed(&elsewhere, HandedKind::Draft).await.unwrap();
    assert!(none.is_empty());
}

/// [S5.11]
/// What an officer closes stays there, also where it comes again, and can be opened again; what comes later is open.
pub async fn what_was_handed_over_is_closed_and_opened_again(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let draft = draft(&commune, "{}", 1);
    assert!(store.keep_handed(&draft).await.unwrap());
    let officer = commune.officer.user;
    let close = |minutes, why: Option<&str>| HandedDecision {
        by: officer,
        at: minute(minutes),
        ruling: HandedRuling::Close {
            why: why.map(str::to_owned),
        },
    };
    let reopen = |minutes| HandedDecision {
        ruling: HandedRuling::Reopen,
        ..close(minutes, None)
    };
    let decided = async || {
        let drafts = store.handed(&commune.unit, HandedKind::Draft).await;
        let drafts = drafts.unwrap().into_iter();
        drafts
            .map(|kept| kept.decided.map(|last| last.decision))
            .collect::<Vec<_>>()
    };
    let decide = async |decision: &HandedDecision| {
        let found = store.decide_handed(&commune.unit, draft.id(), decision);
        assert!(found.await.unwrap());
    };

    decide(&reopen(2)).await;
    assert_eq!(decided().await, [None], "nothing was closed");
    let first = close(3, Some("his phone broke"));
    decide(&first).await;
    decide(&close(4, None)).await;
    assert_eq!(decided().await, [Some(first.clone())]);
    let again = Handed {
        received: minute(5),
        ..draft.clone()
    };
    assert!(!store.keep_handed(&again).await.unwrap());
    assert_eq!(decided().await, [Some(first.clone())]);
    let later = self::draft(&commune, "{\"a\":1}", 6);
    assert!(store.keep_handed(&later).await.unwrap());
    assert_eq!(decided().await, [None, Some(first)]);

    let reopened = reopen(7);
    decide(&reopened).await;
    decide(&reopen(8)).await;
    assert_eq!(decided().await, [None, Some(reopened)]);
    let last = close(9, None);
    decide(&last).await;
    assert_eq!(decided().await, [None, Some(last)]);
}

/// [S5.11]
/// Nothing is decided on what is not there, or is another unit's.
pub async fn only_the_authors_unit_decides_on_what_was_handed_over(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let draft = draft(&commune, "{}", 1);
    assert!(store.keep_handed(&draft).await.unwrap());
    let id = draft.id();
    let close = HandedDecision {
        by: commune.officer.user,
        at: minute(2),
        ruling: HandedRuling::Close { why: None },
    };
    let strange = [
        HandedId {
            author: commune.officer.user,
            ..id
        },
        HandedId {
            kind: HandedKind::Nameless,
            ..id
        },
        HandedId {
            digest: [7; 32],
            ..id
        },
    ];
    for id in strange {
        let found = store.decide_handed(&commune.unit, id, &close);
        assert!(!found.await.unwrap(), "{id:?}");
    }
    let elsewhere: UnitKey = "46@2025-07-01".parse().unwrap();
    let found = store.decide_handed(&elsewhere, id, &close).await;
    assert!(!found.unwrap());
    let drafts = store.handed(&commune.unit, HandedKind::Draft).await;
    assert_eq!(said(drafts.unwrap()), [undecided(draft)]);
}

/// [S8.13]
/// Units merge, and what their people handed over is the new office's to see and to decide on.
pub async fn what_was_handed_over_goes_with_its_author(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (open, closed) = (draft(&commune, "{}", 2), draft(&commune, "{\"a\":1}", 1));
    let close = HandedDecision {
        by: commune.officer.user,
        at: minute(3),
        ruling: HandedRuling::Close { why: None },
    };
    for draft in [&open, &closed] {
        assert!(store.keep_handed(draft).await.unwrap());
    }
    let found = store.decide_handed(&commune.unit, closed.id(), &close);
    assert!(found.await.unwrap());
    let unit: UnitKey = "19969@2026-07-01".parse().unwrap();
    commune.merge(&*store, &unit, 10).await;
    let drafts = store.handed(&unit, HandedKind::Draft).await;
    let closed = (closed, Some(close.clone()));
    assert_eq!(said(drafts.unwrap()), [closed, undecided(open.clone())]);
    let by_old = store.decide_handed(&commune.unit, open.id(), &close);
    assert!(!by_old.await.unwrap());
    let by_new = store.decide_handed(&unit, open.id(), &close);
    assert!(by_new.await.unwrap());
    let old = store.handed(&commune.unit, HandedKind::Draft).await;
    assert!(old.unwrap().is_empty());
}

fn draft(commune: &Commune, content: &str, minutes: i64) -> Handed {
    Handed {
        author: commune.volunteer.user,
        device: commune.volunteer.device,
        kind: HandedKind::Draft,
        content: content.as_bytes().to_vec(),
        made: minute(minutes),
        received: minute(minutes),
    }
}

fn undecided(handed: Handed) -> (Handed, Option<HandedDecision>) {
    (handed, None)
}

/// What is there and what was decided on it.
fn said(kept: Vec<KeptHanded>) -> Vec<(Handed, Option<HandedDecision>)> {
    let said = kept.into_iter();
    said.map(|kept| (kept.handed, kept.decided.map(|last| last.decision)))
        .collect()
}

/// [S5.11]
/// What came and what was decided is counted in one row, whatever the clocks say.
pub async fn what_came_first_no_clock_says(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let [first, second, third] = [("{}", 9), ("{\"a\":1}", 5), ("{\"a\":2}", 1)]
        .map(|(content, minutes)| draft(&commune, content, minutes));
    let close = HandedDecision {
        by: commune.officer.user,
        at: minute(0),
        ruling: HandedRuling::Close { why: None },
    };
    assert!(store.keep_handed(&first).await.unwrap());
    assert!(store.keep_handed(&second).await.unwrap());
    let found = store.decide_handed(&commune.unit, first.id(), &close);
    assert!(found.await.unwrap());
    assert!(store.keep_handed(&third).await.unwrap());
    let kept = store
        .handed(&commune.unit, HandedKind::Draft)
        .await
        .unwrap();
    let [last, middle, closed] = &kept[..] else {
        panic!("three");
    };
    assert_eq!(
        [&last.handed, &middle.handed, &closed.handed],
        [&third, &second, &first]
    );
    let decided = closed
        .decided
        .as_ref()
        .map(|decided| decided.number)
        .unwrap();
    assert!(closed.number < middle.number && middle.number < decided && decided < last.number);
}

/// [S5.7]
/// A phone that was signed out can still be emptied.
pub async fn a_session_is_known_by_its_token_for_ever(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let author = &commune.volunteer;
    let session = NewSession {
        id: SessionId(number(71)),
        token: TokenHash([7; 32]),
        user: author.user,
        device: author.device,
        label: "Samsung A05".into(),
        opened: minute(0),
        expires: minute(60),
    };
    store.open_session(&session).await.unwrap();
    let now = minute(1);
    store
        .revoke_session(author.user, session.id, now)
        .await
        .unwrap();
    assert_eq!(store.session(&session.token, now).await.unwrap(), None);
    let known = store.session_ever(&session.token).await.unwrap().unwrap();
    assert_eq!((known.user, known.device), (author.user, author.device));
    let other = store.session_ever(&TokenHash([8; 32])).await.unwrap();
    assert_eq!(other, None);
}

/// [S16.2]
/// A device that asks again, or after another sign-in, hears the same.
pub async fn what_opens_a_vault_stays_as_it_was_first(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let author = &commune.volunteer;
    let open = async |author: &Author, token: u8| {
        let session = NewSession {
            id: SessionId(number(u64::from(token))),
            token: TokenHash([token; 32]),
            user: author.user,
            device: author.device,
            label: "Samsung A05".into(),
            opened: minute(0),
            expires: minute(60),
        };
        store.open_session(&session).await.unwrap();
        let kept = store.recovery(author.user, author.device, RecoveryBytes([token; 32]));
        kept.await.unwrap()
    };
    assert_eq!(open(author, 71).await, RecoveryBytes([71; 32]));
    assert_eq!(open(author, 72).await, RecoveryBytes([71; 32]));
    assert_eq!(open(&commune.officer, 73).await, RecoveryBytes([73; 32]));
}
