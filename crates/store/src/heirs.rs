//! Who sees to what was a unit's to see to, once its last hamlet has come to another one (SPEC.md S8.13).

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use dong_hanh_domain::UnitKey;

/// The units to which hamlets went, by the units that they left: of each the last.
#[derive(Clone, Debug, Default)]
pub struct Heirs(pub BTreeMap<UnitKey, UnitKey>);

impl Heirs {
    /// Where somebody looks at what is this unit's: there as long as it has a hamlet, or else where its last ones went.
    /// `None` where nobody knows, as no unit on the way has one.
    pub fn of<'a>(
        &'a self,
        unit: &'a UnitKey,
        has_hamlets: impl Fn(&UnitKey) -> bool,
    ) -> Option<&'a UnitKey> {
        self.way(unit).find(|unit| has_hamlets(unit))
    }

    /// Which unit has taken this one's place; `None` as long as it has a hamlet, or where they went nowhere.
    pub fn in_place_of<'a>(
        &'a self,
        unit: &'a UnitKey,
        has_hamlets: impl Fn(&UnitKey) -> bool,
    ) -> Option<&'a UnitKey> {
        // A whole way without a hamlet is one of units that were set up and not used yet.
        let heir = self.of(unit, has_hamlets).or_else(|| self.way(unit).last());
        heir.filter(|heir| *heir != unit)
    }

    /// This unit, the one where its last hamlets went, the one where that one's went, and so on.
    fn way<'a>(&'a self, unit: &'a UnitKey) -> impl Iterator<Item = &'a UnitKey> {
        let mut passed = BTreeSet::new();
        iter::successors(Some(unit), |unit| self.0.get(unit))
            .take_while(move |unit| passed.insert(*unit))
    }
}
