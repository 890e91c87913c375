//! Builds the app for the browser: two Trunk builds, each finished for serving, put together as `dist/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::finish::{Entry, finish};
use crate::steps::{output, step};
use crate::tools::{Builders, TARGET};
use crate::tree;

/// Everything that `dist/` is made of; when none of it has changed there is nothing to build.
const INPUTS: [&str; 16] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "office.html",
    "package-lock.json",
    "rust-toolchain.toml",
    "src",
    "crates/domain",
    "crates/form",
    "crates/sync",
    "forms",
    "public",
    "style",
    "xtask/src",
];

/// The phone's entry: everything at the root of the site.
pub(crate) const PHONE: Entry = Entry {
    name: "phone",
    page: "index.html",
    bin: "dong-hanh",
    scope: "/",
    leave: &["/api/", "/office/"],
    later: &["lock"],
};

/// The office's entry, which a phone never downloads.
pub(crate) const OFFICE: Entry = Entry {
    name: "office",
    page: "office.html",
    bin: "office",
    scope: "/office/",
    leave: &[],
    later: &["lock"],
};

/// What age-encryption imports and the lock never calls.
const UNUSED: [&str; 3] = [
    "@noble/curves/nist.js",
    "@noble/hashes/scrypt.js",
    "@noble/post-quantum/hybrid.js",
];

/// The folder of the finished app.
pub(crate) fn dist() -> PathBuf {
    tree::root().join("dist")
}

/// Makes `dist/` what the sources say, unless it is already.
///
/// # Errors
/// When a tool is missing or a build fails.
pub(crate) fn build(builders: &Builders) -> Result<()> {
    let root = tree::root();
    // Two commands at once would build into each other's folders; the second finds the work done.
    fs::create_dir_all(root.join("target/xtask"))?;
    let turn = fs::File::create(root.join("target/xtask/app.lock"))?;
    turn.lock()?;
    let stamp = root.join("target/xtask/dist.sha256");
    let wanted = tree::digest_of(&root, &INPUTS)?;
    if dist().is_dir() && fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
        return Ok(());
    }
    // Trunk builds offline, so that it never fetches tools of its own choosing.
    step("fetch the app's crates", || {
        output(
            builders
                .command("cargo")
                .args(["fetch", "--target", TARGET]),
        )
    })?;
    let fresh = root.join("target/xtask/dist");
    remove(&fresh)?;
    for entry in [PHONE, OFFICE] {
        let staging = staging(&entry);
        step(format!("build the app ({})", entry.name), || {
            trunk(builders, &entry, &staging)
        })?;
        for name in entry.later {
            step(format!("bundle {name}"), || {
                bundle(builders, name, &staging)
            })?;
        }
        step(format!("finish the app ({})", entry.name), || {
            finish(&entry, &staging, &fresh)
        })?;
    }
    remove(&dist())?;
    fs::rename(&fresh, dist())?;
    tree::write(&stamp, wanted)
}

/// Where Trunk leaves what it has built.
fn staging(entry: &Entry) -> PathBuf {
    tree::root().join("target/xtask/trunk").join(entry.name)
}

fn trunk(builders: &Builders, entry: &Entry, staging: &Path) -> Result<()> {
    remove(staging)?;
    fs::create_dir_all(staging)?;
    let mut trunk = builders.command("trunk");
    trunk
        .args(["build", entry.page, "--public-url", entry.scope, "--dist"])
        .arg(staging);
    output(&mut trunk)?;
    Ok(())
}

/// Bundles JavaScript that is loaded when it is first wanted, with what it needs from npm.
fn bundle(builders: &Builders, name: &str, staging: &Path) -> Result<()> {
    let folder = tree::root().join("src/device").join(name);
    let mut esbuild = builders.command("esbuild");
    esbuild
        .arg(folder.join(format!("{name}.mjs")))
        .args(["--bundle", "--minify", "--format=esm", "--target=es2021"])
        .arg("--legal-comments=none")
        .arg(format!(
            "--outfile={}",
            staging.join(format!("{name}.js")).display()
        ));
    for unused in UNUSED {
        let none = folder.join("none.mjs");
        esbuild.arg(format!("--alias:{unused}={}", none.display()));
    }
    output(&mut esbuild)?;
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}
