//! Visits, households and facts that were handed over before they were finished.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::{Act, UserId};
use dong_hanh_store::{HandedDecision, HandedKind, HandedRuling, KeptHanded};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::token::hex;

/// A visit, a new household or facts of one that were handed over before they were finished.
#[derive(Serialize, ToSchema)]
pub struct HandedDraft {
    /// Who was recording it.
    #[schema(value_type = Uuid)]
    pub author: UserId,
    /// By what the author's drafts are told apart: 64 hexadecimal digits.
    pub digest: String,
    /// When it came.
    pub received: DateTime<Utc>,
    /// As the device had stored it, which is JSON as long as the device was right.
    pub content: String,
    /// That an officer has closed it, if so.
    pub closed: Option<Closed>,
}

/// That an officer has closed what was handed over, as nobody needs it any more.
#[derive(Serialize, ToSchema)]
pub struct Closed {
    /// Who.
    #[schema(value_type = Uuid)]
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where it was said.
    pub why: Option<String>,
}

impl HandedDraft {
    fn of(kept: &KeptHanded) -> Self {
        let handed = &kept.handed;
        Self {
            author: handed.author,
            digest: hex(&handed.id().digest),
            received: handed.received,
            content: String::from_utf8_lossy(&handed.content).into_owned(),
            closed: kept
                .decided
                .clone()
                .and_then(|last| Closed::of(last.decision)),
        }
    }
}

impl Closed {
    fn of(decision: HandedDecision) -> Option<Self> {
        let HandedRuling::Close { why } = decision.ruling else {
            return None;
        };
        Some(Self {
            by: decision.by,
            at: decision.at,
            why,
        })
    }
}

/// The visits, new households and facts of households that people of the officer's unit handed over before they were
/// finished, each as each device said it last. What was finished and arrived since is left out; what an officer has closed
/// bears who did it.
#[utoipa::path(
    get, path = "/api/v1/handovers/drafts", tag = "handover",
    responses(
        (status = OK, body = Vec<HandedDraft>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn drafts(
    State(app): State<Arc<App>>,
    who: SignedIn,
) -> Result<Json<Vec<HandedDraft>>, Problem> {
    let unit = who.role().unit();
    who.require(&Act::Release(unit.clone()))?;
    let kept = app.store.handed(unit, HandedKind::Draft).await?;
    let listed = dong_hanh_store::drafts::listed(&*app.store, kept).await?;
    let act = AuditAct::Read {
        what: What::Drafts { unit: unit.clone() },
        records: listed.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(listed.iter().map(HandedDraft::of).collect()))
}
