//! `audit`: who did and read what, and whether the chain of entries is whole.

mod export;

use anyhow::bail;
use clap::{Args, Subcommand};
use dong_hanh_audit::{Broken, Faults, Head};
use dong_hanh_store::Store as _;

use super::database::Database;
use super::say;
use crate::audit::check;

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Look at every entry; a changed, missing or replaced one is named, and the command fails
    Verify(Verify),
    /// Print where the chain ends, to be kept where whoever keeps this server cannot write
    Head(Database),
    /// Print entries as CSV for Excel: who, what, when, on which device and why, and nothing of what was read
    Export(export::Export),
}

#[derive(Args, Debug)]
pub(super) struct Verify {
    #[command(flatten)]
    database: Database,
    /// An entry that was kept elsewhere, as `audit head`, the log or an export told it: then also an end that was cut off and a
    /// chain that was written anew are found
    #[arg(long, value_name = "NUMBER:HASH")]
    expect: Option<Head>,
}

impl Audit {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Verify(verify) => verify.run().await,
            Self::Head(database) => {
                let store = database.open().await?;
                say(&store.audit_end().await?.head.to_string())?;
                store.close().await;
                Ok(())
            }
            Self::Export(export) => export.run().await,
        }
    }
}

/// What is wrong, one behind the other, with how much more there is.
fn all(faults: &Faults) -> String {
    let mut said: Vec<String> = faults.named().map(|broken| broken.to_string()).collect();
    if faults.more > 0 {
        said.push(format!("and {} more", faults.more));
    }
    said.join("; ")
}

/// What is known of the entries before the first that is wrong.
fn before(first: Broken, expect: Option<Head>) -> String {
    // An entry that was kept elsewhere vouches for all up to itself.
    let kept = expect.map_or(0, |kept| kept.number);
    let kept = if kept < first.number() { kept } else { 0 };
    match first.vouched().max(kept) {
        0 => "No entry before is certain to be as it was written: all of them may have been written anew.".to_owned(),
        whole => format!("The first {whole} entries are as they were written."),
    }
}

impl Verify {
    async fn run(self) -> anyhow::Result<()> {
        let store = self.database.open().await?;
        let found = check(&store, self.expect).await?;
        store.close().await;
        let head = match found {
            Ok(head) => head,
            Err(faults) => bail!(
                "the audit is not whole: {}. {} Keep a copy of this database as it is, look with this command through its \
                 backups for the last one that is whole, and tell whoever answers for the data",
                all(&faults),
                before(faults.first, self.expect)
            ),
        };
        let kept = match self.expect {
            Some(_) => "The entry that was kept elsewhere is among them.",
            None => {
                "Whether the end was cut off with all traces, or everything was written anew, only an entry tells that was kept \
                 elsewhere (--expect)."
            }
        };
        say(&format!(
            "The audit is whole, {} entries. {kept}\n{head}",
            head.number
        ))?;
        Ok(())
    }
}
