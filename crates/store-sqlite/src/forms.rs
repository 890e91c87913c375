//! Published forms: those of them that were read already, and what an officer asks of them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use dong_hanh_domain::{Scope, UnitKey};
use dong_hanh_form::{Form, FormId};
use dong_hanh_store::KeptForm;
use dong_hanh_sync::{FormRecord, RecordKey};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::ask;
use crate::error::SqlResult;
use crate::values::{moment, read};

/// Forms as they were read. They are immutable and never taken back, so what is here stays true.
#[derive(Debug, Default)]
pub(crate) struct FormCache(Mutex<HashMap<FormId, Arc<Form>>>);

impl FormCache {
    /// A form that was published in any unit, if this version can read it: its name is its content, and units merge.
    pub(crate) async fn get(
        &self,
        tx: &mut SqliteConnection,
        id: &FormId,
    ) -> SqlResult<Option<Arc<Form>>> {
        if let Some(form) = self.forms().get(id) {
            return Ok(Some(form.clone()));
        }
        let form = ask::record::<FormRecord>(tx, RecordKey::Form(id.clone()))
            .await?
            .and_then(|record| record.form().ok())
            .map(Arc::new);
        if let Some(form) = &form {
            self.forms().insert(id.clone(), form.clone());
        }
        Ok(form)
    }

    fn forms(&self) -> std::sync::MutexGuard<'_, HashMap<FormId, Arc<Form>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One form that was published in a unit.
pub(crate) async fn record(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    id: &FormId,
) -> SqlResult<Option<FormRecord>> {
    let body: Option<String> =
        sqlx::query_scalar("SELECT body FROM record WHERE key = ? AND scope = ?")
            .bind(RecordKey::Form(id.clone()).to_string())
            .bind(Scope::Unit(unit.clone()).to_string())
            .fetch_optional(tx)
            .await?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

/// One form, whichever unit published it.
pub(crate) async fn of_any_unit(
    tx: &mut SqliteConnection,
    id: &FormId,
) -> SqlResult<Option<FormRecord>> {
    let body: Option<String> =
        sqlx::query_scalar("SELECT body FROM record WHERE key = ? AND body IS NOT NULL LIMIT 1")
            .bind(RecordKey::Form(id.clone()).to_string())
            .fetch_optional(tx)
            .await?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

/// Every form that was published in a unit, what was published last first.
pub(crate) async fn of_unit(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Vec<KeptForm>> {
    let rows = sqlx::query(
        "SELECT form.id, form.name, form.version, form.published, form.publisher, form.current, form.since, form.decided_by, \
         json_extract(record.body, '$.definition.title') AS title, \
         (SELECT count(*) FROM visit WHERE visit.unit = form.unit AND visit.form = form.id) AS visits, \
         (SELECT json_group_array(name ORDER BY place) FROM form_source WHERE form_source.form = form.id) AS sources \
         FROM form LEFT JOIN record ON record.key = 'form:' || form.id AND record.scope = ? \
         WHERE form.unit = ? ORDER BY form.published DESC, form.id DESC",
    )
    .bind(Scope::Unit(unit.clone()).to_string())
    .bind(unit.to_string())
    .fetch_all(tx)
    .await?;
    rows.iter().map(kept).collect()
}

fn kept(row: &SqliteRow) -> SqlResult<KeptForm> {
    let title: Option<&str> = row.try_get("title")?;
    let publisher: Option<&str> = row.try_get("publisher")?;
    let decided_by: Option<&str> = row.try_get("decided_by")?;
    let visits: i64 = row.try_get("visits")?;
    Ok(KeptForm {
        id: FormId(row.try_get("id")?),
        name: row.try_get("name")?,
        // A newer version may have other ideas of what a title is.
        title: title.and_then(|title| serde_json::from_str(title).ok()),
        version: row.try_get("version")?,
        published: moment(row.try_get("published")?)?,
        publisher: publisher.map(read).transpose()?,
        current: row.try_get("current")?,
        since: moment(row.try_get("since")?)?,
        decided_by: decided_by.map(read).transpose()?,
        visits: visits.cast_unsigned(),
        sources: serde_json::from_str(row.try_get("sources")?)?,
    })
}

/// One of the files that a form of a unit was made from.
pub(crate) async fn file(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    id: &FormId,
    name: &str,
    bytes: Range<u32>,
) -> SqlResult<Option<Vec<u8>>> {
    let content = sqlx::query_scalar(
        "SELECT substr(content, ? + 1, ?) FROM form_source JOIN form ON form.id = form_source.form \
         WHERE form.unit = ? AND form.id = ? AND form_source.name = ?",
    )
    .bind(bytes.start)
    .bind(bytes.end.saturating_sub(bytes.start))
    .bind(unit.to_string())
    .bind(&id.0)
    .bind(name)
    .fetch_optional(tx)
    .await?;
    Ok(content)
}
