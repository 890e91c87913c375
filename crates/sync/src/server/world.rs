//! The part of the record that a batch touches, and what the batch changes in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dong_hanh_domain::household::hamlet_at;
use dong_hanh_domain::{
    Former, HamletId, Household, HouseholdId, Moved, OperationId, Scope, UnitKey, VisitId,
};
use dong_hanh_form::{Form, FormId};

use super::arrived::Receipts;
use super::erasing::Erasing;
use super::held::About;
use super::needs::Needs;
use crate::conflict::{Conflict, ConflictId};
use crate::operation::{ContentDigest, Operation, RawOperation, Ruling};
use crate::picture::ErasedPicture;
use crate::receipt::Receipt;
use crate::record::{HeldRecord, HeldState, Record, RecordKey, Visit};

/// The part of the record that a batch touches.
#[derive(Debug, Default)]
pub struct World {
    /// Receipts given before.
    pub receipts: Receipts,
    /// The unit whose office sees to what is held of the author and about no household that is known, where it is not
    /// the author's own.
    pub seat: Option<UnitKey>,
    /// Hamlets that the author has lost.
    pub former: Vec<Former>,
    /// Where the households live.
    pub homes: BTreeMap<HouseholdId, Home>,
    /// In which units the hamlets lie.
    pub units: BTreeMap<HamletId, UnitKey>,
    /// Households of which facts change.
    pub households: BTreeMap<HouseholdId, Household>,
    /// Their conflicts, settled ones too.
    pub conflicts: BTreeMap<ConflictId, Conflict>,
    /// Visits.
    pub visits: BTreeMap<VisitId, Visit>,
    /// Definitions, which batches share.
    pub forms: BTreeMap<FormId, Arc<Form>>,
    /// What offices hold: each content that came under an id; and all about a household that moves to another unit.
    pub held: BTreeMap<OperationId, Vec<Holding>>,
    /// Households that are spoken of and were erased, and where they lived.
    pub erased: BTreeMap<HouseholdId, HamletId>,
    /// Visits that are spoken of and went with them.
    pub erased_visits: BTreeMap<VisitId, HouseholdId>,
    /// Pictures that were erased of households that are spoken of.
    pub erased_pictures: BTreeMap<HouseholdId, Vec<ErasedPicture>>,
    /// The receipts of the operations received so far.
    pub(super) answered: Vec<(Receipt, ContentDigest, RawOperation)>,
    /// What they changed, in order.
    pub(super) changed: Vec<Changed>,
    /// Records that left a scope.
    pub(super) left: BTreeSet<(Scope, RecordKey)>,
    /// What was erased.
    pub(super) erasing: Erasing,
}

/// Where a household lives and has lived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Where it lives.
    pub hamlet: HamletId,
    /// Where it lived before.
    pub moved: Vec<Moved>,
}

impl Home {
    /// In which hamlet it was at a moment.
    #[must_use]
    pub fn at(&self, moment: chrono::DateTime<chrono::Utc>) -> HamletId {
        hamlet_at(&self.moved, self.hamlet, moment)
    }

    /// All hamlets in which it lives or has lived.
    pub fn hamlets(&self) -> impl Iterator<Item = HamletId> {
        let before = self.moved.iter().map(|moved| moved.from);
        std::iter::once(self.hamlet).chain(before)
    }
}

impl From<&Household> for Home {
    fn from(household: &Household) -> Self {
        Self {
            hamlet: household.hamlet,
            moved: household.moved.clone(),
        }
    }
}

/// Something held, with the unit whose office holds it.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Which unit.
    pub office: UnitKey,
    /// What.
    pub record: HeldRecord,
}

impl Holding {
    /// What was said, where this version can read it.
    #[must_use]
    pub fn operation(&self) -> Option<Operation> {
        RawOperation(self.record.content.clone()).open().ok()
    }

    /// With which household an officer placed it: it is that one's from then on, whatever it says itself.
    #[must_use]
    pub fn placed_with(&self) -> Option<HouseholdId> {
        match self.record.state {
            HeldState::Ruled {
                ruling: Ruling::Place { household },
                ..
            } => Some(household),
            _ => None,
        }
    }

    /// What it is about, where this version can read it and it is about anything.
    #[must_use]
    pub fn about(&self) -> Option<About> {
        if let Some(household) = self.placed_with() {
            return Some(About::Household(household));
        }
        About::of(&self.operation()?.action)
    }
}

/// What an operation changed. Records that later operations of the batch may find lie among those of the [`World`].
#[derive(Debug)]
pub(super) enum Changed {
    Household(HouseholdId),
    Conflict(ConflictId),
    Visit(VisitId),
    Held(OperationId, String),
    Other(Scope, Box<Record>),
}

/// What a batch changed, in order; a record that changed twice stands where it changed last.
#[derive(Debug, Default)]
pub struct Written {
    /// New receipts, with the digest and the text of their operation.
    pub receipts: Vec<(Receipt, ContentDigest, RawOperation)>,
    /// New states of records, with the scope whose feed carries them.
    pub records: Vec<(Scope, Record)>,
    /// Records that left a scope: their feed says so.
    pub left: Vec<(Scope, RecordKey)>,
    /// What has to go from everything that is kept beside the feeds.
    pub erasing: Erasing,
    /// In which units the hamlets lie whose feeds these are.
    pub units: BTreeMap<HamletId, UnitKey>,
}

impl World {
    /// The units whose offices may hold something about a household that this batch moves to another one or erases; what
    /// they hold is to be [taken up](Self::hold_on).
    #[must_use]
    pub fn leaving(&self, needs: &Needs) -> BTreeSet<UnitKey> {
        let erased = self.family(&needs.erasing);
        let homes = erased.iter().filter_map(|id| self.homes.get(id));
        let offices = homes.filter_map(|home| self.units.get(&home.hamlet).cloned());
        let mut offices: BTreeSet<_> = offices.collect();
        offices.extend(self.moving_from(needs));
        offices
    }

    fn moving_from(&self, needs: &Needs) -> BTreeSet<UnitKey> {
        let moving = needs.moving.iter();
        let homes = moving.filter_map(|household| self.homes.get(household));
        let from: BTreeSet<_> = homes
            .filter_map(|home| self.units.get(&home.hamlet).cloned())
            .collect();
        let is_elsewhere = |unit: &UnitKey| from.iter().any(|from| from != unit);
        if self.units.values().any(is_elsewhere) {
            from
        } else {
            BTreeSet::new()
        }
    }

    /// Takes up what offices hold, where it may go along with a household.
    pub fn hold_on(&mut self, held: Vec<Holding>) {
        for holding in held {
            let contents = self.held.entry(holding.record.operation).or_default();
            let same = |known: &Holding| known.record.digest == holding.record.digest;
            if !contents.iter().any(same) {
                contents.push(holding);
            }
        }
    }

    /// Takes up a household with its home.
    pub fn know(&mut self, household: Household) {
        self.homes.insert(household.id, Home::from(&household));
        self.households.insert(household.id, household);
    }

    /// The records that stand for households which are here, and are to be taken up too with their conflicts: what is
    /// said of a double is said of them (S7.20).
    #[must_use]
    pub fn standing(&self) -> BTreeSet<HouseholdId> {
        let standing = self.households.values();
        let standing = standing.filter_map(|household| household.same_as);
        standing
            .filter(|kept| !self.households.contains_key(kept))
            .collect()
    }

    /// What has to be written down.
    #[must_use]
    pub fn into_written(mut self) -> Written {
        let changed = std::mem::take(&mut self.changed);
        let mut seen = BTreeSet::new();
        let mut records = Vec::new();
        for changed in changed.into_iter().rev() {
            let Some(place) = self.place_of(&changed) else {
                continue;
            };
            let scope = place.0.clone();
            if seen.insert(place) {
                records.extend(self.take(changed).map(|record| (scope, record)));
            }
        }
        records.reverse();
        let left = self.left.into_iter().filter(|place| !seen.contains(place));
        Written {
            receipts: self.answered,
            records,
            left: left.collect(),
            erasing: self.erasing,
            units: self.units,
        }
    }

    fn place_of(&self, changed: &Changed) -> Option<(Scope, RecordKey)> {
        Some(match changed {
            Changed::Household(id) => (self.scope_of(*id)?, RecordKey::Household(*id)),
            Changed::Conflict(id) => {
                let conflict = self.conflicts.get(id)?;
                let scope = self.scope_of(conflict.household)?;
                (scope, RecordKey::Conflict(id.clone()))
            }
            Changed::Visit(id) => {
                let visit = self.visits.get(id)?;
                let scope = self.scope_of(visit.household)?;
                (scope, RecordKey::Visit(*id))
            }
            Changed::Held(operation, digest) => {
                let office = self.holding(*operation, digest)?.office.clone();
                (Scope::Office(office), RecordKey::Held(digest.clone()))
            }
            Changed::Other(scope, record) => (scope.clone(), record.key()),
        })
    }

    fn take(&mut self, changed: Changed) -> Option<Record> {
        match changed {
            Changed::Household(id) => self.households.remove(&id).map(Record::Household),
            Changed::Conflict(id) => self.conflicts.remove(&id).map(Record::Conflict),
            Changed::Visit(id) => self.visits.remove(&id).map(Record::Visit),
            Changed::Held(operation, digest) => {
                let holding = self.holding(operation, &digest)?;
                Some(Record::Held(holding.record.clone()))
            }
            Changed::Other(_, record) => Some(*record),
        }
    }

    /// The feed that carries a household and all that is about it.
    fn scope_of(&self, household: HouseholdId) -> Option<Scope> {
        let home = self.homes.get(&household)?;
        Some(Scope::Hamlet(home.hamlet))
    }

    /// Carries a household with all that is about it from the feed of one hamlet to another's.
    pub(super) fn carry(&mut self, household: HouseholdId, from: HamletId) {
        let conflicts = self.conflicts.values();
        let conflicts = conflicts.filter(|conflict| conflict.household == household);
        let conflicts = conflicts.map(|conflict| Changed::Conflict(conflict.id.clone()));
        let visits = self.visits.values();
        let visits = visits.filter(|visit| visit.household == household);
        let carried: Vec<_> = visits
            .map(|visit| Changed::Visit(visit.id))
            .chain(conflicts)
            .chain([Changed::Household(household)])
            .collect();
        for changed in &carried {
            let key = match changed {
                Changed::Household(id) => RecordKey::Household(*id),
                Changed::Conflict(id) => RecordKey::Conflict(id.clone()),
                Changed::Visit(id) => RecordKey::Visit(*id),
                Changed::Held(..) | Changed::Other(..) => continue,
            };
            self.left.insert((Scope::Hamlet(from), key));
        }
        self.changed.extend(carried);
        self.carry_held(household);
    }

    pub(super) fn write(&mut self, scope: Scope, record: Record) {
        self.changed.push(Changed::Other(scope, Box::new(record)));
    }
}
