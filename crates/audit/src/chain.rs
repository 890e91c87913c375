//! Whether a chain is whole, and which entry shows that it is not.

use dong_hanh_domain::Both;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Entry, Head};

/// Goes along a chain from its first entry.
#[derive(Clone, Copy, Debug)]
pub struct Chain {
    head: Head,
    expected: Option<Head>,
}

/// The first thing that is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Broken {
    /// An entry is not what its hash was made of.
    #[error("entry {number} was changed after it was written")]
    Changed {
        /// Which.
        number: u64,
    },
    /// An entry is not the one behind which the next one was written.
    #[error("entry {number} is another one than the one behind which entry {} was written: it was replaced, and hashed anew", number + 1)]
    Replaced {
        /// Which.
        number: u64,
    },
    /// Entries are gone.
    #[error("entries {first} to {last} are missing")]
    Missing {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// An entry stands where another one belongs.
    #[error("entry {number} is there twice, or behind a later one")]
    OutOfPlace {
        /// Which.
        number: u64,
    },
    /// The chain was written anew from this entry or an earlier one on.
    #[error(
        "entry {number} has another hash than the one that was kept elsewhere: it or an earlier one was replaced, and all behind it hashed anew"
    )]
    Rewritten {
        /// Which.
        number: u64,
    },
    /// An entry is found by other ids than those that it names.
    #[error("entry {number} is not found by what it names: the index for searching was changed")]
    Index {
        /// Which.
        number: u64,
    },
}

impl Chain {
    /// At the beginning.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            head: Head::NONE,
            expected: None,
        }
    }

    /// At the beginning, with an entry that somebody has kept elsewhere.
    #[must_use]
    pub fn expecting(expected: Head) -> Self {
        Self {
            expected: Some(expected),
            ..Self::begin()
        }
    }

    /// The last entry that was found right.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// Looks at the next entry.
    ///
    /// # Errors
    /// What is wrong with it, or before it.
    pub fn check(&mut self, entry: &Entry) -> Result<(), Broken> {
        let (number, due) = (entry.number, self.head.number + 1);
        if number < due {
            return Err(Broken::OutOfPlace { number });
        }
        if number > due {
            let (first, last) = (due, number - 1);
            return Err(Broken::Missing { first, last });
        }
        if entry.reckoned() != entry.hash {
            return Err(Broken::Changed { number });
        }
        if entry.before != self.head.hash {
            return Err(match self.head.number {
                0 => Broken::Changed { number },
                number => Broken::Replaced { number },
            });
        }
        if self
            .expected
            .is_some_and(|expected| expected.number == number && expected.hash != entry.hash)
        {
            return Err(Broken::Rewritten { number });
        }
        self.head = entry.head();
        Ok(())
    }

    /// Looks at the end: `last` is the last number that was ever given out, as far as the database remembers.
    ///
    /// # Errors
    /// Where entries are missing there.
    pub fn end(self, last: u64) -> Result<Head, Broken> {
        let last = last.max(self.expected.map_or(0, |expected| expected.number));
        if self.head.number < last {
            let first = self.head.number + 1;
            return Err(Broken::Missing { first, last });
        }
        Ok(self.head)
    }

    /// Looks at all of a chain.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn verify(entries: &[Entry], expected: Option<Head>) -> Result<Head, Broken> {
        let mut chain = expected.map_or_else(Self::begin, Self::expecting);
        entries.iter().try_for_each(|entry| chain.check(entry))?;
        chain.end(0)
    }
}

impl Broken {
    /// The first entry that it names.
    #[must_use]
    pub fn number(self) -> u64 {
        match self {
            Self::Missing { first: number, .. }
            | Self::Changed { number }
            | Self::Replaced { number }
            | Self::OutOfPlace { number }
            | Self::Rewritten { number }
            | Self::Index { number } => number,
        }
    }

    /// The sentence for the person who looks at it.
    #[must_use]
    pub fn both(self) -> Both<String> {
        let vi = match self {
            Self::Changed { number } => format!("Mục {number} đã bị sửa sau khi ghi."),
            Self::Replaced { number } => format!("Mục {number} đã bị thay bằng mục khác."),
            Self::Missing { first, last } if first == last => format!("Mục {first} bị mất."),
            Self::Missing { first, last } => format!("Các mục {first} đến {last} bị mất."),
            Self::OutOfPlace { number } => format!("Mục {number} không đúng chỗ."),
            Self::Rewritten { number } => {
                format!("Mục {number} hoặc mục trước đó đã bị ghi lại từ đầu.")
            }
            Self::Index { number } => format!("Mục {number} bị giấu khỏi tìm kiếm."),
        };
        let en = self.to_string();
        let mut letters = en.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        Both::new(
            vi,
            first.into_iter().chain(letters).collect::<String>() + ".",
        )
    }
}
