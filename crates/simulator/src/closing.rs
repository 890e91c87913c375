//! Officers close drafts that were handed over, and open them again (SPEC.md S5.11).

use std::collections::BTreeSet;

use dong_hanh_demo::Rng;
use dong_hanh_domain::{Role, UnitKey, UserId};
use dong_hanh_store::HandedRuling;
use dong_hanh_sync::RecordKey;

use crate::broken::{Broken, Holds, holds};
use crate::desk::Place;
use crate::life::Life;
use crate::town;

impl Life {
    /// An officer closes a draft that his office lists, or opens one again; now and then one that it does not list, or that
    /// is another office's.
    pub(crate) fn decide_on_a_draft(&mut self, dice: u32) -> Holds {
        let mut chance = Rng::new(dice.into());
        let Some((officer, unit)) = self.any_officer(&mut chance)? else {
            return Ok(());
        };
        let drafts: Vec<Place> = if chance.percent(75) {
            let listed = self.office.drafts(&unit)?.into_iter();
            listed.map(|(place, _)| place).collect()
        } else {
            self.truth.desk.all().cloned().collect()
        };
        let Some(place) = chance.any(&drafts) else {
            return Ok(());
        };
        let ruling = if chance.percent(60) {
            HandedRuling::Close { why: None }
        } else {
            HandedRuling::Reopen
        };
        let closes = ruling.closes();
        let now = self.server_now();
        let found = self
            .office
            .decide_on_draft(&unit, place, officer, ruling, now)?;
        let is_theirs = self.is_of_unit(place.0, &unit)?;
        holds(found == is_theirs, "S5.11", || {
            format!("{unit} decides on {place:?}: {found}, and it is theirs: {is_theirs}")
        })?;
        if found {
            self.truth.desk.decide(place, closes, officer);
        }
        self.drafts_are_listed()
    }

    /// [S5.8] [S5.11] Each office lists the drafts of its people that somebody has to know of, closed ones as closed.
    pub(crate) fn drafts_are_listed(&self) -> Holds {
        let records = &self.audit.records;
        let listed = self
            .truth
            .desk
            .listed(|visit| records.contains_key(&RecordKey::Visit(visit)));
        for unit in &self.town.units {
            let mut theirs = BTreeSet::new();
            for draft in &listed {
                let (author, _) = draft.0;
                if self.is_of_unit(author, unit)? {
                    theirs.insert(draft.clone());
                }
            }
            let there = self.office.drafts(unit)?;
            holds(there == theirs, "S5.11", || {
                format!("{unit} has to list {theirs:?}, and lists {there:?}")
            })?;
        }
        Ok(())
    }

    fn any_officer(&self, chance: &mut Rng) -> Result<Option<(UserId, UnitKey)>, Broken> {
        let mut officers = Vec::new();
        for at in 0..self.people {
            if let Role::CommuneOfficer { unit, .. } = self.office.role(at, self.server_now())? {
                officers.push((town::user(at), unit));
            }
        }
        Ok(chance.any(&officers).cloned())
    }

    fn is_of_unit(&self, author: UserId, unit: &UnitKey) -> Result<bool, Broken> {
        let mut people = 0..self.people;
        let author = people.find(|at| town::user(*at) == author);
        let role = author
            .map(|at| self.office.role(at, self.server_now()))
            .transpose()?;
        Ok(role.is_some_and(|role| role.unit() == unit))
    }
}
