//! What a store has to load before a batch can be decided.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::{Fact, HamletId, HouseholdChange, HouseholdId, OperationId, VisitId};
use dong_hanh_form::FormId;

use super::arrived::Opened;
use super::world::{Holding, World};
use crate::operation::{Action, ChangedHousehold, FinishedVisit, Operation, Ruling, Subject};

/// What has to be loaded into a [`World`], beside the receipts. A store loads [`held`](Self::held) first and asks
/// [`Needs::with_held`]; then [`visits`](Self::visits) and asks [`Needs::with_visits`]; then the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Operations whose held contents the batch speaks of.
    pub held: BTreeSet<OperationId>,
    /// Visits that are spoken of.
    pub visits: BTreeSet<VisitId>,
    /// Households that move or lose a picture, of which all visits are needed.
    pub moving: BTreeSet<HouseholdId>,
    /// Where these households live.
    pub homes: BTreeSet<HouseholdId>,
    /// All that is known of these households, with their conflicts.
    pub households: BTreeSet<HouseholdId>,
    /// Households of which those are needed beside that are the same as they are.
    pub doubled: BTreeSet<HouseholdId>,
    /// Households that are erased, of which all is needed: with those for which they stand ([`World::family`]), their
    /// visits and conflicts.
    pub erasing: BTreeSet<HouseholdId>,
    /// The units of these hamlets, beside those of the homes.
    pub hamlets: BTreeSet<HamletId>,
    /// Definitions that were filled.
    pub forms: BTreeSet<FormId>,
}

impl Needs {
    /// What this batch needs. What was answered before needs only what it takes the place of.
    #[must_use]
    pub fn of(batch: &[Opened]) -> Self {
        let mut needs = Self::default();
        for opened in batch {
            match opened {
                Opened::Nameless => {}
                Opened::Answered { head, .. } => needs.held.extend(head.settles),
                Opened::New {
                    head, operation, ..
                } => {
                    needs.held.extend(head.settles);
                    if let Ok(operation) = operation {
                        needs.add(operation);
                    }
                }
            }
        }
        needs
    }

    /// What is needed beside, once it is known what officers release.
    #[must_use]
    pub fn with_held(mut self, held: &BTreeMap<OperationId, Vec<Holding>>) -> Self {
        for holding in held.values().flatten() {
            if let Some(operation) = holding.operation() {
                self.add(&operation);
            }
        }
        self
    }

    /// The newer versions of the visits that are spoken of, as far as they are not loaded: what rests on one of them rests on
    /// its newest version. To be asked until nothing is left.
    #[must_use]
    pub fn newer(&self, world: &World) -> BTreeSet<VisitId> {
        let known = self.visits.iter().filter_map(|id| world.visits.get(id));
        let newer = known.filter_map(|visit| visit.review.newer());
        newer.filter(|id| !self.visits.contains(id)).collect()
    }

    /// What is needed beside, once the visits are known that are spoken of.
    #[must_use]
    pub fn with_visits(mut self, world: &World) -> Self {
        let visits = world.visits.values();
        self.homes
            .extend(visits.clone().map(|visit| visit.household));
        // What a newer version says otherwise is seen beside the form of the earlier one.
        let spoken_of = visits.filter(|visit| self.visits.contains(&visit.id));
        self.forms.extend(spoken_of.map(|visit| visit.form.clone()));
        self
    }

    fn add(&mut self, operation: &Operation) {
        match &operation.action {
            Action::RegisterHousehold { household } => {
                self.homes.insert(household.id);
                self.hamlets.insert(household.hamlet);
                self.households.extend(household.same_as);
            }
            Action::FinishVisit(FinishedVisit {
                visit,
                household,
                form,
                amends,
                grounds,
                ..
            }) => {
                self.homes.insert(*household);
                // Its answers may say something of it.
                self.households.insert(*household);
                self.visits.insert(*visit);
                self.visits.extend(amends);
                self.visits.extend(grounds.consent);
                if !self.forms.contains(form) {
                    self.forms.insert(form.clone());
                }
            }
            Action::ReviewVisit { visit, .. } => {
                self.visits.insert(*visit);
            }
            Action::ChangeHousehold(changed) => self.add_change(changed),
            Action::Release { held, ruling, .. } => {
                self.held.insert(*held);
                if let Ruling::Place { household } = ruling {
                    self.homes.insert(*household);
                    self.households.insert(*household);
                    // What is placed may be a move, which takes the visits along, or that it is the same as another one.
                    self.moving.insert(*household);
                    self.doubled.insert(*household);
                }
            }
            Action::Erase {
                what: Subject::Household { household, hamlet },
                ..
            } => {
                self.hamlets.insert(*hamlet);
                self.homes.insert(*household);
                self.households.insert(*household);
                self.doubled.insert(*household);
                self.erasing.insert(*household);
            }
            Action::Erase {
                what: Subject::Picture {
                    household, hamlet, ..
                },
                ..
            } => {
                self.hamlets.insert(*hamlet);
                self.homes.insert(*household);
                // All visits of it that name the picture.
                self.moving.insert(*household);
            }
            Action::ChangeSettings { .. } | Action::Acknowledge {} => {}
        }
    }

    fn add_change(&mut self, changed: &ChangedHousehold) {
        self.homes.insert(changed.household);
        self.households.insert(changed.household);
        for change in &changed.changes {
            match change {
                HouseholdChange::Set(Fact::Hamlet(to)) => {
                    self.hamlets.insert(*to);
                    self.moving.insert(changed.household);
                }
                HouseholdChange::Set(Fact::SameAs(Some(other))) => {
                    self.households.insert(*other);
                    self.doubled.insert(changed.household);
                }
                HouseholdChange::Set(_) | HouseholdChange::Add { .. } => {}
            }
        }
    }
}
