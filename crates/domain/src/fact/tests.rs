//! Facts are read, said, taken and refused.
#![allow(clippy::unwrap_used)]
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::Member;

const HEAD: MemberId = MemberId(Uuid::from_u128(1));
const CHILD: MemberId = MemberId(Uuid::from_u128(2));
const STRANGER: MemberId = MemberId(Uuid::from_u128(3));

fn person(id: MemberId) -> Member {
    Member {
        id,
        name: PersonName::new("Trần Vy").unwrap(),
        sex: Sex::Female,
        birth: None,
        insured: None,
        occupation: String::new(),
    }
}

fn household() -> Household {
    let text = r#"{"id":"00000000-0000-0000-0000-000000000009","hamlet":"00000000-0000-0000-0000-000000000008","head":{"id":"00000000-0000-0000-0000-000000000001","name":"Lê Bưởi","sex":"female"},"dwelling":{},"registered_by":"00000000-0000-0000-0000-000000000000"}"#;
    let mut household: Household = serde_json::from_str(text).unwrap();
    household.add(Other {
        member: person(CHILD),
        relation: Relation::Child,
    });
    household
}

fn member(member: MemberId, fact: MemberFact) -> Fact {
    Fact::Member { member, fact }
}

fn facts() -> impl Strategy<Value = Fact> {
    let whom = prop_oneof![Just(HEAD), Just(CHILD), Just(STRANGER)];
    let of = prop_oneof![
        Just(MemberFact::Name(PersonName::new("Nguyễn An").unwrap())),
        Just(MemberFact::Sex(Sex::Male)),
        Just(MemberFact::Birth(Some(Birth::Year(1958)))),
        any::<Option<bool>>().prop_map(MemberFact::Insured),
        "[a-z]{0,3}".prop_map(MemberFact::Occupation),
        Just(MemberFact::Relation(Relation::Sibling)),
        prop_oneof![
            Just(None),
            Just(Some(Leaving::Died)),
            Just(Some(Leaving::Moved))
        ]
        .prop_map(MemberFact::Gone),
    ];
    prop_oneof![
        "[0-9]{0,3}".prop_map(|code| Fact::Code(Some(code))),
        "[a-z]{0,3}".prop_map(Fact::Address),
        Just(Fact::Phone(None)),
        (0u8..9).prop_map(|area| Fact::Area(Some(area.into()))),
        Just(Fact::Roof(Some(Roof::Tile))),
        Just(Fact::Wall(Some(Material::Hardwood))),
        Just(Fact::Water(Some(Water::Rain))),
        Just(Fact::Latrine(Some(Latrine::None))),
        Just(Fact::Class(None)),
        whom.clone().prop_map(|who| Fact::Head(Heading {
            who,
            former: Relation::Parent
        })),
        Just(Fact::Hamlet(HamletId(Uuid::from_u128(7)))),
        Just(Fact::SameAs(Some(HouseholdId(Uuid::from_u128(6))))),
        (whom, of).prop_map(|(whom, fact)| member(whom, fact)),
    ]
}

proptest! {
    #[test]
    fn what_was_set_is_known_and_nothing_else_changes(facts in prop::collection::vec(facts(), 1..12)) {
        let mut household = household();
        for fact in facts {
            let before = household.clone();
            household.set(fact.clone());
            if before.takes(&fact) {
                let known = household.fact(&fact.key()).unwrap();
                match (&fact, &known) {
                    (Fact::Head(said), Fact::Head(known)) => prop_assert_eq!(said.who, known.who),
                    (said, known) => prop_assert_eq!(said, known),
                }
            } else {
                prop_assert_eq!(&before, &household);
            }
            let people = |household: &Household| {
                let mut ids: Vec<_> = household.members().map(|member| member.id).collect();
                ids.extend(household.left.iter().map(|left| left.who.member.id));
                ids.sort();
                ids
            };
            prop_assert_eq!(people(&before), people(&household), "nobody is lost or doubled");
            let text = serde_json::to_string(&household).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Household>(&text).unwrap(), &household);
        }
    }

    #[test]
    fn a_change_reads_back_as_what_it_was(fact in facts()) {
        let change = HouseholdChange::Set(fact.clone());
        let text = serde_json::to_string(&change).unwrap();
        prop_assert_eq!(serde_json::from_str::<HouseholdChange>(&text).unwrap(), change);
        let key = fact.key();
        prop_assert_eq!(key.to_string().parse::<FactKey>().unwrap(), key);
    }
}

#[test]
fn a_head_is_not_gone_before_somebody_else_is_the_head() {
    let mut household = household();
    let gone = member(HEAD, MemberFact::Gone(Some(Leaving::Died)));
    assert!(!household.takes(&gone));
    household.set(Fact::Head(Heading {
        who: CHILD,
        former: Relation::Parent,
    }));
    assert!(household.takes(&gone));
    household.set(gone);
    assert_eq!(household.size(), 1);
    assert_eq!(household.left[0].who.relation, Relation::Parent);
}

#[test]
fn what_a_newer_version_calls_a_fact_keeps_its_name() {
    let key: FactKey = "flood_level".parse().unwrap();
    assert_eq!(key, FactKey::Other("flood_level".to_owned()));
    assert_eq!(key.to_string(), "flood_level");
}

#[test]
fn it_lived_where_it_lived() {
    let mut household = household();
    let moment = |hour: i64| DateTime::from_timestamp(hour * 3600, 0).unwrap();
    let (first, second) = (HamletId(Uuid::from_u128(1)), HamletId(Uuid::from_u128(2)));
    household.moved = vec![
        crate::household::Moved {
            from: first,
            until: moment(10),
        },
        crate::household::Moved {
            from: second,
            until: moment(20),
        },
    ];
    let lived = [9, 10, 19, 20].map(|hour| household.hamlet_at(moment(hour)));
    assert_eq!(lived, [first, second, second, household.hamlet]);
}
