//! What an officer asks of the forms of his unit.

use dong_hanh_domain::{Scope, UnitKey};
use dong_hanh_form::FormId;
use dong_hanh_store::KeptForm;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::values::{moment, read};

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
) -> SqlResult<Option<Vec<u8>>> {
    let content = sqlx::query_scalar(
        "SELECT content FROM form_source JOIN form ON form.id = form_source.form \
         WHERE form.unit = ? AND form.id = ? AND form_source.name = ?",
    )
    .bind(unit.to_string())
    .bind(&id.0)
    .bind(name)
    .fetch_optional(tx)
    .await?;
    Ok(content)
}
