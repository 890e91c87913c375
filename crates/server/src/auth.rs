//! Who asks: the session that a request bears, the account as it is now, and what it may do.

use std::net::IpAddr;
use std::sync::{Arc, Once};

use axum::extract::FromRequestParts;
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
use crate::door::proxies::FORWARDED_FOR;
use crate::error::Problem;
use crate::token::Token;
use crate::tries::Bucket;

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
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let token = bearer(parts).map(|token| token.hash());
        let known = Self::by(parts, app, token, Problem::SessionEnded).await?;
        parts.extensions.insert(known.clone());
        Ok(known)
    }
}

impl SignedIn {
    /// Whose session it is, whether by a token or a key; counts what they and strangers ask for.
    ///
    /// # Errors
    /// `unknown` where there is no such session; [`Problem::TooManyRequests`].
    pub(crate) async fn by(
        parts: &Parts,
        app: &App,
        token: Option<TokenHash>,
        unknown: Problem,
    ) -> Result<Self, Problem> {
        let at = app.proxies.client(&parts.extensions, &parts.headers);
        let now = app.now();
        let session = match token {
            Some(token) => app.store.session(&token, now).await?,
            None => None,
        };
        let Some(session) = session else {
            if let Some(token) = token {
                warn_of_copy(app, &token, now).await?;
            }
            return Err(app.unknown(at, unknown));
        };
        let Some(account) = app.store.account(session.user, now).await? else {
            return Err(app.unknown(at, unknown));
        };
        let (device, user) = (
            Bucket::Device(session.device),
            Bucket::Account(session.user),
        );
        app.count(at, &[device, user])?;
        Ok(Self {
            session,
            account,
            trace: Trace::of(parts),
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

/// Somebody with an open session who asks for what takes the server long; counted before it begins.
pub struct Costly;

impl FromRequestParts<Arc<App>> for Costly {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let user = SignedIn::from_request_parts(parts, app).await?.user();
        let at = app.proxies.client(&parts.extensions, &parts.headers);
        app.count(at, &[Bucket::Costly(user)])?;
        Ok(Self)
    }
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

/// The address that a request comes from, where it is known.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub Option<IpAddr>);

impl FromRequestParts<Arc<App>> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &Arc<App>,
    ) -> Result<Self, Self::Rejection> {
        if app.proxies.is_empty() && parts.headers.contains_key(FORWARDED_FOR) {
            warn_of_proxy();
        }
        Ok(Self(app.proxies.client(&parts.extensions, &parts.headers)))
    }
}

/// Says once that everybody who signs in looks like one proxy, whose tries a stranger can use up.
fn warn_of_proxy() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        warn!(
            "a request bears X-Forwarded-For, which is passed over: if a proxy stands in front, name its address with \
             --behind-proxy, or all who sign in share its tries"
        );
    });
}
