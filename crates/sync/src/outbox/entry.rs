//! One operation on its device, and what it is made of.

use dong_hanh_domain::{DeviceTime, OperationId};
use serde::{Deserialize, Serialize};

use crate::operation::{Action, Operation, RawOperation};
use crate::receipt::{HeldReason, Outcome, Receipt};

/// One operation with its receipt, once there is one.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its text.
    pub raw: RawOperation,
    /// `None` for a kind that only a newer version of the app knows; it is sent all the same.
    pub operation: Option<Operation>,
    /// The office's answer.
    pub receipt: Option<Receipt>,
}

/// An operation with its receipt, as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// The operation.
    pub operation: RawOperation,
    /// The office's answer.
    pub receipt: Receipt,
}

impl Entry {
    pub(super) fn new(raw: RawOperation, receipt: Option<Receipt>) -> Self {
        Self {
            operation: raw.open().ok(),
            raw,
            receipt,
        }
    }

    /// Its id, which the text alone tells where only a newer version knows the kind.
    pub(super) fn id(&self) -> Option<OperationId> {
        let said = self.operation.as_ref().map(|operation| operation.id);
        said.or_else(|| self.raw.id())
    }

    /// Why the office keeps it without having applied it.
    #[must_use]
    pub fn held_for(&self) -> Option<&HeldReason> {
        match &self.receipt.as_ref()?.outcome {
            Outcome::Held { reason } => Some(reason),
            Outcome::Applied { .. } => None,
        }
    }

    /// Whether the office keeps it without having applied it.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.held_for().is_some()
    }

    /// The earlier operation that it takes the place of.
    pub(super) fn settles(&self) -> Option<OperationId> {
        self.operation.as_ref()?.settles
    }
}

/// What an operation will say, before it has an id and its place among the others.
#[derive(Clone, Debug)]
pub struct Saying {
    /// When it happened.
    pub made: DeviceTime,
    /// The held operation that it takes the place of.
    pub settles: Option<OperationId>,
    /// What happened.
    pub action: Action,
}

impl Saying {
    /// Something that happens now.
    #[must_use]
    pub fn now(now: DeviceTime, action: Action) -> Self {
        Self {
            made: now,
            settles: None,
            action,
        }
    }

    /// What was said before, as of the same moment and in its place.
    #[must_use]
    pub fn again(earlier: &Operation) -> Self {
        Self {
            made: earlier.made,
            settles: Some(earlier.id),
            action: earlier.action.clone(),
        }
    }
}
