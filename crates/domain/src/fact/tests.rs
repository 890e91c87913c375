//! Facts are read, said, taken and refused.
#![allow(clippy::unwrap_used)]
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::household::{Class, Coarseness, Ended, Ending, Entry, Household, Member, Word};
use crate::ids::VisitId;
use chrono::DateTime;

const HEAD: MemberId = MemberId(Uuid::from_u128(1));
const CHILD: MemberId = MemberId(Uuid::from_u128(2));
const STRANGER: MemberId = MemberId(Uuid::from_u128(3));

fn person(id: MemberId) -> Member {
    Member::new(id, PersonName::new("Trần Vy").unwrap(), Sex::Female)
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

/// One of a few words, or none.
fn word<T: Word + std::fmt::Debug, F: std::fmt::Debug>(
    words: &'static [T],
    fact: fn(Option<T>) -> F,
) -> impl Strategy<Value = F> {
    prop::option::of(prop::sample::select(words)).prop_map(fact)
}

fn facts() -> impl Strategy<Value = Fact> {
    let whom = prop_oneof![Just(HEAD), Just(CHILD), Just(STRANGER)];
    let of = prop_oneof![
        Just(MemberFact::Name(PersonName::new("Nguyễn An").unwrap())),
        Just(MemberFact::Sex(Sex::Male)),
        Just(MemberFact::Birth(Some(Birth::Year(1958)))),
        any::<Option<bool>>().prop_map(MemberFact::Insured),
        "[a-z]{0,3}".prop_map(MemberFact::Occupation),
        word(Work::ALL, MemberFact::Work),
        word(Attends::ALL, MemberFact::Attends),
        word(Learnt::ALL, MemberFact::Learnt),
        word(Disability::ALL, MemberFact::Disability),
        word(Allowance::ALL, MemberFact::Allowance),
        word(Ethnicity::ALL, MemberFact::Ethnicity),
        any::<Option<bool>>().prop_map(MemberFact::Malnourished),
        any::<Option<bool>>().prop_map(MemberFact::Online),
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
        (0u16..3).prop_map(|score| Fact::IncomeScore(Some(score))),
        prop::option::of(prop::sample::select(Ending::ALL)).prop_map(|why| {
            let on = chrono::NaiveDate::default();
            Fact::Ended(why.map(|why| Ended { why, on }))
        }),
        (
            prop::sample::select(Counted::ALL),
            prop::option::of(0u16..3)
        )
            .prop_map(|(counted, people)| Fact::Count { counted, people }),
        (0u8..9).prop_map(|area| Fact::Area(Some(area.into()))),
        Just(Fact::Roof(Some(Roof::Tile))),
        Just(Fact::Wall(Some(Material::Hardwood))),
        word(Material::ALL, Fact::Pillar),
        any::<Option<bool>>().prop_map(Fact::Internet),
        prop::option::of(prop::collection::btree_set(
            prop::sample::select(Device::ALL),
            0..4
        ))
        .prop_map(Fact::Devices),
        (-90.0..90.0, 100.0..110.0).prop_map(|(latitude, longitude)| {
            Fact::Place(Place::new(latitude, longitude, Coarseness::Rounded).ok())
        }),
        Just(Fact::Water(Some(Water::Rain))),
        Just(Fact::Latrine(Some(Latrine::None))),
        prop::option::of((
            prop::sample::select(Class::ALL),
            0..3_u32,
            prop::option::of(prop::sample::select(Entry::ALL)),
        ))
        .prop_map(|decided| {
            Fact::Class(decided.map(|(class, years, entry)| OfficialClass {
                class,
                since: chrono::NaiveDate::default() + chrono::Months::new(12 * years),
                decision: None,
                entry,
            }))
        }),
        whom.clone().prop_map(|who| Fact::Head(Heading {
            who,
            former: Relation::Parent
        })),
        Just(Fact::Hamlet(HamletId(Uuid::from_u128(7)))),
        Just(Fact::SameAs(Some(HouseholdId(Uuid::from_u128(6))))),
        any::<bool>().prop_map(|is_so| Fact::NotSame {
            other: HouseholdId(Uuid::from_u128(6)),
            is_so,
        }),
        (whom, of).prop_map(|(whom, fact)| member(whom, fact)),
        help(),
        requests(),
    ]
}

/// What is asked for, and what is done about it.
fn requests() -> impl Strategy<Value = Fact> {
    let request = RequestId(Uuid::from_u128(1));
    let made = r#"{"kind":"withdraw","by":"head","way":"visit","on":"2026-11-03","of_tomorrow":1}"#;
    let made: Request = serde_json::from_str(made).unwrap();
    let courses = [
        "{}",
        r#"{"answered":{"on":"2026-11-04","way":"telephone"},"of_tomorrow":1}"#,
        r#"{"extended":{"until":"2026-11-30","why":"nhiều hồ sơ"}}"#,
        // Longer than the law lets, which nothing takes.
        r#"{"extended":{"until":"2027-11-30","why":"nhiều hồ sơ"}}"#,
        r#"{"end":{"ended":"done","on":"2026-11-12"}}"#,
        r#"{"end":{"ended":"refused","on":"2026-11-12","why":"unproven","words":"không rõ ai"}}"#,
        r#"{"end":{"ended":"taken_back","on":"2026-11-12"}}"#,
    ];
    let courses = courses.map(|course| serde_json::from_str::<Course>(course).unwrap());
    prop_oneof![
        any::<bool>().prop_map(move |is_there| Fact::Request {
            request,
            made: is_there.then(|| Box::new(made.clone())),
        }),
        prop::sample::select(courses.to_vec()).prop_map(move |course| Fact::RequestCourse {
            request,
            course: Box::new(course),
        }),
    ]
}

/// What is said of needs, promises and gifts.
fn help() -> impl Strategy<Value = Fact> {
    let id = |number| SupportId::recorded(Uuid::from_u128(number));
    let on = chrono::NaiveDate::default();
    let states = [
        CommitmentState::Open,
        CommitmentState::Kept { on },
        CommitmentState::Withdrawn { on },
        CommitmentState::Moved { due: on },
        CommitmentState::Missing { on },
    ];
    let needs = [
        NeedState::Open,
        NeedState::Met { on, told: None },
        NeedState::Over {
            on,
            told: Some(VisitId(Uuid::from_u128(3))),
        },
    ];
    let commitment = CommitmentId::told(VisitId(Uuid::from_u128(1)), 2);
    let made = r#"{"what":"sửa mái","on":"2026-11-03","due":"2026-11-20","of_tomorrow":1}"#;
    let made: Promise = serde_json::from_str(made).unwrap();
    let came = r#"{"gift":{"kind":"housing","dong":60000000,"on":"2026-11-03"},"of_tomorrow":1}"#;
    let came: Support = serde_json::from_str(came).unwrap();
    prop_oneof![
        prop::sample::select(states.to_vec())
            .prop_map(move |state| Fact::Commitment { commitment, state }),
        (
            prop::sample::select(NeedKind::ALL),
            prop::sample::select(needs.to_vec())
        )
            .prop_map(|(need, state)| Fact::Need { need, state }),
        any::<bool>().prop_map(move |is_there| Fact::Promise {
            promise: CommitmentId::recorded(Uuid::from_u128(1)),
            made: is_there.then(|| Box::new(made.clone())),
        }),
        // A visit is amended by its author.
        Just(Fact::Promise {
            promise: commitment,
            made: None
        }),
        any::<bool>().prop_map(move |is_there| Fact::Support {
            support: id(1),
            came: is_there.then(|| Box::new(came.clone())),
        }),
        // What a visit told is taken by nobody.
        Just(Fact::Support {
            support: SupportId::told(VisitId(Uuid::from_u128(1)), 1),
            came: None
        }),
        prop::option::of(prop::sample::select(Helped::ALL)).prop_map(move |helped| Fact::Helped {
            support: SupportId::told(VisitId(Uuid::from_u128(1)), 1),
            helped
        }),
        any::<Option<bool>>().prop_map(move |is_one| Fact::SameGift {
            pair: Pair::new(id(1), id(2)).unwrap(),
            is_one
        }),
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

#[test]
fn every_fact_has_a_name_in_both_languages() {
    let house = ["pillar", "internet", "devices", "place", "same_as"];
    let of_them = [
        "work",
        "attends",
        "learnt",
        "disability",
        "allowance",
        "malnourished",
    ];
    let of_them = of_them.map(|name| format!("member:{HEAD}:{name}"));
    let promise = CommitmentId::recorded(Uuid::from_u128(1));
    let others = ["count:jobless".to_owned(), format!("promise:{promise}")];
    let house = house.into_iter().map(str::to_owned).chain(others);
    for name in house.chain(of_them) {
        let key: FactKey = name.parse().unwrap();
        assert!(!matches!(key, FactKey::Other(_)), "{name}");
        assert!(
            key.both()
                .is_some_and(|words| !words.vi.is_empty() && !words.en.is_empty())
        );
        assert_eq!(key.to_string(), name);
    }
    let of_head = |key| FactKey::Member(HEAD, key).sensitivity().is_sensitive();
    assert!(of_head(MemberKey::Ethnicity) && !of_head(MemberKey::Work));
    assert!(
        FactKey::Count(Counted::MalnourishedChildren)
            .sensitivity()
            .is_sensitive()
    );
    assert!(
        !FactKey::Count(Counted::Jobless)
            .sensitivity()
            .is_sensitive()
    );
}

#[test]
fn who_is_added_once_more_takes_back_nothing_that_an_earlier_version_did_not_know() {
    let mut household = household();
    household.set(member(CHILD, MemberFact::Work(Some(Work::Studying))));
    let again = Other {
        member: person(CHILD),
        relation: Relation::Child,
    };
    for fact in again.facts() {
        household.set(fact);
    }
    assert_eq!(household.others[0].member.work, Some(Work::Studying));
}
