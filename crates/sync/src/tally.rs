//! One account of what a device has made: as many operations as it counts are at the office or among the exceptions.
//!
//! Both ends count by the functions of this file, so that no screen can say another number than the other one.
//! [`Tally::of_device`] counts what lies on the device, with what the office told its author; [`Tally::of_office`]
//! counts what the server has of the device, with what the device last reported. Both give each operation one
//! [`Fate`]. [`Tally::account`] sets the sum against the number of operations that the device has ever made, which is its
//! highest counter: on the device the two are always equal, at the office they differ by what was on its way or is
//! missing, and the account says by how much (SPEC.md S8.9 to S8.11).

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::OperationId;
use serde::{Deserialize, Serialize};

use crate::operation::Ruling;
use crate::outbox::{Entry, Outbox, Stage};
use crate::protocol::Report;
use crate::receipt::HeldReason;
use crate::record::HeldState;

/// What became of an operation, as far as a count needs to know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// On the device alone.
    Waiting,
    /// On the device alone, as the office refused it when it came alone.
    SetAside,
    /// On the device alone, and this version of the app cannot read it.
    Unreadable,
    /// Kept at the office as it came; somebody has to see to it.
    Held {
        /// Why, by [`HeldReason::code`].
        reason: String,
    },
    /// Kept at the office, which wants its author to mend it.
    SentBack,
    /// Kept at the office; an officer decided that nothing more is to be done about it.
    Closed,
    /// Part of the record, by itself or by what took its place; or its author let it rest.
    Done,
}

impl Fate {
    /// What became of an operation that the office holds.
    #[must_use]
    pub fn of_held(why: &HeldReason, state: &HeldState) -> Self {
        match state {
            HeldState::Open => held_for(why),
            HeldState::Settled { .. } => Self::Done,
            HeldState::Ruled { ruling, .. } => ruled_as(ruling),
        }
    }

    /// Whether the office has it.
    #[must_use]
    pub fn is_at_office(&self) -> bool {
        !matches!(self, Self::Waiting | Self::SetAside | Self::Unreadable)
    }
}

/// How many operations of a device have which fate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<Fate, u64>);

/// A count that adds up, or says by how much it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// How many operations the device has made.
    pub made: u64,
    /// How many of them need nobody any more.
    pub done: u64,
    /// All others.
    pub exceptions: Vec<Exception>,
    /// What the device has a receipt for and the server does not know: it was put back to an earlier backup.
    pub missing: u64,
    /// What has come since the device said how it stands.
    pub since: u64,
}

/// Operations that are not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// What became of them.
    #[serde(flatten)]
    pub fate: Fate,
    /// How many.
    pub count: u64,
}

impl Tally {
    /// Counts what lies on a device; `unreadable` operations lie in its outbox that this version cannot read.
    #[must_use]
    pub fn of_device(outbox: &Outbox, unreadable: u64) -> Self {
        let settled = settled(outbox);
        let mut tally = Self::default();
        let mut known = unreadable;
        for (counter, entry) in outbox.iter() {
            tally.add(fate(outbox, counter, entry, &settled), 1);
            known += 1;
        }
        tally.add(Fate::Unreadable, unreadable);
        // What is not there any more was done so long ago that the device forgot it.
        tally.add(Fate::Done, outbox.counter().saturating_sub(known));
        tally
    }

    /// Counts what the server has of a device: so many operations with a receipt, and how many of those that were held
    /// have [which fate](Fate::of_held); with what the device said waits on it.
    #[must_use]
    pub fn of_office(
        received: u64,
        held: impl IntoIterator<Item = (Fate, u64)>,
        report: Option<&Report>,
    ) -> Self {
        let mut tally = Self::default();
        for (fate, count) in held {
            tally.add(fate, count);
        }
        tally.add(Fate::Done, received.saturating_sub(tally.made()));
        if let Some(report) = report {
            let waiting = report.waiting.saturating_sub(report.set_aside);
            tally.add(Fate::Waiting, waiting);
            tally.add(Fate::SetAside, report.waiting - waiting);
            tally.add(Fate::Unreadable, report.unread_operations);
        }
        tally
    }

    /// How many have a fate.
    #[must_use]
    pub fn of(&self, fate: &Fate) -> u64 {
        self.0.get(fate).copied().unwrap_or_default()
    }

    /// How many there are in all.
    #[must_use]
    pub fn made(&self) -> u64 {
        self.0.values().sum()
    }

    /// How many of them the office has.
    #[must_use]
    pub fn at_office(&self) -> u64 {
        let there = self.0.iter().filter(|(fate, _)| fate.is_at_office());
        there.map(|(_, count)| count).sum()
    }

    /// The account of a device that has made so many operations.
    #[must_use]
    pub fn account(&self, made: u64) -> Account {
        let exceptions = self.0.iter().filter(|(fate, _)| **fate != Fate::Done);
        let exceptions = exceptions.map(|(fate, count)| Exception {
            fate: fate.clone(),
            count: *count,
        });
        Account {
            made,
            done: self.of(&Fate::Done),
            exceptions: exceptions.collect(),
            missing: made.saturating_sub(self.made()),
            since: self.made().saturating_sub(made),
        }
    }

    fn add(&mut self, fate: Fate, count: u64) {
        if count > 0 {
            *self.0.entry(fate).or_default() += count;
        }
    }
}

impl Account {
    /// Whether both sides say the same.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.missing == 0 && self.since == 0
    }
}

fn fate(outbox: &Outbox, counter: u64, entry: &Entry, settled: &BTreeSet<OperationId>) -> Fate {
    let Some(why) = entry.held_for() else {
        return match outbox.stage(counter, entry) {
            Stage::Waiting | Stage::Sending => Fate::Waiting,
            Stage::SetAside { .. } => Fate::SetAside,
            _ => Fate::Done,
        };
    };
    let told = outbox.ruling_on(entry);
    match told.map(|told| ruled_as(&told.ruling)) {
        // Decided for good: what its author says afterwards settles nothing.
        Some(fate @ (Fate::Done | Fate::Closed)) => fate,
        _ if entry.raw.id().is_some_and(|id| settled.contains(&id)) => Fate::Done,
        Some(fate) => fate,
        None => held_for(why),
    }
}

/// The operations in whose place the office has another one. A later one may be on its way as well, so it is not enough
/// to look at the last.
fn settled(outbox: &Outbox) -> BTreeSet<OperationId> {
    let arrived = outbox
        .operations()
        .filter(|(_, entry, _)| entry.receipt.is_some());
    arrived
        .filter_map(|(_, _, operation)| operation.settles)
        .collect()
}

fn held_for(why: &HeldReason) -> Fate {
    Fate::Held {
        reason: why.code().to_owned(),
    }
}

fn ruled_as(ruling: &Ruling) -> Fate {
    match ruling {
        Ruling::Apply | Ruling::Place { .. } => Fate::Done,
        Ruling::SendBack { .. } => Fate::SentBack,
        Ruling::Close { .. } => Fate::Closed,
    }
}
