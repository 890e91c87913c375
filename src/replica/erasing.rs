//! Erasing what is recorded of a household, and what stays of those that were erased.

use std::collections::BTreeSet;

use dong_hanh_domain::{Because, Erased, HouseholdId, VisitId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, Record, RecordKey, Subject};
use leptos::prelude::Track;

use super::{Replica, SaveError};
use crate::device::store::Batch;

/// What goes with a household, as far as this device knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Going {
    /// Other records for which it stands.
    pub doubles: usize,
    /// Visits.
    pub visits: usize,
    /// Pictures, recordings and files.
    pub media: usize,
    /// Promises.
    pub promises: usize,
}

impl Replica {
    /// What would go with a household.
    #[must_use]
    pub fn going_with(self, household: HouseholdId) -> Going {
        let doubles = self.doubles_of(household);
        let family = doubles.iter().copied().chain([household]);
        let visits: Vec<_> = family.flat_map(|id| self.visits_of(id)).collect();
        let media: BTreeSet<Sha256> = visits
            .iter()
            .filter_map(|row| self.visit(row.id))
            .flat_map(|visit| visit.answers.media().cloned().collect::<Vec<_>>())
            .map(|media| media.sha256)
            .collect();
        let promises = self.followed_one(household);
        Going {
            doubles: doubles.len(),
            visits: visits.len(),
            media: media.len(),
            promises: promises.map_or(0, |known| known.commitments.len()),
        }
    }

    /// Erases what is recorded of a household, as soon as the office's server has heard of it.
    ///
    /// # Errors
    /// [`SaveError`]: the household is as it was.
    pub async fn erase(self, household: HouseholdId, because: Because) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let known = self.0.state.borrow().household(household);
        let Some(known) = known else { return Ok(()) };
        let what = Subject::Household {
            household,
            hamlet: known.hamlet,
        };
        let saying = Saying::now(self.now(), Action::Erase { what, because });
        self.say([saying], Batch::strict()).await?;
        self.said();
        Ok(())
    }

    /// Whether it was said here that a household is to be erased, and the feeds have yet to say so.
    #[must_use]
    pub fn is_erasing(self, household: HouseholdId) -> bool {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        let mut operations = state.device.outbox().operations();
        operations.any(|(_, entry, operation)| match &operation.action {
            Action::Erase {
                what: Subject::Household { household: of, .. },
                ..
            } => *of == household && !entry.is_held(),
            _ => false,
        })
    }

    /// Erases a picture, a recording or a file from the visits of a household, as soon as the office's server has heard of it.
    ///
    /// # Errors
    /// [`SaveError`]: it is as it was.
    pub async fn erase_picture(
        self,
        household: HouseholdId,
        visit: VisitId,
        digest: Sha256,
        because: Because,
    ) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let known = self.0.state.borrow().household(household);
        let Some(known) = known else { return Ok(()) };
        let what = Subject::Picture {
            household,
            hamlet: known.hamlet,
            visit,
            digest,
        };
        let saying = Saying::now(self.now(), Action::Erase { what, because });
        self.say([saying], Batch::strict()).await?;
        self.said();
        Ok(())
    }

    /// Whether it was said here that a picture is to be erased, and the feeds have yet to say so.
    #[must_use]
    pub fn is_erasing_picture(self, household: HouseholdId, digest: &Sha256) -> bool {
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        let mut operations = state.device.outbox().operations();
        operations.any(|(_, entry, operation)| match &operation.action {
            Action::Erase {
                what:
                    Subject::Picture {
                        household: of,
                        digest: which,
                        ..
                    },
                ..
            } => *of == household && which == digest && !entry.is_held(),
            _ => false,
        })
    }

    /// What stays of a household that was erased.
    #[must_use]
    pub fn erased(self, household: HouseholdId) -> Option<Erased> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        match state.records.find(&RecordKey::Erased(household))? {
            Record::Erased(erased) => Some((**erased).clone()),
            _ => None,
        }
    }

    /// All that were erased, the last first.
    #[must_use]
    pub fn all_erased(self) -> Vec<Erased> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let erased = state.records.whole().filter_map(|record| match record {
            Record::Erased(erased) => Some((**erased).clone()),
            _ => None,
        });
        let mut erased: Vec<_> = erased.collect();
        erased.sort_by_key(|erased| std::cmp::Reverse((erased.at, erased.household)));
        erased
    }
}
