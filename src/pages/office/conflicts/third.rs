//! A value that nobody said before: the control that fits a fact, also one that only the office says.

use dong_hanh_domain::{Class, Fact, FactKey, Household, OfficialClass};

use crate::pages::facts::{self, Control};
use crate::replica::Replica;

/// The control for a fact of a household.
pub(super) fn control(replica: Replica, household: &Household, key: &FactKey) -> Control {
    match key {
        FactKey::Class => {
            let since = replica.today();
            let decided = |class| OfficialClass {
                class,
                since,
                decision: None,
            };
            let class = |class: Option<Class>| Fact::Class(class.map(decided));
            Control::Pick(facts::all(Class::ALL, class))
        }
        FactKey::Hamlet => {
            let hamlets = replica.hamlets().into_iter();
            Control::Pick(hamlets.map(|hamlet| Fact::Hamlet(hamlet.id)).collect())
        }
        FactKey::SameAs => Control::Pick(vec![Fact::SameAs(None)]),
        key => facts::control(household, key),
    }
}
