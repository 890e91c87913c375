//! What was erased, by its ids alone: whose words have to go from devices and from the texts at the office.

use std::collections::BTreeSet;

use dong_hanh_domain::{Erased, Extra, HouseholdId, OperationId, VisitId};
use dong_hanh_form::Sha256;
use serde::{Deserialize, Serialize};

use crate::operation::{Action, Operation, RawOperation, Subject};
use crate::record::Record;

/// What a person's devices have to forget of a household, wherever that lives: they said or decided something of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forget {
    /// Which.
    pub household: HouseholdId,
    /// Its visits.
    #[serde(default)]
    pub visits: Vec<VisitId>,
    /// What was held about it.
    #[serde(default)]
    pub held: Vec<OperationId>,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// All that is known to be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// Households.
    pub households: BTreeSet<HouseholdId>,
    /// Their visits.
    pub visits: BTreeSet<VisitId>,
    /// What was held about them.
    pub held: BTreeSet<OperationId>,
    /// Pictures, by their household.
    pub pictures: BTreeSet<(HouseholdId, Sha256)>,
}

impl Gone {
    /// What records say of it.
    #[must_use]
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut gone = Self::default();
        for record in records {
            match record {
                Record::Erased(erased) => gone.add(erased),
                Record::Forget(forget) => gone.add_told(forget),
                Record::ForgetPicture(forget) => {
                    let digest = forget.picture.digest.clone();
                    gone.pictures.insert((forget.household, digest));
                }
                _ => {}
            }
        }
        gone
    }

    /// With a household.
    pub fn add(&mut self, erased: &Erased) {
        self.households.insert(erased.household);
        self.visits.extend(&erased.visits);
    }

    /// With what one's devices are told.
    pub fn add_told(&mut self, forget: &Forget) {
        self.households.insert(forget.household);
        self.visits.extend(&forget.visits);
        self.held.extend(&forget.held);
    }

    /// Whether nothing is erased but pictures, of which no text says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.households.is_empty() && self.held.is_empty()
    }

    /// Whether what an operation says is about it. That something was erased says nothing of what it was.
    #[must_use]
    pub fn has(&self, operation: &Operation) -> bool {
        if self.held.contains(&operation.id) {
            return true;
        }
        match &operation.action {
            Action::RegisterHousehold { household } => self.households.contains(&household.id),
            // One that was placed with a household names another one itself.
            Action::FinishVisit(visit) => {
                self.households.contains(&visit.household) || self.visits.contains(&visit.visit)
            }
            Action::ChangeHousehold(changed) => self.households.contains(&changed.household),
            Action::ReviewVisit { visit, .. } => self.visits.contains(visit),
            Action::Release { held, .. } => self.held.contains(held),
            Action::Erase {
                what: Subject::Household { .. } | Subject::Picture { .. },
                ..
            }
            | Action::ChangeSettings { .. }
            | Action::Acknowledge {} => false,
        }
    }

    /// Whether a picture that an operation names was erased.
    #[must_use]
    pub fn has_picture(&self, operation: &Operation, digest: &Sha256) -> bool {
        match &operation.action {
            Action::FinishVisit(visit) => {
                !self.pictures.is_empty()
                    && self.pictures.contains(&(visit.household, digest.clone()))
            }
            _ => false,
        }
    }

    /// Whether a text has to go. One that this version cannot read goes where it names what was erased.
    #[must_use]
    pub fn has_text(&self, raw: &RawOperation) -> bool {
        match raw.open() {
            Ok(operation) => self.has(&operation),
            Err(_) => {
                let id = raw.id();
                id.is_some_and(|id| self.held.contains(&id)) || self.is_named_in(raw.text())
            }
        }
    }

    /// What stands in every text that may have to go: all its ids, written once for many texts.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let households = self.households.iter().map(ToString::to_string);
        let visits = self.visits.iter().map(ToString::to_string);
        let held = self.held.iter().map(ToString::to_string);
        households.chain(visits).chain(held).collect()
    }

    /// Whether a household or a visit of it is named somewhere in a text.
    #[must_use]
    pub fn is_named_in(&self, text: &str) -> bool {
        let households = self.households.iter().map(ToString::to_string);
        let visits = self.visits.iter().map(ToString::to_string);
        households.chain(visits).any(|id| text.contains(&id))
    }
}
