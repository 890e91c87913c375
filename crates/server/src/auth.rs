//! Who asks: the session that a request bears, the account as it is now, and what it may do.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Once};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_audit::{Actor, AuditAct, Note};
use dong_hanh_domain::{Act, HamletId, Role, Scope, UserId, may};
use dong_hanh_store::{Account, Session, TokenHash};
use dong_hanh_sync::server::Author;
use tracing::warn;

use crate::app::App;
use crate::audit::Trace;
use crate::error::Problem;
use crate::token::Token;

/// A session lasts so long from its last use: a phone may lie in a drawer through a flood season.
pub const SESSION_LASTS: TimeDelta = TimeDelta::days(180);

/// Somebody with an open session. The account is read for each request, so a hamlet that was taken away
/// is out of reach at once.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub account: Account,
    /// What the request owes the audit.
    pub trace: Trace,
}

impl SignedIn {
    /// What the account may do.
    #[must_use]
    pub fn role(&self) -> &Role {
        &self.account.role
    }

    /// The account's id.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.account.user()
    }

    /// Lets an act pass, or not.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`].
    pub fn require(&self, act: &Act) -> Result<(), Problem> {
        if may(self.role(), act) {
            Ok(())
        } else {
            Err(Problem::NotAllowed)
        }
    }

    /// Enters what this person does or is given to read, before it is done or given.
    ///
    /// # Errors
    /// [`Problem::Busy`] or [`Problem::NotNoted`]: it is not to be done or given then.
    pub async fn note(&self, app: &App, act: AuditAct) -> Result<(), Problem> {
        let note = Note {
            at: app.now(),
            actor: Actor::User(self.user()),
            device: Some(self.session.device),
            act,
            why: None,
        };
        self.trace.leave(app, &[note]).await
    }

    /// The record that was found, if its hamlet may be seen; or hides even that there is one.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub fn see<T>(
        &self,
        found: Option<T>,
        hamlet: impl FnOnce(&T) -> HamletId,
    ) -> Result<T, Problem> {
        let may_read = |record: &T| may(self.role(), &Act::Read(Scope::Hamlet(hamlet(record))));
        found.filter(may_read).ok_or(Problem::NotFound)
    }

    /// The author of what this session's device sends.
    #[must_use]
    pub fn author(&self) -> Author {
        Author {
            user: self.user(),
            device: self.session.device,
            role: self.role().clone(),
            list: None,
        }
    }
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let token = bearer(parts).ok_or(Problem::SessionEnded)?.hash();
        let now = app.now();
        let Some(session) = app.store.session(&token, now).await? else {
            warn_of_copy(app, &token, now).await?;
            return Err(Problem::SessionEnded);
        };
        let account = app
            .store
            .account(session.user, app.now())
            .await?
            .ok_or(Problem::SessionEnded)?;
        let trace = Trace::of(parts);
        Ok(Self {
            session,
            account,
            trace,
        })
    }
}

/// Says whose session has just ended since a token came that another one had taken the place of.
async fn warn_of_copy(app: &App, token: &TokenHash, now: DateTime<Utc>) -> Result<(), Problem> {
    let ended = app.store.session_ever(token).await?;
    if let Some(ended) = ended.filter(|ended| ended.copied == Some(now)) {
        warn!(
            session = %ended.id, user = %ended.user, device = %ended.device,
            "a token came that another one had taken the place of: somebody has a copy, and the session has ended"
        );
    }
    Ok(())
}

fn bearer(parts: &Parts) -> Option<Token> {
    let (scheme, token) = parts
        .headers
        .get(AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Token::from_text(token.trim()))
}

/// The address that a request comes from, where it is known. Behind a proxy it is what the proxy added
/// last; what stands before that, anybody could have written.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub Option<IpAddr>);

impl FromRequestParts<Arc<App>> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &Arc<App>,
    ) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(peer)| peer.ip());
        if app.behind_proxy {
            return Ok(Self(forwarded(&parts.headers).or(peer)));
        }
        if parts.headers.contains_key(FORWARDED_FOR) {
            warn_of_proxy();
        }
        Ok(Self(peer))
    }
}

const FORWARDED_FOR: &str = "x-forwarded-for";

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(FORWARDED_FOR).iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// Says once that everybody who signs in looks like one proxy, whose tries a stranger can use up.
fn warn_of_proxy() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        warn!(
            "a request bears X-Forwarded-For, which is passed over: if a proxy stands in front, start with --behind-proxy, or \
             all who sign in share its tries"
        );
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_the_last_address_is_the_proxys_own_word() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded(&headers), None);
        headers.append(FORWARDED_FOR, HeaderValue::from_static("10.0.0.1"));
        headers.append(
            FORWARDED_FOR,
            HeaderValue::from_static("10.0.0.2, 203.0.113.7"),
        );
        assert_eq!(forwarded(&headers), Some(IpAddr::from([203, 0, 113, 7])));
    }
}
