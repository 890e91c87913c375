//! What the administration does: roles, hamlets, forms, and the database itself.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_demo::Rng;
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::{Role, Scope, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::{Receipt, RecordKey};

use crate::audit::{Answered, Audit};
use crate::broken::{Holds, holds};
use crate::desk::Desk;
use crate::life::Life;
use crate::town::{self, Merging, Town};
use crate::truth::Key;

/// What was known when the backup was made.
pub(crate) struct Saved {
    audit: Audit,
    receipts: BTreeMap<Key, Receipt>,
    desk: Desk,
    received: BTreeSet<(UserId, Sha256)>,
    town: Town,
}

impl Life {
    /// Somebody has another role.
    pub(crate) fn give(&mut self, user: usize, role: Role) -> Holds {
        self.office.give(user, role, self.server_now())?;
        self.look_around()
    }

    /// Somebody has another role, and some of its hamlets from a day to a day.
    pub(crate) fn give_for(&mut self, user: usize, role: Role, chance: &mut Rng) -> Holds {
        let now = self.server_now();
        let terms = town::terms(&role, day_of(now), chance);
        self.office.give_for(user, role, terms, now)?;
        self.look_around()
    }

    /// What is somebody's now stays theirs, so that nothing changes by itself any more.
    pub(crate) fn ends_terms(&mut self) -> Holds {
        for user in 0..self.people {
            let role = self.office.role(user, self.server_now())?;
            self.give(user, role)?;
        }
        Ok(())
    }

    /// A unit becomes another one, with its people; or some of its hamlets come there, and of its people some go along
    /// before them, some behind them, some another day.
    pub(crate) fn merge(&mut self, dice: u32) -> Holds {
        let mut chance = Rng::new(dice.into());
        let Some(merging) = self.town.merge(&mut chance) else {
            return Ok(());
        };
        if merging.whole {
            let now = self.server_now();
            self.office.merge(&merging, now)?;
            self.look_around()?;
            return self.has_become(&merging);
        }
        let Merging {
            from, to, hamlets, ..
        } = merging;
        let (mut before, mut behind) = (Vec::new(), Vec::new());
        for user in 0..self.people {
            let role = self.office.role(user, self.server_now())?;
            if *role.unit() == from {
                let role = role.in_unit(to.clone());
                match chance.below(4) {
                    0 => before.push((user, role)),
                    1 | 2 => behind.push((user, role)),
                    _ => {}
                }
            }
        }
        for (user, role) in before {
            self.give(user, role)?;
        }
        self.office.put_hamlets(&hamlets, self.server_now())?;
        self.look_around()?;
        for (user, role) in behind {
            self.give(user, role)?;
        }
        Ok(())
    }

    /// [S8.14] Nothing of a unit that has become another one is left behind.
    fn has_become(&self, Merging { from, to, .. }: &Merging) -> Holds {
        for user in 0..self.people {
            let role = self.office.role(user, self.server_now())?;
            holds(role.unit() != from, "S8.14", || {
                format!("{role:?} stays in a unit that has become another one")
            })?;
        }
        let theirs = [Scope::Unit(from.clone()), Scope::Office(from.clone())];
        for (key, known) in self.audit.all() {
            if !theirs.contains(&known.scope) {
                continue;
            }
            let came = match key {
                RecordKey::Hamlet(_) | RecordKey::Held(_) | RecordKey::Given(_) => false,
                RecordKey::Form(_) => self.audit.find(key, &Scope::Unit(to.clone())).is_some(),
                _ => true,
            };
            holds(came, "S8.14", || format!("{key} of {from} is left behind"))?;
        }
        Ok(())
    }

    /// Another form takes the place of the one in use.
    pub(crate) fn publish(&mut self, dice: u32) -> Holds {
        let unit = dice as usize % self.town.units.len();
        self.office.publish(&self.town, unit, dice as usize / 7)?;
        self.look_around()
    }

    /// A backup is made.
    pub(crate) fn back_up(&mut self) -> Holds {
        self.office.back_up()?;
        self.saved = Some(Saved {
            audit: self.audit.clone(),
            receipts: self.truth.receipts.clone(),
            desk: self.truth.desk.clone(),
            received: self.truth.received.clone(),
            town: self.town.clone(),
        });
        Ok(())
    }

    /// The database is put back to the backup, and everybody signs in again.
    pub(crate) fn put_back(&mut self) -> Holds {
        let epoch = self.office.next_epoch();
        let now = self.server_now();
        let (true, Some(saved)) = (self.office.put_back(now)?, &self.saved) else {
            return Ok(());
        };
        self.audit = saved.audit.clone();
        self.audit.began = epoch;
        self.truth.receipts.clone_from(&saved.receipts);
        self.truth.desk.clone_from(&saved.desk);
        self.truth.received.clone_from(&saved.received);
        self.truth.time += 1;
        self.town = saved.town.clone();
        for at in &self.in_use {
            self.office.sign_in(self.phones[*at].user, *at, now)?;
        }
        Ok(())
    }

    /// Looks at what changed where nobody has sent anything.
    fn look_around(&mut self) -> Holds {
        self.audit
            .after(&self.office, Answered::default(), &self.truth)
    }
}
