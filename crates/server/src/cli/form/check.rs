//! `form check`: the definition, and on the standard error what somebody should know of it.

use std::io::{self, Write as _};

use clap::Args;
use dong_hanh_form::Lang;
use dong_hanh_xlsform::Where;

use super::{Workbook, say};

#[derive(Args, Debug)]
pub(in super::super) struct Check {
    #[command(flatten)]
    workbook: Workbook,
}

impl Check {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let compiled = self.workbook.compiled()?;
        say(&serde_json::to_string_pretty(&compiled.form)?)?;
        for warning in &compiled.warnings {
            let line = format!("{}: {}", place(&warning.at), warning.text(Lang::En));
            writeln!(io::stderr().lock(), "{line}")?;
        }
        Ok(())
    }
}

/// A place as spreadsheets write it: `survey!B3`.
fn place(at: &Where) -> String {
    let letter = at.letter.as_deref().unwrap_or_default();
    let row = at.row.map(|row| row.to_string()).unwrap_or_default();
    format!("{}!{letter}{row}", at.sheet)
}
