//! What a device says happened, from the moment it is durable until the office has answered for it and longer.
//!
//! The outbox owns no storage. Whoever does writes first, in one transaction, and tells the outbox after that:
//! [`Outbox::plan`] and then [`Outbox::queue`], the receipts of an answer and then [`Outbox::received`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceId, DeviceTime, OperationId};
use serde::{Deserialize, Serialize};

use crate::device::Failure;
use crate::operation::{Action, Operation, RawOperation, Ruling};
use crate::receipt::{HeldReason, Outcome, Receipt};
use crate::record::RulingRecord;
use crate::sending::Sending;

/// What was received stays readable among what was sent for so many days.
pub const SHOWN_DAYS: i64 = 30;

/// All operations of a device that are not forgotten yet, by counter.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// The highest counter that was used.
    counter: u64,
    entries: BTreeMap<u64, Entry>,
    /// Where each of them lies.
    places: BTreeMap<OperationId, u64>,
    /// Which operation took the place of which, by its counter.
    replacements: BTreeMap<OperationId, u64>,
    /// What an officer decided on what is held, by the digest of its content.
    rulings: BTreeMap<String, RulingRecord>,
    under_way: BTreeSet<u64>,
    sending: Sending,
}

/// One operation with its receipt, once there is one.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its text.
    pub raw: RawOperation,
    /// `None` for a kind that only a newer version of the app knows; it is sent all the same.
    pub operation: Option<Operation>,
    /// The office's answer.
    pub receipt: Option<Receipt>,
}

/// An operation with its receipt, as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// The operation.
    pub operation: RawOperation,
    /// The office's answer.
    pub receipt: Receipt,
}

/// How far an operation has come.
///
/// It waits, is on its way, and waits again where no receipt came of it; refused alone it is set aside, and waits
/// again later or when a person wants it. With its receipt it is applied or held, for good: a held one becomes replaced
/// or seen when a later operation of its device takes its place, and filed, sent back or closed when an officer decides.
/// What was filed or closed stays so (S8.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On this device alone.
    Waiting,
    /// On its way in this moment.
    Sending,
    /// On this device alone: the office refused the request that had nothing else in it.
    SetAside {
        /// The stable code of the refusal.
        code: String,
    },
    /// Part of the record.
    Applied {
        /// When it arrived, by the server's clock.
        at: DateTime<Utc>,
    },
    /// Kept at the office as it came.
    Held {
        /// Why.
        reason: HeldReason,
        /// When it arrived, by the server's clock.
        at: DateTime<Utc>,
    },
    /// Kept at the office as it came; a later operation of this device took its place.
    Replaced,
    /// Kept at the office as it came; its author has seen why, and let it rest.
    Seen,
    /// An officer made it part of the record.
    Filed {
        /// When he decided, by the server's clock.
        at: DateTime<Utc>,
    },
    /// An officer wants its author to mend it.
    SentBack {
        /// What to mend, in the officer's words.
        note: String,
        /// Why it was held.
        reason: HeldReason,
        /// When he decided, by the server's clock.
        at: DateTime<Utc>,
    },
    /// An officer decided that nothing more is to be done about it.
    Closed {
        /// Why, in the officer's words.
        note: String,
        /// When he decided, by the server's clock.
        at: DateTime<Utc>,
    },
}

/// What an operation will say, before it has an id and its place among the others.
#[derive(Clone, Debug)]
pub struct Saying {
    /// When it happened.
    pub made: DeviceTime,
    /// The held operation that it takes the place of.
    pub settles: Option<OperationId>,
    /// What happened.
    pub action: Action,
}

impl Saying {
    /// Something that happens now.
    #[must_use]
    pub fn now(now: DeviceTime, action: Action) -> Self {
        Self {
            made: now,
            settles: None,
            action,
        }
    }

    /// What was said before, as of the same moment and in its place.
    #[must_use]
    pub fn again(earlier: &Operation) -> Self {
        Self {
            made: earlier.made,
            settles: Some(earlier.id),
            action: earlier.action.clone(),
        }
    }
}

impl Entry {
    fn new(raw: RawOperation, receipt: Option<Receipt>) -> Self {
        Self {
            operation: raw.open().ok(),
            raw,
            receipt,
        }
    }

    /// Why the office keeps it without having applied it.
    #[must_use]
    pub fn held_for(&self) -> Option<&HeldReason> {
        match &self.receipt.as_ref()?.outcome {
            Outcome::Held { reason } => Some(reason),
            Outcome::Applied { .. } => None,
        }
    }

    /// Whether the office keeps it without having applied it.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.held_for().is_some()
    }

    /// The earlier operation that it takes the place of.
    fn settles(&self) -> Option<OperationId> {
        self.operation.as_ref()?.settles
    }
}

impl Outbox {
    /// An outbox that is empty, after so many operations.
    #[must_use]
    pub fn after(counter: u64) -> Self {
        Self {
            counter,
            ..Self::default()
        }
    }

    /// The highest counter that was used.
    #[must_use]
    pub fn counter(&self) -> u64 {
        self.counter
    }

    /// The operations that say this, with the counters behind those that were used; to be stored, each under a counter
    /// that nothing else has, and then [queued](Self::queue).
    ///
    /// # Errors
    /// Never for the types of this crate; the error is serde's.
    pub fn plan(
        &self,
        device: DeviceId,
        sayings: impl IntoIterator<Item = (OperationId, Saying)>,
    ) -> Result<Vec<(u64, RawOperation)>, serde_json::Error> {
        let counters = self.counter + 1..;
        let seal = |(counter, (id, saying)): (u64, (OperationId, Saying))| {
            let operation = Operation {
                id,
                device,
                counter,
                made: saying.made,
                settles: saying.settles,
                action: saying.action,
            };
            RawOperation::seal(&operation).map(|raw| (counter, raw))
        };
        counters.zip(sayings).map(seal).collect()
    }

    /// Whether an operation says this already, as another tab may have said it.
    #[must_use]
    pub fn says(&self, saying: &Saying) -> bool {
        let same = |other: &Operation| match (&saying.action, &other.action) {
            (Action::FinishVisit(this), Action::FinishVisit(other)) => this.visit == other.visit,
            (
                Action::RegisterHousehold { household: this },
                Action::RegisterHousehold { household: other },
            ) => this.id == other.id,
            _ => false,
        };
        match saying.settles {
            Some(earlier) => self.is_replaced(earlier),
            None => self.operations().any(|(_, _, other)| same(other)),
        }
    }

    /// Takes up an operation that is stored and waits.
    pub fn queue(&mut self, counter: u64, raw: RawOperation) {
        self.put(counter, Entry::new(raw, None));
    }

    /// Takes up an operation that is stored with its receipt.
    pub fn sent(&mut self, counter: u64, sent: Sent) {
        self.put(counter, Entry::new(sent.operation, Some(sent.receipt)));
    }

    fn put(&mut self, counter: u64, entry: Entry) {
        self.counter = self.counter.max(counter);
        if let Some(earlier) = entry.settles() {
            self.replacements.insert(earlier, counter);
        }
        let id = entry.operation.as_ref().map(|operation| operation.id);
        if let Some(id) = id.or_else(|| entry.raw.id()) {
            self.places.insert(id, counter);
        }
        self.entries.insert(counter, entry);
    }

    /// The operation that waits for the receipt of this id.
    #[must_use]
    pub fn awaiting(&self, id: OperationId) -> Option<(u64, &Entry)> {
        let counter = *self.places.get(&id)?;
        let entry = self.entries.get(&counter)?;
        entry.receipt.is_none().then_some((counter, entry))
    }

    /// Its receipt is stored; gives what it says.
    pub fn received(&mut self, counter: u64, receipt: Receipt) -> Option<&Operation> {
        self.under_way.remove(&counter);
        let entry = self.entries.get_mut(&counter)?;
        entry.receipt = Some(receipt);
        entry.operation.as_ref()
    }

    /// An officer decided on something that is held, as its author is told.
    pub fn ruled(&mut self, told: RulingRecord) {
        self.rulings.insert(told.digest.clone(), told);
    }

    /// What an officer decided on an operation that is held.
    #[must_use]
    pub fn ruling_on(&self, entry: &Entry) -> Option<&RulingRecord> {
        // Few are ever decided on, and a digest costs more than a look.
        if self.rulings.is_empty() || !entry.is_held() {
            return None;
        }
        self.rulings.get(&entry.raw.digest().to_string())
    }

    /// Whether an officer filed or closed it.
    fn is_decided(&self, entry: &Entry) -> bool {
        self.ruling_on(entry)
            .is_some_and(|told| told.ruling.is_final())
    }

    /// Forgets an operation that is no longer stored.
    pub fn forget(&mut self, counter: u64) {
        self.entries.remove(&counter);
        self.places.retain(|_, place| *place != counter);
        self.replacements.retain(|_, by| *by != counter);
    }

    /// Whether a later operation of this device took its place.
    #[must_use]
    pub fn is_replaced(&self, id: OperationId) -> bool {
        self.replacements.contains_key(&id)
    }

    /// The operation that took the place of another one.
    #[must_use]
    pub fn replaced_by(&self, id: OperationId) -> Option<(u64, &Entry, &Operation)> {
        self.at(*self.replacements.get(&id)?)
    }

    /// All operations, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry)> {
        self.entries
            .iter()
            .map(|(counter, entry)| (*counter, entry))
    }

    /// The operations that say something to this version, oldest first.
    pub fn operations(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry, &Operation)> {
        self.iter()
            .filter_map(|(counter, entry)| Some((counter, entry, entry.operation.as_ref()?)))
    }

    /// One operation.
    #[must_use]
    pub fn find(&self, id: OperationId) -> Option<(u64, &Entry, &Operation)> {
        self.at(*self.places.get(&id)?)
    }

    fn at(&self, counter: u64) -> Option<(u64, &Entry, &Operation)> {
        let entry = self.entries.get(&counter)?;
        Some((counter, entry, entry.operation.as_ref()?))
    }

    /// What another tab has stored meanwhile takes the place of all that is here, but for what was learnt of requests.
    pub(crate) fn follow(&mut self, stored: Self) {
        let sending = std::mem::take(&mut self.sending);
        *self = Self { sending, ..stored };
    }

    /// What was said under a counter, where this version can read it.
    pub(crate) fn said(&self, counter: u64) -> Option<&Operation> {
        self.entries.get(&counter)?.operation.as_ref()
    }

    /// Those of them that can be forgotten together: what took the place of something that stays, stays with it, or that
    /// would be held once more.
    pub(crate) fn together(&self, counters: Vec<u64>) -> Vec<u64> {
        let mut goes = BTreeSet::new();
        for counter in counters {
            let settles = self.entries.get(&counter).and_then(Entry::settles);
            let earlier = settles.and_then(|earlier| self.places.get(&earlier));
            if earlier.is_none_or(|earlier| goes.contains(earlier)) {
                goes.insert(counter);
            }
        }
        goes.into_iter().collect()
    }

    /// How many of all that were ever made have a receipt; `unread` lie in the store without one and are not here.
    pub(crate) fn acknowledged(&self, unread: u64) -> u64 {
        let waiting = self.waiting() as u64;
        self.counter.saturating_sub(waiting).saturating_sub(unread)
    }

    /// What has its receipt and is still here, to be sent once more.
    pub(crate) fn receipted_texts(&self) -> Vec<(u64, RawOperation)> {
        let receipted = self.iter().filter(|(_, entry)| entry.receipt.is_some());
        receipted
            .map(|(counter, entry)| (counter, entry.raw.clone()))
            .collect()
    }

    /// How many have no receipt.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.entries
            .values()
            .filter(|entry| entry.receipt.is_none())
            .count()
    }

    /// What the office holds, that nothing has taken the place of and nobody has decided on for good, oldest first.
    pub fn held(&self) -> impl Iterator<Item = (u64, &Entry, &Operation)> {
        self.operations()
            .filter(|(_, entry, operation)| self.is_open(entry, operation))
    }

    /// Whether the office holds it, nothing has taken its place and nobody has decided on it for good.
    #[must_use]
    pub fn is_open(&self, entry: &Entry, operation: &Operation) -> bool {
        entry.is_held() && !self.is_replaced(operation.id) && !self.is_decided(entry)
    }

    /// How many may be sent: what waits, without what is set aside.
    #[must_use]
    pub fn sendable(&self) -> usize {
        self.waiting() - self.set_aside()
    }

    /// How many are set aside, as the office refused the request that had nothing else in it.
    #[must_use]
    pub fn set_aside(&self) -> usize {
        let aside = |(counter, entry): (u64, &Entry)| {
            entry.receipt.is_none() && self.sending.refusal(counter).is_some()
        };
        self.iter().filter(|one| aside(*one)).count()
    }

    /// The highest counter that has a receipt.
    #[must_use]
    pub fn receipted(&self) -> u64 {
        self.entries
            .iter()
            .rev()
            .find(|(_, entry)| entry.receipt.is_some())
            .map_or(0, |(counter, _)| *counter)
    }

    /// The next operations to send, in the order in which they were made, as many as one request takes.
    pub fn next_request(&mut self) -> Vec<(u64, RawOperation)> {
        let waiting = self
            .iter()
            .filter(|(_, entry)| entry.receipt.is_none())
            .map(|(counter, entry)| (counter, entry.raw.text().len()));
        self.under_way = self.sending.next(waiting).into_iter().collect();
        self.under_way
            .iter()
            .filter_map(|counter| Some((*counter, self.entries.get(counter)?.raw.clone())))
            .collect()
    }

    /// The receipts of what was under way are stored.
    pub fn answered(&mut self) {
        self.under_way.clear();
        self.sending.answered();
    }

    /// The request with these operations came to nothing.
    ///
    /// # Errors
    /// The failure, where another request would fare no better.
    pub fn failed(&mut self, sent: &[u64], failure: Failure) -> Result<(), Failure> {
        self.under_way.clear();
        self.sending.failed(sent, failure)
    }

    /// Changes were fetched.
    pub fn reached(&mut self) {
        self.sending.reached();
    }

    /// Sends what is set aside once more.
    pub fn retry(&mut self) {
        self.sending.retry();
    }

    /// How far an operation has come.
    #[must_use]
    pub fn stage(&self, counter: u64, entry: &Entry) -> Stage {
        let Some(receipt) = &entry.receipt else {
            return if self.under_way.contains(&counter) {
                Stage::Sending
            } else {
                self.sending
                    .refusal(counter)
                    .map_or(Stage::Waiting, |code| Stage::SetAside {
                        code: code.to_owned(),
                    })
            };
        };
        let at = receipt.received;
        match &receipt.outcome {
            Outcome::Applied { .. } => Stage::Applied { at },
            Outcome::Held { reason } => self.stage_of_held(entry, reason, at),
        }
    }

    fn stage_of_held(&self, entry: &Entry, reason: &HeldReason, at: DateTime<Utc>) -> Stage {
        let told = self.ruling_on(entry).map(|told| (&told.ruling, told.at));
        match (told, self.way_out_of(entry)) {
            (Some((Ruling::Apply | Ruling::Place { .. }, at)), _) => Stage::Filed { at },
            (Some((Ruling::Close { note }, at)), _) => Stage::Closed {
                note: note.clone(),
                at,
            },
            (_, Some(Action::Acknowledge {})) => Stage::Seen,
            (_, Some(_)) => Stage::Replaced,
            (Some((Ruling::SendBack { note }, at)), None) => Stage::SentBack {
                note: note.clone(),
                reason: reason.clone(),
                at,
            },
            (None, None) => Stage::Held {
                reason: reason.clone(),
                at,
            },
        }
    }

    /// What took the place of something that is held.
    fn way_out_of(&self, entry: &Entry) -> Option<&Action> {
        let (_, _, by) = self.replaced_by(entry.operation.as_ref()?.id)?;
        Some(&by.action)
    }

    /// Whether the office has applied it, or what took its place in the end. What an officer closed is kept, as it
    /// counts by itself for good (S8.10).
    fn is_done(&self, counter: u64, entry: &Entry) -> bool {
        if let Some(told) = self.ruling_on(entry)
            && told.ruling.is_final()
        {
            return told.ruling.files();
        }
        let held = match (&entry.receipt, &entry.operation) {
            (None, _) => return false,
            (Some(_), Some(operation)) if entry.is_held() => operation.id,
            (Some(_), _) => return !entry.is_held(),
        };
        self.replaced_by(held)
            .is_some_and(|(later, by, _)| later > counter && self.is_done(later, by))
    }

    /// What was applied, itself or in what took its place, so long ago that nobody looks for it any more; of what the
    /// feeds have brought, which is all up to the counter `settled`.
    #[must_use]
    pub fn expired(&self, settled: u64, now: DateTime<Utc>) -> Vec<u64> {
        let old = |entry: &Entry| {
            entry.receipt.as_ref().is_some_and(|receipt| {
                now.signed_duration_since(receipt.received) > TimeDelta::days(SHOWN_DAYS)
            })
        };
        self.iter()
            .filter(|(counter, entry)| {
                *counter <= settled && old(entry) && self.is_done(*counter, entry)
            })
            .map(|(counter, _)| counter)
            .collect()
    }
}
