//! Who said something of a household, and on which occasion.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ListId, OperationId, UserId, VisitId};

/// Who said something, and how it was heard of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenSaid", into = "WrittenSaid")]
pub struct Said {
    /// The operation that said it, which is the version of the fact.
    pub operation: OperationId,
    /// Who.
    pub by: UserId,
    /// When, by the device's clock as the server corrected it.
    pub at: DateTime<Utc>,
    /// On which occasion; `None` where somebody typed it by itself.
    pub on: Option<Occasion>,
}

/// Where something comes from that nobody typed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The visit on which it was found.
    Visit(VisitId),
    /// The office's list that says so (SPEC.md S15).
    List(ListId),
}

/// Who said something, when, and on which occasion: what is left of [`Said`] once no version is compared with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenTeller", into = "WrittenTeller")]
pub struct Teller {
    /// Who.
    pub by: UserId,
    /// When, by the device's clock as the server corrected it.
    pub at: DateTime<Utc>,
    /// On which occasion; `None` where somebody typed it by itself.
    pub on: Option<Occasion>,
}

impl Occasion {
    /// The visit, where it is one.
    #[must_use]
    pub fn visit(self) -> Option<VisitId> {
        match self {
            Self::Visit(visit) => Some(visit),
            Self::List(_) => None,
        }
    }

    /// The list, where it is one.
    #[must_use]
    pub fn list(self) -> Option<ListId> {
        match self {
            Self::List(list) => Some(list),
            Self::Visit(_) => None,
        }
    }
}

impl Teller {
    /// The visit on which it was found.
    #[must_use]
    pub fn visit(&self) -> Option<VisitId> {
        self.on.and_then(Occasion::visit)
    }
}

impl From<&Said> for Teller {
    fn from(said: &Said) -> Self {
        Self {
            by: said.by,
            at: said.at,
            on: said.on,
        }
    }
}

// A flattened occasion would be read in twice the time, and a phone reads some of these for every fact that it has.

#[derive(Serialize, Deserialize)]
struct WrittenSaid {
    operation: OperationId,
    by: UserId,
    at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    visit: Option<VisitId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<ListId>,
}

#[derive(Serialize, Deserialize)]
struct WrittenTeller {
    by: UserId,
    at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    visit: Option<VisitId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<ListId>,
}

fn occasion(visit: Option<VisitId>, list: Option<ListId>) -> Option<Occasion> {
    visit.map(Occasion::Visit).or(list.map(Occasion::List))
}

impl From<WrittenSaid> for Said {
    fn from(written: WrittenSaid) -> Self {
        Self {
            operation: written.operation,
            by: written.by,
            at: written.at,
            on: occasion(written.visit, written.list),
        }
    }
}

impl From<Said> for WrittenSaid {
    fn from(said: Said) -> Self {
        Self {
            operation: said.operation,
            by: said.by,
            at: said.at,
            visit: said.on.and_then(Occasion::visit),
            list: said.on.and_then(Occasion::list),
        }
    }
}

impl From<WrittenTeller> for Teller {
    fn from(written: WrittenTeller) -> Self {
        Self {
            by: written.by,
            at: written.at,
            on: occasion(written.visit, written.list),
        }
    }
}

impl From<Teller> for WrittenTeller {
    fn from(teller: Teller) -> Self {
        Self {
            by: teller.by,
            at: teller.at,
            visit: teller.on.and_then(Occasion::visit),
            list: teller.on.and_then(Occasion::list),
        }
    }
}
