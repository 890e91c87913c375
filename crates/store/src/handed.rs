//! What was handed over in a file and is no operation that a store could receive: it is kept as it came.

use std::fmt;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId};
use sha2::{Digest as _, Sha256};

/// One such thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Whose.
    pub author: UserId,
    /// From which device.
    pub device: DeviceId,
    /// What it is.
    pub kind: HandedKind,
    /// It.
    pub content: Vec<u8>,
    /// When the file was made in which it came first, by the device's clock.
    pub made: DateTime<Utc>,
    /// When it came for the first time.
    pub received: DateTime<Utc>,
}

/// The same as the office keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptHanded {
    /// The how-manieth it is of all that came and was decided: no clock says what was there first.
    pub number: u64,
    /// What was handed over.
    pub handed: Handed,
    /// What an officer decided on it last.
    pub decided: Option<NumberedDecision>,
}

/// A decision, and the how-manieth it is of all that came and was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedDecision {
    /// The how-manieth.
    pub number: u64,
    /// It.
    pub decision: HandedDecision,
}

/// What such a thing is known by, also when it comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HandedId {
    /// Whose.
    pub author: UserId,
    /// What it is.
    pub kind: HandedKind,
    /// SHA-256 of the number of the kind and the content.
    pub digest: [u8; 32],
}

/// What an officer decided on it. The thing itself stays as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedDecision {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub ruling: HandedRuling,
}

/// What may be decided on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedRuling {
    /// Nobody needs it any more, and why, where he says it.
    Close {
        /// In his words.
        why: Option<String>,
    },
    /// It is needed after all.
    Reopen,
}

/// What was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HandedKind {
    /// A visit that was begun and not finished.
    Draft,
    /// An operation to which no receipt could be given: no JSON, one without an id, or one that the store cannot take.
    Nameless,
    /// An entry that this version cannot read, by its kind.
    Other(u8),
}

impl Handed {
    /// What the same thing is known by when it comes again: the author, the kind and the content.
    #[must_use]
    pub fn id(&self) -> HandedId {
        let digest = Sha256::new().chain_update([self.kind.number()]);
        HandedId {
            author: self.author,
            kind: self.kind,
            digest: digest.chain_update(&self.content).finalize().into(),
        }
    }
}

impl KeptHanded {
    /// Whether an officer has closed it and nobody has opened it again.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let last = self.decided.as_ref();
        last.is_some_and(|last| last.decision.ruling.closes())
    }
}

impl HandedRuling {
    /// Whether something is closed of which this was decided last.
    #[must_use]
    pub fn closes(&self) -> bool {
        matches!(self, Self::Close { .. })
    }
}

impl HandedKind {
    const DRAFT: u8 = 3;
    const NAMELESS: u8 = 2;

    /// The number of the kind in a hand-over file.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Draft => Self::DRAFT,
            Self::Nameless => Self::NAMELESS,
            Self::Other(number) => number,
        }
    }

    /// The kind of a number.
    #[must_use]
    pub fn of(number: u8) -> Self {
        match number {
            Self::DRAFT => Self::Draft,
            Self::NAMELESS => Self::Nameless,
            other => Self::Other(other),
        }
    }
}

/// The secret with which hand-over files are read, as a line of text which the store keeps and never reads.
#[derive(Clone, PartialEq, Eq)]
pub struct HandoverKey(pub String);

impl fmt::Debug for HandoverKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandoverKey(…)")
    }
}
