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
mod tests {
    #![allow(clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn leading(waiting: usize) -> (Machine, Vec<Wish>) {
        let mut machine = Machine::new(waiting);
        let wishes = machine.step(Event::Leading(true), 0.0);
        (machine, wishes)
    }

    #[test]
    fn s1_4_sends_before_it_fetches() {
        let (mut machine, wishes) = leading(150);
        assert_eq!(wishes, [Wish::Push]);
        assert_eq!(
            machine.step(Event::Pushed { waiting: 50 }, 0.0),
            [Wish::Push]
        );
        assert_eq!(machine.phase(), &Phase::Sending { done: 100, of: 150 });
        assert_eq!(
            machine.step(Event::Pushed { waiting: 0 }, 0.0),
            [Wish::Pull]
        );
        let photos = [Wish::Photos, Wish::WakeIn(POLL_MS)];
        assert_eq!(machine.step(Event::Pulled { more: false }, 1.0), photos);
        let rests = [Wish::WakeIn(POLL_MS)];
        assert_eq!(machine.step(Event::PhotosSent, 1.0), rests);
        assert_eq!(machine.phase(), &Phase::Resting);
    }

    /// New work, and news of the office, are not kept waiting by photos on a slow line.
    #[test]
    fn s1_11_a_text_does_not_wait_for_photos() {
        for (event, then) in [
            (Event::Queued { waiting: 1 }, Wish::Push),
            (Event::Woken, Wish::Pull),
        ] {
            let (mut machine, _) = leading(0);
            machine.step(Event::Pulled { more: false }, 1.0);
            assert_eq!(machine.phase(), &Phase::SendingPhotos);
            assert_eq!(machine.step(event, 0.0), [Wish::Abort]);
            let waiting = usize::from(then == Wish::Push);
            assert_eq!(machine.step(Event::Ended { waiting }, 0.0), [then]);
        }
    }

    #[test]
    fn s1_5_waits_longer_after_every_failure_and_starts_anew_with_the_network() {
        let (mut machine, _) = leading(1);
        let mut waits = Vec::new();
        for _ in 0..12 {
            let wishes = machine.step(Event::Failed(Failure::NoAnswer), 1.0);
            let [Wish::WakeIn(wait)] = wishes[..] else {
                panic!("{wishes:?}")
            };
            waits.push(wait);
            assert_eq!(machine.step(Event::Woken, 0.0), [Wish::Push]);
        }
        assert_eq!(&waits[..3], [2_000, 4_000, 8_000]);
        assert_eq!(waits.last(), Some(&BACKOFF_MAX_MS));
        machine.step(Event::Failed(Failure::NoAnswer), 0.0);
        machine.step(Event::NetworkBack, 0.0);
        assert_eq!(
            machine.step(Event::Failed(Failure::NoAnswer), 1.0),
            [Wish::WakeIn(2_000)]
        );
    }

    #[test]
    fn s1_6_an_ended_session_waits_for_a_sign_in_not_for_time() {
        let (mut machine, _) = leading(1);
        assert_eq!(machine.step(Event::Failed(Failure::SignedOut), 0.5), []);
        assert_eq!(machine.step(Event::SignedIn, 0.5), [Wish::Push]);
    }

    #[test]
    fn s1_5_a_server_that_names_a_wait_is_not_asked_before() {
        let busy = Failure::Busy {
            retry_after: Some(60),
        };
        for (jitter, wait) in [(0.0, 60_000), (1.0, 90_000)] {
            let (mut machine, _) = leading(1);
            assert_eq!(
                machine.step(Event::Failed(busy.clone()), jitter),
                [Wish::WakeIn(wait)]
            );
            for event in [
                Event::Wanted,
                Event::NetworkBack,
                Event::Queued { waiting: 2 },
            ] {
                assert_eq!(machine.step(event, 0.0), []);
            }
            let mut pressed = machine.clone();
            assert_eq!(
                pressed.step(Event::Pressed { waiting: 2 }, 0.0),
                [Wish::Push],
                "a person wants it"
            );
            assert_eq!(machine.step(Event::Woken, 0.0), [Wish::Push]);
        }
    }

    #[test]
    fn s1_10_after_a_refused_push_the_rest_is_sent_and_changes_are_fetched() {
        let (mut machine, _) = leading(2);
        assert_eq!(
            machine.step(Event::Refused { waiting: 2 }, 0.0),
            [Wish::Push],
            "half of it"
        );
        assert_eq!(
            machine.step(Event::Refused { waiting: 1 }, 0.0),
            [Wish::Push],
            "one is set aside"
        );
        assert_eq!(machine.phase(), &Phase::Sending { done: 0, of: 1 });
        assert_eq!(
            machine.step(Event::Pushed { waiting: 0 }, 0.0),
            [Wish::Pull]
        );
        machine.step(Event::Pulled { more: false }, 0.0);
        machine.step(Event::PhotosSent, 0.0);
        assert_eq!(machine.phase(), &Phase::Resting);
        assert_eq!(
            machine.step(Event::Pressed { waiting: 1 }, 0.0),
            [Wish::Push],
            "a person wants it again"
        );
    }

    #[test]
    fn s1_10_a_refused_sender_fetches_and_tries_again_by_itself() {
        let refused = Failure::Refused {
            code: "foreign-device".to_owned(),
        };
        let (mut machine, _) = leading(1);
        assert_eq!(
            machine.step(Event::Failed(refused.clone()), 1.0),
            [Wish::Pull]
        );
        machine.step(Event::Pulled { more: false }, 1.0);
        assert_eq!(
            machine.step(Event::PhotosSent, 1.0),
            [Wish::WakeIn(POLL_MS)]
        );
        assert_eq!(machine.phase(), &Phase::Failing(refused.clone()));
        assert_eq!(machine.step(Event::Woken, 1.0), [Wish::Push]);
        machine.step(Event::Failed(refused.clone()), 1.0);
        assert_eq!(
            machine.step(Event::Failed(refused), 1.0),
            [Wish::WakeIn(POLL_MS)],
            "the pull was refused too"
        );
        assert_eq!(machine.step(Event::Woken, 1.0), [Wish::Push]);
        assert_eq!(
            machine.step(Event::Failed(Failure::Version), 1.0),
            [Wish::WakeIn(POLL_MS)]
        );
    }

    #[test]
    fn s1_7_work_that_comes_during_a_round_is_not_forgotten() {
        let (mut machine, _) = leading(0);
        assert_eq!(machine.step(Event::Queued { waiting: 1 }, 0.0), []);
        assert_eq!(
            machine.step(Event::Pulled { more: false }, 0.0),
            [Wish::Push]
        );
    }

    #[test]
    fn s1_8_a_cancelled_round_is_aborted_and_its_late_answer_ignored() {
        let (mut machine, _) = leading(1);
        assert_eq!(
            machine.step(Event::Cancelled, 0.0),
            [Wish::Abort, Wish::WakeIn(POLL_MS)]
        );
        assert_eq!(machine.step(Event::Failed(Failure::NoAnswer), 0.0), []);
        assert_eq!(machine.phase(), &Phase::Resting);
    }

    #[test]
    fn s1_3_a_new_round_waits_until_the_cancelled_request_has_ended() {
        let (mut machine, _) = leading(1);
        machine.step(Event::Cancelled, 0.0);
        assert_eq!(machine.step(Event::Pressed { waiting: 1 }, 0.0), []);
        assert_eq!(
            machine.step(Event::Ended { waiting: 0 }, 0.0),
            [Wish::Pull],
            "its receipt had come after all"
        );
        assert_eq!(machine.step(Event::Leading(false), 0.0), [Wish::Abort]);
        assert_eq!(machine.step(Event::Leading(true), 0.0), []);
        assert_eq!(machine.step(Event::Ended { waiting: 0 }, 0.0), [Wish::Pull]);
        machine.step(Event::Cancelled, 0.0);
        machine.step(Event::Wanted, 0.0);
        assert_eq!(machine.step(Event::Cancelled, 0.0), []);
        assert_eq!(machine.step(Event::Ended { waiting: 0 }, 0.0), []);
    }

    #[test]
    fn s1_10_changes_are_fetched_after_a_fault_and_the_next_try_waits_longer_each_time() {
        let fault = Failure::Busy { retry_after: None };
        let (mut machine, _) = leading(1);
        for wait in [2_000, 4_000, 8_000] {
            assert_eq!(
                machine.step(Event::Failed(fault.clone()), 1.0),
                [Wish::Pull]
            );
            machine.step(Event::Pulled { more: false }, 1.0);
            assert_eq!(machine.step(Event::PhotosSent, 1.0), [Wish::WakeIn(wait)]);
            assert_eq!(machine.phase(), &Phase::Failing(fault.clone()));
            assert_eq!(machine.step(Event::Woken, 1.0), [Wish::Push]);
        }
        machine.step(Event::Failed(fault.clone()), 1.0);
        assert_eq!(
            machine.step(Event::Failed(fault), 1.0),
            [Wish::WakeIn(16_000)],
            "the office is away"
        );
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Wanted),
            Just(Event::Cancelled),
            Just(Event::NetworkBack),
            Just(Event::Woken),
            Just(Event::SignedIn),
            (0usize..300).prop_map(|waiting| Event::Queued { waiting }),
            (0usize..300).prop_map(|waiting| Event::Pressed { waiting }),
            (0usize..300).prop_map(|waiting| Event::Pushed { waiting }),
            (0usize..300).prop_map(|waiting| Event::Refused { waiting }),
            any::<bool>().prop_map(|more| Event::Pulled { more }),
            Just(Event::PhotosSent),
            any::<bool>().prop_map(Event::Leading),
            Just(Event::Failed(Failure::NoAnswer)),
            Just(Event::Failed(Failure::SignedOut)),
            Just(Event::Failed(Failure::Busy { retry_after: None })),
            (0usize..300).prop_map(|waiting| Event::Ended { waiting }),
            Just(Event::Failed(Failure::Refused {
                code: String::new()
            })),
        ]
    }

    proptest! {
        #[test]
        fn s1_3_never_two_requests_at_once(events in prop::collection::vec(event(), 0..60)) {
            let mut machine = Machine::new(0);
            let (mut under_way, mut aborted) = (None, false);
            for event in events {
                // Only a request that is under way can be answered, and only an aborted one ends without that.
                let fits = match event {
                    Event::Pushed { .. } | Event::Refused { .. } => under_way == Some(Wish::Push) && !aborted,
                    Event::Pulled { .. } => under_way == Some(Wish::Pull) && !aborted,
                    Event::PhotosSent => under_way == Some(Wish::Photos) && !aborted,
                    Event::Failed(_) => under_way.is_some() && !aborted,
                    Event::Ended { .. } => aborted,
                    _ => true,
                };
                let ends = matches!(event, Event::Pushed { .. } | Event::Refused { .. } | Event::Pulled { .. } | Event::PhotosSent | Event::Failed(_) | Event::Ended { .. });
                if !fits {
                    continue;
                }
                if ends {
                    (under_way, aborted) = (None, false);
                }
                for effect in machine.step(event, 0.3) {
                    match effect {
                        Wish::Push | Wish::Pull | Wish::Photos => {
                            prop_assert!(under_way.is_none());
                            under_way = Some(effect);
                        }
                        Wish::Abort => {
                            prop_assert!(under_way.is_some() && !aborted);
                            aborted = true;
                        }
                        Wish::WakeIn(_) => {}
                    }
                }
            }
        }
    }
}
