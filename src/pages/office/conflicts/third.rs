//! A value that nobody said before: the control that fits a fact, also one that only the office says.

use dong_hanh_domain::help::{CommitmentState, Helped, NeedState};
use dong_hanh_domain::{Class, Fact, FactKey, Household, OfficialClass};

use crate::pages::facts::{self, Control};
use crate::replica::Replica;

/// The control for a fact of a household.
pub(super) fn control(replica: Replica, household: &Household, key: &FactKey) -> Control {
    let today = replica.today();
    match key {
        FactKey::Class => {
            let since = today;
            let decided = |class| OfficialClass {
                class,
                since,
                decision: None,
                entry: None,
            };
            let class = |class: Option<Class>| Fact::Class(class.map(decided));
            Control::Pick(facts::all(Class::ALL, class))
        }
        FactKey::Hamlet => {
            let hamlets = replica.hamlets().into_iter();
            Control::Pick(hamlets.map(|hamlet| Fact::Hamlet(hamlet.id)).collect())
        }
        FactKey::Need(need) => Control::Pick(
            [
                NeedState::Open,
                NeedState::Met {
                    on: today,
                    told: None,
                },
                NeedState::Over {
                    on: today,
                    told: None,
                },
            ]
            .map(|state| Fact::Need { need: *need, state })
            .into(),
        ),
        FactKey::Commitment(commitment) => Control::Pick(
            [
                CommitmentState::Open,
                CommitmentState::Kept { on: today },
                CommitmentState::Withdrawn { on: today },
            ]
            .map(|state| Fact::Commitment {
                commitment: *commitment,
                state,
            })
            .into(),
        ),
        FactKey::Promise(promise) => Control::Pick(vec![Fact::Promise {
            promise: *promise,
            made: None,
        }]),
        FactKey::Support(support) => Control::Pick(vec![Fact::Support {
            support: *support,
            came: None,
        }]),
        FactKey::Helped(support) => Control::Pick(facts::all(Helped::ALL, |helped| Fact::Helped {
            support: *support,
            helped,
        })),
        FactKey::SameGift(pair) => Control::Pick(
            [Some(true), Some(false), None]
                .map(|is_one| Fact::SameGift {
                    pair: *pair,
                    is_one,
                })
                .into(),
        ),
        FactKey::Request(request) => Control::Pick(vec![Fact::Request {
            request: *request,
            made: None,
        }]),
        FactKey::RequestCourse(request) => Control::Pick(vec![Fact::RequestCourse {
            request: *request,
            course: Box::default(),
        }]),
        FactKey::Ended => Control::Pick(vec![Fact::Ended(None)]),
        FactKey::SameAs => Control::Pick(vec![Fact::SameAs(None)]),
        FactKey::NotSame(other) => Control::Pick(
            [true, false]
                .map(|is_so| Fact::NotSame {
                    other: *other,
                    is_so,
                })
                .into(),
        ),
        key => facts::control(household, key),
    }
}
