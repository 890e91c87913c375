//! The forms of a unit.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use dong_hanh_domain::UserId;
use dong_hanh_form::{FormId, Text};
use dong_hanh_store::KeptForm;
use serde::Serialize;
use utoipa::ToSchema;

use super::Publisher;
use crate::app::App;
use crate::error::{Problem, ProblemDocument};

/// A version of a form that was published in the unit.
#[derive(Serialize, ToSchema)]
pub struct FormView {
    /// `sha256:` and the digest of the definition.
    #[schema(value_type = String)]
    pub id: FormId,
    /// Its name, which its versions have in common.
    pub name: String,
    /// Its title, by language; none where this server cannot read it.
    #[schema(value_type = Option<std::collections::BTreeMap<String, String>>)]
    pub title: Option<Text>,
    /// What its author calls this version of it.
    pub version: String,
    /// When it was published first.
    pub published: DateTime<Utc>,
    /// Who published it; nobody where the installation has brought it along.
    #[schema(value_type = Option<Uuid>)]
    pub publisher: Option<UserId>,
    /// Whether new visits begin with it.
    pub current: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who decided that; nobody where the installation did.
    #[schema(value_type = Option<Uuid>)]
    pub decided_by: Option<UserId>,
    /// How many visits of the unit were recorded with it.
    pub visits: u64,
    /// The names of the files that it was made from, the workbook first.
    pub sources: Vec<String>,
}

impl From<KeptForm> for FormView {
    fn from(kept: KeptForm) -> Self {
        Self {
            id: kept.id,
            name: kept.name,
            title: kept.title,
            version: kept.version,
            published: kept.published,
            publisher: kept.publisher,
            current: kept.current,
            since: kept.since,
            decided_by: kept.decided_by,
            visits: kept.visits,
            sources: kept.sources,
        }
    }
}

/// Every form that was ever published in the officer's unit, what was published last first.
#[utoipa::path(
    get, path = "/api/v1/forms", tag = "forms",
    responses(
        (status = OK, body = Vec<FormView>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: Publisher,
) -> Result<Json<Vec<FormView>>, Problem> {
    let forms = app.store.forms(who.unit()).await?;
    Ok(Json(forms.into_iter().map(FormView::from).collect()))
}
