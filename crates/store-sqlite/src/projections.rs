//! The tables that officers' questions are asked of, kept in step with the records.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Household, Review, UnitKey, UserId};
use dong_hanh_store::VisitState;
use dong_hanh_sync::{Conflict, RecordKey, Visit};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::records::ROWS;
use crate::values::word;

/// Writes households as they are now.
pub(crate) async fn households(
    tx: &mut SqliteConnection,
    households: &[(&UnitKey, &Household)],
) -> SqlResult<()> {
    let mut rows = Vec::with_capacity(households.len());
    for (unit, household) in households {
        let class = household
            .class
            .as_ref()
            .map(|official| word(&official.class))
            .transpose()?;
        let moved = match household.moved.as_slice() {
            [] => None,
            moved => Some(serde_json::to_string(moved)?),
        };
        rows.push((unit.to_string(), *household, class, moved));
    }
    for rows in rows.chunks(ROWS) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO household (id, unit, hamlet, code, head, size, class, class_since, registered_by, moved, same_as) ",
        );
        insert.push_values(rows, |mut row, (unit, household, class, moved)| {
            row.push_bind(household.id.to_string()).push_bind(unit);
            row.push_bind(household.hamlet.to_string())
                .push_bind(&household.code);
            row.push_bind(household.head.name.as_str());
            row.push_bind(i64::try_from(household.size()).unwrap_or(i64::MAX))
                .push_bind(class);
            row.push_bind(
                household
                    .class
                    .as_ref()
                    .map(|official| official.since.to_string()),
            );
            row.push_bind(household.registered_by.to_string())
                .push_bind(moved);
            row.push_bind(household.same_as.map(|other| other.to_string()));
        });
        insert.push(
            " ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, hamlet = excluded.hamlet, code = excluded.code, head = excluded.head, \
             size = excluded.size, class = excluded.class, class_since = excluded.class_since, moved = excluded.moved, \
             same_as = excluded.same_as",
        );
        insert.build().execute(&mut *tx).await?;
    }
    Ok(())
}

/// Writes which conflicts there are.
pub(crate) async fn conflicts(
    tx: &mut SqliteConnection,
    conflicts: &[(&UnitKey, &Conflict)],
) -> SqlResult<()> {
    for (unit, conflict) in conflicts {
        sqlx::query(
            "INSERT INTO conflict (key, unit, household, open) VALUES (?, ?, ?, ?) \
             ON CONFLICT (key) DO UPDATE SET unit = excluded.unit, open = excluded.open",
        )
        .bind(RecordKey::Conflict(conflict.id.clone()).to_string())
        .bind(unit.to_string())
        .bind(conflict.household.to_string())
        .bind(conflict.is_open())
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Writes visits as they stand now: what the office says to them, and in which unit they are looked after. Their hamlet
/// stays the one of their day; where they lie now their household says.
pub(crate) async fn visits(
    tx: &mut SqliteConnection,
    visits: &[(&UnitKey, &Visit)],
) -> SqlResult<()> {
    for visits in visits.chunks(ROWS) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO visit (id, unit, household, hamlet, author, form, day, finished, received, \
             state, decided_by, decided, amends) ",
        );
        insert.push_values(visits, |mut row, (unit, visit)| {
            let finished = visit.finished_corrected();
            let decision = decision(&visit.review);
            row.push_bind(visit.id.to_string())
                .push_bind(unit.to_string());
            row.push_bind(visit.household.to_string())
                .push_bind(visit.hamlet.to_string());
            row.push_bind(visit.author.to_string())
                .push_bind(&visit.form.0);
            row.push_bind(finished.day().to_string());
            row.push_bind(finished.corrected().timestamp_millis());
            row.push_bind(visit.received.timestamp_millis());
            row.push_bind(VisitState::from(&visit.review).as_str());
            row.push_bind(decision.map(|(by, _)| by.to_string()));
            row.push_bind(decision.map(|(_, at)| at.timestamp_millis()));
            row.push_bind(visit.amends.map(|earlier| earlier.to_string()));
        });
        insert.push(
            " ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, state = excluded.state, \
             decided_by = excluded.decided_by, decided = excluded.decided",
        );
        insert.build().execute(&mut *tx).await?;
    }
    pictures(tx, visits).await
}

async fn pictures(tx: &mut SqliteConnection, visits: &[(&UnitKey, &Visit)]) -> SqlResult<()> {
    let named: Vec<_> = visits
        .iter()
        .flat_map(|(unit, visit)| {
            visit
                .media()
                .map(move |media| (&media.sha256, *unit, visit))
        })
        .collect();
    for named in named.chunks(ROWS) {
        let mut insert =
            QueryBuilder::new("INSERT INTO visit_media (digest, visit, unit, hamlet) ");
        insert.push_values(named, |mut row, (digest, unit, visit)| {
            row.push_bind(digest.as_str())
                .push_bind(visit.id.to_string());
            row.push_bind(unit.to_string())
                .push_bind(visit.hamlet.to_string());
        });
        insert.push(" ON CONFLICT (digest, visit) DO UPDATE SET unit = excluded.unit");
        insert.build().execute(&mut *tx).await?;
    }
    Ok(())
}

fn decision(review: &Review) -> Option<(UserId, DateTime<Utc>)> {
    match review {
        Review::Accepted { by, at } | Review::Returned { by, at, .. } => Some((*by, *at)),
        Review::Waiting | Review::Amended { .. } => None,
    }
}
