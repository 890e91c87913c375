//! `cargo xtask fuzz`: every decoder of bytes from outside meets whatever libFuzzer finds, for as long as one likes.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use crate::steps::{self, output, step};
use crate::tools::Fuzzer;
use crate::tree;

/// Options of `fuzz`.
#[derive(Args)]
pub(crate) struct Fuzz {
    /// Minutes for all targets together
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Only the targets whose name contains this
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

impl Fuzz {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let fuzzer = Fuzzer::ready()?;
        let listed = output(fuzzer.command("list").args(["--fuzz-dir", "fuzz"]))?;
        let chosen = |name: &&str| self.only.as_deref().is_none_or(|part| name.contains(part));
        let targets: Vec<&str> = listed.lines().map(str::trim).filter(chosen).collect();
        ensure!(
            !targets.is_empty(),
            "no target is called so; there are\n{listed}"
        );
        step("build the fuzz targets", || {
            output(&mut command(&fuzzer, "build"))
        })?;
        let seconds = (self.minutes * 60 / targets.len() as u64).max(1);
        let mut sum = 0;
        let mut failed = Vec::new();
        for target in targets {
            let Run { executions, found } = run(&fuzzer, target, seconds)?;
            println!("{target}: {executions} executions in {seconds} s");
            if let Some(found) = found {
                println!("{found}");
                failed.push(target);
            }
            sum += executions;
        }
        println!(
            "\n{sum} executions, {} targets failed {}",
            failed.len(),
            failed.join(", ")
        );
        Ok(if failed.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// What came of one target.
struct Run {
    executions: u64,
    /// What libFuzzer says of what does not hold.
    found: Option<String>,
}

/// Runs one target for so long. What it has found to be worth keeping is where the next run begins.
fn run(fuzzer: &Fuzzer, target: &str, seconds: u64) -> Result<Run> {
    let corpus = tree::root().join("target/xtask/fuzz").join(target);
    fs::create_dir_all(&corpus).with_context(|| corpus.display().to_string())?;
    let mut run = command(fuzzer, "run");
    run.arg(target).arg(&corpus).arg("--").args([
        &format!("-max_total_time={seconds}"),
        &format!("-artifact_prefix={}/found-", corpus.display()),
        &format!("-dict={}.dict", corpus.display()),
        "-print_final_stats=1",
        // One input may take so many seconds and megabytes.
        "-timeout=10",
        "-rss_limit_mb=2048",
    ]);
    let outcome = steps::outcome(run.env("DONG_HANH_SEEDS", &corpus))?;
    Ok(Run {
        executions: executions(&outcome.text),
        found: (!outcome.success).then_some(outcome.text),
    })
}

/// `cargo fuzz` with the checks that are on in tests.
fn command(fuzzer: &Fuzzer, verb: &str) -> Command {
    let mut command = fuzzer.command(verb);
    command.args(["--fuzz-dir", "fuzz", "--debug-assertions"]);
    command.args(["--target-dir", "target/fuzz"]);
    command
}

/// The number behind `stat::number_of_executed_units:`.
fn executions(text: &str) -> u64 {
    let behind = text.split("stat::number_of_executed_units:").nth(1);
    let number = behind.and_then(|rest| rest.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executions_are_read_from_the_last_lines() {
        let text =
            "Done 12\nstat::number_of_executed_units: 345678\nstat::average_exec_per_sec: 9\n";
        assert_eq!(executions(text), 345_678);
        assert_eq!(executions("killed"), 0);
    }
}
