//! What is done with a list while nobody waits.

use std::sync::Arc;

use axum::Json;
use axum::http::StatusCode;
use dong_hanh_audit::ListStep;
use dong_hanh_store::{Import, ImportState};
use tracing::error;
use uuid::Uuid;

use super::{Taker, summary};
use crate::app::App;
use crate::error::Problem;
use crate::imports::{ImportSummary, say, undo};

/// Which way a list goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Course {
    /// What it says becomes part of the record.
    Say,
    /// It is taken back.
    Undo,
}

impl Course {
    /// Whether a list that stands so can go this way, also on where it was stopped or the server ended.
    fn fits(self, state: ImportState) -> bool {
        use ImportState::{Applied, Applying, Checked, Stopped, Undoing};
        match self {
            Self::Say => matches!(state, Checked | Stopped | Applying),
            Self::Undo => matches!(state, Stopped | Applying | Applied | Undoing),
        }
    }

    /// How a list stands that goes this way.
    fn state(self) -> ImportState {
        match self {
            Self::Say => ImportState::Applying,
            Self::Undo => ImportState::Undoing,
        }
    }

    fn step(self) -> ListStep {
        match self {
            Self::Say => ListStep::Applied,
            Self::Undo => ListStep::Undone,
        }
    }

    /// Lets a list go this way, unless it goes one already or stands otherwise.
    pub(super) async fn begin(
        self,
        app: &Arc<App>,
        who: &Taker,
        id: Uuid,
    ) -> Result<(StatusCode, Json<ImportSummary>), Problem> {
        let mut import = who.import(app, id).await?;
        let fits = self.fits(import.state) && !is_emptied(app, &import).await?;
        let running = app.imports.begin(import.id).filter(|_| fits);
        let running = running.ok_or(Problem::ImportMovedOn)?;
        who.step(app, import.id, self.step()).await?;
        let state = self.state();
        app.store.note_import(import.id, state, &[]).await?;
        import.state = state;
        let summary = summary(app, &import).await?;
        let (author, app) = (who.0.author(), Arc::clone(app));
        tokio::spawn(async move {
            let (store, now) = (Arc::clone(&app.store), || app.now());
            let worked = match self {
                Self::Say => say(store, &import, &author, &running, now).await,
                Self::Undo => undo(store, &import, &author, &running, now).await,
            };
            if let Err(problem) = worked {
                error!(import = %import.id.0, %problem, "a list broke off");
            }
        });
        Ok((StatusCode::ACCEPTED, Json(summary)))
    }
}

/// Whether the rows of a list are gone (SPEC.md S20.1, S20.12): nobody could say any more what is to be taken back.
async fn is_emptied(app: &App, import: &Import) -> Result<bool, Problem> {
    let is_said = matches!(import.state, ImportState::Stopped | ImportState::Applied);
    Ok(is_said && app.store.import_counts(import.id).await?.is_empty())
}
