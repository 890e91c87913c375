//! `volunteer add`, `volunteer assign`, `volunteer key`: somebody who visits the households of some hamlets.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, bail, ensure};
use chrono::{NaiveDate, Utc};
use clap::{Args, Subcommand};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{HamletId, Role, RoleKind, Term};
use dong_hanh_store::{Account, Store as _};

use super::database::InUnit;
use super::noting::note;
use super::people::{KnownPerson, NewPerson};
use super::{hamlet, say};
use crate::routes::openrosa::ROOT;
use crate::routes::people::key;
use crate::token::Token;

#[derive(Debug, Subcommand)]
pub(super) enum Volunteers {
    /// Create a volunteer's account
    Add(Add),
    /// Give a volunteer other hamlets, in place of those that they had
    Assign(Assign),
    /// Give a volunteer a key for ODK Collect, for a phone whose browser is too old for the app
    Key(Key),
}

#[derive(Args, Debug)]
pub(super) struct Add {
    #[command(flatten)]
    place: InUnit,
    #[command(flatten)]
    hamlets: Hamlets,
    #[command(flatten)]
    person: NewPerson,
}

#[derive(Args, Debug)]
pub(super) struct Assign {
    #[command(flatten)]
    person: KnownPerson,
    #[command(flatten)]
    hamlets: Hamlets,
}

#[derive(Args, Debug)]
pub(super) struct Key {
    #[command(flatten)]
    person: KnownPerson,
    /// How phones reach this server
    #[arg(long, value_name = "ORIGIN", default_value = "https://localhost")]
    at: String,
}

#[derive(Args, Debug)]
struct Hamlets {
    /// A hamlet that they visit, by its name or id; may be given several times
    #[arg(long = "hamlet", value_name = "NAME", required = true)]
    hamlets: Vec<String>,
    /// The first day on which those are theirs, in Việt Nam: 2026-12-01; without it they are theirs at once
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,
    /// The last day; without it they are theirs until they are taken away
    #[arg(long, value_name = "DAY")]
    until: Option<NaiveDate>,
}

impl Hamlets {
    /// The same days for each of the hamlets that were found.
    fn terms(&self, found: &BTreeSet<HamletId>) -> anyhow::Result<BTreeMap<HamletId, Term>> {
        let term = Term {
            from: self.from,
            until: self.until,
        };
        ensure!(!term.is_upside_down(), "--until is a day before --from");
        Ok(found.iter().map(|hamlet| (*hamlet, term)).collect())
    }
}

impl Volunteers {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::Assign(assign) => assign.run().await,
            Self::Key(key) => key.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let (store, known) = self.place.open().await?;
        let hamlets = hamlet::find(&store, &known.unit, &self.hamlets.hamlets).await?;
        let terms = self.hamlets.terms(&hamlets)?;
        let role = Role::Volunteer {
            unit: known.unit.key,
            hamlets,
        };
        self.person.create_for(&store, role, terms).await?;
        store.close().await;
        Ok(())
    }
}

impl Key {
    async fn run(self) -> anyhow::Result<()> {
        let (store, account) = self.person.open().await?;
        if account.role.kind() != RoleKind::Volunteer {
            bail!("{} is an officer; keys are for volunteers", account.sign_in);
        }
        if account.disabled {
            bail!("the account {} is closed", account.sign_in);
        }
        let key = Token::generate()?;
        let session = key::session(account.user(), &key, Utc::now())?;
        let user = account.user();
        note(&store, AuditAct::KeyGiven { user }).await?;
        store.open_session(&session).await?;
        say(&format!(
            "Type this as the server's address into ODK Collect; it is shown this once, and ends like any other session:\n{}{ROOT}{}",
            self.at.trim_end_matches('/'),
            key.as_str()
        ))?;
        store.close().await;
        Ok(())
    }
}

impl Assign {
    async fn run(self) -> anyhow::Result<()> {
        let (store, account) = self.person.open().await?;
        let Role::Volunteer { unit, .. } = &account.role else {
            bail!("{} is an officer, who has every hamlet", account.sign_in);
        };
        let unit = store.unit(unit).await?;
        let unit = unit.context("the unit of this account is not set up")?;
        let hamlets = hamlet::find(&store, &unit, &self.hamlets.hamlets).await?;
        let account = Account {
            // In place of all that were given before.
            terms: self.hamlets.terms(&hamlets)?,
            role: Role::Volunteer {
                unit: unit.key,
                hamlets,
            },
            ..account
        };
        let given = AuditAct::HamletsGiven {
            user: account.user(),
            hamlets: account.role.hamlets().clone(),
        };
        note(&store, given).await?;
        store.put_account(&account, None, Utc::now()).await?;
        say(&format!(
            "{} was given {}. What was done in the former hamlets until now still becomes part of the record when it is sent.",
            account.sign_in,
            self.hamlets.hamlets.join(", ")
        ))?;
        store.close().await;
        Ok(())
    }
}
