//! Facts of a household that are otherwise than the record says: said here, and shown until the feeds say so too.

use std::collections::BTreeSet;

use dong_hanh_domain::{
    Extra, Fact, FactKey, Household, HouseholdChange, HouseholdId, OperationId, Said, VisitId,
};
use dong_hanh_sync::outbox::{Entry, Saying};
use dong_hanh_sync::{Action, ChangedHousehold, Notice, Operation, Outcome};
use leptos::prelude::Track;

use super::drafts::with_typed;
use super::state::State;
use super::{Replica, SaveError, Typing};
use crate::device::store::Batch;

/// What came of saying that something is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It is durable, and is sent.
    Said,
    /// It was known already: nothing was said, and what was typed of it is gone.
    Known,
    /// The household cannot have it, as somebody has gone or become the head: nothing was said.
    Impossible,
}

impl Replica {
    /// Says that one thing of a household is otherwise than was known, from having seen what is known here, and on
    /// one's own visit there today if there is one. `left` of what was typed of the household is kept in the same
    /// transaction.
    ///
    /// # Errors
    /// [`SaveError`]: nothing was said, and what was typed is kept.
    pub async fn say_otherwise(
        self,
        household: HouseholdId,
        change: HouseholdChange,
        left: Option<String>,
    ) -> Result<Heard, SaveError> {
        let _turn = self.turn().await?;
        let batch = with_typed(Batch::strict(), Typing::Facts(household), left.as_deref());
        let changed = {
            let state = self.0.state.borrow();
            let known = state.household(household).ok_or(SaveError::Gone)?;
            match &change {
                HouseholdChange::Set(fact) if known.says(fact) => None,
                HouseholdChange::Set(fact) if !known.takes(fact) => return Ok(Heard::Impossible),
                _ => Some(ChangedHousehold {
                    visit: state.own_visit_today(household),
                    ..state.changed(household, change)?
                }),
            }
        };
        Ok(match changed {
            Some(changed) => {
                self.say_changed(changed, batch).await?;
                Heard::Said
            }
            None => {
                self.write(batch).await?;
                Heard::Known
            }
        })
    }

    /// Says a fact of a household, from having seen what is known here of it and these versions.
    pub(super) async fn say_fact(
        self,
        household: HouseholdId,
        fact: Fact,
        versions: BTreeSet<OperationId>,
    ) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let mut changed = {
            let state = self.0.state.borrow();
            state.changed(household, HouseholdChange::Set(fact))?
        };
        changed.seen.extend(versions);
        self.say_changed(changed, Batch::strict()).await
    }

    /// Says what is otherwise of a household, together with what the batch holds already.
    async fn say_changed(self, changed: ChangedHousehold, batch: Batch) -> Result<(), SaveError> {
        let household = changed.household;
        let saying = Saying::now(self.now(), Action::ChangeHousehold(changed));
        self.say([saying], batch).await?;
        self.0.state.borrow_mut().touch(Some([household]));
        self.said();
        Ok(())
    }

    /// What an operation of this device says of a household's facts.
    #[must_use]
    pub fn changed_by(self, operation: OperationId) -> Option<ChangedHousehold> {
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        match &state.device.outbox().find(operation)?.2.action {
            Action::ChangeHousehold(changed) => Some(changed.clone()),
            _ => None,
        }
    }

    /// Of which facts of a household this device has said something that the office has not received.
    #[must_use]
    pub fn unsent_facts(self, household: HouseholdId) -> BTreeSet<FactKey> {
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        let waiting = state.changes().filter(|(entry, _, changed)| {
            entry.receipt.is_none() && changed.household == household
        });
        let facts = waiting.flat_map(|(_, _, changed)| &changed.changes);
        facts.map(HouseholdChange::key).collect()
    }
}

impl State {
    /// What this device has said of households and the feeds have yet to say, oldest first.
    fn changes(&self) -> impl Iterator<Item = (&Entry, &Operation, &ChangedHousehold)> {
        self.pending()
            .filter_map(|(_, entry, operation)| match &operation.action {
                Action::ChangeHousehold(changed) => Some((entry, operation, changed)),
                _ => None,
            })
    }

    /// The households of which it has said so.
    pub(super) fn changed_here(&self) -> BTreeSet<HouseholdId> {
        let changes = self.changes();
        changes.map(|(_, _, changed)| changed.household).collect()
    }

    /// A household with what this device has said of it since, and as whose word.
    pub(super) fn as_said(&self, mut household: Household) -> Household {
        for (entry, operation, changed) in self.changes() {
            if changed.household != household.id {
                continue;
            }
            let said = Said {
                operation: operation.id,
                by: self.account.user,
                at: operation.made.corrected(),
                visit: changed.visit,
            };
            let clashes = clashes(entry);
            for change in &changed.changes {
                match change {
                    HouseholdChange::Add { member } => household.hear_of((**member).clone(), &said),
                    // The record has what somebody else said, until an officer chooses.
                    HouseholdChange::Set(fact) if clashes.contains(&fact.key()) => {}
                    HouseholdChange::Set(fact) if household.says(fact) => {}
                    HouseholdChange::Set(fact) => household.hear(fact.clone(), &said),
                }
            }
        }
        household
    }

    /// A change of a household with all versions that are seen here: of what is shown, and of what that took the place
    /// of. What somebody else has said since is hidden under one's own word, and seen by nobody.
    pub(super) fn changed(
        &self,
        id: HouseholdId,
        change: HouseholdChange,
    ) -> Result<ChangedHousehold, SaveError> {
        let recorded = self.recorded(id).ok_or(SaveError::Gone)?;
        let facts = change.facts();
        let shown = self.as_said(recorded.clone());
        let known = facts.iter().flat_map(|fact| recorded.beside(fact));
        let known = known.filter(|(key, said)| match shown.versions.get(*key) {
            Some(over) if over.operation != said.operation => self.had_seen(over, said),
            _ => true,
        });
        let mut seen: BTreeSet<_> = known.map(|(_, said)| said.operation).collect();
        seen.extend(shown.seen(&facts));
        seen.extend(self.own_sides(id, &facts));
        Ok(ChangedHousehold {
            household: id,
            changes: vec![change],
            seen,
            visit: None,
            extra: Extra::default(),
        })
    }

    /// Whether what this device said was said from having seen this.
    fn had_seen(&self, said: &Said, earlier: &Said) -> bool {
        let said = self.device.outbox().find(said.operation);
        said.is_some_and(|(_, _, operation)| match &operation.action {
            Action::ChangeHousehold(changed) => changed.seen.contains(&earlier.operation),
            _ => false,
        })
    }

    /// What its user has said of facts that clash: whoever says something else takes their own word back.
    fn own_sides(&self, id: HouseholdId, facts: &[Fact]) -> BTreeSet<OperationId> {
        let of_it = |key: &FactKey| facts.iter().any(|fact| fact.key() == *key);
        let open = self.all_conflicts().filter(|conflict| {
            conflict.household == id && conflict.is_open() && of_it(&conflict.id.fact)
        });
        let sides = open.flat_map(|conflict| conflict.sides());
        let own = sides.filter(|side| side.said.by == self.account.user);
        own.map(|side| side.said.operation).collect()
    }

    /// The user's own visit of a household today, finished or not.
    fn own_visit_today(&self, household: HouseholdId) -> Option<VisitId> {
        let today = self.now().day();
        let mut drafts = self.drafts.values();
        let draft = drafts.find(|draft| {
            draft.household == household && draft.started.day() == today && draft.amends.is_none()
        });
        let finished = || {
            let mut visits = self.visits_of(household).into_iter();
            let own = visits.find(|row| {
                row.author == self.account.user
                    && row.finished.day() == today
                    && row.amends.is_none()
            });
            own.map(|row| row.id)
        };
        draft.map(|draft| draft.visit).or_else(finished)
    }
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
