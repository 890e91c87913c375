//! Builds the server's binary, and runs the stories in which a browser meets it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::steps::{output, step};
use crate::tools::Browser;
use crate::{app, native, tree};

/// Which server to build.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// For work on this machine: serves `dist/`.
    Release,
    /// For copying elsewhere: the app is inside. Needs `dist/`.
    Embedded,
}

/// Builds the server and gives the path of its binary.
///
/// # Errors
/// When cargo fails.
pub(crate) fn build(kind: Kind) -> Result<PathBuf> {
    let (what, options): (_, &[&str]) = match kind {
        Kind::Release => ("build the server", &[]),
        Kind::Embedded => (
            "build the server with the app",
            &["--features", "embed-app"],
        ),
    };
    let root = tree::root();
    step(what, || {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--release", "--package", "dong-hanh-server"])
            .args(options)
            .current_dir(&root);
        output(&mut cargo)
    })?;
    Ok(root.join("target/release/dong-hanh-server"))
}

/// Runs the end-to-end tests with an app that was built; which of them, the caller may add.
///
/// # Errors
/// When the server cannot be built.
pub(crate) fn stories(browser: &Browser, app: app::Kind) -> Result<Command> {
    let binary = native::build()?.server;
    let mut command = Command::new("npx");
    command
        .args([
            "playwright",
            "test",
            "--config",
            "tests/e2e/playwright.config.mjs",
        ])
        .current_dir(tree::root())
        .env("DONG_HANH_SERVER", binary)
        .env("DONG_HANH_APP", app.folder())
        .env("CHROMIUM", &browser.chromium);
    if let Some(shell) = &browser.shell {
        command.env("HEADLESS_SHELL", shell);
    }
    Ok(command)
}
