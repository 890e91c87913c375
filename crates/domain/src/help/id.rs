//! What names a promise and a gift: the visit that told of it and its place there, so that nothing is kept twice; one that
//! was written down outside a visit has an id of its own.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::ids::VisitId;
use crate::units::serde_as_text;

/// Names a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitmentId {
    of: Uuid,
    number: u16,
}

/// Names a gift.
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

/// Names things that visits tell of, and that are written down outside them too.
macro_rules! told_or_recorded {
    ($($name:ident),+) => {$(
        impl $name {
            /// One of a visit, by its first version and its place there, from 1: a version that amends it tells of the
            /// same.
            #[must_use]
            pub const fn told(visit: VisitId, number: u16) -> Self {
                Self {
                    of: visit.0,
                    number,
                }
            }

            /// One that was written down outside a visit, with an id made for it.
            #[must_use]
            pub const fn recorded(id: Uuid) -> Self {
                Self { of: id, number: 0 }
            }

            /// Whether it was written down outside a visit.
            #[must_use]
            pub const fn is_recorded(&self) -> bool {
                self.number == 0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}.{}", self.of, self.number)
            }
        }

        impl FromStr for $name {
            type Err = NotHelp;

            fn from_str(text: &str) -> Result<Self, NotHelp> {
                let (of, number) = read(text)?;
                Ok(Self { of, number })
            }
        }

        serde_as_text!($name);
    )+};
}

told_or_recorded!(CommitmentId, SupportId);

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

fn read(text: &str) -> Result<(Uuid, u16), NotHelp> {
    let (of, number) = text.split_once('.').ok_or(NotHelp)?;
    let of = of.parse().map_err(|_| NotHelp)?;
    Ok((of, number.parse().map_err(|_| NotHelp)?))
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.0, self.1)
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

serde_as_text!(Pair);
