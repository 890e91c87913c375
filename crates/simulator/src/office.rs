//! The server: a store with the real decisions, and around it what the routes do.

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceId, Hamlet, Role, Scope, SessionId, UnitKey, UserId};
use dong_hanh_store::{
    DeviceSummary, Handed, HandedKind, KeptHanded, Merger, NewSession, Pulled, StoreResult,
    TokenHash, Unit,
};
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::handover::Header;
use dong_hanh_sync::protocol::PUSH_LIMIT;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Cursors, Epoch, PullAnswer, PullRequest, PushRequest, RawOperation, Receipt};
use uuid::Uuid;

use crate::base::{Base, Database, at_once};
use crate::breaking::Breaking;
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
    /// How many times somebody has signed in.
    sessions: u32,
    pub(crate) mutation: Option<Mutation>,
    pub(crate) broken: Breaking,
}

/// What a push came to.
pub(crate) struct Given {
    pub(crate) operations: Vec<RawOperation>,
    pub(crate) receipts: Vec<Receipt>,
}

/// How operations come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Request,
    File,
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
            sessions: 0,
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
        office.restart(now)?;
        Ok(office)
    }

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

    /// A unit becomes another one.
    pub(crate) fn merge(
        &self,
        from: &UnitKey,
        into: UnitKey,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        let into = Unit {
            name: into.to_string(),
            key: into,
        };
        at_once(
            self.store
                .merge_units(&Merger::new([from.clone()], into), now),
        )?;
        Ok(())
    }

    /// Hamlets come to their units.
    pub(crate) fn put_hamlets(&self, hamlets: &[Hamlet], now: DateTime<Utc>) -> Result<(), Broken> {
        at_once(self.store.put_hamlets(hamlets, now))?;
        Ok(())
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
        let arrival = Arrival::new(now, request.sent);
        let given = self.receive(user, device, request.operations, arrival, Way::Request);
        given.map(Ok)
    }

    /// Takes in operations that were handed over in a file.
    pub(crate) fn take_in(
        &mut self,
        user: usize,
        device: DeviceId,
        operations: Vec<RawOperation>,
        arrival: Arrival,
    ) -> Result<Given, Broken> {
        self.receive(user, device, operations, arrival, Way::File)
    }

    fn receive(
        &mut self,
        user: usize,
        device: DeviceId,
        operations: Vec<RawOperation>,
        arrival: Arrival,
        way: Way,
    ) -> Result<Given, Broken> {
        let author = Author {
            user: town::user(user),
            device,
            role: self.role(user)?,
        };
        let receipts = self.decide(&author, &operations, arrival, way)?;
        Ok(Given {
            receipts: receipts.into_iter().flatten().collect(),
            operations,
        })
    }

    /// Keeps a draft that was handed over.
    pub(crate) fn keep_draft(
        &self,
        header: &Header,
        text: String,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        at_once(self.store.keep_handed(&Handed {
            author: header.user,
            device: header.device,
            kind: HandedKind::Draft,
            content: text.into_bytes(),
            received: now,
        }))?;
        Ok(())
    }

    /// What the people of a unit handed over, and whose it is.
    pub(crate) fn handed(
        &self,
        unit: &UnitKey,
        kind: HandedKind,
    ) -> Result<Vec<(UserId, String)>, Broken> {
        let handed = at_once(self.store.handed(unit, kind))?.into_iter();
        let text = |KeptHanded { handed, .. }: KeptHanded| {
            let text = String::from_utf8_lossy(&handed.content);
            (handed.author, text.into_owned())
        };
        Ok(handed.map(text).collect())
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
