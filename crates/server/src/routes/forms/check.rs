//! Checking a workbook before it is published.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_form::{Change, Form, FormId, Text, changes};
use dong_hanh_xlsform::{Mistake, Warning};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::another::is_another;
use super::{Made, Publisher, Workbook, compiled, current};
use crate::app::App;
use crate::auth::Costly;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// What a workbook says.
#[derive(Serialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Checked {
    /// It can be published.
    Right(Box<Right>),
    /// It cannot.
    Wrong {
        /// All that is wrong, by sheet, row and column.
        #[schema(value_type = Vec<schema::WorkbookNote>)]
        mistakes: Vec<Mistake>,
    },
}

/// A form as it would be published.
#[derive(Serialize, ToSchema)]
pub struct Right {
    /// `sha256:` and the digest of the definition.
    #[schema(value_type = String)]
    pub id: FormId,
    /// Its name, which its versions have in common.
    pub name: String,
    /// Its title, by language.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub title: Text,
    /// What its author calls this version of it.
    pub version: String,
    /// The version of this name with which new visits begin now.
    #[schema(value_type = Option<String>)]
    pub over: Option<FormId>,
    /// What that one is called, where this is hardly meant as a version of it.
    #[schema(value_type = Option<std::collections::BTreeMap<String, String>>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Text>,
    /// What is not the same as in that one.
    #[schema(value_type = Vec<schema::FormChange>)]
    pub changes: Vec<Change>,
    /// What somebody should know, by sheet, row and column.
    #[schema(value_type = Vec<schema::WorkbookNote>)]
    pub warnings: Vec<Warning>,
    /// The definition, as phones would get it.
    #[schema(value_type = serde_json::Value)]
    pub definition: Box<RawValue>,
}

/// Says what a workbook would be as a form of the officer's unit: what is not the same as in the current version of its
/// name, or all that is wrong with it. Nothing is published.
#[utoipa::path(
    post, path = "/api/v1/forms/check", tag = "forms",
    request_body(content = schema::Workbook, content_type = "multipart/form-data", description = "At most 16 MiB in all"),
    responses(
        (status = OK, body = Checked),
        (status = BAD_REQUEST, description = "`not-json` where the body was cut off or is no form data", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`, `form-too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`wrong-type`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn check(
    State(app): State<Arc<App>>,
    _: Costly,
    who: Publisher,
    workbook: Workbook,
) -> Result<Json<Checked>, Problem> {
    let unit = who.unit();
    let made = match compiled(&app, workbook).await? {
        Ok(made) => made,
        Err(mistakes) => return Ok(Json(Checked::Wrong { mistakes })),
    };
    let Made {
        compiled, record, ..
    } = made;
    let over = current(&app, unit, &compiled.form.name).await?;
    let earlier = match &over {
        Some(over) => app.store.form(unit, over).await?,
        None => None,
    };
    // One that this version cannot read any more has nothing to be compared with.
    let earlier = earlier.and_then(|earlier| earlier.form().ok());
    let form = record.form().map_err(|_| Problem::Internal)?;
    let differ = |earlier: &Form| changes(earlier, &form);
    let changes = earlier.as_ref().map(differ).unwrap_or_default();
    let another = earlier.filter(|earlier| is_another(earlier, &form, &changes));
    let instead_of = another.map(|another| another.title.clone());
    Ok(Json(Checked::Right(Box::new(Right {
        id: record.id,
        name: compiled.form.name,
        title: compiled.form.title,
        version: compiled.form.version,
        over,
        instead_of,
        changes,
        warnings: compiled.warnings,
        definition: record.definition,
    }))))
}
