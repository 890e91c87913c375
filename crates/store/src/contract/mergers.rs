//! Stories of units that become another one.

use std::sync::Arc;

use dong_hanh_domain::coverage::Span;
use dong_hanh_domain::settings::{Aim, Settings, Target};
use dong_hanh_domain::{DeviceId, HouseholdId, ReviewDecision, Scope, SessionId, UnitKey};
use dong_hanh_sync::outbox::{Outbox, Saying};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{Action, FormRecord, Operation, RawOperation, Report, SettingsRecord, Tally};

use super::commune::{Commune, at, is_applied, minute, number, push, read_all, read_held};
use crate::{Merged, Merger, NewSession, Store, TokenHash, Unit};

fn unit(key: &str) -> Unit {
    Unit {
        key: key.parse().unwrap(),
        name: "Phường Mới".into(),
        province: None,
    }
}

fn is_held_or_hamlet(key: &str) -> bool {
    key.starts_with("held:") || key.starts_with("hamlet:")
}

/// What is in the feeds of a unit of what it looks after.
async fn looks_after(store: &dyn Store, unit: &UnitKey) -> usize {
    let mut count = 0;
    for scope in [Scope::Unit(unit.clone()), Scope::Office(unit.clone())] {
        let feed = read_all(store, &scope).await;
        let keys = feed.iter().filter(|(_, key, _)| is_held_or_hamlet(key));
        count += keys.count();
    }
    count
}

/// [S8.14]
/// Two units become a third: what is theirs is the third's, and again it changes nothing.
pub async fn units_become_another_one_with_all_that_is_theirs(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let other: UnitKey = "20000@2025-07-01".parse().unwrap();
    commune.elsewhere(&*store, &other, 0).await;
    let household = commune.household(&*store).await;
    let nobody = HouseholdId(number(9));
    let (visit, filed) = commune.visit(&commune.volunteer, household, 1, None);
    let (_, stray) = commune.visit(&commune.volunteer, nobody, 1, None);
    push(&*store, &commune.volunteer, 1, [filed, stray]).await;
    let mut settings = Settings::default();
    settings.intervals.poor = 30;
    let set = commune.set(1, &settings);
    assert!(is_applied(
        &push(&*store, &commune.officer, 1, [set]).await[0]
    ));

    let into = unit("19969@2026-07-01");
    let merger = Merger::new([commune.unit.clone(), other.clone()], into.clone());
    let whole = Merged {
        hamlets: 3,
        households: 1,
        visits: 1,
        people: 2,
        forms: 1,
        held: 1,
    };
    let rehearsed = store.rehearse_merger(&merger, minute(2)).await.unwrap();
    assert_eq!(rehearsed, whole);
    assert_eq!(store.unit(&into.key).await.unwrap(), None);
    assert_eq!(looks_after(&*store, &commune.unit).await, 3);

    let merged = store.merge_units(&merger, minute(2)).await.unwrap();
    assert_eq!(merged, whole);
    let units = store.units().await.unwrap();
    assert_eq!(units, std::slice::from_ref(&into));
    assert_eq!(looks_after(&*store, &into.key).await, 4);
    for left in [&commune.unit, &other] {
        assert_eq!(looks_after(&*store, left).await, 0);
        assert!(store.people(left, minute(0)).await.unwrap().is_empty());
    }
    let people = store.people(&into.key, minute(0)).await.unwrap();
    let hamlets = people.iter().map(|account| account.role.hamlets().len());
    // The volunteer has his hamlet as before, the officer all of the unit.
    assert_eq!(hamlets.collect::<Vec<_>>(), [1, 3]);
    let scope = Scope::Unit(into.key.clone());
    let feed = read_all(&*store, &scope).await;
    let set = feed.iter().find(|(_, key, _)| key.starts_with("settings:"));
    let set: SettingsRecord = serde_json::from_str(&set.unwrap().2).unwrap();
    assert_eq!(
        (set.unit, set.officer),
        (into.key.clone(), commune.officer.user)
    );
    assert_eq!(set.settings, settings);
    let current = |feed: &[(u64, String, String)]| {
        let forms = feed.iter().filter(|(_, key, _)| key.starts_with("form:"));
        forms
            .map(|(_, _, body)| serde_json::from_str::<FormRecord>(body).unwrap())
            .map(|form| form.current)
            .collect::<Vec<_>>()
    };
    assert_eq!(current(&feed), [true]);

    // The officer of the unit goes on with what was done in the old one.
    let officer = Author {
        role: people[1].role.clone(),
        ..commune.officer.clone()
    };
    let review = commune.review(visit, 3, ReviewDecision::Accept);
    assert!(is_applied(&push(&*store, &officer, 3, [review]).await[0]));

    let again = store.merge_units(&merger, minute(4)).await.unwrap();
    assert!(again.is_nothing(), "{again:?}");
    assert_eq!(read_all(&*store, &scope).await, feed);
}

/// What is set in a unit, in its feed.
async fn set_in(store: &dyn Store, unit: &UnitKey) -> Option<SettingsRecord> {
    let feed = read_all(store, &Scope::Unit(unit.clone())).await;
    let mut set = feed
        .iter()
        .filter(|(_, key, _)| key.starts_with("settings:"));
    set.next()
        .map(|(_, _, body)| serde_json::from_str(body).unwrap())
}

/// [S8.14]
/// Units that come one after the other bring what they have set as units that come together do, and what the office decides
/// afterwards stands, however often the mergers are said.
pub async fn what_was_set_comes_once(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let other: UnitKey = "20000@2025-07-01".parse().unwrap();
    let into = unit("19969@2026-07-01");
    commune.elsewhere(&*store, &other, 0).await;
    let mergers = [&commune.unit, &other].map(|from| Merger::new([from.clone()], into.clone()));
    let set = async |unit: &UnitKey, minutes, poor, visits: Option<u16>| {
        let officer = Author {
            role: commune.officer.role.clone().in_unit(unit.clone()),
            ..commune.officer.clone()
        };
        let mut settings = Settings::default();
        settings.intervals.poor = poor;
        settings.targets.extend(visits.map(|visits| Target {
            aim: Aim::EachVolunteer,
            span: Span::Month,
            visits,
        }));
        let (unit, settings) = (unit.clone(), Box::new(settings));
        let said = Action::ChangeSettings { unit, settings };
        let said = commune.operation(&officer, minutes, said);
        assert!(is_applied(
            &push(&*store, &officer, minutes, [said]).await[0]
        ));
    };
    set(&commune.unit, 1, 45, Some(9)).await;
    store.merge_units(&mergers[0], minute(2)).await.unwrap();
    set(&other, 3, 30, Some(4)).await;
    store.merge_units(&mergers[1], minute(4)).await.unwrap();
    let came = set_in(&*store, &into.key).await.unwrap();
    assert_eq!((came.settings.intervals.poor, came.inherited), (30, true));
    let visits = came.settings.targets.iter().map(|target| target.visits);
    assert_eq!(visits.collect::<Vec<_>>(), [9]);
    assert_eq!(set_in(&*store, &other).await, None);

    // The new office wants no targets; whoever says the mergers again changes nothing of it.
    set(&into.key, 5, 60, None).await;
    for merger in &mergers {
        let again = store.merge_units(merger, minute(6)).await.unwrap();
        assert!(again.is_nothing(), "{again:?}");
    }
    let stands = set_in(&*store, &into.key).await.unwrap();
    assert_eq!(
        (stands.settings.intervals.poor, stands.inherited),
        (60, false)
    );
    assert!(stands.settings.targets.is_empty());
}

/// [S8.14]
/// What a unit has published stays what new visits begin with, and an older form comes along for the visits made with it.
pub async fn the_form_of_the_other_unit_stays_the_current_one(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let into = unit("19969@2026-07-01");
    let text = commune.form.definition.get();
    let newer = text.replace("\"version\":\"1\"", "\"version\":\"2\"");
    let newer = FormRecord::new(&newer, minute(1)).unwrap();
    store.publish_form(&into.key, &newer).await.unwrap();
    let merger = Merger::new([commune.unit.clone(), into.key.clone()], into.clone());
    let merged = store.merge_units(&merger, minute(2)).await.unwrap();
    assert_eq!((merged.forms, merged.hamlets), (1, 2));
    let feed = read_all(&*store, &Scope::Unit(into.key)).await;
    let forms = feed.iter().filter(|(_, key, _)| key.starts_with("form:"));
    let forms = forms.map(|(_, _, body)| serde_json::from_str::<FormRecord>(body).unwrap());
    let mut forms: Vec<_> = forms.map(|form| (form.current, form.id)).collect();
    forms.sort();
    let expected = [(false, commune.form.id.clone()), (true, newer.id)];
    assert_eq!(forms, expected);
}

/// A device that is out, with what was done on it.
pub(super) struct Out {
    pub(super) author: Author,
    outbox: Outbox,
}

impl Out {
    pub(super) async fn of(store: &dyn Store, author: &Author, place: u8) -> Self {
        let session = NewSession {
            id: SessionId(number(70 + u64::from(place))),
            token: TokenHash([place; 32]),
            user: author.user,
            device: author.device,
            label: "Samsung A05".into(),
            opened: minute(0),
            expires: minute(600),
        };
        store.open_session(&session).await.unwrap();
        Self {
            author: author.clone(),
            outbox: Outbox::default(),
        }
    }

    pub(super) fn says(&mut self, operation: Operation) {
        let saying = Saying::now(operation.made, operation.action);
        let named = [(operation.id, saying)];
        let planned = self.outbox.plan(self.author.device, named).unwrap();
        for (counter, raw) in planned {
            self.outbox.queue(counter, raw);
        }
    }

    /// Sends all, by the rights that its author has now.
    pub(super) async fn sends(&mut self, store: &dyn Store, minutes: i64) {
        let account = store
            .account(self.author.user, minute(0))
            .await
            .unwrap()
            .unwrap();
        self.author.role = account.role;
        let waiting: Vec<(u64, RawOperation)> = self
            .outbox
            .iter()
            .map(|(counter, entry)| (counter, entry.raw.clone()))
            .collect();
        let batch: Vec<_> = waiting.iter().map(|(_, raw)| raw.clone()).collect();
        let receipts = store.push(&self.author, &batch, at(minutes)).await.unwrap();
        for ((counter, _), receipt) in waiting.iter().zip(receipts) {
            self.outbox.received(*counter, receipt.unwrap());
        }
    }

    /// Whether both ends count the same, and nothing is missing.
    pub(super) async fn balances(&self, store: &dyn Store, unit: &UnitKey) {
        let here = Tally::of_device(&self.outbox, 0);
        let devices = store.devices_of(unit).await.unwrap();
        let device: DeviceId = self.author.device;
        let known = devices.iter().find(|known| known.device == device).unwrap();
        let there = Tally::of_office(known.received, known.held.clone(), Some(&Report::default()));
        assert_eq!(here, there);
        let account = there.account(self.outbox.counter());
        assert!(account.balances() && account.made > 0, "{account:?}");
    }
}

/// [S8.14] [S8.9]
/// Two devices are out with unsent work while their unit becomes another one: all of it arrives, and both ends count alike.
pub async fn who_is_out_during_a_merger_comes_back_with_all_work(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (visit, filed) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 1, [filed]).await;
    let phone_of = |author: &Author, device: u64| Author {
        device: DeviceId(number(device)),
        ..author.clone()
    };
    let mut phone = Out::of(&*store, &phone_of(&commune.volunteer, 51), 1).await;
    let mut desk = Out::of(&*store, &phone_of(&commune.officer, 52), 2).await;
    let (_, next) = commune.visit(&commune.volunteer, household, 2, None);
    let (_, stray) = commune.visit(&commune.volunteer, HouseholdId(number(9)), 2, None);
    phone.says(next);
    phone.says(stray);
    desk.says(commune.review(visit, 3, ReviewDecision::Accept));
    desk.says(commune.operation(&commune.officer, 3, Action::Acknowledge {}));
    desk.says(commune.moves(household, 3, commune.far.id));

    let into = unit("19969@2026-07-01");
    let merger = Merger::new([commune.unit.clone()], into.clone());
    store.merge_units(&merger, minute(4)).await.unwrap();
    phone.sends(&*store, 5).await;
    desk.sends(&*store, 5).await;
    phone.balances(&*store, &into.key).await;
    desk.balances(&*store, &into.key).await;
    assert_eq!(read_held(&*store, &into.key).await.len(), 1);
    let moved = store.household(household).await.unwrap().unwrap();
    assert_eq!(moved.hamlet, commune.far.id);
    // Back from its work, the phone goes on in the unit that there is now.
    let account = store
        .account(phone.author.user, minute(0))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(account.role.unit(), &into.key);
}

/// [S8.14]
/// Whoever asks for a unit that is none any more is told which one took its place, through all mergers.
pub async fn who_took_a_units_place_is_known(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let empty: UnitKey = "20000@2025-07-01".parse().unwrap();
    let [second, third] = ["19969@2026-07-01", "19970@2027-07-01"].map(unit);
    let heir = async |unit: &UnitKey| store.heir(unit).await.unwrap();
    assert_eq!(heir(&commune.unit).await, None);
    assert_eq!(heir(&empty).await, None);
    let merger = Merger::new([empty.clone()], second.clone());
    store.merge_units(&merger, minute(1)).await.unwrap();
    assert_eq!(heir(&empty).await, Some(second.key.clone()));
    let merger = Merger::new([commune.unit.clone()], second.clone());
    store.merge_units(&merger, minute(2)).await.unwrap();
    assert_eq!(heir(&second.key).await, None);
    let merger = Merger::new([second.key.clone()], third.clone());
    store.merge_units(&merger, minute(3)).await.unwrap();
    for unit in [&empty, &commune.unit, &second.key] {
        assert_eq!(heir(unit).await, Some(third.key.clone()));
    }
    assert_eq!(heir(&third.key).await, None);
}
