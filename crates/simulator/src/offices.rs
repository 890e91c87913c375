//! Where what is held lies, at rest.

use dong_hanh_domain::{HamletId, HouseholdId, Scope, UnitKey};
use dong_hanh_sync::server::{About, Holding};
use dong_hanh_sync::{HeldReason, Record, RecordKey};

use crate::broken::{Holds, holds};
use crate::life::Life;
use crate::town;

impl Life {
    /// [S8.3] What is held lies at the office of the unit in which its household lives now, or else at its author's.
    pub(crate) fn offices(&self) -> Holds {
        for (key, known) in &self.audit.records {
            let (Scope::Office(office), Record::Held(record)) = (&known.scope, &*known.record)
            else {
                continue;
            };
            let holding = Holding {
                office: office.clone(),
                record: record.clone(),
            };
            let right = match holding.about().map(|about| self.unit_of(about)) {
                // Who looks after it may have become known since.
                Some(Some(_)) if came_unknown(&record.why) => continue,
                Some(Some(unit)) => unit,
                Some(None) | None => {
                    let mut people = 0..self.people;
                    let author = people.find(|at| town::user(*at) == record.author);
                    let role = author
                        .map(|at| self.office.role(at, self.server_now()))
                        .transpose()?;
                    let Some(role) = role else { continue };
                    if self.town.hamlets_of(role.unit()).is_empty() {
                        self.is_seen_to(role.unit(), office)?;
                        continue;
                    }
                    role.unit().clone()
                }
            };
            holds(*office == right, "S8.3", || {
                format!("{key} lies at {office}, and belongs to {right}: {record:?}")
            })?;
        }
        Ok(())
    }

    /// [S8.13] What is held of somebody in a unit without hamlets lies where somebody looks, unless it never had one.
    fn is_seen_to(&self, unit: &UnitKey, office: &UnitKey) -> Holds {
        let has_hamlets = !self.town.hamlets_of(office).is_empty();
        let began_so = unit == office && !self.town.left.contains(unit);
        holds(has_hamlets || began_so, "S8.13", || {
            format!("{office} has no hamlet any more, and holds something")
        })
    }

    fn unit_of(&self, about: About) -> Option<UnitKey> {
        let hamlet = match about {
            About::Hamlet(hamlet) => hamlet,
            About::Household(household) => self.home(household)?,
            About::Visit(visit) => {
                let visit = RecordKey::Visit(visit);
                self.home(self.audit.household_of_visit(&visit)?)?
            }
        };
        let mut hamlets = self.town.hamlets.iter();
        Some(hamlets.find(|known| known.id == hamlet)?.unit.clone())
    }

    fn home(&self, household: HouseholdId) -> Option<HamletId> {
        let key = RecordKey::Household(household);
        match &*self.audit.records.get(&key)?.record {
            Record::Household(household) => Some(household.hamlet),
            _ => None,
        }
    }
}

/// Whether something was held before it could be known where its household lives.
fn came_unknown(why: &HeldReason) -> bool {
    matches!(
        why,
        HeldReason::UnknownHousehold | HeldReason::UnknownVisit | HeldReason::OtherContent
    )
}
