//! Runs schedules from the command line; `cargo xtask simulate` calls it.
#![allow(clippy::print_stdout)]

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use dong_hanh_simulator::{Base, Schedule, run, search, shrink};

/// Lives through many schedules of work over a bad network.
#[derive(Parser)]
struct Options {
    /// How many schedules
    #[arg(long, default_value_t = 20_000)]
    schedules: u64,
    /// Only the schedule of this seed
    #[arg(long)]
    seed: Option<u64>,
    /// The seed of the first one
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// What the office keeps its records in: memory or sqlite
    #[arg(long, default_value = "memory")]
    store: Base,
}

fn main() -> ExitCode {
    let Options {
        schedules,
        seed,
        first,
        store,
    } = Options::parse();
    let (first, schedules) = seed.map_or((first, schedules), |seed| (seed, 1));
    let start = Instant::now();
    let seen = |done: u64| {
        if done.is_multiple_of(10_000) {
            println!("{done} schedules, {:.1} s", start.elapsed().as_secs_f64());
        }
    };
    let Some(found) = search(first, schedules, store, None, seen) else {
        println!(
            "{schedules} schedules hold, {:.1} s",
            start.elapsed().as_secs_f64()
        );
        return ExitCode::SUCCESS;
    };
    let drawn = Schedule::draw(found.schedule.seed);
    if let Err(broken) = run(&drawn, store, None) {
        let (least, broken) = shrink(&drawn, &broken, store, None);
        println!("{least}\n{broken}");
    } else {
        println!(
            "{drawn}\n{} (and not when it is lived through again)",
            found.broken
        );
    }
    ExitCode::FAILURE
}
