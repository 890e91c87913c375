//! A breach as a file for the authority, with the people concerned.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::Act;
use uuid::Uuid;

use super::{exposed, found, unit_name};
use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::breaches::{Notification, concerned, file as write};
use crate::error::{Problem, ProblemDocument};
use crate::workbook::attached;

/// A workbook with the notice to the authority and the people concerned, for officers of the unit alone.
#[utoipa::path(
    get, path = "/api/v1/breaches/{id}/file", tag = "breaches",
    params(("id" = Uuid, Path, description = "Which")),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn file(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let breach = found(&app, &who, id).await?;
    who.require(&Act::SeeWhomBreached(breach.unit.clone()))?;
    let exposure = exposed(&app, &breach).await?;
    let concerned = concerned(&app, &breach, &exposure).await?;
    let about = match breach.incident.user() {
        Some(user) => app.store.account(user, app.now()).await?,
        None => None,
    };
    let act = AuditAct::Exported {
        what: What::Breach { breach: breach.id },
        records: concerned.len() as u64,
    };
    who.note(&app, act).await?;
    let notification = Notification {
        unit: unit_name(&app, &breach.unit).await?,
        about: about.map(|account| account.person.name.to_string()),
        authority: app.authority.clone(),
        contact: who.account.person.name.to_string(),
        now: app.now(),
        breach,
        exposure,
        concerned,
    };
    let writing = tokio::task::spawn_blocking(move || write(&notification));
    let book = writing.await.map_err(|_| Problem::Internal)??;
    Ok(attached("thong-bao-su-co.xlsx", book))
}
