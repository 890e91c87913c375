//! Every target, with bytes as they come, damaged, and made up.
#![allow(clippy::unwrap_used, clippy::panic)]

use dong_hanh_outside::{TARGETS, Target, damaged};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Damages each so often; what is damaged a little is looked at longest.
const CASES: u32 = 2_000;

fn each(look: impl Fn(&Target, &[Vec<u8>], &mut TestRunner)) {
    for target in TARGETS {
        let seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{}", target.name);
        let mut runner = TestRunner::new(Config {
            failure_persistence: None,
            ..Config::with_cases(CASES)
        });
        look(&target, &seeds, &mut runner);
    }
}

#[test]
fn what_really_comes_is_fine() {
    each(|target, seeds, _| seeds.iter().for_each(|seed| (target.check)(seed)));
}

#[test]
fn damaged_bytes_are_read_or_refused_and_never_worse() {
    each(|target, seeds, runner| {
        let done = runner.run(&vec(any::<u8>(), 1..24), |noise| {
            (target.check)(&damaged(seeds, &noise));
            Ok(())
        });
        done.unwrap_or_else(|error| panic!("{}: {error}", target.name));
    });
}

#[test]
fn any_bytes_are_read_or_refused_and_never_worse() {
    each(|target, _, runner| {
        let done = runner.run(
            &prop_oneof![
                vec(any::<u8>(), 0..200),
                "\\PC{0,60}".prop_map(String::into_bytes)
            ],
            |bytes| {
                (target.check)(&bytes);
                Ok(())
            },
        );
        done.unwrap_or_else(|error| panic!("{}: {error}", target.name));
    });
}
