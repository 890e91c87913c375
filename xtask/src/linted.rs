//! Cargo that lints our own crates by clippy while it builds them. `cargo clippy` would go through everything that they
//! depend on once more, which takes longer than the lints.

use std::process::Command;

use crate::tree;

/// Warnings are errors, in the words in which `cargo clippy` hands it on.
const STRICT: &str = "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__";

/// Cargo with a verb that builds. What has a finding is not built, and the finding is printed.
pub(crate) fn cargo(verb: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .arg(verb)
        .current_dir(tree::root())
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CLIPPY_ARGS", STRICT);
    cargo
}
