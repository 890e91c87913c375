//! Stories of many who work on one register: facts that clash, households that move, hamlets that are given and taken,
//! what offices decide, and a database that was put back.

use std::collections::BTreeSet;
use std::sync::Arc;

use dong_hanh_domain::help::{CommitmentId, CommitmentState, SupportId};
use dong_hanh_domain::{
    DeviceId, Extra, Fact, FactKey, Hamlet, HouseholdChange, HouseholdId, OperationId, Role, Scope,
    UnitKey, UserId, VisitId,
};
use dong_hanh_form::{Answer, Answers, Value};
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{
    Action, ChangedHousehold, Cursors, Epoch, Fate, FormRecord, HeldReason, HeldRecord, HeldState,
    Notice, Operation, Outcome, RawOperation, Report, Ruling, Seq,
};

use super::commune::{
    Commune, at, changes, is_applied, minute, number, push, read_all, read_held, seal,
};
use crate::{NewSession, Store, TokenHash, VisitFilter};

fn change(commune: &Commune, author: &Author, household: HouseholdId, fact: Fact) -> Operation {
    let action = Action::ChangeHousehold(ChangedHousehold {
        household,
        changes: vec![HouseholdChange::Set(fact)],
        seen: Default::default(),
        visit: None,
        extra: Extra::default(),
    });
    commune.operation(author, 1, action)
}

async fn pages(
    store: &dyn Store,
    scopes: &[Scope],
    cursor: u64,
    epoch: Option<Epoch>,
) -> Vec<FeedPage> {
    let cursors = scopes.iter().map(|scope| (scope.clone(), Seq(cursor)));
    let cursors = Cursors(cursors.collect());
    store
        .pull(scopes, &cursors, epoch, changes(100))
        .await
        .unwrap()
        .feeds
}

fn keys(feed: &[(u64, String, String)]) -> Vec<String> {
    feed.iter().map(|(_, key, _)| key.clone()).collect()
}

/// [S7.2]
/// A conflict outlives the batch that began it, and an officer who saw both values settles it in a later one.
pub async fn two_values_of_a_fact_are_kept_until_an_officer_chooses(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let address = |text: &str| Fact::Address(text.to_owned());
    let one = change(&commune, &commune.volunteer, household, address("kiệt 3"));
    let two = change(&commune, &commune.officer, household, address("kiệt 5"));
    let seen = [one.id, two.id].into();
    push(&*store, &commune.volunteer, 1, [one]).await;
    let clash = push(&*store, &commune.officer, 2, [two]).await;
    let Outcome::Applied { notices } = &clash[0].outcome else {
        panic!("it is applied");
    };
    assert!(matches!(&notices[..], [Notice::Clash { .. }]));
    assert_eq!(
        store.household(household).await.unwrap().unwrap().address,
        "kiệt 3"
    );
    let open = |feed: &[(u64, String, String)]| {
        let conflicts = feed
            .iter()
            .filter(|(_, key, _)| key.starts_with("conflict:"));
        conflicts
            .filter(|(_, _, body)| body.contains(r#""is":"open""#))
            .count()
    };
    assert_eq!(open(&read_all(&*store, &commune.scope()).await), 1);
    let action = Action::ChangeHousehold(ChangedHousehold {
        household,
        changes: vec![HouseholdChange::Set(address("kiệt 5"))],
        seen,
        visit: None,
        extra: Extra::default(),
    });
    let chosen = commune.operation(&commune.officer, 3, action);
    push(&*store, &commune.officer, 3, [chosen]).await;
    assert_eq!(
        store.household(household).await.unwrap().unwrap().address,
        "kiệt 5"
    );
    assert_eq!(open(&read_all(&*store, &commune.scope()).await), 0);
}

/// [S7.12] [S7.13]
/// What the answers of a visit say of its household is there with the visit, in another batch than what it is merged with.
pub async fn what_a_visit_says_of_its_household_is_there_with_it(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let form = FormRecord::new(SAVING, minute(0)).unwrap();
    store.publish_form(&commune.unit, &form).await.unwrap();
    let visit = |minutes: i64, amends, address: &str, seen: BTreeSet<OperationId>| {
        let (visit, mut operation) = commune.visit(&commune.volunteer, household, minutes, amends);
        if let Action::FinishVisit(finished) = &mut operation.action {
            finished.form = form.id.clone();
            let path = "address".parse().unwrap();
            let answer = Answer::Given(Value::Text(address.to_owned()));
            finished.answers = Answers::new();
            finished.answers.set(path, answer);
            finished.seen = seen;
        }
        (visit, operation)
    };
    let known = async || {
        let household = store.household(household).await.unwrap().unwrap();
        let said = household.versions.get(&FactKey::Address).cloned();
        (household.address, said.and_then(|said| said.on?.visit()))
    };
    let (first, operation) = visit(1, None, "kiệt 3", BTreeSet::new());
    push(&*store, &commune.volunteer, 1, [operation]).await;
    assert_eq!(known().await, ("kiệt 3".to_owned(), Some(first)));
    // An officer says something else, unseen by whoever visits next: both are kept.
    let five = Fact::Address("kiệt 5".to_owned());
    let mut five = change(&commune, &commune.officer, household, five);
    if let Action::ChangeHousehold(changed) = &mut five.action {
        let household = store.household(household).await.unwrap().unwrap();
        changed.seen = household.seen(&[Fact::Address(String::new())]);
    }
    push(&*store, &commune.officer, 2, [five]).await;
    let (second, operation) = visit(3, None, "kiệt 7", BTreeSet::new());
    let answered = push(&*store, &commune.volunteer, 3, [operation]).await;
    let Outcome::Applied { notices } = &answered[0].outcome else {
        panic!("it is applied");
    };
    assert!(matches!(&notices[..], [Notice::Clash { .. }]));
    // Told again in an amendment, nothing is said twice.
    let (_, operation) = visit(4, Some(second), "kiệt 7", BTreeSet::new());
    let answered = push(&*store, &commune.volunteer, 4, [operation]).await;
    assert!(is_applied(&answered[0]));
    let Outcome::Applied { notices } = &answered[0].outcome else {
        panic!("it is applied");
    };
    assert_eq!(notices[..], []);
    assert_eq!(known().await, ("kiệt 5".to_owned(), None));
}

const SAVING: &str = r#"{"name":"saving","title":{"vi":"Thăm","en":"Visit"},"version":"1","nodes":[
    {"type":"text","name":"address","label":{"vi":"Ở đâu?","en":"Where?"},"save_to":"address"}],
    "entities":[{"list":"households","id":"''"}]}"#;

/// [S13.2]
/// What was said of help goes with the household, from batch to batch and from one hamlet's feed to another's.
pub async fn what_was_said_of_help_goes_with_its_household(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let gift = r#"{"gift":{"kind":"housing","dong":60000000,"on":"2026-11-03"}}"#;
    let support = SupportId::recorded(number(7));
    let came = Fact::Support {
        support,
        came: Some(serde_json::from_str(gift).unwrap()),
    };
    let kept = Fact::Commitment {
        commitment: CommitmentId::told(VisitId(number(8)), 2),
        state: CommitmentState::Kept {
            on: "2026-11-03".parse().unwrap(),
        },
    };
    let facts = [came, kept];
    for (minute, fact) in (1..).zip(&facts) {
        let said = change(&commune, &commune.volunteer, household, fact.clone());
        let receipts = push(&*store, &commune.volunteer, minute, [said]).await;
        assert!(is_applied(&receipts[0]));
    }
    let to = commune.far.id;
    let moved = change(&commune, &commune.officer, household, Fact::Hamlet(to));
    push(&*store, &commune.officer, 3, [moved]).await;
    let known = store.household(household).await.unwrap().unwrap();
    for fact in facts {
        assert_eq!(known.fact(&fact.key()), Some(fact));
    }
    let feed = read_all(&*store, &Scope::Hamlet(to)).await;
    let body = feed
        .iter()
        .find(|(_, key, _)| *key == format!("household:{household}"));
    assert!(body.is_some_and(|(_, _, body)| body.contains("60000000")));
}

/// [S7.10]
/// A record that stands for another one becomes no double, until that has been taken back, from batch to batch and by
/// placing what is held.
pub async fn what_stands_for_another_record_is_no_double_itself(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let [double, kept, third] = [
        commune.household(&*store).await,
        commune.household(&*store).await,
        commune.household(&*store).await,
    ];
    let store = &*store;
    let says = async |of, same_as, seen: &[OperationId]| {
        let action = Action::ChangeHousehold(ChangedHousehold {
            household: of,
            changes: vec![HouseholdChange::Set(Fact::SameAs(same_as))],
            seen: seen.iter().copied().collect(),
            visit: None,
            extra: Extra::default(),
        });
        let said = commune.operation(&commune.officer, 1, action);
        let receipts = push(store, &commune.officer, 1, [said.clone()]).await;
        (said, receipts[0].outcome.clone())
    };
    let held = |reason| Outcome::Held { reason };
    let unfit = HeldReason::Unfit {
        fact: FactKey::SameAs,
    };
    let (joined, _) = says(double, Some(kept), &[]).await;
    assert_eq!(says(kept, Some(third), &[]).await.1, held(unfit.clone()));
    let nobody = HouseholdId(number(9));
    let (stray, outcome) = says(nobody, Some(third), &[]).await;
    assert_eq!(outcome, held(HeldReason::UnknownHousehold));
    let digest = seal([stray.clone()])[0].digest().to_string();
    let place = async || {
        let ruling = Ruling::Place { household: kept };
        let digest = digest.clone();
        let action = Action::Release {
            held: stray.id,
            digest,
            ruling,
        };
        let placing = commune.operation(&commune.officer, 2, action);
        push(store, &commune.officer, 2, [placing]).await[0]
            .outcome
            .clone()
    };
    assert_eq!(place().await, held(unfit));
    let same_as = async || store.household(kept).await.unwrap().unwrap().same_as;
    assert_eq!(same_as().await, None);
    says(double, None, &[joined.id]).await;
    assert!(matches!(place().await, Outcome::Applied { .. }));
    assert_eq!(same_as().await, Some(third));
}

/// [S9.1]
/// A household that moves leaves one feed and enters the other, with its visits, and who goes on reading hears of both.
pub async fn a_household_moves_with_all_that_is_about_it(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (visit, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 1, [operation]).await;
    let moved = commune.moves(household, 2, commune.far.id);
    let receipts = push(&*store, &commune.officer, 2, [moved]).await;
    assert!(receipts.iter().all(is_applied));
    let left = &pages(&*store, &[commune.scope()], 2, None).await[0];
    let gone: Vec<_> = left
        .changes
        .iter()
        .map(|change| (change.seq.0, change.body.is_none()))
        .collect();
    assert_eq!(gone, [(3, true), (4, true)]);
    let far = Scope::Hamlet(commune.far.id);
    let mut there = keys(&read_all(&*store, &far).await);
    there.sort();
    assert_eq!(
        there,
        [format!("household:{household}"), format!("visit:{visit}")]
    );
    // The next visit of somebody who has not heard of it lies there too.
    let (next, operation) = commune.visit(&commune.volunteer, household, 3, None);
    assert!(is_applied(
        &push(&*store, &commune.volunteer, 3, [operation]).await[0]
    ));
    assert!(keys(&read_all(&*store, &far).await).contains(&format!("visit:{next}")));
}

/// [S2.10]
/// An officer registers a household and moves it before his device meets the office: the feed that it left never had it.
pub async fn a_household_comes_and_moves_in_one_batch(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, register) = commune.register(&commune.officer, commune.near.id);
    let moved = commune.moves(household, 2, commune.far.id);
    let receipts = push(&*store, &commune.officer, 1, [register, moved]).await;
    assert!(receipts.iter().all(is_applied));
    assert!(read_all(&*store, &commune.scope()).await.is_empty());
    let far = read_all(&*store, &Scope::Hamlet(commune.far.id)).await;
    assert_eq!(keys(&far), [format!("household:{household}")]);
}

/// [S8.3] [S8.13]
/// Units merge while phones are out: their work is filed or held at the office that looks after the hamlet now, with what
/// the old one held, and forms of the old unit are still known.
pub async fn a_unit_that_merges_hands_over_its_hamlets_and_what_it_holds(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let stranger = Author {
        user: UserId(number(41)),
        device: DeviceId(number(42)),
        role: Role::Volunteer {
            unit: commune.unit.clone(),
            hamlets: [commune.far.id].into(),
        },
        list: None,
    };
    let account = commune.account(&stranger);
    store.put_account(&account, None, minute(0)).await.unwrap();
    let (filed, before) = commune.visit(&commune.volunteer, household, 1, None);
    let (_, foreign) = commune.visit(&stranger, household, 1, None);
    push(&*store, &commune.volunteer, 1, [before]).await;
    let held = push(&*store, &stranger, 1, [foreign]).await;
    assert!(!is_applied(&held[0]));

    let unit: UnitKey = "19969@2026-07-01".parse().unwrap();
    let merged = Hamlet {
        unit: unit.clone(),
        ..commune.near.clone()
    };
    store.put_hamlets(&[merged], minute(10)).await.unwrap();

    // Who had not heard of it sends what was begun with the form of the old unit, with the rights of its day.
    let (_, during) = commune.visit(&commune.volunteer, household, 5, None);
    let (_, foreign) = commune.visit(&stranger, household, 6, None);
    assert!(is_applied(
        &push(&*store, &commune.volunteer, 20, [during]).await[0]
    ));
    assert!(!is_applied(
        &push(&*store, &stranger, 20, [foreign]).await[0]
    ));
    let moved = Author {
        role: Role::Volunteer {
            unit: unit.clone(),
            hamlets: [commune.near.id].into(),
        },
        ..commune.volunteer.clone()
    };
    let (_, after) = commune.visit(&moved, household, 21, None);
    assert!(is_applied(&push(&*store, &moved, 21, [after]).await[0]));

    let here = |feed: Vec<(u64, String, String)>| {
        let keys = keys(&feed).into_iter();
        keys.filter(|key| key.starts_with("held:") || key.starts_with("hamlet:"))
            .count()
    };
    let office = |unit: &UnitKey| Scope::Office(unit.clone());
    assert_eq!(here(read_all(&*store, &office(&unit)).await), 2);
    assert_eq!(here(read_all(&*store, &office(&commune.unit)).await), 0);
    let hamlets = |unit: &UnitKey| Scope::Unit(unit.clone());
    assert_eq!(here(read_all(&*store, &hamlets(&unit)).await), 1);
    assert_eq!(here(read_all(&*store, &hamlets(&commune.unit)).await), 1);
    let filter = VisitFilter {
        state: None,
        hamlets: [commune.near.id, commune.far.id].into(),
        behind: None,
        limit: 10,
    };
    let visits = store.visits(&unit, &filter).await.unwrap();
    assert_eq!(visits.len(), 3);
    assert!(visits.iter().any(|visit| visit.id == filed));
    let overview = store.overview(&unit, minute(0)).await.unwrap();
    assert_eq!((overview.len(), overview[0].households), (1, 1));
    assert!(
        store
            .visits(&commune.unit, &filter)
            .await
            .unwrap()
            .is_empty()
    );
}

/// What an office holds, by the ids that it bears.
async fn held_at(store: &dyn Store, unit: &UnitKey) -> BTreeSet<OperationId> {
    let feed = read_held(store, unit).await;
    let held = feed
        .iter()
        .map(|(_, _, body)| serde_json::from_str::<HeldRecord>(body).unwrap());
    held.map(|held| held.operation).collect()
}

/// [S8.3] [S8.13]
/// What is held about no household that is known is seen to where its author is, and in a unit that has merged by the
/// office of the other.
pub async fn what_is_held_of_no_household_goes_with_its_author(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let nobody = HouseholdId(number(9));
    let (_, stray) = commune.visit(&commune.volunteer, nobody, 1, None);
    let strange = commune.operation(&commune.volunteer, 1, Action::Acknowledge {});
    let text = RawOperation::seal(&strange).unwrap();
    let text = text.text().replace("acknowledge", "to_the_moon");
    let mut batch = seal([stray.clone()]);
    batch.push(RawOperation::from_text(text).unwrap());
    let digest = batch[0].digest().to_string();
    store.push(&commune.volunteer, &batch, at(1)).await.unwrap();
    // Nothing under this digest is held: the decision itself is.
    let rule = |author: &Author, digest: String| {
        let note = "xin xem lại".into();
        let ruling = Ruling::SendBack { note };
        let held = stray.id;
        let action = Action::Release {
            held,
            digest,
            ruling,
        };
        commune.operation(author, 2, action)
    };
    let wrong = rule(&commune.officer, "0".repeat(64));
    push(&*store, &commune.officer, 2, [wrong.clone()]).await;
    let all = BTreeSet::from([stray.id, strange.id, wrong.id]);
    assert_eq!(held_at(&*store, &commune.unit).await, all);

    // The last hamlet goes: who would look here again?
    let unit: UnitKey = "19969@2026-07-01".parse().unwrap();
    let merged = [&commune.near, &commune.far].map(|hamlet| Hamlet {
        unit: unit.clone(),
        ..hamlet.clone()
    });
    store.put_hamlets(&merged[..1], minute(10)).await.unwrap();
    assert_eq!(held_at(&*store, &commune.unit).await, all);
    store.put_hamlets(&merged, minute(11)).await.unwrap();
    assert!(held_at(&*store, &commune.unit).await.is_empty());
    assert_eq!(held_at(&*store, &unit).await, all);
    // Nor does anybody look there at what comes before its author is in the new unit as well.
    let (_, late) = commune.visit(&commune.volunteer, nobody, 11, None);
    push(&*store, &commune.volunteer, 11, [late.clone()]).await;
    assert!(held_at(&*store, &commune.unit).await.is_empty());
    let mut all = all;
    all.insert(late.id);
    assert_eq!(held_at(&*store, &unit).await, all);
    let role = Role::CommuneOfficer {
        unit: unit.clone(),
        hamlets: [commune.near.id, commune.far.id].into(),
    };
    let officer = commune.promote(&*store, &commune.officer, role, 12).await;
    let right = rule(&officer, digest);
    assert!(is_applied(&push(&*store, &officer, 13, [right]).await[0]));

    // The volunteer works elsewhere from now on.
    let elsewhere: UnitKey = "20000@2025-07-01".parse().unwrap();
    let there = commune.elsewhere(&*store, &elsewhere, 14).await;
    let role = Role::Volunteer {
        unit: elsewhere.clone(),
        hamlets: [there.id].into(),
    };
    commune.promote(&*store, &commune.volunteer, role, 15).await;
    assert_eq!(held_at(&*store, &unit).await, [wrong.id].into());
    let his = BTreeSet::from([stray.id, strange.id, late.id]);
    assert_eq!(held_at(&*store, &elsewhere).await, his);
}

/// [S8.3]
/// A household moves to another unit, whose office sees to what is held about it from then on.
pub async fn what_is_held_goes_with_its_household(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let stays = commune.household(&*store).await;
    let bad = |household| {
        let (_, mut visit) = commune.visit(&commune.volunteer, household, 1, None);
        if let Action::FinishVisit(visit) = &mut visit.action {
            visit.answers = Default::default();
        }
        visit
    };
    let (goes, other) = (bad(household), bad(stays));
    push(
        &*store,
        &commune.volunteer,
        1,
        [goes.clone(), other.clone()],
    )
    .await;
    let unit: UnitKey = "20000@2025-07-01".parse().unwrap();
    let there = commune.elsewhere(&*store, &unit, 2).await;
    let moved = commune.moves(household, 3, there.id);
    let receipts = push(&*store, &commune.officer, 3, [moved]).await;
    assert!(receipts.iter().all(is_applied));
    assert_eq!(held_at(&*store, &unit).await, [goes.id].into());
    assert_eq!(held_at(&*store, &commune.unit).await, [other.id].into());
}

/// [S8.1]
/// What was done in a hamlet while it was given is applied after it was taken.
pub async fn work_of_a_time_counts_by_the_rights_of_that_time(store: Arc<dyn Store>) {
    let mut commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (_, during) = commune.visit(&commune.volunteer, household, 5, None);
    let (_, after) = commune.visit(&commune.volunteer, household, 15, None);
    if let Role::Volunteer { hamlets, .. } = &mut commune.volunteer.role {
        *hamlets = [commune.far.id].into();
    }
    let account = commune.account(&commune.volunteer);
    store.put_account(&account, None, minute(10)).await.unwrap();
    let receipts = push(&*store, &commune.volunteer, 20, [during, after]).await;
    let applied: Vec<_> = receipts.iter().map(is_applied).collect();
    assert_eq!(applied, [true, false]);
}

/// [S8.4]
/// What is held is found again when an officer decides on it.
pub async fn an_officer_decides_on_what_is_held(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    let (visit, early) = commune.visit(&commune.volunteer, household, 1, None);
    let held = seal([early.clone()]);
    let receipts = push(&*store, &commune.volunteer, 1, [early.clone(), register]).await;
    let reason = HeldReason::UnknownHousehold;
    assert_eq!(receipts[0].outcome, Outcome::Held { reason });
    let action = Action::Release {
        held: early.id,
        digest: held[0].digest().to_string(),
        ruling: Ruling::Apply,
    };
    let rule = commune.operation(&commune.officer, 2, action);
    assert!(is_applied(
        &push(&*store, &commune.officer, 2, [rule]).await[0]
    ));
    let applied = store.visit(visit).await.unwrap().unwrap();
    assert_eq!(
        (applied.author, applied.received),
        (commune.volunteer.user, minute(1))
    );
    let told = read_all(&*store, &Scope::Person(commune.volunteer.user)).await;
    assert_eq!(keys(&told), [format!("ruling:{}", held[0].digest())]);
}

/// [S9.2]
/// A cursor of a time that the database has lost is known for what it is; one of a time that it knows goes on.
pub async fn a_cursor_from_a_lost_time_begins_anew(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let scope = [commune.scope()];
    let (first, second, lost) = (Epoch(1), Epoch(2), Epoch(3));
    store.begin_epoch(first, minute(0)).await.unwrap();
    commune.household(&*store).await;
    store.begin_epoch(second, minute(1)).await.unwrap();
    commune.household(&*store).await;
    let pulled = store
        .pull(&scope, &Cursors::default(), None, changes(9))
        .await
        .unwrap();
    assert_eq!(
        (pulled.epoch, pulled.feeds[0].cursor),
        (Some(second), Seq(2))
    );
    // What was read in the first epoch up to its end is behind the reader.
    let known = &pages(&*store, &scope, 1, Some(first)).await[0];
    assert_eq!((known.anew, known.changes.len()), (false, 1));
    // Two changes in the first epoch: there was one. And a third epoch that nobody remembers.
    for (cursor, epoch) in [(2, first), (1, lost), (2, lost)] {
        let page = &pages(&*store, &scope, cursor, Some(epoch)).await[0];
        assert_eq!(
            (page.anew, page.changes.len()),
            (true, 2),
            "{cursor} in {epoch:?}"
        );
    }
    assert!(pages(&*store, &scope, 2, Some(second)).await.is_empty());
    // A device that has read no feed of an epoch yet.
    assert!(pages(&*store, &scope, 2, None).await.is_empty());
}

/// [S9.3]
/// What left a scope long ago is forgotten; who has not heard of it begins anew, who has goes on.
pub async fn what_left_long_ago_is_forgotten(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let stays = commune.household(&*store).await;
    let moved = commune.moves(household, 2, commune.far.id);
    push(&*store, &commune.officer, 2, [moved]).await;
    assert_eq!(store.sweep(minute(2)).await.unwrap(), 0);
    let now = Epoch(1);
    store.begin_epoch(now, minute(3)).await.unwrap();
    assert_eq!(store.sweep(minute(3)).await.unwrap(), 1);
    let scope = [commune.scope()];
    // Who reads on in the epoch that began before the sweep, page by page, is not sent to the beginning again.
    let next = &pages(&*store, &scope, 1, Some(now)).await[0];
    assert!(!next.anew);
    let late = &pages(&*store, &scope, 2, None).await[0];
    assert_eq!(
        (late.anew, late.changes.len(), late.cursor, late.more),
        (true, 1, Seq(3), false)
    );
    assert_eq!(
        late.changes[0].key.to_string(),
        format!("household:{stays}")
    );
    assert!(pages(&*store, &scope, 3, None).await.is_empty());
    let fresh = &store
        .pull(&scope, &Cursors::default(), None, changes(9))
        .await
        .unwrap()
        .feeds[0];
    assert_eq!(
        (fresh.anew, fresh.cursor, fresh.more),
        (false, Seq(3), false)
    );
}

async fn open_session(store: &dyn Store, author: &Author) {
    let session = NewSession {
        id: dong_hanh_domain::SessionId(number(71)),
        token: TokenHash([7; 32]),
        user: author.user,
        device: author.device,
        label: "Samsung A05".into(),
        opened: minute(0),
        expires: minute(60),
    };
    store.open_session(&session).await.unwrap();
}

/// [S9.4]
/// Each operation of a device counts once, however often it was sent; and what the device says of itself is kept.
pub async fn a_device_is_counted_and_reports(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let author = &commune.volunteer;
    open_session(&*store, author).await;
    let (household, register) = commune.register(author, commune.near.id);
    let (_, visit) = commune.visit(author, household, 1, None);
    let forged = Operation {
        action: commune.visit(author, household, 1, None).1.action,
        ..visit.clone()
    };
    let (_, foreign) = commune.register(author, commune.far.id);
    for _ in 0..2 {
        push(
            &*store,
            author,
            1,
            [
                register.clone(),
                visit.clone(),
                forged.clone(),
                foreign.clone(),
            ],
        )
        .await;
    }
    let report = Report {
        app: "0.1.0".into(),
        waiting: 3,
        ..Report::default()
    };
    let none = DeviceId(number(99));
    let note = |device, report| store.note_device(author.user, device, report, minute(5));
    assert_eq!(note(author.device, Some(&report)).await.unwrap(), 3);
    assert_eq!(note(author.device, None).await.unwrap(), 3);
    assert_eq!(note(none, None).await.unwrap(), 0);
    let devices = store.devices_of(&commune.unit).await.unwrap();
    let [device] = &devices[..] else {
        panic!("one device");
    };
    assert_eq!(
        (device.user, device.device, device.received),
        (author.user, author.device, 3)
    );
    // The other content under the visit's id is held as well, and counts nowhere.
    let held = Fate::of_held(&HeldReason::ForeignScope, &HeldState::Open);
    assert_eq!(device.held, [(held, 1)].into());
    assert_eq!(
        (device.seen, device.report.clone()),
        (minute(5), Some((report, minute(5))))
    );
    let elsewhere = "46@2025-07-01".parse().unwrap();
    assert!(store.devices_of(&elsewhere).await.unwrap().is_empty());
}

/// [S9.4] [S5.4]
/// What came of a device before it signed in, as a database that was put back may see it, counts when it does.
pub async fn what_came_before_a_sign_in_is_counted(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let author = &commune.volunteer;
    let (_, register) = commune.register(author, commune.near.id);
    push(&*store, author, 1, [register]).await;
    let known = store.devices_of(&commune.unit).await.unwrap();
    open_session(&*store, author).await;
    let after = store.devices_of(&commune.unit).await.unwrap();
    for devices in [&known, &after] {
        let told = devices
            .iter()
            .map(|device| (device.device, device.received));
        assert_eq!(told.collect::<Vec<_>>(), [(author.device, 1)]);
    }
    assert_eq!(after[0].label, "Samsung A05");
    let noted = store.note_device(author.user, author.device, None, minute(5));
    assert_eq!(noted.await.unwrap(), 1);
}

/// [S2.4]
/// A text that no reader of JSON goes down to the ground of is held as it came, and its device can be looked at.
pub async fn what_is_nested_deeply_is_held_and_counted(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let author = &commune.volunteer;
    open_session(&*store, author).await;
    let strange = commune.operation(author, 1, Action::Acknowledge {});
    let text = RawOperation::seal(&strange).unwrap();
    let deep = format!("{}1{}", "[".repeat(2_000), "]".repeat(2_000));
    let text = text.text().replace("{}", &deep);
    let raw = RawOperation::from_text(text).unwrap();
    store.push(author, &[raw], at(1)).await.unwrap();
    let devices = store.devices_of(&commune.unit).await.unwrap();
    let reason = "unreadable".to_owned();
    assert_eq!(devices[0].held, [(Fate::Held { reason }, 1)].into());
}
