//! The audit: entries one behind the other, and how they are found.

use std::collections::BTreeMap;

use dong_hanh_audit::{Entry, EntryHash, Head, Note};
use dong_hanh_store::{AuditEnd, AuditFilter, KeptEntry, Whose};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use uuid::Uuid;

use crate::error::SqlResult;
use crate::records::ROWS;
use crate::values::list;

const COLUMNS: &str = "SELECT number, at, actor, device, act, why, before, hash FROM audit ";

/// Enters notes behind what is there; the caller holds the writer's place, so nobody else does at the same time.
pub(crate) async fn enter(tx: &mut SqliteConnection, notes: &[Note]) -> SqlResult<Head> {
    let AuditEnd { mut head, last } = end(tx).await?;
    for note in notes {
        // Where the end was cut off there is a gap, for good.
        let behind = Head {
            number: head.number.max(last),
            ..head
        };
        let entry = note.entered(behind)?;
        insert(tx, &entry).await?;
        head = entry.head();
    }
    Ok(head)
}

async fn insert(tx: &mut SqliteConnection, entry: &Entry) -> SqlResult<()> {
    let number = entry.number.cast_signed();
    sqlx::query(
        "INSERT INTO audit (number, at, actor, device, act, why, before, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(number)
    .bind(entry.at_ms)
    .bind(&entry.actor)
    .bind(&entry.device)
    .bind(&entry.act)
    .bind(&entry.why)
    .bind(&entry.before.0[..])
    .bind(&entry.hash.0[..])
    .execute(&mut *tx)
    .await?;
    let subjects: Vec<Uuid> = entry.subjects().into_iter().collect();
    for subjects in subjects.chunks(ROWS) {
        let mut insert = QueryBuilder::new("INSERT INTO audit_subject (subject, number) ");
        insert.push_values(subjects, |mut row, subject| {
            row.push_bind(&subject.as_bytes()[..]).push_bind(number);
        });
        insert.build().execute(&mut *tx).await?;
    }
    Ok(())
}

/// Where it ends, and the last number that was given out.
pub(crate) async fn end(tx: &mut SqliteConnection) -> SqlResult<AuditEnd> {
    let found: Option<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
            .fetch_optional(&mut *tx)
            .await?;
    let given: Option<i64> =
        sqlx::query_scalar("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
            .fetch_optional(tx)
            .await?;
    let head = match found {
        Some((number, hash)) => Head {
            number: number.cast_unsigned(),
            hash: read_hash(hash),
        },
        None => Head::NONE,
    };
    let given = given.unwrap_or(0).cast_unsigned();
    Ok(AuditEnd {
        head,
        last: given.max(head.number),
    })
}

/// Entries behind a number, in their order, and whether they are found by what they name.
pub(crate) async fn behind(
    tx: &mut SqliteConnection,
    number: u64,
    most: u32,
) -> SqlResult<Vec<KeptEntry>> {
    let mut query = QueryBuilder::new(COLUMNS);
    query
        .push("WHERE number > ")
        .push_bind(number.cast_signed());
    query.push(" ORDER BY number LIMIT ").push_bind(most);
    let rows = query.build().fetch_all(&mut *tx).await?;
    let entries: Vec<Entry> = rows.iter().map(entry).collect::<Result<_, _>>()?;
    let found = findable(tx, &entries).await?;
    let kept = entries.into_iter().map(|entry| {
        let named = entry.subjects().len() as u64;
        let is_found = found.get(&entry.number).copied().unwrap_or(0) == named;
        KeptEntry { entry, is_found }
    });
    Ok(kept.collect())
}

/// By how many of the ids that they name entries are found.
async fn findable(tx: &mut SqliteConnection, entries: &[Entry]) -> SqlResult<BTreeMap<u64, u64>> {
    let named = entries.iter().flat_map(|entry| {
        let subjects = entry.subjects().into_iter();
        subjects.map(|subject| (subject.simple().to_string(), entry.number))
    });
    let named: Vec<_> = named.collect();
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT named.value ->> 1, count(*) FROM json_each(?) AS named \
         WHERE EXISTS (SELECT 1 FROM audit_subject \
           WHERE subject = unhex(named.value ->> 0) AND number = named.value ->> 1) GROUP BY 1",
    )
    .bind(serde_json::to_string(&named)?)
    .fetch_all(tx)
    .await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(number, count)| (number.cast_unsigned(), count.cast_unsigned()))
        .collect())
}

/// Entries as somebody looks for them, the last first.
pub(crate) async fn found(
    tx: &mut SqliteConnection,
    filter: &AuditFilter,
) -> SqlResult<Vec<Entry>> {
    let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(COLUMNS);
    query.push("WHERE TRUE");
    if let Some(before) = filter.before {
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        query.push(" AND number < ").push_bind(before);
    }
    if let Some(from) = filter.from {
        query.push(" AND at >= ").push_bind(from.timestamp_millis());
    }
    if let Some(until) = filter.until {
        query.push(" AND at < ").push_bind(until.timestamp_millis());
    }
    match &filter.whose {
        Whose::Everybodys => {}
        Whose::By(people) => {
            query.push(" AND actor IN (SELECT value FROM json_each(");
            query.push_bind(list(people)).push("))");
        }
        Whose::Around {
            people,
            and_nobodys,
        } => {
            query.push(" AND (actor IN (SELECT value FROM json_each(");
            query.push_bind(list(people));
            query.push(")) OR number IN (SELECT number FROM audit_subject WHERE subject IN (SELECT unhex(replace(value, '-', '')) FROM json_each(");
            query.push_bind(list(people)).push(")))");
            if *and_nobodys {
                query.push(
                    " OR actor IN ('server', 'command-line', 'stranger') AND NOT EXISTS \
                     (SELECT 1 FROM audit_subject WHERE audit_subject.number = audit.number)",
                );
            }
            query.push(")");
        }
    }
    if let Some(subject) = &filter.subject {
        query.push(" AND number IN (SELECT number FROM audit_subject WHERE subject = ");
        query.push_bind(subject.as_bytes().to_vec()).push(")");
    }
    query
        .push(" ORDER BY number DESC LIMIT ")
        .push_bind(filter.most);
    let rows = query.build().fetch_all(tx).await?;
    rows.iter().map(entry).collect()
}

fn entry(row: &SqliteRow) -> SqlResult<Entry> {
    let number: i64 = row.try_get("number")?;
    Ok(Entry {
        number: number.cast_unsigned(),
        at_ms: row.try_get("at")?,
        actor: row.try_get("actor")?,
        device: row.try_get("device")?,
        act: row.try_get("act")?,
        why: row.try_get("why")?,
        before: read_hash(row.try_get("before")?),
        hash: read_hash(row.try_get("hash")?),
    })
}

/// One of another length is that of no entry, and whoever looks at the chain finds it.
fn read_hash(bytes: Vec<u8>) -> EntryHash {
    EntryHash(bytes.try_into().unwrap_or([0; 32]))
}
