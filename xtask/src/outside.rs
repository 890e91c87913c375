//! `cargo xtask outside`: strangers look at the door. testssl.sh tries what TLS is agreed on, wapiti attacks pages and the API.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::tools::Builders;
use crate::{app, native, tools, tree};

/// Options of `outside`.
#[derive(Args)]
pub(crate) struct Outside {
    /// Only the one whose name contains this: tls, web
    #[arg(long, default_value = "")]
    only: String,
}

impl Outside {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let testssl = tools::testssl()?;
        let wapiti = tools::wapiti()?;
        app::build(&Builders::ready()?, app::Kind::Stories)?;
        let server = native::build()?.server;
        let scratch = tree::root().join("target/xtask/outside");
        if scratch.exists() {
            fs::remove_dir_all(&scratch)?;
        }
        fs::create_dir_all(&scratch)?;
        let mut look = Command::new("python3");
        look.arg("tests/outside/run.py")
            .arg(server)
            .arg(app::Kind::Stories.folder())
            .args([testssl, wapiti, scratch])
            .arg(&self.only)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .current_dir(tree::root());
        let status = look.status().context("python3 could not be started")?;
        Ok(if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
