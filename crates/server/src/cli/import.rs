//! `import check`: what a list of households would make of a record, as JSON.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use chrono::Utc;
use clap::{Args, Subcommand};
use dong_hanh_domain::UserId;
use dong_hanh_register::Hamlets;
use serde::Serialize;
use uuid::Uuid;

use super::database::MaybeInUnit;
use super::say;
use crate::error::Problem;
use crate::imports::{Heading, ImportDetails, ListReading, ListedRow, listed, look, record};

#[derive(Debug, Subcommand)]
pub(super) enum Imports {
    /// Print how a workbook with a list of households is read, and what it would make of the record; nothing is changed
    Check(Box<Check>),
}

impl Imports {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Check(command) => command.run().await,
        }
    }
}

/// With --database and --unit the list is compared with that unit's record; without, with an empty one.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// The workbook (.xlsx or .xls)
    file: PathBuf,
    /// How it is read instead of as it is guessed: a JSON file with what `reading` says of it
    #[arg(long, value_name = "FILE.json")]
    reading: Option<PathBuf>,
    #[command(flatten)]
    of: MaybeInUnit,
}

/// What is printed.
#[derive(Serialize)]
struct Checked {
    reading: ListReading,
    headings: Vec<Heading>,
    /// How many households of each kind.
    counts: BTreeMap<String, u64>,
    households: Vec<ListedRow>,
}

impl Check {
    async fn run(&self) -> anyhow::Result<()> {
        let file = self.file.display();
        let cannot = || format!("{file} could not be read");
        let bytes = fs::read(&self.file).with_context(cannot)?;
        let reading = match &self.reading {
            None => None,
            Some(path) => {
                let text = fs::read(path)
                    .with_context(|| format!("{} could not be read", path.display()))?;
                let reading: ListReading = serde_json::from_slice(&text)?;
                Some(reading.understood()?)
            }
        };
        let (hamlets, households) = match self.of.open_to_read().await? {
            None => (Hamlets::any(), Vec::new()),
            Some((store, known)) => record(&store, &known.unit.key).await?,
        };
        let by = UserId(Uuid::nil());
        let looked = match look(&bytes, reading, (&hamlets, households), by, Utc::now()) {
            Ok(looked) => looked,
            Err(Problem::NotWorkbook) => bail!("{file} is no workbook, or there is nothing in it"),
            Err(Problem::TooLarge) => bail!("{file} is larger than a register"),
            Err(problem) => return Err(problem.into()),
        };
        let households: Vec<ListedRow> = looked.planned.iter().map(listed).collect();
        let mut counts = BTreeMap::new();
        for household in &households {
            *counts.entry(household.kind.clone()).or_default() += 1;
        }
        let (reading, headings) = ImportDetails::read(looked.guess);
        let checked = Checked {
            reading,
            headings,
            counts,
            households,
        };
        Ok(say(&serde_json::to_string_pretty(&checked)?)?)
    }
}
