//! What is held lies at the office of the unit in which its household lives, or else at its author's, and follows them
//! with its pictures (SPEC.md S8.3).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Scope, UnitKey, UserId};
use dong_hanh_store::Heirs;
use dong_hanh_sync::server::{About, Holding};
use dong_hanh_sync::{Fate, HeldReason, HeldRecord, Record, RecordKey};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::hamlets;
use crate::records::{self, ROWS, Units};
use crate::values::{list, read};

/// Brings what is held to the offices where it belongs now.
pub(crate) async fn follow(
    tx: &mut SqliteConnection,
    held: Vec<Holding>,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    if held.is_empty() {
        return Ok(());
    }
    let places = Places::of(tx, &held).await?;
    let mut left = Vec::new();
    let mut came = Vec::new();
    for holding in held {
        let Some(office) = places.office(&holding).cloned() else {
            continue;
        };
        if office != holding.office {
            let key = RecordKey::Held(holding.record.digest.clone());
            left.push((Scope::Office(holding.office), key));
            came.push((Scope::Office(office), Record::Held(holding.record)));
        }
    }
    let Some((Scope::Office(writer), _)) = left.first() else {
        return Ok(());
    };
    let units = Units::of_writer(writer);
    records::leave(tx, units, &left, now).await?;
    records::write(tx, units, &came).await
}

/// What these offices hold, settled things too.
pub(crate) async fn of_offices(
    tx: &mut SqliteConnection,
    offices: impl IntoIterator<Item = &UnitKey>,
) -> SqlResult<Vec<Holding>> {
    let scopes = offices.into_iter().cloned().map(Scope::Office);
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT substr(scope, 3), body FROM record WHERE scope IN (SELECT value FROM json_each(?)) \
         AND key >= 'held:' AND key < 'held;' AND body IS NOT NULL ORDER BY key",
    )
    .bind(list(scopes))
    .fetch_all(tx)
    .await?;
    holdings(&rows)
}

/// What any office holds of somebody.
pub(crate) async fn of_author(
    tx: &mut SqliteConnection,
    author: UserId,
) -> SqlResult<Vec<Holding>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT substr(scope, 3), body FROM held JOIN record ON record.key = held.key \
         WHERE author = ? AND scope LIKE 'o:%' AND body IS NOT NULL ORDER BY held.key",
    )
    .bind(author.to_string())
    .fetch_all(tx)
    .await?;
    holdings(&rows)
}

fn holdings(rows: &[(String, String)]) -> SqlResult<Vec<Holding>> {
    let holdings = rows.iter().map(|(office, body)| {
        Ok(Holding {
            office: read(office)?,
            record: serde_json::from_str(body)?,
        })
    });
    holdings.collect()
}

/// Notes of what is held whose it is and as what it counts, and which pictures are named in it, so that nobody has to read
/// all that an office holds.
pub(crate) async fn note(tx: &mut SqliteConnection, records: &[(Scope, Record)]) -> SqlResult<()> {
    let held = records
        .iter()
        .filter_map(|(scope, record)| match (scope, record) {
            (Scope::Office(unit), Record::Held(held)) => Some((unit, held)),
            _ => None,
        });
    let held: Vec<_> = held.collect();
    for held in held.chunks(ROWS) {
        fates(tx, held).await?;
    }
    pictures(tx, &held).await
}

/// The device is that of the session in which it came.
async fn fates(tx: &mut SqliteConnection, held: &[(&UnitKey, &HeldRecord)]) -> SqlResult<()> {
    let mut rows = Vec::with_capacity(held.len());
    for (unit, record) in held {
        let counts = record.why != HeldReason::OtherContent;
        let fate = counts.then(|| Fate::of_held(&record.why, &record.state));
        let fate = fate.map(|fate| serde_json::to_string(&fate)).transpose()?;
        rows.push((unit, record, fate));
    }
    let mut insert = QueryBuilder::new("INSERT INTO held (key, unit, author, fate, device) ");
    insert.push_values(rows, |mut row, (unit, record, fate)| {
        let key = RecordKey::Held(record.digest.clone());
        row.push_bind(key.to_string()).push_bind(unit.to_string());
        row.push_bind(record.author.to_string()).push_bind(fate);
        row.push("(SELECT device FROM operation WHERE id = ")
            .push_bind_unseparated(record.operation.to_string())
            .push_unseparated(" AND lower(hex(digest)) = ")
            .push_bind_unseparated(record.digest.clone())
            .push_unseparated(")");
    });
    insert.push(" ON CONFLICT (key) DO UPDATE SET unit = excluded.unit, fate = excluded.fate");
    insert.build().execute(tx).await?;
    Ok(())
}

async fn pictures(tx: &mut SqliteConnection, held: &[(&UnitKey, &HeldRecord)]) -> SqlResult<()> {
    let mut named = Vec::new();
    for (unit, record) in held.iter().filter(|(_, record)| record.keeps_pictures()) {
        let key = RecordKey::Held(record.digest.clone());
        let digests = digests(record.content.get()).into_iter();
        named.extend(digests.map(|digest| (digest, key.clone(), *unit, record.author)));
    }
    for named in named.chunks(ROWS) {
        let mut insert = QueryBuilder::new("INSERT INTO held_media (digest, held, unit, author) ");
        insert.push_values(named, |mut row, (digest, held, unit, author)| {
            row.push_bind(*digest).push_bind(held.to_string());
            row.push_bind(unit.to_string())
                .push_bind(author.to_string());
        });
        insert.push(" ON CONFLICT (digest, held) DO UPDATE SET unit = excluded.unit");
        insert.build().execute(&mut *tx).await?;
    }
    Ok(())
}

/// All in a text that may be the digest of a picture: it may be one that this version cannot read.
fn digests(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f'));
    words.filter(|word| word.len() == 64).collect()
}

/// In which units everything lies that decides where what is held belongs, by the names that it has in the database.
struct Places {
    hamlets: BTreeMap<String, UnitKey>,
    /// Those of the households that are known.
    households: BTreeMap<String, UnitKey>,
    /// Those of the visits that are known.
    visits: BTreeMap<String, UnitKey>,
    authors: BTreeMap<String, UnitKey>,
    heirs: Heirs,
}

impl Places {
    async fn of(tx: &mut SqliteConnection, held: &[Holding]) -> SqlResult<Self> {
        let (mut households, mut visits) = (BTreeSet::new(), BTreeSet::new());
        for holding in held {
            match holding.about() {
                Some(About::Household(household)) => drop(households.insert(household)),
                Some(About::Visit(visit)) => drop(visits.insert(visit)),
                Some(About::Hamlet(_)) | None => {}
            }
        }
        let authors: BTreeSet<_> = held.iter().map(|holding| holding.record.author).collect();
        let hamlets = sqlx::query_as("SELECT id, unit FROM hamlet");
        let households = sqlx::query_as(
            "WITH wanted AS (SELECT value AS id FROM json_each(?)), home AS (\
               SELECT id, hamlet FROM household UNION ALL SELECT household, hamlet FROM erased) \
             SELECT home.id, hamlet.unit FROM home JOIN hamlet ON hamlet.id = home.hamlet \
             WHERE home.id IN (SELECT id FROM wanted)",
        )
        .bind(list(households));
        let visits = sqlx::query_as(
            "WITH wanted AS (SELECT value AS id FROM json_each(?)) \
             SELECT visit.id, hamlet.unit FROM visit JOIN household ON household.id = household \
             JOIN hamlet ON hamlet.id = household.hamlet WHERE visit.id IN (SELECT id FROM wanted) \
             UNION ALL SELECT visit, hamlet.unit FROM erased_visit JOIN erased ON erased.household = erased_visit.household \
             JOIN hamlet ON hamlet.id = erased.hamlet WHERE visit IN (SELECT id FROM wanted)",
        )
        .bind(list(visits));
        let authors = sqlx::query_as(
            "SELECT user, unit FROM account WHERE user IN (SELECT value FROM json_each(?))",
        )
        .bind(list(authors));
        Ok(Self {
            hamlets: units(hamlets.fetch_all(&mut *tx).await?)?,
            households: units(households.fetch_all(&mut *tx).await?)?,
            visits: units(visits.fetch_all(&mut *tx).await?)?,
            authors: units(authors.fetch_all(&mut *tx).await?)?,
            heirs: hamlets::heirs(tx).await?,
        })
    }

    /// The unit to whose office something belongs; `None` where it is well where it is.
    fn office<'a>(&'a self, holding: &'a Holding) -> Option<&'a UnitKey> {
        let lives = match holding.about() {
            Some(About::Hamlet(hamlet)) => self.hamlets.get(&hamlet.to_string()),
            Some(About::Household(household)) => self.households.get(&household.to_string()),
            Some(About::Visit(visit)) => self.visits.get(&visit.to_string()),
            None => None,
        };
        let author = self.authors.get(&holding.record.author.to_string());
        let author = author.and_then(|unit| self.seat(unit));
        lives.or(author).or_else(|| self.seat(&holding.office))
    }

    fn seat<'a>(&'a self, unit: &'a UnitKey) -> Option<&'a UnitKey> {
        let has_hamlets = |unit: &UnitKey| self.hamlets.values().any(|known| known == unit);
        self.heirs.of(unit, has_hamlets)
    }
}

fn units(rows: Vec<(String, String)>) -> SqlResult<BTreeMap<String, UnitKey>> {
    let units = rows.into_iter().map(|(id, unit)| Ok((id, read(&unit)?)));
    units.collect()
}
