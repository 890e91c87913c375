//! What the answers of a visit say of its household.

use std::collections::BTreeSet;

use dong_hanh_domain::household::Roof;
use dong_hanh_domain::{Fact, FactKey, HouseholdChange, Occasion};
use dong_hanh_form::DeclineReason;
use dong_hanh_sync::{ChangedHousehold, Ruling};

use super::*;

const SAVING: &str = r#"{"name":"saving","title":{"vi":"Thăm","en":"Visit"},"version":"1","nodes":[
    {"type":"group","name":"house","label":{"vi":"Nhà","en":"House"},"nodes":[
        {"type":"decimal","name":"area","label":{"vi":"Rộng?","en":"Area?"},"save_to":"area","declinable":["not_measured"]},
        {"type":"select_one","name":"roof","label":{"vi":"Mái?","en":"Roof?"},"save_to":"roof","choices":[
            {"name":"tile","label":{"vi":"Ngói","en":"Tiles"}},{"name":"other","label":{"vi":"Khác","en":"Other"}}]},
        {"type":"text","name":"note","label":{"vi":"Ghi chú","en":"Note"}}]}],
    "entities":[{"list":"households","id":"''"}]}"#;

fn saving() -> FormId {
    FormId("sha256:saving".into())
}

fn registered() -> World {
    let mut world = world();
    world
        .forms
        .insert(saving(), Form::parse(SAVING).unwrap().into());
    receive(&mut world, &volunteer(), &register(1, OWN));
    world
}

fn other() -> Author {
    Author {
        user: UserId(Uuid::from_u128(12)),
        ..volunteer()
    }
}

/// A visit whose author saw these operations when it began, and who answers so.
struct Told {
    number: u128,
    visit: VisitId,
    amends: Option<VisitId>,
    seen: &'static [u128],
    answers: Answers,
}

impl Told {
    fn of(number: u128, visit: VisitId, area: &str) -> Self {
        Self {
            number,
            visit,
            amends: None,
            seen: &[],
            answers: answers(&[("area", area)]),
        }
    }

    fn by(&self, world: &mut World, author: &Author) -> Vec<FactKey> {
        match receive(world, author, &self.raw()) {
            Outcome::Applied { notices } => match &notices[..] {
                [] => Vec::new(),
                [Notice::Clash { facts }] => facts.clone(),
                other => panic!("{other:?}"),
            },
            Outcome::Held { reason } => panic!("held: {reason:?}"),
        }
    }

    fn raw(&self) -> RawOperation {
        let seen = self.seen.iter();
        let visit = FinishedVisit {
            visit: self.visit,
            household: HOME,
            form: saving(),
            answers: self.answers.clone(),
            started: clock(),
            amends: self.amends,
            seen: seen.map(|n| OperationId(Uuid::from_u128(*n))).collect(),
            grounds: Box::default(),
            extra: Extra::default(),
        };
        operation(self.number, Action::FinishVisit(visit))
    }
}

fn answers(all: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::new();
    for (name, answer) in all {
        let value = match *name {
            "area" => Value::Decimal(answer.parse().unwrap()),
            "roof" => Value::One((*answer).to_owned()),
            _ => Value::Text((*answer).to_owned()),
        };
        let path = format!("house/{name}").parse().unwrap();
        answers.set(path, Answer::Given(value));
    }
    answers
}

fn says(number: u128, seen: &[u128], fact: Fact) -> RawOperation {
    let seen: BTreeSet<_> = seen
        .iter()
        .map(|n| OperationId(Uuid::from_u128(*n)))
        .collect();
    operation(
        number,
        Action::ChangeHousehold(ChangedHousehold {
            household: HOME,
            changes: vec![HouseholdChange::Set(fact)],
            seen,
            visit: None,
            extra: Extra::default(),
        }),
    )
}

fn area(world: &World) -> Option<f32> {
    world.households[&HOME].dwelling.area_m2
}

fn open_conflicts(world: &World) -> usize {
    let conflicts = world.conflicts.values();
    conflicts.filter(|conflict| conflict.is_open()).count()
}

/// What clashes is on a screen of its own, which no visit is made on.
#[test]
fn s7_6_an_officer_s_visit_settles_nothing() {
    let mut world = registered();
    receive(
        &mut world,
        &volunteer(),
        &says(2, &[], Fact::Area(Some(30.0))),
    );
    receive(&mut world, &other(), &says(3, &[], Fact::Area(Some(36.0))));
    assert_eq!(open_conflicts(&world), 1);
    let told = Told {
        seen: &[2, 3],
        ..Told::of(4, VISIT, "42")
    };
    assert_eq!(told.by(&mut world, &officer()), []);
    assert_eq!(area(&world), Some(42.0));
    assert_eq!(open_conflicts(&world), 1);
}

#[test]
fn s7_12_an_answer_becomes_a_fact_with_the_visit_that_says_it() {
    let mut world = registered();
    let told = Told {
        answers: answers(&[("area", "42"), ("roof", "tile"), ("note", "x")]),
        ..Told::of(2, VISIT, "42")
    };
    assert_eq!(told.by(&mut world, &volunteer()), []);
    let home = &world.households[&HOME];
    assert_eq!(
        (home.dwelling.area_m2, home.dwelling.roof),
        (Some(42.0), Some(Roof::Tile))
    );
    let said = &home.versions[&FactKey::Area];
    let visit = Some(Occasion::Visit(VISIT));
    assert_eq!((said.by, said.on), (VOLUNTEER, visit));
    assert_eq!(said.operation, OperationId(Uuid::from_u128(2)));
    let written = world.into_written().records;
    let keys: Vec<_> = written.iter().map(|(_, record)| record.key()).collect();
    assert_eq!(keys, [RecordKey::Visit(VISIT), RecordKey::Household(HOME)]);
}

#[test]
fn s7_12_what_its_author_had_not_seen_is_kept_beside_it() {
    for (seen, clashes, stands) in [(&[][..], 1, 50.0), (&[2][..], 0, 42.0)] {
        let mut world = registered();
        receive(&mut world, &other(), &says(2, &[], Fact::Area(Some(50.0))));
        let told = Told {
            seen,
            ..Told::of(3, VISIT, "42")
        };
        assert_eq!(told.by(&mut world, &volunteer()).len(), clashes);
        assert_eq!(area(&world), Some(stands));
        assert_eq!(open_conflicts(&world), clashes);
    }
}

#[test]
fn s7_12_a_visit_that_is_held_says_nothing_until_an_officer_applies_it() {
    let mut world = registered();
    let stranger = Author {
        role: Role::Volunteer {
            unit: "19900@2025-07-01".parse().unwrap(),
            hamlets: [FOREIGN].into(),
        },
        ..volunteer()
    };
    let raw = Told::of(2, VISIT, "42").raw();
    held(receive(&mut world, &stranger, &raw));
    assert_eq!(area(&world), None);
    world.units.insert(OWN, "19900@2025-07-01".parse().unwrap());
    let release = operation(
        3,
        Action::Release {
            held: OperationId(Uuid::from_u128(2)),
            digest: raw.digest().to_string(),
            ruling: Ruling::Apply,
        },
    );
    let outcome = receive(&mut world, &officer(), &release);
    assert_eq!(
        outcome,
        Outcome::Applied {
            notices: Vec::new()
        }
    );
    assert_eq!(area(&world), Some(42.0));
    let said = &world.households[&HOME].versions[&FactKey::Area];
    let visit = Some(Occasion::Visit(VISIT));
    assert_eq!((said.by, said.on), (VOLUNTEER, visit));
}

#[test]
fn s7_12_a_visit_that_comes_twice_says_it_once() {
    let mut world = registered();
    let told = Told::of(2, VISIT, "42");
    told.by(&mut world, &volunteer());
    receive(&mut world, &other(), &says(3, &[2], Fact::Area(Some(50.0))));
    // The same operation, and the same visit under another one.
    told.by(&mut world, &volunteer());
    let again = Told::of(4, VISIT, "42");
    assert_eq!(again.by(&mut world, &volunteer()), []);
    assert_eq!((area(&world), open_conflicts(&world)), (Some(50.0), 0));
}

#[test]
fn s7_13_an_amendment_says_only_what_it_says_otherwise() {
    let mut world = registered();
    Told::of(2, VISIT, "42").by(&mut world, &volunteer());
    receive(&mut world, &other(), &says(3, &[2], Fact::Area(Some(50.0))));
    let amends = Told {
        amends: Some(VISIT),
        answers: answers(&[("area", "42"), ("note", "quên ghi")]),
        ..Told::of(4, AMENDMENT, "42")
    };
    assert_eq!(amends.by(&mut world, &volunteer()), []);
    assert_eq!((area(&world), open_conflicts(&world)), (Some(50.0), 0));
}

#[test]
fn s7_13_whoever_amends_a_visit_has_seen_what_they_said_on_it() {
    let mut world = registered();
    Told::of(2, VISIT, "42").by(&mut world, &volunteer());
    let amends = Told {
        amends: Some(VISIT),
        ..Told::of(3, AMENDMENT, "24")
    };
    assert_eq!(amends.by(&mut world, &volunteer()), []);
    assert_eq!((area(&world), open_conflicts(&world)), (Some(24.0), 0));
}

#[test]
fn s7_13_an_amendment_takes_nothing_back() {
    let mut world = registered();
    Told::of(2, VISIT, "42").by(&mut world, &volunteer());
    let mut unmeasured = answers(&[]);
    unmeasured.set(
        "house/area".parse().unwrap(),
        Answer::Declined(DeclineReason::NotMeasured),
    );
    let amends = Told {
        amends: Some(VISIT),
        answers: unmeasured,
        ..Told::of(3, AMENDMENT, "42")
    };
    assert_eq!(amends.by(&mut world, &volunteer()), []);
    assert_eq!(area(&world), Some(42.0));
}

#[test]
fn s7_14_what_was_declined_or_has_no_word_in_the_record_says_nothing() {
    let mut world = registered();
    receive(
        &mut world,
        &other(),
        &says(2, &[], Fact::Roof(Some(Roof::Metal))),
    );
    let mut quiet = answers(&[("roof", "other")]);
    quiet.set(
        "house/area".parse().unwrap(),
        Answer::Declined(DeclineReason::NotMeasured),
    );
    let told = Told {
        answers: quiet,
        ..Told::of(3, VISIT, "42")
    };
    assert_eq!(told.by(&mut world, &volunteer()), []);
    let dwelling = &world.households[&HOME].dwelling;
    assert_eq!((dwelling.roof, dwelling.area_m2), (Some(Roof::Metal), None));
}

#[test]
fn s7_12_what_was_said_by_hand_on_the_same_visit_is_known() {
    let mut world = registered();
    let by_hand = operation(
        2,
        Action::ChangeHousehold(ChangedHousehold {
            household: HOME,
            changes: vec![HouseholdChange::Set(Fact::Area(Some(40.0)))],
            seen: BTreeSet::new(),
            visit: Some(VISIT),
            extra: Extra::default(),
        }),
    );
    receive(&mut world, &volunteer(), &by_hand);
    assert_eq!(Told::of(3, VISIT, "42").by(&mut world, &volunteer()), []);
    assert_eq!((area(&world), open_conflicts(&world)), (Some(42.0), 0));
}
