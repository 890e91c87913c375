//! How long what is recorded is kept, by kind, and what goes next (SPEC.md S20.10 to S20.13).
//!
//! Law 91/2025/QH15 ends the keeping of data whose purpose is met, and names no number for notes of visits; the archives
//! law 33/2024/QH15 and Circular 05/2025/TT-BNV rule the state's own records, which these are not. So each unit sets its
//! terms. Nothing goes by a clock alone: a term says from when on an officer is asked.

mod schedule;
mod terms;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::schedule::{AHEAD, Going, Schedule};
pub use self::terms::{Months, Retention};
use crate::both::Both;
use crate::following::{Came, Followed};
use crate::ids::{HouseholdId, ListId, UserId};

/// What has a term of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The whole record of a household that is none of the commune's any more, with its visits and pictures: from the day
    /// on which it ended, or was visited last, whichever is later.
    Household,
    /// A draft that was handed over and that an officer closed: from the day on which it was closed.
    Draft,
    /// The workbook of a list that was taken in, with its rows: from the day on which it came.
    Workbook,
}

/// One thing that is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Which {
    /// The record of a household.
    Household {
        /// Which.
        household: HouseholdId,
    },
    /// A draft that was handed over.
    Draft {
        /// Whose.
        author: UserId,
        /// By what the author's drafts are told apart: 64 hexadecimal digits.
        digest: String,
    },
    /// The workbook of a list.
    Workbook {
        /// Of which.
        list: ListId,
    },
}

/// One thing that is kept, and since when its term runs, as a day of Việt Nam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub which: Which,
    /// Since when.
    pub since: NaiveDate,
}

/// Something that is kept beyond its term, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBack {
    /// What.
    #[serde(flatten)]
    pub which: Which,
    /// Why.
    pub because: Cause,
    /// The day on which that was said.
    pub from: NaiveDate,
    /// The first day on which it no longer is; see [`end`](Self::end).
    pub until: NaiveDate,
}

/// Why something is kept beyond its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A complaint or a denunciation is being dealt with.
    Complaint,
    /// An inspection looks into it.
    Inspection,
    /// Help that was promised has not arrived.
    Help,
    /// A reason from a newer version.
    #[serde(other)]
    Unknown,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Household, Self::Draft, Self::Workbook];

    /// What it is called.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Household => Both::new("hồ sơ hộ không còn", "records of households that ended"),
            Self::Draft => Both::new("bản nháp đã đóng", "drafts that were closed"),
            Self::Workbook => Both::new("tệp Excel đã nhập", "workbooks that were taken in"),
        }
    }
}

impl Which {
    /// Of which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Household { .. } => Kind::Household,
            Self::Draft { .. } => Kind::Draft,
            Self::Workbook { .. } => Kind::Workbook,
        }
    }
}

impl Kept {
    /// The record of a household that is counted once, where its term runs on a day: it is none of the commune's any more,
    /// and nobody of it was met since.
    #[must_use]
    pub fn household(household: &Followed, today: NaiveDate) -> Option<Self> {
        let ended = household.ended.filter(|_| household.has_ended(today))?;
        let is_here = household.erased.is_none();
        let last = household.visits.iter().map(Came::day).max();
        is_here.then(|| Self {
            which: Which::Household {
                household: household.id,
            },
            since: last.map_or(ended, |last| last.max(ended)),
        })
    }
}

impl HeldBack {
    /// So many months ahead something is held back at most; it can be said again.
    pub const AT_MOST: Months = Months::new(12);

    /// The first day on which it is not held back any more: as it was said, and never later than [`AT_MOST`](Self::AT_MOST)
    /// after it was said.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.until.min(Self::AT_MOST.after(self.from))
    }
}

impl Cause {
    /// Those that an officer chooses from.
    pub const ALL: [Self; 3] = [Self::Complaint, Self::Inspection, Self::Help];

    /// In words.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Complaint => Both::new(
                "đang giải quyết khiếu nại, tố cáo",
                "a complaint is being dealt with",
            ),
            Self::Inspection => {
                Both::new("đang thanh tra, kiểm tra", "an inspection looks into it")
            }
            Self::Help => Both::new("hỗ trợ đã hứa chưa tới", "promised help has not arrived"),
            Self::Unknown => Both::new("lý do khác", "another reason"),
        }
    }
}
