//! `cargo xtask test`: what every change has to pass, step by step, and the sums at the end.

mod steps;

use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::app;
use crate::count::Count;

/// Options of `test`.
#[derive(Args)]
pub(crate) struct Test {
    /// Only the steps whose name contains this
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// As far as a release is tried: more lives, forms and requests, and the stories on what a phone downloads
    #[arg(long)]
    long: bool,
}

/// One step: a check (passed or failed as a whole) or a runner with a count of its own.
struct Step {
    name: &'static str,
    work: fn(Depth) -> Result<Report>,
    /// Whether the steps behind it in its lane need what it builds.
    builds: bool,
}

/// Steps one after the other.
type Lane = &'static [Step];

/// The phases one after the other, the lanes of a phase beside each other, so divided that both take the same time: a
/// step that waits for one core leaves the other one to its neighbour. The stories have the machine alone, since a person
/// who waits is part of them.
const PHASES: [&[Lane]; 3] = [
    &[&[
        Step::of("format", |_| steps::format()),
        Step::of("tidy", |_| steps::tidy()),
        Step::of("dependencies", |_| steps::dependencies()),
    ]],
    &[
        &[
            Step::building("clippy", |_| steps::clippy()),
            Step::of("native", |_| steps::native()),
            Step::of("openapi", steps::openapi),
        ],
        &[
            Step::building("clippy-app", |_| steps::clippy_app()),
            Step::of("browser", |_| steps::browser()),
            Step::of("simulate", steps::simulate),
            Step::of("simulate-sqlite", steps::simulate_sqlite),
            Step::of("xlsform", steps::xlsform),
        ],
    ],
    &[&[Step::of("e2e", steps::e2e)]],
];

/// How far the steps go that could go on for ever.
#[derive(Clone, Copy)]
struct Depth {
    /// How many schedules the step `simulate` lives through.
    schedules: u64,
    /// And how many with a database, which takes some seventeen times as long.
    schedules_in_sqlite: u64,
    /// How many forms are grown for our compiler.
    grown: u32,
    /// How many forms are grown and filled in ODK's engine beside our own, each four times.
    filled: u32,
    /// How many requests are made up for each address of the API.
    examples: u32,
    /// Which app the stories run.
    app: app::Kind,
    /// How often they kill a browser while a visit is recorded.
    kills: u32,
    /// So many megabytes are handed over in a file.
    handed_mb: u32,
}

/// What every change is tried with.
const USUAL: Depth = Depth {
    schedules: 20_000,
    schedules_in_sqlite: 100,
    grown: 100,
    filled: 120,
    examples: 10,
    app: app::Kind::Stories,
    kills: 20,
    handed_mb: 10,
};

/// What a release is tried with.
const LONG: Depth = Depth {
    schedules: 100_000,
    schedules_in_sqlite: 1_500,
    grown: 400,
    filled: 490,
    examples: 50,
    app: app::Kind::Shipped,
    kills: 40,
    handed_mb: 50,
};

/// What a step found.
struct Report {
    count: Count,
    /// What to read when something failed.
    text: String,
}

impl Test {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let all = || PHASES.iter().copied().flatten().copied().flatten();
        if !all().any(|step| self.chooses(step)) {
            let names: Vec<_> = all().map(|step| step.name).collect();
            bail!("no step is called so; there are {}", names.join(", "));
        }
        let mut sum = Count::default();
        for lanes in PHASES {
            thread::scope(|scope| {
                let lanes: Vec<_> = lanes
                    .iter()
                    .map(|lane| scope.spawn(|| self.lane(lane)))
                    .collect();
                for lane in lanes {
                    sum = sum + lane.join().unwrap_or(BROKEN);
                }
            });
        }
        println!("\n{} passed, {} failed", sum.passed, sum.failed);
        Ok(if sum.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn chooses(&self, step: &Step) -> bool {
        let part = self.only.as_deref();
        part.is_none_or(|part| step.name.contains(part))
    }

    fn lane(&self, steps: &[Step]) -> Count {
        let depth = if self.long { LONG } else { USUAL };
        let mut sum = Count::default();
        for step in steps.iter().filter(|step| self.chooses(step)) {
            let count = step.run(depth);
            sum = sum + count;
            // What was not built would only be told again by everything that starts it.
            if count.failed > 0 && step.builds {
                break;
            }
        }
        sum
    }
}

/// A step that could not even say what failed.
const BROKEN: Count = Count {
    passed: 0,
    failed: 1,
};

impl Step {
    const fn of(name: &'static str, work: fn(Depth) -> Result<Report>) -> Self {
        Self {
            name,
            work,
            builds: false,
        }
    }

    /// One that builds what the steps behind it in its lane need.
    const fn building(name: &'static str, work: fn(Depth) -> Result<Report>) -> Self {
        Self {
            builds: true,
            ..Self::of(name, work)
        }
    }

    fn run(&self, depth: Depth) -> Count {
        println!("{} …", self.name);
        let start = Instant::now();
        let Report { count, text } = (self.work)(depth).unwrap_or_else(|error| Report {
            count: BROKEN,
            text: format!("{error:#}"),
        });
        let seconds = start.elapsed().as_secs_f64();
        let (name, Count { passed, failed }) = (self.name, count);
        // In one piece, for another lane prints too.
        match failed {
            0 => println!("✓ {name}: {passed} passed, 0 failed, {seconds:.1} s"),
            _ => println!(
                "{}\n✗ {name}: {passed} passed, {failed} failed, {seconds:.1} s",
                text.trim_end()
            ),
        }
        count
    }
}
