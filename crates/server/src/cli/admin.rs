//! `admin create`: the officers of a real installation.

use std::collections::BTreeSet;

use anyhow::ensure;
use clap::{Args, Subcommand};
use dong_hanh_domain::Role;
use dong_hanh_store::Store as _;

use super::database::{Database, bearer, prepare};
use super::people::NewPerson;
use super::say;
use crate::units;

#[derive(Debug, Subcommand)]
pub(super) enum Admin {
    /// Create an officer of a commune, ward or city, or an administrator of a city; the first one of a unit sets the unit up
    Create(Create),
}

#[derive(Args, Debug)]
pub(super) struct Create {
    #[command(flatten)]
    database: Database,
    /// The official code as it is now: 19900 is phường Thuận An, 46 is thành phố Huế
    #[arg(long, value_name = "CODE")]
    unit: String,
    /// Of a city: not its officer, who sees its numbers, but somebody who sees to its people and units and to no household
    #[arg(long)]
    administrator: bool,
    #[command(flatten)]
    person: NewPerson,
}

impl Admin {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Self::Create(create) = self;
        let store = create.database.open_real().await?;
        if create.unit.len() == 2 {
            let city = units::find_province(&create.unit)?;
            store.put_unit(&city).await?;
            // The store gives all communes that it serves.
            let (unit, communes) = (city.key, BTreeSet::new());
            let role = if create.administrator {
                Role::Administrator { unit, communes }
            } else {
                Role::CityOfficer { unit, communes }
            };
            create.person.create(&store, role).await?;
            say(&format!("{} is ready.", city.name))?;
            store.close().await;
            return Ok(());
        }
        ensure!(
            !create.administrator,
            "an administrator is one of a province or city: name it by 2 digits, 46 is thành phố Huế"
        );
        let unit = bearer(&store, &create.unit).await?.unit;
        prepare(&store, &unit).await?;
        // The store gives an officer all hamlets of the unit.
        let role = Role::CommuneOfficer {
            unit: unit.key,
            hamlets: BTreeSet::new(),
        };
        create.person.create(&store, role).await?;
        say(&format!(
            "{} is ready. Next: dong-hanh-server hamlet add --unit {} --name …",
            unit.name, create.unit
        ))?;
        store.close().await;
        Ok(())
    }
}
