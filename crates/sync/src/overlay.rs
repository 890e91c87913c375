//! What a device shows over the records: what it has said and the feeds have yet to say (SPEC.md S7.11).
//!
//! Whoever goes on from what is shown says what they have seen of it: a word that is hidden under one's own is shown to
//! nobody, and counts as unseen.

use std::borrow::Cow;
use std::collections::BTreeSet;

use dong_hanh_domain::{
    Extra, Fact, FactKey, Household, HouseholdChange, HouseholdId, Occasion, OperationId, Property,
    Said, UserId, VisitId,
};

use crate::conflict::{Conflict, Side};
use crate::operation::{Action, ChangedHousehold, FinishedVisit, Operation};
use crate::outbox::{Entry, Outbox};
use crate::receipt::{Notice, Outcome};

/// What one person's device has said, as it lies over the records.
#[derive(Clone, Copy)]
pub struct Overlay<'a> {
    /// All that the device has said.
    pub outbox: &'a Outbox,
    /// Up to this counter the feeds have said what became of it.
    pub settled: u64,
    /// Whose word it is.
    pub user: UserId,
    /// What it knows of forms and visits.
    pub visited: &'a dyn Visited,
}

/// What a device knows of forms and visits, for what its own visits say of households.
pub trait Visited {
    /// What the answers of a visit say, see [`said_on`](crate::saved::said_on).
    fn said_on(&self, visit: &FinishedVisit) -> Vec<Fact>;
}

/// What one operation says of a household.
#[derive(Clone, Debug)]
pub struct Spoken<'a> {
    /// Its place in the outbox.
    pub entry: &'a Entry,
    /// It.
    pub operation: &'a Operation,
    /// Of which.
    pub household: HouseholdId,
    /// What is otherwise, in order.
    pub changes: Cow<'a, [HouseholdChange]>,
    /// The visit on which it was found.
    pub visit: Option<VisitId>,
}

impl<'a> Overlay<'a> {
    /// A household with what was said of it here since, and as whose word. Of a fact that clashes the record's value
    /// stays, until an officer chooses.
    #[must_use]
    pub fn over(self, mut household: Household) -> Household {
        let id = household.id;
        for spoken in self.changes().filter(|spoken| spoken.household == id) {
            let said = Said {
                operation: spoken.operation.id,
                by: self.user,
                at: spoken.operation.made.corrected(),
                on: spoken.visit.map(Occasion::Visit),
            };
            let clashes = clashes(spoken.entry);
            for change in spoken.changes.iter() {
                match change {
                    HouseholdChange::Add { member } => household.hear_of((**member).clone(), &said),
                    HouseholdChange::Set(fact) if clashes.contains(&fact.key()) => {}
                    HouseholdChange::Set(fact) => household.hear_found(fact.clone(), &said),
                }
            }
        }
        household
    }

    /// What whoever begins a visit of a household now sees of what forms can say of it.
    #[must_use]
    pub fn seen<'c>(
        self,
        recorded: &Household,
        conflicts: impl IntoIterator<Item = &'c Conflict>,
    ) -> BTreeSet<OperationId> {
        let known = Property::ALL.map(|property| recorded.fact(&property.key()));
        let facts: Vec<_> = known.into_iter().flatten().collect();
        let conflicts: Vec<_> = conflicts.into_iter().collect();
        let (seen, _) = self.looked_at(recorded, &facts, &conflicts);
        seen
    }

    /// Changes of a household as the records have it, with all versions that their writer sees: those that are shown,
    /// and those that one's own words on top had seen. Of clashing facts one's own values are taken back with it.
    #[must_use]
    pub fn change<'c>(
        self,
        recorded: &Household,
        changes: Vec<HouseholdChange>,
        conflicts: impl IntoIterator<Item = &'c Conflict>,
    ) -> ChangedHousehold {
        let facts: Vec<_> = changes.iter().flat_map(HouseholdChange::facts).collect();
        let conflicts: Vec<_> = conflicts.into_iter().collect();
        let (mut seen, shown) = self.looked_at(recorded, &facts, &conflicts);
        // What clashes is on another screen: a word that is shown of one fact has not been seen of the other.
        for (key, side) in clashing(recorded.id, &facts, &conflicts) {
            let shows = shown.versions.get(key);
            let is_shown = side.said.by == self.user
                || shows.is_some_and(|shows| {
                    shows.operation == side.said.operation || self.had_seen(shows, &side.said)
                });
            if !is_shown {
                seen.remove(&side.said.operation);
            }
        }
        ChangedHousehold {
            household: recorded.id,
            changes,
            seen,
            visit: None,
            extra: Extra::default(),
        }
    }

    /// The versions of these facts that somebody sees, and the household as it is shown.
    fn looked_at(
        self,
        recorded: &Household,
        facts: &[Fact],
        conflicts: &[&Conflict],
    ) -> (BTreeSet<OperationId>, Household) {
        let shown = self.over(recorded.clone());
        let mut seen = shown.seen(facts);
        let mut hidden = BTreeSet::new();
        for (key, said) in facts.iter().flat_map(|fact| recorded.beside(fact)) {
            let over = shown.versions.get(key);
            let over = over.filter(|over| over.operation != said.operation);
            if over.is_none_or(|over| self.had_seen(over, said)) {
                seen.insert(said.operation);
            } else {
                hidden.insert(said.operation);
            }
        }
        // Who says two facts at once has not seen a word about both of which only one is shown.
        seen.retain(|operation| !hidden.contains(operation));
        // Whoever says something else takes their own word back, also where it clashes.
        let sides = clashing(recorded.id, facts, conflicts).map(|(_, side)| &side.said);
        let own = sides.filter(|said| said.by == self.user);
        seen.extend(own.map(|said| said.operation));
        (seen, shown)
    }

    /// The households of which something was said that the feeds have yet to say.
    #[must_use]
    pub fn changed(self) -> BTreeSet<HouseholdId> {
        self.changes().map(|spoken| spoken.household).collect()
    }

    /// What was said of households and the feeds have yet to say, oldest first.
    pub fn changes(self) -> impl Iterator<Item = Spoken<'a>> {
        self.pending().filter_map(move |(_, entry, operation)| {
            let (household, changes, visit) = match &operation.action {
                Action::ChangeHousehold(changed) => (
                    changed.household,
                    Cow::Borrowed(changed.changes.as_slice()),
                    changed.visit,
                ),
                Action::FinishVisit(visit) => {
                    let facts = self.visited.said_on(visit).into_iter();
                    let changes: Vec<_> = facts.map(HouseholdChange::Set).collect();
                    (visit.household, Cow::Owned(changes), Some(visit.visit))
                }
                _ => return None,
            };
            (!changes.is_empty()).then_some(Spoken {
                entry,
                operation,
                household,
                changes,
                visit,
            })
        })
    }

    /// Operations that the feeds have not brought back yet, oldest first; what is held has no effect.
    pub fn pending(self) -> impl DoubleEndedIterator<Item = (u64, &'a Entry, &'a Operation)> {
        self.outbox.operations().filter(move |(counter, entry, _)| {
            !entry.is_held() && (entry.receipt.is_none() || *counter > self.settled)
        })
    }

    /// The households that were registered here, oldest first; one that was sent once more is there once.
    pub fn registrations(
        self,
    ) -> impl DoubleEndedIterator<Item = (&'a Entry, &'a Operation, &'a Household)> {
        self.outbox
            .operations()
            .filter_map(move |(_, entry, operation)| match &operation.action {
                Action::RegisterHousehold { household } if !self.is_said_again(operation) => {
                    Some((entry, operation, &**household))
                }
                _ => None,
            })
    }

    /// The visits that were finished here, oldest first; one that was sent once more is there once.
    pub fn visits(
        self,
    ) -> impl DoubleEndedIterator<Item = (u64, &'a Entry, &'a Operation, &'a FinishedVisit)> {
        self.outbox
            .operations()
            .filter_map(move |(counter, entry, operation)| match &operation.action {
                Action::FinishVisit(visit) if !self.is_said_again(operation) => {
                    Some((counter, entry, operation, visit))
                }
                _ => None,
            })
    }

    /// Whether the same registration or visit was sent once more.
    #[must_use]
    pub fn is_said_again(self, operation: &Operation) -> bool {
        let later = self.outbox.replaced_by(operation.id);
        later.is_some_and(|(_, _, later)| match (&operation.action, &later.action) {
            (
                Action::RegisterHousehold { household: a },
                Action::RegisterHousehold { household: b },
            ) => a.id == b.id,
            (Action::FinishVisit(a), Action::FinishVisit(b)) => a.visit == b.visit,
            _ => false,
        })
    }

    /// Whether what was said here was said from having seen this.
    fn had_seen(self, said: &Said, earlier: &Said) -> bool {
        let said = self.outbox.find(said.operation);
        said.is_some_and(|(_, _, operation)| match &operation.action {
            Action::ChangeHousehold(ChangedHousehold { seen, .. })
            | Action::FinishVisit(FinishedVisit { seen, .. }) => seen.contains(&earlier.operation),
            _ => false,
        })
    }
}

/// What was said of facts of a household that clash, each with its fact.
fn clashing<'c>(
    of: HouseholdId,
    facts: &[Fact],
    conflicts: &[&'c Conflict],
) -> impl Iterator<Item = (&'c FactKey, &'c Side)> {
    let of_it = |key: &FactKey| facts.iter().any(|fact| fact.key() == *key);
    let open = conflicts.iter().copied().filter(move |conflict| {
        conflict.household == of && conflict.is_open() && of_it(&conflict.id.fact)
    });
    open.flat_map(|conflict| conflict.sides().map(|side| (&conflict.id.fact, side)))
}

/// The facts of which somebody else had said something unseen, as the receipt says.
fn clashes(entry: &Entry) -> BTreeSet<FactKey> {
    let outcome = entry.receipt.as_ref().map(|receipt| &receipt.outcome);
    let notices = match outcome {
        Some(Outcome::Applied { notices }) => notices.as_slice(),
        _ => &[],
    };
    let clash = notices.iter().filter_map(|notice| match notice {
        Notice::Clash { facts } => Some(facts.iter().cloned()),
        _ => None,
    });
    clash.flatten().collect()
}
