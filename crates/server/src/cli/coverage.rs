//! `coverage`: how far visits reach in every unit of the installation and in all of them together, as JSON.
//!
//! Numbers without names of households: what a city sees of its communes. A period before a merger is told by the units
//! of that time.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use chrono::NaiveDate;
use clap::Args;
use dong_hanh_domain::coverage::{Period, Span, Tally, UnitsThen, Whose, coverage};
use dong_hanh_domain::{HamletId, UnitKey};
use dong_hanh_store::{Follower, Store};
use dong_hanh_store_sqlite::SqliteStore;
use serde::Serialize;
use serde_json::json;

use super::database::Database;
use super::{say, today};

#[derive(Args, Debug)]
pub(super) struct Coverage {
    #[command(flatten)]
    database: Database,
    /// How long the period is: month, quarter or year
    #[arg(long, value_name = "SPAN", default_value = "month", value_parser = span)]
    span: Span,
    /// A day that lies in it; today unless named
    #[arg(long, value_name = "YYYY-MM-DD")]
    day: Option<NaiveDate>,
}

/// All units of the installation.
#[derive(Serialize)]
struct Installation {
    /// The day for which it holds, in Việt Nam.
    day: NaiveDate,
    /// The first day of the period.
    first: NaiveDate,
    /// Its last day.
    last: NaiveDate,
    /// All units together.
    #[serde(flatten)]
    all: Numbers,
    /// By where the hamlets lay at the end of the period; they add up to the whole.
    units: Vec<OfUnit>,
}

#[derive(Serialize)]
struct OfUnit {
    /// Missing of hamlets that are in no unit any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitKey>,
    /// As it was called then.
    name: String,
    #[serde(flatten)]
    numbers: Numbers,
}

#[derive(Clone, Copy, Default, Serialize)]
struct Numbers {
    /// How many households there are now.
    households: usize,
    /// How many of them are left behind now.
    left_behind: usize,
    /// How far visits reached in the period.
    coverage: Tally,
}

impl Coverage {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let store = self.database.open().await?;
        let day = today();
        let period = Period::around(self.span, self.day.unwrap_or(day));
        let (mut counted, mut hamlets) = (BTreeMap::new(), Vec::new());
        let (mut names, mut shown) = (BTreeMap::new(), BTreeSet::new());
        for unit in store.units().await? {
            if unit.key.is_province() {
                continue;
            }
            // What was a unit's that has become another one is counted there.
            if store.heir(&unit.key).await?.is_none() {
                let lie_there = store.hamlets(&unit.key).await?;
                if lie_there.is_empty() {
                    shown.insert(Some(unit.key.clone()));
                }
                hamlets.extend(lie_there);
                Numbers::count(&store, &unit.key, period, day, &mut counted).await?;
            }
            names.insert(unit.key, unit.name);
        }
        store.close().await;
        let then = UnitsThen::of(&hamlets, period, day);
        shown.extend(then.units().into_iter().cloned().map(Some));
        let mut told = then.told(counted);
        for unit in shown {
            told.entry(unit).or_default();
        }
        let mut all = Numbers::default();
        told.values().for_each(|numbers| all += *numbers);
        let named = |unit: &UnitKey| {
            let name = then.name(unit).map(str::to_owned);
            name.or_else(|| names.get(unit).cloned())
        };
        let units = told.into_iter().map(|(unit, numbers)| OfUnit {
            name: unit.as_ref().and_then(named).unwrap_or_default(),
            unit,
            numbers,
        });
        let installation = Installation {
            day,
            first: period.first(),
            last: period.last(),
            all,
            units: units.collect(),
        };
        say(&serde_json::to_string_pretty(&installation)?)?;
        Ok(())
    }
}

impl Numbers {
    /// Adds what a unit has to the hamlets: households where they live, what was counted of them where they lived.
    async fn count(
        store: &SqliteStore,
        unit: &UnitKey,
        period: Period,
        today: NaiveDate,
        hamlets: &mut BTreeMap<HamletId, Self>,
    ) -> anyhow::Result<()> {
        let mut follower = Follower::new(unit.clone());
        let outlook = follower.read(store, today).await?;
        let there = outlook.households().iter();
        for household in there.filter(|household| !household.is_left_alone(today)) {
            hamlets.entry(household.hamlet).or_default().households += 1;
        }
        for row in outlook.left_behind().rows {
            hamlets.entry(row.hamlet).or_default().left_behind += 1;
        }
        for (hamlet, tally) in coverage(outlook.households(), period, Whose::All, today) {
            hamlets.entry(hamlet).or_default().coverage += tally;
        }
        Ok(())
    }
}

impl AddAssign for Numbers {
    fn add_assign(&mut self, other: Self) {
        self.households += other.households;
        self.left_behind += other.left_behind;
        self.coverage += other.coverage;
    }
}

fn span(text: &str) -> Result<Span, &'static str> {
    serde_json::from_value(json!(text)).map_err(|_| "a span is month, quarter or year")
}
