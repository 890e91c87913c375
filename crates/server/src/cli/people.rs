//! What the commands that work on accounts have in common.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _};

use anyhow::{Context as _, bail, ensure};
use chrono::Utc;
use clap::{Args, ValueEnum};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{Courtesy, HamletId, Person, PersonName, Role, Term, UserId};
use dong_hanh_store::{Account, Store, StoreError};
use dong_hanh_store_sqlite::SqliteStore;

use super::database::Database;
use super::noting::note;
use super::say;
use crate::password::{self, Passwords};
use crate::routes::session::open::sign_in_name;
use crate::token::random_id;

/// Who the account is for.
#[derive(Args, Debug)]
pub(super) struct NewPerson {
    /// The sign-in name: 2 to 40 of a-z, 0-9, dot, hyphen
    #[arg(long, value_name = "NAME")]
    user: String,
    /// Họ và tên
    #[arg(long, value_name = "FULL NAME")]
    name: String,
    /// How they wish to be called
    #[arg(long, value_enum, default_value_t = Called::Chi)]
    called: Called,
    /// The organisation that they come from
    #[arg(long)]
    organisation: Option<String>,
    #[command(flatten)]
    password: NewPassword,
}

/// Whose account is meant.
#[derive(Args, Debug)]
pub(super) struct KnownPerson {
    #[command(flatten)]
    database: Database,
    /// The sign-in name
    #[arg(long, value_name = "NAME")]
    user: String,
}

impl KnownPerson {
    /// Opens the database of a real installation, and finds the account.
    pub(super) async fn open(&self) -> anyhow::Result<(SqliteStore, Account)> {
        let store = self.database.open_real().await?;
        let sign_in = sign_in_name(&self.user);
        let found = store.credentials(&sign_in, Utc::now()).await?;
        let found = found.with_context(|| format!("there is no account called {sign_in}"))?;
        Ok((store, found.account))
    }
}

/// Where a new password comes from.
#[derive(Args, Debug)]
pub(super) struct NewPassword {
    /// Read the password from the standard input instead of making one
    #[arg(long)]
    password_stdin: bool,
}

/// A password that was chosen or made.
pub(super) enum Chosen {
    Typed(String),
    Made(String),
}

impl NewPassword {
    /// Reads it, or makes one; `about` whoever gets it are their names.
    pub(super) fn choose(&self, about: &[&str]) -> anyhow::Result<Chosen> {
        Ok(if self.password_stdin {
            Chosen::Typed(typed_password(about)?)
        } else {
            Chosen::Made(password::generate()?)
        })
    }
}

impl Chosen {
    /// The password.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Typed(password) | Self::Made(password) => password,
        }
    }

    /// Prints a password that was made.
    pub(super) fn show(&self) -> anyhow::Result<()> {
        if let Self::Made(password) = self {
            say(&format!(
                "Password: {password}\nIt is shown this once; write it down."
            ))?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Called {
    Anh,
    Chi,
    Chu,
    Co,
    Bac,
    Ong,
    Ba,
}

impl NewPerson {
    /// Creates the account, and prints the password where one was made.
    pub(super) async fn create(self, store: &impl Store, role: Role) -> anyhow::Result<()> {
        self.create_for(store, role, BTreeMap::new()).await
    }

    /// The same of a volunteer who has hamlets from a day to a day.
    pub(super) async fn create_for(
        self,
        store: &impl Store,
        role: Role,
        terms: BTreeMap<HamletId, Term>,
    ) -> anyhow::Result<()> {
        let sign_in = sign_in_name(&self.user);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-';
        ensure!(
            (2..=40).contains(&sign_in.len()) && sign_in.chars().all(plain),
            "the sign-in name takes 2 to 40 of a-z, 0-9, dot and hyphen"
        );
        let name = PersonName::new(&self.name)?;
        let password = self.password.choose(&[&sign_in, &self.name])?;
        let hash = Passwords::new()?.hash(password.text())?;

        let person = Person {
            id: UserId(random_id()?),
            name,
            courtesy: self.called.into(),
            role: role.kind(),
            organisation: self.organisation,
        };
        let account = Account {
            sign_in: sign_in.clone(),
            person,
            role,
            terms,
            disabled: false,
        };
        let user = account.user();
        note(store, AuditAct::PersonAdded { user }).await?;
        match store.put_account(&account, Some(&hash), Utc::now()).await {
            Err(StoreError::SignInTaken) => {
                bail!("the sign-in name {sign_in} is taken; choose another")
            }
            result => result?,
        }
        say(&format!("Sign-in name: {sign_in}"))?;
        password.show()
    }
}

fn typed_password(about: &[&str]) -> anyhow::Result<String> {
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .context("no password came on the standard input")?;
    let password = line.trim_end_matches(['\r', '\n']);
    password::check_chosen(password, about)?;
    Ok(password.to_owned())
}

impl From<Called> for Courtesy {
    fn from(called: Called) -> Self {
        match called {
            Called::Anh => Self::Anh,
            Called::Chi => Self::Chi,
            Called::Chu => Self::Chu,
            Called::Co => Self::Co,
            Called::Bac => Self::Bac,
            Called::Ong => Self::Ong,
            Called::Ba => Self::Ba,
        }
    }
}
