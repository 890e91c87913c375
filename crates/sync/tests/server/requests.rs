//! What people ask for about their data: facts of the household, of which the office alone says what was done.

use std::collections::BTreeSet;

use dong_hanh_domain::request::{
    Answered, Asker, Course, End, Extended, Request, RequestKind, Way,
};
use dong_hanh_domain::{Because, Fact, FactKey, HouseholdChange, RequestId};
use dong_hanh_sync::{ChangedHousehold, Subject};

use super::*;

const ASKED: RequestId = RequestId(Uuid::from_u128(70));

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn asked(is_there: bool) -> Fact {
    let made = Request {
        kind: RequestKind::Withdraw,
        of: None,
        by: Asker::Head,
        who: String::new(),
        way: Way::Visit,
        on: day("2026-11-10"),
        note: String::new(),
        extra: Extra::default(),
    };
    Fact::Request {
        request: ASKED,
        made: is_there.then(|| Box::new(made)),
    }
}

fn done(course: Course) -> Fact {
    Fact::RequestCourse {
        request: ASKED,
        course: Box::new(course),
    }
}

fn answered(on: &str) -> Course {
    Course {
        answered: Some(Answered {
            on: day(on),
            way: Way::Telephone,
        }),
        ..Course::default()
    }
}

fn says(n: u128, seen: &[u128], fact: Fact) -> RawOperation {
    let seen: BTreeSet<_> = seen
        .iter()
        .map(|n| OperationId(Uuid::from_u128(*n)))
        .collect();
    operation(
        n,
        Action::ChangeHousehold(ChangedHousehold {
            household: HOME,
            changes: vec![HouseholdChange::Set(fact)],
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

fn known(world: &World) -> Vec<(RequestId, Course)> {
    let requests = world.households[&HOME].requests.iter();
    requests.map(|(id, _, course)| (id, course)).collect()
}

/// A world whose household has asked for something.
fn world_with_request() -> World {
    let mut world = visited();
    world.units.insert(OWN, officer().role.unit().clone());
    let said = says(3, &[], asked(true));
    assert_eq!(applied(&mut world, &volunteer(), &said), []);
    world
}

#[test]
fn s19_1_a_volunteer_records_a_request_and_the_office_says_what_was_done() {
    let mut world = world_with_request();
    assert_eq!(known(&world), [(ASKED, Course::default())]);
    let course = answered("2026-11-11");
    let forged = says(4, &[3], done(course.clone()));
    let outcome = receive(&mut world, &volunteer(), &forged);
    assert_eq!(held(outcome), HeldReason::ForeignScope);
    let said = says(5, &[3], done(course.clone()));
    assert_eq!(applied(&mut world, &officer(), &said), []);
    assert_eq!(known(&world), [(ASKED, course)]);
    // Two officers who have not heard of each other say otherwise: both is kept.
    let other = says(6, &[3], done(answered("2026-11-12")));
    let facts = vec![FactKey::RequestCourse(ASKED)];
    assert_eq!(
        applied(&mut world, &officer(), &other),
        [Notice::Clash { facts }]
    );
}

#[test]
fn s19_1_what_was_written_down_wrongly_is_taken_back() {
    let mut world = world_with_request();
    let back = says(4, &[3], asked(false));
    assert_eq!(applied(&mut world, &volunteer(), &back), []);
    assert_eq!(known(&world), []);
}

#[test]
fn s19_3_a_longer_extension_than_the_law_lets_is_held() {
    let mut world = world_with_request();
    let extended = |until: &str| Course {
        extended: Some(Extended {
            until: day(until),
            why: "nhiều hồ sơ giấy".to_owned(),
        }),
        ..answered("2026-11-11")
    };
    let too_long = says(4, &[3], done(extended("2026-12-11")));
    let outcome = receive(&mut world, &officer(), &too_long);
    let fact = FactKey::RequestCourse(ASKED);
    assert_eq!(held(outcome), HeldReason::Unfit { fact });
    let said = says(5, &[3], done(extended("2026-12-10")));
    assert_eq!(applied(&mut world, &officer(), &said), []);
}

#[test]
fn s19_5_a_visit_to_whoever_has_withdrawn_is_filed() {
    let mut world = world_with_request();
    let withdrawn = Course {
        end: Some(End::Done {
            on: day("2026-11-12"),
            what: String::new(),
            lifted: None,
        }),
        ..answered("2026-11-11")
    };
    let said = says(4, &[3], done(withdrawn));
    assert_eq!(applied(&mut world, &officer(), &said), []);
    let visit = VisitId(Uuid::from_u128(42));
    let came = finish(5, visit, "bà Hạnh", None);
    assert_eq!(applied(&mut world, &volunteer(), &came), []);
    assert!(world.visits.contains_key(&visit));
}

#[test]
fn s20_3_what_was_asked_for_stays_of_what_is_erased_without_a_word() {
    let mut world = world_with_request();
    let asked = known(&world).len();
    let action = Action::Erase {
        what: Subject::Household {
            household: HOME,
            hamlet: OWN,
        },
        because: Because::Retention,
    };
    applied(&mut world, &officer(), &operation(9, action));
    let erased = world.into_written().erasing.households;
    let requests = &erased[0].counts.requests;
    assert_eq!(requests.iter().count(), asked);
    assert!(
        requests
            .iter()
            .all(|(_, request, _)| request.note.is_empty() && request.who.is_empty())
    );
}
