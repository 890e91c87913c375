//! `cargo xtask kills`: the server and the browser are killed at random moments, many times; nothing acknowledged is
//! lost or doubled.

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use crate::tools::{Browser, Builders};
use crate::{app, native, server, tree};

/// Options of `kills`.
#[derive(Args)]
pub(crate) struct Kills {
    /// How often each is killed
    #[arg(long, default_value_t = 200)]
    rounds: u32,
    /// Of the random moments; those of a failure are printed with it
    #[arg(long)]
    seed: Option<u32>,
    /// Only one of the two
    #[arg(long, value_enum)]
    of: Option<Of>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// The server, while four phones send to it
    Server,
    /// The browser and its pages, while visits are recorded
    Browser,
}

impl Kills {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        if self.of != Some(Of::Browser) {
            let kills = ["--test", "kills", "--", "--nocapture"];
            self.watch(&mut native::test(&kills))?;
        }
        if self.of != Some(Of::Server) {
            app::build(&Builders::ready()?, app::Kind::Shipped)?;
            self.watch(
                server::stories(&Browser::ready()?, app::Kind::Shipped)?.arg("kills.spec.mjs"),
            )?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Runs one of the tests for so many rounds; what it prints is seen as it comes.
    fn watch(&self, command: &mut Command) -> Result<()> {
        command
            .current_dir(tree::root())
            .env("DONG_HANH_KILLS_ROUNDS", self.rounds.to_string());
        if let Some(seed) = self.seed {
            command.env("DONG_HANH_KILLS_SEED", seed.to_string());
        }
        let status = command.status().context("the test could not be started")?;
        if !status.success() {
            bail!("something was lost or doubled, or the test broke off: {status}");
        }
        Ok(())
    }
}
