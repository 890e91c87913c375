//! Files in which phones hand over what they could not send.

use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{Act, UserId};
use dong_hanh_store::{HandedDecision, HandedId, HandedKind, HandedRuling};
use uuid::Uuid;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::token::unhex;

pub mod close;
pub mod drafts;
pub mod import;
pub mod reopen;

/// Decides on a draft that somebody of the officer's unit handed over.
async fn decide(
    app: &App,
    who: &SignedIn,
    (author, digest): (Uuid, String),
    ruling: HandedRuling,
) -> Result<StatusCode, Problem> {
    let unit = who.role().unit();
    who.require(&Act::Release(unit.clone()))?;
    let id = HandedId {
        author: UserId(author),
        kind: HandedKind::Draft,
        digest: unhex(&digest).ok_or(Problem::WrongAddress)?,
    };
    // Why, in an officer's own words, stands with the decision.
    let (user, draft) = (
        id.author,
        digest.parse().map_err(|_| Problem::WrongAddress)?,
    );
    let act = match ruling {
        HandedRuling::Close { .. } => AuditAct::DraftClosed { user, draft },
        HandedRuling::Reopen => AuditAct::DraftReopened { user, draft },
    };
    who.note(app, act).await?;
    let decision = HandedDecision {
        by: who.user(),
        at: app.now(),
        ruling,
    };
    if app.store.decide_handed(unit, id, &decision).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::NotFound)
    }
}
