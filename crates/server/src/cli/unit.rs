//! `unit merge`: communes and wards that become another one from a day on.

use anyhow::{Context as _, bail, ensure};
use chrono::{NaiveDate, Utc};
use clap::{Args, Subcommand};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{PersonName, UnitKey};
use dong_hanh_store::{Merged, Merger, Store, Unit};

use super::database::Database;
use super::noting::note;
use super::{say, today};
use crate::units;

#[derive(Debug, Subcommand)]
pub(super) enum Units {
    /// Make communes and wards another one, with their hamlets, households, people, forms and what their offices hold
    Merge(Merge),
}

#[derive(Args, Debug)]
pub(super) struct Merge {
    #[command(flatten)]
    database: Database,
    /// The official code of a commune or ward that ends; may be given several times
    #[arg(long, value_name = "CODE", required = true, num_args = 1..)]
    from: Vec<String>,
    /// The official code of the one that they become; it may be one of theirs
    #[arg(long, value_name = "CODE")]
    into: String,
    /// The day from which on it is so
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: NaiveDate,
    /// What it is called: "Phường Thuận An". Where it keeps the name of its code this can be left out
    #[arg(long)]
    name: Option<String>,
    /// Print what would move, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Units {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Self::Merge(merge) = self;
        merge.run().await
    }
}

impl Merge {
    async fn run(self) -> anyhow::Result<()> {
        ensure!(
            self.dry_run || self.on <= today(),
            "{} is still to come, and until then the units work as they are. Run this on that day; --dry-run prints what would move",
            self.on
        );
        let store = self.database.open_real().await?;
        let served = store.units().await?;
        let into = self.target(&served)?;
        let from = self.ending(&served)?;
        self.check_code_is_free(&store, &served, &from).await?;
        let act = AuditAct::UnitsMerged {
            from: from.iter().cloned().collect(),
            into: into.key.clone(),
        };
        let merger = Merger::new(from, into.clone());
        let now = Utc::now();
        let merged = if self.dry_run {
            store.rehearse_merger(&merger, now).await?
        } else {
            note(&store, act).await?;
            store.merge_units(&merger, now).await?
        };
        say(&told(&merged, &into, self.dry_run))?;
        store.close().await;
        Ok(())
    }

    /// The unit that the others become.
    fn target(&self, served: &[Unit]) -> anyhow::Result<Unit> {
        let code = &self.into;
        ensure!(
            code.len() == 5 && code.bytes().all(|digit| digit.is_ascii_digit()),
            "{code} is no code of a commune or ward; those have 5 digits"
        );
        let key = UnitKey {
            code: code.clone(),
            valid_from: self.on,
        };
        let later = served
            .iter()
            .find(|unit| unit.key.code == key.code && unit.key.valid_from > key.valid_from);
        if let Some(Unit { key, name, .. }) = later {
            let (code, since) = (&key.code, key.valid_from);
            bail!("{code} is {name} since {since}; a merger into it is of that day or later");
        }
        let name = match &self.name {
            // Composed and tidied like a person's name, so that the same name is the same text.
            Some(name) => {
                let name = String::from(PersonName::new(name)?);
                ensure!(
                    ["Phường ", "Xã "].iter().any(|kind| name.starts_with(kind)),
                    "the name begins with what it is: \"Phường {name}\" or \"Xã {name}\""
                );
                Some(name)
            }
            None => {
                let official = units::all().into_iter().map(|known| known.unit);
                let bore = served.iter().cloned().chain(official);
                let bore = bore.filter(|unit| unit.key.code == key.code && unit.key <= key);
                let last = bore.max_by(|a, b| a.key.cmp(&b.key));
                last.map(|unit| unit.name)
            }
        };
        let name = name.with_context(|| {
            format!("{key} is new here: say what it is called with --name \"Phường …\"")
        })?;
        // One that the register does not know lies where those lie that become it.
        let ending = served
            .iter()
            .filter(|unit| self.from.contains(&unit.key.code));
        let theirs = || ending.filter_map(|unit| unit.province.clone()).next();
        let province = units::province(&key).or_else(theirs);
        Ok(Unit {
            key,
            name,
            province,
        })
    }

    /// The units that end.
    fn ending(&self, served: &[Unit]) -> anyhow::Result<Vec<UnitKey>> {
        let ends = |code: &String| {
            ensure!(
                code.len() == 5,
                "{code} is no code of a commune or ward; those have 5 digits"
            );
            let bearer = bearer(served, code, self.on);
            bearer.map(|unit| unit.key.clone()).with_context(|| {
                let served = served.iter();
                let known: Vec<_> = served
                    .map(|unit| format!("{} {}", unit.key, unit.name))
                    .collect();
                format!(
                    "{code} is not set up in this database before {}: leave it out, as nothing of it is here. It has: {}",
                    self.on,
                    known.join(", ")
                )
            })
        };
        self.from.iter().map(ends).collect()
    }

    /// Whoever bore the code until then becomes the new unit as well, or has become another one before.
    async fn check_code_is_free(
        &self,
        store: &impl Store,
        served: &[Unit],
        from: &[UnitKey],
    ) -> anyhow::Result<()> {
        let Some(unit) = bearer(served, &self.into, self.on) else {
            return Ok(());
        };
        let is_empty = store.hamlets(&unit.key).await?.is_empty()
            && store.people(&unit.key, Utc::now()).await?.is_empty();
        ensure!(
            is_empty || from.contains(&unit.key),
            "{} bears the code {} until then and is still at work: name it too with --from {}, or merge it into another unit first",
            unit.name,
            self.into,
            self.into
        );
        Ok(())
    }
}

/// The unit that bore a code until a day.
fn bearer<'a>(served: &'a [Unit], code: &str, until: NaiveDate) -> Option<&'a Unit> {
    let bore = served
        .iter()
        .filter(|unit| unit.key.code == code && unit.key.valid_from < until);
    bore.max_by_key(|unit| unit.key.valid_from)
}

fn told(merged: &Merged, into: &Unit, is_rehearsed: bool) -> String {
    let Unit { key, name, .. } = into;
    if merged.is_nothing() {
        return format!("Nothing is left that would come to {name} ({key}).");
    }
    let counts = format!(
        "hamlets: {}\nhouseholds: {}\nvisits: {}\npeople: {}\nforms: {}\nheld: {}",
        merged.hamlets, merged.households, merged.visits, merged.people, merged.forms, merged.held
    );
    if is_rehearsed {
        return format!("This would come to {name} ({key}); nothing was changed.\n{counts}");
    }
    format!(
        "This came to {name} ({key}).\n{counts}\nNobody has to sign in again. What phones that are out have not sent stays on \
         them and comes to this unit."
    )
}
