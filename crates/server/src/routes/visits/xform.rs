//! One visit as other makers' programs read it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use dong_hanh_domain::VisitId;
use dong_hanh_form::{Context, Filling};
use dong_hanh_sync::{Elsewhere, Visit};
use dong_hanh_xlsform::{Named, instance};
use uuid::Uuid;

use super::seen;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

const XML: HeaderValue = HeaderValue::from_static("application/xml; charset=utf-8");

/// What was answered on a visit, as the instance of the XForm that its form is, in the version with which it was filled. It
/// bears the name that another client gave it (`instanceID`), or one of the visit's id; one that was amended says
/// which one it takes the place of (`deprecatedID`). A file is called by the SHA-256 of its bytes; of
/// several at one question the first is named.
#[utoipa::path(
    get, path = "/api/v1/visits/{id}/xform", tag = "record", params(("id" = Uuid, Path, description = "The visit")),
    responses(
        (status = OK, description = "The instance", body = String, content_type = "application/xml"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: no such visit here, or its form cannot be read any more", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn xform(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let visit = seen(&app, &who, VisitId(id)).await?;
    let record = app.store.form_of_any_unit(&visit.form).await?;
    // What this version of the program cannot read it cannot write otherwise.
    let form = record.and_then(|record| record.form().ok());
    let form = form.ok_or(Problem::NotFound)?;
    let deprecated = match visit.amends {
        Some(earlier) => Some(match app.store.visit(earlier).await? {
            Some(earlier) => name(&earlier),
            None => of_id(earlier),
        }),
        None => None,
    };
    let named = name(&visit);
    let named = Named {
        instance: &named,
        deprecated: deprecated.as_deref(),
    };
    let context = Context {
        // What another client drew is what the person saw there.
        keeps_drawn: Elsewhere::filled(&visit.said),
        ..visit.grounds.context(visit.id, visit.started)
    };
    let filling = Filling::open(Arc::new(form), visit.answers, context);
    let xml = instance(&filling, Some(named));
    Ok(([(header::CONTENT_TYPE, XML)], xml).into_response())
}

/// What a visit is called among all filled forms.
fn name(visit: &Visit) -> String {
    let elsewhere = Elsewhere::of(&visit.said).map(|elsewhere| elsewhere.instance);
    elsewhere.unwrap_or_else(|| of_id(visit.id))
}

fn of_id(id: VisitId) -> String {
    format!("uuid:{id}")
}
