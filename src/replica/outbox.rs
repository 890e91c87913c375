//! What this device says happened, from the moment it is finished until the office has answered for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceTime, HouseholdId, OperationId, VisitId};
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::sending::Sending;
use dong_hanh_sync::{Action, Operation, Outcome, RawOperation, Receipt};
use serde::{Deserialize, Serialize};

use super::Standing;

/// What was received stays in the list for so many days.
const SHOWN_DAYS: i64 = 30;

/// One operation in the list of what is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxRow {
    /// Which.
    pub operation: OperationId,
    /// What it says.
    pub what: OutboxWhat,
    /// When it was made.
    pub made: DeviceTime,
    /// How far it has come.
    pub standing: Standing,
    /// How many of its photos the office has, of how many.
    pub photos: (usize, usize),
    /// The stable code with which the office refused one of them; it is kept, and goes again when a person wants it
    /// or the app is started again.
    pub photo_refused: Option<String>,
}

/// What an operation says, as far as a list needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutboxWhat {
    /// A visit was finished.
    Visit {
        /// Which.
        visit: VisitId,
        /// Who was visited.
        household: HouseholdId,
    },
    /// A household was registered.
    Household {
        /// Which.
        household: HouseholdId,
    },
    /// A visit was accepted, returned or reopened.
    Review {
        /// Which.
        visit: VisitId,
        /// Who was visited, where this device knows the visit.
        household: Option<HouseholdId>,
    },
    /// What is held was seen, and let rest.
    Seen {
        /// Whom it was about, where this device knows.
        household: Option<HouseholdId>,
    },
}

impl OutboxWhat {
    /// The household that it is about, where this device knows.
    #[must_use]
    pub fn household(self) -> Option<HouseholdId> {
        match self {
            Self::Visit { household, .. } | Self::Household { household } => Some(household),
            Self::Review { household, .. } | Self::Seen { household } => household,
        }
    }
}

/// All operations of this device that are not forgotten yet, by counter.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    entries: BTreeMap<u64, Entry>,
    /// Where each of them lies.
    places: BTreeMap<OperationId, u64>,
    /// Which operation took the place of which, by its counter.
    replacements: BTreeMap<OperationId, u64>,
    under_way: BTreeSet<u64>,
    sending: Sending,
}

/// One operation with its receipt, once there is one.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) raw: RawOperation,
    /// `None` for a kind that only a newer version of the app knows; it is sent all the same.
    pub(super) operation: Option<Operation>,
    pub(super) receipt: Option<Receipt>,
}

/// An operation with its receipt, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sent {
    pub(super) operation: RawOperation,
    pub(super) receipt: Receipt,
}

impl Entry {
    /// The earlier operation that it takes the place of.
    fn settles(&self) -> Option<OperationId> {
        self.operation.as_ref()?.settles
    }

    fn new(raw: RawOperation, receipt: Option<Receipt>) -> Self {
        Self {
            operation: raw.open().ok(),
            raw,
            receipt,
        }
    }

    /// Whether the office keeps it without having applied it.
    pub(super) fn is_held(&self) -> bool {
        self.held_for().is_some()
    }
}

impl Outbox {
    /// Takes up an operation that waits.
    pub(super) fn queue(&mut self, counter: u64, raw: RawOperation) {
        self.put(counter, Entry::new(raw, None));
    }

    /// Takes up an operation that was sent.
    pub(super) fn sent(&mut self, counter: u64, sent: Sent) {
        self.put(counter, Entry::new(sent.operation, Some(sent.receipt)));
    }

    fn put(&mut self, counter: u64, entry: Entry) {
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
    pub(super) fn awaiting(&self, id: OperationId) -> Option<(u64, &Entry)> {
        let counter = *self.places.get(&id)?;
        let entry = self.entries.get(&counter)?;
        entry.receipt.is_none().then_some((counter, entry))
    }

    /// Its receipt is stored; gives what it says.
    pub(super) fn received(&mut self, counter: u64, receipt: Receipt) -> Option<&Operation> {
        self.under_way.remove(&counter);
        let entry = self.entries.get_mut(&counter)?;
        entry.receipt = Some(receipt);
        entry.operation.as_ref()
    }

    /// Forgets an operation.
    pub(super) fn forget(&mut self, counter: u64) {
        self.entries.remove(&counter);
        self.places.retain(|_, place| *place != counter);
        self.replacements.retain(|_, by| *by != counter);
    }

    /// Whether a later operation of this device took its place.
    pub(super) fn is_replaced(&self, id: OperationId) -> bool {
        self.replacements.contains_key(&id)
    }

    /// The operation that took the place of another one.
    pub(super) fn replaced_by(&self, id: OperationId) -> Option<(u64, &Entry, &Operation)> {
        let counter = *self.replacements.get(&id)?;
        let entry = self.entries.get(&counter)?;
        Some((counter, entry, entry.operation.as_ref()?))
    }

    /// All operations, oldest first.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry)> {
        self.entries
            .iter()
            .map(|(counter, entry)| (*counter, entry))
    }

    /// The operations that say something, oldest first.
    pub(super) fn operations(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry, &Operation)> {
        self.iter()
            .filter_map(|(counter, entry)| Some((counter, entry, entry.operation.as_ref()?)))
    }

    /// One operation.
    pub(super) fn find(&self, id: OperationId) -> Option<(u64, &Entry, &Operation)> {
        let counter = *self.places.get(&id)?;
        let entry = self.entries.get(&counter)?;
        Some((counter, entry, entry.operation.as_ref()?))
    }

    /// How many have no receipt.
    pub(super) fn waiting(&self) -> usize {
        self.entries
            .values()
            .filter(|entry| entry.receipt.is_none())
            .count()
    }

    /// What the office holds and nothing has taken the place of, oldest first.
    pub(super) fn held(&self) -> impl Iterator<Item = (u64, &Entry, &Operation)> {
        self.operations()
            .filter(|(_, entry, operation)| self.is_open(entry, operation))
    }

    /// Whether the office holds it and nothing has taken its place.
    pub(super) fn is_open(&self, entry: &Entry, operation: &Operation) -> bool {
        entry.is_held() && !self.is_replaced(operation.id)
    }

    /// How many may be sent: what waits, without what is set aside.
    pub(super) fn sendable(&self) -> usize {
        self.waiting() - self.set_aside()
    }

    /// How many are set aside, as the office refused the request that had nothing else in it.
    pub(super) fn set_aside(&self) -> usize {
        let aside = |(counter, entry): (u64, &Entry)| {
            entry.receipt.is_none() && self.sending.refusal(counter).is_some()
        };
        self.iter().filter(|one| aside(*one)).count()
    }

    /// The highest counter that has a receipt.
    pub(super) fn receipted(&self) -> u64 {
        self.entries
            .iter()
            .rev()
            .find(|(_, entry)| entry.receipt.is_some())
            .map_or(0, |(counter, _)| *counter)
    }

    /// The next operations to send, in the order in which they were made, as many as one request takes.
    pub(super) fn next(&mut self) -> Vec<(u64, RawOperation)> {
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
    pub(super) fn answered(&mut self) {
        self.under_way.clear();
        self.sending.answered();
    }

    /// The request with these operations came to nothing.
    ///
    /// # Errors
    /// The failure, where another request would fare no better.
    pub(super) fn failed(&mut self, sent: &[u64], failure: Failure) -> Result<(), Failure> {
        self.under_way.clear();
        self.sending.failed(sent, failure)
    }

    /// Changes were fetched.
    pub(super) fn reached(&mut self) {
        self.sending.reached();
    }

    /// Sends what is set aside once more.
    pub(super) fn retry(&mut self) {
        self.sending.retry();
    }

    /// How far an operation has come.
    pub(super) fn standing(&self, counter: u64, entry: &Entry) -> Standing {
        match &entry.receipt {
            None if self.under_way.contains(&counter) => Standing::Sending,
            None => match self.sending.refusal(counter) {
                Some(code) => Standing::SetAside {
                    code: code.to_owned(),
                },
                None => Standing::OnDevice,
            },
            Some(Receipt {
                received,
                outcome: Outcome::Applied { .. },
                ..
            }) => Standing::Received { at: *received },
            Some(Receipt {
                received,
                outcome: Outcome::Held { reason },
                ..
            }) => match self.way_out_of(entry) {
                Some(Action::Acknowledge {}) => Standing::Seen,
                Some(_) => Standing::Replaced,
                None => Standing::Held {
                    reason: reason.clone(),
                    at: *received,
                },
            },
        }
    }

    /// What took the place of something that is held.
    fn way_out_of(&self, entry: &Entry) -> Option<&Action> {
        let (_, _, by) = self.replaced_by(entry.operation.as_ref()?.id)?;
        Some(&by.action)
    }

    /// Whether the office has applied it, or what took its place in the end.
    fn is_done(&self, counter: u64, entry: &Entry) -> bool {
        let held = match (&entry.receipt, &entry.operation) {
            (None, _) => return false,
            (Some(_), Some(operation)) if entry.is_held() => operation.id,
            (Some(_), _) => return !entry.is_held(),
        };
        self.replaced_by(held)
            .is_some_and(|(later, by, _)| later > counter && self.is_done(later, by))
    }

    /// What was applied, itself or in what took its place, so long ago that nobody looks for it any more.
    pub(super) fn expired(&self, settled: u64, now: DateTime<Utc>) -> Vec<u64> {
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
