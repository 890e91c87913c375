//! From a schedule that fails to the fewest steps that fail alike.

use crate::base::Base;
use crate::broken::Broken;
use crate::mutation::Mutation;
use crate::run;
use crate::schedule::Schedule;
use crate::step::Step;

/// The fewest steps of a schedule, which breaks a rule, that still break the same one.
#[must_use]
pub fn shrink(
    schedule: &Schedule,
    broken: &Broken,
    base: Base,
    mutation: Option<Mutation>,
) -> (Schedule, Broken) {
    let mut least = (schedule.clone(), broken.clone());
    loop {
        let before = least.0.steps.clone();
        leave_out(&mut least, base, mutation);
        simplify(&mut least, base, mutation);
        if least.0.steps == before {
            return least;
        }
    }
}

fn try_with(
    least: &mut (Schedule, Broken),
    steps: Vec<Step>,
    base: Base,
    mutation: Option<Mutation>,
) -> bool {
    let schedule = Schedule {
        steps,
        ..least.0.clone()
    };
    match run(&schedule, base, mutation) {
        Err(broken) if broken.rule == least.1.rule => {
            *least = (schedule, broken);
            true
        }
        _ => false,
    }
}

/// Leaves out as many steps as it can, many at once first.
fn leave_out(least: &mut (Schedule, Broken), base: Base, mutation: Option<Mutation>) {
    let mut size = least.0.steps.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < least.0.steps.len() {
            let mut steps = least.0.steps.clone();
            steps.drain(at..(at + size).min(steps.len()));
            if !try_with(least, steps, base, mutation) {
                at += size;
            }
        }
        size /= 2;
    }
}

/// Makes what goes on for long go on for less.
fn simplify(least: &mut (Schedule, Broken), base: Base, mutation: Option<Mutation>) {
    for at in 0..least.0.steps.len() {
        while let Step::Go {
            phone,
            times: more @ 2..,
        } = least.0.steps[at]
        {
            let times = more - 1;
            let mut steps = least.0.steps.clone();
            steps[at] = Step::Go { phone, times };
            if !try_with(least, steps, base, mutation) {
                break;
            }
        }
    }
}
