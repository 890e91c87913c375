//! `form xform`: the blank form as another client reads it.

use clap::Args;
use dong_hanh_xform::xform;

use super::{Workbook, say};

#[derive(Args, Debug)]
pub(in super::super) struct Blank {
    #[command(flatten)]
    workbook: Workbook,
}

impl Blank {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let compiled = self.workbook.compiled()?;
        Ok(say(&xform(&compiled.form, None).xml)?)
    }
}
