//! What is held lies at the office of the unit in which its household lives, or else at its author's, and follows them
//! with its pictures (SPEC.md S8.3).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Scope, UnitKey, UserId};
use dong_hanh_sync::server::{About, Holding};
use dong_hanh_sync::{HeldRecord, Record, RecordKey};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::records::{self, ROWS, Units};
use crate::values::{list, read};

/// Brings what is held to the offices where it belongs now. Units that have no hamlet any more leave what belongs nowhere
/// else to their `heirs`.
pub(crate) async fn follow(
    tx: &mut SqliteConnection,
    held: Vec<Holding>,
    heirs: &BTreeMap<UnitKey, UnitKey>,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    if held.is_empty() {
        return Ok(());
    }
    let places = Places::of(tx, &held).await?;
    let mut left = Vec::new();
    let mut came = Vec::new();
    for holding in held {
        let Some(office) = places.office(&holding, heirs) else {
            continue;
        };
        if *office != holding.office {
            let key = RecordKey::Held(holding.record.digest.clone());
            left.push((Scope::Office(holding.office), key));
            came.push((Scope::Office(office.clone()), Record::Held(holding.record)));
        }
    }
    let Some((Scope::Office(writer), _)) = left.first() else {
        return Ok(());
    };
    let units = Units {
        hamlets: &BTreeMap::new(),
        writer,
    };
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
        "SELECT substr(scope, 3), body FROM record \
         WHERE key >= 'held:' AND key < 'held;' AND body IS NOT NULL AND instr(body, ?) ORDER BY key",
    )
    .bind(author.to_string())
    .fetch_all(tx)
    .await?;
    let mut held = holdings(&rows)?;
    held.retain(|holding| holding.record.author == author);
    Ok(held)
}

/// What any office holds of a unit's people. It is filtered as it is read, and not by SQLite, which gives up on JSON that is
/// nested deeply.
pub(crate) async fn of_people(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
) -> SqlResult<Vec<HeldRecord>> {
    let people: Vec<String> = sqlx::query_scalar("SELECT user FROM account WHERE unit = ?")
        .bind(unit.to_string())
        .fetch_all(&mut *tx)
        .await?;
    let people: SqlResult<BTreeSet<UserId>> = people.iter().map(|user| read(user)).collect();
    let people = people?;
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT body FROM record WHERE key >= 'held:' AND key < 'held;' AND body IS NOT NULL ORDER BY key",
    )
    .fetch_all(tx)
    .await?;
    let records = bodies.iter().map(|body| Ok(serde_json::from_str(body)?));
    let mut records = records.collect::<SqlResult<Vec<HeldRecord>>>()?;
    records.retain(|record| people.contains(&record.author));
    Ok(records)
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

/// Notes which pictures are named in what is held, so that an office finds them without reading all that it holds.
pub(crate) async fn pictures(
    tx: &mut SqliteConnection,
    records: &[(Scope, Record)],
) -> SqlResult<()> {
    let mut named = Vec::new();
    for (scope, record) in records {
        if let (Scope::Office(unit), Record::Held(held)) = (scope, record) {
            let digests = digests(held.content.get()).into_iter();
            named.extend(digests.map(|digest| (digest, record.key(), unit, held.author)));
        }
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
            "SELECT household.id, hamlet.unit FROM household JOIN hamlet ON hamlet.id = hamlet \
             WHERE household.id IN (SELECT value FROM json_each(?))",
        )
        .bind(list(households));
        let visits = sqlx::query_as(
            "SELECT visit.id, hamlet.unit FROM visit JOIN household ON household.id = household \
             JOIN hamlet ON hamlet.id = household.hamlet WHERE visit.id IN (SELECT value FROM json_each(?))",
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
            authors: units(authors.fetch_all(tx).await?)?,
        })
    }

    /// The unit to whose office something belongs; `None` where it is well where it is.
    fn office<'a>(
        &'a self,
        holding: &Holding,
        heirs: &'a BTreeMap<UnitKey, UnitKey>,
    ) -> Option<&'a UnitKey> {
        let lives = match holding.about() {
            Some(About::Hamlet(hamlet)) => self.hamlets.get(&hamlet.to_string()),
            Some(About::Household(household)) => self.households.get(&household.to_string()),
            Some(About::Visit(visit)) => self.visits.get(&visit.to_string()),
            None => None,
        };
        let has_hamlets = |unit: &&UnitKey| self.hamlets.values().any(|known| known == *unit);
        let author = self.authors.get(&holding.record.author.to_string());
        let heir = heirs.get(&holding.office);
        let heir = heir.filter(|_| !has_hamlets(&&holding.office));
        lives.or(author.filter(has_hamlets)).or(heir)
    }
}

fn units(rows: Vec<(String, String)>) -> SqlResult<BTreeMap<String, UnitKey>> {
    let units = rows.into_iter().map(|(id, unit)| Ok((id, read(&unit)?)));
    units.collect()
}
