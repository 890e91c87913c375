//! Counts for each hamlet.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use chrono::TimeDelta;
use dong_hanh_store::HamletOverview;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// Over which time.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// A household counts as visited if somebody came in so many days: 90 unless told.
    days: Option<u16>,
}

/// For each hamlet that the person may read: households, those visited lately, visits that wait.
#[utoipa::path(
    get, path = "/api/v1/overview", tag = "record", params(Asked),
    responses(
        (status = OK, body = Vec<schema::HamletOverview>),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<HamletOverview>>, Problem> {
    let since = app.now() - TimeDelta::days(asked.days.unwrap_or(90).into());
    let mut hamlets = app.store.overview(who.role().unit(), since).await?;
    hamlets.retain(|overview| who.role().hamlets().contains(&overview.hamlet.id));
    Ok(Json(hamlets))
}
