//! A phone: the real device, with a disk, a clock and whatever is under way around it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use dong_hanh_domain::{DeviceTime, OperationId, Scope};
use dong_hanh_sync::device::{
    Around, Commit, Device, Effect, Failure, Input, Phase, Pulled, Written,
};
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::outbox::{Outbox, Saying, Sent};
use dong_hanh_sync::{Operation, PullAnswer, PushAnswer, RawOperation, RecordKey, Report};

use crate::broken::{Broken, Holds};
use crate::disk::{Change, Disk, Shelves};
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
    unread: BTreeSet<u64>,
    alarm: Option<i64>,
    clock_off_ms: i64,
    booted_ms: i64,
    chance: RefCell<Rng>,
    mutation: Option<Mutation>,
}

/// What is under way.
#[derive(Debug)]
pub(crate) enum Flight {
    Request(Request),
    Store(Box<Commit>),
    /// The second half of a transaction that a mutation has cut in two.
    Half(Vec<Change>),
    Stored(Result<(), Failure>),
    Photos,
}

/// A request, on its way to the server and back.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) is_push: bool,
    pub(crate) text: Rc<str>,
    pub(crate) answer: Option<Result<Reply, Failure>>,
    /// The phone waits for it no more.
    pub(crate) aborted: bool,
}

/// What the server answers where it does not refuse.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Text(String),
    /// 204, with the server's clock to the second.
    Nothing(i64),
}

/// What the device asks of all that is around it.
struct Surroundings<'a> {
    shelves: &'a Shelves,
    unread: &'a BTreeSet<u64>,
    newer: bool,
    clock: DeviceTime,
    chance: &'a RefCell<Rng>,
}

impl Around for Surroundings<'_> {
    fn now(&self, skew_ms: Option<i64>) -> DeviceTime {
        DeviceTime {
            skew_ms,
            ..self.clock
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn chance(&self) -> f64 {
        self.chance.borrow_mut().below(1 << 20) as f64 / f64::from(1 << 20)
    }

    fn scope_of(&self, key: &RecordKey) -> Option<Scope> {
        let (scope, _) = self.shelves.records.get(key)?;
        Some(scope.clone())
    }

    fn records_of(&self, scope: &Scope) -> BTreeSet<RecordKey> {
        let here = self.shelves.records.iter();
        let here = here.filter(|(_, (known, _))| known == scope);
        here.map(|(key, _)| key.clone()).collect()
    }

    fn drafted(&self) -> Vec<RecordKey> {
        let of = self.shelves.drafts.values().flat_map(|draft| {
            [
                RecordKey::Household(draft.household),
                RecordKey::Form(draft.form.clone()),
            ]
            .into_iter()
            .chain(draft.amends.map(RecordKey::Visit))
        });
        of.collect()
    }

    fn keeps_photos(&self, operation: &Operation) -> bool {
        self.shelves.photos.contains(&operation.id)
    }

    fn report(&self) -> Report {
        let waiting = |counter: &&u64| self.shelves.outbox.contains_key(counter);
        Report {
            app: if self.newer { "2" } else { "1" }.to_owned(),
            photos: self.shelves.photos.len() as u64,
            drafts: self.shelves.drafts.len() as u64,
            unreadable: self.unread.len() as u64,
            unread_operations: self.unread.iter().filter(waiting).count() as u64,
            persisted: true,
            ..Report::default()
        }
    }
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

    /// Tells the device what happened, and begins what it wants.
    pub(crate) fn tell(&mut self, input: Input, now_ms: i64) -> Holds {
        let around = Surroundings {
            shelves: self.disk.shelves(),
            unread: &self.unread,
            newer: self.newer,
            clock: DeviceTime {
                utc_ms: now_ms + self.clock_off_ms,
                zone_min: 420,
                mono_ms: u64::try_from(now_ms - self.booted_ms).unwrap_or(0),
                skew_ms: None,
            },
            chance: &self.chance,
        };
        for effect in self.device.step(input, &around) {
            self.carry_out(effect, now_ms)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect, now_ms: i64) -> Holds {
        let begins = match effect {
            Effect::WakeIn(wait) => {
                self.alarm = Some(now_ms.saturating_add_unsigned(wait));
                return Ok(());
            }
            Effect::Abort => {
                if let Some(Flight::Request(request)) = &mut self.flight {
                    request.aborted = true;
                }
                return Ok(());
            }
            Effect::Push(request) => {
                if self.mutation == Some(Mutation::LeavesWhenSent) {
                    self.drop_unanswered(|raw| {
                        request
                            .operations
                            .iter()
                            .any(|sent| sent.text() == raw.text())
                    });
                }
                Flight::request(true, &request)?
            }
            Effect::Pull(request) => Flight::request(false, &request)?,
            Effect::Store(commit) => Flight::Store(Box::new(commit)),
            Effect::SendPhotos => Flight::Photos,
        };
        match self.flight.replace(begins) {
            None => Ok(()),
            Some(before) => Err(Broken::new(
                "S1.3",
                format!("phone {}: begun while {before:?} was under way", self.at),
            )),
        }
    }

    /// Drops operations as no real device does.
    fn drop_unanswered(&mut self, which: impl Fn(&RawOperation) -> bool) {
        let outbox = self.shelves().outbox.iter();
        let dropped = outbox.filter(|(_, raw)| which(raw));
        let dropped: Vec<_> = dropped.map(|(counter, _)| Change::Drop(*counter)).collect();
        self.disk.commit(dropped, true);
    }

    /// Commits what the device wants committed.
    pub(crate) fn store(&mut self, commit: Commit) {
        let strict = commit.is_strict();
        let exchange = Change::Exchange(Box::new(commit.exchange));
        let mut changes = Vec::new();
        match commit.written {
            Written::Receipts(received) => {
                let receipts = received.into_iter();
                changes.extend(
                    receipts.map(|(counter, sent)| Change::Receipt(counter, Rc::new(sent))),
                );
            }
            Written::Changes { feeds, scopes, .. } => {
                changes.push(Change::Feeds(Rc::new(feeds)));
                if self.mutation == Some(Mutation::CursorsFirst) {
                    self.disk.commit(vec![exchange], strict);
                    self.flight = Some(Flight::Half(changes));
                    return;
                }
                if self.mutation == Some(Mutation::PurgesUnsent) {
                    changes.extend(self.purge(&scopes));
                }
            }
            Written::Leave { kept } => changes.push(Change::Keep(kept)),
            Written::Settled { forgotten, left } => {
                changes.extend(forgotten.into_iter().map(Change::Forget));
                changes.push(Change::Feeds(Rc::new(left)));
            }
            Written::Again(again) => {
                let again = again.into_iter();
                changes.extend(again.map(|(counter, raw)| Change::Again(counter, raw)));
            }
        }
        changes.push(exchange);
        self.disk.commit(changes, strict);
        self.flight = Some(Flight::Stored(Ok(())));
    }

    /// All of the scopes that are lost, with the work about them.
    fn purge(&self, scopes: &[Scope]) -> Vec<Change> {
        let shelves = self.shelves();
        let is_lost = |operation: &Operation| {
            let about = crate::truth::household_of(&operation.action).map(RecordKey::Household);
            let place = about.and_then(|key| shelves.records.get(&key));
            place.is_some_and(|(scope, _)| !scopes.contains(scope))
        };
        let lost = shelves
            .outbox
            .iter()
            .filter(|(_, raw)| raw.open().is_ok_and(|operation| is_lost(&operation)));
        let keep = Change::Keep(scopes.to_vec());
        lost.map(|(counter, _)| Change::Drop(*counter))
            .chain([keep])
            .collect()
    }

    /// Says that things happened; they are committed before anybody is told. Nothing happened where the disk is full.
    pub(crate) fn say(
        &mut self,
        sayings: Vec<(OperationId, Saying)>,
        mut beside: Vec<Change>,
        now_ms: i64,
    ) -> Result<Vec<(u64, RawOperation)>, Broken> {
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
        beside.extend(made);
        self.disk.commit(beside, true);
        self.queued(said.clone(), now_ms)?;
        Ok(said)
    }

    /// Says something that this version cannot.
    pub(crate) fn say_text(
        &mut self,
        counter: u64,
        raw: RawOperation,
        sealed: bool,
        now_ms: i64,
    ) -> Holds {
        let made = Change::Made {
            counter,
            raw: raw.clone(),
            sealed,
        };
        self.disk.commit(vec![made], true);
        self.queued(vec![(counter, raw)], now_ms)
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
        self.unread = unread;
        Ok(Device::new(self.device.id(), outbox, exchange))
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

    /// The answer to a request has come.
    pub(crate) fn answered(
        &mut self,
        is_push: bool,
        answer: Result<Reply, Failure>,
        now_ms: i64,
    ) -> Holds {
        let input = if is_push {
            Input::Pushed(answer.and_then(|reply| match reply {
                Reply::Text(text) => read::<PushAnswer>(&text),
                Reply::Nothing(_) => Err(Failure::NoAnswer),
            }))
        } else {
            Input::Pulled(answer.and_then(|reply| match reply {
                Reply::Text(text) => read::<PullAnswer>(&text).map(Pulled::News),
                Reply::Nothing(at) => Ok(Pulled::Nothing(Some(town::moment(at)))),
            }))
        };
        self.tell(input, now_ms)
    }
}

/// An answer that cannot be read is none.
fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::NoAnswer)
}

impl Flight {
    fn request(is_push: bool, request: &impl serde::Serialize) -> Result<Self, Broken> {
        Ok(Self::Request(Request {
            is_push,
            text: serde_json::to_string(request)?.into(),
            answer: None,
            aborted: false,
        }))
    }
}
