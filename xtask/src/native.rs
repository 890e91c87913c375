//! What runs on this machine itself: tests of the crates, and the binaries that other tests start.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::steps::{output, step};
use crate::{linted, tree};

/// The binaries that tests start.
pub(crate) struct Binaries {
    pub(crate) server: PathBuf,
    pub(crate) simulator: PathBuf,
    pub(crate) xform: PathBuf,
}

/// `cargo test` on everything but the app. Of the whole workspace at once, always: a package alone has other features of
/// what it depends on, and all of that would be built again for it.
pub(crate) fn test(arguments: &[&str]) -> Command {
    cargo("test", arguments)
}

fn cargo(verb: &str, arguments: &[&str]) -> Command {
    let mut cargo = linted::cargo(verb);
    cargo
        .args(["--workspace", "--exclude", "dong-hanh"])
        .args(arguments);
    cargo
}

/// The binaries as the tests of their packages have them.
///
/// # Errors
/// When cargo fails.
pub(crate) fn build() -> Result<Binaries> {
    step("build what the tests start", || {
        // A test of a package brings the package's binaries with it, and the features that tests have.
        let tests = ["--test", "cli", "--test", "mutations"];
        output(cargo("build", &tests).args(["--example", "xform"]))
    })?;
    let folder = tree::root().join("target/debug");
    Ok(Binaries {
        server: folder.join("dong-hanh-server"),
        simulator: folder.join("dong-hanh-simulator"),
        xform: folder.join("examples/xform"),
    })
}
