//! The tokens of a session, of which one may take another one's place.

use chrono::{DateTime, Utc};
use dong_hanh_domain::SessionId;
use dong_hanh_store::{Session, TOKEN_GRACE, TOKENS_WAITING, TokenHash};
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::sessions;
use crate::values::{damaged, moment};

/// What a token is to a session that counts.
pub(crate) enum Borne {
    /// The one in use, or one that is taken for a little longer.
    InUse(Session),
    /// One that waits to be used.
    Waiting(Session),
    /// One that another one has taken the place of for good.
    Copied(Session),
}

/// The session of a token, if it counts, and what the token is to it.
pub(crate) async fn find(
    tx: &mut SqliteConnection,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> SqlResult<Option<Borne>> {
    if let Some(session) = sessions::find(&mut *tx, token, now).await? {
        return Ok(Some(Borne::InUse(session)));
    }
    let row = sqlx::query(
        "SELECT session.*, session_token.until FROM session_token JOIN session ON session.id = session_token.session \
         JOIN account USING (user) WHERE session_token.token = ? AND NOT account.disabled",
    )
    .bind(&token.0[..])
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let session = sessions::session(&row)?;
    if !session.is_open(now) {
        return Ok(None);
    }
    let until: Option<i64> = row.try_get("until")?;
    Ok(Some(match until.map(moment).transpose()? {
        None => Borne::Waiting(session),
        Some(until) if now < until => Borne::InUse(session),
        Some(_) => Borne::Copied(session),
    }))
}

/// Does what the use of a token brings about; gives the session, if it counts still.
pub(crate) async fn bear(
    tx: &mut SqliteConnection,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> SqlResult<Option<Session>> {
    // Somebody else may have used it since it was found.
    match find(&mut *tx, token, now).await? {
        None => Ok(None),
        Some(Borne::InUse(session)) => Ok(Some(session)),
        Some(Borne::Waiting(session)) => {
            take_place(&mut *tx, session.id, token, now).await?;
            if !session.notes(now) {
                return Ok(Some(session));
            }
            let session = session.noted(now);
            sessions::note(tx, &session).await?;
            Ok(Some(session))
        }
        Some(Borne::Copied(session)) => {
            sqlx::query("UPDATE session SET ended = ?1, copied = ?1 WHERE id = ?2")
                .bind(now.timestamp_millis())
                .bind(session.id.to_string())
                .execute(tx)
                .await?;
            Ok(None)
        }
    }
}

/// Adds a token to a session; `false` where there is none.
pub(crate) async fn add(
    tx: &mut SqliteConnection,
    session: SessionId,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> SqlResult<bool> {
    let id = session.to_string();
    let keep = i64::try_from(TOKENS_WAITING).map_err(|_| damaged("tokens"))? - 1;
    sqlx::query(
        "DELETE FROM session_token WHERE token IN ( \
           SELECT token FROM session_token WHERE session = ? AND until IS NULL ORDER BY made DESC LIMIT -1 OFFSET ?)",
    )
    .bind(&id)
    .bind(keep)
    .execute(&mut *tx)
    .await?;
    let done = sqlx::query(
        "INSERT INTO session_token (token, session, made) SELECT ?, id, ? FROM session WHERE id = ?",
    )
    .bind(&token.0[..])
    .bind(now.timestamp_millis())
    .bind(&id)
    .execute(tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A token that waited is used: the one that there was, and all others that wait, come to their end.
async fn take_place(
    tx: &mut SqliteConnection,
    session: SessionId,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let id = session.to_string();
    let until = (now + TOKEN_GRACE).timestamp_millis();
    sqlx::query("DELETE FROM session_token WHERE token = ?")
        .bind(&token.0[..])
        .execute(&mut *tx)
        .await?;
    sqlx::query("UPDATE session_token SET until = ? WHERE session = ? AND until IS NULL")
        .bind(until)
        .bind(&id)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT INTO session_token (token, session, made, until) SELECT token, id, ?, ? FROM session WHERE id = ?",
    )
    .bind(now.timestamp_millis())
    .bind(until)
    .bind(&id)
    .execute(&mut *tx)
    .await?;
    sqlx::query("UPDATE session SET token = ? WHERE id = ?")
        .bind(&token.0[..])
        .bind(&id)
        .execute(tx)
        .await?;
    Ok(())
}
