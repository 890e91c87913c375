//! `cargo xtask fixtures`: writes what this version leaves behind (messages, a server's database, a phone's store) for
//! later versions to open. What was written for an earlier schema or protocol stays as it is.

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Args;

use crate::steps::{output, step};
use crate::tools::{Browser, Builders};
use crate::{app, native, tree};

/// Options of `fixtures`.
#[derive(Args)]
pub(crate) struct Fixtures {}

impl Fixtures {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let (builders, browser) = (Builders::ready()?, Browser::ready()?);
        step("write the messages and the server's database", || {
            let mut golden = native::test(&["--test", "golden"]);
            output(golden.env("DONG_HANH_FIXTURES", "write"))
        })?;
        app::build(&builders, app::Kind::Shipped)?;
        let binary = native::build()?.server;
        step("write the phone's store", || {
            let mut node = Command::new("node");
            node.arg("tests/fixtures/phone.mjs")
                .current_dir(tree::root())
                .env("DONG_HANH_SERVER", binary)
                .env("DONG_HANH_APP", app::Kind::Shipped.folder())
                .env("CHROMIUM", browser.chromium);
            output(&mut node)
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
