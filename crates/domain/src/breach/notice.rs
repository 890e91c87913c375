//! The 72 hours within which the authority is to be told.

use chrono::{DateTime, TimeDelta, Utc};

use super::Breach;

/// Law 91/2025/QH15, Article 23: so long after the discovery at most.
pub const WITHIN: TimeDelta = TimeDelta::hours(72);

/// How the notice to the authority stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It is to be given.
    Due {
        /// Within this time.
        left: TimeDelta,
    },
    /// It was not given, and should have been.
    Overdue {
        /// So long ago.
        by: TimeDelta,
    },
    /// It was given.
    Given {
        /// When.
        at: DateTime<Utc>,
        /// So much too late; none in time.
        late: Option<TimeDelta>,
    },
    /// Nobody is to give it: it was closed without.
    NotNeeded,
}

impl Notice {
    /// Whether somebody has to see to it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Due { .. } | Self::Overdue { .. })
    }
}

impl Breach {
    /// How the notice to the authority stands at a moment.
    #[must_use]
    pub fn notice(&self, now: DateTime<Utc>) -> Notice {
        let deadline = self.deadline();
        if let Some(at) = self.authority_told() {
            let late = at - deadline;
            let late = (late > TimeDelta::zero()).then_some(late);
            return Notice::Given { at, late };
        }
        if self.closed.is_some() {
            return Notice::NotNeeded;
        }
        let left = deadline - now;
        if left < TimeDelta::zero() {
            Notice::Overdue { by: -left }
        } else {
            Notice::Due { left }
        }
    }
}
