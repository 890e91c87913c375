//! A phone: the real device, with a disk, a clock and whatever is under way around it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use dong_hanh_domain::{DeviceTime, OperationId};
use dong_hanh_sync::device::{Device, Input, Phase};
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::outbox::{Outbox, Saying, Sent};
use dong_hanh_sync::{RawOperation, RecordKey};

use crate::broken::{Broken, Holds};
use crate::disk::{Change, Disk, Shelves};
use crate::flight::Flight;
use crate::mutation::Mutation;
use crate::town;
use dong_hanh_demo::Rng;

/// A phone of one person. Somebody who shares it has a store, and so a device, of his own.
pub(crate) struct Phone {
    pub(crate) at: usize,
    pub(crate) user: usize,
    pub(crate) device: Device,
    pub(crate) disk: Disk,
    pub(crate) flight: Option<Flight>,
    pub(crate) signed_in: bool,
    /// A newer version of the app says things that this one does not know.
    pub(crate) newer: bool,
    /// Another tab leads.
    pub(crate) follows: bool,
    /// What an older version of the app cannot read.
    pub(crate) unread: BTreeSet<u64>,
    pub(crate) alarm: Option<i64>,
    clock_off_ms: i64,
    booted_ms: i64,
    pub(crate) chance: RefCell<Rng>,
    pub(crate) mutation: Option<Mutation>,
}

impl Phone {
    pub(crate) fn new(at: usize, user: usize, now_ms: i64, mutation: Option<Mutation>) -> Self {
        Self {
            at,
            user,
            device: Device::new(town::device(at), Outbox::default(), Exchange::default()),
            disk: Disk::default(),
            flight: None,
            signed_in: true,
            newer: false,
            follows: false,
            unread: BTreeSet::new(),
            alarm: None,
            clock_off_ms: 0,
            booted_ms: now_ms,
            chance: RefCell::new(Rng::new(at as u64)),
            mutation,
        }
    }

    pub(crate) fn shelves(&self) -> &Shelves {
        self.disk.shelves()
    }

    /// How many operations this version of the app cannot read.
    pub(crate) fn unread(&self) -> u64 {
        let waiting = |counter: &&u64| self.shelves().outbox.contains_key(counter);
        self.unread.iter().filter(waiting).count() as u64
    }

    /// Whether there is anything that this version of the app cannot read, sent or not.
    pub(crate) fn cannot_read(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The phone's clock.
    pub(crate) fn clock(&self, now_ms: i64) -> DeviceTime {
        DeviceTime {
            utc_ms: now_ms + self.clock_off_ms,
            zone_min: 420,
            mono_ms: u64::try_from(now_ms - self.booted_ms).unwrap_or(0),
            skew_ms: self.shelves().exchange.skew_ms,
        }
    }

    pub(crate) fn put_clock(&mut self, by_ms: i64) {
        self.clock_off_ms += by_ms;
    }

    pub(crate) fn right_clock(&mut self) {
        self.clock_off_ms = 0;
    }

    /// Whether what an answer has brought, or what is let go, is on its way to the disk.
    pub(crate) fn is_storing(&self) -> bool {
        matches!(
            self.flight,
            Some(Flight::Store(_) | Flight::Half(_) | Flight::Stored(_))
        )
    }

    /// Whether nothing is under way, and nothing will be before the alarm.
    pub(crate) fn rests(&self) -> bool {
        self.flight.is_none() && *self.device.phase() == Phase::Resting
    }

    pub(crate) fn wakes(&mut self, now_ms: i64) -> bool {
        let due = self.alarm.is_some_and(|at| at <= now_ms);
        if due {
            self.alarm = None;
        }
        due
    }

    /// Says that things happened; they are committed before anybody is told. `None` where there is no room: nothing
    /// happened then.
    pub(crate) fn say(
        &mut self,
        sayings: Vec<(OperationId, Saying)>,
        beside: &[Change],
        now_ms: i64,
    ) -> Result<Option<Vec<(u64, RawOperation)>>, Broken> {
        let after = Outbox::after(self.shelves().counter);
        let outbox = if self.follows {
            &after
        } else {
            self.device.outbox()
        };
        let said = outbox.plan(self.device.id(), sayings)?;
        let made = said.iter().map(|(counter, raw)| Change::Made {
            counter: *counter,
            raw: raw.clone(),
            sealed: false,
        });
        let mut changes = beside.to_vec();
        if self.mutation == Some(Mutation::FinishesInTwo) && !said.is_empty() {
            self.disk.commit(std::mem::take(&mut changes), true).ok();
        }
        changes.extend(made);
        if self.disk.commit(changes, true).is_err() {
            let is_called_saved = self.mutation == Some(Mutation::CallsItSaved);
            return Ok(is_called_saved.then_some(said));
        }
        self.queued(said.clone(), now_ms)?;
        Ok(Some(said))
    }

    /// Says something that this version cannot; whether there was room.
    pub(crate) fn say_text(
        &mut self,
        counter: u64,
        raw: RawOperation,
        sealed: bool,
        now_ms: i64,
    ) -> Result<bool, Broken> {
        let made = Change::Made {
            counter,
            raw: raw.clone(),
            sealed,
        };
        if self.disk.commit(vec![made], true).is_err() {
            return Ok(false);
        }
        self.queued(vec![(counter, raw)], now_ms)?;
        Ok(true)
    }

    fn queued(&mut self, said: Vec<(u64, RawOperation)>, now_ms: i64) -> Holds {
        // What another tab has said is read when this one leads again.
        if self.follows {
            return Ok(());
        }
        self.device.queue(said);
        self.tell(Input::Queued, now_ms)
    }

    /// The next counter.
    pub(crate) fn next_counter(&self) -> u64 {
        self.shelves().counter + 1
    }

    /// What is on the disk, as a device that starts.
    pub(crate) fn loaded(&mut self) -> Result<Device, Broken> {
        let (device, unread) = self.stored()?;
        self.unread = unread;
        Ok(device)
    }

    /// What is on the disk, as a device, and what this version of the app cannot read of it.
    pub(crate) fn stored(&self) -> Result<(Device, BTreeSet<u64>), Broken> {
        let shelves = self.disk.shelves();
        let sealed = |counter: &u64| !self.newer && shelves.sealed.contains(counter);
        let mut outbox = Outbox::after(shelves.counter);
        let mut unread = BTreeSet::new();
        for (counter, raw) in &shelves.outbox {
            if sealed(counter) {
                unread.insert(*counter);
            } else {
                outbox.queue(*counter, raw.clone());
            }
        }
        for (counter, sent) in &shelves.sent {
            if sealed(counter) {
                unread.insert(*counter);
            } else {
                let text = serde_json::to_string(&**sent)?;
                outbox.sent(*counter, serde_json::from_str::<Sent>(&text)?);
            }
        }
        let told = shelves.records.iter();
        let told = told.filter(|(key, _)| matches!(key, RecordKey::Ruling(_)));
        for (_, (_, body)) in told {
            outbox.ruled(serde_json::from_str(body)?);
        }
        let text = serde_json::to_string(&shelves.exchange)?;
        let exchange = serde_json::from_str(&text)?;
        let device = Device::new(self.device.id(), outbox, exchange);
        Ok((device, unread))
    }

    /// It starts with what was committed.
    pub(crate) fn start(&mut self, now_ms: i64) -> Holds {
        self.device = self.loaded()?;
        self.flight = None;
        self.alarm = None;
        self.follows = false;
        self.booted_ms = now_ms;
        self.tell(Input::Leading(true), now_ms)
    }
}
