//! An entry: what was noted, its place in the chain, and the bytes that are hashed.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId};
use thiserror::Error;
use uuid::Uuid;

use crate::{AuditAct, EntryHash, Head, Why};

/// The first of the fields that are hashed, so that other fields can be hashed one day.
const FORMAT: &str = "1";

/// Letters of a UUID with its hyphens.
const UUID: usize = 36;

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Somebody who is signed in.
    User(UserId),
    /// Whoever works at the server's command line.
    CommandLine,
    /// The server by itself.
    Server,
    /// Somebody who is not signed in.
    Stranger,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(user) => user.fmt(f),
            Self::CommandLine => f.write_str("command-line"),
            Self::Server => f.write_str("server"),
            Self::Stranger => f.write_str("stranger"),
        }
    }
}

/// The text names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the text names nobody")]
pub struct NotAnActor;

impl FromStr for Actor {
    type Err = NotAnActor;

    fn from_str(text: &str) -> Result<Self, NotAnActor> {
        match text {
            "command-line" => Ok(Self::CommandLine),
            "server" => Ok(Self::Server),
            "stranger" => Ok(Self::Stranger),
            user => user.parse().map(Self::User).map_err(|_| NotAnActor),
        }
    }
}

/// What is to be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// On which device.
    pub device: Option<DeviceId>,
    /// What.
    pub act: AuditAct,
    /// Why, where that was asked.
    pub why: Option<Why>,
}

/// A note in its place. Its fields are the texts that were hashed, so that what a newer version noted, or somebody put in,
/// can be checked as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place: 1, 2, 3, … without holes.
    pub number: u64,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Who, as [`Actor`] writes it.
    pub actor: String,
    /// On which device; empty where on none.
    pub device: String,
    /// What, as JSON.
    pub act: String,
    /// Why, by its code; empty where nobody asked.
    pub why: String,
    /// The hash of the entry before.
    pub before: EntryHash,
    /// The hash of this one.
    pub hash: EntryHash,
}

impl Note {
    /// The entry that it becomes behind the last one.
    ///
    /// # Errors
    /// Never for the types of this crate; the error is serde's.
    pub fn entered(&self, behind: Head) -> Result<Entry, serde_json::Error> {
        let entry = Entry {
            number: behind.number + 1,
            at_ms: self.at.timestamp_millis(),
            actor: self.actor.to_string(),
            device: self.device.map(|id| id.to_string()).unwrap_or_default(),
            act: serde_json::to_string(&self.act)?,
            why: self.why.map(Why::code).unwrap_or_default().to_owned(),
            before: behind.hash,
            hash: EntryHash::NONE,
        };
        Ok(Entry {
            hash: entry.reckoned(),
            ..entry
        })
    }
}

impl Entry {
    /// The bytes that are hashed behind the hash of the entry before: each field as a netstring.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let (number, at) = (self.number.to_string(), self.at_ms.to_string());
        let fields = [
            FORMAT,
            &number,
            &at,
            &self.actor,
            &self.device,
            &self.act,
            &self.why,
        ];
        let written = fields.map(|field| format!("{}:{field},", field.len()));
        written.concat().into_bytes()
    }

    /// The hash that it must have.
    #[must_use]
    pub fn reckoned(&self) -> EntryHash {
        EntryHash::of(self.before, &self.canonical())
    }

    /// Its place and its hash.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            number: self.number,
            hash: self.hash,
        }
    }

    /// When.
    #[must_use]
    pub fn at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.at_ms).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// Who, if this version knows such.
    #[must_use]
    pub fn actor(&self) -> Option<Actor> {
        self.actor.parse().ok()
    }

    /// On which device.
    #[must_use]
    pub fn device(&self) -> Option<DeviceId> {
        self.device.parse().ok()
    }

    /// What, if this version knows such.
    #[must_use]
    pub fn act(&self) -> Option<AuditAct> {
        serde_json::from_str(&self.act).ok()
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> Option<Why> {
        Why::coded(&self.why)
    }

    /// By which ids it is found.
    #[must_use]
    pub fn subjects(&self) -> BTreeSet<Uuid> {
        subjects_of(&self.act)
    }
}

/// Every UUID in the text of an act, whatever it is the id of: so that also what a newer version noted is found by what it
/// names.
#[must_use]
pub fn subjects_of(act: &str) -> BTreeSet<Uuid> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while let Some(window) = act.as_bytes().get(at..at + UUID) {
        let may_be = window[8] == b'-' && window[13] == b'-';
        let id = may_be.then(|| Uuid::try_parse_ascii(window).ok()).flatten();
        at += if id.is_some() { UUID } else { 1 };
        found.extend(id);
    }
    found
}
