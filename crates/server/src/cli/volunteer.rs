//! `volunteer add`: somebody who visits the households of some hamlets.

use std::collections::BTreeSet;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use dong_hanh_domain::{HamletId, Role};
use dong_hanh_store::Store as _;

use super::database::{Database, served};
use super::people::NewPerson;

#[derive(Debug, Subcommand)]
pub(super) enum Volunteers {
    /// Create a volunteer's account
    Add(Add),
}

#[derive(Args, Debug)]
pub(super) struct Add {
    #[command(flatten)]
    database: Database,
    /// The official code of the commune or ward
    #[arg(long, value_name = "CODE")]
    unit: String,
    /// A hamlet that they visit, by its name or id; may be given several times
    #[arg(long = "hamlet", value_name = "NAME", required = true)]
    hamlets: Vec<String>,
    #[command(flatten)]
    person: NewPerson,
}

impl Volunteers {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Self::Add(add) = self;
        let store = add.database.open_real().await?;
        let unit = served(&store, &add.unit).await?.unit;
        let there = store.hamlets(&unit.key).await?;
        let find = |asked: &String| {
            let found = there
                .iter()
                .find(|hamlet| hamlet.name == *asked || hamlet.id.to_string() == *asked);
            found.map(|hamlet| hamlet.id).with_context(|| {
                let mut names: Vec<&str> =
                    there.iter().map(|hamlet| hamlet.name.as_str()).collect();
                names.sort_unstable();
                format!(
                    "{} has no hamlet called {asked}. It has: {}",
                    unit.name,
                    names.join(", ")
                )
            })
        };
        let hamlets = add
            .hamlets
            .iter()
            .map(find)
            .collect::<anyhow::Result<BTreeSet<HamletId>>>()?;
        add.person
            .create(
                &store,
                Role::Volunteer {
                    unit: unit.key,
                    hamlets,
                },
            )
            .await?;
        store.close().await;
        Ok(())
    }
}
