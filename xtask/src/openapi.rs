//! `cargo xtask openapi`: a stranger reads the API's description, asks for all of it, and finds every answer described.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{native, tools, tree};

/// Options of `openapi`.
#[derive(Args)]
pub(crate) struct Openapi {
    /// How many requests are made up for each address, besides those that look at its limits
    #[arg(long, default_value_t = 1_000)]
    examples: u32,
    /// Of what is made up; a failure prints its own
    #[arg(long)]
    seed: Option<u64>,
}

impl Openapi {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let mut look = look(self.examples, self.seed)?;
        let status = look.status().context("python3 could not be started")?;
        Ok(if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// What looks at a server that was built just now, with a demo commune of its own.
///
/// # Errors
/// When schemathesis cannot be installed or the server not be built.
pub(crate) fn look(examples: u32, seed: Option<u64>) -> Result<Command> {
    let schemathesis = tools::schemathesis()?;
    let binary = native::build()?.server;
    let scratch = tree::root().join("target/xtask/openapi");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    fs::create_dir_all(&scratch)?;
    let mut look = Command::new("python3");
    look.arg("tests/openapi/run.py")
        .args([binary, schemathesis, scratch])
        .arg(examples.to_string())
        .args(seed.map(|seed| seed.to_string()))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(tree::root());
    Ok(look)
}
