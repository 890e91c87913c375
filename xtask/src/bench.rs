//! `cargo xtask bench`: the app beside raw IndexedDB, PouchDB and other makers of forms, in one browser; see `benches/README.md`.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use crate::tools::{Browser, Builders, node_packages, node_packages_of, pyxform};
use crate::{app, server, tree};

/// Options of `bench`.
#[derive(Args)]
pub(crate) struct Bench {
    /// One short pass: to see that it runs, not to believe its figures
    #[arg(long)]
    quick: bool,
    /// Only these
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Measure>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Measure {
    /// Save, start, search and answer, the page's memory, and an idle poll
    Screens,
    /// Forms opened and answered beside enketo-core and ODK Web Forms
    Forms,
    /// 1,000 visits pushed and 10,000 changes pulled, from page to disk
    Exchange,
    /// The same, asked of the server without a screen
    Server,
    /// A queue of 100, 1,000 and 10,000 visits
    Queue,
    /// Fifty devices that sync at once
    Devices,
    /// The photo over a link that breaks
    Photo,
    /// The page of a household with 200 visits
    Page,
    /// A list of 20,000 rows from Excel, looked at and recorded
    Import,
    /// Who is left behind and how far visits reach: 10,000 households on the phone, 200,000 on the server
    Behind,
}

impl Bench {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let builders = Builders::ready()?;
        let browser = Browser::ready()?;
        node_packages()?;
        node_packages_of("benches", "install what the app is compared with")?;
        let pyxform = pyxform()?;
        app::build(&builders, app::Kind::Shipped)?;
        let binary = server::build(server::Kind::Release)?;

        // On the project's own disk: where a system keeps /tmp in memory, waiting for it costs nothing.
        let scratch = tree::root().join("target/xtask/bench");
        if scratch.exists() {
            fs::remove_dir_all(&scratch)?;
        }
        fs::create_dir_all(&scratch)?;
        let mut bench = Command::new("node");
        bench
            .arg("benches/bench.mjs")
            .args(self.quick.then_some("--quick"))
            .args(self.only.iter().filter_map(name))
            .current_dir(tree::root())
            .env("CHROMIUM", browser.chromium)
            .env("DONG_HANH_APP", app::Kind::Shipped.folder())
            .env("DONG_HANH_SERVER", binary)
            .env("PYXFORM", pyxform)
            .env("DONG_HANH_SCRATCH", scratch);
        let status = bench.status().context("node could not be started")?;
        if !status.success() {
            bail!("the measurements broke off: {status}");
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// As the option and the script name it.
fn name(measure: &Measure) -> Option<String> {
    let value = measure.to_possible_value()?;
    Some(value.get_name().to_owned())
}
