//! Stories of who signs in, and from which device.

use std::sync::Arc;

use chrono::TimeDelta;
use dong_hanh_domain::{
    DeviceId, Given, Hamlet, HamletId, HamletKind, Role, Scope, SessionId, UnitKey, UserId,
};
use dong_hanh_sync::{Epoch, RecordKey};

use super::commune::{Commune, minute, number, read_all};
use crate::{Account, NewSession, PasswordHash, Store, StoreError, TokenHash};

/// Everything of an account comes back; a change without a password keeps the one there is.
pub async fn an_account_is_kept_and_changed(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let mut account = commune.account(&commune.volunteer);
    assert_eq!(
        store.account(account.user(), minute(0)).await.unwrap(),
        Some(account.clone())
    );
    account.role = Role::Volunteer {
        unit: commune.unit.clone(),
        hamlets: [commune.far.id].into(),
    };
    account.sign_in = "lai".into();
    store.put_account(&account, None, minute(0)).await.unwrap();
    assert!(
        store
            .credentials("user-21", minute(0))
            .await
            .unwrap()
            .is_none()
    );
    let credentials = store.credentials("lai", minute(0)).await.unwrap().unwrap();
    assert_eq!(credentials.account, account);
    assert_eq!(credentials.password, PasswordHash("$hash".into()));
    store
        .put_account(&account, Some(&PasswordHash("$other".into())), minute(0))
        .await
        .unwrap();
    let credentials = store.credentials("lai", minute(0)).await.unwrap().unwrap();
    assert_eq!(credentials.password, PasswordHash("$other".into()));
    let people = store.people(&commune.unit, minute(0)).await.unwrap();
    let names: Vec<_> = people
        .iter()
        .map(|account| account.sign_in.as_str())
        .collect();
    assert_eq!(names, ["lai", "user-22"]);
}

/// Whoever read an account before it was closed does not open it by writing it back.
pub async fn an_account_that_was_closed_stays_closed(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let account = commune.account(&commune.volunteer);
    let user = account.user();
    let closed = store.set_disabled(user, true, minute(0)).await;
    assert!(closed.unwrap());
    let renamed = Account {
        sign_in: "lai".into(),
        ..account
    };
    store.put_account(&renamed, None, minute(1)).await.unwrap();
    let kept = store.account(user, minute(1)).await.unwrap().unwrap();
    assert!(kept.disabled);
    assert_eq!(kept.sign_in, "lai");
}

/// Nobody takes another's sign-in name, and the attempt changes nothing.
pub async fn a_sign_in_name_belongs_to_one(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let kept = commune.account(&commune.volunteer);
    let mut account = kept.clone();
    account.sign_in = commune.account(&commune.officer).sign_in;
    let refused = store.put_account(&account, None, minute(0)).await;
    assert!(
        matches!(refused, Err(StoreError::SignInTaken)),
        "{refused:?}"
    );
    assert_eq!(
        store.account(kept.user(), minute(0)).await.unwrap(),
        Some(kept)
    );
}

/// Also one that came after the account.
pub async fn an_officer_has_every_hamlet(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let newer = Hamlet {
        id: HamletId(number(13)),
        unit: commune.unit.clone(),
        name: "Mới".into(),
        kind: HamletKind::Neighbourhood,
        before: Vec::new(),
    };
    store
        .put_hamlets(std::slice::from_ref(&newer), minute(1))
        .await
        .unwrap();
    let officer = store
        .account(commune.officer.user, minute(0))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        *officer.role.hamlets(),
        [commune.near.id, commune.far.id, newer.id].into()
    );
    let volunteer = store
        .account(commune.volunteer.user, minute(0))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(*volunteer.role.hamlets(), [commune.near.id].into());
}

/// The feed of the unit says who the people are, and no more; a change of the password is no change there.
pub async fn people_reach_everybody_without_their_secrets(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let scope = Scope::Unit(commune.unit.clone());
    let before = read_all(&*store, &scope).await;
    let account = commune.account(&commune.volunteer);
    store
        .put_account(&account, Some(&PasswordHash("$new".into())), minute(0))
        .await
        .unwrap();
    assert_eq!(read_all(&*store, &scope).await, before);
    let text = serde_json::to_string(&before).unwrap();
    assert!(text.contains("Trần Thị Lài"));
    assert!(!text.contains("$hash") && !text.contains("user-21"));
}

/// [S8.16]
/// Which hamlets a volunteer has stands in the feed of the office of their unit, of the one where they are now, and in no
/// other feed; an officer has all of them.
pub async fn an_office_is_told_whom_its_volunteers_were_given(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let author = &commune.volunteer;
    let next: UnitKey = "19901@2025-07-01".parse().unwrap();
    let there = commune.elsewhere(&*store, &next, 0).await;
    let told = async |unit: &UnitKey| {
        let feed = read_all(&*store, &Scope::Office(unit.clone())).await;
        let given = feed.iter().map(|(_, key, body)| {
            let given: Given = serde_json::from_str(body).unwrap();
            assert_eq!(*key, RecordKey::Given(given.user).to_string());
            (given.user, given.hamlets)
        });
        given.collect::<Vec<_>>()
    };
    let (near, far) = (commune.near.id, commune.far.id);
    let given = |hamlets: &[HamletId]| vec![(author.user, hamlets.iter().copied().collect())];
    let volunteer = |unit: &UnitKey, hamlets: &[HamletId]| Role::Volunteer {
        unit: unit.clone(),
        hamlets: hamlets.iter().copied().collect(),
    };
    assert_eq!(told(&commune.unit).await, given(&[near]));
    let both = volunteer(&commune.unit, &[near, far]);
    commune.promote(&*store, author, both, 1).await;
    assert_eq!(told(&commune.unit).await, given(&[near, far]));
    let feed = read_all(&*store, &Scope::Unit(commune.unit.clone())).await;
    let text = serde_json::to_string(&feed).unwrap();
    assert!(!text.contains("given:") && !text.contains("hamlets"));

    // A start of the server says it once.
    let office = Scope::Office(commune.unit.clone());
    let before = read_all(&*store, &office).await;
    store.begin_epoch(Epoch(1), minute(2)).await.unwrap();
    assert_eq!(read_all(&*store, &office).await, before);

    let elsewhere = volunteer(&next, &[there.id]);
    commune.promote(&*store, author, elsewhere, 3).await;
    assert_eq!(told(&commune.unit).await, []);
    assert_eq!(told(&next).await, given(&[there.id]));
    let officer = Role::CommuneOfficer {
        unit: next.clone(),
        hamlets: [there.id].into(),
    };
    commune.promote(&*store, author, officer, 4).await;
    assert_eq!(told(&next).await, []);
}

/// A session counts from its opening to its end, and its use is noted by the hour.
pub async fn a_session_counts_until_its_end(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let new = open(&commune, 1, 0);
    store.open_session(&new).await.unwrap();
    assert_eq!(
        store.session(&TokenHash([9; 32]), minute(1)).await.unwrap(),
        None
    );
    let used_at = async |at| {
        store
            .session(&new.token, minute(at))
            .await
            .unwrap()
            .unwrap()
    };
    assert_eq!(used_at(1).await.used, minute(1), "the first use is noted");
    assert_eq!(
        used_at(60).await.used,
        minute(1),
        "another within the hour is not"
    );
    let session = used_at(61).await;
    assert_eq!(session.used, minute(61));
    assert_eq!(
        session.expires,
        new.expires + TimeDelta::minutes(61),
        "a session lasts from its last use"
    );
    let end = session.expires;
    assert_eq!(store.sessions(new.user).await.unwrap(), [session]);
    assert_eq!(store.session(&new.token, end).await.unwrap(), None);
}

/// Revoked by its id, and only where it is the user's own; it stays in the list.
pub async fn a_revoked_session_counts_no_more(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let new = open(&commune, 1, 0);
    store.open_session(&new).await.unwrap();
    assert!(
        !store
            .revoke_session(commune.officer.user, new.id, minute(1))
            .await
            .unwrap()
    );
    assert!(
        store
            .session(&new.token, minute(2))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        store
            .revoke_session(new.user, new.id, minute(3))
            .await
            .unwrap()
    );
    assert_eq!(store.session(&new.token, minute(4)).await.unwrap(), None);
    assert!(
        store
            .revoke_session(new.user, new.id, minute(5))
            .await
            .unwrap()
    );
    assert_eq!(
        store.sessions(new.user).await.unwrap()[0].ended,
        Some(minute(3))
    );
}

/// A second sign-in on a device ends the first; another device keeps its own.
pub async fn a_device_has_one_session_of_a_user(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (first, other, second) = (
        open(&commune, 1, 0),
        open(&commune, 2, 1),
        open(&commune, 1, 2),
    );
    for session in [&first, &other, &second] {
        store.open_session(session).await.unwrap();
    }
    assert_eq!(store.session(&first.token, minute(3)).await.unwrap(), None);
    assert!(
        store
            .session(&other.token, minute(3))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        store
            .session(&second.token, minute(3))
            .await
            .unwrap()
            .is_some()
    );
    let sessions = store.sessions(first.user).await.unwrap();
    let listed: Vec<_> = sessions
        .iter()
        .map(|session| (session.id, session.ended))
        .collect();
    assert_eq!(
        listed,
        [
            (second.id, None),
            (other.id, None),
            (first.id, Some(minute(2)))
        ]
    );
    let devices = store.devices(first.user).await.unwrap();
    assert_eq!(devices, [second.device, other.device]);
    assert!(
        store
            .devices(commune.officer.user)
            .await
            .unwrap()
            .is_empty()
    );
}

/// Closing an account ends its devices' access at once.
pub async fn a_closed_account_has_no_session(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let new = open(&commune, 1, 0);
    store.open_session(&new).await.unwrap();
    let counts = async || {
        let session = store.session(&new.token, minute(1)).await.unwrap();
        session.is_some()
    };
    assert!(counts().await);
    let closed = store.set_disabled(new.user, true, minute(0)).await;
    assert!(closed.unwrap());
    assert!(!counts().await);
    let account = store.account(new.user, minute(0)).await.unwrap();
    assert!(account.unwrap().disabled);
}

/// The one at which it was changed stays; who has no account gets no password.
pub async fn another_password_ends_the_other_sessions(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (own, other) = (open(&commune, 1, 0), open(&commune, 2, 1));
    for session in [&own, &other] {
        store.open_session(session).await.unwrap();
    }
    let another = PasswordHash("$another".into());
    let now = minute(3);
    let set = store.set_password(own.user, &another, Some(own.id), now);
    assert!(set.await.unwrap());
    assert!(store.session(&own.token, now).await.unwrap().is_some());
    assert_eq!(store.session(&other.token, now).await.unwrap(), None);
    let account = commune.account(&commune.volunteer);
    let credentials = store
        .credentials(&account.sign_in, minute(0))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(credentials.password, another);
    assert_eq!(credentials.account, account);
    let nobody = UserId(number(99));
    let set = store.set_password(nobody, &another, None, now);
    assert!(!set.await.unwrap());
    let set = store.set_password(own.user, &another, None, now);
    assert!(set.await.unwrap());
    assert_eq!(store.session(&own.token, now).await.unwrap(), None);
}

/// Whoever had one of its devices in hand meanwhile has to sign in again.
pub async fn a_session_stays_ended_when_its_account_opens_again(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let new = open(&commune, 1, 0);
    store.open_session(&new).await.unwrap();
    for disabled in [true, false] {
        let set = store.set_disabled(new.user, disabled, minute(1));
        assert!(set.await.unwrap());
        let account = store.account(new.user, minute(0)).await.unwrap().unwrap();
        assert_eq!(account.disabled, disabled);
        assert_eq!(store.session(&new.token, minute(2)).await.unwrap(), None);
    }
    let sessions = store.sessions(new.user).await.unwrap();
    assert_eq!(sessions[0].ended, Some(minute(1)));
    let set = store.set_disabled(UserId(number(99)), true, minute(1));
    assert!(!set.await.unwrap());
}

/// Empty until the first account.
pub async fn a_new_store_is_empty_and_answers(store: Arc<dyn Store>) {
    store.ready().await.unwrap();
    assert!(store.is_empty().await.unwrap());
    Commune::settle(&*store).await;
    assert!(!store.is_empty().await.unwrap());
}

fn open(commune: &Commune, device: u8, minutes: i64) -> NewSession {
    NewSession {
        id: SessionId(number(commune.fresh())),
        token: TokenHash([10 * device + u8::try_from(minutes).unwrap(); 32]),
        user: commune.volunteer.user,
        device: DeviceId(number(device.into())),
        label: format!("Samsung A0{device}, Chrome"),
        opened: minute(minutes),
        expires: minute(minutes) + TimeDelta::days(60),
    }
}
