//! The story of 1 July 2025: the 133 units of the city of Huế become 40, of which many bear a code that meant another one
//! the day before (Resolution 1675/NQ-UBTVQH15).

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::coverage::{Period, Span, Tally, UnitsThen, Whose, coverage};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::units::register::{Register, RegisteredUnit};
use dong_hanh_domain::{
    DeviceId, Extra, Fact, Hamlet, HamletId, HamletKind, HouseholdChange, HouseholdId, Role, Scope,
    UnitKey, UserId,
};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{Action, ChangedHousehold};

use super::commune::{Commune, is_applied, minute, number, push, read_all, read_held};
use super::mergers::Out;
use crate::{Follower, MemoryStore, Merged, Merger, PasswordHash, Store, Unit};

/// When the visits of June 2025 were made, on the 13th.
const IN_JUNE: i64 = -529 * 24 * 60;

/// A unit as it works on 30 June: one hamlet with a household, who visits it, and the phone that is out.
struct Before<'a> {
    unit: &'a RegisteredUnit,
    hamlet: HamletId,
    household: HouseholdId,
    phone: Out,
}

fn named(unit: &RegisteredUnit) -> Unit {
    Unit {
        key: unit.key.clone(),
        name: unit.name.to_string(),
        province: None,
    }
}

/// Sets a unit up, registers a household, files a visit to it, and takes the phone out of the network with a visit, a fact,
/// and a visit to nobody on it.
async fn settle<'a>(
    store: &dyn Store,
    commune: &Commune,
    unit: &'a RegisteredUnit,
    at: u64,
) -> Before<'a> {
    store.put_unit(&named(unit)).await.unwrap();
    let hamlet = Hamlet {
        id: HamletId(number(100_000 + at)),
        unit: unit.key.clone(),
        name: format!("Thôn {at}"),
        kind: HamletKind::Village,
        before: Vec::new(),
    };
    let hamlets = std::slice::from_ref(&hamlet);
    store.put_hamlets(hamlets, minute(0)).await.unwrap();
    let published = store.publish_form(&unit.key, &commune.form).await;
    published.unwrap();
    let volunteer = Author {
        user: UserId(number(200_000 + at)),
        device: DeviceId(number(300_000 + at)),
        role: Role::Volunteer {
            unit: unit.key.clone(),
            hamlets: [hamlet.id].into(),
        },
        list: None,
    };
    let account = commune.account(&volunteer);
    let password = PasswordHash("$hash".into());
    let put = store
        .put_account(&account, Some(&password), minute(0))
        .await;
    put.unwrap();
    let (household, registered) = commune.register(&volunteer, hamlet.id);
    let (_, filed) = commune.visit(&volunteer, household, IN_JUNE, None);
    let receipts = push(store, &volunteer, 1, [registered, filed]).await;
    assert!(receipts.iter().all(is_applied));

    let place = u8::try_from(at + 1).unwrap();
    let out = Author {
        device: DeviceId(number(500_000 + at)),
        ..volunteer.clone()
    };
    let mut phone = Out::of(store, &out, place).await;
    let nobody = HouseholdId(number(400_000 + at));
    let said = Action::ChangeHousehold(ChangedHousehold {
        household,
        changes: vec![HouseholdChange::Set(Fact::Area(Some(36.5)))],
        seen: Default::default(),
        visit: None,
        extra: Extra::default(),
    });
    phone.says(commune.visit(&volunteer, household, 2, None).1);
    phone.says(commune.operation(&volunteer, 2, said));
    phone.says(commune.visit(&volunteer, nobody, 2, None).1);
    Before {
        unit,
        hamlet: hamlet.id,
        household,
        phone,
    }
}

/// What is told of the households of these units in a period: by unit its name and its numbers.
async fn told(
    store: &dyn Store,
    units: impl Iterator<Item = &UnitKey>,
    span: Span,
    day: NaiveDate,
) -> BTreeMap<UnitKey, (String, Tally)> {
    let (period, today) = (Period::around(span, day), day_of(minute(5)));
    let mut told: BTreeMap<_, (String, Tally)> = BTreeMap::new();
    for unit in units {
        let mut follower = Follower::new(unit.clone());
        let outlook = follower.read(store, today).await.unwrap();
        let tallies = coverage(outlook.households(), period, Whose::All, today);
        let then = UnitsThen::of(&store.hamlets(unit).await.unwrap(), period, today);
        for (unit, tally) in then.told(tallies) {
            let unit = unit.expect("every hamlet is known");
            let name = match then.name(&unit) {
                Some(name) => name.to_owned(),
                None => store.unit(&unit).await.unwrap().unwrap().name,
            };
            let (called, sum) = told.entry(unit).or_default();
            *called = name;
            *sum += tally;
        }
    }
    told
}

/// [S8.14] [S8.15]
/// Every hamlet, household, visit and person of the 133 units is in the one of the 40 that its unit became, each phone that
/// was out sends what it has to that one, and what was done before is told with the name of its day, also where another
/// unit bears the code now.
pub async fn the_133_units_of_june_2025_become_40_while_everybody_is_out(store: Arc<dyn Store>) {
    // Only who says what is taken from it.
    let commune = Commune::settle(&MemoryStore::default()).await;
    let register = Register::built_in().unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let (last, first) = (day("2025-06-30"), day("2025-07-01"));
    let of_hue =
        |unit: &&RegisteredUnit| unit.province.as_deref() == Some("46") && unit.key.code.len() == 5;
    let mut before = Vec::new();
    for (at, unit) in (0..).zip(register.in_force(last).filter(of_hue)) {
        before.push(settle(&*store, &commune, unit, at).await);
    }
    assert_eq!(before.len(), 133);

    let mut comes_to: BTreeMap<&UnitKey, u64> = BTreeMap::new();
    for old in &before {
        let heir = register.became(&old.unit.key, first).unwrap();
        *comes_to.entry(&heir.key).or_default() += 1;
    }
    assert_eq!(comes_to.len(), 40);
    let mut all = Merged::default();
    for unit in register.in_force(first).filter(of_hue) {
        let from = register.before(&unit.key).into_iter();
        let merger = Merger::new(from.map(|old| old.key.clone()), named(unit));
        let merged = store.merge_units(&merger, minute(3)).await.unwrap();
        assert_eq!(
            (merged.hamlets, merged.people),
            (comes_to[&unit.key], comes_to[&unit.key])
        );
        all.households += merged.households;
        all.visits += merged.visits;
    }
    assert_eq!((all.households, all.visits), (133, 133));

    for old in &mut before {
        old.phone.sends(&*store, 5).await;
    }
    let mut held = 0;
    for unit in comes_to.keys() {
        held += read_held(&*store, unit).await.len();
    }
    assert_eq!(
        held, 133,
        "each visit to nobody waits at the office of its author"
    );
    for old in &before {
        let heir = register.became(&old.unit.key, first).unwrap();
        assert_eq!(old.phone.author.role.unit(), &heir.key);
        old.phone.balances(&*store, &heir.key).await;
        let household = store.household(old.household).await.unwrap().unwrap();
        assert_eq!(
            (household.hamlet, household.dwelling.area_m2),
            (old.hamlet, Some(36.5))
        );
        let visits = read_all(&*store, &Scope::Hamlet(old.hamlet)).await;
        let visits = visits
            .iter()
            .filter(|(_, key, _)| key.starts_with("visit:"));
        assert_eq!(visits.count(), 2);
        let hamlets = store.hamlets(&heir.key).await.unwrap();
        let hamlet = hamlets
            .iter()
            .find(|hamlet| hamlet.id == old.hamlet)
            .unwrap();
        let then = hamlet.unit_of_the_day(last).unwrap();
        assert_eq!((&then.unit, &*then.name), (&old.unit.key, &*old.unit.name));
        assert_eq!(hamlet.unit_of_the_day(first), None);
        assert!(store.hamlets(&old.unit.key).await.unwrap().is_empty());
        assert!(
            store
                .people(&old.unit.key, minute(0))
                .await
                .unwrap()
                .is_empty()
        );
    }
    // Of June the old units are told, of July the new ones, and all of them come to the same.
    let june = told(&*store, comes_to.keys().copied(), Span::Month, last).await;
    let july = told(&*store, comes_to.keys().copied(), Span::Month, first).await;
    let year = told(&*store, comes_to.keys().copied(), Span::Year, first).await;
    assert_eq!((june.len(), july.len(), year.len()), (133, 40, 40));
    for old in &before {
        let (name, tally) = &june[&old.unit.key];
        assert_eq!(**name, *old.unit.name);
        assert_eq!((tally.all().reached, tally.all().of), (1, 1));
    }
    for (unit, count) in &comes_to {
        let name = register.get(unit).map(|unit| &*unit.name);
        let households = usize::try_from(*count).unwrap();
        for (told, reached) in [(&july[*unit], 0), (&year[*unit], households)] {
            assert_eq!(Some(&*told.0), name);
            assert_eq!(
                (told.1.all().reached, told.1.all().of),
                (reached, households)
            );
        }
    }
    let sum = |told: &BTreeMap<_, (String, Tally)>| told.values().map(|(_, tally)| *tally).sum();
    let (june, july, year): (Tally, Tally, Tally) = (sum(&june), sum(&july), sum(&year));
    assert_eq!((june, july.all().of), (year, 133));
    // The code says nothing without a day.
    let name = async |on: &str| {
        let unit = register.on("19753", day(on)).unwrap();
        store.unit(&unit.key).await.unwrap().map(|unit| unit.name)
    };
    assert_eq!(
        name("2025-06-30").await.as_deref(),
        Some("Phường Thuận Lộc")
    );
    assert_eq!(name("2025-07-01").await.as_deref(), Some("Phường Phú Xuân"));
}
