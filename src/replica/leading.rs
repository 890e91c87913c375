//! Which tab of a store works: one leads, the others follow.

use dong_hanh_sync::device::{Failure, Input, Phase};
use futures::StreamExt as _;
use futures::channel::mpsc;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::Notify;
use wasm_bindgen_futures::spawn_local;

use super::state::State;
use super::{Replica, SaveError};
use crate::device::tabs::Lead;

/// Households prepared for the search at a time, so that a phone answers taps in between.
const PREPARED: usize = 100;

impl Replica {
    /// Takes the lead among the tabs of this store as soon as nobody else has it, or with `steal` at once.
    pub(super) fn lead(self, steal: bool) {
        let Some(tabs) = self.0.tabs.get() else {
            return;
        };
        tabs.lead(steal, move |lead| match lead {
            Lead::Here => self.take_lead(false),
            // Whoever waited may have missed what the other tab wrote last.
            Lead::HereNow => self.take_lead(true),
            Lead::Elsewhere => self.follow(),
            Lead::Lost => {
                self.follow();
                // It leads again when the other tab is closed.
                self.lead(false);
            }
        });
    }

    /// Waits until the first records are whole; `arrived` is told how many have come.
    pub(super) async fn first_records(self, arrived: impl Fn(usize)) -> Result<(), Failure> {
        let (watch, mut moved) = mpsc::unbounded();
        *self.0.watch.borrow_mut() = Some(watch);
        let whole = loop {
            let (is_whole, phase) = {
                let state = self.0.state.borrow();
                (
                    state.device.exchange().complete && state.alone_for_too_long().is_none(),
                    state.device.phase().clone(),
                )
            };
            match phase {
                _ if is_whole => break Ok(()),
                Phase::Failing(failure) => break Err(failure),
                _ => arrived(self.record_count()),
            }
            moved.next().await;
        };
        self.0.watch.take();
        whole
    }

    fn take_lead(self, anew: bool) {
        spawn_local(async move {
            self.begin_to_lead(anew).await;
            self.0.unknown.take();
        });
    }

    /// Where the storage does not let it, the next command tries again.
    pub(super) async fn begin_to_lead(self, anew: bool) {
        self.0.stuck.set(Some(anew));
        let is_read = !anew || self.reload().await.is_ok();
        // Another tab may have taken the lead meanwhile.
        if is_read && self.put_aside().await.is_ok() && self.0.stuck.take().is_some() {
            // What nobody names any more only takes room; it is looked for again at the next start.
            let _ = self.drop_photos().await;
            self.0.state.borrow_mut().look_for_shown();
            self.note_kept();
            // Another tab may have turned the token, and died before it told anybody.
            self.look_at_session().await;
            self.tell(Input::Leading(true));
        }
    }

    fn follow(self) {
        self.0.stuck.take();
        self.tell(Input::Leading(false));
        self.0.unknown.take();
        self.catch_up();
    }

    /// Stops working and lets another tab lead; the data stays.
    pub fn leave(self) {
        self.0.stuck.take();
        self.0.keys.take();
        self.tell(Input::Leading(false));
        if let Some(tabs) = self.0.tabs.get() {
            tabs.leave();
        }
    }

    /// Reads the store anew.
    pub(super) async fn reload(self) -> Result<(), SaveError> {
        self.0.missed.take();
        if let Some(stored) = State::load(&self.0.store).await? {
            let mut storage = self.0.storage.get();
            storage.evictions = stored.evictions;
            self.0.storage.set(storage);
            self.0.state.borrow_mut().follow(stored);
            self.tell(Input::Queued);
            self.0.topics.all();
            self.0.topics.reloaded.notify();
            self.prepare_search();
        }
        Ok(())
    }

    /// Prepares the search after the list is on the screen, some households at a time.
    pub(super) fn prepare_search(self) {
        spawn_local(async move {
            TimeoutFuture::new(50).await;
            while !self.0.state.borrow_mut().prepare_search(PREPARED) {
                TimeoutFuture::new(0).await;
            }
        });
    }
}
