//! How far each operation has come, and which of them are done.

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::HouseholdId;

use super::{Entry, Outbox};
use crate::forget::Gone;
use crate::operation::{Action, Operation, Ruling};
use crate::receipt::{HeldReason, Outcome};

/// What was received stays readable among what was sent for so many days.
pub const SHOWN_DAYS: i64 = 30;

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

impl Outbox {
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

    /// What was said of something that is erased and has its receipt. What is held for that stays until somebody has decided,
    /// and the office knows; what was placed with another household goes with that one.
    #[must_use]
    pub fn erased(&self, gone: &Gone) -> Vec<u64> {
        if gone.is_empty() {
            return Vec::new();
        }
        let goes = |entry: &Entry| {
            let Some(operation) = &entry.operation else {
                return entry.receipt.is_some() && gone.has_text(&entry.raw);
            };
            if let Some(household) = self.placed_with(entry) {
                return gone.households.contains(&household);
            }
            if entry.receipt.is_none() || !gone.has(operation) {
                return false;
            }
            let by = self.replaced_by(operation.id);
            let is_settled = by.is_some_and(|(_, by, _)| by.receipt.is_some());
            entry.held_for() != Some(&HeldReason::Erased) || is_settled || self.is_decided(entry)
        };
        let erased = self.iter().filter(|(_, entry)| goes(entry));
        erased.map(|(counter, _)| counter).collect()
    }

    /// What the office holds, that nothing has taken the place of and nobody has decided on for good, oldest first.
    pub fn held(&self) -> impl Iterator<Item = (u64, &Entry, &Operation)> {
        let held = self.held.iter().filter_map(|counter| self.at(*counter));
        held.filter(|(_, entry, operation)| self.is_open(entry, operation))
    }

    /// Whether the office holds it, nothing has taken its place and nobody has decided on it for good.
    #[must_use]
    pub fn is_open(&self, entry: &Entry, operation: &Operation) -> bool {
        entry.is_held() && !self.is_replaced(operation.id) && !self.is_decided(entry)
    }

    /// With which household an officer placed it: it is that one's from then on, whatever it says itself.
    fn placed_with(&self, entry: &Entry) -> Option<HouseholdId> {
        match self.ruling_on(entry)?.ruling {
            Ruling::Place { household } => Some(household),
            _ => None,
        }
    }

    /// Whether an officer filed or closed it.
    fn is_decided(&self, entry: &Entry) -> bool {
        self.ruling_on(entry)
            .is_some_and(|told| told.ruling.is_final())
    }
}
