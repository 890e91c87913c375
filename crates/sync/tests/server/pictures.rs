//! A picture is taken out of the visits that name it.

use dong_hanh_domain::Because;
use dong_hanh_form::{MediaRef, Sha256};
use dong_hanh_sync::{ErasedPicture, Subject};

use super::*;

fn digest() -> Sha256 {
    "ab".repeat(32).parse().unwrap()
}

fn erase(n: u128) -> RawOperation {
    let what = Subject::Picture {
        household: HOME,
        hamlet: OWN,
        visit: VISIT,
        digest: digest(),
    };
    let because = Because::Child;
    operation(n, Action::Erase { what, because })
}

/// A world in which the household was visited once, with a picture.
fn pictured() -> World {
    let mut world = visited();
    let visit = world.visits.get_mut(&VISIT).unwrap();
    let media = MediaRef {
        sha256: digest(),
        bytes: 3,
        mime: "image/jpeg".into(),
    };
    visit.answers.set(
        "who/pictures".parse().unwrap(),
        Answer::Given(Value::Photos(vec![media])),
    );
    world
}

fn is_applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}

#[test]
fn s20_20_a_visit_says_that_its_picture_was_erased_and_keeps_its_answers() {
    let mut world = pictured();
    let before = world.visits[&VISIT].clone();
    let foreign = held(receive(&mut world, &volunteer(), &erase(5)));
    assert_eq!(foreign, HeldReason::ForeignScope);
    assert_eq!(world.visits[&VISIT], before);

    assert!(is_applied(&receive(&mut world, &officer(), &erase(6))));
    let erased = ErasedPicture {
        digest: digest(),
        at: now(),
        by: OFFICER,
        because: Because::Child,
    };
    let after = dong_hanh_sync::Visit {
        erased: vec![erased],
        ..before
    };
    assert_eq!(world.visits[&VISIT], after);
    assert_eq!(after.answers.media().count(), 1);
    assert_eq!(after.media().count(), 0);
    // Said by a second officer, nothing changes any more.
    assert!(is_applied(&receive(&mut world, &officer(), &erase(7))));
    assert_eq!(world.visits[&VISIT], after);
    let written = world.into_written();
    assert_eq!(written.erasing.pictures, [(HOME, digest())]);
    assert!(written.erasing.gone.is_empty(), "no text is about it");
}

#[test]
fn s20_22_whoever_took_it_is_told_in_their_own_feed() {
    let mut world = pictured();
    receive(&mut world, &officer(), &erase(5));
    let written = world.into_written();
    let told: Vec<_> = written
        .records
        .iter()
        .filter(|(scope, _)| matches!(scope, Scope::Person(_)))
        .map(|(scope, record)| (scope.clone(), record.key()))
        .collect();
    let key = RecordKey::ForgetPicture(HOME, digest());
    assert_eq!(told, [(Scope::Person(VOLUNTEER), key.clone())]);
    assert_eq!(key.to_string().parse(), Ok(key));
}
