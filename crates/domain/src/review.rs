//! What the office says to a visit, and the only legal moves between its answers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{UserId, VisitId};

/// Where a received visit stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Review {
    /// Received, nobody has looked at it.
    Waiting,
    /// An officer accepted it.
    Accepted {
        /// Who.
        by: UserId,
        /// When, by the server's clock.
        at: DateTime<Utc>,
    },
    /// An officer sent it back with a reason; it is a task on the volunteer's phone.
    Returned {
        /// Who.
        by: UserId,
        /// When, by the server's clock.
        at: DateTime<Utc>,
        /// What to mend, in the officer's words.
        reason: String,
    },
    /// A newer version of the same visit took its place; this one stays readable.
    Amended {
        /// The newer version.
        with: VisitId,
        /// What this version had been returned for, so that the newer one can be read against it;
        /// none where its author amended it unasked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// What an officer decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewDecision {
    /// Duyệt.
    Accept,
    /// Trả lại.
    Return {
        /// What to mend.
        reason: String,
    },
    /// Hoàn tác: takes the officer's own last decision back.
    Reopen,
}

/// A decision that does not fit what the visit has become.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReviewError {
    /// A newer version has taken its place; that one is to be reviewed.
    #[error("Lượt thăm này đã có bản sửa mới. Xin duyệt bản mới.")]
    Amended(VisitId),
    /// A return needs words, or the volunteer does not know what to mend.
    #[error("Trả lại mà chưa ghi lý do. Xin ghi cần sửa điều gì.")]
    NoReason,
    /// Somebody else has decided in the meantime.
    #[error("Lượt thăm này đã có người khác duyệt. Quyết định trước vẫn giữ nguyên.")]
    Decided,
}

impl Review {
    /// The state after a decision.
    ///
    /// A decision stands until the one who made it takes it back or the visit is amended, so two
    /// officers cannot silently overrule each other.
    ///
    /// # Errors
    /// [`ReviewError`] where the decision no longer fits; the visit stays as it is.
    pub fn decide(
        &self,
        decision: &ReviewDecision,
        by: UserId,
        at: DateTime<Utc>,
    ) -> Result<Self, ReviewError> {
        match (self, decision) {
            (Self::Amended { with, .. }, _) => Err(ReviewError::Amended(*with)),
            (_, ReviewDecision::Return { reason }) if reason.trim().is_empty() => {
                Err(ReviewError::NoReason)
            }
            (Self::Accepted { by: owner, .. } | Self::Returned { by: owner, .. }, _)
                if *owner != by =>
            {
                Err(ReviewError::Decided)
            }
            (_, ReviewDecision::Accept) => Ok(Self::Accepted { by, at }),
            (_, ReviewDecision::Return { reason }) => Ok(Self::Returned {
                by,
                at,
                reason: reason.trim().to_owned(),
            }),
            (_, ReviewDecision::Reopen) => Ok(Self::Waiting),
        }
    }

    /// The version that took the place of this one.
    #[must_use]
    pub fn newer(&self) -> Option<VisitId> {
        match self {
            Self::Amended { with, .. } => Some(*with),
            Self::Waiting | Self::Accepted { .. } | Self::Returned { .. } => None,
        }
    }

    /// The state after a newer version has come; it keeps what the office had asked for.
    ///
    /// # Errors
    /// [`ReviewError::Amended`] where another version has taken the place already.
    pub fn amended(&self, with: VisitId) -> Result<Self, ReviewError> {
        let reason = match self {
            Self::Amended { with: other, .. } => return Err(ReviewError::Amended(*other)),
            Self::Returned { reason, .. } => Some(reason.clone()),
            Self::Waiting | Self::Accepted { .. } => None,
        };
        Ok(Self::Amended { with, reason })
    }

    /// Whether the volunteer has something to mend.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        matches!(self, Self::Returned { .. })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    const ME: UserId = UserId(Uuid::from_u128(1));
    const OTHER: UserId = UserId(Uuid::from_u128(2));

    #[test]
    fn a_return_needs_a_reason() {
        let empty = ReviewDecision::Return {
            reason: "  ".into(),
        };
        assert_eq!(
            Review::Waiting.decide(&empty, ME, DateTime::UNIX_EPOCH),
            Err(ReviewError::NoReason)
        );
    }

    #[test]
    fn only_the_one_who_decided_takes_it_back() {
        let accepted = Review::Waiting
            .decide(&ReviewDecision::Accept, ME, DateTime::UNIX_EPOCH)
            .unwrap();
        assert_eq!(
            accepted.decide(&ReviewDecision::Reopen, OTHER, DateTime::UNIX_EPOCH),
            Err(ReviewError::Decided)
        );
        assert_eq!(
            accepted.decide(&ReviewDecision::Reopen, ME, DateTime::UNIX_EPOCH),
            Ok(Review::Waiting)
        );
    }

    #[test]
    fn nobody_reviews_a_version_that_was_amended() {
        let newer = VisitId(Uuid::from_u128(9));
        assert_eq!(
            Review::Amended {
                with: newer,
                reason: None
            }
            .decide(&ReviewDecision::Accept, ME, DateTime::UNIX_EPOCH),
            Err(ReviewError::Amended(newer))
        );
    }

    #[test]
    fn what_was_asked_stays_beside_the_amendment() {
        let newer = VisitId(Uuid::from_u128(9));
        let returned = Review::Returned {
            by: ME,
            at: DateTime::UNIX_EPOCH,
            reason: "Đo lại nhà".into(),
        };
        assert_eq!(
            returned.amended(newer),
            Ok(Review::Amended {
                with: newer,
                reason: Some("Đo lại nhà".into())
            })
        );
        assert_eq!(
            Review::Waiting.amended(newer),
            Ok(Review::Amended {
                with: newer,
                reason: None
            })
        );
    }
}
