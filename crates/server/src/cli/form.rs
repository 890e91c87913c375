//! `form check`: what a workbook says as a form, for people who write forms and for checks from outside.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use dong_hanh_form::Lang;
use dong_hanh_xlsform::{Files, Where, compile};

use super::say;

#[derive(Debug, Subcommand)]
pub(super) enum Forms {
    /// Print the definition that a workbook compiles to, or all its mistakes, as JSON
    Check(Check),
}

#[derive(Args, Debug)]
pub(super) struct Check {
    /// The workbook (.xlsx or .xls); the files that it asks for lie in a folder beside it that is called as it, without
    /// the ending
    file: PathBuf,
}

impl Forms {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let Self::Check(Check { file }) = self;
        let bytes =
            fs::read(&file).with_context(|| format!("{} could not be read", file.display()))?;
        match compile(&bytes, &beside(&file)?) {
            Ok(compiled) => {
                say(&serde_json::to_string_pretty(&compiled.form)?)?;
                for warning in &compiled.warnings {
                    let line = format!("{}: {}", place(&warning.at), warning.text(Lang::En));
                    writeln!(io::stderr().lock(), "{line}")?;
                }
                Ok(())
            }
            Err(mistakes) => {
                say(&serde_json::to_string_pretty(&mistakes)?)?;
                let count = mistakes.len();
                let noun = if count == 1 { "mistake" } else { "mistakes" };
                bail!("{} has {count} {noun}", file.display())
            }
        }
    }
}

/// The files in the folder of a workbook's name; none without such a folder.
fn beside(file: &Path) -> anyhow::Result<Files> {
    let folder = file.with_extension("");
    let mut files = Files::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    let cannot = || format!("{} could not be read", folder.display());
    for entry in fs::read_dir(&folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            let bytes = fs::read(&path).with_context(cannot)?;
            files.insert(name.to_string_lossy().into_owned(), bytes);
        }
    }
    Ok(files)
}

/// A place as spreadsheets write it: `survey!B3`.
fn place(at: &Where) -> String {
    let letter = at.letter.as_deref().unwrap_or_default();
    let row = at.row.map(|row| row.to_string()).unwrap_or_default();
    format!("{}!{letter}{row}", at.sheet)
}
