//! Publishing forms, going back to earlier ones, withdrawing them; and forms that come along when units merge.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Scope, UnitKey, UserId};
use dong_hanh_form::{Form, FormId};
use dong_hanh_store::{FormDecision, FormFile, FormRuling, NewForm, StoreError};
use dong_hanh_sync::{FormRecord, Record};
use sqlx::SqliteConnection;

use crate::error::{Failure, SqlResult};
use crate::forms::record;
use crate::records::write_changed;
use crate::values::{list, read};

/// Publishes a form that the installation brings along: as the current one of its name, where no officer has decided.
pub(crate) async fn publish(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    form: &FormRecord,
) -> SqlResult<()> {
    let definition = definition(form)?;
    let is_decided: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM form WHERE unit = ? AND name = ? AND decided_by IS NOT NULL)",
    )
    .bind(unit.to_string())
    .bind(&definition.name)
    .fetch_one(&mut *tx)
    .await?;
    let is_new = add(tx, unit, form, &definition, None).await?;
    if !is_decided {
        return decide(tx, unit, form, FormRuling::Use, form.published, None).await;
    }
    let form = FormRecord {
        current: false,
        ..form.clone()
    };
    write_forms(tx, unit, is_new.then_some(form)).await
}

/// Publishes a form of an officer as the current one of its name; `false` where another one is current than he knows.
pub(crate) async fn publish_new(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    new: &NewForm,
) -> SqlResult<bool> {
    let (form, by) = (&new.record, Some(new.by));
    let definition = definition(form)?;
    let current: Option<String> =
        sqlx::query_scalar("SELECT id FROM form WHERE unit = ? AND name = ? AND current")
            .bind(unit.to_string())
            .bind(&definition.name)
            .fetch_optional(&mut *tx)
            .await?;
    let current = current.map(FormId);
    if current.as_ref() == Some(&form.id) {
        return Ok(true);
    }
    if current != new.over {
        return Ok(false);
    }
    add(tx, unit, form, &definition, by).await?;
    keep_sources(tx, &form.id, &new.sources).await?;
    decide(tx, unit, form, FormRuling::Use, form.published, by).await?;
    Ok(true)
}

fn definition(form: &FormRecord) -> SqlResult<Form> {
    let read = form.form();
    read.map_err(|error| Failure(StoreError::Other(error.into())))
}

/// Makes a form known in a unit, and not current yet; `false` for one that is known, which stays as it is.
async fn add(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    form: &FormRecord,
    definition: &Form,
    by: Option<UserId>,
) -> SqlResult<bool> {
    let added = sqlx::query(
        "INSERT INTO form (unit, id, name, version, published, current, publisher, since, decided_by) \
         VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?5, NULL) ON CONFLICT (unit, id) DO NOTHING",
    )
    .bind(unit.to_string())
    .bind(&form.id.0)
    .bind(&definition.name)
    .bind(&definition.version)
    .bind(form.published.timestamp_millis())
    .bind(by.map(|by| by.to_string()))
    .execute(&mut *tx)
    .await?;
    Ok(added.rows_affected() > 0)
}

/// Keeps what a form was made from, where that is not known yet.
pub(crate) async fn keep_sources(
    tx: &mut SqliteConnection,
    id: &FormId,
    sources: &[FormFile],
) -> SqlResult<()> {
    let is_kept: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM form_source WHERE form = ?)")
            .bind(&id.0)
            .fetch_one(&mut *tx)
            .await?;
    if is_kept {
        return Ok(());
    }
    for (place, file) in (0_i64..).zip(sources) {
        sqlx::query("INSERT INTO form_source (form, place, name, content) VALUES (?, ?, ?, ?)")
            .bind(&id.0)
            .bind(place)
            .bind(&file.name)
            .bind(&file.content)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Decides on a form as an officer says; `false` where it was never published in the unit.
pub(crate) async fn decide_as(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    id: &FormId,
    decision: &FormDecision,
) -> SqlResult<bool> {
    let FormDecision { by, at, ruling } = *decision;
    let Some(form) = record(tx, unit, id).await? else {
        return Ok(false);
    };
    decide(tx, unit, &form, ruling, at, Some(by)).await?;
    Ok(true)
}

/// Makes a form the current one of its name or takes it back, where it does not stand so already.
async fn decide(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    form: &FormRecord,
    ruling: FormRuling,
    at: DateTime<Utc>,
    by: Option<UserId>,
) -> SqlResult<()> {
    let id = &form.id;
    let current: bool = sqlx::query_scalar("SELECT current FROM form WHERE unit = ? AND id = ?")
        .bind(unit.to_string())
        .bind(&id.0)
        .fetch_one(&mut *tx)
        .await?;
    let (becomes, word) = match ruling {
        FormRuling::Use => (true, "use"),
        FormRuling::Withdraw => (false, "withdraw"),
    };
    if current == becomes {
        return Ok(());
    }
    let (by, decided) = (by.map(|by| by.to_string()), at.timestamp_millis());
    // Of a name at most one is current at any moment.
    let mut changed: Vec<String> = sqlx::query_scalar(
        "UPDATE form SET current = 0, since = ?1, decided_by = ?2 WHERE unit = ?3 AND current AND name = \
           (SELECT name FROM form WHERE unit = ?3 AND id = ?4) RETURNING id",
    )
    .bind(decided)
    .bind(&by)
    .bind(unit.to_string())
    .bind(&id.0)
    .fetch_all(&mut *tx)
    .await?;
    if becomes {
        sqlx::query(
            "UPDATE form SET current = 1, since = ?, decided_by = ? WHERE unit = ? AND id = ?",
        )
        .bind(decided)
        .bind(&by)
        .bind(unit.to_string())
        .bind(&id.0)
        .execute(&mut *tx)
        .await?;
        changed.push(id.0.clone());
    }
    sqlx::query(
        "INSERT INTO form_decision (unit, form, ruling, officer, decided) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(unit.to_string())
    .bind(&id.0)
    .bind(word)
    .bind(&by)
    .bind(decided)
    .execute(&mut *tx)
    .await?;
    let mut records = Vec::new();
    for changed in changed.into_iter().map(FormId) {
        let (is_it, known) = (changed == *id, record(tx, unit, &changed).await?);
        let known = known.or_else(|| is_it.then(|| form.clone()));
        records.extend(known.map(|known| FormRecord {
            current: becomes && is_it,
            ..known
        }));
    }
    write_forms(tx, unit, records).await
}

async fn write_forms(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    forms: impl IntoIterator<Item = FormRecord>,
) -> SqlResult<()> {
    let scope = Scope::Unit(unit.clone());
    let forms = forms.into_iter();
    let records = forms.map(|form| (scope.clone(), Record::Form(form)));
    write_changed(tx, unit, records.collect()).await
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
            "INSERT INTO form (unit, id, name, version, published, current, publisher, since, decided_by) \
             SELECT ?1, id, name, version, published, current AND NOT EXISTS \
               (SELECT 1 FROM form AS there WHERE there.unit = ?1 AND there.name = form.name AND there.current), \
               publisher, since, decided_by \
             FROM form WHERE unit = ?2 AND id = ?3 ON CONFLICT (unit, id) DO NOTHING RETURNING current",
        )
        .bind(into.to_string())
        .bind(&unit)
        .bind(&id)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(current) = current else { continue };
        if let Some(form) = record(tx, &read(&unit)?, &FormId(id)).await? {
            published.push(FormRecord { current, ..form });
        }
    }
    let count = published.len() as u64;
    write_forms(tx, into, published).await?;
    Ok(count)
}
