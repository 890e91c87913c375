//! `hamlet add`: the thôn or tổ dân phố of a unit.

use anyhow::bail;
use clap::{Args, Subcommand};
use dong_hanh_domain::{Hamlet, HamletId, PersonName};
use dong_hanh_store::Store as _;

use super::database::{Database, served};
use super::people::new_id;
use super::say;

#[derive(Debug, Subcommand)]
pub(super) enum Hamlets {
    /// Add hamlets to a unit
    Add(Add),
}

#[derive(Args, Debug)]
pub(super) struct Add {
    #[command(flatten)]
    database: Database,
    /// The official code of the commune or ward
    #[arg(long, value_name = "CODE")]
    unit: String,
    /// What it is called, without the kind: "An Hải"; may be given several times
    #[arg(long = "name", value_name = "NAME", required = true)]
    names: Vec<String>,
}

impl Hamlets {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Self::Add(add) = self;
        let store = add.database.open_real().await?;
        let known = served(&store, &add.unit).await?;
        let there = store.hamlets(&known.unit.key).await?;
        let mut new: Vec<Hamlet> = Vec::new();
        for name in &add.names {
            // Composed and tidied like a person's name, so that the same name is the same text.
            let name = String::from(PersonName::new(name)?);
            if there.iter().chain(&new).any(|hamlet| hamlet.name == name) {
                bail!("{} has a hamlet called {name} already", known.unit.name);
            }
            new.push(Hamlet {
                id: HamletId(new_id()?),
                unit: known.unit.key.clone(),
                name,
                kind: known.hamlets,
            });
        }
        store.put_hamlets(&new).await?;
        for hamlet in &new {
            say(&format!("{} {}", hamlet.id, hamlet.full_name()))?;
        }
        store.close().await;
        Ok(())
    }
}
