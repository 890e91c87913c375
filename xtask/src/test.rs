//! `cargo xtask test`: every test there is, step by step, and the sums at the end.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::steps::{self, Outcome};
use crate::tools::{Browser, Builders, TARGET};
use crate::{app, openapi, server, simulate, tidy, tools, tree};

/// Options of `test`.
#[derive(Args)]
pub(crate) struct Test {
    /// Only the steps whose name contains this
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// One step: a check (passed or failed as a whole) or a runner with a count of its own.
struct Step {
    name: &'static str,
    work: fn() -> Result<Report>,
}

const STEPS: [Step; 12] = [
    Step {
        name: "format",
        work: format,
    },
    Step {
        name: "tidy",
        work: tidy,
    },
    Step {
        name: "clippy",
        work: clippy,
    },
    Step {
        name: "clippy-app",
        work: clippy_app,
    },
    Step {
        name: "native",
        work: native,
    },
    Step {
        name: "native-app",
        work: native_app,
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
        work: browser,
    },
    Step {
        name: "e2e",
        work: e2e,
    },
];

/// How many schedules the step `simulate` lives through, and how many with a database, which takes some seventeen times as
/// long.
const SCHEDULES: u64 = 20_000;
const SCHEDULES_IN_SQLITE: u64 = 1_500;

/// How many forms the step `xlsform` grows; more is a matter of seconds.
const GROWN: &str = "400";

/// How many requests the step `openapi` makes up for each address: about a minute of them.
const EXAMPLES: u32 = 50;

/// What a step found.
struct Report {
    count: Count,
    /// What to read when something failed.
    text: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    failed: u32,
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
        let mut sum = Count::default();
        for step in chosen {
            println!("{} …", step.name);
            let start = Instant::now();
            let Report { count, text } = (step.work)().unwrap_or_else(|error| Report {
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
    tests(
        cargo(&[
            "test",
            "--workspace",
            "--exclude",
            "dong-hanh",
            "--no-fail-fast",
        ]),
        cargo_count,
    )
}

/// What of the app needs no browser: queues, comparisons, segments, dates.
fn native_app() -> Result<Report> {
    tests(
        cargo(&["test", "--package", "dong-hanh", "--lib", "--no-fail-fast"]),
        cargo_count,
    )
}

/// Both ends through random work over a bad network.
fn simulate() -> Result<Report> {
    check(simulate::simulator(SCHEDULES, simulate::MEMORY))
}

/// The same with the database of a real office.
fn simulate_sqlite() -> Result<Report> {
    check(simulate::simulator(SCHEDULES_IN_SQLITE, simulate::SQLITE))
}

/// The API, as a stranger reads its description.
fn openapi() -> Result<Report> {
    check(openapi::look(EXAMPLES, None)?)
}

/// What fills forms in ODK's own engine, our evaluator beside it, and our compiler over forms that pyxform accepts.
fn xlsform() -> Result<Report> {
    let (filled, compiled) = (filled()?, grown()?);
    Ok(Report {
        count: Count {
            passed: filled.count.passed + compiled.count.passed,
            failed: filled.count.failed + compiled.count.failed,
        },
        text: filled.text + &compiled.text,
    })
}

/// Forms grown from the first seeds, and what our compiler makes of them.
fn grown() -> Result<Report> {
    let folder = tree::root().join("target/xtask/grown");
    let mut grow = Command::new(tools::pyxform()?);
    grow.arg("grow.py")
        .arg(&folder)
        .args(["1", GROWN])
        .current_dir(tree::root().join("tests/xlsform"));
    steps::output(&mut grow)?;
    let mut command = cargo(&[
        "test",
        "--package",
        "dong-hanh-xlsform",
        "--features",
        "grown",
        "--test",
        "grown",
    ]);
    command.env("GROWN", folder);
    tests(command, cargo_count)
}

fn filled() -> Result<Report> {
    let browser = Browser::ready()?;
    tools::node_packages()?;
    tools::node_packages_of("tests/xlsform", "install ODK's form engine")?;
    steps::output(&mut cargo(&[
        "build",
        "--package",
        "dong-hanh-xform",
        "--example",
        "xform",
    ]))?;
    let binary = server::build(server::Kind::Debug)?;
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-reporter", "tap"])
        .current_dir(tree::root().join("tests/xlsform"))
        .env("CHROMIUM", browser.chromium)
        .env("DONG_HANH_SERVER", binary)
        .env("PYXFORM", tools::pyxform()?)
        .env("XFORM", tree::root().join("target/debug/examples/xform"));
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
    ]);
    command
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            builders.test_runner(),
        )
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    tests(command, cargo_count)
}

/// The stories, with the app as it is served and the server as it runs.
fn e2e() -> Result<Report> {
    let (builders, browser) = (Builders::ready()?, Browser::ready()?);
    app::build(&builders)?;
    tests(server::stories(&browser)?, playwright_count)
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

/// The sums of `test result: ok. 3 passed; 0 failed; …`, which cargo's and wasm-bindgen's runners both print.
fn cargo_count(text: &str) -> Count {
    text.lines()
        .filter_map(|line| line.split_once("test result: ")?.1.split_once(". "))
        .fold(Count::default(), |sum, (_, counts)| Count {
            passed: sum.passed + number_before(counts, " passed"),
            failed: sum.failed + number_before(counts, " failed"),
        })
}

/// Node's last lines: `# pass 13`, `# fail 1`, `# cancelled 0`.
fn node_count(text: &str) -> Count {
    let sum = |what: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(what));
        line.and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    Count {
        passed: sum("# pass "),
        failed: sum("# fail ") + sum("# cancelled "),
    }
}

/// Playwright's last lines: `  1 failed`, `  2 did not run`, `  14 passed (8.1s)`, each only when there are any.
fn playwright_count(text: &str) -> Count {
    let counts = text.lines().filter_map(|line| {
        let (number, what) = line.trim().split_once(' ')?;
        Some((number.parse::<u32>().ok()?, what.split(" (").next()?))
    });
    counts.fold(Count::default(), |sum, (number, what)| match what {
        "passed" => Count {
            passed: sum.passed + number,
            ..sum
        },
        "failed" | "flaky" | "did not run" | "interrupted" => Count {
            failed: sum.failed + number,
            ..sum
        },
        _ => sum,
    })
}

/// The number that stands right before `word`, or 0.
fn number_before(text: &str, word: &str) -> u32 {
    let Some((before, _)) = text.split_once(word) else {
        return 0;
    };
    before
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod counts {
    use super::*;

    #[test]
    fn cargo_s_results_are_added_up() {
        let text = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; finished in 0.1s\n\
                    test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 filtered out\n";
        assert_eq!(
            cargo_count(text),
            Count {
                passed: 13,
                failed: 2
            }
        );
        assert_eq!(cargo_count("error: could not compile"), Count::default());
    }

    #[test]
    fn what_playwright_did_not_run_has_not_passed() {
        let text = "  ✓  1 story.spec.mjs:3:1 › 3 passed by (1.2s)\n\n  1 failed\n    story.spec.mjs:9:1\n  2 did not run\n  14 passed (8.1s)\n";
        assert_eq!(
            playwright_count(text),
            Count {
                passed: 14,
                failed: 3
            }
        );
    }

    #[test]
    fn what_node_gave_up_has_not_passed() {
        let text =
            "    # pass 7\n1..4\n# tests 13\n# pass 8\n# fail 2\n# cancelled 3\n# skipped 0\n";
        assert_eq!(
            node_count(text),
            Count {
                passed: 8,
                failed: 5
            }
        );
    }

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
