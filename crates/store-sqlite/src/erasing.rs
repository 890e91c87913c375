//! What an erasure takes out of everything that is kept beside the feeds (SPEC.md S20).

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::{Erased, HouseholdId, UnitKey};
use dong_hanh_form::Sha256;
use dong_hanh_store::{Erasure, HandedId, Went};
use dong_hanh_sync::server::{Erasing, Needs, World};
use dong_hanh_sync::{Gone, RawOperation, RecordKey};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::records::Units;
use crate::values::{list, moment, read};
use dong_hanh_domain::Scope;

/// Names of pictures that were erased, themselves or with their visits, and that no visit, nothing that is held and no draft
/// names any more.
const UNNAMED: &str = "NOT EXISTS (SELECT 1 FROM visit_media WHERE visit_media.digest = erased_media.digest) \
     AND NOT EXISTS (SELECT 1 FROM held_media WHERE held_media.digest = erased_media.digest) \
     AND NOT EXISTS (SELECT 1 FROM handed WHERE instr(content, CAST(erased_media.digest AS BLOB)) > 0)";

/// Takes out what was erased, in the transaction that says so.
pub(crate) async fn erase(
    tx: &mut SqliteConnection,
    units: Units<'_>,
    erasing: &Erasing,
    erasures: &[Erasure],
) -> SqlResult<()> {
    for erased in &erasing.households {
        let unit = units.of(&Scope::Hamlet(erased.hamlet)).clone();
        household(tx, &unit, erased).await?;
    }
    for (household, digest) in &erasing.pictures {
        picture(tx, *household, digest).await?;
    }
    let held = erasing.held.iter().cloned().map(RecordKey::Held);
    let held = list(held);
    for statement in [
        "INSERT INTO erased_media (digest, done) SELECT digest, 0 FROM held_media \
         WHERE held IN (SELECT value FROM json_each(?)) ON CONFLICT (digest) DO UPDATE SET done = 0",
        "DELETE FROM held_media WHERE held IN (SELECT value FROM json_each(?))",
        "DELETE FROM held WHERE key IN (SELECT value FROM json_each(?))",
    ] {
        sqlx::query(statement).bind(&held).execute(&mut *tx).await?;
    }
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "DELETE FROM media WHERE digest IN (SELECT digest FROM erased_media WHERE {UNNAMED})"
    )))
    .execute(&mut *tx)
    .await?;
    for erasure in erasures {
        keep(tx, erasure).await?;
    }
    if !erasing.gone.is_empty() {
        texts(tx, &erasing.gone).await?;
    }
    Ok(())
}

async fn household(tx: &mut SqliteConnection, unit: &UnitKey, erased: &Erased) -> SqlResult<()> {
    let id = erased.household.to_string();
    for statement in [
        "INSERT INTO erased_media (digest, done) SELECT digest, 0 FROM visit_media \
         WHERE visit IN (SELECT id FROM visit WHERE household = ?) ON CONFLICT (digest) DO UPDATE SET done = 0",
        "DELETE FROM visit_media WHERE visit IN (SELECT id FROM visit WHERE household = ?)",
        "DELETE FROM conflict WHERE household = ?",
        "DELETE FROM visit WHERE household = ?",
        "DELETE FROM household WHERE id = ?",
        // The workbook has the household's row too, and is nothing that a row could be cut out of.
        "UPDATE import SET content = x'' WHERE id IN (SELECT import FROM import_row WHERE household = ?)",
        "DELETE FROM import_row WHERE household = ?",
        "INSERT INTO erased_media (digest, done) SELECT digest, 0 FROM media WHERE EXISTS (SELECT 1 FROM handed \
           WHERE instr(content, CAST(? AS BLOB)) > 0 AND instr(content, CAST(media.digest AS BLOB)) > 0) \
         ON CONFLICT (digest) DO UPDATE SET done = 0",
        // What lies there empty keeps the same from coming again by a file.
        "UPDATE handed SET content = x'' WHERE instr(content, CAST(? AS BLOB)) > 0",
    ] {
        sqlx::query(statement).bind(&id).execute(&mut *tx).await?;
    }
    forget_why(&mut *tx).await?;
    sqlx::query(
        "INSERT INTO erased (household, unit, hamlet, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(&id)
    .bind(unit.to_string())
    .bind(erased.hamlet.to_string())
    .bind(erased.at.timestamp_millis())
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "INSERT INTO erased_visit (visit, household) SELECT value, ? FROM json_each(?) WHERE true \
         ON CONFLICT DO NOTHING",
    )
    .bind(&id)
    .bind(list(&erased.visits))
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes a picture from the visits of a household; no text says anything of it.
async fn picture(
    tx: &mut SqliteConnection,
    household: HouseholdId,
    digest: &Sha256,
) -> SqlResult<()> {
    sqlx::query("INSERT INTO erased_media (digest, done) VALUES (?, 0) ON CONFLICT (digest) DO UPDATE SET done = 0")
        .bind(digest.as_str())
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "DELETE FROM visit_media WHERE digest = ? AND visit IN (SELECT id FROM visit WHERE household = ?)",
    )
    .bind(digest.as_str())
    .bind(household.to_string())
    .execute(tx)
    .await?;
    Ok(())
}

/// What officers wrote about what was handed over and is empty now.
async fn forget_why(tx: &mut SqliteConnection) -> SqlResult<()> {
    sqlx::query(
        "UPDATE handed_decision SET why = NULL WHERE why IS NOT NULL AND EXISTS (SELECT 1 FROM handed \
         WHERE handed.author = handed_decision.author AND handed.digest = handed_decision.digest \
         AND length(content) = 0)",
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties what was handed over after its household had been erased, and is closed now.
pub(crate) async fn empty_handed(tx: &mut SqliteConnection, id: HandedId) -> SqlResult<()> {
    let author = id.author.to_string();
    for statement in [
        "INSERT INTO erased_media (digest, done) SELECT media.digest, 0 FROM media, handed \
         WHERE handed.author = ? AND handed.digest = ? AND instr(handed.content, CAST(media.digest AS BLOB)) > 0 \
         AND EXISTS (SELECT 1 FROM erased WHERE instr(handed.content, CAST(erased.household AS BLOB)) > 0) \
         ON CONFLICT (digest) DO UPDATE SET done = 0",
        "UPDATE handed SET content = x'' WHERE author = ? AND digest = ? \
         AND EXISTS (SELECT 1 FROM erased WHERE instr(handed.content, CAST(erased.household AS BLOB)) > 0)",
    ] {
        sqlx::query(statement)
            .bind(&author)
            .bind(&id.digest[..])
            .execute(&mut *tx)
            .await?;
    }
    forget_why(tx).await
}

/// Empties the texts that are about what is gone; id, digest, receipt, author and device stay. It looks through all texts:
/// an erasure is rare, and nothing that was missed by an index may stay.
async fn texts(tx: &mut SqliteConnection, gone: &Gone) -> SqlResult<()> {
    let names = gone.names();
    let mut last = 0_i64;
    loop {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT rowid, content FROM operation WHERE rowid > ? AND content <> '' ORDER BY rowid LIMIT 2000",
        )
        .bind(last)
        .fetch_all(&mut *tx)
        .await?;
        let Some((end, _)) = rows.last() else {
            return Ok(());
        };
        last = *end;
        let mut about = BTreeSet::new();
        for (row, text) in rows {
            // A text that names nothing of it is not read.
            if names.iter().any(|name| text.contains(name))
                && RawOperation::from_text(text).is_ok_and(|raw| gone.has_text(&raw))
            {
                about.insert(row);
            }
        }
        if !about.is_empty() {
            sqlx::query(
                "UPDATE operation SET content = '' WHERE rowid IN (SELECT value FROM json_each(?))",
            )
            .bind(serde_json::to_string(&about)?)
            .execute(&mut *tx)
            .await?;
        }
    }
}

/// What is known of erased households, visits and pictures that a batch speaks of.
pub(crate) async fn load(
    tx: &mut SqliteConnection,
    needs: &Needs,
    world: &mut World,
) -> SqlResult<()> {
    if !needs.visits.is_empty() {
        let visits: Vec<(String, String)> = sqlx::query_as(
            "SELECT visit, household FROM erased_visit WHERE visit IN (SELECT value FROM json_each(?))",
        )
        .bind(list(&needs.visits))
        .fetch_all(&mut *tx)
        .await?;
        for (visit, household) in visits {
            world.erased_visits.insert(read(&visit)?, read(&household)?);
        }
    }
    if !needs.visits.is_empty() || !needs.moving.is_empty() {
        pictures(tx, needs, world).await?;
    }
    let of_visits: BTreeSet<HouseholdId> = world.erased_visits.values().copied().collect();
    let households: Vec<(String, String)> = sqlx::query_as(
        "SELECT household, hamlet FROM erased WHERE household IN (SELECT value FROM json_each(?))",
    )
    .bind(list(needs.homes.iter().chain(&of_visits)))
    .fetch_all(tx)
    .await?;
    for (household, hamlet) in households {
        world.erased.insert(read(&household)?, read(&hamlet)?);
    }
    Ok(())
}

/// Which pictures were erased of the households that a batch speaks of. There are few erasures.
async fn pictures(tx: &mut SqliteConnection, needs: &Needs, world: &mut World) -> SqlResult<()> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT unit, author, device, received, content FROM erasure WHERE instr(content, '\"picture\"') > 0 \
         AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(content, value) > 0) ORDER BY received, operation",
    )
    .bind(list(&needs.homes))
    .fetch_all(tx)
    .await?;
    for row in rows {
        if let Some((household, erased)) = erasure(row)?.picture() {
            let known = world.erased_pictures.entry(household).or_default();
            known.push(erased);
        }
    }
    Ok(())
}

/// Whether a picture was erased, and nothing names it any more.
pub(crate) async fn is_media_erased(tx: &mut SqliteConnection, digest: &Sha256) -> SqlResult<bool> {
    let query =
        format!("SELECT EXISTS (SELECT 1 FROM erased_media WHERE digest = ? AND {UNNAMED})");
    let is_erased = sqlx::query_scalar(sqlx::AssertSqlSafe(query));
    Ok(is_erased.bind(digest.as_str()).fetch_one(tx).await?)
}

/// Pictures that were erased and that nothing names any more and whose bytes may be there.
pub(crate) async fn media(tx: &mut SqliteConnection) -> SqlResult<Vec<Sha256>> {
    let digests: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "SELECT digest FROM erased_media WHERE (NOT done OR EXISTS \
         (SELECT 1 FROM media WHERE media.digest = erased_media.digest)) AND {UNNAMED} ORDER BY digest"
    )))
    .fetch_all(tx)
    .await?;
    digests.iter().map(|digest| read(digest)).collect()
}

/// The bytes of these are gone.
pub(crate) async fn media_gone(tx: &mut SqliteConnection, digests: &[Sha256]) -> SqlResult<()> {
    let digests = list(digests.iter().map(Sha256::as_str));
    for statement in [
        "UPDATE erased_media SET done = 1 WHERE digest IN (SELECT value FROM json_each(?))",
        "DELETE FROM media WHERE digest IN (SELECT value FROM json_each(?))",
    ] {
        sqlx::query(statement)
            .bind(&digests)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

async fn keep(tx: &mut SqliteConnection, erasure: &Erasure) -> SqlResult<()> {
    let id = erasure.operation.id().map(|id| id.to_string());
    sqlx::query(
        "INSERT INTO erasure (operation, unit, author, device, received, content) VALUES (?, ?, ?, ?, ?, ?) \
         ON CONFLICT DO NOTHING",
    )
    .bind(id.unwrap_or_default())
    .bind(erasure.unit.to_string())
    .bind(erasure.author.to_string())
    .bind(erasure.device.to_string())
    .bind(erasure.received.timestamp_millis())
    .bind(erasure.operation.text())
    .execute(tx)
    .await?;
    Ok(())
}

/// An erasure as it is stored.
type Row = (String, String, String, i64, String);

/// All that has erased something, in the order in which it arrived.
pub(crate) async fn all(tx: &mut SqliteConnection) -> SqlResult<Vec<Erasure>> {
    // What went in one batch bears its time.
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as("SELECT household, hamlet, at FROM erased ORDER BY household")
            .fetch_all(&mut *tx)
            .await?;
    let mut went: BTreeMap<i64, Vec<Went>> = BTreeMap::new();
    for (household, hamlet, at) in rows {
        went.entry(at).or_default().push(Went {
            household: read(&household)?,
            hamlet: read(&hamlet)?,
        });
    }
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT unit, author, device, received, content FROM erasure ORDER BY received, operation",
    )
    .fetch_all(tx)
    .await?;
    let erasures = rows.into_iter().map(|row| {
        let mut erasure = erasure(row)?;
        let went = went.get(&erasure.received.timestamp_millis());
        erasure.went = went.cloned().unwrap_or_default();
        Ok(erasure)
    });
    erasures.collect()
}

fn erasure((unit, author, device, received, content): Row) -> SqlResult<Erasure> {
    Ok(Erasure {
        author: read(&author)?,
        device: read(&device)?,
        unit: read(&unit)?,
        received: moment(received)?,
        operation: RawOperation::from_text(content)?,
        went: Vec::new(),
    })
}
