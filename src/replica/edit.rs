//! Facts of a household that are otherwise than the record says: said here, and shown until the feeds say so too.

use std::collections::BTreeSet;

use dong_hanh_domain::{Fact, FactKey, HouseholdChange, HouseholdId, OperationId, VisitId};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, ChangedHousehold, Spoken};
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
        let waiting = state
            .overlay()
            .changes()
            .filter(|spoken| spoken.entry.receipt.is_none() && spoken.household == household);
        let keys = |spoken: Spoken<'_>| -> Vec<_> {
            spoken.changes.iter().map(HouseholdChange::key).collect()
        };
        waiting.flat_map(keys).collect()
    }
}

impl State {
    /// What whoever begins a visit sees of the household here.
    pub(super) fn seen(&self, household: HouseholdId) -> BTreeSet<OperationId> {
        let recorded = self.recorded(household);
        recorded.map_or_else(BTreeSet::new, |recorded| {
            self.overlay().seen(&recorded, self.all_conflicts())
        })
    }

    /// A change of a household, from having seen what is shown of it here.
    fn changed(
        &self,
        id: HouseholdId,
        change: HouseholdChange,
    ) -> Result<ChangedHousehold, SaveError> {
        let recorded = self.recorded(id).ok_or(SaveError::Gone)?;
        let conflicts = self.all_conflicts();
        Ok(self.overlay().change(&recorded, vec![change], conflicts))
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
