//! What whoever keeps the server does: accounts, units and hamlets, forms, starts and backups.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{Hamlet, HamletId, Role, SessionId, Term};
use dong_hanh_store::{Account, Merger, NewSession, TokenHash, Unit};
use dong_hanh_sync::Epoch;
use uuid::Uuid;

use crate::base::at_once;
use crate::broken::Broken;
use crate::mutation::Mutation;
use crate::office::Office;
use crate::town::{self, Merging, Town};

impl Office {
    /// Somebody signs in on a phone.
    pub(crate) fn sign_in(
        &mut self,
        user: usize,
        phone: usize,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        self.sessions += 1;
        let mut token = [0; 32];
        token[..4].copy_from_slice(&self.sessions.to_be_bytes());
        at_once(self.store.open_session(&NewSession {
            id: SessionId(Uuid::from_u128(self.sessions.into())),
            token: TokenHash(token),
            user: town::user(user),
            device: town::device(phone),
            label: String::new(),
            opened: now,
            expires: now + TimeDelta::days(36_500),
        }))?;
        Ok(())
    }

    /// Gives somebody a role.
    pub(crate) fn give(&self, user: usize, role: Role, now: DateTime<Utc>) -> Result<(), Broken> {
        self.give_for(user, role, BTreeMap::new(), now)
    }

    /// The same, where some of its hamlets are theirs from a day to a day.
    pub(crate) fn give_for(
        &self,
        user: usize,
        role: Role,
        terms: BTreeMap<HamletId, Term>,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        if let Some(account) = town::account(user, role) {
            let account = Account { terms, ..account };
            at_once(self.store.put_account(&account, None, now))?;
        }
        Ok(())
    }

    pub(crate) fn role(&self, user: usize, now: DateTime<Utc>) -> Result<Role, Broken> {
        let account = at_once(self.store.account(town::user(user), now))?;
        let account = account.ok_or_else(|| Broken::new("store", "an account is gone"))?;
        Ok(account.role)
    }

    /// A unit becomes another one.
    pub(crate) fn merge(&self, merging: &Merging, now: DateTime<Utc>) -> Result<(), Broken> {
        if let Some(Mutation::MergesWithoutForms | Mutation::MergesAllButOne) = self.mutation {
            return self.merge_in_part(merging, now);
        }
        let into = Unit {
            name: merging.to.to_string(),
            key: merging.to.clone(),
            province: None,
        };
        let merger = Merger::new([merging.from.clone()], into);
        at_once(self.store.merge_units(&merger, now))?;
        Ok(())
    }

    /// Hamlets come to their units.
    pub(crate) fn put_hamlets(&self, hamlets: &[Hamlet], now: DateTime<Utc>) -> Result<(), Broken> {
        at_once(self.store.put_hamlets(hamlets, now))?;
        Ok(())
    }

    /// Another form takes the place of the one in use.
    pub(crate) fn publish(&self, town: &Town, unit: usize, form: usize) -> Result<(), Broken> {
        at_once(self.store.publish_form(&town.units[unit], town::form(form)))?;
        Ok(())
    }

    /// The server is started.
    pub(crate) fn restart(&mut self, now: DateTime<Utc>) -> Result<(), Broken> {
        if let (Some(Mutation::AnswersFirst), Some(before)) =
            (self.mutation, self.broken.before.take())
        {
            self.store = before;
        }
        self.epoch += 1;
        at_once(self.store.begin_epoch(Epoch(self.epoch), now))?;
        Ok(())
    }

    /// The first epoch that begins from now on.
    pub(crate) fn next_epoch(&self) -> Epoch {
        Epoch(self.epoch + 1)
    }

    pub(crate) fn back_up(&mut self) -> Result<(), Broken> {
        self.backup = Some(self.store.backup()?);
        Ok(())
    }

    /// Goes back to the backup, if there is one, which stays.
    pub(crate) fn put_back(&mut self, now: DateTime<Utc>) -> Result<bool, Broken> {
        let Some(backup) = &self.backup else {
            return Ok(false);
        };
        self.store = backup.backup()?;
        self.broken.before = None;
        self.restart(now)?;
        Ok(true)
    }

    /// What left a scope more than 180 days ago is forgotten.
    pub(crate) fn sweep(&self, now: DateTime<Utc>) -> Result<(), Broken> {
        at_once(self.store.sweep(now - TimeDelta::days(180)))?;
        Ok(())
    }
}
