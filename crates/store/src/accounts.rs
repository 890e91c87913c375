//! Who signs in, and from which device.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::people::with_terms;
use dong_hanh_domain::{
    DeviceId, Given, HamletId, Person, Role, RoleKind, Scope, SessionId, Term, UnitKey, UserId,
};
use dong_hanh_sync::Record;
use serde::{Deserialize, Serialize};

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What they type, unique in the installation.
    pub sign_in: String,
    /// Who they are, as others see them.
    pub person: Person,
    /// What they may do now. An officer's hamlets are always all those of the unit, and the communes of whoever works for
    /// a city all those of the city, whatever is put here.
    pub role: Role,
    /// From which day to which a volunteer was given hamlets, also those that are not theirs now; one of the role that is
    /// not named here is theirs until it is taken away.
    pub terms: BTreeMap<HamletId, Term>,
    /// Whether the account is closed: it opens no session and its sessions do not count any more.
    pub disabled: bool,
}

impl Account {
    /// The id.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.person.id
    }

    /// What the office of their unit is told besides: which hamlets a volunteer was given. An officer has all of them.
    #[must_use]
    pub fn told_to_office(&self) -> Option<(Scope, Record)> {
        let Role::Volunteer { unit, .. } = &self.role else {
            return None;
        };
        let given = self.given();
        let given = Given {
            user: self.user(),
            hamlets: given.keys().copied().collect(),
            terms: bounded(given),
        };
        Some((Scope::Office(unit.clone()), Record::Given(given)))
    }

    /// The hamlets that a volunteer was given with their terms, also those that are not theirs now; nobody else was given
    /// any.
    #[must_use]
    pub fn given(&self) -> BTreeMap<HamletId, Term> {
        match &self.role {
            Role::Volunteer { hamlets, .. } => with_terms(hamlets, &self.terms),
            _ => BTreeMap::new(),
        }
    }

    /// The same account at a moment, where a volunteer was given these hamlets.
    #[must_use]
    pub fn at(mut self, given: BTreeMap<HamletId, Term>, now: DateTime<Utc>) -> Self {
        if let Role::Volunteer { hamlets, .. } = &mut self.role {
            let theirs = given.iter().filter(|(_, term)| term.holds_at(now));
            *hamlets = theirs.map(|(hamlet, _)| *hamlet).collect();
            self.terms = bounded(given);
        }
        self
    }

    /// Whether the office of a unit where they worked is no longer told of their hamlets.
    #[must_use]
    pub fn is_told_no_more(&self, unit: &UnitKey) -> bool {
        self.role.kind() != RoleKind::Volunteer || self.role.unit() != unit
    }
}

/// The terms that say anything.
fn bounded(given: BTreeMap<HamletId, Term>) -> BTreeMap<HamletId, Term> {
    let given = given.into_iter();
    given.filter(|(_, term)| !term.is_open()).collect()
}

/// What a sign-in is checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// Whose.
    pub account: Account,
    /// The hash of the password.
    pub password: PasswordHash,
}

/// A password hash in PHC form (`$argon2id$…`), which the store keeps and never reads.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// SHA-256 of a session's token; the token itself is on the device alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

/// A sign-in of a device. Moments are kept to the millisecond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// Its id, by which it is listed and revoked.
    pub id: SessionId,
    /// What it is known by.
    pub token: TokenHash,
    /// Who signed in.
    pub user: UserId,
    /// On which device.
    pub device: DeviceId,
    /// What the device is called: `Samsung A05, Chrome`.
    pub label: String,
    /// When.
    pub opened: DateTime<Utc>,
    /// Until when.
    pub expires: DateTime<Utc>,
}

/// A session as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// On which device.
    pub device: DeviceId,
    /// What the device is called.
    pub label: String,
    /// When it was opened.
    pub opened: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub used: DateTime<Utc>,
    /// Until when it counts unless it is used before.
    pub expires: DateTime<Utc>,
    /// When it was revoked or another session took its place.
    pub ended: Option<DateTime<Utc>>,
    /// When it ended because somebody bore a token that another one had taken the place of: there is a copy.
    pub copied: Option<DateTime<Utc>>,
}

/// So long a token is taken after another one has taken its place: what is under way, and other tabs, come to an end.
pub const TOKEN_GRACE: TimeDelta = TimeDelta::minutes(10);

/// So many tokens of a session wait to be used at most.
pub const TOKENS_WAITING: usize = 8;

impl Session {
    /// The use of a session is noted only when the last note is older, so that a poll is no write.
    const NOTE_EVERY: chrono::TimeDelta = chrono::TimeDelta::hours(1);

    /// Whether a use is noted. The first one is, so that what was opened and never used is told from what was.
    #[must_use]
    pub fn notes(&self, now: DateTime<Utc>) -> bool {
        self.used == self.opened || now - self.used >= Self::NOTE_EVERY
    }

    /// The session after a use: its end moves along, so that it lasts as long from its last use as from
    /// its opening.
    #[must_use]
    pub fn noted(self, now: DateTime<Utc>) -> Self {
        let later = (now - self.used).max(chrono::TimeDelta::zero());
        Self {
            used: self.used + later,
            expires: self.expires + later,
            ..self
        }
    }

    /// Whether it still counts.
    #[must_use]
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.ended.is_none() && now < self.expires
    }
}

impl From<&NewSession> for Session {
    fn from(new: &NewSession) -> Self {
        Self {
            id: new.id,
            user: new.user,
            device: new.device,
            label: new.label.clone(),
            opened: new.opened,
            used: new.opened,
            expires: new.expires,
            ended: None,
            copied: None,
        }
    }
}
