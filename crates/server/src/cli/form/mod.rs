//! What a workbook says as a form, for people who write forms and for checks from outside.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use dong_hanh_form::Form;
use dong_hanh_xlsform::{Compiled, Files, compile};

use super::say;

mod check;
mod fill;
mod step;
mod xform;

#[derive(Debug, Subcommand)]
pub(super) enum Forms {
    /// Print the definition that a workbook compiles to, or all its mistakes, as JSON
    Check(check::Check),
    /// Answer a workbook's questions step by step, and print how every node stands after each
    Fill(fill::Fill),
    /// Print the blank form that a workbook is as XForms XML, for other clients, or all its mistakes as JSON
    Xform(xform::Blank),
}

impl Forms {
    pub(super) fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Check(command) => command.run(),
            Self::Fill(command) => command.run(),
            Self::Xform(command) => command.run(),
        }
    }
}

/// Which workbook.
#[derive(Args, Debug)]
struct Workbook {
    /// The workbook (.xlsx or .xls), or the definition (.json) that one was compiled to; the files that a workbook asks for
    /// lie in a folder beside it that is called as it, without the ending
    file: PathBuf,
}

impl Workbook {
    /// What the workbook says; all its mistakes are printed.
    fn compiled(&self) -> anyhow::Result<Compiled> {
        let file = self.file.display();
        let bytes = fs::read(&self.file).with_context(|| format!("{file} could not be read"))?;
        if bytes.trim_ascii_start().starts_with(b"{") {
            return defined(&bytes).with_context(|| format!("{file} is no definition of a form"));
        }
        let name = self.file.file_name().unwrap_or_default();
        match compile(&name.to_string_lossy(), &bytes, &beside(&self.file)?) {
            Ok(compiled) => Ok(compiled),
            Err(mistakes) => {
                say(&serde_json::to_string_pretty(&mistakes)?)?;
                let count = mistakes.len();
                let noun = if count == 1 { "mistake" } else { "mistakes" };
                bail!("{file} has {count} {noun}")
            }
        }
    }
}

/// What is compiled already.
fn defined(bytes: &[u8]) -> anyhow::Result<Compiled> {
    let form = Form::parse(std::str::from_utf8(bytes)?)?;
    Ok(Compiled {
        form: (*form).clone(),
        warnings: Vec::new(),
    })
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
