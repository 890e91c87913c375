//! What arrives: who sends, when, and the operations before and after their content is read.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, DeviceTime, ListId, OperationId, Role, UserId};

use crate::operation::{ContentDigest, Head, Operation, RawOperation};
use crate::receipt::Receipt;

/// Two clocks closer than this, in milliseconds, agree.
pub const CLOCK_TOLERANCE_MS: i64 = 5 * 60 * 1000;

/// Who sends, as the server knows it from the session.
#[derive(Clone, Debug)]
pub struct Author {
    /// The user.
    pub user: UserId,
    /// The device of the session.
    pub device: DeviceId,
    /// What the user may do.
    pub role: Role,
    /// The list of his office that speaks for him (SPEC.md S15); `None` where he speaks himself.
    pub list: Option<ListId>,
}

/// When a batch arrived.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// Server clock minus device clock at the moment of sending, in milliseconds.
    pub skew_ms: i64,
}

impl Arrival {
    /// Compares the two clocks.
    #[must_use]
    pub fn new(now: DateTime<Utc>, sent: DeviceTime) -> Self {
        Self {
            now,
            skew_ms: now.timestamp_millis().saturating_sub(sent.utc_ms),
        }
    }

    pub(super) fn odd_skew(self) -> Option<i64> {
        (self.skew_ms.abs() > CLOCK_TOLERANCE_MS).then_some(self.skew_ms)
    }
}

/// Receipts by the operation's id and content: one for each content that came under an id.
pub type Receipts = BTreeMap<(OperationId, ContentDigest), Receipt>;

/// An operation as it arrived. What finds a receipt that it got before is read, its content is not.
#[derive(Debug)]
pub struct Arrived {
    raw: RawOperation,
    digest: ContentDigest,
    head: Option<Head>,
}

impl From<&RawOperation> for Arrived {
    fn from(raw: &RawOperation) -> Self {
        Self {
            digest: raw.digest(),
            head: raw.head(),
            raw: raw.clone(),
        }
    }
}

impl Arrived {
    /// Its id; `None` for a text without one.
    #[must_use]
    pub fn id(&self) -> Option<OperationId> {
        self.head.map(|head| head.id)
    }

    /// Reads the content, unless it was answered before: what is sent again costs next to nothing.
    #[must_use]
    pub fn open(self, known: &Receipts) -> Opened {
        let Self { raw, digest, head } = self;
        let Some(head) = head else {
            return Opened::Nameless;
        };
        if let Some(receipt) = known.get(&(head.id, digest)) {
            let receipt = receipt.clone();
            return Opened::Answered { receipt, head };
        }
        Opened::New {
            operation: raw.open().map(Box::new),
            raw,
            digest,
            head,
        }
    }
}

/// An operation that was read, once for finding out what it needs and for deciding on it.
#[derive(Debug)]
pub enum Opened {
    /// A text without an id: there is nothing that a receipt could name.
    Nameless,
    /// It has its receipt.
    Answered {
        /// The receipt.
        receipt: Receipt,
        /// What was read of it.
        head: Head,
    },
    /// It is to be decided on.
    New {
        /// Its text.
        raw: RawOperation,
        /// What identifies the text.
        digest: ContentDigest,
        /// What was read whatever its kind.
        head: Head,
        /// All of it, if this version knows its kind and shape.
        operation: Result<Box<Operation>, serde_json::Error>,
    },
}
