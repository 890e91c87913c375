//! The numbers that coverage prints. Behind each stands a list of households.

use super::Tally;
use crate::both::Both;

/// One of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Households of which somebody was met.
    Reached,
    /// Households of which nobody was met.
    Left,
    /// Those of them to which somebody came.
    InVain,
    /// Visits that the office accepted.
    Accepted,
    /// Visits that the office sent back and that were not amended.
    Returned,
    /// Visits at which the office has not looked.
    Waiting,
    /// Promises that were kept.
    Kept,
    /// Promises that are not due yet.
    Open,
    /// Promises that are overdue.
    Overdue,
}

impl Figure {
    /// All of them, as they are printed.
    pub const ALL: [Self; 9] = [
        Self::Reached,
        Self::Left,
        Self::InVain,
        Self::Accepted,
        Self::Returned,
        Self::Waiting,
        Self::Kept,
        Self::Open,
        Self::Overdue,
    ];

    /// The number: of households, of visits or of promises.
    #[must_use]
    pub fn of(self, tally: &Tally) -> usize {
        match self {
            Self::Reached => tally.all().reached,
            Self::Left => tally.all().left(),
            Self::InVain => tally.in_vain,
            Self::Accepted => tally.visits.accepted,
            Self::Returned => tally.visits.returned,
            Self::Waiting => tally.visits.waiting,
            Self::Kept => tally.promises.kept,
            Self::Open => tally.promises.open,
            Self::Overdue => tally.promises.overdue,
        }
    }

    /// What is counted, where only one's own visits are.
    #[must_use]
    pub fn mine(self) -> Both<&'static str> {
        match self {
            Self::Reached => Both::new("Hộ tôi đã gặp", "Households I met"),
            Self::Left => Both::new("Hộ tôi chưa gặp", "Households I have not met"),
            Self::InVain => Both::new(
                "Hộ tôi đã đến, chưa gặp ai",
                "Households where I met nobody",
            ),
            other => other.both(),
        }
    }

    /// What is counted.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Reached => Both::new("Hộ đã được thăm", "Households visited"),
            Self::Left => Both::new("Hộ chưa được thăm", "Households not visited"),
            Self::InVain => Both::new("Hộ đã đến, chưa gặp ai", "Households where nobody was met"),
            Self::Accepted => Both::new("Lượt thăm đã duyệt", "Visits accepted"),
            Self::Returned => Both::new("Lượt thăm bị trả lại", "Visits sent back"),
            Self::Waiting => Both::new("Lượt thăm chờ duyệt", "Visits waiting for review"),
            Self::Kept => Both::new("Cam kết đã giữ", "Promises kept"),
            Self::Open => Both::new("Cam kết chưa đến hẹn", "Promises not due yet"),
            Self::Overdue => Both::new("Cam kết quá hẹn", "Promises overdue"),
        }
    }
}
