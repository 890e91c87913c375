//! The server: a store with the real decisions, and around it what the routes do.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceId, Role, Scope, SessionId};
use dong_hanh_store::{DeviceSummary, NewSession, Pulled, StoreResult, TokenHash};
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::protocol::PUSH_LIMIT;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{
    Action, Cursors, Epoch, Outcome, PullAnswer, PullRequest, PushRequest, RawOperation, Receipt,
    Seq,
};
use uuid::Uuid;

use crate::base::{Base, Database, at_once};
use crate::broken::Broken;
use crate::mutation::Mutation;
use crate::schedule::Setting;
use crate::town::{self, Town};

/// The server.
pub(crate) struct Office {
    pub(crate) store: Box<dyn Database>,
    pub(crate) backup: Option<Box<dyn Database>>,
    epoch: u64,
    limit: PageLimit,
    /// Which form is in use in each unit.
    forms: Vec<usize>,
    mutation: Option<Mutation>,
    broken: Breaking,
}

/// What mutations remember.
#[derive(Default)]
struct Breaking {
    rewritten: HashMap<ContentDigest, RawOperation>,
    forgotten: u64,
    before: Option<Box<dyn Database>>,
    late: HashMap<Scope, Seq>,
}

/// What a push came to.
pub(crate) struct Given {
    pub(crate) operations: Vec<RawOperation>,
    pub(crate) receipts: Vec<Receipt>,
}

impl Office {
    pub(crate) fn open(
        setting: &Setting,
        town: &Town,
        now: DateTime<Utc>,
        base: Base,
        mutation: Option<Mutation>,
    ) -> Result<Self, Broken> {
        let mut office = Self {
            store: base.open()?,
            backup: None,
            epoch: 0,
            limit: PageLimit {
                changes: setting.page.into(),
                bytes: 1024 * 1024,
            },
            forms: vec![0; town.units.len()],
            mutation,
            broken: Breaking::default(),
        };
        at_once(office.store.put_hamlets(&town.hamlets, now))?;
        for unit in &town.units {
            at_once(office.store.publish_form(unit, town::form(0)))?;
        }
        for (at, post) in setting.people.iter().enumerate() {
            office.give(at, town.first_role(*post), now)?;
        }
        for (at, user) in setting.phones.iter().enumerate() {
            at_once(office.store.open_session(&NewSession {
                id: SessionId(Uuid::from_u128(at as u128)),
                token: TokenHash([u8::try_from(at).unwrap_or(0); 32]),
                user: town::user((*user).into()),
                device: town::device(at),
                label: String::new(),
                opened: now,
                expires: now + TimeDelta::days(36_500),
            }))?;
        }
        office.restart(now)?;
        Ok(office)
    }

    /// Gives somebody a role.
    pub(crate) fn give(&self, user: usize, role: Role, now: DateTime<Utc>) -> Result<(), Broken> {
        if let Some(account) = town::account(user, role) {
            at_once(self.store.put_account(&account, None, now))?;
        }
        Ok(())
    }

    pub(crate) fn role(&self, user: usize) -> Result<Role, Broken> {
        let account = at_once(self.store.account(town::user(user)))?;
        let account = account.ok_or_else(|| Broken::new("store", "an account is gone"))?;
        Ok(account.role)
    }

    /// Another form takes the place of the one in use.
    pub(crate) fn publish(&mut self, town: &Town, unit: usize, form: usize) -> Result<(), Broken> {
        self.forms[unit] = form;
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

    /// Receives operations.
    pub(crate) fn push(
        &mut self,
        user: usize,
        device: DeviceId,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Result<Given, Failure>, Broken> {
        let Ok(request) = serde_json::from_str::<PushRequest>(text) else {
            return Ok(Err(refused("not-json")));
        };
        if request.device != device {
            return Ok(Err(refused("foreign-device")));
        }
        if request.operations.len() > PUSH_LIMIT {
            return Ok(Err(refused("too-many")));
        }
        if request.operations.iter().any(|raw| raw.id().is_none()) {
            return Ok(Err(refused("no-id")));
        }
        let author = Author {
            user: town::user(user),
            device,
            role: self.role(user)?,
        };
        let arrival = Arrival::new(now, request.sent);
        let receipts = self.decide(&author, &request.operations, arrival)?;
        Ok(Ok(Given {
            receipts: receipts.into_iter().flatten().collect(),
            operations: request.operations,
        }))
    }

    fn decide(
        &mut self,
        author: &Author,
        batch: &[RawOperation],
        arrival: Arrival,
    ) -> StoreResult<Vec<Option<Receipt>>> {
        match self.mutation {
            Some(Mutation::AnswersFirst) => {
                self.broken.before = Some(self.store.backup()?);
            }
            Some(Mutation::ClocksOrder) => {
                let mut order: Vec<_> = (0..batch.len()).collect();
                order.sort_by_key(|at| {
                    batch[*at]
                        .open()
                        .map_or(0, |operation| operation.made.utc_ms)
                });
                let sorted: Vec<_> = order.iter().map(|at| batch[*at].clone()).collect();
                let given = at_once(self.store.push(author, &sorted, arrival))?;
                let mut receipts = vec![None; batch.len()];
                for (at, receipt) in order.into_iter().zip(given) {
                    receipts[at] = receipt;
                }
                return Ok(receipts);
            }
            Some(Mutation::ForgetsReceipts) => return self.forget(author, batch, arrival),
            Some(Mutation::LastWriterWins) => {
                let trial = self.store.backup()?;
                let mut rewritten = Vec::new();
                for raw in batch {
                    let raw = self.all_seen(&*trial, author, raw, arrival)?;
                    at_once(trial.push(author, std::slice::from_ref(&raw), arrival))?;
                    rewritten.push(raw);
                }
                return at_once(self.store.push(author, &rewritten, arrival));
            }
            Some(Mutation::SkipsLateCommit) => {
                let scopes = author.role.scopes(author.user);
                let all = PageLimit {
                    changes: usize::MAX,
                    bytes: usize::MAX,
                };
                let now = at_once(self.store.pull(&scopes, &Cursors::default(), None, all))?;
                let ends = now.feeds.into_iter().map(|page| (page.scope, page.cursor));
                self.broken.late = ends.collect();
            }
            _ => {}
        }
        at_once(self.store.push(author, batch, arrival))
    }

    /// What was answered before is taken for something new.
    fn forget(
        &mut self,
        author: &Author,
        batch: &[RawOperation],
        arrival: Arrival,
    ) -> StoreResult<Vec<Option<Receipt>>> {
        let mut receipts = Vec::new();
        for raw in batch {
            let known = self.broken.rewritten.insert(raw.digest(), raw.clone());
            let given = match (known, raw.id()) {
                (Some(_), Some(id)) => {
                    self.broken.forgotten += 1;
                    let other = Uuid::from_u128((1 << 100) + u128::from(self.broken.forgotten));
                    let text = raw.text().replace(&id.to_string(), &other.to_string());
                    let again = RawOperation::from_text(text)?;
                    let given = at_once(self.store.push(author, &[again], arrival))?;
                    let named = |receipt: Receipt| Receipt {
                        operation: id,
                        ..receipt
                    };
                    given
                        .into_iter()
                        .map(|receipt| receipt.map(named))
                        .collect()
                }
                _ => at_once(self.store.push(author, std::slice::from_ref(raw), arrival))?,
            };
            receipts.extend(given);
        }
        Ok(receipts)
    }

    /// The operation of somebody who has seen everything; what would be held stays as it came.
    fn all_seen(
        &mut self,
        store: &dyn Database,
        author: &Author,
        raw: &RawOperation,
        arrival: Arrival,
    ) -> StoreResult<RawOperation> {
        let digest = raw.digest();
        if let Some(known) = self.broken.rewritten.get(&digest) {
            return Ok(known.clone());
        }
        let mut rewritten = raw.clone();
        if let Ok(mut operation) = raw.open()
            && let Action::ChangeHousehold(changed) = &mut operation.action
            && let Ok(Some(household)) = at_once(store.household(changed.household))
        {
            let versions = household.versions.values().map(|said| said.operation);
            changed.seen.extend(versions);
            let seen = RawOperation::seal(&operation)?;
            let trial = store.backup()?;
            let given = at_once(trial.push(author, std::slice::from_ref(&seen), arrival))?;
            let applied = |receipt: &Receipt| matches!(receipt.outcome, Outcome::Applied { .. });
            if given.iter().flatten().all(applied) {
                rewritten = seen;
            }
        }
        self.broken.rewritten.insert(digest, rewritten.clone());
        Ok(rewritten)
    }

    fn pull_scopes(
        &self,
        scopes: &[Scope],
        cursors: &Cursors,
        epoch: Option<Epoch>,
    ) -> StoreResult<Pulled> {
        at_once(self.store.pull(scopes, cursors, epoch, self.limit))
    }

    /// Gives changes out; `None` where there are none.
    pub(crate) fn pull(
        &mut self,
        user: usize,
        device: DeviceId,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Result<Option<PullAnswer>, Failure>, Broken> {
        let Ok(request) = serde_json::from_str::<PullRequest>(text) else {
            return Ok(Err(refused("not-json")));
        };
        let scopes = self.role(user)?.scopes(town::user(user));
        let mut forgotten = false;
        if request.acknowledged.is_some() || request.report.is_some() {
            let report = request.report.as_ref();
            let noted = self
                .store
                .note_device(town::user(user), device, report, now);
            let received = at_once(noted)?;
            forgotten = request.acknowledged.is_some_and(|known| known > received);
        }
        let epoch = request
            .epoch
            .filter(|_| self.mutation != Some(Mutation::IgnoresEpoch));
        let mut pulled = self.pull_scopes(&scopes, &request.cursors, epoch)?;
        self.spoil(&mut pulled, &request.cursors);
        forgotten &= self.mutation != Some(Mutation::HidesLoss);
        let mut sorted = scopes.clone();
        sorted.sort();
        sorted.dedup();
        if pulled.feeds.is_empty() && sorted.iter().eq(request.cursors.0.keys()) && !forgotten {
            return Ok(Ok(None));
        }
        Ok(Ok(Some(PullAnswer {
            scopes,
            feeds: pulled.feeds,
            now,
            epoch: pulled.epoch,
            forgotten,
        })))
    }

    fn spoil(&self, pulled: &mut Pulled, cursors: &Cursors) {
        match self.mutation {
            Some(Mutation::SkipsLateCommit) => {
                for page in &mut pulled.feeds {
                    let late = self.broken.late.get(&page.scope).map(|end| end.next());
                    let last = page.changes.last().map(|change| change.seq);
                    page.changes
                        .retain(|change| Some(change.seq) != late || Some(change.seq) == last);
                }
            }
            Some(Mutation::SweepsInSilence) if self.backup.is_none() => {
                for page in pulled
                    .feeds
                    .iter_mut()
                    .filter(|page| page.anew && !page.more)
                {
                    let cursor = cursors.0.get(&page.scope).copied().unwrap_or_default();
                    page.changes.retain(|change| change.seq > cursor);
                    page.anew = false;
                }
            }
            _ => {}
        }
    }

    /// Everything behind these cursors, as the checks read it.
    pub(crate) fn all_behind(&self, scopes: &[Scope], cursors: &Cursors) -> Result<Pulled, Broken> {
        let all = PageLimit {
            changes: usize::MAX,
            bytes: usize::MAX,
        };
        Ok(at_once(self.store.pull(scopes, cursors, None, all))?)
    }

    /// How the devices of a unit's people stand.
    pub(crate) fn devices(&self, town: &Town) -> Result<Vec<DeviceSummary>, Broken> {
        let mut devices = Vec::new();
        for unit in &town.units {
            devices.extend(at_once(self.store.devices_of(unit))?);
        }
        Ok(devices)
    }

    /// What left a scope more than 180 days ago is forgotten.
    pub(crate) fn sweep(&self, now: DateTime<Utc>) -> Result<(), Broken> {
        at_once(self.store.sweep(now - TimeDelta::days(180)))?;
        Ok(())
    }
}

/// The office did not understand a request as a whole.
pub(crate) fn refused(code: &str) -> Failure {
    Failure::Refused {
        code: code.to_owned(),
    }
}
