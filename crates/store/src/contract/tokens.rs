//! Stories of the tokens of a session, of which one takes another one's place.

use std::sync::Arc;

use chrono::TimeDelta;
use dong_hanh_domain::{DeviceId, SessionId};

use super::commune::{Commune, minute, number};
use crate::{NewSession, Store, TOKEN_GRACE, TOKENS_WAITING, TokenHash};

/// [S16.20]
/// Both count until the new one is used, however long that takes and however often the answer was lost; then the one
/// before is taken for a while.
pub async fn another_token_counts_beside_the_one_there_was(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let session = opened(&*store, &commune).await;
    let counts = async |n, minutes| {
        let found = store.session(&token(n), minute(minutes)).await.unwrap();
        found.map(|found| found.id) == Some(session)
    };
    assert!(!counts(2, 0).await);
    assert!(add(&*store, session, 2, 1).await);
    assert!(add(&*store, session, 3, 2).await);
    assert!(counts(1, 50_000).await, "the answers were lost");
    assert!(counts(3, 50_001).await);
    let grace = TOKEN_GRACE.num_minutes();
    for lasts in [1, 2] {
        assert!(counts(lasts, 50_001 + grace - 1).await);
    }
    assert!(counts(3, 50_001 + grace).await);
    let (one, two) = tokio::join!(counts(3, 60_000), counts(3, 60_000));
    assert!(one && two);
    let listed = store.sessions(commune.volunteer.user).await.unwrap();
    assert_eq!(listed.len(), 1);
    let nobody = add(&*store, SessionId(number(99)), 4, 0).await;
    assert!(!nobody);
}

/// Two that use a new token at the same time both have the session.
pub async fn a_token_is_used_by_two_tabs_at_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let session = opened(&*store, &commune).await;
    assert!(add(&*store, session, 2, 1).await);
    let (new, old) = (token(2), token(1));
    let (a, b, c) = tokio::join!(
        store.session(&new, minute(2)),
        store.session(&new, minute(2)),
        store.session(&old, minute(2))
    );
    for found in [a, b, c] {
        assert_eq!(found.unwrap().unwrap().id, session);
    }
}

/// [S16.20]
/// Whoever comes with a token of before has a copy, or whoever has the new one does: both are out, and it is noted.
pub async fn a_token_of_before_ends_the_session(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let session = opened(&*store, &commune).await;
    assert!(add(&*store, session, 2, 1).await);
    let late = minute(2) + TOKEN_GRACE;
    let find = async |n, at| store.session(&token(n), at).await.unwrap();
    assert!(find(2, minute(2)).await.is_some());
    assert!(find(1, late).await.is_none());
    assert!(find(2, late).await.is_none());
    let ended = store.session_ever(&token(1)).await.unwrap().unwrap();
    assert_eq!((ended.ended, ended.copied), (Some(late), Some(late)));
    // Also the files that were made with either are known by it for ever.
    let known = store.session_ever(&token(2)).await.unwrap();
    assert_eq!(known, Some(ended));
    assert!(find(1, late + TimeDelta::days(1)).await.is_none());
}

/// A session that was ended is ended by each of its tokens, and no copy of it is suspected.
pub async fn what_ends_a_session_ends_all_its_tokens(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let session = opened(&*store, &commune).await;
    let user = commune.volunteer.user;
    assert!(add(&*store, session, 2, 1).await);
    let revoked = store.revoke_session(user, session, minute(2)).await;
    assert!(revoked.unwrap());
    for n in [1, 2] {
        let found = store.session(&token(n), minute(3)).await.unwrap();
        assert_eq!(found, None);
    }
    let ended = store.session_ever(&token(2)).await.unwrap().unwrap();
    assert_eq!((ended.ended, ended.copied), (Some(minute(2)), None));
}

/// Who asks again and again makes no more of them than a few.
pub async fn few_tokens_wait_at_a_time(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let session = opened(&*store, &commune).await;
    let many = u8::try_from(TOKENS_WAITING).unwrap() + 1;
    for n in 0..many {
        assert!(add(&*store, session, 10 + n, n.into()).await);
    }
    let oldest = store.session(&token(10), minute(20)).await.unwrap();
    assert_eq!(oldest, None);
    for n in [1, 11] {
        let found = store.session(&token(n), minute(20)).await.unwrap();
        assert!(found.is_some(), "{n}");
    }
}

async fn opened(store: &dyn Store, commune: &Commune) -> SessionId {
    let new = NewSession {
        id: SessionId(number(commune.fresh())),
        token: token(1),
        user: commune.volunteer.user,
        device: DeviceId(number(1)),
        label: "Samsung A05, Chrome".into(),
        opened: minute(0),
        expires: minute(0) + TimeDelta::days(180),
    };
    store.open_session(&new).await.unwrap();
    new.id
}

async fn add(store: &dyn Store, session: SessionId, n: u8, minutes: i64) -> bool {
    let token = token(n);
    let added = store.add_token(session, &token, minute(minutes));
    added.await.unwrap()
}

fn token(n: u8) -> TokenHash {
    TokenHash([n; 32])
}
