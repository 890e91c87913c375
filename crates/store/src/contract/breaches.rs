//! Stories of breaches of personal data, and of what somebody had in a time.

use std::slice::from_ref;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{Breach, Incident, Mark, Measure};
use dong_hanh_domain::{BreachId, Former, HamletId, Term, UnitKey};

use super::commune::{Commune, minute, number};
use crate::{Account, Merger, Store, Unit};

fn breach(commune: &Commune, id: u64, discovered: DateTime<Utc>) -> Breach {
    Breach {
        id: BreachId(number(id)),
        unit: commune.unit.clone(),
        version: 1,
        incident: Incident::ServerStolen {},
        since: minute(0),
        discovered,
        reported_by: "chị Lài".to_owned(),
        opened: Mark {
            at: minute(9),
            by: commune.officer.user,
        },
        told: Vec::new(),
        measures: Vec::new(),
        frozen: None,
        closed: None,
    }
}

/// What was said last is kept, where nobody has said something else meanwhile; the last one discovered stands first.
pub async fn a_breach_is_kept_as_it_was_said_last(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let first = breach(&commune, 1, minute(5));
    assert_eq!(store.breach(first.id).await.unwrap(), None);
    let put = async |breach: &Breach| store.put_breach(breach).await.unwrap();
    let noted = first.opened;
    let later = Breach {
        version: 2,
        measures: vec![Measure {
            text: "đã đổi mật khẩu".to_owned(),
            noted,
        }],
        ..first.clone()
    };
    assert!(!put(&later).await, "it was never opened");
    assert!(put(&first).await);
    assert!(!put(&first).await, "opened twice");
    assert!(put(&later).await);
    let other = Breach {
        measures: Vec::new(),
        ..later.clone()
    };
    assert!(!put(&other).await, "somebody was there before");
    assert_eq!(store.breach(first.id).await.unwrap(), Some(later.clone()));

    let second = breach(&commune, 2, minute(6));
    assert!(put(&second).await);
    let of_unit = store.breaches(&commune.unit).await.unwrap();
    assert_eq!(of_unit, [second, later]);
    let foreign: UnitKey = "20000@2025-07-01".parse().unwrap();
    assert_eq!(store.breaches(&foreign).await.unwrap(), []);
}

/// The unit that takes another one's place sees to its breaches.
pub async fn breaches_go_with_their_unit(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let breach = breach(&commune, 1, minute(5));
    assert!(store.put_breach(&breach).await.unwrap());
    let into = Unit {
        key: "19969@2026-07-01".parse().unwrap(),
        name: "Phường Mới".into(),
        province: None,
    };
    let merger = Merger::new([commune.unit.clone()], into.clone());
    store.merge_units(&merger, minute(10)).await.unwrap();
    assert_eq!(store.breaches(&commune.unit).await.unwrap(), []);
    let moved = Breach {
        unit: into.key.clone(),
        ..breach
    };
    assert_eq!(store.breaches(&into.key).await.unwrap(), from_ref(&moved));
    assert_eq!(store.breach(moved.id).await.unwrap(), Some(moved));
}

/// What somebody has and had, with the times; minute 0 is 24 November, and eleven hours later that day is over.
pub async fn the_times_of_hamlets_are_told_with_what_is_over(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let user = commune.volunteer.user;
    let (near, far) = (commune.near.id, commune.far.id);
    let until = "2026-11-24".parse().ok();
    let given = Account {
        terms: [(far, Term { from: None, until })].into(),
        ..commune.account(&commune.volunteer)
    };
    store.put_account(&given, None, minute(60)).await.unwrap();
    let times = async |minutes: i64| -> Vec<(HamletId, DateTime<Utc>)> {
        let times = store.times_of(user, minute(minutes)).await.unwrap();
        let ends = times.iter().map(|time: &Former| (time.hamlet, time.until));
        ends.collect()
    };
    let day_over = minute(11 * 60);
    for (minutes, far_until) in [(120, minute(120)), (2_000, day_over)] {
        let times = times(minutes).await;
        assert!(times.contains(&(near, minute(minutes))), "{times:?}");
        assert!(times.contains(&(far, far_until)), "{times:?}");
    }
    let taken = commune.account(&commune.volunteer);
    store
        .put_account(&taken, None, minute(2_100))
        .await
        .unwrap();
    assert!(times(2_200).await.contains(&(far, day_over)));
    let nobody = store.times_of(commune.officer.user, minute(1)).await;
    assert_eq!(nobody.unwrap(), []);
}
