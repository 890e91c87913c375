//! Many schedules at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crate::base::Base;
use crate::broken::Broken;
use crate::life::Life;
use crate::mutation::Mutation;
use crate::schedule::Schedule;

/// A schedule that breaks a rule.
#[derive(Clone, Debug)]
pub struct Found {
    /// The schedule.
    pub schedule: Schedule,
    /// The rule, and what was seen.
    pub broken: Broken,
}

/// Lives through one schedule.
///
/// # Errors
/// [`Broken`], where something does not hold that must.
pub fn run(schedule: &Schedule, base: Base, mutation: Option<Mutation>) -> Result<(), Broken> {
    catch_unwind(AssertUnwindSafe(|| Life::live(schedule, base, mutation)))
        .unwrap_or_else(|_| Err(Broken::new("panic", "the program broke off")))
}

/// Lives through the schedules of these seeds on all processors; gives the first by its seed that breaks a rule. `seen`
/// is told how many are done, now and then.
pub fn search(
    first: u64,
    schedules: u64,
    base: Base,
    mutation: Option<Mutation>,
    seen: impl Fn(u64) + Sync,
) -> Option<Found> {
    let next = AtomicU64::new(first);
    let stop = AtomicBool::new(false);
    let found: Mutex<Option<Found>> = Mutex::new(None);
    let end = first.saturating_add(schedules);
    let work = || {
        while !stop.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                break;
            }
            let schedule = Schedule::draw(seed);
            if let Err(broken) = run(&schedule, base, mutation) {
                stop.store(true, Ordering::Relaxed);
                let mut found = found
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                if found
                    .as_ref()
                    .is_none_or(|known| seed < known.schedule.seed)
                {
                    *found = Some(Found { schedule, broken });
                }
            }
            if (seed - first + 1).is_multiple_of(1_000) {
                seen(seed - first + 1);
            }
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(work);
        }
    });
    found
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
