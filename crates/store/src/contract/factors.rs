//! Stories of the second factor, and of the codes on paper that stand in for it.

use std::sync::Arc;

use dong_hanh_domain::UserId;

use super::commune::{Commune, minute, number};
use crate::{Factor, FactorKey, Store, TokenHash};

/// It counts once a code of the key was shown that was begun with last, and until it is taken off.
pub async fn a_second_factor_counts_once_a_code_was_shown(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (user, key, other) = (commune.officer.user, key(1), key(2));
    assert_eq!(store.factor(user).await.unwrap(), None);
    assert!(store.begin_factor(user, &other).await.unwrap());
    assert!(store.begin_factor(user, &key).await.unwrap());
    let begun = Factor {
        key: key.clone(),
        since: None,
        recovery: 0,
    };
    assert_eq!(store.factor(user).await.unwrap(), Some(begun.clone()));
    assert!(!store.use_step(user, 5).await.unwrap(), "it does not count");
    let unconfirmed = store.put_recovery_codes(user, &codes(1..3)).await;
    assert!(!unconfirmed.unwrap());

    let confirm = async |key, minutes| {
        let codes = codes(1..11);
        let confirmed = store.confirm_factor(user, key, 7, &codes, minute(minutes));
        confirmed.await.unwrap()
    };
    assert!(
        !confirm(&other, 1).await,
        "another key was begun with since"
    );
    assert!(confirm(&key, 2).await);
    assert!(!confirm(&key, 3).await, "it counts already");
    let counts = Factor {
        since: Some(minute(2)),
        recovery: 10,
        ..begun
    };
    assert_eq!(store.factor(user).await.unwrap(), Some(counts.clone()));
    assert!(!store.begin_factor(user, &other).await.unwrap());
    assert_eq!(store.factor(user).await.unwrap(), Some(counts));
    let stranger = commune.volunteer.user;
    assert_eq!(store.factor(stranger).await.unwrap(), None);

    assert!(!store.remove_factor(stranger).await.unwrap());
    assert!(store.remove_factor(user).await.unwrap());
    assert!(!store.remove_factor(user).await.unwrap());
    assert_eq!(store.factor(user).await.unwrap(), None);
    assert!(!store.use_recovery_code(user, &code(1)).await.unwrap());
    assert!(store.begin_factor(user, &other).await.unwrap());
    let nobody = store.begin_factor(UserId(number(99)), &other).await;
    assert!(!nobody.unwrap());
}

/// A code of a step, or of one before it, is taken by nobody again; also where two bear it at the same time.
pub async fn a_step_is_taken_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let user = confirmed(&*store, &commune).await;
    assert!(!store.use_step(user, 7).await.unwrap(), "it was shown");
    let (one, two) = tokio::join!(store.use_step(user, 9), store.use_step(user, 9));
    assert_ne!(one.unwrap(), two.unwrap());
    assert!(!store.use_step(user, 8).await.unwrap());
    assert!(store.use_step(user, 10).await.unwrap());
    let stranger = commune.volunteer.user;
    assert!(!store.use_step(stranger, 11).await.unwrap());
}

/// Each counts once, for its person, until others are in their place.
pub async fn a_recovery_code_is_taken_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let user = confirmed(&*store, &commune).await;
    let code = code(1);
    let stranger = store.use_recovery_code(commune.volunteer.user, &code);
    assert!(!stranger.await.unwrap());
    let both = tokio::join!(
        store.use_recovery_code(user, &code),
        store.use_recovery_code(user, &code)
    );
    assert_ne!(both.0.unwrap(), both.1.unwrap());
    assert!(!store.use_recovery_code(user, &code).await.unwrap());
    let left = async || store.factor(user).await.unwrap().unwrap().recovery;
    assert_eq!(left().await, 9);
    let others = codes(20..30);
    assert!(store.put_recovery_codes(user, &others).await.unwrap());
    assert_eq!(left().await, 10);
    assert!(!store.use_recovery_code(user, &self::code(2)).await.unwrap());
    assert!(
        store
            .use_recovery_code(user, &self::code(20))
            .await
            .unwrap()
    );
}

async fn confirmed(store: &dyn Store, commune: &Commune) -> UserId {
    let user = commune.officer.user;
    assert!(store.begin_factor(user, &key(1)).await.unwrap());
    let (key, codes) = (key(1), codes(1..11));
    let confirmed = store.confirm_factor(user, &key, 7, &codes, minute(0));
    assert!(confirmed.await.unwrap());
    user
}

fn key(n: u8) -> FactorKey {
    FactorKey(vec![n; 20])
}

fn code(n: u8) -> TokenHash {
    TokenHash([n; 32])
}

fn codes(of: std::ops::Range<u8>) -> Vec<TokenHash> {
    of.map(code).collect()
}
