//! Which versions of a form new visits begin with: going back to one that was published before, and withdrawing one.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_form::FormId;
use dong_hanh_store::{FormDecision, FormRuling};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Publisher;
use crate::app::App;
use crate::body;
use crate::error::{Problem, ProblemDocument};

/// What is decided.
#[derive(Deserialize, ToSchema)]
pub struct DecideForm {
    /// Whether new visits begin with it.
    pub current: bool,
}

/// Makes a version that was published in the officer's unit the current one of its name, so that new visits begin with it;
/// or withdraws it, so that they begin with it no more. Visits that were begun are received as before, and what is withdrawn
/// can be made current again. One that stands so already stays so.
#[utoipa::path(
    put, path = "/api/v1/forms/{id}/current", tag = "forms", request_body = DecideForm,
    params(("id" = String, Path, description = "`sha256:` and the digest of the definition")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`not-json`, `wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn decide(
    State(app): State<Arc<App>>,
    who: Publisher,
    Path(id): Path<String>,
    body::Json(DecideForm { current }): body::Json<DecideForm>,
) -> Result<StatusCode, Problem> {
    let decision = FormDecision {
        by: who.0.user(),
        at: app.now(),
        ruling: if current {
            FormRuling::Use
        } else {
            FormRuling::Withdraw
        },
    };
    let (unit, form) = (who.unit(), FormId(id));
    if app.store.form(unit, &form).await?.is_none() {
        return Err(Problem::NotFound);
    }
    let decided = AuditAct::FormDecided {
        form: form.clone(),
        current,
    };
    who.0.note(&app, decided).await?;
    if app.store.decide_form(unit, &form, &decision).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::NotFound)
    }
}
