//! By which units a period is told: those in which the hamlets lay at its end, called as they were called then.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::{Period, together};
use crate::ids::HamletId;
use crate::units::{Hamlet, UnitKey};

/// In which unit each hamlet lay at the end of a period. Before a merger those are the old units, after it the new one
/// (SPEC.md S8.15).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitsThen {
    lay: BTreeMap<HamletId, UnitKey>,
    /// Of units that hamlets have left since.
    names: BTreeMap<UnitKey, String>,
}

impl UnitsThen {
    /// The units of a period, or of today where it is running.
    #[must_use]
    pub fn of<'a>(
        hamlets: impl IntoIterator<Item = &'a Hamlet>,
        period: Period,
        today: NaiveDate,
    ) -> Self {
        let end = period.end(today);
        let mut then = Self::default();
        for hamlet in hamlets {
            let unit = match hamlet.unit_of_the_day(end) {
                Some(former) => {
                    if !former.name.is_empty() {
                        then.names.insert(former.unit.clone(), former.name.clone());
                    }
                    &former.unit
                }
                None => &hamlet.unit,
            };
            then.lay.insert(hamlet.id, unit.clone());
        }
        then
    }

    /// The unit in which a hamlet lay; `None` of one that is not known here.
    #[must_use]
    pub fn unit(&self, hamlet: HamletId) -> Option<&UnitKey> {
        self.lay.get(&hamlet)
    }

    /// All of them.
    #[must_use]
    pub fn units(&self) -> BTreeSet<&UnitKey> {
        self.lay.values().collect()
    }

    /// What a unit that hamlets have left since was called then; any other one is called as it is.
    #[must_use]
    pub fn name(&self, unit: &UnitKey) -> Option<&str> {
        self.names.get(unit).map(String::as_str)
    }

    /// What was counted in each unit. What was counted in hamlets that are not known here stands under `None`, so that
    /// the sum is the same.
    #[must_use]
    pub fn told<T: AddAssign + Default>(
        &self,
        counted: impl IntoIterator<Item = (HamletId, T)>,
    ) -> BTreeMap<Option<UnitKey>, T> {
        together(counted, |hamlet| Some(self.unit(*hamlet).cloned()))
    }
}
