//! Who signs in.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HamletId, Role, RoleKind, Scope, SessionId, UnitKey, UserId};
use dong_hanh_store::{Account, Credentials, PasswordHash, StoreError};
use dong_hanh_sync::{Record, RecordKey};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::records::{self, Units, write_changed};
use crate::values::{from_word, list, read, word};
use crate::{held, sessions};

/// An account's own columns, and the hamlets and communes that it has now, as JSON lists.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT user, unit, sign_in, role, person, password, disabled, \
               CASE role WHEN 'commune_officer' \
                 THEN (SELECT json_group_array(id) FROM hamlet WHERE hamlet.unit = account.unit) \
                 ELSE (SELECT json_group_array(hamlet) FROM account_hamlet WHERE account_hamlet.user = account.user) \
               END AS hamlets, \
               CASE role WHEN 'city_officer' \
                 THEN (SELECT json_group_array(key) FROM unit WHERE unit.province = account.unit) \
               END AS communes \
             FROM account ",
            $condition
        )
    };
}

/// Creates or changes an account.
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
           person = excluded.person, password = ifnull(excluded.password, password), disabled = excluded.disabled",
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
    give(tx, account, now).await?;
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
pub(crate) async fn tell_offices(tx: &mut SqliteConnection) -> SqlResult<()> {
    let rows = sqlx::query(select!("WHERE role = 'volunteer'"))
        .fetch_all(&mut *tx)
        .await?;
    let mut units: BTreeMap<UnitKey, Vec<_>> = BTreeMap::new();
    for row in &rows {
        let account = account(row)?;
        let told = units.entry(account.role.unit().clone()).or_default();
        told.extend(account.told_to_office());
    }
    for (unit, told) in units {
        write_changed(tx, &unit, told).await?;
    }
    Ok(())
}

/// Gives a volunteer his hamlets, and remembers what he had and until when.
async fn give(tx: &mut SqliteConnection, account: &Account, now: DateTime<Utc>) -> SqlResult<()> {
    let user = account.user().to_string();
    let hamlets = match &account.role {
        Role::Volunteer { hamlets, .. } => list(hamlets),
        Role::CommuneOfficer { .. } | Role::CityOfficer { .. } => list::<HamletId>([]),
    };
    sqlx::query(
        "INSERT INTO account_hamlet_former (user, unit, hamlet, since, until) \
         SELECT user, unit, hamlet, since, ?3 FROM account_hamlet \
         WHERE user = ?1 AND hamlet NOT IN (SELECT value FROM json_each(?2)) ON CONFLICT DO NOTHING",
    )
    .bind(&user)
    .bind(&hamlets)
    .bind(now.timestamp_millis())
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "DELETE FROM account_hamlet WHERE user = ? AND hamlet NOT IN (SELECT value FROM json_each(?))",
    )
    .bind(&user)
    .bind(&hamlets)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "INSERT INTO account_hamlet (user, unit, hamlet, since) SELECT ?, ?, value, ? FROM json_each(?) \
         WHERE true ON CONFLICT (user, hamlet) DO UPDATE SET unit = excluded.unit",
    )
    .bind(&user)
    .bind(account.role.unit().to_string())
    .bind(now.timestamp_millis())
    .bind(&hamlets)
    .execute(tx)
    .await?;
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
    }
    Ok(done.rows_affected() > 0)
}

/// The account of a sign-in name, with its password hash.
pub(crate) async fn credentials(
    tx: &mut SqliteConnection,
    sign_in: &str,
) -> SqlResult<Option<Credentials>> {
    let row = sqlx::query(select!("WHERE sign_in = ? AND password IS NOT NULL"))
        .bind(sign_in)
        .fetch_optional(tx)
        .await?;
    row.map(|row| {
        Ok(Credentials {
            account: account(&row)?,
            password: PasswordHash(row.try_get("password")?),
        })
    })
    .transpose()
}

/// One account.
pub(crate) async fn get(tx: &mut SqliteConnection, user: UserId) -> SqlResult<Option<Account>> {
    let row = sqlx::query(select!("WHERE user = ?"))
        .bind(user.to_string())
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(account).transpose()
}

/// The accounts of a unit, by sign-in name.
pub(crate) async fn people(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Vec<Account>> {
    let rows = sqlx::query(select!("WHERE unit = ? ORDER BY sign_in"))
        .bind(unit.to_string())
        .fetch_all(tx)
        .await?;
    rows.iter().map(account).collect()
}

fn account(row: &SqliteRow) -> SqlResult<Account> {
    let unit: UnitKey = read(row.try_get("unit")?)?;
    let hamlets: Vec<HamletId> = serde_json::from_str(row.try_get("hamlets")?)?;
    let hamlets = hamlets.into_iter().collect();
    Ok(Account {
        sign_in: row.try_get("sign_in")?,
        person: serde_json::from_str(row.try_get("person")?)?,
        role: match from_word(row.try_get("role")?)? {
            RoleKind::Volunteer => Role::Volunteer { unit, hamlets },
            RoleKind::CommuneOfficer => Role::CommuneOfficer { unit, hamlets },
            RoleKind::CityOfficer => Role::CityOfficer {
                unit,
                communes: serde_json::from_str(row.try_get("communes")?)?,
            },
        },
        disabled: row.try_get("disabled")?,
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
