//! `audit export`: entries as a table for Excel.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use dong_hanh_audit::{Actor, AuditAct, Export as Table, Named, What};
use dong_hanh_domain::time::midnight;
use dong_hanh_domain::{HouseholdId, UserId};
use dong_hanh_store::{AuditFilter, Store, Whose};

use super::super::database::Database;
use super::super::noting::note;
use crate::routes::session::open::sign_in_name;

/// So many entries are read at once.
const PART: u32 = 2_000;

#[derive(Args, Debug)]
pub(crate) struct Export {
    #[command(flatten)]
    database: Database,
    /// From this day on, in Việt Nam
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<NaiveDate>,
    /// Until this day, and with it
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<NaiveDate>,
    /// What this one did: a sign-in name
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// What names this household
    #[arg(long, value_name = "ID")]
    household: Option<HouseholdId>,
}

impl Export {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let store = self.database.open().await?;
        let person = match &self.person {
            Some(name) => Some(user(&store, name).await?),
            None => None,
        };
        let mut filter = AuditFilter {
            from: self.from.map(beginning).transpose()?,
            until: self
                .to
                .and_then(|day| day.succ_opt())
                .map(beginning)
                .transpose()?,
            whose: person.map_or(Whose::Everybodys, |user| Whose::By([user].into())),
            subject: self.household.map(|household| household.0),
            before: None,
            most: PART,
        };
        // What is entered from now on, the note of this export too, is none of it.
        filter.before = Some(store.audit_end().await?.head.number + 1);
        let first = filter.clone();
        let mut records = 0;
        loop {
            let part = store.audit_found(&filter).await?;
            let Some(last) = part.last() else { break };
            filter.before = Some(last.number);
            records += part.len() as u64;
        }
        let what = What::Audit {
            person,
            subject: filter.subject,
        };
        note(&store, AuditAct::Exported { what, records }).await?;
        let table = write(&store, first).await?;
        let head = store.audit_end().await?.head;
        store.close().await;
        io::stdout().lock().write_all(table.end(head).as_bytes())?;
        Ok(())
    }
}

/// Writes entries as they are read, as nobody knows how many there are; gives the table to be ended.
async fn write(store: &impl Store, mut filter: AuditFilter) -> anyhow::Result<Table> {
    let mut names = BTreeMap::new();
    let mut table = Table::begin();
    loop {
        let part = store.audit_found(&filter).await?;
        let Some(last) = part.last() else { break };
        filter.before = Some(last.number);
        for entry in &part {
            if let Some(Actor::User(user)) = entry.actor()
                && !names.contains_key(&user)
            {
                names.insert(user, named(store, user).await?);
            }
            table.entry(entry, |user| names.get(&user).cloned().flatten());
        }
        io::stdout().lock().write_all(table.take().as_bytes())?;
    }
    Ok(table)
}

/// How somebody is called.
async fn named(store: &impl Store, user: UserId) -> anyhow::Result<Option<Named>> {
    let account = store.account(user, Utc::now()).await?;
    Ok(account.map(|account| Named {
        sign_in: account.sign_in,
        name: account.person.name.to_string(),
    }))
}

/// Whose a sign-in name is; also of somebody who never got a password.
async fn user(store: &impl Store, name: &str) -> anyhow::Result<UserId> {
    let name = sign_in_name(name);
    for unit in store.units().await? {
        let people = store.people(&unit.key, Utc::now()).await?;
        if let Some(account) = people.iter().find(|account| account.sign_in == name) {
            return Ok(account.user());
        }
    }
    anyhow::bail!("there is no account called {name}")
}

/// When a day begins in Việt Nam.
fn beginning(day: NaiveDate) -> anyhow::Result<DateTime<Utc>> {
    midnight(day).context("a day of another time cannot be asked for")
}
