//! Builds the app for the browser: both entries by cargo, wasm-bindgen and esbuild, each finished for serving.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::finish::{Entry, Packing, finish};
use crate::steps::{output, step};
use crate::tools::{Builders, TARGET};
use crate::{linted, tree};

/// Everything that the app is made of; when none of it has changed there is nothing to build.
const INPUTS: [&str; 17] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "index.html",
    "office.html",
    "package-lock.json",
    "rust-toolchain.toml",
    "src",
    "crates/domain",
    "crates/form",
    "crates/records",
    "crates/sync",
    "forms",
    "public",
    "standards",
    "style",
    "xtask/src",
];

/// Which app to build.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// What a phone downloads: the fewest bytes, in `dist/`.
    Shipped,
    /// What the stories run: the same code, built in a third of the time.
    Stories,
}

impl Kind {
    /// The folder of the finished app.
    pub(crate) fn folder(self) -> PathBuf {
        match self {
            Self::Shipped => tree::root().join("dist"),
            Self::Stories => tree::root().join("target/xtask/stories"),
        }
    }

    /// The profile of cargo, and its folder.
    fn profile(self) -> &'static str {
        match self {
            Self::Shipped => "phone",
            Self::Stories => STORIES,
        }
    }

    fn packing(self) -> Packing {
        match self {
            Self::Shipped => Packing::Smallest,
            Self::Stories => Packing::Quick,
        }
    }

    /// Where lies what wasm-bindgen and esbuild have made of an entry.
    fn staging(self, entry: &Entry) -> PathBuf {
        let staging = tree::root().join("target/xtask/staging");
        staging.join(self.profile()).join(entry.name)
    }
}

/// The profile in which the tests in a browser are built too, so that they share what both depend on.
pub(crate) const STORIES: &str = "stories";

/// The phone's entry: everything at the root of the site.
pub(crate) const PHONE: Entry = Entry {
    name: "phone",
    page: "index.html",
    bin: "dong-hanh",
    scope: "/",
    leave: &["/api/", "/office/"],
    later: &["lock"],
    public: &[
        ("manifest.webmanifest", "manifest.webmanifest"),
        ("guard.js", "guard.js"),
        ("start.js", "start.js"),
        ("outlines.txt", "outlines.txt"),
        ("icons", "icons"),
    ],
};

/// The office's entry, which a phone never downloads.
pub(crate) const OFFICE: Entry = Entry {
    name: "office",
    page: "office.html",
    bin: "office",
    scope: "/office/",
    leave: &[],
    later: &["lock"],
    public: &[
        ("office/manifest.webmanifest", "manifest.webmanifest"),
        ("guard.js", "guard.js"),
        ("start.js", "start.js"),
    ],
};

/// What wasm-opt may make use of: what rustc's target has by itself, and no more.
pub(crate) const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-producers",
];

/// The oldest browsers whose words stylesheets may be put into: those of old phones know no ranges in media queries.
const OLDEST: &str = "--target=chrome90,safari15";

/// What age-encryption imports and the lock never calls.
const UNUSED: [&str; 3] = [
    "@noble/curves/nist.js",
    "@noble/hashes/scrypt.js",
    "@noble/post-quantum/hybrid.js",
];

/// Makes the folder of the app what the sources say, unless it is already.
///
/// # Errors
/// When a tool is missing or a build fails.
pub(crate) fn build(builders: &Builders, kind: Kind) -> Result<()> {
    let root = tree::root();
    let work = root.join("target/xtask");
    // Two commands at once would build into each other's folders; the second finds the work done.
    fs::create_dir_all(&work)?;
    let turn = fs::File::create(work.join("app.lock"))?;
    turn.lock()?;
    let stamp = work.join(format!("{}.sha256", kind.profile()));
    let wanted = tree::digest_of(&root, &INPUTS)?;
    if kind.folder().is_dir() && fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
        return Ok(());
    }
    step(format!("build the app ({})", kind.profile()), || {
        compile(builders, kind)
    })?;
    let fresh = work.join("fresh");
    remove(&fresh)?;
    for entry in [PHONE, OFFICE] {
        step(format!("finish the app ({})", entry.name), || {
            let staging = kind.staging(&entry);
            remove(&staging)?;
            bind(builders, kind, &entry, &staging)?;
            for name in entry.later {
                bundle(builders, name, &staging)?;
            }
            let sheet = sheet(builders, &entry)?;
            finish(&entry, &staging, sheet, kind.packing(), &fresh)
        })?;
    }
    remove(&kind.folder())?;
    fs::rename(&fresh, kind.folder())?;
    tree::write(&stamp, wanted)
}

fn compile(builders: &Builders, kind: Kind) -> Result<()> {
    let mut cargo = match kind {
        Kind::Shipped => {
            let mut cargo = builders.command("cargo");
            cargo.args(["build", "--bin", PHONE.bin, "--bin", OFFICE.bin]);
            cargo.args(OF_THE_APP).args(["--profile", kind.profile()]);
            cargo
        }
        // A test of a package brings the package's binaries with it; alone they would have other features of what they
        // depend on, and all of that would be built again.
        Kind::Stories => device_tests(&["--no-run", "--test", "device_store"]),
    };
    output(&mut cargo)?;
    Ok(())
}

/// `cargo test` on the app itself, whose tests run in a browser.
pub(crate) fn device_tests(arguments: &[&str]) -> Command {
    let mut cargo = linted::cargo("test");
    cargo.args(OF_THE_APP).args(["--profile", STORIES]);
    cargo.args(arguments);
    cargo
}

const OF_THE_APP: [&str; 4] = ["--package", "dong-hanh", "--target", TARGET];

/// The wasm with the JavaScript that starts it; the shipped one is made small.
fn bind(builders: &Builders, kind: Kind, entry: &Entry, staging: &Path) -> Result<()> {
    let bound = bound(kind, entry);
    remove(&bound)?;
    let compiled = tree::root().join("target").join(TARGET);
    let compiled = compiled
        .join(kind.profile())
        .join(format!("{}.wasm", entry.bin));
    let mut bindgen = builders.command("wasm-bindgen");
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        entry.bin,
    ]);
    output(bindgen.arg("--out-dir").arg(&bound).arg(compiled))?;

    let snippets = bound.join("snippets");
    if snippets.is_dir() {
        for (path, content) in tree::read_all(&snippets)? {
            tree::write(&staging.join("snippets").join(path), content)?;
        }
    }
    let script = format!("{}.js", entry.bin);
    let mut esbuild = builders.command("esbuild");
    esbuild
        .arg(bound.join(&script))
        .args(["--minify", "--format=esm"]);
    output(esbuild.arg(format!("--outfile={}", staging.join(&script).display())))?;
    let wasm = format!("{}_bg.wasm", entry.bin);
    match kind {
        Kind::Stories => {
            fs::copy(bound.join(&wasm), staging.join(&wasm))?;
        }
        Kind::Shipped => {
            let mut optimise = builders.command("wasm-opt");
            optimise.arg("-Oz").args(FEATURES).arg(bound.join(&wasm));
            output(optimise.arg("--output").arg(staging.join(&wasm)))?;
        }
    }
    Ok(())
}

/// Where wasm-bindgen leaves an entry.
pub(crate) fn bound(kind: Kind, entry: &Entry) -> PathBuf {
    let bound = tree::root().join("target/xtask/bound");
    bound.join(kind.profile()).join(entry.name)
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

/// The stylesheets of a page in its order, as one, without what only people read.
fn sheet(builders: &Builders, entry: &Entry) -> Result<Vec<u8>> {
    let whole = tree::root().join(format!("target/xtask/{}.css", entry.name));
    let mut joined = Vec::new();
    for style in entry.styles()? {
        joined.extend(fs::read(tree::root().join(style))?);
    }
    fs::write(&whole, joined)?;
    let minified = whole.with_extension("min.css");
    let mut esbuild = builders.command("esbuild");
    esbuild.arg(&whole).args(["--minify", OLDEST]);
    output(esbuild.arg(format!("--outfile={}", minified.display())))?;
    Ok(fs::read(minified)?)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}
