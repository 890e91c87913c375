//! A visit as this device knows it: finished here or received from the office.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceTime, HouseholdId, Review, UserId, VisitId};
use dong_hanh_form::{Answers, FormId};
use dong_hanh_sync::outbox::Stage;
use dong_hanh_sync::{ErasedPicture, Grounds, HeldReason};

/// A finished visit in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitRow {
    /// Which.
    pub id: VisitId,
    /// Who was visited.
    pub household: HouseholdId,
    /// Who came.
    pub author: UserId,
    /// When it began: its day, also of a version that was written later.
    pub began: DeviceTime,
    /// When this version was finished.
    pub finished: DeviceTime,
    /// The version that it takes the place of.
    pub amends: Option<VisitId>,
    /// Whether somebody of the household was there.
    pub has_met: bool,
    /// How far it has come.
    pub standing: Standing,
}

/// A finished visit with everything that was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitView {
    /// As lists show it.
    pub row: VisitRow,
    /// The definition that was filled.
    pub form: FormId,
    /// What was answered.
    pub answers: Answers,
    /// When the form was opened.
    pub started: DeviceTime,
    /// What its answers are reckoned from besides.
    pub grounds: Box<Grounds>,
    /// Pictures, recordings and files that the answers name and that the office has erased.
    pub erased: Vec<ErasedPicture>,
    /// When it arrived at the office, by the server's clock.
    pub received: Option<DateTime<Utc>>,
}

/// How far a record of this device has come, or what the office said to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// On this device alone.
    OnDevice,
    /// On its way in this moment.
    Sending,
    /// On this device alone: the office refused the request that had nothing else in it, and the next one goes when
    /// a person wants it or the app is started again.
    SetAside {
        /// The stable code of the refusal.
        code: String,
    },
    /// Its receipt is stored here.
    Received {
        /// By the server's clock.
        at: DateTime<Utc>,
    },
    /// An officer accepted it.
    Accepted {
        /// Who.
        by: UserId,
        /// By the server's clock.
        at: DateTime<Utc>,
    },
    /// An officer sent it back.
    Returned {
        /// Who.
        by: UserId,
        /// By the server's clock.
        at: DateTime<Utc>,
        /// What to mend.
        reason: String,
    },
    /// A newer version took its place.
    Amended {
        /// The newer version.
        with: VisitId,
        /// What this version had been returned for.
        reason: Option<String>,
    },
    /// The office keeps it as it came and could not apply it.
    Held {
        /// Why.
        reason: HeldReason,
        /// When it arrived, by the server's clock; of what was sent back, when an officer decided.
        at: DateTime<Utc>,
        /// What its author is to mend, in the words of the officer who sent it back.
        back: Option<String>,
    },
    /// The office kept it, and an officer made it part of the record.
    Filed {
        /// When he decided, by the server's clock.
        at: DateTime<Utc>,
    },
    /// The office keeps it as it came; an officer decided that nothing more is to be done about it.
    Closed {
        /// Why, in his words.
        note: String,
    },
    /// The office keeps it as it came; a later operation of this device took its place.
    Replaced,
    /// The office keeps it as it came; its author has seen why, and let it rest.
    Seen,
}

impl From<Stage> for Standing {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Waiting => Self::OnDevice,
            Stage::Sending => Self::Sending,
            Stage::SetAside { code } => Self::SetAside { code },
            Stage::Applied { at } => Self::Received { at },
            Stage::Held { reason, at } => Self::Held {
                reason,
                at,
                back: None,
            },
            Stage::SentBack { note, reason, at } => Self::Held {
                reason,
                at,
                back: Some(note),
            },
            Stage::Filed { at } => Self::Filed { at },
            Stage::Closed { note, .. } => Self::Closed { note },
            Stage::Replaced => Self::Replaced,
            Stage::Seen => Self::Seen,
        }
    }
}

impl Standing {
    /// The standing of a received visit.
    #[must_use]
    pub fn of(review: &Review, received: DateTime<Utc>) -> Self {
        match review.clone() {
            Review::Waiting => Self::Received { at: received },
            Review::Accepted { by, at } => Self::Accepted { by, at },
            Review::Returned { by, at, reason } => Self::Returned { by, at, reason },
            Review::Amended { with, reason } => Self::Amended { with, reason },
        }
    }

    /// Whether a person has to do something about it.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        matches!(
            self,
            Self::Held { .. } | Self::Returned { .. } | Self::SetAside { .. }
        )
    }

    /// Whether the office has not answered for it with a receipt yet.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        matches!(self, Self::OnDevice | Self::Sending | Self::SetAside { .. })
    }
}
