//! Who signs in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HamletId, Role, RoleKind, Scope, SessionId, Term, UnitKey, UserId};
use dong_hanh_store::{Account, Credentials, PasswordHash, StoreError};
use dong_hanh_sync::{Record, RecordKey};
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::records::{self, Units, write_changed};
use crate::values::{from_word, read, word};
use crate::{given, held, invitations, sessions};

/// An account's own columns, and as JSON the hamlets of an officer, those that a volunteer was given with their terms, and
/// the communes of whoever works for a city.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT user, unit, sign_in, role, person, password, disabled, \
               CASE role WHEN 'commune_officer' \
                 THEN (SELECT json_group_array(id) FROM hamlet WHERE hamlet.unit = account.unit) \
               END AS hamlets, \
               CASE role WHEN 'volunteer' \
                 THEN (SELECT json_group_object(hamlet, json_object('from', first, 'until', last)) \
                   FROM account_hamlet WHERE account_hamlet.user = account.user) \
               END AS given, \
               CASE WHEN role IN ('city_officer', 'administrator') \
                 THEN (SELECT json_group_array(key) FROM unit WHERE unit.province = account.unit) \
               END AS communes \
             FROM account ",
            $condition
        )
    };
}

/// Creates or changes an account. Whether one that there is is closed stays, so that nobody opens it who has read it before.
pub(crate) async fn put(
    tx: &mut SqliteConnection,
    account: &Account,
    password: Option<&PasswordHash>,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let user = account.user().to_string();
    let unit = account.role.unit();
    let holder: Option<String> = sqlx::query_scalar("SELECT user FROM account WHERE sign_in = ?")
        .bind(&account.sign_in)
        .fetch_optional(&mut *tx)
        .await?;
    if holder.is_some_and(|holder| holder != user) {
        return Err(StoreError::SignInTaken.into());
    }
    let before: Option<String> = sqlx::query_scalar("SELECT unit FROM account WHERE user = ?")
        .bind(&user)
        .fetch_optional(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT INTO account (user, unit, sign_in, role, person, password, disabled) VALUES (?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (user) DO UPDATE SET unit = excluded.unit, sign_in = excluded.sign_in, role = excluded.role, \
           person = excluded.person, password = ifnull(excluded.password, password)",
    )
    .bind(&user)
    .bind(unit.to_string())
    .bind(&account.sign_in)
    .bind(word(&account.role.kind())?)
    .bind(serde_json::to_string(&account.person)?)
    .bind(password.map(|hash| &hash.0))
    .bind(account.disabled)
    .execute(&mut *tx)
    .await?;
    given::give(tx, account, now).await?;
    let person = (
        Scope::Unit(unit.clone()),
        Record::Person(account.person.clone()),
    );
    let told = std::iter::once(person).chain(account.told_to_office());
    write_changed(tx, unit, told.collect()).await?;
    let Some(before) = before.as_deref().map(read::<UnitKey>).transpose()? else {
        return Ok(());
    };
    if account.is_told_no_more(&before) {
        leave_office(tx, account.user(), &before, now).await?;
    }
    if before == *unit {
        return Ok(());
    }
    let held = held::of_author(tx, account.user()).await?;
    held::follow(tx, held, now).await
}

/// The office of a unit is told no longer which hamlets somebody was given.
async fn leave_office(
    tx: &mut SqliteConnection,
    user: UserId,
    unit: &UnitKey,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let left = [(Scope::Office(unit.clone()), RecordKey::Given(user))];
    records::leave(tx, Units::of_writer(unit), &left, now).await
}

/// Tells the offices which hamlets their volunteers were given, where an earlier version did not.
pub(crate) async fn tell_offices(tx: &mut SqliteConnection, now: DateTime<Utc>) -> SqlResult<()> {
    let rows = sqlx::query(select!("WHERE role = 'volunteer'"))
        .fetch_all(&mut *tx)
        .await?;
    let mut units: BTreeMap<UnitKey, Vec<_>> = BTreeMap::new();
    for row in &rows {
        let account = account(row, now)?;
        let told = units.entry(account.role.unit().clone()).or_default();
        told.extend(account.told_to_office());
    }
    for (unit, told) in units {
        write_changed(tx, &unit, told).await?;
    }
    Ok(())
}

/// Gives an account another password and ends its sessions but one; `false` where there is none.
pub(crate) async fn set_password(
    tx: &mut SqliteConnection,
    user: UserId,
    password: &PasswordHash,
    keep: Option<SessionId>,
    now: DateTime<Utc>,
) -> SqlResult<bool> {
    let done = sqlx::query("UPDATE account SET password = ? WHERE user = ?")
        .bind(&password.0)
        .bind(user.to_string())
        .execute(&mut *tx)
        .await?;
    sessions::end(tx, user, keep, now).await?;
    Ok(done.rows_affected() > 0)
}

/// Closes an account and ends its sessions, or opens it again; `false` where there is none.
pub(crate) async fn set_disabled(
    tx: &mut SqliteConnection,
    user: UserId,
    disabled: bool,
    now: DateTime<Utc>,
) -> SqlResult<bool> {
    let done = sqlx::query("UPDATE account SET disabled = ? WHERE user = ?")
        .bind(disabled)
        .bind(user.to_string())
        .execute(&mut *tx)
        .await?;
    if disabled {
        sessions::end(tx, user, None, now).await?;
        invitations::end(tx, user).await?;
    }
    Ok(done.rows_affected() > 0)
}

/// The account of a sign-in name, with its password hash.
pub(crate) async fn credentials(
    tx: &mut SqliteConnection,
    sign_in: &str,
    now: DateTime<Utc>,
) -> SqlResult<Option<Credentials>> {
    let row = sqlx::query(select!("WHERE sign_in = ? AND password IS NOT NULL"))
        .bind(sign_in)
        .fetch_optional(tx)
        .await?;
    row.map(|row| {
        Ok(Credentials {
            account: account(&row, now)?,
            password: PasswordHash(row.try_get("password")?),
        })
    })
    .transpose()
}

/// One account.
pub(crate) async fn get(
    tx: &mut SqliteConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> SqlResult<Option<Account>> {
    let row = sqlx::query(select!("WHERE user = ?"))
        .bind(user.to_string())
        .fetch_optional(tx)
        .await?;
    row.map(|row| account(&row, now)).transpose()
}

/// The accounts of a unit, by sign-in name.
pub(crate) async fn people(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    now: DateTime<Utc>,
) -> SqlResult<Vec<Account>> {
    let rows = sqlx::query(select!("WHERE unit = ? ORDER BY sign_in"))
        .bind(unit.to_string())
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| account(row, now)).collect()
}

fn account(row: &SqliteRow, now: DateTime<Utc>) -> SqlResult<Account> {
    let unit: UnitKey = read(row.try_get("unit")?)?;
    let given: BTreeMap<HamletId, Term> = json(row, "given")?;
    let account = Account {
        sign_in: row.try_get("sign_in")?,
        person: serde_json::from_str(row.try_get("person")?)?,
        role: match from_word(row.try_get("role")?)? {
            RoleKind::Volunteer => Role::Volunteer {
                unit,
                hamlets: BTreeSet::new(),
            },
            RoleKind::CommuneOfficer => Role::CommuneOfficer {
                unit,
                hamlets: json(row, "hamlets")?,
            },
            RoleKind::CityOfficer => Role::CityOfficer {
                unit,
                communes: json(row, "communes")?,
            },
            RoleKind::Administrator => Role::Administrator {
                unit,
                communes: json(row, "communes")?,
            },
        },
        terms: BTreeMap::new(),
        disabled: row.try_get("disabled")?,
    };
    Ok(account.at(given, now))
}

/// What a column has as JSON; nothing where it has none.
fn json<T: DeserializeOwned + Default>(row: &SqliteRow, column: &str) -> SqlResult<T> {
    let text: Option<String> = row.try_get(column)?;
    Ok(match text {
        Some(text) => serde_json::from_str(&text)?,
        None => T::default(),
    })
}

/// Whether there is no account yet.
pub(crate) async fn none(tx: &mut SqliteConnection) -> SqlResult<bool> {
    Ok(
        sqlx::query_scalar("SELECT NOT EXISTS (SELECT 1 FROM account)")
            .fetch_one(tx)
            .await?,
    )
}
