//! `coverage`: how far visits reach in every unit of the installation and in all of them together, as JSON.
//!
//! Numbers without names of households: what a city sees of its communes.

use chrono::NaiveDate;
use clap::Args;
use dong_hanh_domain::UnitKey;
use dong_hanh_domain::coverage::{Period, Span, Tally, Whose, coverage};
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
    units: Vec<OfUnit>,
}

#[derive(Serialize)]
struct OfUnit {
    unit: UnitKey,
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
        let (mut all, mut units) = (Numbers::default(), Vec::new());
        for unit in store.units().await? {
            // What was a unit's that has become another one is counted there.
            if store.heir(&unit.key).await?.is_some() {
                continue;
            }
            let numbers = Numbers::of(&store, &unit.key, period, day).await?;
            all.households += numbers.households;
            all.left_behind += numbers.left_behind;
            all.coverage += numbers.coverage;
            units.push(OfUnit {
                unit: unit.key,
                name: unit.name,
                numbers,
            });
        }
        store.close().await;
        let installation = Installation {
            day,
            first: period.first(),
            last: period.last(),
            all,
            units,
        };
        say(&serde_json::to_string_pretty(&installation)?)?;
        Ok(())
    }
}

impl Numbers {
    async fn of(
        store: &SqliteStore,
        unit: &UnitKey,
        period: Period,
        today: NaiveDate,
    ) -> anyhow::Result<Self> {
        let mut follower = Follower::new(unit.clone());
        let outlook = follower.read(store, today).await?;
        let tallies = coverage(outlook.households(), period, Whose::All, today);
        Ok(Self {
            households: outlook.households().len(),
            left_behind: outlook.left_behind().rows.len(),
            coverage: tallies.into_values().sum(),
        })
    }
}

fn span(text: &str) -> Result<Span, &'static str> {
    serde_json::from_value(json!(text)).map_err(|_| "a span is month, quarter or year")
}
