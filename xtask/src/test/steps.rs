//! The steps of `cargo xtask test`, in their order.

use std::process::Command;

use anyhow::Result;

use super::{Depth, Report};
use crate::count::{Count, cargo_count, node_count, playwright_count};
use crate::steps::{self, Outcome};
use crate::tools::{self, Browser, Builders};
use crate::{app, dependencies, native, openapi, server, simulate, tidy, tree};

pub(super) fn format() -> Result<Report> {
    let workspace = check(cargo_fmt(&["--all"]))?;
    if workspace.count.failed > 0 {
        return Ok(workspace);
    }
    check(cargo_fmt(&["--manifest-path", "fuzz/Cargo.toml"]))
}

pub(super) fn tidy() -> Result<Report> {
    let findings = tidy::findings()?;
    Ok(Report {
        count: one(findings.is_empty()),
        text: findings.join("\n"),
    })
}

/// Licences, sources, bans, and advisories where their list can be had.
pub(super) fn dependencies() -> Result<Report> {
    let looked = dependencies::look()?;
    Ok(Report {
        count: Count {
            passed: looked.passed,
            failed: looked.failed,
        },
        text: looked.text,
    })
}

/// The lints, while everything is built that the steps after it start.
pub(super) fn clippy() -> Result<Report> {
    check(native::test(&["--no-run", "--all-targets"]))
}

/// The same of the app.
pub(super) fn clippy_app() -> Result<Report> {
    tools::wasm_target()?;
    check(app::device_tests(&["--no-run", "--lib", "--tests"]))
}

pub(super) fn native() -> Result<Report> {
    tests(native::test(&["--no-fail-fast"]), cargo_count)
}

/// Both ends through random work over a bad network.
pub(super) fn simulate(depth: Depth) -> Result<Report> {
    check(simulate::simulator(depth.schedules, simulate::MEMORY)?)
}

/// The same with the database of a real office.
pub(super) fn simulate_sqlite(depth: Depth) -> Result<Report> {
    check(simulate::simulator(
        depth.schedules_in_sqlite,
        simulate::SQLITE,
    )?)
}

/// The API, as a stranger reads its description.
pub(super) fn openapi(depth: Depth) -> Result<Report> {
    check(openapi::look(depth.examples, None)?)
}

/// What fills forms in ODK's own engine, our evaluator beside it, and our compiler over forms that pyxform accepts.
pub(super) fn xlsform(depth: Depth) -> Result<Report> {
    let (filled, compiled) = (filled(depth.filled)?, grown(depth.grown)?);
    Ok(Report {
        count: filled.count + compiled.count,
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
pub(super) fn browser() -> Result<Report> {
    let (builders, browser) = (Builders::ready()?, Browser::ready()?);
    let mut command = app::device_tests(&["--lib", "--tests", "--no-fail-fast"]);
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
pub(super) fn e2e(depth: Depth) -> Result<Report> {
    let (builders, browser) = (Builders::ready()?, Browser::ready()?);
    app::build(&builders, depth.app)?;
    let mut stories = server::stories(&browser, depth.app)?;
    stories
        .env("DONG_HANH_KILLS_ROUNDS", depth.kills.to_string())
        .env("DONG_HANH_HANDED_MB", depth.handed_mb.to_string());
    tests(stories, playwright_count)
}

fn cargo_fmt(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command
        .arg("fmt")
        .args(arguments)
        .arg("--check")
        .current_dir(tree::root());
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
