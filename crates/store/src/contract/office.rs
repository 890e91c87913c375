//! Stories of the office: what it answers, what it asks, what it publishes.

use std::collections::BTreeSet;
use std::sync::Arc;

use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{Hamlet, HouseholdId, Review, ReviewDecision, Role, Scope, UnitKey, UserId};
use dong_hanh_form::{Answer, FormId, MediaRef, Sha256, Value};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{Action, FinishedVisit, FormRecord, Operation, SettingsRecord};

use super::commune::{Commune, is_applied, minute, number, push, read_all};
use crate::{MediaUse, NewMedia, Store, Unit, VisitFilter, VisitState};

/// The round trip that the whole system is for.
pub async fn a_visit_is_returned_amended_and_accepted(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (first, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 2, [operation]).await;
    let back = ReviewDecision::Return {
        reason: "Xin đo lại diện tích nhà".into(),
    };
    push(
        &*store,
        &commune.officer,
        3,
        [commune.review(first, 3, back)],
    )
    .await;
    let returned = store.visit(first).await.unwrap().unwrap();
    let reason = "Xin đo lại diện tích nhà".to_owned();
    assert_eq!(
        returned.review,
        Review::Returned {
            by: commune.officer.user,
            at: minute(3),
            reason: reason.clone()
        }
    );
    let (second, operation) = commune.visit(&commune.volunteer, household, 4, Some(first));
    assert!(is_applied(
        &push(&*store, &commune.volunteer, 5, [operation]).await[0]
    ));
    let earlier = store.visit(first).await.unwrap().unwrap();
    assert_eq!(
        earlier.review,
        Review::Amended {
            with: second,
            reason: Some(reason)
        }
    );
    assert_eq!(
        earlier.answers, returned.answers,
        "the earlier version stays readable"
    );
    let accept = commune.review(second, 6, ReviewDecision::Accept);
    push(&*store, &commune.officer, 6, [accept]).await;
    let accepted = store.visit(second).await.unwrap().unwrap();
    assert_eq!(
        accepted.review,
        Review::Accepted {
            by: commune.officer.user,
            at: minute(6)
        }
    );
    assert_eq!(accepted.amends, Some(first));
}

/// By state and hamlet, newest first, no more than asked for.
pub async fn visits_are_listed_as_they_are_asked_for(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let mut ids = Vec::new();
    for n in 1..=4 {
        let (visit, operation) = commune.visit(&commune.volunteer, household, n, None);
        push(&*store, &commune.volunteer, n, [operation]).await;
        ids.insert(0, visit);
    }
    push(
        &*store,
        &commune.officer,
        9,
        [commune.review(ids[2], 9, ReviewDecision::Accept)],
    )
    .await;
    let ask = async |hamlets: BTreeSet<_>, state, limit| {
        let filter = VisitFilter {
            hamlets,
            state,
            behind: None,
            limit,
        };
        store.visits(&commune.unit, &filter).await.unwrap()
    };
    let names = |visits: &[crate::VisitSummary]| visits.iter().map(|v| v.id).collect::<Vec<_>>();
    let near = BTreeSet::from([commune.near.id]);
    let both = BTreeSet::from([commune.near.id, commune.far.id]);
    let all = ask(both, None, 100).await;
    assert_eq!(names(&all), ids);
    assert_eq!(all[0].head.as_str(), "Tôn Nữ Thị Hạnh");
    assert_eq!(all[0].received, minute(4));
    assert_eq!(all[0].day.to_string(), "2026-11-24");
    let waiting = ask(near.clone(), Some(VisitState::Waiting), 2).await;
    assert_eq!(names(&waiting), [ids[0], ids[1]]);
    let accepted = ask(near, Some(VisitState::Accepted), 100).await;
    assert_eq!(names(&accepted), [ids[2]]);
    assert_eq!(accepted[0].state, VisitState::Accepted);
    assert!(ask([commune.far.id].into(), None, 100).await.is_empty());
    let elsewhere = "19753@2025-07-01".parse().unwrap();
    let filter = VisitFilter {
        hamlets: [commune.near.id].into(),
        state: None,
        behind: None,
        limit: 100,
    };
    assert!(store.visits(&elsewhere, &filter).await.unwrap().is_empty());
}

/// Those of the hamlets that are asked for, where they live now.
pub async fn households_are_listed_where_they_live(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (stays, moves) = (
        commune.household(&*store).await,
        commune.household(&*store).await,
    );
    let moved = commune.moves(moves, 3, commune.far.id);
    assert!(is_applied(
        &push(&*store, &commune.officer, 3, [moved]).await[0]
    ));
    let ask = async |hamlets: BTreeSet<_>| {
        let households = store.households(&hamlets).await.unwrap();
        households
            .iter()
            .map(|household| household.id)
            .collect::<BTreeSet<_>>()
    };
    let (near, far) = (commune.near.id, commune.far.id);
    assert_eq!(ask([near].into()).await, [stays].into());
    assert_eq!(ask([far].into()).await, [moves].into());
    assert_eq!(ask([near, far].into()).await, [stays, moves].into());
    assert_eq!(ask([].into()).await, [].into());
}

/// [S8.2] [S9.1]
/// A household moves to another unit, whose office sees to its visits from then on; and when its hamlet of before comes
/// to a third unit, they stay.
pub async fn visits_are_listed_where_their_household_lives(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (visit, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 1, [operation]).await;
    let [unit, third]: [UnitKey; 2] =
        ["20000@2025-07-01", "19969@2026-07-01"].map(|unit| unit.parse().unwrap());
    let there = commune.elsewhere(&*store, &unit, 2).await;
    let moved = commune.moves(household, 3, there.id);
    assert!(is_applied(
        &push(&*store, &commune.officer, 3, [moved]).await[0]
    ));
    let merged = Hamlet {
        unit: third.clone(),
        ..commune.near.clone()
    };
    store.put_hamlets(&[merged], minute(4)).await.unwrap();

    let filter = VisitFilter {
        hamlets: [commune.near.id, commune.far.id, there.id].into(),
        state: Some(VisitState::Waiting),
        behind: None,
        limit: 10,
    };
    let mut counts = Vec::new();
    for unit in [&commune.unit, &unit, &third] {
        let listed = store.visits(unit, &filter).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|v| (v.id, v.hamlet)).collect();
        let overview = store.overview(unit, minute(0)).await.unwrap();
        let waiting: u32 = overview.iter().map(|hamlet| hamlet.waiting).sum();
        counts.push((listed, waiting));
    }
    let here = (vec![(visit, there.id)], 1);
    assert_eq!(counts, [(vec![], 0), here, (vec![], 0)]);
    let seen = store.visit(visit).await.unwrap().unwrap();
    assert_eq!(seen.hamlet, commune.near.id, "the hamlet of its day");
}

/// A reader that takes few at a time gets every visit once, those too that arrived together, and none that came
/// in meanwhile.
pub async fn the_list_of_visits_goes_on_behind_a_place(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let mut all = BTreeSet::new();
    for n in 0..3 {
        let batch: Vec<_> = (0..3)
            .map(|_| commune.visit(&commune.volunteer, household, n, None))
            .collect();
        all.extend(batch.iter().map(|(visit, _)| *visit));
        let operations = batch.into_iter().map(|(_, operation)| operation);
        push(&*store, &commune.volunteer, n, operations).await;
    }
    let mut filter = VisitFilter {
        hamlets: [commune.near.id].into(),
        state: None,
        behind: None,
        limit: 2,
    };
    let mut seen = Vec::new();
    loop {
        let visits = store.visits(&commune.unit, &filter).await.unwrap();
        let Some(last) = visits.last() else { break };
        filter.behind = Some(last.place());
        seen.extend(visits.iter().map(crate::VisitSummary::place));
        let (_, newer) = commune.visit(&commune.volunteer, household, 9, None);
        push(&*store, &commune.volunteer, 9, [newer]).await;
    }
    assert!(seen.is_sorted_by(|a, b| a > b), "{seen:?}");
    assert_eq!(
        seen.iter().map(|place| place.id).collect::<BTreeSet<_>>(),
        all
    );
    assert!(
        seen.iter()
            .all(|place| place.to_string().parse() == Ok(*place))
    );
}

/// For each hamlet: households, those visited lately, those never visited, what waits for whom.
pub async fn the_overview_counts_households_and_what_waits(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let households = [
        commune.household(&*store).await,
        commune.household(&*store).await,
        commune.household(&*store).await,
    ];
    let (_, early) = commune.visit(&commune.volunteer, households[0], 10, None);
    let (late, operation) = commune.visit(&commune.volunteer, households[1], 100, None);
    let (_, again) = commune.visit(&commune.volunteer, households[1], 110, None);
    push(&*store, &commune.volunteer, 120, [early, operation, again]).await;
    let back = ReviewDecision::Return {
        reason: "Thiếu ảnh".into(),
    };
    push(
        &*store,
        &commune.officer,
        121,
        [commune.review(late, 121, back)],
    )
    .await;
    let overview = store.overview(&commune.unit, minute(100)).await.unwrap();
    let counts: Vec<_> = overview
        .iter()
        .map(|o| {
            (
                o.hamlet.name.as_str(),
                o.households,
                o.visited,
                o.never_visited,
                o.waiting,
                o.returned,
            )
        })
        .collect();
    assert_eq!(counts, [("Gần", 3, 1, 1, 2, 1), ("Xa", 0, 0, 0, 0, 0)]);
}

/// Hamlets are in the feed of their unit; putting them again changes nothing, a new name does.
pub async fn hamlets_reach_everybody_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let scope = Scope::Unit(commune.unit.clone());
    let before = read_all(&*store, &scope).await;
    store
        .put_hamlets(&[commune.near.clone(), commune.far.clone()], minute(1))
        .await
        .unwrap();
    assert_eq!(read_all(&*store, &scope).await, before);
    let mut renamed = commune.far.clone();
    renamed.name = "Tân Mỹ".into();
    store
        .put_hamlets(&[commune.near.clone(), renamed.clone()], minute(2))
        .await
        .unwrap();
    let after = read_all(&*store, &scope).await;
    assert_eq!(after.len(), before.len());
    let last = after.last().unwrap();
    assert_eq!(
        (last.0, last.1.as_str()),
        (6, format!("hamlet:{}", renamed.id).as_str())
    );
    assert_eq!(
        store.hamlets(&commune.unit).await.unwrap(),
        [commune.near.clone(), renamed]
    );
}

/// A new version takes the place of the current one; the older is kept, and visits filled in it are received.
pub async fn the_newest_form_is_the_current_one(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let scope = Scope::Unit(commune.unit.clone());
    let text = commune
        .form
        .definition
        .get()
        .replacen(r#""version":"1""#, r#""version":"2""#, 1);
    let newer = FormRecord::new(&text, minute(5)).unwrap();
    store.publish_form(&commune.unit, &newer).await.unwrap();
    let forms = async || {
        let feed = read_all(&*store, &scope).await;
        let bodies = feed
            .into_iter()
            .filter(|(_, key, _)| key.starts_with("form:"));
        bodies
            .map(|(_, _, body)| serde_json::from_str::<FormRecord>(&body).unwrap())
            .collect::<Vec<_>>()
    };
    let current: Vec<_> = forms()
        .await
        .into_iter()
        .map(|form| (form.id, form.current))
        .collect();
    assert_eq!(
        current,
        [(commune.form.id.clone(), false), (newer.id.clone(), true)]
    );
    let before = read_all(&*store, &scope).await;
    let again = FormRecord {
        published: minute(9),
        ..newer
    };
    store.publish_form(&commune.unit, &again).await.unwrap();
    assert_eq!(
        read_all(&*store, &scope).await,
        before,
        "the same version again is no change"
    );
    let household = commune.household(&*store).await;
    let (_, operation) = commune.visit(&commune.volunteer, household, 1, None);
    assert!(is_applied(
        &push(&*store, &commune.volunteer, 6, [operation]).await[0]
    ));
    store
        .publish_form(&commune.unit, &commune.form)
        .await
        .unwrap();
    let current: Vec<_> = forms().await.into_iter().map(|form| form.current).collect();
    assert_eq!(
        current,
        [false, true],
        "an earlier version can become current again"
    );
}

/// By its digest a picture leads to the hamlets of the visits that name it, to those who sent it, and to the office
/// that holds what names it.
pub async fn a_picture_is_known_by_its_visits_and_senders(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let digest: Sha256 = "ab".repeat(32).parse().unwrap();
    assert_eq!(store.media(&digest).await.unwrap(), MediaUse::default());
    let household = commune.household(&*store).await;
    let visit = with_picture(&commune, household, &digest);
    push(&*store, &commune.volunteer, 2, [visit]).await;
    let media = |digest: &Sha256| NewMedia {
        digest: digest.clone(),
        by: commune.volunteer.user,
        bytes: 3,
        received: minute(3),
    };
    assert!(store.put_media(&media(&digest)).await.unwrap());
    assert!(!store.put_media(&media(&digest)).await.unwrap());
    let mut expected = MediaUse {
        senders: [commune.volunteer.user].into(),
        hamlets: [commune.near.id].into(),
        offices: [].into(),
    };
    assert_eq!(store.media(&digest).await.unwrap(), expected);

    let held: Sha256 = "cd".repeat(32).parse().unwrap();
    let nowhere = HouseholdId(number(9));
    let visit = with_picture(&commune, nowhere, &held);
    push(&*store, &commune.volunteer, 4, [visit]).await;
    assert_eq!(
        store.media(&held).await.unwrap(),
        MediaUse::default(),
        "who only names it has not got it"
    );
    assert!(store.put_media(&media(&held)).await.unwrap());
    expected.hamlets.clear();
    expected.offices.insert(commune.unit.clone());
    assert_eq!(store.media(&held).await.unwrap(), expected);
}

/// [S8.3] [S8.13]
/// Units merge, and the new office sees the pictures of what it holds now.
pub async fn a_picture_of_what_is_held_goes_with_it(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let digest: Sha256 = "cd".repeat(32).parse().unwrap();
    let mut visit = with_picture(&commune, household, &digest);
    if let Action::FinishVisit(visit) = &mut visit.action {
        visit.form = FormId("sha256:0".into());
    }
    assert!(!is_applied(
        &push(&*store, &commune.volunteer, 2, [visit]).await[0]
    ));
    let media = NewMedia {
        digest: digest.clone(),
        by: commune.volunteer.user,
        bytes: 3,
        received: minute(3),
    };
    store.put_media(&media).await.unwrap();
    let unit: UnitKey = "19969@2026-07-01".parse().unwrap();
    let (_, officer) = commune.merge(&*store, &unit, 10).await;
    let offices = async || store.media(&digest).await.unwrap().offices;
    assert_eq!(offices().await, [unit].into());

    // The household moves on, and its volunteer does not.
    let elsewhere: UnitKey = "20000@2025-07-01".parse().unwrap();
    let there = commune.elsewhere(&*store, &elsewhere, 11).await;
    let moves = commune.moves(household, 12, there.id);
    assert!(is_applied(&push(&*store, &officer, 12, [moves]).await[0]));
    assert_eq!(offices().await, [elsewhere].into());
}

/// A visit with a picture.
#[must_use]
pub fn with_picture(commune: &Commune, household: HouseholdId, digest: &Sha256) -> Operation {
    let (_, mut operation) = commune.visit(&commune.volunteer, household, 1, None);
    if let Action::FinishVisit(FinishedVisit { answers, .. }) = &mut operation.action {
        let media = MediaRef {
            sha256: digest.clone(),
            bytes: 3,
            mime: "image/jpeg".into(),
        };
        answers.set(
            "a/pictures".parse().unwrap(),
            Answer::Given(Value::Photos(vec![media])),
        );
    }
    operation
}

/// A unit is called what it was last called.
pub async fn a_unit_has_a_name(store: Arc<dyn Store>) {
    let key = "19900@2025-07-01".parse().unwrap();
    assert_eq!(store.unit(&key).await.unwrap(), None);
    for name in ["Thuận An", "Phường Thuận An"] {
        let unit = Unit {
            key: key.clone(),
            name: name.into(),
            province: None,
        };
        store.put_unit(&unit).await.unwrap();
        assert_eq!(store.unit(&key).await.unwrap(), Some(unit));
    }
}

/// Those that the installation serves, whatever was put with the account, and none of another city.
pub async fn whoever_works_for_a_city_has_its_communes(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let key = |text: &str| text.parse::<UnitKey>().unwrap();
    let (city, other) = (key("46@2025-07-01"), key("48@2025-07-01"));
    let (unit, put) = (city.clone(), [key("20194@2025-07-01")].into());
    let roles = [
        Role::CityOfficer {
            unit: unit.clone(),
            communes: BTreeSet::clone(&put),
        },
        Role::Administrator {
            unit,
            communes: put,
        },
    ];
    let people = roles.map(|role| (UserId(number(commune.fresh())), role));
    for (user, role) in &people {
        let author = Author {
            user: *user,
            role: role.clone(),
            ..commune.officer.clone()
        };
        let account = commune.account(&author);
        store.put_account(&account, None, minute(0)).await.unwrap();
    }
    let communes = async || {
        let mut communes = Vec::new();
        for (user, put) in &people {
            let account = store.account(*user, minute(0)).await.unwrap().unwrap();
            assert_eq!(
                (account.role.kind(), account.role.unit()),
                (put.kind(), &city)
            );
            let texts = account.role.communes().iter().map(UnitKey::to_string);
            communes.push(texts.collect::<Vec<_>>());
        }
        communes
    };
    assert_eq!(communes().await, [Vec::<String>::new(), Vec::new()]);
    for (code, province) in [
        ("46@2025-07-01", None),
        ("19900@2025-07-01", Some(&city)),
        ("19753@2025-07-01", Some(&city)),
        ("20194@2025-07-01", Some(&other)),
    ] {
        let unit = Unit {
            key: key(code),
            name: code.into(),
            province: province.cloned(),
        };
        store.put_unit(&unit).await.unwrap();
        assert_eq!(store.unit(&unit.key).await.unwrap(), Some(unit));
    }
    let theirs = ["19753@2025-07-01", "19900@2025-07-01"];
    assert_eq!(communes().await, [theirs, theirs]);
    // Nobody's office is told of them, and they have no hamlet.
    let told = read_all(&*store, &Scope::Office(city.clone())).await;
    assert!(told.is_empty());
    let people = read_all(&*store, &Scope::Unit(city.clone())).await;
    assert_eq!(people.len(), 2);
}

/// S13.1, S13.2: once for the whole unit, as it was set last.
pub async fn what_the_office_sets_stands_in_the_feed_of_the_unit(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let unit = commune.officer.role.unit().clone();
    let set = |minutes, poor| {
        let mut settings = Settings::default();
        settings.intervals.poor = poor;
        commune.set(minutes, &settings)
    };
    for (minutes, poor) in [(2, 45), (3, 30)] {
        let receipts = push(&*store, &commune.officer, minutes, [set(minutes, poor)]).await;
        assert!(is_applied(&receipts[0]));
    }
    let feed = read_all(&*store, &Scope::Unit(unit.clone())).await;
    let set: Vec<_> = feed
        .iter()
        .filter(|(_, key, _)| *key == format!("settings:{unit}"))
        .collect();
    let [(_, _, body)] = set[..] else {
        panic!("once: {set:?}");
    };
    let record: SettingsRecord = serde_json::from_str(body).unwrap();
    assert_eq!(record.officer, commune.officer.user);
    assert_eq!((record.at, record.settings.intervals.poor), (minute(3), 30));
}
