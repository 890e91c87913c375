//! Builds the server's binary, and runs the stories in which a browser meets it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::steps::{output, step};
use crate::tools::Browser;
use crate::{app, tree};

/// Which server to build.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// For tests: built fast, serves `dist/`.
    Debug,
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
    let (what, profile, options): (_, _, &[&str]) = match kind {
        Kind::Debug => ("build the server (debug)", "debug", &[]),
        Kind::Release => ("build the server (release)", "release", &["--release"]),
        Kind::Embedded => (
            "build the server (release, with the app)",
            "release",
            &["--release", "--features", "embed-app"],
        ),
    };
    let root = tree::root();
    step(what, || {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--package", "dong-hanh-server"])
            .args(options)
            .current_dir(&root);
        output(&mut cargo)
    })?;
    Ok(root.join("target").join(profile).join("dong-hanh-server"))
}

/// Runs the end-to-end tests with the app in `dist/`; which of them, the caller may add.
///
/// # Errors
/// When the server cannot be built.
pub(crate) fn stories(browser: &Browser) -> Result<Command> {
    let binary = build(Kind::Debug)?;
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
        .env("DONG_HANH_APP", app::dist())
        .env("CHROMIUM", &browser.chromium);
    Ok(command)
}
