//! Somebody says how a list is read.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_audit::ListStep;
use dong_hanh_register::Reading;
use dong_hanh_store::{Import, ImportRow};
use uuid::Uuid;

use super::{Taker, details};
use crate::app::App;
use crate::auth::Costly;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::imports::{ImportDetails, ListReading, look, record, rows};

/// Reads a list as the officer says that it is to be read, and looks at it again. Nothing of the record changes.
#[utoipa::path(
    put, path = "/api/v1/imports/{id}/reading", tag = "imports", request_body = ListReading,
    params(("id" = Uuid, Path, description = "Which list")),
    responses(
        (status = OK, body = ImportDetails),
        (status = BAD_REQUEST, description = "`not-json`, `wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`import-moved-on`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`, `not-workbook`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn correct(
    State(app): State<Arc<App>>,
    _: Costly,
    who: Taker,
    Path(id): Path<Uuid>,
    body::Json(reading): body::Json<ListReading>,
) -> Result<Json<ImportDetails>, Problem> {
    let mut import = who.import(&app, id).await?;
    let reading = reading.understood()?;
    let file = app.store.import_file(import.id).await?;
    let file = file.ok_or(Problem::NotFound)?;
    let rows = looked(&app, &mut import, file, Some(reading)).await?;
    who.step(&app, import.id, ListStep::Corrected).await?;
    if !app.store.put_import(&import, None, &rows).await? {
        return Err(Problem::ImportMovedOn);
    }
    Ok(Json(details(&app, &import).await?))
}

/// Looks at a list, by a thread that serves nobody else, and writes down how it is read.
pub(super) async fn looked(
    app: &App,
    import: &mut Import,
    file: Vec<u8>,
    reading: Option<Reading>,
) -> Result<Vec<ImportRow>, Problem> {
    let (hamlets, households) = record(&*app.store, &import.unit).await?;
    let (by, now, id) = (import.officer, app.now(), import.id);
    let looking = tokio::task::spawn_blocking(move || {
        let looked = look(&file, reading, (&hamlets, households), by, now)?;
        let rows = rows(looked.planned, id, now)?;
        let guess = serde_json::to_string(&looked.guess).map_err(|_| Problem::Internal)?;
        Ok::<_, Problem>((guess, rows))
    });
    let (guess, rows) = looking.await.map_err(|_| Problem::Internal)??;
    import.reading = guess;
    Ok(rows)
}
