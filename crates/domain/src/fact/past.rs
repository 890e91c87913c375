//! How a household came to be as it is known: every fact with who said it, what changed, and how it was on a day.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::history::{MOST_OF_A_FACT, MOST_OF_A_HOUSEHOLD};
use super::{Fact, FactKey, Heading, MemberFact, MemberKey, Teller};
use crate::household::{Household, Relation};

/// What was said of the facts of one household, as far as it is kept.
#[derive(Clone, Debug, Default)]
pub struct Past {
    spoken: BTreeMap<FactKey, Vec<Spoken>>,
    /// More was said than is kept of a household.
    is_cut: bool,
}

/// What a fact was, from when somebody said so until somebody said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// What it was; `None` where a newer version said something that this one cannot read.
    pub fact: Option<Fact>,
    /// Who said so; `None` as it was registered.
    pub said: Option<Teller>,
}

/// Somebody said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Of which fact.
    pub key: FactKey,
    /// What it was; `None` where nobody knew, or nothing of it is kept.
    pub was: Option<Fact>,
    /// What it is since then; `None` where a newer version said something that this one cannot read.
    pub is: Option<Fact>,
    /// Who said so.
    pub said: Teller,
}

impl Household {
    /// What was said of it, as far as it is kept.
    #[must_use]
    pub fn past(&self) -> Past {
        let mut past = BTreeMap::<_, Vec<_>>::new();
        for was in self.history.iter() {
            // What this version cannot even name is kept in the record and told by those who can.
            if let Some(key) = was.key() {
                let (fact, said) = (was.fact(), was.said.clone());
                past.entry(key).or_default().push(Spoken { fact, said });
            }
        }
        for (key, said) in &self.versions {
            let fact = self.fact(key).filter(|_| self.unread(key).is_none());
            // A head has no relation to the head; what it was before stays.
            if fact.is_none() && self.unread(key).is_none() {
                continue;
            }
            let said = Some(Teller::from(said));
            past.entry(key.clone())
                .or_default()
                .push(Spoken { fact, said });
        }
        Past {
            spoken: past,
            is_cut: self.history.iter().count() >= MOST_OF_A_HOUSEHOLD,
        }
    }

    /// How it was known at a moment, as far as that is kept. Its official classes stay, as they have their own days.
    #[must_use]
    pub fn as_of(&self, past: &Past, moment: DateTime<Utc>) -> Self {
        let mut then = self.clone();
        for (key, spoken) in &past.spoken {
            let known = spoken.iter().rposition(|one| !one.is_after(moment));
            if known.is_some_and(|at| at + 1 == spoken.len()) || *key == FactKey::Class {
                continue;
            }
            match (known.and_then(|at| spoken[at].fact.clone()), key) {
                (Some(Fact::Head(Heading { who, .. })), _) => {
                    let former = past.relation_before(then.head.id);
                    then.set(Fact::Head(Heading { who, former }));
                }
                (Some(fact), _) => then.set(fact),
                // Nobody had told of them yet.
                (None, FactKey::Member(who, MemberKey::Gone)) => {
                    then.others.retain(|other| other.member.id != *who);
                    then.left.retain(|left| left.who.member.id != *who);
                }
                (None, key) => {
                    let blank = then.fact(key).and_then(|fact| fact.blank());
                    blank.into_iter().for_each(|blank| then.set(blank));
                }
            }
        }
        then
    }
}

impl Past {
    /// Everything that a fact was, the newest last; nothing where nobody has said anything since the registration.
    #[must_use]
    pub fn of(&self, key: &FactKey) -> &[Spoken] {
        self.spoken.get(key).map_or(&[], Vec::as_slice)
    }

    /// What changed, the newest first. Where what was before is not kept any more, nothing is told of it.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (key, spoken) in &self.spoken {
            let is_cut = self.is_cut || spoken.len() > MOST_OF_A_FACT;
            for (at, one) in spoken.iter().enumerate().skip(usize::from(is_cut)) {
                let before = at.checked_sub(1).and_then(|at| spoken[at].fact.clone());
                changes.extend(one.said.clone().map(|said| Change {
                    key: key.clone(),
                    was: before.filter(|fact| !fact.is_blank()),
                    is: one.fact.clone(),
                    said,
                }));
            }
        }
        changes.sort_by_key(|change| std::cmp::Reverse(change.said.at));
        changes
    }

    /// What somebody was to the head before they were the head.
    fn relation_before(&self, who: crate::ids::MemberId) -> Relation {
        let spoken = self.of(&FactKey::Member(who, MemberKey::Relation)).last();
        match spoken.and_then(|one| one.fact.as_ref()) {
            Some(Fact::Member {
                fact: MemberFact::Relation(relation),
                ..
            }) => *relation,
            _ => Relation::Other,
        }
    }
}

impl Spoken {
    fn is_after(&self, moment: DateTime<Utc>) -> bool {
        self.said.as_ref().is_some_and(|said| said.at > moment)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fact::Said;
    use crate::household::{Leaving, Member, Other, Roof, Sex, Water};
    use crate::ids::{HamletId, HouseholdId, MemberId, OperationId, UserId};
    use crate::name::PersonName;
    use proptest::prelude::*;
    use uuid::Uuid;

    const HEAD: MemberId = MemberId(Uuid::from_u128(1));
    const CHILD: MemberId = MemberId(Uuid::from_u128(2));
    const AUNT: MemberId = MemberId(Uuid::from_u128(3));

    fn other(id: MemberId, relation: Relation) -> Other {
        let name = PersonName::new("Trần Vy").unwrap();
        let member = Member::new(id, name, Sex::Female);
        Other { member, relation }
    }

    fn household() -> Household {
        let nil = Uuid::nil();
        let head = other(HEAD, Relation::Other).member;
        let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
        household.dwelling.roof = Some(Roof::Metal);
        household.add(other(CHILD, Relation::Child));
        household
    }

    fn moment(number: u32) -> DateTime<Utc> {
        DateTime::from_timestamp(number.into(), 0).unwrap()
    }

    fn said(number: u32) -> Said {
        Said {
            operation: OperationId(Uuid::from_u128(number.into())),
            by: UserId(Uuid::from_u128(7)),
            at: moment(number),
            on: None,
        }
    }

    #[test]
    fn changes_are_told_newest_first_with_what_was_before() {
        let mut household = household();
        household.hear(Fact::Roof(Some(Roof::Tile)), &said(1));
        household.hear(Fact::Water(Some(Water::Tap)), &said(2));
        household.hear_of(other(AUNT, Relation::Sibling), &said(3));
        let changes = household.past().changes();
        let told = changes
            .iter()
            .map(|change| (change.was.clone(), change.is.clone()));
        let here = Fact::Member {
            member: AUNT,
            fact: MemberFact::Gone(None),
        };
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                (None, Some(here)),
                (None, Some(Fact::Water(Some(Water::Tap)))),
                (
                    Some(Fact::Roof(Some(Roof::Metal))),
                    Some(Fact::Roof(Some(Roof::Tile)))
                ),
            ]
        );
    }

    #[test]
    fn what_is_not_kept_any_more_is_not_told_as_the_first_word() {
        let mut household = household();
        for number in 1..40_u8 {
            household.hear(Fact::Area(Some(number.into())), &said(number.into()));
        }
        let changes = household.past().changes();
        assert_eq!(changes.len(), MOST_OF_A_FACT);
        assert!(changes.iter().all(|change| change.was.is_some()));
    }

    fn something() -> impl Strategy<Value = (u8, u8)> {
        (0_u8..8, 0_u8..4)
    }

    fn say(household: &mut Household, (what, how): (u8, u8), said: &Said) {
        let of = |member, fact| Fact::Member { member, fact };
        let fact = match what {
            0 => Fact::Roof(Roof::ALL.get(usize::from(how)).copied()),
            1 => Fact::Phone((how > 0).then(|| how.to_string())),
            2 => of(CHILD, MemberFact::Insured((how > 1).then_some(how > 2))),
            3 => of(CHILD, MemberFact::Gone((how > 1).then_some(Leaving::Moved))),
            4 => of(CHILD, MemberFact::Occupation("x".repeat(how.into()))),
            5 => {
                if household
                    .fact(&FactKey::Member(AUNT, MemberKey::Gone))
                    .is_none()
                {
                    household.hear_of(other(AUNT, Relation::Sibling), said);
                }
                return;
            }
            6 => Fact::Devices((how > 1).then(Default::default)),
            _ => of(AUNT, MemberFact::Gone((how > 1).then_some(Leaving::Died))),
        };
        if !household.says(&fact) {
            household.hear(fact, said);
        }
    }

    proptest! {
        /// Whatever was said, what is kept gives back how it was known after each of them.
        #[test]
        fn s7_15_a_household_is_known_as_it_was(said_of in prop::collection::vec(something(), 0..16)) {
            let mut household = household();
            let mut known = vec![household.clone()];
            for (number, what) in (1..).zip(said_of) {
                say(&mut household, what, &said(number));
                known.push(household.clone());
            }
            let past = household.past();
            let people = |household: &Household| {
                let left = household.left.iter().map(|left| &left.who.member);
                let mut all: Vec<_> = household.members().chain(left).cloned().collect();
                all.sort_by_key(|member| member.id);
                all
            };
            for (number, known) in (0..).zip(known) {
                let then = household.as_of(&past, moment(number));
                prop_assert_eq!(&then.dwelling, &known.dwelling);
                prop_assert_eq!(&then.phone, &known.phone);
                prop_assert_eq!(people(&then), people(&known));
                prop_assert_eq!(then.size(), known.size());
            }
        }
    }

    #[test]
    fn who_was_the_head_is_the_head_again_as_of_then() {
        let mut household = household();
        let heading = Heading {
            who: CHILD,
            former: Relation::Parent,
        };
        household.hear(Fact::Head(heading), &said(5));
        let then = household.as_of(&household.past(), moment(4));
        assert_eq!(
            (then.head.id, then.others[0].relation),
            (HEAD, Relation::Child)
        );
    }
}
