//! `cargo xtask icons`: draws the PNG icons from `public/icons/icon.svg`, whenever that has changed.

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Args;

use crate::steps::{output, step};
use crate::tools::{self, Browser};
use crate::tree;

/// Options of `icons`.
#[derive(Args)]
pub(crate) struct Icons {}

impl Icons {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        tools::node_packages()?;
        let browser = Browser::ready()?;
        step("draw the icons", || {
            let mut node = Command::new("node");
            node.arg("xtask/icons.mjs")
                .current_dir(tree::root())
                .env("CHROMIUM", browser.chromium);
            output(&mut node)
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
