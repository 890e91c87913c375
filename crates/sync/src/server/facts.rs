//! Facts of households: each merges by itself, against the version that its writer saw.

use std::collections::BTreeSet;

use dong_hanh_domain::{
    Act, Fact, FactKey, Household, HouseholdChange, HouseholdId, MemberFact, MemberKey, Moved,
    Occasion, OperationId, Other, Said, VisitId,
};

use super::voice::Voice;
use super::world::{Changed, World};
use super::{Home, require};
use crate::conflict::{Conflict, ConflictId, Side};
use crate::operation::{ChangedHousehold, FinishedVisit};
use crate::receipt::{HeldReason, Notice};

impl World {
    /// Merges what somebody found. Either all of it becomes part of the record or of a conflict, or nothing does.
    pub(super) fn change(
        &mut self,
        voice: &Voice<'_>,
        changed: ChangedHousehold,
    ) -> Result<Vec<Notice>, HeldReason> {
        let id = changed.household;
        if self.erased_home(id).is_some() {
            return Err(HeldReason::Erased);
        }
        let home = self.homes.get(&id).ok_or(HeldReason::UnknownHousehold)?;
        if !voice.could_visit(home) {
            return Err(HeldReason::ForeignScope);
        }
        let from = home.hamlet;
        let mut merge = self.merge(voice, id, changed.seen.clone(), changed.visit)?;
        let kept = self.merge_into_standing(voice, id, changed.seen, changed.visit);
        for change in changed.changes.clone() {
            match change {
                HouseholdChange::Add { member } => merge.add(*member)?,
                HouseholdChange::Set(fact) => {
                    if fact.is_of_the_office() {
                        require(voice, &Act::Arrange(from))?;
                    }
                    self.check_target(id, &fact)?;
                    merge.set(fact)?;
                }
            }
        }
        let notices = self.take_up(merge, voice);
        if let Some(kept) = kept {
            self.pass_on(voice, kept, changed.changes);
        }
        Ok(notices)
    }

    /// Says of the record that stands for another one what was said of that other one (S7.20). What it has no place for,
    /// and what only an officer says, stays with the record of which it was said; so does the receipt, which speaks of
    /// no other.
    pub(super) fn pass_on(
        &mut self,
        voice: &Voice<'_>,
        mut kept: Merge,
        said: Vec<HouseholdChange>,
    ) {
        for change in said {
            // Where it is impossible there, there is nothing to hold: it is part of the record where it was said.
            let _stays = match change {
                HouseholdChange::Add { member } => kept.add(*member),
                HouseholdChange::Set(Fact::SameGift { pair, is_one }) => {
                    kept.set(Fact::SameGift { pair, is_one })
                }
                HouseholdChange::Set(fact) if fact.is_of_the_office() => Ok(()),
                HouseholdChange::Set(fact) => kept.set(fact),
            };
        }
        self.take_up(kept, voice);
    }

    /// The record that stands for a household, while what is about to be said of that household is merged into it too.
    fn merge_into_standing(
        &self,
        voice: &Voice<'_>,
        id: HouseholdId,
        seen: BTreeSet<OperationId>,
        visit: Option<VisitId>,
    ) -> Option<Merge> {
        let named = self.households.get(&id)?;
        let merge = self.merge(voice, named.same_as?, seen, visit).ok()?;
        Some(Merge {
            passed_from: Some(Named {
                household: named.clone(),
                conflicts: self.conflicts_of(id),
            }),
            ..merge
        })
    }

    /// The same for what the answers of a visit say.
    pub(super) fn merge_visit_into_standing(
        &self,
        voice: &Voice<'_>,
        visit: &FinishedVisit,
    ) -> Option<Merge> {
        let seen = visit.seen.clone();
        let mut kept = self.merge_into_standing(voice, visit.household, seen, Some(visit.visit))?;
        kept.is_visit([Some(visit.visit), visit.amends]);
        Some(kept)
    }

    /// Merges what the answers of a visit say of its household; nothing is decided before it is [taken up](Self::take_up).
    pub(super) fn merge_visit(
        &self,
        voice: &Voice<'_>,
        visit: &FinishedVisit,
        facts: Vec<Fact>,
    ) -> Result<Merge, HeldReason> {
        let seen = visit.seen.clone();
        let mut merge = self.merge(voice, visit.household, seen, Some(visit.visit))?;
        merge.is_visit([Some(visit.visit), visit.amends]);
        facts.into_iter().try_for_each(|fact| merge.set(fact))?;
        Ok(merge)
    }

    fn merge(
        &self,
        voice: &Voice<'_>,
        id: HouseholdId,
        seen: BTreeSet<OperationId>,
        visit: Option<VisitId>,
    ) -> Result<Merge, HeldReason> {
        let known = self
            .households
            .get(&id)
            .ok_or(HeldReason::UnknownHousehold)?;
        Ok(Merge {
            household: known.clone(),
            conflicts: self.conflicts_of(id),
            touched: BTreeSet::new(),
            seen: seen.into_iter().chain([voice.operation]).collect(),
            said: voice.said(visit),
            chooses: voice.may(&Act::Arrange(known.hamlet)),
            clashes: Vec::new(),
            passed_from: None,
        })
    }

    /// Where a household moves to, and which one it is the same as, has to be known.
    pub(super) fn check_target(&self, of: HouseholdId, fact: &Fact) -> Result<(), HeldReason> {
        match fact {
            Fact::Hamlet(to) if !self.units.contains_key(to) => Err(HeldReason::UnknownHamlet),
            Fact::SameAs(Some(other)) => match self.households.get(other) {
                // One that is itself the same as a third could close a ring, and one for which this one stands too.
                Some(other) if other.same_as.is_some() || self.has_doubles(of) => {
                    Err(HeldReason::Unfit {
                        fact: FactKey::SameAs,
                    })
                }
                Some(_) => Ok(()),
                None => Err(HeldReason::UnknownHousehold),
            },
            _ => Ok(()),
        }
    }

    fn has_doubles(&self, of: HouseholdId) -> bool {
        self.households
            .values()
            .any(|household| household.same_as == Some(of))
    }

    fn conflicts_of(&self, household: HouseholdId) -> Vec<Conflict> {
        let conflicts = self.conflicts.values();
        let open =
            conflicts.filter(|conflict| conflict.household == household && conflict.is_open());
        open.cloned().collect()
    }

    /// Makes part of the record what was merged, and says what clashed.
    pub(super) fn take_up(&mut self, merge: Merge, voice: &Voice<'_>) -> Vec<Notice> {
        let Merge {
            mut household,
            conflicts,
            touched,
            clashes: facts,
            ..
        } = merge;
        for conflict in conflicts {
            if touched.contains(&conflict.id) {
                self.changed.push(Changed::Conflict(conflict.id.clone()));
                self.conflicts.insert(conflict.id.clone(), conflict);
            }
        }
        let id = household.id;
        let from = self
            .homes
            .get(&id)
            .map_or(household.hamlet, |home| home.hamlet);
        let moves = household.hamlet != from;
        if moves {
            household.moved.push(Moved {
                from,
                until: voice.received,
            });
        }
        if self.households.get(&id) != Some(&household) {
            self.homes.insert(id, Home::from(&household));
            self.households.insert(id, household);
            self.changed.push(Changed::Household(id));
        }
        if moves {
            self.carry(id, from);
        }
        let clash = (!facts.is_empty()).then_some(Notice::Clash { facts });
        clash.into_iter().collect()
    }
}

/// A household while one statement about it is merged.
pub(super) struct Merge {
    household: Household,
    /// Those that are open.
    conflicts: Vec<Conflict>,
    touched: BTreeSet<ConflictId>,
    /// Which versions the writer saw.
    seen: BTreeSet<OperationId>,
    said: Said,
    /// Whether it may put an end to what others have said: an officer may, on the screen that shows all of it.
    chooses: bool,
    clashes: Vec<FactKey>,
    /// The other record of which it was said, for which this one stands.
    passed_from: Option<Named>,
}

/// The record that was on the writer's screen, before anything that they say is merged.
struct Named {
    household: Household,
    /// Those that are open.
    conflicts: Vec<Conflict>,
}

impl Named {
    /// Whether a version of a fact may have been shown of it.
    fn shows(&self, key: &FactKey, version: OperationId) -> bool {
        let stands = self.household.versions.get(key);
        let about = self.conflicts.iter();
        let mut sides = about
            .filter(|conflict| conflict.id.fact == *key)
            .flat_map(Conflict::sides);
        stands.is_some_and(|said| said.operation == version)
            || sides.any(|side| side.said.operation == version)
    }
}

impl Merge {
    /// Whoever finishes or amends a visit has seen what they said on it, and chooses nothing: no form shows what clashes.
    fn is_visit(&mut self, visits: [Option<VisitId>; 2]) {
        self.chooses = false;
        let sides = self.conflicts.iter().flat_map(Conflict::sides);
        let said = self.household.versions.values();
        let said = said.chain(sides.map(|side| &side.said));
        let own = said.filter(|said| {
            let visit = said.on.and_then(Occasion::visit);
            said.by == self.said.by && visit.is_some() && visits.contains(&visit)
        });
        self.seen.extend(own.map(|said| said.operation));
    }

    /// Whether the writer saw a version of a fact. An operation that says two of them may stand for both here, while only
    /// one of them was on the screen of the record of which it is said.
    fn has_seen(&self, key: &FactKey, said: &Said) -> bool {
        let may_be_shown =
            |named: &Named| said.by == self.said.by || named.shows(key, said.operation);
        self.seen.contains(&said.operation) && self.passed_from.as_ref().is_none_or(may_be_shown)
    }

    /// What is otherwise of somebody who is there already, as their author has mended it, is a fact like any other.
    fn add(&mut self, member: Other) -> Result<(), HeldReason> {
        let key = FactKey::Member(member.member.id, MemberKey::Gone);
        if self.household.fact(&key).is_some() {
            return member
                .facts()
                .into_iter()
                .try_for_each(|fact| self.set(fact));
        }
        self.household.hear_of(member, &self.said);
        Ok(())
    }

    fn set(&mut self, fact: Fact) -> Result<(), HeldReason> {
        let key = fact.key();
        if !self.household.takes(&fact) {
            return Err(HeldReason::Unfit { fact: key });
        }
        let current = self.household.fact(&key);
        let agrees = self.household.says(&fact);
        let unseen = self
            .household
            .beside(&fact)
            .chain(self.disputed(&fact))
            .filter(|(key, said)| !self.has_seen(key, said))
            .map(|(_, said)| said)
            .max_by_key(|said| said.operation)
            .cloned();
        match (current, unseen) {
            // Two who say the same do not clash, whoever was first.
            _ if agrees => {
                self.household.hear_again(&fact, &self.said);
                self.stand(fact, &key);
                Ok(())
            }
            (Some(current), Some(said)) => {
                let stands = Side {
                    fact: current,
                    said,
                };
                self.clash(stands, fact, key);
                Ok(())
            }
            (_, _) => {
                self.household.hear(fact.clone(), &self.said);
                self.stand(fact, &key);
                Ok(())
            }
        }
    }

    /// Who said what is in open conflict beside it, of somebody who goes or becomes the head. The record has one of those
    /// values; the others were not seen by whoever saw that one.
    fn disputed<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = (&'a FactKey, &'a Said)> {
        let takes_along = match fact {
            Fact::Head(_) => true,
            Fact::Member { fact, .. } => matches!(fact, MemberFact::Gone(Some(_))),
            _ => false,
        };
        let key = fact.key();
        let conflicts = self.conflicts.iter().filter(move |conflict| {
            let about = &conflict.id.fact;
            takes_along
                && conflict.is_open()
                && *about != key
                && self.household.has_to_see(fact, about)
        });
        conflicts.flat_map(|conflict| conflict.sides().map(|side| (&conflict.id.fact, &side.said)))
    }

    fn clash(&mut self, stands: Side, fact: Fact, key: FactKey) {
        let side = Side {
            fact,
            said: self.said.clone(),
        };
        let outdone = self.outdone(&key);
        let open = self
            .conflicts
            .iter_mut()
            .find(|conflict| conflict.id.fact == key && conflict.is_open());
        let id = match open {
            Some(conflict) => {
                conflict.join(side, |other| outdone.contains(&other.said.operation));
                conflict.id.clone()
            }
            None => {
                let of = self.household.id;
                let mut conflict = Conflict::between(of, stands, side);
                conflict.id.passed_to = self.passed_from.is_some().then_some(of);
                let id = conflict.id.clone();
                self.conflicts.push(conflict);
                id
            }
        };
        self.touched.insert(id);
        self.clashes.push(key);
    }

    /// The record has this value, said or agreed to by somebody who had seen what stood before.
    fn stand(&mut self, fact: Fact, key: &FactKey) {
        let side = Side {
            fact,
            said: self.said.clone(),
        };
        let outdone = self.outdone(key);
        let open = self
            .conflicts
            .iter_mut()
            .find(|conflict| conflict.id.fact == *key && conflict.is_open());
        if let Some(conflict) = open {
            conflict.stand(side, |other| outdone.contains(&other.said.operation));
            self.touched.insert(conflict.id.clone());
        }
    }

    /// Which values of a fact the writer has seen and may put another one in the place of: their own they may, whoever
    /// chooses any.
    fn outdone(&self, key: &FactKey) -> BTreeSet<OperationId> {
        let about = self.conflicts.iter();
        let about = about.filter(|conflict| conflict.id.fact == *key && conflict.is_open());
        let sides = about.flat_map(Conflict::sides).map(|side| &side.said);
        let outdone = sides
            .filter(|said| (self.chooses || said.by == self.said.by) && self.has_seen(key, said));
        outdone.map(|said| said.operation).collect()
    }
}
