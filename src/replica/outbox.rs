//! What this device says happened, from the moment it is finished until the office has answered for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceTime, HouseholdId, OperationId, VisitId};
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::sending::Sending;
use dong_hanh_sync::{Action, FinishedVisit, Operation, Outcome, RawOperation, Receipt};
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
}

/// All operations of this device that are not forgotten yet, by counter.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    entries: BTreeMap<u64, Entry>,
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
    fn new(raw: RawOperation, receipt: Option<Receipt>) -> Self {
        Self {
            operation: raw.open().ok(),
            raw,
            receipt,
        }
    }

    /// Whether the office keeps it without having applied it.
    pub(super) fn is_held(&self) -> bool {
        matches!(
            &self.receipt,
            Some(Receipt {
                outcome: Outcome::Held { .. },
                ..
            })
        )
    }
}

impl Outbox {
    /// Takes up an operation that waits.
    pub(super) fn queue(&mut self, counter: u64, raw: RawOperation) {
        self.entries.insert(counter, Entry::new(raw, None));
    }

    /// Takes up an operation that was sent.
    pub(super) fn sent(&mut self, counter: u64, sent: Sent) {
        self.under_way.remove(&counter);
        self.entries
            .insert(counter, Entry::new(sent.operation, Some(sent.receipt)));
    }

    /// Forgets an operation.
    pub(super) fn forget(&mut self, counter: u64) {
        self.entries.remove(&counter);
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
        self.operations()
            .find(|(_, _, operation)| operation.id == id)
    }

    /// How many have no receipt.
    pub(super) fn waiting(&self) -> usize {
        self.entries
            .values()
            .filter(|entry| entry.receipt.is_none())
            .count()
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
            }) => Standing::Held {
                reason: reason.clone(),
                at: *received,
            },
        }
    }

    /// What was applied so long ago that nobody looks for it any more.
    pub(super) fn expired(&self, settled: u64, now: DateTime<Utc>) -> Vec<u64> {
        let old = |entry: &Entry| {
            entry.receipt.as_ref().is_some_and(|receipt| {
                now.signed_duration_since(receipt.received) > TimeDelta::days(SHOWN_DAYS)
            })
        };
        self.iter()
            .filter(|(counter, entry)| *counter <= settled && !entry.is_held() && old(entry))
            .map(|(counter, _)| counter)
            .collect()
    }
}

impl OutboxWhat {
    /// What an operation says; `household` knows who was visited.
    pub(super) fn of(action: &Action, household: impl Fn(VisitId) -> Option<HouseholdId>) -> Self {
        match action {
            Action::RegisterHousehold { household } => Self::Household {
                household: household.id,
            },
            Action::FinishVisit(FinishedVisit {
                visit, household, ..
            }) => Self::Visit {
                visit: *visit,
                household: *household,
            },
            Action::ReviewVisit { visit, .. } => Self::Review {
                visit: *visit,
                household: household(*visit),
            },
        }
    }
}
