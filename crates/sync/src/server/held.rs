//! What cannot be applied is held as it came, until its author or an officer sees to it.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Act, HamletId, HouseholdId, OperationId, Scope, UnitKey, UserId, VisitId};

use super::arrived::{Arrival, Author};
use super::require;
use super::voice::Voice;
use super::world::{Changed, Holding, World};
use crate::operation::{Action, ContentDigest, Operation, RawOperation, Ruling};
use crate::receipt::{HeldReason, Notice};
use crate::record::{HeldRecord, HeldState, Record, RecordKey, RulingRecord};

/// What an operation is about: whoever looks after it sees to the operation where it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A hamlet.
    Hamlet(HamletId),
    /// A household, wherever it lives now.
    Household(HouseholdId),
    /// A visit, and its household.
    Visit(VisitId),
}

impl About {
    /// What an action is about; `None` for what concerns nothing but other operations.
    #[must_use]
    pub fn of(action: &Action) -> Option<Self> {
        match action {
            Action::RegisterHousehold { household } => Some(Self::Hamlet(household.hamlet)),
            Action::FinishVisit(visit) => Some(Self::Household(visit.household)),
            Action::ChangeHousehold(changed) => Some(Self::Household(changed.household)),
            Action::ReviewVisit { visit, .. } => Some(Self::Visit(*visit)),
            Action::Erase { what, .. } => Some(Self::Household(what.household().0)),
            Action::Release { .. } | Action::ChangeSettings { .. } | Action::Acknowledge {} => None,
        }
    }
}

impl World {
    /// The unit that looks after what an operation is about, where that is known: whoever was responsible before, the
    /// office of this one sees to what is held.
    pub(super) fn office_of(&self, operation: &Operation) -> Option<UnitKey> {
        let hamlet = match About::of(&operation.action)? {
            About::Hamlet(hamlet) => hamlet,
            About::Household(household) => self.home_of(household)?,
            About::Visit(visit) => {
                let known = self.visits.get(&visit).map(|visit| visit.household);
                self.home_of(known.or_else(|| self.erased_visits.get(&visit).copied())?)?
            }
        };
        self.units.get(&hamlet).cloned()
    }

    /// Where a household lives, or lived when it was erased.
    fn home_of(&self, household: HouseholdId) -> Option<HamletId> {
        let home = self.homes.get(&household).map(|home| home.hamlet);
        home.or_else(|| self.erased_home(household))
    }

    pub(super) fn hold(
        &mut self,
        author: &Author,
        office: UnitKey,
        (operation, digest): (OperationId, ContentDigest),
        raw: &RawOperation,
        arrival: Arrival,
        why: HeldReason,
    ) {
        let record = HeldRecord {
            digest: digest.to_string(),
            operation,
            author: author.user,
            received: arrival.now,
            skew_ms: arrival.odd_skew(),
            list: author.list,
            why,
            content: raw.0.clone(),
            state: HeldState::Open,
        };
        self.keep(&record);
        let contents = self.held.entry(operation).or_default();
        contents.push(Holding { office, record });
    }

    /// What an author says again lets rest what had not come yet when he said it first, to an office that was put back
    /// to an earlier backup. Another content under that id he has not seen.
    pub(super) fn settle_again(
        &mut self,
        author: UserId,
        earlier: OperationId,
        by: OperationId,
        at: DateTime<Utc>,
    ) {
        let held = self.held.get(&earlier).into_iter().flatten();
        if !held
            .clone()
            .any(|held| held.record.why == HeldReason::OtherContent)
        {
            self.settle(author, earlier, by, at);
        }
    }

    /// Lets what an author said earlier, and what is held, rest: `by` takes its place.
    pub(super) fn settle(
        &mut self,
        author: UserId,
        earlier: OperationId,
        by: OperationId,
        at: DateTime<Utc>,
    ) {
        let held = self.held.get_mut(&earlier).into_iter().flatten();
        let settled: Vec<_> = held
            .filter(|held| held.record.author == author && held.record.state.waits_for_author())
            .map(|held| {
                held.record.state = HeldState::Settled { by, at };
                held.record.clone()
            })
            .collect();
        for held in &settled {
            if held.why == HeldReason::Erased {
                self.let_go(held.operation, &held.digest);
            } else {
                self.keep(held);
            }
        }
    }

    /// An officer decides on what his office holds.
    pub(super) fn release(
        &mut self,
        voice: &Voice<'_>,
        held: OperationId,
        digest: &str,
        ruling: Ruling,
    ) -> Result<Vec<Notice>, HeldReason> {
        let holding = self.holding(held, digest).cloned();
        let holding = holding.ok_or(HeldReason::NotHeld)?;
        require(voice, &Act::Release(holding.office.clone()))?;
        if !holding.record.state.waits_for_author() {
            return Err(HeldReason::NotHeld);
        }
        let notices = match &ruling {
            Ruling::Apply | Ruling::Place { .. } => {
                let operation = placed(&holding, &ruling)?;
                let voice = voice.released(&holding, &operation);
                self.apply(&voice, operation.action)?
            }
            Ruling::SendBack { .. } | Ruling::Close { .. } => Vec::new(),
        };
        self.rule(voice, &holding, ruling);
        Ok(notices)
    }

    fn rule(&mut self, voice: &Voice<'_>, holding: &Holding, ruling: Ruling) {
        let record = &holding.record;
        let goes = record.why == HeldReason::Erased && matches!(ruling, Ruling::Close { .. });
        let ruling = if goes { ruling.wordless() } else { ruling };
        let told = RulingRecord {
            operation: record.operation,
            digest: record.digest.clone(),
            officer: voice.user,
            at: voice.received,
            ruling: ruling.clone(),
        };
        self.write(Scope::Person(record.author), Record::Ruling(told));
        let mut contents = self.held.get_mut(&record.operation).into_iter().flatten();
        if let Some(known) = contents.find(|known| known.record.digest == record.digest) {
            known.record.state = HeldState::Ruled {
                officer: voice.user,
                at: voice.received,
                ruling,
            };
        }
        if goes {
            self.let_go(record.operation, &record.digest);
        } else {
            self.keep(record);
        }
    }

    /// What is held about a household that has moved goes to the office which looks after it now.
    pub(super) fn carry_held(&mut self, household: HouseholdId) {
        let home = self.homes.get(&household);
        let Some(to) = home.and_then(|home| self.units.get(&home.hamlet)).cloned() else {
            return;
        };
        let visits = &self.visits;
        let is_about = |holding: &Holding| match holding.about() {
            Some(About::Household(about)) => about == household,
            Some(About::Visit(visit)) => visits
                .get(&visit)
                .is_some_and(|visit| visit.household == household),
            Some(About::Hamlet(_)) | None => false,
        };
        let mut carried = Vec::new();
        for holding in self.held.values_mut().flatten() {
            if holding.office != to && is_about(holding) {
                let from = std::mem::replace(&mut holding.office, to.clone());
                let key = RecordKey::Held(holding.record.digest.clone());
                self.left.insert((Scope::Office(from), key));
                carried.push(holding.record.clone());
            }
        }
        for record in &carried {
            self.keep(record);
        }
    }

    /// What is held of an operation under a digest.
    pub(super) fn holding(&self, operation: OperationId, digest: &str) -> Option<&Holding> {
        let mut contents = self.held.get(&operation)?.iter();
        contents.find(|holding| holding.record.digest == digest)
    }

    fn keep(&mut self, record: &HeldRecord) {
        let changed = Changed::Held(record.operation, record.digest.clone());
        self.changed.push(changed);
    }
}

/// What was held as it is to be applied: as it came, or about another household.
fn placed(holding: &Holding, ruling: &Ruling) -> Result<Operation, HeldReason> {
    let unreadable = || holding.record.why.clone();
    let mut operation = holding.operation().ok_or_else(unreadable)?;
    if let Ruling::Place { household } = ruling {
        match &mut operation.action {
            Action::FinishVisit(visit) => visit.household = *household,
            Action::ChangeHousehold(changed) => changed.household = *household,
            _ => return Err(HeldReason::NotHeld),
        }
    }
    Ok(operation)
}
