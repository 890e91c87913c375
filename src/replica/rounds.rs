//! The two halves of an exchange with the office: operations go and receipts are stored, changes come and are stored.

use std::collections::BTreeSet;

use dong_hanh_domain::{HouseholdId, Scope};
use dong_hanh_form::MediaRef;
use dong_hanh_sync::device::{Event, Failure, Phase};
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::protocol::PullRequest;
use dong_hanh_sync::{
    Action, FinishedVisit, PROTOCOL, PullAnswer, PushAnswer, PushRequest, RecordKey, Seq,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::Notify;
use wasm_bindgen_futures::spawn_local;

use super::facts::name;
use super::outbox::Sent;
use super::state::{RECEIVED, State};
use super::{Replica, SaveError};
use crate::device::store::{Batch, Shelf, Value};
use crate::device::sync::Exchange;
use crate::device::tabs::Tabs;

/// Households prepared for the search at a time, so that a phone answers taps in between.
const PREPARED: usize = 100;

impl Exchange for Replica {
    async fn push(&self) -> Result<usize, Failure> {
        let request = {
            let mut state = self.0.state.borrow_mut();
            let operations = state
                .outbox
                .next()
                .into_iter()
                .map(|(_, raw)| raw)
                .collect();
            PushRequest {
                protocol: PROTOCOL,
                device: state.device,
                sent: state.now(),
                operations,
            }
        };
        self.0.topics.outbox.notify();
        let answer = self.0.network.push(&request).await;
        let stored = match self.heard(answer) {
            Ok(answer) => self.receive(answer).await.map_err(|_| Failure::Storage),
            Err(failure) => Err(failure),
        };
        self.0.state.borrow_mut().outbox.rest();
        self.0.topics.outbox.notify();
        stored.map(|()| self.0.state.borrow().outbox.waiting())
    }

    async fn pull(&self) -> Result<bool, Failure> {
        let (request, receipted) = {
            let state = self.0.state.borrow();
            (
                PullRequest {
                    protocol: PROTOCOL,
                    cursors: state.exchange.cursors.clone(),
                },
                state.outbox.receipted(),
            )
        };
        let answer = self.0.network.pull(&request).await;
        let more = match self.heard(answer)? {
            Some(answer) => self.take(answer).await.map_err(|_| Failure::Storage)?,
            None => false,
        };
        if !more {
            self.settle(receipted).await.map_err(|_| Failure::Storage)?;
            self.send_photos().await?;
        }
        Ok(more)
    }

    fn abort(&self) {
        self.0.network.abort();
    }

    fn moved(&self, _: &Phase) {
        self.0.topics.sync.notify();
    }
}

impl Replica {
    /// Stores receipts: operations leave the outbox in the transaction that does it, and by no other way.
    pub(super) async fn receive(self, answer: PushAnswer) -> Result<(), SaveError> {
        let (batch, received) = {
            let mut state = self.0.state.borrow_mut();
            let now = state.now();
            state.exchange.heard(answer.now, now);
            let mut batch =
                Batch::strict().put(Shelf::Meta, name::EXCHANGE, state.exchange.to_text()?);
            let mut received = Vec::new();
            for receipt in answer.receipts {
                let Some((counter, entry)) = state.outbox.iter().find(|(_, entry)| {
                    entry.receipt.is_none() && entry.raw.id() == Some(receipt.operation)
                }) else {
                    continue;
                };
                let sent = Sent {
                    operation: entry.raw.clone(),
                    receipt,
                };
                let text = serde_json::to_string(&sent)
                    .map_err(|error| SaveError::Other(error.to_string()))?;
                batch = batch
                    .delete(Shelf::Outbox, counter)
                    .put(Shelf::Sent, counter, text);
                received.push((counter, sent));
            }
            (batch, received)
        };
        self.0.store.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        for (counter, sent) in received {
            let household =
                sent.operation
                    .open()
                    .ok()
                    .and_then(|operation| match operation.action {
                        Action::RegisterHousehold { household } => Some(household.id),
                        _ => None,
                    });
            state.outbox.sent(counter, sent);
            state.touch(Some(household));
        }
        drop(state);
        self.announce();
        self.0.topics.records.notify();
        self.0.topics.outbox.notify();
        Ok(())
    }

    /// Stores what a pull brought, with the cursors, in one transaction; says whether there is more.
    pub(super) async fn take(self, answer: PullAnswer) -> Result<bool, SaveError> {
        let PullAnswer { scopes, feeds, now } = answer;
        let more = feeds.iter().any(|feed| feed.more);
        let (exchange, number, before) = {
            let state = self.0.state.borrow();
            let mut exchange = state.exchange.clone();
            exchange.heard(now, state.now());
            for feed in &feeds {
                exchange.cursors.0.insert(feed.scope.clone(), feed.cursor);
            }
            if !more {
                for scope in &scopes {
                    exchange.cursors.0.entry(scope.clone()).or_insert(Seq(0));
                }
                exchange.complete = true;
            }
            (
                exchange,
                state.records.next_log(),
                households(&state, &feeds),
            )
        };
        let text =
            serde_json::to_string(&feeds).map_err(|error| SaveError::Other(error.to_string()))?;
        let changes = feeds.iter().map(|feed| feed.changes.len()).sum::<usize>();
        let mut batch = Batch::relaxed().put(Shelf::Meta, name::EXCHANGE, exchange.to_text()?);
        if changes > 0 {
            batch = batch.add(Shelf::Log, number, text.as_str());
        }
        self.0.store.write(batch).await?;
        {
            let mut state = self.0.state.borrow_mut();
            state.exchange = exchange;
            if changes > 0 {
                state
                    .records
                    .open_log(number, &text)
                    .map_err(|error| SaveError::Other(error.to_string()))?;
                let after = households(&state, &feeds);
                state.touch(Some(before.into_iter().chain(after)));
            }
        }
        self.leave_scopes(&scopes).await?;
        if self.0.state.borrow().records.is_log_long() {
            self.pack(false).await?;
        }
        if changes > 0 {
            self.announce();
            self.0.topics.records.notify();
            // Before the first records are whole there is no list to search in.
            if self.phase() != Phase::Following {
                self.prepare_search();
            }
        }
        if !more {
            self.learn_account(&scopes).await;
        }
        Ok(more)
    }

    /// Purges the records of scopes that the user has lost, once nothing of this device waits any more.
    async fn leave_scopes(self, scopes: &[Scope]) -> Result<(), SaveError> {
        {
            let mut state = self.0.state.borrow_mut();
            let lost = state
                .exchange
                .cursors
                .0
                .keys()
                .any(|scope| !scopes.contains(scope));
            if !lost || state.outbox.waiting() > 0 {
                return Ok(());
            }
            state
                .exchange
                .cursors
                .0
                .retain(|scope, _| scopes.contains(scope));
            state.records.keep_scopes(scopes);
            state.touch(None::<[HouseholdId; 0]>);
        }
        self.pack(true).await?;
        self.0.topics.records.notify();
        Ok(())
    }

    async fn pack(self, all: bool) -> Result<(), SaveError> {
        let (packing, exchange) = {
            let state = self.0.state.borrow();
            (state.records.pack(all), state.exchange.to_text()?)
        };
        let mut batch = Batch::relaxed().put(Shelf::Meta, name::EXCHANGE, exchange);
        for (number, bytes) in &packing.put {
            batch = batch.add(Shelf::Segments, *number, bytes.clone());
        }
        for number in &packing.delete {
            batch = batch.delete(Shelf::Segments, *number);
        }
        for number in &packing.log {
            batch = batch.delete(Shelf::Log, *number);
        }
        self.0.store.write(batch).await?;
        self.0
            .state
            .borrow_mut()
            .records
            .packed(packing)
            .map_err(|error| SaveError::Other(error.to_string()))
    }

    /// The feeds have brought what had been receipted up to here; what is old is forgotten.
    async fn settle(self, receipted: u64) -> Result<(), SaveError> {
        let (batch, expired) = {
            let mut state = self.0.state.borrow_mut();
            let expired = state.outbox.expired(receipted, state.now().corrected());
            if state.exchange.settled == receipted && state.exchange.complete && expired.is_empty()
            {
                return Ok(());
            }
            state.exchange.settled = state.exchange.settled.max(receipted);
            state.exchange.complete = true;
            let batch =
                Batch::relaxed().put(Shelf::Meta, name::EXCHANGE, state.exchange.to_text()?);
            (
                expired
                    .iter()
                    .fold(batch, |batch, counter| batch.delete(Shelf::Sent, *counter)),
                expired,
            )
        };
        self.0.store.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        expired
            .into_iter()
            .for_each(|counter| state.outbox.forget(counter));
        drop(state);
        self.0.topics.outbox.notify();
        Ok(())
    }

    /// Sends the photos of what the office has received already: text goes before pictures.
    async fn send_photos(self) -> Result<(), Failure> {
        for media in self.photos_to_send() {
            let stored = self
                .0
                .store
                .get(Shelf::Media, media.sha256.as_str())
                .await
                .map_err(|_| Failure::Storage)?;
            let Some(bytes) = stored.and_then(Value::bytes) else {
                continue;
            };
            match self.0.network.put_media(&media, &bytes).await {
                Ok(()) => {
                    let batch =
                        Batch::relaxed().put(Shelf::MediaState, media.sha256.as_str(), RECEIVED);
                    self.0
                        .store
                        .write(batch)
                        .await
                        .map_err(|_| Failure::Storage)?;
                    self.0.state.borrow_mut().media.insert(media.sha256, true);
                    self.0.topics.outbox.notify();
                }
                // It stays here and in the list; the others need not wait for it.
                Err(Failure::Refused { .. }) => {}
                Err(failure) => return self.heard(Err(failure)),
            }
        }
        Ok(())
    }

    fn photos_to_send(self) -> Vec<MediaRef> {
        let state = self.0.state.borrow();
        let received = state
            .outbox
            .operations()
            .filter(|(_, entry, _)| entry.receipt.is_some());
        let photos = received.flat_map(|(_, _, operation)| match &operation.action {
            Action::FinishVisit(FinishedVisit { answers, .. }) => {
                answers.media().cloned().collect()
            }
            _ => Vec::new(),
        });
        photos
            .filter(|media| state.media.get(&media.sha256) == Some(&false))
            .collect()
    }

    /// A role that reaches elsewhere than before is learnt anew.
    async fn learn_account(self, scopes: &[Scope]) {
        let known: BTreeSet<_> = self
            .0
            .state
            .borrow()
            .account
            .role
            .scopes()
            .into_iter()
            .collect();
        if known == scopes.iter().cloned().collect() {
            return;
        }
        // Without an answer the old role stays until the next round.
        let Ok(account) = self.0.network.me().await else {
            return;
        };
        let Ok(text) = serde_json::to_string(&account) else {
            return;
        };
        if self
            .0
            .store
            .write(Batch::relaxed().put(Shelf::Meta, name::ACCOUNT, text))
            .await
            .is_ok()
        {
            self.0.state.borrow_mut().account = account;
            self.0.topics.records.notify();
        }
    }

    /// Remembers that the session has ended, or that it has not.
    fn heard<T>(self, answer: Result<T, Failure>) -> Result<T, Failure> {
        match &answer {
            Ok(_) => self.0.session_ended.set(false),
            Err(Failure::SignedOut) => self.0.session_ended.set(true),
            Err(_) => {}
        }
        answer
    }

    /// Somebody signed in again.
    pub(super) fn signed_in(self, token: String) {
        self.0.network.set_token(Some(token));
        self.0.session_ended.set(false);
        self.tell(Event::SignedIn);
    }

    /// Takes the lead among the tabs of this store as soon as nobody else has it, or with `steal` at once.
    pub(super) fn lead(self, steal: bool) {
        let Some(tabs) = self.0.tabs.get() else {
            return;
        };
        let asked = js_sys::Date::now();
        tabs.lead(steal, move |leads| {
            if !leads {
                self.tell(Event::Leading(false));
                // It leads again when the other tab is closed.
                return self.lead(false);
            }
            // Whoever waited may have missed what the other tab wrote last.
            let waited = steal || js_sys::Date::now() - asked > 100.0;
            spawn_local(async move {
                if !waited || self.reload().await.is_ok() {
                    // What nobody names any more only takes room; it is looked for again at the next start.
                    let _ = self.drop_photos().await;
                    self.tell(Event::Leading(true));
                }
            });
        });
    }

    /// Lives beside other tabs: hears what they write, says what it writes.
    pub(super) fn join(self, name: &str) {
        let heard = move || {
            spawn_local(async move {
                if self.phase() == Phase::Following {
                    // Where it fails, what was read before is still shown.
                    let _ = self.reload().await;
                }
            });
        };
        self.0.tabs.get_or_init(|| Tabs::new(name, heard));
        self.lead(false);
    }

    /// Stops working and lets another tab lead; the data stays.
    pub fn leave(self) {
        self.tell(Event::Leading(false));
        if let Some(tabs) = self.0.tabs.get() {
            tabs.leave();
        }
    }

    /// Reads the store anew.
    async fn reload(self) -> Result<(), SaveError> {
        if let Some(state) = State::load(&self.0.store).await? {
            let waiting = state.outbox.waiting();
            *self.0.state.borrow_mut() = state;
            self.tell(Event::Queued { waiting });
            self.0.topics.all();
            self.prepare_search();
        }
        Ok(())
    }

    pub(super) fn announce(self) {
        if let Some(tabs) = self.0.tabs.get() {
            tabs.announce();
        }
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

/// The households that these changes are about.
fn households(state: &State, feeds: &[FeedPage]) -> BTreeSet<HouseholdId> {
    let changes = feeds.iter().flat_map(|feed| &feed.changes);
    let of = |change: &dong_hanh_sync::Change| match &change.key {
        RecordKey::Household(id) => Some(*id),
        RecordKey::Visit(id) => state.household_of(*id),
        _ => None,
    };
    changes.filter_map(of).collect()
}
