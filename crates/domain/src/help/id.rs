//! What names a promise and a gift: the visit that told of it and its place there, so that nothing is kept twice.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::ids::VisitId;
use crate::units::serde_as_text;

/// Names a promise: the first version of the visit that told of it, and the how-manieth it is there, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitmentId {
    /// The visit. A version that amends it tells of the same promises.
    pub visit: VisitId,
    /// Its place.
    pub number: u16,
}

/// Names a gift: one of a visit like a promise, one that was written down outside a visit by an id of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SupportId {
    of: Uuid,
    number: u16,
}

/// Two records that may be of one gift; the smaller id first, so that a pair has one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair(SupportId, SupportId);

/// The text names nothing of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a promise or a gift")]
pub struct NotHelp;

impl SupportId {
    /// One of a visit, by its first version and its place there, from 1.
    #[must_use]
    pub fn told(visit: VisitId, number: u16) -> Self {
        Self {
            of: visit.0,
            number,
        }
    }

    /// One that was written down outside a visit, with an id made for it.
    #[must_use]
    pub fn recorded(id: Uuid) -> Self {
        Self { of: id, number: 0 }
    }

    /// Whether it was written down outside a visit.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.number == 0
    }
}

impl Pair {
    /// Two records; `None` of one with itself.
    #[must_use]
    pub fn new(one: SupportId, other: SupportId) -> Option<Self> {
        (one != other).then(|| Self(one.min(other), one.max(other)))
    }

    /// Both.
    #[must_use]
    pub fn both(&self) -> [SupportId; 2] {
        [self.0, self.1]
    }
}

fn write(f: &mut fmt::Formatter<'_>, of: Uuid, number: u16) -> fmt::Result {
    write!(f, "{of}.{number}")
}

fn read(text: &str) -> Result<(Uuid, u16), NotHelp> {
    let (of, number) = text.split_once('.').ok_or(NotHelp)?;
    let of = of.parse().map_err(|_| NotHelp)?;
    Ok((of, number.parse().map_err(|_| NotHelp)?))
}

impl fmt::Display for CommitmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.visit.0, self.number)
    }
}

impl fmt::Display for SupportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.of, self.number)
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.0, self.1)
    }
}

impl FromStr for CommitmentId {
    type Err = NotHelp;

    fn from_str(text: &str) -> Result<Self, NotHelp> {
        let (visit, number) = read(text)?;
        let visit = VisitId(visit);
        Ok(Self { visit, number })
    }
}

impl FromStr for SupportId {
    type Err = NotHelp;

    fn from_str(text: &str) -> Result<Self, NotHelp> {
        let (of, number) = read(text)?;
        Ok(Self { of, number })
    }
}

impl FromStr for Pair {
    type Err = NotHelp;

    fn from_str(text: &str) -> Result<Self, NotHelp> {
        let (one, other) = text.split_once('+').ok_or(NotHelp)?;
        let pair = Self::new(one.parse()?, other.parse()?);
        // A pair that is written the other way round would have two names.
        pair.filter(|pair| pair.0.to_string() == one).ok_or(NotHelp)
    }
}

serde_as_text!(CommitmentId);
serde_as_text!(SupportId);
serde_as_text!(Pair);
