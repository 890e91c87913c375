//! Stories of phones that are lost.

use std::sync::Arc;

use dong_hanh_domain::SessionId;
use dong_hanh_sync::server::Author;

use super::commune::{Commune, minute, number};
use crate::{Loss, LostDevice, NewSession, RecoveryBytes, Rescued, Store, StoreError, TokenHash};

async fn signed_in(store: &dyn Store, author: &Author, token: u8) -> NewSession {
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
    session
}

/// [S17.1]
/// Its sessions end, and the office knows what opens it; taking that back forgets all of it but the sessions.
pub async fn a_lost_phone_is_known_by_its_own_name(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (author, officer) = (&commune.volunteer, commune.officer.user);
    let session = signed_in(&*store, author, 81).await;
    let others = signed_in(&*store, &commune.officer, 82).await;
    let secret = RecoveryBytes([5; 32]);
    let kept = store.recovery(author.user, author.device, secret).await;
    assert_eq!(kept.unwrap(), secret);
    let lose = async |at| {
        store
            .set_lost(author.user, author.device, Some(officer), minute(at))
            .await
    };
    assert_eq!(store.lost(author.device).await.unwrap(), []);

    assert!(lose(1).await.unwrap());
    let open = async |session: &NewSession| {
        store
            .session(&session.token, minute(2))
            .await
            .unwrap()
            .is_some()
    };
    assert!(!open(&session).await);
    assert!(open(&others).await);
    let lost = [LostDevice {
        user: author.user,
        device: author.device,
        recovery: Some(secret),
        loss: Loss {
            since: minute(1),
            by: officer,
            rescued: Rescued::default(),
            erased: None,
        },
    }];
    assert_eq!(store.lost(author.device).await.unwrap(), lost);
    let again = NewSession {
        id: SessionId(number(87)),
        token: TokenHash([87; 32]),
        ..session.clone()
    };
    let refused = store.open_session(&again).await;
    assert!(
        matches!(refused, Err(StoreError::DeviceLost)),
        "none begins on it, whoever asked before it was lost: {refused:?}"
    );
    assert!(lose(3).await.unwrap());
    assert_eq!(
        store.lost(author.device).await.unwrap(),
        lost,
        "since it was said first"
    );

    let foreign = store
        .set_lost(officer, author.device, Some(officer), minute(1))
        .await;
    assert!(!foreign.unwrap(), "nobody's device");

    let back = store
        .set_lost(author.user, author.device, None, minute(4))
        .await;
    assert!(back.unwrap());
    assert_eq!(store.lost(author.device).await.unwrap(), []);
    assert!(!open(&session).await);
    store.open_session(&again).await.unwrap();
    assert!(open(&again).await);
}

/// [S17.3]
pub async fn what_a_lost_phone_hands_over_is_counted(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (author, officer) = (&commune.volunteer, commune.officer.user);
    signed_in(&*store, author, 83).await;
    let rescued = Rescued {
        operations: 2,
        media: 1,
        ..Rescued::default()
    };
    let note = async |rescued| {
        store
            .note_rescued(author.user, author.device, rescued)
            .await
    };
    note(rescued).await.unwrap();
    let of_unit = async || {
        let devices = store.devices_of(commune.officer.role.unit()).await.unwrap();
        let mut devices = devices.into_iter();
        devices
            .find(|device| device.device == author.device)
            .unwrap()
            .lost
    };
    assert_eq!(
        of_unit().await,
        None,
        "nothing is noted of a phone that is not lost"
    );
    let lost = store
        .set_lost(author.user, author.device, Some(officer), minute(1))
        .await;
    assert!(lost.unwrap());
    note(rescued).await.unwrap();
    note(Rescued {
        drafts: 1,
        ..rescued
    })
    .await
    .unwrap();
    store
        .note_erased(author.user, author.device, minute(5))
        .await
        .unwrap();
    store
        .note_erased(author.user, author.device, minute(6))
        .await
        .unwrap();
    let expected = Loss {
        since: minute(1),
        by: officer,
        rescued: Rescued {
            operations: 4,
            drafts: 1,
            media: 2,
            unread: 0,
        },
        erased: Some(minute(6)),
    };
    assert_eq!(of_unit().await, Some(expected));
}
