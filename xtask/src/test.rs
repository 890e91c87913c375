//! `cargo xtask test`: what every change has to pass, step by step, and the sums at the end.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::count::{Count, cargo_count, node_count, playwright_count};
use crate::steps::{self, Outcome};
use crate::tools::{Browser, Builders, TARGET};
use crate::{app, native, openapi, server, simulate, tidy, tools, tree};

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
}

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
}

/// What every change is tried with.
const USUAL: Depth = Depth {
    schedules: 2_000,
    schedules_in_sqlite: 100,
    grown: 100,
    filled: 120,
    examples: 10,
    app: app::Kind::Stories,
};

/// What a release is tried with.
const LONG: Depth = Depth {
    schedules: 20_000,
    schedules_in_sqlite: 1_500,
    grown: 400,
    filled: 490,
    examples: 50,
    app: app::Kind::Shipped,
};

const STEPS: [Step; 11] = [
    Step {
        name: "format",
        work: |_| format(),
    },
    Step {
        name: "tidy",
        work: |_| tidy(),
    },
    Step {
        name: "clippy",
        work: |_| clippy(),
    },
    Step {
        name: "clippy-app",
        work: |_| clippy_app(),
    },
    Step {
        name: "native",
        work: |_| native(),
    },
    Step {
        name: "simulate",
        work: simulate,
    },
    Step {
        name: "simulate-sqlite",
        work: simulate_sqlite,
    },
    Step {
        name: "openapi",
        work: openapi,
    },
    Step {
        name: "xlsform",
        work: xlsform,
    },
    Step {
        name: "browser",
        work: |_| browser(),
    },
    Step {
        name: "e2e",
        work: e2e,
    },
];

/// What a step found.
struct Report {
    count: Count,
    /// What to read when something failed.
    text: String,
}

impl Test {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let chosen: Vec<_> = STEPS
            .iter()
            .filter(|step| {
                self.only
                    .as_deref()
                    .is_none_or(|part| step.name.contains(part))
            })
            .collect();
        if chosen.is_empty() {
            bail!(
                "no step is called so; there are {}",
                STEPS.map(|step| step.name).join(", ")
            );
        }
        let depth = if self.long { LONG } else { USUAL };
        let mut sum = Count::default();
        for step in chosen {
            println!("{} …", step.name);
            let start = Instant::now();
            let Report { count, text } = (step.work)(depth).unwrap_or_else(|error| Report {
                count: Count {
                    passed: 0,
                    failed: 1,
                },
                text: format!("{error:#}"),
            });
            if count.failed > 0 {
                println!("{}", text.trim_end());
            }
            let mark = if count.failed == 0 { '✓' } else { '✗' };
            println!(
                "{mark} {}: {} passed, {} failed, {:.1} s",
                step.name,
                count.passed,
                count.failed,
                start.elapsed().as_secs_f64()
            );
            sum.passed += count.passed;
            sum.failed += count.failed;
        }
        println!("\n{} passed, {} failed", sum.passed, sum.failed);
        Ok(if sum.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn format() -> Result<Report> {
    let workspace = check(cargo(&["fmt", "--all", "--check"]))?;
    if workspace.count.failed > 0 {
        return Ok(workspace);
    }
    check(cargo(&[
        "fmt",
        "--manifest-path",
        "fuzz/Cargo.toml",
        "--check",
    ]))
}

fn tidy() -> Result<Report> {
    let findings = tidy::findings()?;
    Ok(Report {
        count: one(findings.is_empty()),
        text: findings.join("\n"),
    })
}

fn clippy() -> Result<Report> {
    check(cargo(&[
        "clippy",
        "--workspace",
        "--exclude",
        "dong-hanh",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn clippy_app() -> Result<Report> {
    tools::wasm_target()?;
    check(cargo(&[
        "clippy",
        "--package",
        "dong-hanh",
        "--target",
        TARGET,
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn native() -> Result<Report> {
    tests(native::test(&["--no-fail-fast"]), cargo_count)
}

/// Both ends through random work over a bad network.
fn simulate(depth: Depth) -> Result<Report> {
    check(simulate::simulator(depth.schedules, simulate::MEMORY)?)
}

/// The same with the database of a real office.
fn simulate_sqlite(depth: Depth) -> Result<Report> {
    check(simulate::simulator(
        depth.schedules_in_sqlite,
        simulate::SQLITE,
    )?)
}

/// The API, as a stranger reads its description.
fn openapi(depth: Depth) -> Result<Report> {
    check(openapi::look(depth.examples, None)?)
}

/// What fills forms in ODK's own engine, our evaluator beside it, and our compiler over forms that pyxform accepts.
fn xlsform(depth: Depth) -> Result<Report> {
    let (filled, compiled) = (filled(depth.filled)?, grown(depth.grown)?);
    Ok(Report {
        count: Count {
            passed: filled.count.passed + compiled.count.passed,
            failed: filled.count.failed + compiled.count.failed,
        },
        text: filled.text + &compiled.text,
    })
}

/// Forms grown from the first seeds, and what our compiler makes of them.
fn grown(forms: u32) -> Result<Report> {
    let folder = tree::root().join("target/xtask/grown");
    let mut grow = Command::new(tools::pyxform()?);
    grow.arg("grow.py")
        .arg(&folder)
        .args(["1", &forms.to_string()])
        .current_dir(tree::root().join("tests/xlsform"));
    steps::output(&mut grow)?;
    let mut command = native::test(&["--features", "dong-hanh-xlsform/grown", "--test", "grown"]);
    command.env("GROWN", folder);
    tests(command, cargo_count)
}

fn filled(forms: u32) -> Result<Report> {
    let browser = Browser::ready()?;
    tools::node_packages()?;
    tools::node_packages_of("tests/xlsform", "install ODK's form engine")?;
    let binaries = native::build()?;
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-reporter", "tap"])
        .current_dir(tree::root().join("tests/xlsform"))
        .env("CHROMIUM", browser.chromium)
        .env("DONG_HANH_SERVER", binaries.server)
        .env("GROWN_FORMS", forms.to_string())
        .env("PYXFORM", tools::pyxform()?)
        .env("XFORM", binaries.xform);
    tests(command, node_count)
}

/// The device's own tests, in a real browser: storage there is like nowhere else.
fn browser() -> Result<Report> {
    let (builders, browser) = (Builders::ready()?, Browser::ready()?);
    let mut command = cargo(&[
        "test",
        "--package",
        "dong-hanh",
        "--target",
        TARGET,
        "--lib",
        "--tests",
        "--no-fail-fast",
        "--profile",
        app::STORIES,
    ]);
    command
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            builders.test_runner(),
        )
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    tests(command, cargo_count)
}

/// The stories, with the app as it is served and the server as it runs.
fn e2e(depth: Depth) -> Result<Report> {
    let (builders, browser) = (Builders::ready()?, Browser::ready()?);
    app::build(&builders, depth.app)?;
    tests(server::stories(&browser, depth.app)?, playwright_count)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(tree::root());
    command
}

fn check(mut command: Command) -> Result<Report> {
    let Outcome { success, text } = steps::outcome(&mut command)?;
    Ok(Report {
        count: one(success),
        text,
    })
}

fn one(passed: bool) -> Count {
    Count {
        passed: passed.into(),
        failed: (!passed).into(),
    }
}

/// Runs tests and counts them; a runner that fails without counting a failure (it did not compile, it was
/// killed) counts as one.
fn tests(mut command: Command, count: fn(&str) -> Count) -> Result<Report> {
    let Outcome { success, text } = steps::outcome(&mut command)?;
    let mut count = count(&text);
    if !success && count.failed == 0 {
        count.failed = 1;
    }
    Ok(Report { count, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_dies_counts_as_a_failure() {
        let report = tests(Command::new("false"), cargo_count).unwrap();
        assert_eq!(
            report.count,
            Count {
                passed: 0,
                failed: 1
            }
        );
    }
}
