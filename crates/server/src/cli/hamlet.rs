//! `hamlet add`, `hamlet rename`: the thôn or tổ dân phố of a unit.

use std::collections::BTreeSet;
use std::slice;

use anyhow::bail;
use clap::{Args, Subcommand};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Hamlet, HamletId, PersonName};
use dong_hanh_store::{Store, Unit};

use super::database::InUnit;
use super::noting::note;
use super::say;
use crate::token::random_id;

#[derive(Debug, Subcommand)]
pub(super) enum Hamlets {
    /// Add hamlets to a unit
    Add(Add),
    /// Give a hamlet another name, as when units merge that both have a Tổ 1; its households and people stay with it
    Rename(Rename),
}

#[derive(Args, Debug)]
pub(super) struct Add {
    #[command(flatten)]
    place: InUnit,
    /// What it is called, without the kind: "An Hải"; may be given several times
    #[arg(long = "name", value_name = "NAME", required = true)]
    names: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct Rename {
    #[command(flatten)]
    place: InUnit,
    /// The hamlet: its name, or its id where several are called so
    #[arg(long, value_name = "HAMLET")]
    hamlet: String,
    /// What it is called from now on, without the kind
    #[arg(long, value_name = "NAME")]
    to: String,
}

impl Hamlets {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::Rename(rename) => rename.run().await,
        }
    }
}

impl Rename {
    async fn run(self) -> anyhow::Result<()> {
        let (store, known) = self.place.open().await?;
        let which = find(&store, &known.unit, &[self.hamlet]).await?;
        let there = store.hamlets(&known.unit.key).await?;
        let (renamed, others): (Vec<_>, Vec<_>) = there
            .into_iter()
            .partition(|hamlet| which.contains(&hamlet.id));
        let name = unused(&self.to, &known.unit, others.iter())?;
        for hamlet in renamed {
            let hamlet = Hamlet {
                name: name.clone(),
                ..hamlet
            };
            let named = AuditAct::HamletsNamed {
                unit: known.unit.key.clone(),
                hamlets: [hamlet.id].into(),
            };
            note(&store, named).await?;
            let now = chrono::Utc::now();
            store.put_hamlets(slice::from_ref(&hamlet), now).await?;
            say(&format!("{} {}", hamlet.id, hamlet.full_name()))?;
        }
        store.close().await;
        Ok(())
    }
}

/// A name as it is written down, composed and tidied like a person's, so that the same name is the same text.
fn unused<'a>(
    name: &str,
    unit: &Unit,
    mut others: impl Iterator<Item = &'a Hamlet>,
) -> anyhow::Result<String> {
    let name = String::from(PersonName::new(name)?);
    if others.any(|hamlet| fold(&hamlet.name) == fold(&name)) {
        bail!("{} has a hamlet called {name} already", unit.name);
    }
    Ok(name)
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let (store, known) = self.place.open().await?;
        let there = store.hamlets(&known.unit.key).await?;
        let mut new: Vec<Hamlet> = Vec::new();
        for name in &self.names {
            let name = unused(name, &known.unit, there.iter().chain(&new))?;
            new.push(Hamlet {
                id: HamletId(random_id()?),
                unit: known.unit.key.clone(),
                name,
                kind: known.hamlets,
                before: Vec::new(),
            });
        }
        let named = AuditAct::HamletsNamed {
            unit: known.unit.key,
            hamlets: new.iter().map(|hamlet| hamlet.id).collect(),
        };
        note(&store, named).await?;
        store.put_hamlets(&new, chrono::Utc::now()).await?;
        for hamlet in &new {
            say(&format!("{} {}", hamlet.id, hamlet.full_name()))?;
        }
        store.close().await;
        Ok(())
    }
}

/// The hamlets of a unit that are called, or have the ids, that somebody typed.
pub(super) async fn find(
    store: &impl Store,
    unit: &Unit,
    asked: &[String],
) -> anyhow::Result<BTreeSet<HamletId>> {
    let there = store.hamlets(&unit.key).await?;
    let find = |asked: &String| {
        let found: Vec<_> = there
            .iter()
            .filter(|hamlet| hamlet.name == *asked || hamlet.id.to_string() == *asked)
            .collect();
        match found[..] {
            [hamlet] => Ok(hamlet.id),
            [] => {
                let mut names: Vec<&str> = there.iter().map(|hamlet| &*hamlet.name).collect();
                names.sort_unstable();
                let names = names.join(", ");
                bail!(
                    "{} has no hamlet called {asked}. It has: {names}",
                    unit.name
                )
            }
            // As units merge, each of which had one of the name.
            _ => {
                let ids: Vec<_> = found.iter().map(|hamlet| hamlet.id.to_string()).collect();
                let ids = ids.join(", ");
                bail!(
                    "{} has several hamlets called {asked}; name one by its id: {ids}",
                    unit.name
                )
            }
        }
    };
    asked.iter().map(find).collect()
}
