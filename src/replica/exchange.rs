//! Carries out what the pure device wants (requests, transactions, timers) and says what came of it.

use std::collections::BTreeSet;

use dong_hanh_domain::{HouseholdId, Scope};
use dong_hanh_sync::device::{Commit, Effect, Failure, Input, Phase, Written};
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::outbox::Sent;
use dong_hanh_sync::{Action, Gone, RawOperation, RecordKey};
use leptos::prelude::Notify;
use wasm_bindgen_futures::spawn_local;

use super::facts::{name, text_of};
use super::state::{State, photos};
use super::whereabouts::Whereabouts;
use super::{Replica, SaveError};
use crate::device::store::{Batch, Shelf};
use dong_hanh_records::Packing;

impl Replica {
    /// Something happened to the device.
    pub(super) fn tell(self, input: Input) {
        let effects = {
            let storage = self.0.storage.get();
            self.0.state.borrow_mut().step(input, storage)
        };
        self.0.topics.sync.notify();
        if let Some(watch) = &*self.0.watch.borrow() {
            // Whoever watched may have seen enough.
            let _ = watch.unbounded_send(());
        }
        for effect in effects {
            self.carry_out(effect);
        }
    }

    pub(super) fn phase(self) -> Phase {
        self.0.state.borrow().device.phase().clone()
    }

    fn carry_out(self, effect: Effect) {
        match effect {
            Effect::Push(request) => spawn_local(async move {
                self.0.topics.outbox.notify();
                let answer = self.heard(self.0.network.push(&request).await);
                let is_refused = answer.is_err();
                self.tell(Input::Pushed(answer));
                if is_refused {
                    self.0.topics.records.notify();
                    self.0.topics.outbox.notify();
                }
            }),
            Effect::Pull(request) => spawn_local(async move {
                let answer = self.heard(self.0.network.pull(&request).await);
                let is_answered = answer.is_ok();
                self.tell(Input::Pulled(answer));
                if is_answered {
                    // Where it cannot be written down, the next answer tries again.
                    let _ = self.note_contact().await;
                    self.learn_recipient().await;
                    self.turn_token().await;
                    self.tell_looks().await;
                }
            }),
            Effect::Store(commit) => spawn_local(async move {
                let decides = matches!(&commit.written, Written::Changes { feeds, .. } if feeds.iter().any(|feed| feed.rulings().next().is_some()));
                let (settles, forgets) = match &commit.written {
                    Written::Settled { forgotten, .. } => (true, !forgotten.is_empty()),
                    _ => (false, false),
                };
                let blanks = matches!(&commit.written, Written::Changes { feeds, .. } if feeds.iter().any(forgets_pictures));
                let stored = self.store(commit).await;
                let stored = self.kept(stored).await;
                let covered = settles.then(|| self.0.state.borrow().covered());
                self.tell(Input::Stored(stored));
                if let Some(covered) = covered {
                    self.uncover(covered);
                }
                if forgets || blanks {
                    // Photos that nothing names any more go with what named them, and those that were erased at once.
                    spawn_local(async move {
                        if let Ok(_turn) = self.turn().await {
                            let _ = self.drop_photos().await;
                        }
                    });
                }
                if decides || forgets {
                    // A household whose registration was closed is not to be visited any more; one that was here by its
                    // registration alone goes with it.
                    self.0.state.borrow_mut().touch(None::<[HouseholdId; 0]>);
                    self.0.topics.records.notify();
                }
                self.0.topics.outbox.notify();
            }),
            Effect::SendPhotos => spawn_local(async move {
                let sent = match self.send_photos().await {
                    Ok(()) => self.fetch_shown().await,
                    failed => failed,
                };
                self.tell(Input::PhotosSent(sent));
            }),
            Effect::Abort => self.0.network.abort(),
            Effect::WakeIn(wait) => self.0.alarm.set(wait, move || self.tell(Input::Woken)),
        }
    }

    /// What was said here is not laid over the records any more, as the feeds have said what became of it: what was
    /// hidden under it is shown.
    fn uncover(self, covered: Covered) {
        {
            let mut state = self.0.state.borrow_mut();
            if state.covered().operations == covered.operations {
                return;
            }
            state.touch(Some(covered.households));
        }
        self.announce();
        self.0.topics.records.notify();
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

    async fn store(self, commit: Commit) -> Result<(), SaveError> {
        let batch = if commit.is_strict() {
            Batch::strict()
        } else {
            Batch::relaxed()
        };
        let batch = batch.put(Shelf::Meta, name::EXCHANGE, text_of(&commit.exchange)?);
        match commit.written {
            Written::Receipts(received) => self.store_receipts(batch, &received).await,
            Written::Changes {
                feeds,
                last,
                scopes,
            } => {
                self.store_changes(batch, &feeds, last).await?;
                if last {
                    self.learn_role(scopes).await;
                }
                Ok(())
            }
            Written::Leave { kept } => self.store_leaving(batch, &kept).await,
            Written::Settled { forgotten, left } => {
                let forget = |batch: Batch, counter: &u64| batch.delete(Shelf::Sent, *counter);
                let batch = forgotten.iter().fold(batch, forget);
                self.store_changes(batch, &left, false).await
            }
            Written::Again(again) => self.store_again(batch, &again).await,
        }
    }

    /// Operations leave the outbox in the transaction that stores their receipts, and by no other way.
    async fn store_receipts(
        self,
        mut batch: Batch,
        received: &[(u64, Sent)],
    ) -> Result<(), SaveError> {
        for (counter, sent) in received {
            let text = text_of(sent)?;
            batch = batch
                .delete(Shelf::Outbox, *counter)
                .put(Shelf::Sent, *counter, text);
        }
        self.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        for (_, sent) in received {
            let said = state.device.outbox().find(sent.receipt.operation);
            let shown = said.and_then(|(_, _, operation)| match &operation.action {
                Action::RegisterHousehold { household } => Some(household.id),
                Action::ChangeHousehold(changed) => Some(changed.household),
                Action::FinishVisit(visit) => Some(visit.household),
                _ => None,
            });
            state.touch(Some(shown));
        }
        drop(state);
        self.announce();
        self.0.topics.records.notify();
        Ok(())
    }

    /// What a pull brought, with the cursors, in one transaction.
    async fn store_changes(
        self,
        mut batch: Batch,
        feeds: &[FeedPage],
        last: bool,
    ) -> Result<(), SaveError> {
        let number = self.0.state.borrow().records.next_log();
        let text = text_of(feeds)?;
        let brings = feeds.iter().any(|feed| !feed.changes.is_empty());
        if last {
            // What could not be read has come again.
            let aside = self.0.state.borrow().unread.aside.clone();
            let forget = |batch: Batch, (shelf, key)| batch.delete(shelf, key);
            batch = aside.into_iter().fold(batch, forget);
        }
        let erasing = self.0.state.borrow().erasing(feeds);
        if let Some(packing) = &erasing {
            batch = packed(batch, packing);
        }
        if brings {
            batch = batch.add(Shelf::Log, number, text.as_str());
        }
        self.write(batch).await?;
        {
            let mut state = self.0.state.borrow_mut();
            if last {
                state.unread.aside.clear();
            }
            if let Some(packing) = erasing {
                state.take_up(packing)?;
            }
            if brings {
                state.records.take(number, text.len(), feeds);
            }
        }
        if self.0.state.borrow().records.is_log_long() {
            let packing = self.0.state.borrow().records.pack();
            self.write(packed(Batch::relaxed(), &packing)).await?;
            self.0.state.borrow_mut().take_up(packing)?;
        }
        if brings {
            self.announce();
            self.0.topics.records.notify();
            // Before the first records are whole there is no list to search in.
            if self.0.state.borrow().device.exchange().complete {
                self.prepare_search();
            }
        }
        Ok(())
    }

    /// Purges the records of the scopes that the user has lost and that nothing on this device needs any more. The
    /// cursors of the others stay, and with them the server says at every pull which scopes there are.
    async fn store_leaving(self, batch: Batch, kept: &[Scope]) -> Result<(), SaveError> {
        let packing = self.0.state.borrow().records.pack_scopes(kept);
        self.write(packed(batch, &packing)).await?;
        {
            let mut state = self.0.state.borrow_mut();
            state.records.keep_scopes(kept);
            state.take_up(packing)?;
        }
        self.announce();
        self.0.topics.records.notify();
        Ok(())
    }

    /// What the office has forgotten waits again, and its photos with it.
    async fn store_again(
        self,
        mut batch: Batch,
        again: &[(u64, RawOperation)],
    ) -> Result<(), SaveError> {
        let mut waiting = BTreeSet::new();
        {
            let state = self.0.state.borrow();
            for (counter, raw) in again {
                batch =
                    batch
                        .delete(Shelf::Sent, *counter)
                        .put(Shelf::Outbox, *counter, raw.text());
                let operation = raw.open().ok();
                let named = operation.iter().flat_map(photos).cloned();
                waiting.extend(
                    named.filter(|photo| state.media.get(photo) == Some(&Whereabouts::Received)),
                );
            }
        }
        for photo in &waiting {
            batch = batch.put(
                Shelf::MediaState,
                photo.as_str(),
                Whereabouts::Waiting.text(),
            );
        }
        self.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.media.extend(
            waiting
                .into_iter()
                .map(|photo| (photo, Whereabouts::Waiting)),
        );
        state.touch(None::<[HouseholdId; 0]>);
        drop(state);
        self.announce();
        self.0.topics.records.notify();
        Ok(())
    }

    /// A role that reaches elsewhere than before is learnt anew.
    async fn learn_role(self, scopes: Vec<Scope>) {
        let known: BTreeSet<_> = {
            let account = &self.0.state.borrow().account;
            account.role.scopes(account.user).into_iter().collect()
        };
        if known != scopes.into_iter().collect() {
            self.learn_account().await;
        }
    }

    /// For whom a hand-over is locked is learnt where the sign-in did not say it, as the server did not know of
    /// hand-overs then. One that still does not know is asked once a start.
    async fn learn_recipient(self) {
        let is_known = self.0.state.borrow().account.handover.is_some();
        if !is_known && !self.0.asked_for_recipient.get() {
            self.learn_account().await;
        }
    }

    /// Asks who works here. Without an answer the account stays as it is until the next round.
    async fn learn_account(self) {
        let Ok(account) = self.0.network.me().await else {
            return;
        };
        self.0.asked_for_recipient.set(true);
        let Ok(text) = text_of(&account) else {
            return;
        };
        let batch = Batch::relaxed().put(Shelf::Meta, name::ACCOUNT, text);
        if self.write(batch).await.is_ok() {
            self.0.state.borrow_mut().account = account;
            self.0.topics.records.notify();
        }
    }

    /// Remembers that the session has ended, or that it has not.
    pub(super) fn heard<T>(self, answer: Result<T, Failure>) -> Result<T, Failure> {
        match &answer {
            Ok(_) => self.0.session_ended.set(false),
            Err(Failure::SignedOut) => {
                self.0.session_ended.set(true);
                spawn_local(self.ask_whether_lost());
            }
            Err(_) => {}
        }
        answer
    }
}

/// What this device has said and the feeds have yet to say.
struct Covered {
    operations: usize,
    /// Of which the list shows what was said.
    households: BTreeSet<HouseholdId>,
}

/// Whether a page says that pictures which were taken here are erased.
fn forgets_pictures(feed: &FeedPage) -> bool {
    let mut changes = feed.changes.iter();
    changes.any(|change| matches!(change.key, RecordKey::ForgetPicture(..)))
}

impl State {
    /// All records packed anew without what these pages take away, where that was erased: no text of it stays on the disk
    /// behind the transaction that stores them (SPEC.md S20.7).
    fn erasing(&self, feeds: &[FeedPage]) -> Option<Packing> {
        let gone = Gone::of(self.records.whole());
        let mut changes = feeds.iter().flat_map(|feed| &feed.changes);
        let erases = changes.any(|change| match (&change.key, &change.body) {
            (RecordKey::Erased(_), Some(_)) => true,
            (RecordKey::Household(id), None) => gone.households.contains(id),
            (RecordKey::Visit(id), None) => gone.visits.contains(id),
            // What was held about it, what was decided on that, and what two had said of it.
            (RecordKey::Held(_) | RecordKey::Ruling(_) | RecordKey::Conflict(_), None) => true,
            _ => false,
        });
        erases.then(|| self.records.pack_without(feeds))
    }

    fn covered(&self) -> Covered {
        Covered {
            operations: self.overlay().pending().count(),
            households: self.overlay().changed(),
        }
    }
}

fn packed(mut batch: Batch, packing: &Packing) -> Batch {
    for (number, bytes) in &packing.put {
        batch = batch.add(Shelf::Segments, *number, bytes.clone());
    }
    for number in &packing.delete {
        batch = batch.delete(Shelf::Segments, *number);
    }
    for number in &packing.log {
        batch = batch.delete(Shelf::Log, *number);
    }
    batch
}
