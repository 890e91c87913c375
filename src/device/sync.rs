//! Drives the sync machine: its effects become requests and timers, and the browser's events its events.

use std::cell::RefCell;
use std::rc::Rc;

use dong_hanh_sync::device::{Effect, Event, Failure, Machine, Phase};
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::clock;

/// What a round needs of those who own the outbox and the records.
#[allow(async_fn_in_trait, reason = "one thread, one implementation")]
pub trait Rounds {
    /// Sends the first operations and stores their receipts.
    async fn push(&self) -> Result<Push, Failure>;
    /// Fetches changes and stores them; says whether there is more.
    async fn pull(&self) -> Result<bool, Failure>;
    /// Gives up the request that is under way.
    fn abort(&self);
    /// How many operations may be sent.
    fn waiting(&self) -> usize;
    /// The machine has moved.
    fn moved(&self, phase: &Phase);
}

/// What came of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Push {
    /// The receipts are stored.
    Answered {
        /// How many operations are left that may be sent.
        waiting: usize,
    },
    /// The office refused what was in it; the next push is another.
    Refused {
        /// How many operations are left that may be sent.
        waiting: usize,
    },
}

/// The driver of one store's sync. Clones drive the same machine.
pub struct Driver<E> {
    inner: Rc<Inner<E>>,
}

struct Inner<E> {
    exchange: E,
    machine: RefCell<Machine>,
    timer: RefCell<Option<Timeout>>,
    /// Grows with every request, so that the outcome of an aborted one is known for what it is.
    round: RefCell<u64>,
}

impl<E> Clone for Driver<E> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
        }
    }
}

impl<E: Rounds + 'static> Driver<E> {
    /// A driver at rest, with so many operations waiting; it listens to the browser from now on.
    pub fn new(exchange: E, waiting: usize) -> Self {
        let inner = Inner {
            exchange,
            machine: RefCell::new(Machine::new(waiting)),
            timer: RefCell::default(),
            round: RefCell::default(),
        };
        let driver = Self {
            inner: Rc::new(inner),
        };
        driver.listen();
        driver
    }

    /// What it is doing.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.inner.machine.borrow().phase().clone()
    }

    /// Something happened.
    pub fn tell(&self, event: Event) {
        let effects = self.inner.machine.borrow_mut().step(event, clock::chance());
        let phase = self.phase();
        self.inner.exchange.moved(&phase);
        for effect in effects {
            self.effect(&effect);
        }
    }

    fn effect(&self, effect: &Effect) {
        let driver = self.clone();
        match effect {
            Effect::Push => self.request(async move |exchange: &E| {
                exchange.push().await.map(|push| match push {
                    Push::Answered { waiting } => Event::Pushed { waiting },
                    Push::Refused { waiting } => Event::Refused { waiting },
                })
            }),
            Effect::Pull => self.request(async move |exchange: &E| {
                exchange.pull().await.map(|more| Event::Pulled { more })
            }),
            Effect::Abort => {
                *self.inner.round.borrow_mut() += 1;
                self.inner.exchange.abort();
            }
            Effect::WakeIn(wait) => {
                let wait = u32::try_from(*wait).unwrap_or(u32::MAX);
                // The wait replaces any earlier one, which is cancelled as it is dropped.
                *self.inner.timer.borrow_mut() =
                    Some(Timeout::new(wait, move || driver.tell(Event::Woken)));
            }
        }
    }

    fn request(&self, work: impl AsyncFnOnce(&E) -> Result<Event, Failure> + 'static) {
        let driver = self.clone();
        *self.inner.round.borrow_mut() += 1;
        let round = *self.inner.round.borrow();
        spawn_local(async move {
            let outcome = work(&driver.inner.exchange).await;
            let is_aborted = *driver.inner.round.borrow() != round;
            driver.tell(if is_aborted {
                let waiting = driver.inner.exchange.waiting();
                Event::Ended { waiting }
            } else {
                outcome.unwrap_or_else(Event::Failed)
            });
        });
    }

    fn listen(&self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let driver = self.clone();
        let online =
            Closure::<dyn Fn()>::new(move || driver.tell(Event::NetworkBack)).into_js_value();
        let driver = self.clone();
        let shown = Closure::<dyn Fn()>::new(move || {
            let visible = web_sys::window()
                .and_then(|window| window.document())
                .is_some_and(|document| !document.hidden());
            if visible {
                driver.tell(Event::Wanted);
            }
        });
        let shown = shown.into_js_value();
        // Listeners of the app's lifetime; a browser that refuses them leaves the timer and the button.
        let _ = window.add_event_listener_with_callback("online", online.unchecked_ref());
        let _ = window.document().map(|document| {
            document.add_event_listener_with_callback("visibilitychange", shown.unchecked_ref())
        });
    }
}
