//! What a device says happened.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Utc};
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{
    Because, DeviceId, DeviceTime, Extra, HamletId, Household, HouseholdChange, HouseholdId,
    OperationId, ReviewDecision, UnitKey, VisitId,
};
use dong_hanh_form::{Answers, FormId, Sha256 as PictureDigest};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::grounds::Grounds;

/// One immutable statement of a device; it waits in the outbox until its receipt is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Its id, made once on the device.
    pub id: OperationId,
    /// The device that made it.
    pub device: DeviceId,
    /// Its place among the device's operations: 1, 2, 3, … without holes.
    pub counter: u64,
    /// When, by the device's clock.
    pub made: DeviceTime,
    /// The earlier operation of the same author that the office holds and that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<OperationId>,
    /// What happened.
    pub action: Action,
}

/// What happened. A kind that this version does not know is held as it came, see [`RawOperation`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A household was found that the register did not have.
    RegisterHousehold {
        /// It.
        household: Box<Household>,
    },
    /// A visit was finished, or an earlier one amended.
    FinishVisit(FinishedVisit),
    /// An officer answered a visit.
    ReviewVisit {
        /// Which.
        visit: VisitId,
        /// How.
        decision: ReviewDecision,
    },
    /// Facts of a household are otherwise than the record says.
    ChangeHousehold(ChangedHousehold),
    /// An officer decided on what is held.
    Release {
        /// The held operation.
        held: OperationId,
        /// Its content, by its [digest](crate::HeldRecord::digest).
        digest: String,
        /// What is to become of it.
        ruling: Ruling,
    },
    /// An officer has set how often the households of a unit are to be visited, and what its people are to reach.
    ChangeSettings {
        /// Which unit.
        unit: UnitKey,
        /// All of it.
        settings: Box<Settings>,
    },
    /// An officer erases what is recorded.
    Erase {
        /// What.
        #[serde(flatten)]
        what: Subject,
        /// Why.
        #[serde(flatten)]
        because: Because,
    },
    /// The author of an operation that is held has seen why, and lets what the office has stand. It says nothing
    /// but what it [settles](Operation::settles).
    Acknowledge {},
}

/// What is erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Subject {
    /// A household with all that is about it, and the records for which it stands.
    Household {
        /// Which.
        household: HouseholdId,
        /// Where its officer knew it to live: an office that was put back to a time before it was registered remembers by
        /// it what comes again.
        hamlet: HamletId,
    },
    /// A picture, a recording or a file, from every visit of a household that names it.
    Picture {
        /// Of which household.
        household: HouseholdId,
        /// Where its officer knew it to live.
        hamlet: HamletId,
        /// The visit in which the officer saw it.
        visit: VisitId,
        /// Which.
        digest: PictureDigest,
    },
}

impl Subject {
    /// The household that it is or belongs to, and where its officer knew that to live.
    #[must_use]
    pub fn household(&self) -> (HouseholdId, HamletId) {
        match self {
            Self::Household { household, hamlet }
            | Self::Picture {
                household, hamlet, ..
            } => (*household, *hamlet),
        }
    }
}

/// A visit as the volunteer finished it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinishedVisit {
    /// Its id.
    pub visit: VisitId,
    /// Who was visited.
    pub household: HouseholdId,
    /// The definition that was filled.
    pub form: FormId,
    /// What was answered.
    pub answers: Answers,
    /// When the visit began, whose day the answers are judged by. An amendment keeps the moment of
    /// the visit that it amends, so that a promise which was due then is no mistake now.
    pub started: DeviceTime,
    /// The version of the visit that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<VisitId>,
    /// The versions of what forms can say of the household that its author saw when the visit began, see
    /// [`Overlay::seen`](crate::Overlay::seen).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub seen: BTreeSet<OperationId>,
    /// What its answers are reckoned from besides.
    #[serde(default, skip_serializing_if = "Grounds::is_none")]
    pub grounds: Box<Grounds>,
    /// What a newer version says beside it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Facts of a household as somebody found them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangedHousehold {
    /// Of which.
    pub household: HouseholdId,
    /// What is otherwise, in order.
    pub changes: Vec<HouseholdChange>,
    /// The versions of these facts that the writer saw, see [`Household::seen`].
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub seen: BTreeSet<OperationId>,
    /// The visit on which it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<VisitId>,
    /// What a newer version says beside it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an officer decides on something that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ruling", rename_all = "snake_case")]
pub enum Ruling {
    /// It becomes part of the record as it came, under the officer's rights.
    Apply,
    /// It becomes part of the record, about this household.
    Place {
        /// Which.
        household: HouseholdId,
    },
    /// Its author is to see to it.
    SendBack {
        /// What to mend, in the officer's words.
        note: String,
    },
    /// Nothing more is to be done about it. It stays readable.
    Close {
        /// Why, in the officer's words.
        note: String,
    },
}

impl Ruling {
    /// Whether it makes what is held part of the record.
    #[must_use]
    pub fn files(&self) -> bool {
        matches!(self, Self::Apply | Self::Place { .. })
    }

    /// It, without what the officer wrote.
    #[must_use]
    pub(crate) fn wordless(self) -> Self {
        match self {
            Self::Close { .. } => Self::Close {
                note: String::new(),
            },
            Self::SendBack { .. } => Self::SendBack {
                note: String::new(),
            },
            ruling @ (Self::Apply | Self::Place { .. }) => ruling,
        }
    }

    /// Whether nobody has to see to it after that.
    #[must_use]
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::SendBack { .. })
    }
}

impl Operation {
    /// When it happened, for people: the device's clock corrected by `skew_ms`, what the server found
    /// between the two clocks when the operation arrived.
    #[must_use]
    pub fn happened(&self, skew_ms: i64) -> DateTime<Utc> {
        DeviceTime {
            skew_ms: Some(skew_ms),
            ..self.made
        }
        .corrected()
    }
}

/// An operation as it travels and is stored: its text, byte for byte as the device made it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawOperation(pub Box<RawValue>);

impl RawOperation {
    /// Writes an operation down, once and for all.
    ///
    /// # Errors
    /// Never for the types of this crate; the error is serde's.
    pub fn seal(operation: &Operation) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(operation).map(Self)
    }

    /// Takes up a text that was stored.
    ///
    /// # Errors
    /// Where the text is not JSON.
    pub fn from_text(text: String) -> Result<Self, serde_json::Error> {
        RawValue::from_string(text).map(Self)
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.get()
    }

    /// What identifies the content: the same id with another digest is another statement.
    #[must_use]
    pub fn digest(&self) -> ContentDigest {
        ContentDigest(Sha256::digest(self.text().as_bytes()).into())
    }

    /// The id alone, which even a kind from the future bears.
    #[must_use]
    pub fn id(&self) -> Option<OperationId> {
        self.head().map(|head| head.id)
    }

    /// What even a kind from the future bears.
    #[must_use]
    pub fn head(&self) -> Option<Head> {
        serde_json::from_str(self.text()).ok()
    }

    /// The operation.
    ///
    /// # Errors
    /// Where the kind is unknown or a field is not as it must be; the message names it.
    pub fn open(&self) -> Result<Operation, serde_json::Error> {
        serde_json::from_str(self.text())
    }
}

/// What is read of an operation whatever its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// Its id.
    pub id: OperationId,
    /// The earlier one that it takes the place of.
    #[serde(default)]
    pub settles: Option<OperationId>,
}

/// SHA-256 of an operation's text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentDigest(pub [u8; 32]);

impl ContentDigest {
    /// The smallest of all, for ranges.
    pub const FIRST: Self = Self([0; 32]);
    /// The largest of all, for ranges.
    pub const LAST: Self = Self([u8::MAX; 32]);
}

impl fmt::Display for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentDigest({self})")
    }
}
