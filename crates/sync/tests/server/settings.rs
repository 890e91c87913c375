//! What the office of a unit sets.

use dong_hanh_domain::UnitKey;
use dong_hanh_domain::settings::Settings;

use super::*;

fn unit(text: &str) -> UnitKey {
    text.parse().unwrap()
}

fn set(n: u128, of: &str, poor: u16) -> RawOperation {
    let mut settings = Settings::default();
    settings.intervals.poor = poor;
    let settings = Box::new(settings);
    let unit = unit(of);
    operation(n, Action::ChangeSettings { unit, settings })
}

/// The settings that a batch wrote: in which feed, whose word, days for poor households.
fn written(world: World) -> Vec<(Scope, UserId, u16)> {
    let records = world.into_written().records.into_iter();
    let set = records.filter_map(|(scope, record)| match record {
        Record::Settings(set) => Some((scope, set.officer, set.settings.intervals.poor)),
        _ => None,
    });
    set.collect()
}

const UNIT: &str = "19900@2025-07-01";

#[test]
fn s13_1_an_officer_of_the_unit_sets_it_and_nobody_else() {
    let mut own = world();
    receive(&mut own, &officer(), &set(1, UNIT, 45));
    assert_eq!(written(own), [(Scope::Unit(unit(UNIT)), OFFICER, 45)]);

    for (author, of) in [(volunteer(), UNIT), (officer(), "19753@2025-07-01")] {
        let mut other = world();
        let outcome = receive(&mut other, &author, &set(1, of, 45));
        assert_eq!(held(outcome), HeldReason::ForeignScope);
        assert_eq!(written(other), []);
    }
}

#[test]
fn s13_2_what_arrives_later_takes_the_place_of_what_was_there() {
    let mut world = world();
    for (n, poor) in [(1, 45), (2, 30)] {
        receive(&mut world, &officer(), &set(n, UNIT, poor));
    }
    assert_eq!(written(world), [(Scope::Unit(unit(UNIT)), OFFICER, 30)]);
}

#[test]
fn s13_3_what_is_out_of_bounds_is_held_as_it_came() {
    let text = set(1, UNIT, 45).text().replace("\"poor\":45", "\"poor\":0");
    let raw = RawOperation::from_text(text).unwrap();
    let mut world = world();
    let reason = held(receive(&mut world, &officer(), &raw));
    assert!(
        matches!(reason, HeldReason::Unreadable { .. }),
        "{reason:?}"
    );
    assert_eq!(written(world), []);
    // What was never set is as the movement has it.
    assert_eq!(Settings::default().intervals.poor, 60);
}
