//! `cargo xtask simulate`: one server and several phones live through random work over a bad network, thousands of times.

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{native, tree};

/// Options of `simulate`.
#[derive(Args)]
pub(crate) struct Simulate {
    /// How many schedules
    #[arg(long, default_value_t = 1_000_000)]
    schedules: u64,
    /// Only the schedule of this seed
    #[arg(long)]
    seed: Option<u64>,
    /// The seed of the first one
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// What the office keeps its records in: memory or sqlite
    #[arg(long, default_value = MEMORY)]
    store: String,
}

/// So many are over before a faster simulator would be built.
const FEW: u64 = 3_000;

/// The store that takes the least time.
pub(crate) const MEMORY: &str = "memory";

/// The store of a real office.
pub(crate) const SQLITE: &str = "sqlite";

impl Simulate {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let mut simulator = simulator(self.schedules, &self.store)?;
        simulator.args(["--first", &self.first.to_string()]);
        if let Some(seed) = self.seed {
            simulator.args(["--seed", &seed.to_string()]);
        }
        let status = simulator.status().context("cargo could not be started")?;
        Ok(if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// The simulator, for so many schedules on a store; it says the fewest steps that fail. Few are lived through by the one
/// that the tests have built already, many by one that is built for speed.
///
/// # Errors
/// When cargo fails.
pub(crate) fn simulator(schedules: u64, store: &str) -> Result<Command> {
    let mut simulator = if schedules <= FEW {
        Command::new(native::build()?.simulator)
    } else {
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(tree::root())
            .args(["run", "--quiet", "--profile", "simulate"])
            .args(["--package", "dong-hanh-simulator", "--"]);
        cargo
    };
    simulator
        .args(["--schedules", &schedules.to_string()])
        .args(["--store", store]);
    Ok(simulator)
}
