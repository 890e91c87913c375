//! The server's decision: a pure function of the records and the operation.
//!
//! A store finds the [`Receipts`] of what [`Arrived`] before, opens the rest, loads what it [`Needs`] into a
//! [`World`], calls [`World::receive`] for each operation and writes the [`Written`] down, all in one transaction.

mod arrived;
mod erasing;
mod facts;
mod held;
mod needs;
mod pictures;
mod spoken;
mod visits;
mod voice;
mod world;

use std::collections::BTreeSet;

use dong_hanh_domain::fact::History;
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{Act, Fact, FactKey, Household, Scope, UnitKey};

pub use arrived::{Arrival, Arrived, Author, CLOCK_TOLERANCE_MS, Opened, Receipts};
pub use erasing::Erasing;
pub use held::About;
pub use needs::Needs;
pub use world::{Holding, Home, World, Written};

use crate::operation::{Action, ContentDigest, Head, Operation};
use crate::receipt::{HeldReason, Notice, Outcome, Receipt};
use crate::record::{Record, SettingsRecord};
use dong_hanh_domain::{OperationId, Versions};
use voice::Voice;
use world::Changed;

impl World {
    /// Decides on one operation and remembers the effect, so that the next one of the batch sees it.
    ///
    /// `None` for a text without an id: there is nothing that a receipt could name.
    pub fn receive(
        &mut self,
        author: &Author,
        opened: Opened,
        arrival: Arrival,
    ) -> Option<Receipt> {
        let (raw, digest, Head { id, settles }, operation) = match opened {
            Opened::Nameless => return None,
            Opened::Answered { receipt, head } => {
                if let Some(earlier) = head.settles {
                    self.settle_again(author.user, earlier, head.id, arrival.now);
                }
                return Some(receipt);
            }
            Opened::New {
                raw,
                digest,
                head,
                operation,
            } => (raw, digest, head, operation),
        };
        // The same operation may stand in one batch twice.
        if let Some(receipt) = self.receipts.get(&(id, digest)) {
            return Some(receipt.clone());
        }
        // Before it may be held itself: applied or not, it is what the office looks at from now on.
        if let Some(earlier) = settles {
            self.settle(author.user, earlier, id, arrival.now);
        }
        // The first content under an id keeps its receipt and its effect; another one is held beside it.
        let (decision, office) = match operation {
            _ if self.knows(id) => (Err(HeldReason::OtherContent), None),
            Err(error) => {
                let detail = error.to_string();
                (Err(HeldReason::Unreadable { detail }), None)
            }
            Ok(operation) => {
                let office = self.office_of(&operation);
                (self.decide(author, *operation, arrival), office)
            }
        };
        let outcome = match decision {
            Ok(mut notices) => {
                let skew_ms = arrival.odd_skew();
                notices.extend(skew_ms.map(|skew_ms| Notice::ClockOff { skew_ms }));
                Outcome::Applied { notices }
            }
            Err(reason) => {
                let own = author.role.unit();
                let office = office.unwrap_or_else(|| self.seat.as_ref().unwrap_or(own).clone());
                self.hold(author, office, (id, digest), &raw, arrival, reason.clone());
                Outcome::Held { reason }
            }
        };
        let receipt = Receipt {
            operation: id,
            received: arrival.now,
            outcome,
        };
        self.receipts.insert((id, digest), receipt.clone());
        self.answered.push((receipt.clone(), digest, raw));
        Some(receipt)
    }

    fn knows(&self, id: OperationId) -> bool {
        let contents = (id, ContentDigest::FIRST)..=(id, ContentDigest::LAST);
        self.receipts.range(contents).next().is_some()
    }

    fn decide(
        &mut self,
        author: &Author,
        operation: Operation,
        arrival: Arrival,
    ) -> Result<Vec<Notice>, HeldReason> {
        if operation.device != author.device {
            return Err(HeldReason::ForeignDevice);
        }
        let former = self.former.clone();
        let voice = Voice::of_author(author, &former, &operation, arrival);
        match operation.action {
            Action::Release {
                held,
                digest,
                ruling,
            } => self.release(&voice, held, &digest, ruling),
            action => self.apply(&voice, action),
        }
    }

    /// Makes something that was said part of the record.
    fn apply(&mut self, voice: &Voice<'_>, action: Action) -> Result<Vec<Notice>, HeldReason> {
        match action {
            Action::RegisterHousehold { household } => self.register(voice, *household)?,
            Action::FinishVisit(visit) => return self.finish_visit(voice, visit),
            Action::ReviewVisit { visit, decision } => self.review(voice, visit, &decision)?,
            Action::ChangeHousehold(changed) => return self.change(voice, changed),
            // Nobody decides on a decision; and what lets something rest has no effect but the one of its head.
            Action::Release { .. } => return Err(HeldReason::NotHeld),
            Action::Erase { what, because } => self.erase(voice, what, because)?,
            Action::ChangeSettings { unit, settings } => self.set(voice, unit, *settings)?,
            Action::Acknowledge {} => {}
        }
        Ok(Vec::new())
    }

    fn register(&mut self, voice: &Voice<'_>, household: Household) -> Result<(), HeldReason> {
        if !voice.could_record(household.hamlet) {
            return Err(HeldReason::ForeignScope);
        }
        if self.erased_home(household.id).is_some() {
            return Err(HeldReason::Erased);
        }
        if self.homes.contains_key(&household.id) {
            return Err(HeldReason::HouseholdExists);
        }
        // What is the office's to say is so in a registration too (S7.8).
        if household.code.is_some()
            || household.class.is_some()
            || household.income_score.is_some()
            || household.ended.is_some()
            || [FactKey::Class, FactKey::Ended]
                .iter()
                .any(|key| household.unread(key).is_some())
            || household.same_as.is_some()
        {
            require(voice, &Act::Arrange(household.hamlet))?;
            self.check_target(household.id, &Fact::SameAs(household.same_as))?;
        }
        let id = household.id;
        let mut extra = household.extra;
        extra.0.remove("classes_before");
        self.know(Household {
            registered_by: voice.user,
            list: voice.list,
            // Where it has lived, its classes before, who said what of it, which records it is not the same as, what became
            // of promises and gifts, and what was asked for of its data, is what the record has seen.
            moved: Vec::new(),
            classes_before: Vec::new(),
            not_same: BTreeSet::new(),
            help: Box::default(),
            requests: Box::default(),
            versions: Versions::new(),
            history: History::default(),
            extra,
            ..household
        });
        self.changed.push(Changed::Household(id));
        Ok(())
    }
}

impl World {
    /// Settings are said as a whole, and what arrives later stands (S13.2).
    fn set(
        &mut self,
        voice: &Voice<'_>,
        unit: UnitKey,
        settings: Settings,
    ) -> Result<(), HeldReason> {
        require(voice, &Act::Set(unit.clone()))?;
        let set = SettingsRecord {
            unit: unit.clone(),
            officer: voice.user,
            at: voice.received,
            inherited: false,
            settings,
        };
        self.write(Scope::Unit(unit), Record::Settings(set));
        Ok(())
    }
}

/// Whether somebody may do something, or it is held.
fn require(voice: &Voice<'_>, act: &Act) -> Result<(), HeldReason> {
    if voice.may(act) {
        Ok(())
    } else {
        Err(HeldReason::ForeignScope)
    }
}
