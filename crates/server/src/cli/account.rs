//! `account`: what happens to an account after it was created.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Utc;
use clap::{Args, Subcommand};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::{HamletId, RoleKind, Term};
use dong_hanh_store::{Account, Store as _};

use super::database::InUnit;
use super::noting::note;
use super::people::{KnownPerson, NewPassword};
use super::say;
use crate::password::Passwords;

#[derive(Debug, Subcommand)]
pub(super) enum Accounts {
    /// List the accounts of a commune or ward
    List(InUnit),
    /// Give somebody another password; they are signed out everywhere
    Password(Password),
    /// Take the second factor off, for somebody who has lost the phone and the recovery codes; the password is enough then
    FactorOff(KnownPerson),
    /// Close an account: nobody signs in with it, and it is signed out everywhere
    Disable(KnownPerson),
    /// Open a closed account again
    Enable(KnownPerson),
}

#[derive(Args, Debug)]
pub(super) struct Password {
    #[command(flatten)]
    person: KnownPerson,
    #[command(flatten)]
    password: NewPassword,
}

impl Accounts {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List(place) => list(&place).await,
            Self::Password(change) => change.run().await,
            Self::FactorOff(person) => factor_off(&person).await,
            Self::Disable(person) => set_disabled(&person, true).await,
            Self::Enable(person) => set_disabled(&person, false).await,
        }
    }
}

async fn list(place: &InUnit) -> anyhow::Result<()> {
    let (store, known) = place.open_any().await?;
    let hamlets = store.hamlets(&known.unit.key).await?;
    let names = hamlets.iter().map(|hamlet| (hamlet.id, &*hamlet.name));
    let names: BTreeMap<HamletId, &str> = names.collect();
    let people = store.people(&known.unit.key, Utc::now()).await?;
    let read = AuditAct::Read {
        what: What::People {
            others: BTreeSet::new(),
            unit: known.unit.key,
        },
        records: people.len() as u64,
    };
    note(&store, read).await?;
    for account in people {
        say(&line(&account, &names))?;
    }
    store.close().await;
    Ok(())
}

/// Fields between tabs, for people and for scripts.
fn line(account: &Account, names: &BTreeMap<HamletId, &str>) -> String {
    let place = match account.role.kind() {
        RoleKind::CommuneOfficer => "officer".to_owned(),
        RoleKind::CityOfficer => "city officer".to_owned(),
        RoleKind::Administrator => "administrator".to_owned(),
        RoleKind::Volunteer => {
            let given = account.given().into_iter();
            let given = given.filter_map(|(id, term)| Some(given_as(names.get(&id)?, term)));
            let mut hamlets: Vec<String> = given.collect();
            hamlets.sort_unstable();
            hamlets.join(", ")
        }
    };
    let state = if account.disabled { "\tdisabled" } else { "" };
    format!(
        "{}\t{}\t{place}{state}",
        account.sign_in, account.person.name
    )
}

/// A hamlet with the days between which it was given.
fn given_as(name: &str, term: Term) -> String {
    let from = term.from.map(|day| format!(" from {day}"));
    let until = term.until.map(|day| format!(" until {day}"));
    let [from, until] = [from, until].map(Option::unwrap_or_default);
    format!("{name}{from}{until}")
}

impl Password {
    async fn run(self) -> anyhow::Result<()> {
        let (store, account) = self.person.open().await?;
        let name = account.person.name.to_string();
        let password = self.password.choose(&[&account.sign_in, &name])?;
        let hash = Passwords::new()?.hash(password.text())?;
        let user = account.user();
        note(&store, AuditAct::PasswordChanged { user }).await?;
        store
            .set_password(account.user(), &hash, None, Utc::now())
            .await?;
        say(&format!(
            "{} has another password and is signed out everywhere. What is unsent stays on the phone.",
            account.sign_in
        ))?;
        password.show()?;
        store.close().await;
        Ok(())
    }
}

async fn factor_off(person: &KnownPerson) -> anyhow::Result<()> {
    let (store, account) = person.open().await?;
    let name = &account.sign_in;
    let user = account.user();
    note(&store, AuditAct::FactorRemoved { user }).await?;
    let had = store.remove_factor(user).await?;
    say(&if had {
        format!(
            "{name} signs in by the password alone. Make sure that it was {name} who asked, and have them set the second \
             factor up again on the office's page «Tôi»."
        )
    } else {
        format!("{name} has no second factor; nothing was changed.")
    })?;
    store.close().await;
    Ok(())
}

async fn set_disabled(person: &KnownPerson, disabled: bool) -> anyhow::Result<()> {
    let (store, account) = person.open().await?;
    let user = account.user();
    let act = if disabled {
        AuditAct::AccountClosed { user }
    } else {
        AuditAct::AccountOpened { user }
    };
    note(&store, act).await?;
    store
        .set_disabled(account.user(), disabled, Utc::now())
        .await?;
    let name = &account.sign_in;
    say(&if disabled {
        format!(
            "{name} is disabled and signed out everywhere. What is unsent stays on the phone, and is sent after \
             `account enable` and a new sign-in."
        )
    } else {
        format!("{name} is enabled; to work, they sign in again.")
    })?;
    store.close().await;
    Ok(())
}
