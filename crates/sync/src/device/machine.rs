//! When a device sends, when it fetches, and when it waits: a machine that takes events and gives wishes.
//!
//! It knows how many operations wait, what is under way, and when to try again, and nothing of what they say.

use serde::{Deserialize, Serialize};

/// While the app is open and nothing else happens, it asks for changes this often.
pub const POLL_MS: u64 = 4 * 60 * 1000;

/// The first wait after a failure; it doubles up to [`BACKOFF_MAX_MS`].
pub const BACKOFF_MIN_MS: u64 = 2_000;

/// The longest wait between two tries.
pub const BACKOFF_MAX_MS: u64 = 5 * 60 * 1000;

/// The longest wait that a server can ask for.
pub const RETRY_AFTER_MAX_MS: u64 = 60 * 60 * 1000;

/// What happened to the machine.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// The app was opened or came to the front.
    Wanted,
    /// Somebody pressed «Gửi ngay»: `waiting` operations may be sent, with those that had been set aside.
    Pressed {
        /// How many may be sent.
        waiting: usize,
    },
    /// Somebody pressed «dừng lại».
    Cancelled,
    /// The browser says that there is a network again.
    NetworkBack,
    /// A record was finished: `waiting` operations are in the outbox now.
    Queued {
        /// How many wait.
        waiting: usize,
    },
    /// The time that was asked for by [`Wish::WakeIn`] has come.
    Woken,
    /// A push was answered and its receipts are stored: `waiting` operations are left.
    Pushed {
        /// How many are left that may be sent.
        waiting: usize,
    },
    /// A push was refused for what was in it, and the next one is another: `waiting` operations are left.
    Refused {
        /// How many are left that may be sent.
        waiting: usize,
    },
    /// A pull was answered and its changes are stored.
    Pulled {
        /// Whether the server has more.
        more: bool,
    },
    /// The photos of a round are sent, or the next round sends the rest.
    PhotosSent,
    /// The push or pull came to nothing.
    Failed(Failure),
    /// A request that was aborted has ended, whatever came of it: `waiting` operations may be sent.
    Ended {
        /// How many may be sent.
        waiting: usize,
    },
    /// Somebody signed in again.
    SignedIn,
    /// This tab holds the lock, or has lost it.
    Leading(bool),
}

/// Why a push or pull came to nothing. Nothing of it ever takes an operation out of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Failure {
    /// No answer: no network, or the server is away.
    NoAnswer,
    /// The session has ended; work goes on, sending waits for a sign-in.
    SignedOut,
    /// The server is busy or broken; it says in how many seconds to come back, where it knows.
    Busy {
        /// Seconds.
        retry_after: Option<u32>,
    },
    /// The server does not speak this version any more or not yet: the app or the office must be updated.
    Version,
    /// The server did not understand the request as a whole; the office has to look at it.
    Refused {
        /// The stable code of the problem document.
        code: String,
    },
    /// The answer could not be stored on this device, as there is no room.
    Full,
    /// The answer could not be stored on this device for another reason.
    Storage,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Send the first operations of the outbox and store the receipts, then report.
    Push,
    /// Ask for changes, store them with the cursors in one transaction, then report.
    Pull,
    /// Send photos, then report. A push or a pull that is wanted meanwhile does not wait for them.
    Photos,
    /// Abort the request that is under way, and report its end instead of its outcome.
    Abort,
    /// Send [`Event::Woken`] in so many milliseconds, instead of any earlier wish.
    WakeIn(u64),
}

/// What the machine is doing, for the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// It is not known yet whether this tab leads.
    Starting,
    /// Nothing under way.
    Resting,
    /// Operations are on their way; so many were waiting when the round began.
    Sending {
        /// Receipted in this round.
        done: usize,
        /// Waiting when the round began.
        of: usize,
    },
    /// Changes are being fetched.
    Fetching,
    /// Photos are on their way.
    SendingPhotos,
    /// The last try failed; another follows by itself, except where it waits for a sign-in.
    Failing(Failure),
    /// Another tab works.
    Following,
}

/// The machine.
#[derive(Clone, Debug)]
pub(super) struct Machine {
    phase: Phase,
    waiting: usize,
    failures: u32,
    /// What became of the push; changes are fetched all the same before it is waited for.
    deferred: Option<Failure>,
    /// Work came in while a request was under way.
    again: bool,
    /// A request was aborted and has not ended yet.
    ending: bool,
}

impl Machine {
    /// A machine of a tab of which nobody knows yet whether it leads.
    #[must_use]
    pub(super) fn new(waiting: usize) -> Self {
        Self {
            phase: Phase::Starting,
            waiting,
            failures: 0,
            deferred: None,
            again: false,
            ending: false,
        }
    }

    /// What it is doing.
    #[must_use]
    pub(super) fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Takes an event; `jitter` in 0.0..1.0 spreads the tries of many phones over the wait.
    pub(super) fn step(&mut self, event: Event, jitter: f64) -> Vec<Wish> {
        match event {
            Event::Leading(true) if self.is_passive() => {
                self.phase = Phase::Resting;
                self.wanted()
            }
            Event::Leading(true) => Vec::new(),
            Event::Leading(false) => self.stop(Phase::Following),
            Event::Queued { waiting } => {
                self.waiting = waiting;
                self.invited()
            }
            Event::Pressed { waiting } => {
                self.waiting = waiting;
                self.failures = 0;
                self.wanted()
            }
            Event::Woken if self.phase == Phase::SendingPhotos => self.interrupt(),
            Event::NetworkBack | Event::Wanted => {
                self.failures = 0;
                self.invited()
            }
            Event::SignedIn => {
                self.failures = 0;
                self.wanted()
            }
            Event::Woken => self.wanted(),
            Event::Cancelled if self.is_busy() => {
                let mut wishes = self.stop(Phase::Resting);
                wishes.push(Wish::WakeIn(POLL_MS));
                wishes
            }
            Event::Cancelled => {
                self.again = false;
                Vec::new()
            }
            Event::Pushed { waiting } => self.pushed(waiting),
            Event::Refused { waiting } => self.refused(waiting),
            Event::Pulled { more } => self.pulled(more, jitter),
            Event::PhotosSent => self.photos_sent(jitter),
            Event::Failed(failure) => self.failed(failure, jitter),
            Event::Ended { waiting } => self.ended(waiting),
        }
    }

    fn is_passive(&self) -> bool {
        matches!(self.phase, Phase::Starting | Phase::Following)
    }

    fn is_busy(&self) -> bool {
        matches!(
            self.phase,
            Phase::Sending { .. } | Phase::Fetching | Phase::SendingPhotos
        )
    }

    /// Begins, unless the server has named a wait that is not over.
    fn invited(&mut self) -> Vec<Wish> {
        let Phase::Failing(Failure::Busy {
            retry_after: Some(_),
        }) = self.phase
        else {
            return self.wanted();
        };
        Vec::new()
    }

    fn wanted(&mut self) -> Vec<Wish> {
        match self.phase {
            Phase::Starting | Phase::Following => Vec::new(),
            Phase::Resting | Phase::Failing(_) if !self.ending => self.begin(),
            Phase::SendingPhotos if self.waiting > 0 => self.interrupt(),
            _ => {
                self.again = true;
                Vec::new()
            }
        }
    }

    fn begin(&mut self) -> Vec<Wish> {
        self.again = false;
        self.deferred = None;
        self.phase = self.first();
        vec![match self.phase {
            Phase::Sending { .. } => Wish::Push,
            _ => Wish::Pull,
        }]
    }

    /// What a round begins with.
    fn first(&self) -> Phase {
        match self.waiting {
            0 => Phase::Fetching,
            of => Phase::Sending { done: 0, of },
        }
    }

    /// Texts and news do not wait for photos, which go on where they were.
    fn interrupt(&mut self) -> Vec<Wish> {
        self.phase = self.first();
        self.again = true;
        self.ending = true;
        vec![Wish::Abort]
    }

    fn pushed(&mut self, waiting: usize) -> Vec<Wish> {
        let Phase::Sending { done, of } = self.phase else {
            return Vec::new();
        };
        let progressed = waiting < self.waiting;
        let done = done + self.waiting.saturating_sub(waiting);
        self.go_on(waiting, done, of.max(done + waiting), progressed)
    }

    /// Every refusal halves the request or sets an operation aside, so that this comes to an end.
    fn refused(&mut self, waiting: usize) -> Vec<Wish> {
        let Phase::Sending { done, .. } = self.phase else {
            return Vec::new();
        };
        self.go_on(waiting, done, done + waiting, true)
    }

    fn go_on(&mut self, waiting: usize, done: usize, of: usize, progressed: bool) -> Vec<Wish> {
        self.waiting = waiting;
        self.failures = 0;
        if waiting > 0 && progressed {
            self.phase = Phase::Sending { done, of };
            vec![Wish::Push]
        } else {
            self.phase = Phase::Fetching;
            vec![Wish::Pull]
        }
    }

    fn pulled(&mut self, more: bool, jitter: f64) -> Vec<Wish> {
        if self.phase != Phase::Fetching {
            return Vec::new();
        }
        if self.deferred.is_none() {
            self.failures = 0;
        }
        if more {
            return vec![Wish::Pull];
        }
        if self.again {
            return self.begin();
        }
        self.phase = Phase::SendingPhotos;
        vec![Wish::Photos, Wish::WakeIn(spread(POLL_MS, jitter))]
    }

    fn photos_sent(&mut self, jitter: f64) -> Vec<Wish> {
        if self.phase != Phase::SendingPhotos {
            return Vec::new();
        }
        if self.again {
            return self.begin();
        }
        if let Some(failure) = self.deferred.take() {
            return self.wait(failure, jitter);
        }
        self.phase = Phase::Resting;
        vec![Wish::WakeIn(spread(POLL_MS, jitter))]
    }

    fn failed(&mut self, failure: Failure, jitter: f64) -> Vec<Wish> {
        if !self.is_busy() {
            return Vec::new();
        }
        // A push that met a fault may be the reason of it; whether the office answers otherwise, a pull tells.
        let is_of_push = matches!(
            failure,
            Failure::Refused { .. } | Failure::Busy { retry_after: None }
        );
        if is_of_push && matches!(self.phase, Phase::Sending { .. }) {
            self.deferred = Some(failure);
            self.phase = Phase::Fetching;
            return vec![Wish::Pull];
        }
        self.again = false;
        self.wait(failure, jitter)
    }

    fn wait(&mut self, failure: Failure, jitter: f64) -> Vec<Wish> {
        let wait = match &failure {
            Failure::Busy {
                retry_after: Some(seconds),
            } => Some(beyond(u64::from(*seconds) * 1000, jitter)),
            Failure::NoAnswer
            | Failure::Busy { retry_after: None }
            | Failure::Full
            | Failure::Storage => {
                let wait = BACKOFF_MIN_MS << self.failures.min(10);
                Some(spread(wait.min(BACKOFF_MAX_MS), jitter))
            }
            // The app or the office may be updated meanwhile, so a try now and then is worth it.
            Failure::Refused { .. } | Failure::Version => Some(spread(POLL_MS, jitter)),
            Failure::SignedOut => None,
        };
        self.failures = self.failures.saturating_add(1);
        self.phase = Phase::Failing(failure);
        wait.map(Wish::WakeIn).into_iter().collect()
    }

    fn ended(&mut self, waiting: usize) -> Vec<Wish> {
        self.ending = false;
        self.waiting = waiting;
        if self.again && !self.is_passive() {
            self.begin()
        } else {
            Vec::new()
        }
    }

    fn stop(&mut self, phase: Phase) -> Vec<Wish> {
        let wishes = if self.is_busy() && !self.ending {
            self.ending = true;
            vec![Wish::Abort]
        } else {
            Vec::new()
        };
        self.phase = phase;
        self.again = false;
        wishes
    }
}

/// Between half and the whole of a wait.
fn spread(wait: u64, jitter: f64) -> u64 {
    wait / 2 + share(wait / 2, jitter)
}

/// Between the whole and one and a half of a wait that is the least one.
fn beyond(wait: u64, jitter: f64) -> u64 {
    let wait = wait.min(RETRY_AFTER_MAX_MS);
    wait + share(wait / 2, jitter)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn share(of: u64, jitter: f64) -> u64 {
    (of as f64 * jitter.clamp(0.0, 1.0)) as u64
}

#[cfg(test)]
mod tests;
