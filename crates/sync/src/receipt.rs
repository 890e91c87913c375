//! The server's answer to one operation.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{FactKey, OperationId, ReviewError};
use serde::{Deserialize, Serialize};

/// What the server did with an operation. The same operation always gets the same receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The operation.
    pub operation: OperationId,
    /// When it arrived for the first time, by the server's clock.
    pub received: DateTime<Utc>,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Receipt {
    /// Whether it is for the first content that came under its id.
    #[must_use]
    pub fn is_first(&self) -> bool {
        let other = Outcome::Held {
            reason: HeldReason::OtherContent,
        };
        self.outcome != other
    }
}

/// What became of an operation. There is no third case: nothing is refused into the void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It is part of the record.
    Applied {
        /// What a person should know of it all the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notices: Vec<Notice>,
    },
    /// It is kept at the office as it came, with the reason, until somebody decides.
    Held {
        /// Why.
        #[serde(flatten)]
        reason: HeldReason,
    },
}

/// Something odd that did not stand in the way. New ones may come; an older phone passes them over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// The device's clock is off; the record bears the corrected time.
    ClockOff {
        /// Server clock minus device clock, in milliseconds.
        skew_ms: i64,
    },
    /// Somebody else had said something else about the same facts, unseen. Both values are kept until an officer
    /// chooses.
    Clash {
        /// Which facts.
        facts: Vec<FactKey>,
    },
    /// A notice from a newer server.
    #[serde(other)]
    Unknown,
}

/// Why an operation is held. New reasons may come; an older phone shows the general sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum HeldReason {
    /// The same id was used before for other content.
    OtherContent,
    /// A kind of operation, or a shape of one, that this server does not know.
    Unreadable {
        /// What could not be read.
        detail: String,
    },
    /// It concerns a hamlet that its author was not given.
    ForeignScope,
    /// The household is not in the register.
    UnknownHousehold,
    /// The household is in the register already, with other facts.
    HouseholdExists,
    /// The visit that it amends or reviews was never received.
    UnknownVisit,
    /// A visit with this id was received already.
    VisitExists,
    /// The form's definition was never published here.
    UnknownForm,
    /// Answers that the form does not allow.
    Answers {
        /// The first of them: where, and what.
        problems: Vec<AnswerProblem>,
    },
    /// The review does not fit what the visit has become.
    Review {
        /// Why, in words for the officer.
        detail: String,
    },
    /// The device that is named did not make it.
    ForeignDevice,
    /// A fact that the household cannot have: somebody whom it does not know, a head who is gone.
    Unfit {
        /// Which.
        fact: FactKey,
    },
    /// The hamlet to which it moves is not known.
    UnknownHamlet,
    /// What an officer wanted to decide on is not held, or not any more.
    NotHeld,
    /// What is recorded of the household was erased. It is kept until somebody decides, and goes then.
    Erased,
    /// A reason from a newer server.
    #[serde(other)]
    Unknown,
}

/// One answer that the form does not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerProblem {
    /// Where in the form.
    pub path: String,
    /// What is wrong, in Vietnamese.
    pub message: String,
}

impl From<ReviewError> for HeldReason {
    fn from(error: ReviewError) -> Self {
        Self::Review {
            detail: error.to_string(),
        }
    }
}

impl HeldReason {
    /// A stable word for logs and problem documents.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherContent => "other-content",
            Self::Unreadable { .. } => "unreadable",
            Self::ForeignScope => "foreign-scope",
            Self::UnknownHousehold => "unknown-household",
            Self::HouseholdExists => "household-exists",
            Self::UnknownVisit => "unknown-visit",
            Self::VisitExists => "visit-exists",
            Self::UnknownForm => "unknown-form",
            Self::Answers { .. } => "answers",
            Self::Review { .. } => "review",
            Self::ForeignDevice => "foreign-device",
            Self::Unfit { .. } => "unfit",
            Self::UnknownHamlet => "unknown-hamlet",
            Self::NotHeld => "not-held",
            Self::Erased => "erased",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_a_newer_server_says_beside_the_outcome_hides_no_outcome() {
        let read = |outcome: &str| -> Receipt {
            let head = r#""operation":"01936f00-0000-7000-8000-000000000001","received":"2026-11-24T03:00:00Z""#;
            serde_json::from_str(&format!("{{{head},{outcome}}}")).unwrap()
        };
        let applied =
            read(r#""outcome":"applied","notices":[{"notice":"moon_is_full","since":1}]"#);
        let notices = vec![Notice::Unknown];
        assert_eq!(applied.outcome, Outcome::Applied { notices });
        let held = read(r#""outcome":"held","reason":"moon_is_full","since":1"#);
        let reason = HeldReason::Unknown;
        assert_eq!(held.outcome, Outcome::Held { reason });
    }
}
