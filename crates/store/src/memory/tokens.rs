//! Sessions by their tokens, of which one may take another one's place.

use chrono::{DateTime, Utc};
use dong_hanh_domain::SessionId;

use super::tables::Tables;
use crate::{Session, TOKEN_GRACE, TOKENS_WAITING, TokenHash};

/// A token of a session that is not the one in use.
#[derive(Clone, Debug)]
pub(super) struct OtherToken {
    token: TokenHash,
    session: SessionId,
    /// Until when it is taken, as another one is in its place; none where it waits to be used.
    until: Option<DateTime<Utc>>,
}

impl Tables {
    /// The session of a token that it has or had.
    pub(super) fn session_ever(&self, token: &TokenHash) -> Option<&Session> {
        let other = self.tokens.iter().find(|other| other.token == *token);
        let of = |(known, session): &&(TokenHash, Session)| match other {
            Some(other) => other.session == session.id,
            None => known == token,
        };
        self.sessions.iter().find(of).map(|(_, session)| session)
    }

    /// The session of a token, if it counts; with what its use brings about.
    pub(super) fn session(&mut self, token: &TokenHash, now: DateTime<Utc>) -> Option<Session> {
        let found = self.session_ever(token)?;
        let (id, enabled) = (found.id, self.accounts.get(&found.user));
        let enabled = enabled.is_some_and(|(account, _)| !account.disabled);
        if !enabled || !found.is_open(now) {
            return None;
        }
        let other = self.tokens.iter().find(|other| other.token == *token);
        match other.map(|other| other.until) {
            Some(None) => self.take_place(id, token, now),
            Some(Some(until)) if until <= now => {
                let session = self.session_mut(id)?;
                session.ended = Some(now);
                session.copied = Some(now);
                return None;
            }
            Some(Some(_)) | None => {}
        }
        let session = self.session_mut(id)?;
        if session.notes(now) {
            *session = session.clone().noted(now);
        }
        Some(session.clone())
    }

    /// Another token of a session, beside the one that it has.
    pub(super) fn add_token(&mut self, session: SessionId, token: &TokenHash) -> bool {
        if self.session_mut(session).is_none() {
            return false;
        }
        let waits = |other: &OtherToken| other.session == session && other.until.is_none();
        let waiting = self.tokens.iter().filter(|other| waits(other)).count();
        if waiting >= TOKENS_WAITING
            && let Some(oldest) = self.tokens.iter().position(waits)
        {
            self.tokens.remove(oldest);
        }
        self.tokens.push(OtherToken {
            token: *token,
            session,
            until: None,
        });
        true
    }

    /// A token that waited is used: the one that there was, and all others that wait, come to their end.
    fn take_place(&mut self, id: SessionId, token: &TokenHash, now: DateTime<Utc>) {
        let until = Some(now + TOKEN_GRACE);
        self.tokens.retain(|other| other.token != *token);
        for other in &mut self.tokens {
            if other.session == id && other.until.is_none() {
                other.until = until;
            }
        }
        let current = self.sessions.iter_mut().find(|(_, known)| known.id == id);
        if let Some((current, _)) = current {
            let before = std::mem::replace(current, *token);
            self.tokens.push(OtherToken {
                token: before,
                session: id,
                until,
            });
        }
    }

    fn session_mut(&mut self, id: SessionId) -> Option<&mut Session> {
        let found = self.sessions.iter_mut().find(|(_, known)| known.id == id);
        found.map(|(_, session)| session)
    }
}
