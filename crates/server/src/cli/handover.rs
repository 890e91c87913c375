//! `handover import`: takes in a file beside the server, where no officer's screen is at hand.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use chrono::Utc;
use clap::{Args, Subcommand};
use dong_hanh_store::Store;

use super::database::Database;
use super::say;
use crate::error::Problem;
use crate::handover::{By, HandoverIdentity, Imported, Importer, Trust};
use crate::media::MediaFolder;

#[derive(Debug, Subcommand)]
pub(super) enum Handover {
    /// Take in a file that somebody made on their phone; the same file again changes nothing
    Import(Import),
}

#[derive(Args, Debug)]
pub(super) struct Import {
    #[command(flatten)]
    database: Database,
    /// Where pictures lie
    #[arg(long, env = "DONG_HANH_MEDIA", value_name = "DIR")]
    media: PathBuf,
    /// The file
    file: PathBuf,
}

impl Handover {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Self::Import(import) = self;
        let file = File::open(&import.file)
            .with_context(|| format!("{} could not be opened", import.file.display()))?;
        let store = Arc::new(import.database.open().await?);
        let importer = Importer {
            identity: Arc::new(HandoverIdentity::of(&*store).await?),
            store: Arc::clone(&store) as Arc<dyn Store>,
            media: MediaFolder::open(&import.media)?,
            now: Utc::now(),
            by: By::COMMAND_LINE,
        };
        let imported = importer.import(file, &Trust::Everybody).await;
        let imported = imported.map_err(|problem| match problem {
            // Whoever sits at the screen reads Vietnamese; here it is the reason that counts.
            Problem::Storage(why) => anyhow!(why),
            problem => anyhow!("{}: {}", import.file.display(), english(&problem)),
        })?;
        say(&told(&imported))?;
        store.close().await;
        Ok(())
    }
}

/// Why a file was not taken in.
fn english(problem: &Problem) -> String {
    match problem {
        Problem::NotHandover => {
            "this is no hand-over file, or it was damaged on the way".to_owned()
        }
        Problem::OtherOffice => "this file is locked for another office".to_owned(),
        Problem::ForeignHandover => "nobody of this database has made this file".to_owned(),
        Problem::HandoverNewer => {
            "a newer version of the app has made this file; update the server".to_owned()
        }
        problem => format!("nothing was taken in ({})", problem.code()),
    }
}

fn told(imported: &Imported) -> String {
    let listed = |tallied: &[crate::handover::Tallied]| {
        let one = |one: &crate::handover::Tallied| format!("{} {}", one.count, one.code);
        let all: Vec<_> = tallied.iter().map(one).collect();
        if all.is_empty() {
            "none".to_owned()
        } else {
            all.join(", ")
        }
    };
    let Imported { person, device, .. } = imported;
    let mut told = format!(
        "From {} ({device}), made {}\noperations: {} applied, {} known before; held: {}\npictures and sound: {} new, {} known \
         before; refused: {}\nunfinished visits: {} new, {} known before; kept unread: {}",
        person.name,
        imported.made.to_rfc3339(),
        imported.applied,
        imported.known,
        listed(&imported.held),
        imported.media,
        imported.known_media,
        listed(&imported.refused),
        imported.drafts,
        imported.known_drafts,
        imported.unread,
    );
    if !imported.whole {
        let missing = imported.missing;
        told += &format!(
            "\nThe file was cut or damaged: {} operations, {} pictures and {} unfinished visits did not come. Have it made \
             again, and import it too.",
            missing.operations, missing.media, missing.drafts
        );
    }
    told
}
