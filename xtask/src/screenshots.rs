//! `cargo xtask screenshots`: takes the pictures of the README from the demo, with the app as it is served.

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Args;

use crate::steps::{output, step};
use crate::tools::{Browser, Builders};
use crate::{app, native, tree};

/// Options of `screenshots`.
#[derive(Args)]
pub(crate) struct Screenshots {}

impl Screenshots {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let (builders, browser) = (Builders::ready()?, Browser::ready()?);
        app::build(&builders, app::Kind::Shipped)?;
        let binary = native::build()?.server;
        let taken = step("take the screenshots", || {
            let mut node = Command::new("node");
            node.arg("xtask/screenshots.mjs")
                .current_dir(tree::root())
                .env("DONG_HANH_SERVER", binary)
                .env("DONG_HANH_APP", app::Kind::Shipped.folder())
                .env("CHROMIUM", browser.chromium);
            output(&mut node)
        })?;
        print!("{taken}");
        Ok(ExitCode::SUCCESS)
    }
}
