//! The device's side of the sync: what happens to it goes in, what is to be done about it comes out.
//!
//! A [`Device`] owns what it has said and how far the exchange with the office has come. It owns no records, no disk
//! and no network: the caller carries each [`Effect`] out and says what came of it. One effect that ends is under way
//! at any time; a device that is gone between two of them is made again of what was committed, and has lost nothing.

mod asking;
mod commit;
mod machine;
mod needed;
mod taking;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, DeviceTime, Scope, UserId};

use crate::exchange::Exchange;
use crate::forget::Gone;
use crate::operation::{Operation, RawOperation};
use crate::outbox::{Outbox, Sent};
use crate::overlay::{Overlay, Visited};
use crate::protocol::{PullAnswer, PullRequest, PushAnswer, PushRequest, Report};
use crate::record::RecordKey;

use asking::Asked;
pub use commit::{Commit, Written};
pub use machine::{BACKOFF_MAX_MS, BACKOFF_MIN_MS, Failure, POLL_MS, Phase, RETRY_AFTER_MAX_MS};
use machine::{Event, Machine, Wish};
use taking::Brought;

/// The device's side of the sync.
#[derive(Clone, Debug)]
pub struct Device {
    id: DeviceId,
    machine: Machine,
    outbox: Outbox,
    exchange: Exchange,
    under_way: Option<UnderWay>,
    /// What is under way was given up; it ends all the same.
    given_up: bool,
}

/// What the device knows beside what it has said, with the clock and with chance.
pub trait Around {
    /// The clock, with the difference from the office's that is known.
    fn now(&self, skew_ms: Option<i64>) -> DeviceTime;
    /// A number from 0.0 up to 1.0, another one each time.
    fn chance(&self) -> f64;
    /// The scope in which a record came that is here.
    fn scope_of(&self, key: &RecordKey) -> Option<Scope>;
    /// The records that are here and came in a scope.
    fn records_of(&self, scope: &Scope) -> BTreeSet<RecordKey>;
    /// The records that open drafts are about.
    fn drafted(&self) -> Vec<RecordKey>;
    /// Whether a photo of an operation is on this device only.
    fn keeps_photos(&self, operation: &Operation) -> bool;
    /// What the records that are here say was erased.
    fn gone(&self) -> Gone;
    /// How the device stands, without what the outbox and the exchange know.
    fn report(&self) -> Report;
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// The app was opened or came to the front.
    Wanted,
    /// Somebody pressed «Gửi ngay»: what had been set aside goes with the rest.
    Pressed,
    /// Somebody pressed «dừng lại».
    Cancelled,
    /// The browser says that there is a network again.
    NetworkBack,
    /// The time that was asked for by [`Effect::WakeIn`] has come.
    Woken,
    /// Somebody signed in again.
    SignedIn,
    /// This tab holds the lock, or has lost it.
    Leading(bool),
    /// Something was [queued](Device::queue), or what may be sent is otherwise.
    Queued,
    /// What came of [`Effect::Push`].
    Pushed(Result<PushAnswer, Failure>),
    /// What came of [`Effect::Pull`].
    Pulled(Result<Pulled, Failure>),
    /// What came of [`Effect::Store`]: it was committed, or nothing of it was written.
    Stored(Result<(), Failure>),
    /// What came of [`Effect::SendPhotos`].
    PhotosSent(Result<(), Failure>),
}

/// What a pull brought.
#[derive(Clone, Debug)]
pub enum Pulled {
    /// Changes.
    News(PullAnswer),
    /// There are none; the server's clock, where it was told.
    Nothing(Option<DateTime<Utc>>),
}

/// What the caller has to do. All but the last two end, and what came of them is said by an [`Input`].
#[derive(Clone, Debug)]
pub enum Effect {
    /// Send this.
    Push(PushRequest),
    /// Ask this.
    Pull(PullRequest),
    /// Commit this.
    Store(Commit),
    /// Send the photos of what has its receipt (S1.11), and fetch what forms show (S11.11), as long as the phase is
    /// [`Phase::SendingPhotos`].
    SendPhotos,
    /// Give up the request that is under way; it ends all the same.
    Abort,
    /// Say [`Input::Woken`] in so many milliseconds, instead of any earlier wish.
    WakeIn(u64),
}

/// What is under way, and what follows it.
#[derive(Clone, Debug)]
enum UnderWay {
    /// Operations with these counters are on their way, or their receipts are being stored.
    Push {
        sent: Vec<u64>,
        stores: Option<Commit>,
    },
    /// Changes are on their way.
    Pull(Asked),
    /// What a pull brought is being stored, or what follows from it.
    Take {
        asked: Asked,
        stores: Commit,
        brought: Brought,
    },
    /// What is done after the feeds were read to their end is being stored.
    End { stores: Commit },
    /// Photos are on their way.
    Photos,
}

impl Device {
    /// A device with what its store holds, of which nobody knows yet whether it leads.
    #[must_use]
    pub fn new(id: DeviceId, outbox: Outbox, exchange: Exchange) -> Self {
        Self {
            id,
            machine: Machine::new(outbox.sendable()),
            outbox,
            exchange,
            under_way: None,
            given_up: false,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        self.id
    }

    /// What it is doing.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        self.machine.phase()
    }

    /// What it has said.
    #[must_use]
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// How far the exchange has come.
    #[must_use]
    pub fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// What it has said of which the feeds have yet to say what became of it, as its user's word.
    #[must_use]
    pub fn overlay<'a>(&'a self, user: UserId, visited: &'a dyn Visited) -> Overlay<'a> {
        Overlay {
            outbox: &self.outbox,
            settled: self.exchange.settled,
            user,
            visited,
        }
    }

    /// Takes up operations that were [planned](Outbox::plan) and are stored; [`Input::Queued`] sends them.
    pub fn queue(&mut self, said: impl IntoIterator<Item = (u64, RawOperation)>) {
        for (counter, raw) in said {
            self.outbox.queue(counter, raw);
        }
    }

    /// Takes up what another tab has stored meanwhile: the device of the same store, made anew.
    pub fn follow(&mut self, stored: Self) {
        self.outbox.follow(stored.outbox);
        self.exchange = stored.exchange;
    }

    /// Takes up an exchange that was stored beside what the device did.
    pub fn resume(&mut self, exchange: Exchange) {
        self.exchange = exchange;
    }

    /// Takes what happened.
    pub fn step(&mut self, input: Input, around: &impl Around) -> Vec<Effect> {
        match input {
            Input::Wanted => self.tell(Event::Wanted, around),
            Input::Cancelled => self.tell(Event::Cancelled, around),
            Input::NetworkBack => self.tell(Event::NetworkBack, around),
            Input::Woken => self.tell(Event::Woken, around),
            Input::SignedIn => self.tell(Event::SignedIn, around),
            Input::Leading(leads) => self.tell(Event::Leading(leads), around),
            Input::Queued => {
                let waiting = self.outbox.sendable();
                self.tell(Event::Queued { waiting }, around)
            }
            Input::Pressed => {
                self.outbox.retry();
                let waiting = self.outbox.sendable();
                self.tell(Event::Pressed { waiting }, around)
            }
            Input::Pushed(answer) => self.pushed(answer, around),
            Input::Pulled(answer) => self.pulled(answer, around),
            Input::Stored(stored) => self.stored(stored, around),
            Input::PhotosSent(sent) => match self.under_way.take() {
                Some(UnderWay::Photos) => self.end(sent.map(|()| Event::PhotosSent), around),
                other => self.ignored(other),
            },
        }
    }

    fn pushed(&mut self, answer: Result<PushAnswer, Failure>, around: &impl Around) -> Vec<Effect> {
        let sent = match self.under_way.take() {
            Some(UnderWay::Push { sent, stores: None }) => sent,
            other => return self.ignored(other),
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(failure) => return self.push_failed(&sent, failure, around),
        };
        let received = answer.receipts.into_iter().filter_map(|receipt| {
            let (counter, entry) = self.outbox.awaiting(receipt.operation)?;
            let operation = entry.raw.clone();
            Some((counter, Sent { operation, receipt }))
        });
        let received: Vec<_> = received.collect();
        let exchange = self.heard(answer.now, around);
        let exchange = exchange.receipted(received.iter().map(|(counter, _)| *counter));
        let stores = Commit {
            exchange,
            written: Written::Receipts(received),
        };
        self.store(stores, |commit| UnderWay::Push {
            sent,
            stores: Some(commit),
        })
    }

    fn push_failed(&mut self, sent: &[u64], failure: Failure, around: &impl Around) -> Vec<Effect> {
        let eased = self.outbox.failed(sent, failure);
        let waiting = self.outbox.sendable();
        self.end(eased.map(|()| Event::Refused { waiting }), around)
    }

    fn stored(&mut self, stored: Result<(), Failure>, around: &impl Around) -> Vec<Effect> {
        match (self.under_way.take(), stored) {
            (
                Some(UnderWay::Push {
                    stores: Some(commit),
                    ..
                }),
                Ok(()),
            ) => {
                self.take_up(commit);
                self.outbox.answered();
                let waiting = self.outbox.sendable();
                self.end(Ok(Event::Pushed { waiting }), around)
            }
            (
                Some(UnderWay::Push {
                    sent,
                    stores: Some(_),
                }),
                Err(failure),
            ) => self.push_failed(&sent, failure, around),
            (
                Some(UnderWay::Take {
                    asked,
                    stores,
                    brought,
                }),
                Ok(()),
            ) => {
                let before = self.outbox.sendable();
                self.take_up(stores);
                let mut effects = self.invite(before, around);
                effects.extend(self.follow_up(asked, brought, around));
                effects
            }
            (Some(UnderWay::End { stores }), Ok(())) => {
                self.take_up(stores);
                self.reached(around)
            }
            (Some(UnderWay::Take { .. } | UnderWay::End { .. }), Err(failure)) => {
                self.end(Err(failure), around)
            }
            (other, _) => self.ignored(other),
        }
    }

    /// Commits this, and remembers what follows when it is committed.
    fn store(&mut self, commit: Commit, then: impl FnOnce(Commit) -> UnderWay) -> Vec<Effect> {
        let effect = Effect::Store(commit.clone());
        self.under_way = Some(then(commit));
        vec![effect]
    }

    /// Sends what may be sent now and might not before.
    fn invite(&mut self, before: usize, around: &impl Around) -> Vec<Effect> {
        let waiting = self.outbox.sendable();
        if waiting > before {
            self.tell(Event::Queued { waiting }, around)
        } else {
            Vec::new()
        }
    }

    /// What was committed is so in memory as well.
    fn take_up(&mut self, commit: Commit) {
        self.exchange = commit.exchange;
        match commit.written {
            Written::Receipts(received) => {
                for (counter, sent) in received {
                    self.outbox.received(counter, sent.receipt);
                }
            }
            Written::Settled { forgotten, left } => {
                for counter in forgotten {
                    self.outbox.forget(counter);
                }
                self.outbox.told(&left);
            }
            Written::Again(again) => {
                for (counter, raw) in again {
                    self.outbox.queue(counter, raw);
                }
            }
            Written::Changes { feeds, .. } => self.outbox.told(&feeds),
            Written::Leave { .. } => {}
        }
    }

    /// What was under way has ended.
    fn end(&mut self, ended: Result<Event, Failure>, around: &impl Around) -> Vec<Effect> {
        self.under_way = None;
        let waiting = self.outbox.sendable();
        let event = if std::mem::take(&mut self.given_up) {
            Event::Ended { waiting }
        } else {
            ended.unwrap_or_else(Event::Failed)
        };
        self.tell(event, around)
    }

    /// Nothing waits for what came.
    fn ignored(&mut self, under_way: Option<UnderWay>) -> Vec<Effect> {
        self.under_way = under_way;
        Vec::new()
    }

    fn tell(&mut self, event: Event, around: &impl Around) -> Vec<Effect> {
        let wishes = self.machine.step(event, around.chance());
        let effect = |wish| match wish {
            Wish::Push => self.push(around),
            Wish::Pull => self.pull(around),
            Wish::Photos => {
                self.under_way = Some(UnderWay::Photos);
                Effect::SendPhotos
            }
            Wish::Abort => {
                self.given_up = true;
                Effect::Abort
            }
            Wish::WakeIn(wait) => Effect::WakeIn(wait),
        };
        wishes.into_iter().map(effect).collect()
    }
}
