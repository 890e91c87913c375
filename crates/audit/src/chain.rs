//! Whether a chain is whole, and which entry shows that it is not.

use dong_hanh_domain::Both;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Entry, Head};

/// Goes along a chain from its first entry, and on behind what is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Chain {
    head: Head,
    /// The entry that was looked at last.
    seen: Option<Seen>,
    /// That entry and the one before do not belong together, and the next one tells which of them is wrong.
    parted: bool,
    is_whole: bool,
    expected: Option<Head>,
}

/// An entry that was looked at.
#[derive(Clone, Copy, Debug)]
struct Seen {
    head: Head,
    /// Whether it was found wrong, so that what does not follow it says nothing new.
    is_named: bool,
}

/// So many things that are wrong are named at most.
const NAMED: usize = 100;

/// What is wrong with a chain, in the order in which it was found; the first of it is always there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
    /// The first.
    pub first: Broken,
    /// The others, 99 at most.
    pub others: Vec<Broken>,
    /// How many more there are.
    pub more: u64,
}

impl Faults {
    /// Adds what was found to what was found before.
    pub fn add(faults: &mut Option<Self>, found: Broken) {
        match faults {
            None => {
                *faults = Some(Self {
                    first: found,
                    others: Vec::new(),
                    more: 0,
                });
            }
            Some(faults) if faults.others.len() + 1 < NAMED => faults.others.push(found),
            Some(faults) => faults.more += 1,
        }
    }

    /// Those that are named.
    pub fn named(&self) -> impl Iterator<Item = Broken> {
        [self.first].into_iter().chain(self.others.iter().copied())
    }
}

/// A thing that is wrong with a chain.
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
    /// Two entries do not belong together, and nothing tells which of them was replaced.
    #[error("entry {number} or entry {} is another one than was written: the two do not belong together", number + 1)]
    Parted {
        /// The first of the two.
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
            seen: None,
            parted: false,
            is_whole: true,
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

    /// The last entry behind which nothing was found wrong.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// The number of the entry that was looked at last.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.seen.map_or(0, |seen| seen.head.number)
    }

    /// Looks at the next entry, and gives what is wrong with it or before it. An entry that was replaced shows in the next
    /// one: where both its neighbours do not belong to it, it is itself the wrong one, and else the one before.
    #[must_use]
    pub fn check(&mut self, entry: &Entry) -> Vec<Broken> {
        let mut found = Vec::new();
        let (number, due) = (entry.number, self.seen() + 1);
        if number < due {
            self.is_whole = false;
            return vec![Broken::OutOfPlace { number }];
        }
        if number > due {
            found.extend(self.take_parted());
            let (first, last) = (due, number - 1);
            found.push(Broken::Missing { first, last });
        }
        let is_changed = entry.reckoned() != entry.hash;
        let before = self.seen.filter(|_| number == due);
        let follows = match before {
            Some(before) => before.is_named || entry.before == before.head.hash,
            None => number > due || entry.before == Head::NONE.hash,
        };
        let mut is_named = is_changed;
        if is_changed || number == 1 && !follows {
            found.extend(self.take_parted());
            found.push(Broken::Changed { number });
            is_named = true;
        } else if self.parted {
            self.parted = false;
            let number = if follows { due - 2 } else { due - 1 };
            found.push(Broken::Replaced { number });
        } else {
            self.parted = !follows;
        }
        let is_rewritten = self
            .expected
            .is_some_and(|expected| expected.number == number && expected.hash != entry.hash);
        if is_rewritten && !is_named {
            found.push(Broken::Rewritten { number });
        }
        self.seen = Some(Seen {
            head: entry.head(),
            is_named,
        });
        self.is_whole &= found.is_empty();
        if self.is_whole && !self.parted {
            self.head = entry.head();
        }
        found
    }

    /// Which two entries do not belong together, where no later one tells more.
    fn take_parted(&mut self) -> Option<Broken> {
        let number = self.seen().checked_sub(1)?;
        std::mem::take(&mut self.parted).then_some(Broken::Parted { number })
    }

    /// Looks at the end: `last` is the last number that was ever given out, as far as the database remembers. Gives what is
    /// wrong there.
    #[must_use]
    pub fn end(mut self, last: u64) -> Vec<Broken> {
        let mut found: Vec<_> = self.take_parted().into_iter().collect();
        let last = last.max(self.expected.map_or(0, |expected| expected.number));
        if self.seen() < last {
            let first = self.seen() + 1;
            found.push(Broken::Missing { first, last });
        }
        found
    }

    /// Looks at all of a chain.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn verify(entries: &[Entry], expected: Option<Head>) -> Result<Head, Faults> {
        let mut chain = expected.map_or_else(Self::begin, Self::expecting);
        let mut faults = None;
        for entry in entries {
            for broken in chain.check(entry) {
                Faults::add(&mut faults, broken);
            }
        }
        for broken in chain.end(0) {
            Faults::add(&mut faults, broken);
        }
        faults.map_or(Ok(chain.head()), Err)
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
            | Self::Parted { number }
            | Self::OutOfPlace { number }
            | Self::Rewritten { number }
            | Self::Index { number } => number,
        }
    }

    /// How many of the entries before it are as they were written. Where entries do not belong together, those before may all
    /// have been written anew, each behind the one before, up to the one that shows it: nobody vouches for them.
    #[must_use]
    pub fn vouched(self) -> u64 {
        match self {
            Self::Replaced { .. } | Self::Parted { .. } | Self::Rewritten { .. } => 0,
            Self::Missing { .. }
            | Self::Changed { .. }
            | Self::OutOfPlace { .. }
            | Self::Index { .. } => self.number().saturating_sub(1),
        }
    }

    /// The sentence for the person who looks at it.
    #[must_use]
    pub fn both(self) -> Both<String> {
        let vi = match self {
            Self::Changed { number } => format!("Mục {number} đã bị sửa sau khi ghi."),
            Self::Replaced { number } => format!("Mục {number} đã bị thay bằng mục khác."),
            Self::Parted { number } => format!(
                "Mục {number} hoặc mục {} đã bị thay bằng mục khác.",
                number + 1
            ),
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
