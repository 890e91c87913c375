//! Stories of invitations.

use std::sync::Arc;

use dong_hanh_domain::DeviceId;

use super::commune::{Commune, minute, number};
use crate::{Invitation, PasswordHash, Store, TokenHash};

/// [S16.10]
/// It opens once, on one device, for a day; another one of the same person ends it.
pub async fn an_invitation_is_taken_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (code, device) = (TokenHash([7; 32]), DeviceId(number(91)));
    let invitation = Invitation {
        code,
        user: commune.volunteer.user,
        by: commune.officer.user,
        expires: minute(60),
        taken: None,
    };
    assert_eq!(store.invitation(&code).await.unwrap(), None);
    store.put_invitation(&invitation).await.unwrap();
    assert_eq!(
        store.invitation(&code).await.unwrap(),
        Some(invitation.clone())
    );
    let unknown = store.take_invitation(&TokenHash([8; 32]), device, minute(1));
    assert_eq!(unknown.await.unwrap(), None);
    let late = store.take_invitation(&code, device, minute(60)).await;
    assert_eq!(late.unwrap(), None);

    let taken = Invitation {
        taken: Some(device),
        ..invitation.clone()
    };
    let take = async |device, minutes| {
        let taken = store.take_invitation(&code, device, minute(minutes));
        taken.await.unwrap()
    };
    assert_eq!(take(device, 1).await, Some(taken.clone()));
    assert_eq!(take(device, 2).await, Some(taken), "the answer was lost");
    assert_eq!(take(DeviceId(number(92)), 2).await, None);

    let next = Invitation {
        code: TokenHash([9; 32]),
        ..invitation
    };
    store.put_invitation(&next).await.unwrap();
    assert_eq!(take(device, 3).await, None);
    assert_eq!(store.invitation(&code).await.unwrap(), None);
}

/// [S16.10]
/// Where a password is chosen by it, it is taken and the password set, or neither.
pub async fn a_code_that_is_spent_has_set_the_password(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (code, device) = (TokenHash([7; 32]), DeviceId(number(91)));
    let invitation = Invitation {
        code,
        user: commune.officer.user,
        by: commune.officer.user,
        expires: minute(60),
        taken: None,
    };
    store.put_invitation(&invitation).await.unwrap();
    let sign_in = commune.account(&commune.officer).sign_in;
    let password = async || {
        let found = store.credentials(&sign_in, minute(1)).await.unwrap();
        found.unwrap().password
    };
    let choose = async |code: TokenHash, device, text: &str, minutes| {
        let chosen = PasswordHash(text.to_owned());
        let taken = store.choose_password(&code, device, &chosen, minute(minutes));
        taken.await.unwrap().is_some()
    };
    let first = password().await;
    assert!(!choose(TokenHash([8; 32]), device, "$no", 1).await);
    assert!(!choose(code, device, "$no", 60).await);
    assert_eq!(password().await, first);
    assert!(choose(code, device, "$one", 1).await);
    assert_eq!(password().await, PasswordHash("$one".into()));
    assert!(choose(code, device, "$two", 2).await, "the answer was lost");
    assert!(!choose(code, DeviceId(number(92)), "$no", 2).await);
    assert_eq!(password().await, PasswordHash("$two".into()));
    let kept = store.invitation(&code).await.unwrap().unwrap();
    assert_eq!(kept.taken, Some(device));
}
