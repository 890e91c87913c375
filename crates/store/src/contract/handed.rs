//! Stories of files that phones hand over.

use std::sync::Arc;

use dong_hanh_domain::{SessionId, UnitKey};

use super::commune::{Commune, minute, number};
use crate::{Handed, HandedKind, HandoverKey, NewSession, Store, TokenHash};

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
    assert_eq!(drafts.unwrap(), [later, first]);
    let others = store.handed(&commune.unit, HandedKind::Other(9)).await;
    assert_eq!(others.unwrap(), [officers]);
    let elsewhere = "46@2025-07-01".parse().unwrap();
    let none = store.handed(&elsewhere, HandedKind::Draft).await.unwrap();
    assert!(none.is_empty());
}

/// [S8.13]
/// Units merge, and what their people handed over is the new office's to see.
pub async fn what_was_handed_over_goes_with_its_author(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let draft = Handed {
        author: commune.volunteer.user,
        device: commune.volunteer.device,
        kind: HandedKind::Draft,
        content: b"{}".to_vec(),
        received: minute(1),
    };
    assert!(store.keep_handed(&draft).await.unwrap());
    let unit: UnitKey = "19969@2026-07-01".parse().unwrap();
    commune.merge(&*store, &unit, 10).await;
    let drafts = store.handed(&unit, HandedKind::Draft).await;
    assert_eq!(drafts.unwrap(), [draft]);
    let old = store.handed(&commune.unit, HandedKind::Draft).await;
    assert!(old.unwrap().is_empty());
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
