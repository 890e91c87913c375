//! What goes when its time is over, of what only the server keeps (SPEC.md S20.12).

use dong_hanh_domain::UnitKey;
use dong_hanh_domain::settings::Settings;
use dong_hanh_store::retention::{Emptied, Emptying, digests_in};
use dong_hanh_store::{HandedId, Import};
use dong_hanh_sync::{RecordKey, SettingsRecord};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::{ask, imports};

/// With a list of this state nothing is being done.
const AT_REST: &str = "state NOT IN ('applying', 'undoing')";

/// Empties drafts and lists, each as far as it is the unit's, and is closed or at rest.
pub(crate) async fn empty(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    emptying: &Emptying,
) -> SqlResult<Emptied> {
    let mut emptied = Emptied::default();
    for draft in &emptying.drafts {
        emptied.drafts += self::draft(tx, unit, draft).await?;
    }
    for list in &emptying.lists {
        let id = list.0.to_string();
        emptied.workbooks += self::list(tx, unit, &id).await?;
    }
    Ok(emptied)
}

/// The lists of which something is kept.
pub(crate) async fn full(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Vec<Import>> {
    let full: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "SELECT id FROM import WHERE unit = ? AND {AT_REST} AND (length(content) > 0 \
         OR EXISTS (SELECT 1 FROM import_row WHERE import = import.id))"
    )))
    .bind(unit.to_string())
    .fetch_all(&mut *tx)
    .await?;
    let mut lists = imports::of_unit(tx, unit, None).await?;
    lists.retain(|list| full.contains(&list.id.0.to_string()));
    Ok(lists)
}

/// What the office of a unit has set.
pub(crate) async fn settings(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Settings> {
    let key = RecordKey::Settings(unit.clone());
    let set: Option<SettingsRecord> = ask::record(tx, key).await?;
    Ok(set.map(|set| set.settings).unwrap_or_default())
}

/// Empties a draft, unless somebody has opened it, or one of the same, again: whoever asks has looked, and this looks at the
/// last word on the draft itself.
async fn draft(tx: &mut SqliteConnection, unit: &UnitKey, id: &HandedId) -> SqlResult<u64> {
    let (author, digest) = (id.author.to_string(), &id.digest[..]);
    let content: Option<Vec<u8>> = sqlx::query_scalar(
        "SELECT content FROM handed JOIN account ON account.user = handed.author \
         WHERE author = ?1 AND digest = ?2 AND kind = ?3 AND account.unit = ?4 AND length(content) > 0 \
         AND ifnull((SELECT ruling FROM handed_decision AS last WHERE last.author = ?1 AND last.digest = ?2 \
           ORDER BY number DESC LIMIT 1), 'close') = 'close'",
    )
    .bind(&author)
    .bind(digest)
    .bind(i64::from(id.kind.number()))
    .bind(unit.to_string())
    .fetch_optional(&mut *tx)
    .await?;
    let Some(content) = content else {
        return Ok(0);
    };
    for media in digests_in(&content) {
        sqlx::query(
            "INSERT INTO erased_media (digest, done) SELECT digest, 0 FROM media WHERE digest = ? \
             ON CONFLICT (digest) DO UPDATE SET done = 0",
        )
        .bind(media)
        .execute(&mut *tx)
        .await?;
    }
    for statement in [
        "UPDATE handed SET content = x'' WHERE author = ? AND digest = ?",
        "UPDATE handed_decision SET why = NULL WHERE author = ? AND digest = ?",
    ] {
        sqlx::query(statement)
            .bind(&author)
            .bind(digest)
            .execute(&mut *tx)
            .await?;
    }
    Ok(1)
}

async fn list(tx: &mut SqliteConnection, unit: &UnitKey, id: &str) -> SqlResult<u64> {
    let is_theirs: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "SELECT EXISTS (SELECT 1 FROM import WHERE id = ? AND unit = ? AND {AT_REST})"
    )))
    .bind(id)
    .bind(unit.to_string())
    .fetch_one(&mut *tx)
    .await?;
    if !is_theirs {
        return Ok(0);
    }
    for statement in [
        "DELETE FROM import_row WHERE import = ?",
        "DELETE FROM import WHERE id = ? AND state = 'checked'",
        "UPDATE import SET content = x'' WHERE id = ?",
    ] {
        sqlx::query(statement).bind(id).execute(&mut *tx).await?;
    }
    Ok(1)
}
