//! What is said of needs, promises and gifts after a visit: facts of the household like any others.

use std::collections::BTreeSet;

use dong_hanh_domain::help::{
    CommitmentId, CommitmentState, Gift, Helped, NeedKind, NeedState, Pair, Promise, Promiser,
    Support, SupportId, SupportKind,
};
use dong_hanh_domain::{Fact, FactKey, HouseholdChange};
use dong_hanh_sync::ChangedHousehold;

use super::*;

fn day() -> chrono::NaiveDate {
    "2026-11-03".parse().unwrap()
}

fn promise(state: CommitmentState) -> Fact {
    Fact::Commitment {
        commitment: CommitmentId::told(VISIT, 1),
        state,
    }
}

fn gift(support: SupportId) -> Fact {
    let gift = Gift {
        kind: SupportKind::Housing,
        giver: None,
        from: String::new(),
        programme: String::new(),
        dong: Some(60_000_000),
        goods: String::new(),
        on: Some(day()),
    };
    Fact::Support {
        support,
        came: Some(Box::new(Support {
            gift,
            keeps: None,
            extra: Extra::default(),
        })),
    }
}

fn recorded(n: u128) -> SupportId {
    SupportId::recorded(Uuid::from_u128(n))
}

fn one_gift(is_one: Option<bool>) -> Fact {
    Fact::SameGift {
        pair: Pair::new(SupportId::told(VISIT, 1), recorded(1)).unwrap(),
        is_one,
    }
}

fn says(n: u128, seen: &[u128], facts: Vec<Fact>) -> RawOperation {
    let seen: BTreeSet<_> = seen
        .iter()
        .map(|n| OperationId(Uuid::from_u128(*n)))
        .collect();
    operation(
        n,
        Action::ChangeHousehold(ChangedHousehold {
            household: HOME,
            changes: facts.into_iter().map(HouseholdChange::Set).collect(),
            seen,
            visit: None,
            extra: Extra::default(),
        }),
    )
}

fn applied(world: &mut World, author: &Author, raw: &RawOperation) -> Vec<Notice> {
    match receive(world, author, raw) {
        Outcome::Applied { notices } => notices,
        held @ Outcome::Held { .. } => panic!("{held:?}"),
    }
}

#[test]
fn s14_2_a_volunteer_says_what_became_of_a_promise_and_a_need_and_what_came() {
    let mut world = visited();
    let kept = promise(CommitmentState::Kept { on: day() });
    let met = Fact::Need {
        need: NeedKind::HouseRepair,
        state: NeedState::Met {
            on: day(),
            told: None,
        },
    };
    let facts = vec![kept, met, gift(recorded(1))];
    assert_eq!(
        applied(&mut world, &volunteer(), &says(3, &[], facts.clone())),
        []
    );
    for fact in facts {
        assert_eq!(world.households[&HOME].fact(&fact.key()), Some(fact));
    }
    // Whoever said it may take it back.
    let back = vec![promise(CommitmentState::Open)];
    assert_eq!(applied(&mut world, &volunteer(), &says(4, &[3], back)), []);
    assert!(world.households[&HOME].help.commitments.is_empty());
}

#[test]
fn s14_9_what_is_promised_outside_a_visit_is_written_down_and_taken_back() {
    let mut world = visited();
    let made = |promise: CommitmentId| Fact::Promise {
        promise,
        made: Some(Box::new(Promise {
            what: "sửa mái".to_owned(),
            by: Some(Promiser::Commune),
            who: String::new(),
            on: day(),
            due: day(),
            extra: Extra::default(),
        })),
    };
    let [first, second] = [1, 2].map(|n| CommitmentId::recorded(Uuid::from_u128(n)));
    applied(&mut world, &volunteer(), &says(3, &[], vec![made(first)]));
    // Each has an id of its own, so that two who write one down never clash.
    let theirs = says(4, &[], vec![made(second)]);
    assert_eq!(applied(&mut world, &officer(), &theirs), []);
    let known = |world: &World| world.households[&HOME].help.promises.len();
    assert_eq!(known(&world), 2);
    let kept = Fact::Commitment {
        commitment: first,
        state: CommitmentState::Kept { on: day() },
    };
    let said = says(5, &[], vec![kept.clone()]);
    assert_eq!(applied(&mut world, &officer(), &said), []);
    assert_eq!(world.households[&HOME].fact(&kept.key()), Some(kept));
    let back = Fact::Promise {
        promise: second,
        made: None,
    };
    assert_eq!(
        applied(&mut world, &volunteer(), &says(6, &[4], vec![back])),
        []
    );
    assert_eq!(known(&world), 1);
    // What a visit told is mended by amending the visit.
    let told = made(CommitmentId::told(VISIT, 1));
    receive(&mut world, &volunteer(), &says(7, &[], vec![told]));
    assert_eq!(known(&world), 1);
}

#[test]
fn s14_2_who_had_not_seen_what_was_said_of_a_promise_clashes_with_it() {
    let mut world = visited();
    let kept = promise(CommitmentState::Kept { on: day() });
    let withdrawn = promise(CommitmentState::Withdrawn { on: day() });
    applied(&mut world, &volunteer(), &says(3, &[], vec![kept.clone()]));
    let notices = applied(
        &mut world,
        &officer(),
        &says(4, &[], vec![withdrawn.clone()]),
    );
    let facts = vec![kept.key()];
    assert_eq!(notices, [Notice::Clash { facts }]);
    assert_eq!(world.households[&HOME].fact(&kept.key()), Some(kept));
    // Gifts have ids of their own, so that two who write down gifts never clash.
    assert_eq!(
        applied(
            &mut world,
            &volunteer(),
            &says(5, &[], vec![gift(recorded(1))])
        ),
        []
    );
    assert_eq!(
        applied(
            &mut world,
            &officer(),
            &says(6, &[], vec![gift(recorded(2))])
        ),
        []
    );
    assert_eq!(world.households[&HOME].help.supports.len(), 2);
}

#[test]
fn s14_3_what_a_visit_told_is_mended_by_amending_the_visit() {
    let mut world = visited();
    let told = gift(SupportId::told(VISIT, 1));
    let fact = told.key();
    let outcome = receive(&mut world, &officer(), &says(3, &[], vec![told]));
    assert_eq!(held(outcome), HeldReason::Unfit { fact });
}

#[test]
fn s14_4_an_officer_says_that_two_records_are_one_gift_and_takes_it_back() {
    let mut world = visited();
    let one = one_gift(Some(true));
    let outcome = receive(&mut world, &volunteer(), &says(3, &[], vec![one.clone()]));
    assert_eq!(held(outcome), HeldReason::ForeignScope);
    assert_eq!(
        applied(&mut world, &officer(), &says(4, &[], vec![one])),
        []
    );
    assert_eq!(world.households[&HOME].help.pairs.len(), 1);
    assert_eq!(
        applied(&mut world, &officer(), &says(5, &[4], vec![one_gift(None)])),
        []
    );
    assert!(world.households[&HOME].help.is_empty());
}

#[test]
fn s14_5_a_registration_says_nothing_of_help() {
    let mut world = world();
    let mut household = household(OWN);
    household.set(gift(recorded(1)));
    let household = Box::new(household);
    let raw = operation(1, Action::RegisterHousehold { household });
    applied(&mut world, &officer(), &raw);
    assert!(world.households[&HOME].help.is_empty());
    assert_eq!(
        world.households[&HOME].fact(&FactKey::Support(recorded(1))),
        Some(Fact::Support {
            support: recorded(1),
            came: None
        })
    );
}

#[test]
fn s14_6_whether_what_came_has_helped_is_said_also_of_what_a_visit_told() {
    let mut world = visited();
    let told = SupportId::told(VISIT, 1);
    let helped = |helped| Fact::Helped {
        support: told,
        helped,
    };
    let missing = CommitmentState::Missing { on: day() };
    applied(
        &mut world,
        &volunteer(),
        &says(3, &[], vec![helped(Some(Helped::Partly)), promise(missing)]),
    );
    let known = |world: &World| world.households[&HOME].help.clone();
    assert_eq!(known(&world).helped.get(&told), Some(&Helped::Partly));
    assert_eq!(
        known(&world).commitments.values().collect::<Vec<_>>(),
        [&missing]
    );
    applied(&mut world, &volunteer(), &says(4, &[3], vec![helped(None)]));
    assert!(known(&world).helped.is_empty());
}
