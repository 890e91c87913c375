//! Who sees to what was a unit's to see to, once its last hamlet has come to another one (SPEC.md S8.13).

use std::collections::{BTreeMap, BTreeSet};

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
        let mut passed = BTreeSet::new();
        let mut unit = unit;
        while passed.insert(unit) {
            if has_hamlets(unit) {
                return Some(unit);
            }
            unit = self.0.get(unit)?;
        }
        None
    }
}
