//! Two people said different things about one fact without having seen each other: both are kept (SPEC.md S7).

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use dong_hanh_domain::{Fact, FactKey, HouseholdId, OperationId, RoleKind, Said};
use serde::{Deserialize, Serialize};

/// The values of one fact that clash. Of each fact of a household at most one conflict is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// What names it.
    pub id: ConflictId,
    /// Of which household.
    pub household: HouseholdId,
    /// The value that the record has, as long as nobody has chosen.
    pub stands: Side,
    /// The others, oldest first; none where an officer has chosen.
    pub against: Vec<Side>,
    /// Whether somebody has to choose.
    #[serde(default)]
    pub state: ConflictState,
}

/// One of the values, with who, when and on which visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The value.
    pub fact: Fact,
    /// Who said it.
    pub said: Said,
}

/// Whether somebody has to choose between the values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ConflictState {
    /// Yes.
    #[default]
    Open,
    /// No.
    Settled {
        /// What was chosen, by whom and when.
        chosen: Side,
        /// The values between which it was chosen.
        between: Vec<Side>,
    },
}

impl Conflict {
    /// A conflict between what the record has and what was said beside it.
    #[must_use]
    pub fn between(household: HouseholdId, stands: Side, against: Side) -> Self {
        Self {
            id: ConflictId {
                operation: against.said.operation,
                fact: against.fact.key(),
                passed_to: None,
            },
            household,
            stands,
            against: vec![against],
            state: ConflictState::Open,
        }
    }

    /// It, as somebody of a role is given it: of a fact that is none of theirs only who said something of it.
    #[must_use]
    pub fn as_given_to(mut self, role: RoleKind) -> Self {
        if role.needs(&self.id.fact) {
            return self;
        }
        let settled = match &mut self.state {
            ConflictState::Open => None,
            ConflictState::Settled { chosen, between } => Some(between.iter_mut().chain([chosen])),
        };
        let sides = self.against.iter_mut().chain([&mut self.stands]);
        for side in sides.chain(settled.into_iter().flatten()) {
            if let Some(blank) = side.fact.blank() {
                side.fact = blank;
            }
        }
        self
    }

    /// Whether somebody has to choose.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == ConflictState::Open
    }

    /// Another value was said. It takes the place of those which whoever said it has `outdone`.
    pub fn join(&mut self, side: Side, outdone: impl Fn(&Side) -> bool) {
        self.against.retain(|other| !outdone(other));
        self.against.push(side);
    }

    /// The record has another value, from somebody who had seen the one before and has `outdone` some of the others.
    /// There is nothing to choose where none is left.
    pub fn stand(&mut self, side: Side, outdone: impl Fn(&Side) -> bool) {
        let mut between = vec![std::mem::replace(&mut self.stands, side.clone())];
        between.extend(self.against.iter().cloned());
        self.against.retain(|other| !outdone(other));
        if self.against.is_empty() {
            self.state = ConflictState::Settled {
                chosen: side,
                between,
            };
        }
    }

    /// The operations that said its values: who has seen all of them may choose (S7.6).
    #[must_use]
    pub fn versions(&self) -> BTreeSet<OperationId> {
        self.sides().map(|side| side.said.operation).collect()
    }

    /// All values.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.stands).chain(&self.against)
    }
}

/// Names a conflict: the operation that began it, and the fact; and the record, where it is one that the operation does not
/// name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConflictId {
    /// The operation that said something else than the record had.
    pub operation: OperationId,
    /// About which fact.
    pub fact: FactKey,
    /// The record that stands for the one of which it was said, where it clashed there: in both it may (S7.20).
    pub passed_to: Option<HouseholdId>,
}

impl fmt::Display for ConflictId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.passed_to {
            Some(kept) => write!(f, "{}@{kept}:{}", self.operation, self.fact),
            None => write!(f, "{}:{}", self.operation, self.fact),
        }
    }
}

/// A text that names no conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("names no conflict")]
pub struct NoConflict;

impl FromStr for ConflictId {
    type Err = NoConflict;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (operation, fact) = text.split_once(':').ok_or(NoConflict)?;
        let Ok(fact) = fact.parse();
        let (operation, passed_to) = match operation.split_once('@') {
            Some((operation, kept)) => (operation, Some(kept.parse().map_err(|_| NoConflict)?)),
            None => (operation, None),
        };
        Ok(Self {
            operation: operation.parse().map_err(|_| NoConflict)?,
            fact,
            passed_to,
        })
    }
}

impl Serialize for ConflictId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ConflictId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
