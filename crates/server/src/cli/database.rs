//! Which database a command works on.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use dong_hanh_store::{Store, Unit};
use dong_hanh_store_sqlite::SqliteStore;

use super::{demo, own_forms};
use crate::password::Passwords;
use crate::units::{self, KnownUnit};

/// The option that names the database.
#[derive(Args, Debug)]
pub(super) struct Database {
    /// Where the records lie, as sqlite:PATH; it is created where there is none
    #[arg(long, env = "DONG_HANH_DATABASE", value_name = "sqlite:PATH")]
    database: Address,
}

#[derive(Clone, Debug)]
enum Address {
    Sqlite(PathBuf),
}

impl FromStr for Address {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(path.into())),
            _ => Err(
                "a database is written as sqlite:PATH, for example sqlite:/var/lib/dong-hanh/data.db",
            ),
        }
    }
}

impl Database {
    /// Opens it.
    pub(super) async fn open(&self) -> anyhow::Result<SqliteStore> {
        let Address::Sqlite(path) = &self.database;
        SqliteStore::open(path)
            .await
            .with_context(|| format!("{} could not be opened", path.display()))
    }
}

impl Database {
    /// The file beside it that remembers what was erased.
    pub(super) fn erased(&self) -> PathBuf {
        let Address::Sqlite(path) = &self.database;
        let mut name = path.clone().into_os_string();
        name.push(".erased");
        name.into()
    }

    /// Opens it to set up a real installation.
    pub(super) async fn open_real(&self) -> anyhow::Result<SqliteStore> {
        let store = self.open().await?;
        ensure!(
            !demo::is_demo(&store, &Passwords::new()?).await?,
            "this database holds the demo, whose passwords everybody knows; a real installation needs a database of its own"
        );
        Ok(store)
    }
}

/// The options that name a unit which the installation serves.
#[derive(Args, Debug)]
pub(super) struct InUnit {
    #[command(flatten)]
    database: Database,
    /// The official code of the commune or ward
    #[arg(long, value_name = "CODE")]
    unit: String,
}

impl InUnit {
    /// Opens the database of a real installation, and finds the unit to create something in it.
    pub(super) async fn open(&self) -> anyhow::Result<(SqliteStore, KnownUnit)> {
        let (store, known) = self.open_to_read().await?;
        ensure_at_work(&store, &known.unit).await?;
        Ok((store, known))
    }

    /// Opens the database of a real installation, and finds the unit, also one that has become another one: somebody may be
    /// left in it.
    pub(super) async fn open_to_read(&self) -> anyhow::Result<(SqliteStore, KnownUnit)> {
        let (store, known) = self.open_any().await?;
        ensure!(
            !known.unit.key.is_province(),
            "{} is no commune or ward: name one of 5 digits",
            known.unit.name
        );
        Ok((store, known))
    }

    /// The same, also for a province or city.
    pub(super) async fn open_any(&self) -> anyhow::Result<(SqliteStore, KnownUnit)> {
        let store = self.database.open_real().await?;
        let known = served(&store, &self.unit).await?;
        Ok((store, known))
    }
}

/// The options that may name a unit which the installation serves.
#[derive(Args, Debug)]
pub(super) struct MaybeInUnit {
    /// Where the records lie, as sqlite:PATH; with --unit
    #[arg(long, env = "DONG_HANH_DATABASE", value_name = "sqlite:PATH")]
    database: Option<Address>,
    /// The official code of the commune or ward; without it nothing is looked up in a database
    #[arg(long, value_name = "CODE", requires = "database")]
    unit: Option<String>,
}

impl MaybeInUnit {
    /// Opens the database of a real installation and finds the unit, where one is named.
    pub(super) async fn open_to_read(&self) -> anyhow::Result<Option<(SqliteStore, KnownUnit)>> {
        let (Some(database), Some(unit)) = (self.database.clone(), self.unit.clone()) else {
            return Ok(None);
        };
        let database = Database { database };
        let named = InUnit { database, unit };
        named.open_to_read().await.map(Some)
    }
}

/// Prepares a unit for work: its name, and the project's own forms.
pub(super) async fn prepare(store: &impl Store, unit: &Unit) -> anyhow::Result<()> {
    store.put_unit(unit).await?;
    own_forms::publish(store, unit).await
}

/// Publishes this build's forms in every unit that the installation serves; what is published already stays. Says in which
/// province units lie that were named before that was kept.
pub(super) async fn publish_everywhere(store: &impl Store) -> anyhow::Result<()> {
    for unit in store.units().await? {
        if unit.key.is_province() {
            continue;
        }
        if unit.province.is_none()
            && let Some(province) = units::province(&unit.key)
        {
            let province = Some(province);
            store
                .put_unit(&Unit {
                    province,
                    ..unit.clone()
                })
                .await?;
        }
        own_forms::publish(store, &unit).await?;
    }
    Ok(())
}

/// The unit that bears a code now, to create something in it: as this installation knows it, or else the official list.
pub(super) async fn bearer(store: &impl Store, code: &str) -> anyhow::Result<KnownUnit> {
    let known = last_bearer(store, code).await?;
    ensure_at_work(store, &known.unit).await?;
    Ok(known)
}

/// The unit that bore a code last, whatever it has become.
async fn last_bearer(store: &impl Store, code: &str) -> anyhow::Result<KnownUnit> {
    let served = store.units().await?.into_iter();
    let served = served.filter(|unit| unit.key.code == code);
    match served.max_by_key(|unit| unit.key.valid_from) {
        Some(unit) => Ok(unit.into()),
        None => Ok(units::find(code)?),
    }
}

/// Nothing is created any more in a unit that has become another one.
async fn ensure_at_work(store: &impl Store, unit: &Unit) -> anyhow::Result<()> {
    let Some(heir) = store.heir(&unit.key).await? else {
        return Ok(());
    };
    let name = store.unit(&heir).await?.map(|heir| heir.name);
    let (name, from) = (name.unwrap_or_default(), &unit.key.code);
    let (into, on) = (&heir.code, heir.valid_from);
    bail!(
        "{} has become {name} ({heir}); nothing was changed. Use --unit {into} instead of {from}. Whoever is left in it is \
         brought over by: dong-hanh-server unit merge --from {from} --into {into} --on {on}",
        unit.name
    )
}

/// The unit of a code, if this installation serves it.
async fn served(store: &impl Store, code: &str) -> anyhow::Result<KnownUnit> {
    let known = last_bearer(store, code).await?;
    if store.unit(&known.unit.key).await?.is_none() {
        bail!(
            "{} is not set up in this database yet. First create its officer: dong-hanh-server admin create --unit {code} …",
            known.unit.name
        );
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_store::MemoryStore;

    #[tokio::test]
    async fn a_unit_that_was_named_before_is_told_in_which_province_it_lies() {
        let store = MemoryStore::default();
        let unit = |key: &str| Unit {
            key: key.parse().unwrap(),
            name: "Phường Thuận An".to_owned(),
            province: None,
        };
        // That of another time lies in a province of which nothing is known, and stays without.
        for key in ["19900@2025-07-01", "46@2025-07-01", "19900@1990-01-01"] {
            store.put_unit(&unit(key)).await.unwrap();
        }
        publish_everywhere(&store).await.unwrap();
        let units = store.units().await.unwrap();
        let lie = units.iter().filter_map(|unit| unit.province.as_ref());
        let lie: Vec<_> = lie.map(ToString::to_string).collect();
        assert_eq!(lie, ["46@2025-07-01"]);
        let city = "46@2025-07-01".parse().unwrap();
        assert!(store.forms(&city).await.unwrap().is_empty());
    }
}
