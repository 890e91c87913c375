//! Published forms, and those of them that were read already.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use dong_hanh_domain::{Scope, UnitKey};
use dong_hanh_form::{Form, FormId};
use dong_hanh_store::StoreError;
use dong_hanh_sync::{FormRecord, Record, RecordKey};
use sqlx::SqliteConnection;

use crate::ask;
use crate::error::{Failure, SqlResult};
use crate::records::write_changed;
use crate::values::{list, read};

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

async fn record(
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

/// Publishes a form as the current one of its name.
pub(crate) async fn publish(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    form: &FormRecord,
) -> SqlResult<()> {
    let definition = form
        .form()
        .map_err(|error| Failure(StoreError::Other(error.into())))?;
    let replaced: Vec<String> = sqlx::query_scalar(
        "UPDATE form SET current = 0 WHERE unit = ? AND name = ? AND current RETURNING id",
    )
    .bind(unit.to_string())
    .bind(&definition.name)
    .fetch_all(&mut *tx)
    .await?;
    sqlx::query(
        "INSERT INTO form (unit, id, name, version, published, current) VALUES (?, ?, ?, ?, ?, 1) \
         ON CONFLICT (unit, id) DO UPDATE SET current = 1",
    )
    .bind(unit.to_string())
    .bind(&form.id.0)
    .bind(&definition.name)
    .bind(&definition.version)
    .bind(form.published.timestamp_millis())
    .execute(&mut *tx)
    .await?;
    let known = record(tx, unit, &form.id)
        .await?
        .unwrap_or_else(|| form.clone());
    let mut changed = Vec::new();
    for id in replaced.into_iter().map(FormId).filter(|id| *id != form.id) {
        if let Some(earlier) = record(tx, unit, &id).await? {
            changed.push(FormRecord {
                current: false,
                ..earlier
            });
        }
    }
    changed.push(FormRecord {
        current: true,
        ..known
    });
    let scope = Scope::Unit(unit.clone());
    let changed = changed
        .into_iter()
        .map(|form| (scope.clone(), Record::Form(form)))
        .collect();
    write_changed(tx, unit, changed).await
}

/// Publishes what units published in another one too, for the visits that come along; what is current there stays so.
/// Says how many are new there.
pub(crate) async fn inherit(
    tx: &mut SqliteConnection,
    from: &BTreeSet<UnitKey>,
    into: &UnitKey,
) -> SqlResult<u64> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT unit, id FROM form WHERE unit IN (SELECT value FROM json_each(?)) ORDER BY current DESC, published DESC",
    )
    .bind(list(from))
    .fetch_all(&mut *tx)
    .await?;
    let mut published = Vec::new();
    for (unit, id) in rows {
        let current: Option<bool> = sqlx::query_scalar(
            "INSERT INTO form (unit, id, name, version, published, current) \
             SELECT ?1, id, name, version, published, current AND NOT EXISTS \
               (SELECT 1 FROM form AS there WHERE there.unit = ?1 AND there.name = form.name AND there.current) \
             FROM form WHERE unit = ?2 AND id = ?3 ON CONFLICT (unit, id) DO NOTHING RETURNING current",
        )
        .bind(into.to_string())
        .bind(&unit)
        .bind(&id)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(current) = current else { continue };
        if let Some(form) = record(tx, &read(&unit)?, &FormId(id)).await? {
            let form = FormRecord { current, ..form };
            published.push((Scope::Unit(into.clone()), Record::Form(form)));
        }
    }
    let count = published.len() as u64;
    write_changed(tx, into, published).await?;
    Ok(count)
}
