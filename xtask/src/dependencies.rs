//! What this project is made of: licences, sources, and what is known to be wrong with any of it.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::steps::{Outcome, outcome};
use crate::{tools, tree};

/// What was looked at, and what was found.
pub(crate) struct Looked {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) text: String,
}

/// Looks at licences, sources and bans, which needs nothing but the crates, and at advisories where their list can be had.
///
/// # Errors
/// When cargo-deny cannot be installed or started.
pub(crate) fn look() -> Result<Looked> {
    let deny = tools::cargo_deny()?;
    let mut looked = Looked {
        passed: 0,
        failed: 0,
        text: String::new(),
    };
    looked.add(outcome(&mut check(
        &deny,
        &["licenses", "bans", "sources"],
    ))?);
    if is_fetched(&deny)? {
        looked.add(outcome(&mut check(&deny, &["advisories"]))?);
    } else {
        println!(
            "  the list of advisories (RustSec) is out of reach from here: they were not looked at"
        );
    }
    Ok(looked)
}

impl Looked {
    fn add(&mut self, found: Outcome) {
        self.passed += u32::from(found.success);
        self.failed += u32::from(!found.success);
        self.text.push_str(&found.text);
    }
}

fn command(deny: &Path) -> Command {
    let mut command = Command::new(deny);
    // The app at the root is a package like the others.
    command
        .args(["--workspace", "--locked", "--color", "never"])
        .current_dir(tree::root());
    command
}

fn check(deny: &Path, what: &[&str]) -> Command {
    let mut command = command(deny);
    // What is allowed and met nowhere is said by a warning, which nobody has to read each time.
    command
        .args(["--log-level", "error", "check", "--hide-inclusion-graph"])
        .args(what);
    command
}

/// Whether the list can be had.
fn is_fetched(deny: &Path) -> Result<bool> {
    let mut fetch = command(deny);
    fetch.args(["fetch", "db"]);
    Ok(outcome(&mut fetch)?.success)
}
