//! The two halves of an exchange with the office: operations go and receipts are stored, changes come and are stored.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HouseholdId, Scope};
use dong_hanh_sync::device::{Event, Failure, Phase};
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::outbox::Sent;
use dong_hanh_sync::{Action, PROTOCOL, PullAnswer, PushAnswer, PushRequest, RecordKey};
use leptos::prelude::Notify;

use super::facts::{name, text_of};
use super::records::Packing;
use super::state::State;
use super::{Replica, SaveError};
use crate::device::network::Pulled;
use crate::device::store::{Batch, Shelf};
use crate::device::sync::{Push, Rounds};

impl Rounds for Replica {
    async fn push(&self) -> Result<Push, Failure> {
        let (sent, request) = {
            let mut state = self.0.state.borrow_mut();
            let (sent, operations): (Vec<_>, _) = state.outbox.next_request().into_iter().unzip();
            let request = PushRequest {
                protocol: PROTOCOL,
                device: state.device,
                sent: state.now(),
                operations,
            };
            (sent, request)
        };
        self.0.topics.outbox.notify();
        let answer = self.0.network.push(&request).await;
        let stored = match self.heard(answer) {
            Ok(answer) => {
                let received = self.receive(answer).await;
                self.kept(received).await
            }
            Err(failure) => Err(failure),
        };
        let pushed = {
            let outbox = &mut self.0.state.borrow_mut().outbox;
            match stored {
                Ok(()) => {
                    outbox.answered();
                    Ok(Push::Answered {
                        waiting: outbox.sendable(),
                    })
                }
                Err(failure) => outbox.failed(&sent, failure).map(|()| Push::Refused {
                    waiting: outbox.sendable(),
                }),
            }
        };
        if matches!(pushed, Ok(Push::Refused { .. })) {
            self.0.topics.records.notify();
        }
        self.0.topics.outbox.notify();
        pushed
    }

    async fn pull(&self) -> Result<bool, Failure> {
        let (request, receipted) = {
            let state = self.0.state.borrow();
            (state.exchange.request(), state.outbox.receipted())
        };
        let answer = self.0.network.pull(&request).await;
        let more = match self.heard(answer)? {
            Pulled::News(answer) => {
                let taken = self.take(answer).await;
                self.kept(taken).await?
            }
            Pulled::Nothing(now) => {
                let met = self.met(now).await;
                self.kept(met).await?;
                false
            }
        };
        if !more {
            let settled = self.settle(receipted).await;
            self.kept(settled).await?;
            self.reached();
            self.send_photos().await?;
        }
        Ok(more)
    }

    fn waiting(&self) -> usize {
        self.0.state.borrow().outbox.sendable()
    }

    fn abort(&self) {
        self.0.network.abort();
    }

    fn moved(&self, _: &Phase) {
        self.0.topics.sync.notify();
    }
}

impl Replica {
    /// The office is there; what was set aside and has rested may be sent.
    fn reached(self) {
        let (before, waiting) = {
            let outbox = &mut self.0.state.borrow_mut().outbox;
            let before = outbox.sendable();
            outbox.reached();
            (before, outbox.sendable())
        };
        if waiting > before {
            self.tell(Event::Queued { waiting });
            self.0.topics.outbox.notify();
        }
    }

    /// Why an answer could not be stored, as the sync sees it.
    pub(super) async fn kept<T>(self, stored: Result<T, SaveError>) -> Result<T, Failure> {
        match stored {
            Ok(kept) => Ok(kept),
            Err(SaveError::Full) => Err(Failure::Full),
            Err(error) => {
                if error == SaveError::ReadOnly && self.may_write().is_ok() {
                    // A tab that was losing the lead had still written something. What it was is known at the next
                    // try; where it cannot be read now, that one comes here again.
                    let _ = self.reload().await;
                }
                Err(Failure::Storage)
            }
        }
    }

    /// Stores receipts: operations leave the outbox in the transaction that does it, and by no other way.
    pub(super) async fn receive(self, answer: PushAnswer) -> Result<(), SaveError> {
        let (batch, received, exchange) = {
            let state = self.0.state.borrow();
            let mut batch = Batch::strict();
            let mut received = Vec::new();
            for receipt in answer.receipts {
                let Some((counter, entry)) = state.outbox.awaiting(receipt.operation) else {
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
                received.push((counter, sent.receipt));
            }
            let exchange = state.exchange.clone().heard(answer.now, state.now());
            let exchange = exchange.receipted(received.iter().map(|(counter, _)| *counter));
            batch = batch.put(Shelf::Meta, name::EXCHANGE, text_of(&exchange)?);
            (batch, received, exchange)
        };
        self.0.store.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.exchange = exchange;
        for (counter, receipt) in received {
            let said = state.outbox.received(counter, receipt);
            let registered = said.and_then(|operation| match &operation.action {
                Action::RegisterHousehold { household } => Some(household.id),
                _ => None,
            });
            state.touch(Some(registered));
        }
        drop(state);
        self.announce();
        self.0.topics.records.notify();
        self.0.topics.outbox.notify();
        Ok(())
    }

    /// Stores what a pull brought, with the cursors, in one transaction; says whether there is more.
    pub(super) async fn take(self, answer: PullAnswer) -> Result<bool, SaveError> {
        let (exchange, number, before) = {
            let state = self.0.state.borrow();
            let exchange = state.exchange.clone().heard(answer.now, state.now());
            (
                exchange.read(&answer),
                state.records.next_log(),
                households(&state, &answer.feeds),
            )
        };
        let more = answer.has_more();
        let PullAnswer { scopes, feeds, .. } = answer;
        let text =
            serde_json::to_string(&feeds).map_err(|error| SaveError::Other(error.to_string()))?;
        let changes = feeds.iter().map(|feed| feed.changes.len()).sum::<usize>();
        let mut batch = Batch::relaxed().put(Shelf::Meta, name::EXCHANGE, text_of(&exchange)?);
        if !more {
            // What could not be read has come again.
            let aside = self.0.state.borrow().unread.aside.clone();
            batch = aside
                .into_iter()
                .fold(batch, |batch, (shelf, key)| batch.delete(shelf, key));
        }
        if changes > 0 {
            batch = batch.add(Shelf::Log, number, text.as_str());
        }
        self.0.store.write(batch).await?;
        {
            let mut state = self.0.state.borrow_mut();
            state.exchange = exchange;
            if !more {
                state.unread.aside.clear();
            }
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
            self.pack().await?;
        }
        if changes > 0 {
            self.announce();
            self.0.topics.records.notify();
            // Before the first records are whole there is no list to search in.
            if !matches!(self.phase(), Phase::Starting | Phase::Following) {
                self.prepare_search();
            }
        }
        if !more {
            self.learn_account(&scopes).await;
        }
        Ok(more)
    }

    /// Remembers that the office has answered, though it had nothing to say.
    async fn met(self, now: Option<DateTime<Utc>>) -> Result<(), SaveError> {
        let Some(now) = now else { return Ok(()) };
        let exchange = {
            let state = self.0.state.borrow();
            state.exchange.clone().heard(now, state.now())
        };
        let batch = Batch::relaxed().put(Shelf::Meta, name::EXCHANGE, text_of(&exchange)?);
        self.0.store.write(batch).await?;
        self.0.state.borrow_mut().exchange = exchange;
        self.0.topics.sync.notify();
        Ok(())
    }

    /// Purges the records of the scopes that the user has lost and that nothing on this device needs any more. The
    /// cursors of the others stay, and with them the server says at every pull which scopes there are.
    async fn leave_scopes(self, scopes: &[Scope]) -> Result<(), SaveError> {
        let (kept, packing, exchange) = {
            let state = self.0.state.borrow();
            let needed = state.needed_scopes();
            let Some(exchange) = state.exchange.without_lost(scopes, &needed) else {
                return Ok(());
            };
            let kept: Vec<Scope> = scopes.iter().cloned().chain(needed).collect();
            let packing = state.records.pack_scopes(&kept);
            (kept, packing, exchange)
        };
        self.store_packing(&packing, &exchange).await?;
        {
            let mut state = self.0.state.borrow_mut();
            state.exchange = exchange;
            state.records.keep_scopes(&kept);
            state.take_up(packing)?;
            state.touch(None::<[HouseholdId; 0]>);
        }
        self.announce();
        self.0.topics.records.notify();
        Ok(())
    }

    async fn pack(self) -> Result<(), SaveError> {
        let (packing, exchange) = {
            let state = self.0.state.borrow();
            (state.records.pack(), state.exchange.clone())
        };
        self.store_packing(&packing, &exchange).await?;
        self.0.state.borrow_mut().take_up(packing)
    }

    async fn store_packing(self, packing: &Packing, exchange: &Exchange) -> Result<(), SaveError> {
        let mut batch = Batch::relaxed().put(Shelf::Meta, name::EXCHANGE, text_of(exchange)?);
        for (number, bytes) in &packing.put {
            batch = batch.add(Shelf::Segments, *number, bytes.clone());
        }
        for number in &packing.delete {
            batch = batch.delete(Shelf::Segments, *number);
        }
        for number in &packing.log {
            batch = batch.delete(Shelf::Log, *number);
        }
        self.0.store.write(batch).await
    }

    /// The feeds have brought what had been receipted up to here; what is old is forgotten.
    async fn settle(self, receipted: u64) -> Result<(), SaveError> {
        let (batch, expired, exchange) = {
            let state = self.0.state.borrow();
            let mut expired = state.outbox.expired(receipted, state.now().corrected());
            // Its pictures would go with it.
            expired.retain(|counter| !state.waits_for_photos(*counter));
            let exchange = state.exchange.clone().settled(receipted);
            if exchange == state.exchange && expired.is_empty() {
                return Ok(());
            }
            let batch = Batch::relaxed().put(Shelf::Meta, name::EXCHANGE, text_of(&exchange)?);
            (
                expired
                    .iter()
                    .fold(batch, |batch, counter| batch.delete(Shelf::Sent, *counter)),
                expired,
                exchange,
            )
        };
        self.0.store.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.exchange = exchange;
        expired
            .into_iter()
            .for_each(|counter| state.outbox.forget(counter));
        drop(state);
        self.0.topics.outbox.notify();
        Ok(())
    }

    /// A role that reaches elsewhere than before is learnt anew.
    async fn learn_account(self, scopes: &[Scope]) {
        let known: BTreeSet<_> = {
            let account = &self.0.state.borrow().account;
            account.role.scopes(account.user).into_iter().collect()
        };
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
    pub(super) fn heard<T>(self, answer: Result<T, Failure>) -> Result<T, Failure> {
        match &answer {
            Ok(_) => self.0.session_ended.set(false),
            Err(Failure::SignedOut) => self.0.session_ended.set(true),
            Err(_) => {}
        }
        answer
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
