//! The server: a store with the real decisions, and around it what the routes do.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, Scope};
use dong_hanh_store::{DeviceSummary, Pulled, StoreResult};
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::protocol::PUSH_LIMIT;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Cursors, Epoch, PullAnswer, PullRequest, PushRequest, RawOperation, Receipt};

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
    pub(crate) epoch: u64,
    limit: PageLimit,
    /// How many times somebody has signed in.
    pub(crate) sessions: u32,
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
            role: self.role(user, arrival.now)?,
            list: None,
        };
        let receipts = self.decide(&author, &operations, arrival, way)?;
        Ok(Given {
            receipts: receipts.into_iter().flatten().collect(),
            operations,
        })
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
        let role = self.role(user, now)?;
        let scopes = role.scopes(town::user(user));
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
        self.spoil(&mut pulled, &request.cursors, device, now);
        forgotten &= self.mutation != Some(Mutation::HidesLoss);
        let mut sorted = scopes.clone();
        sorted.sort();
        sorted.dedup();
        if pulled.feeds.is_empty() && sorted.iter().eq(request.cursors.0.keys()) && !forgotten {
            return Ok(Ok(None));
        }
        let feeds = pulled.feeds.into_iter();
        Ok(Ok(Some(PullAnswer {
            scopes,
            feeds: feeds.map(|page| page.as_given_to(role.kind())).collect(),
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
}

/// The office did not understand a request as a whole.
pub(crate) fn refused(code: &str) -> Failure {
    Failure::Refused {
        code: code.to_owned(),
    }
}
