//! What somebody promised to a household, and what has become of it.

use chrono::NaiveDate;

use super::days_between;
use crate::ids::VisitId;

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The visit on which it was made.
    pub visit: VisitId,
    /// What.
    pub what: String,
    /// Whose, in words.
    pub who: String,
    /// The last day on which it is in time, where one was named.
    pub due: Option<NaiveDate>,
    /// What has become of it.
    pub kept: Kept,
}

/// What has become of a promise. One that was written down wrongly goes when its visit is amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Nobody has come since.
    Open,
    /// It was kept.
    Yes {
        /// When.
        on: NaiveDate,
    },
    /// Somebody came again and wrote nothing of it. Silence does not keep a promise: it is as open as before.
    Untold,
}

impl Commitment {
    /// By how many days it is overdue; `None` where it is not.
    #[must_use]
    pub fn overdue_on(&self, day: NaiveDate) -> Option<u32> {
        let due = self.due.filter(|due| *due < day)?;
        self.is_waiting().then(|| days_between(due, day))
    }

    /// In how many days it is due; `None` where it is overdue, was kept, or has no day.
    #[must_use]
    pub fn due_in(&self, day: NaiveDate) -> Option<u32> {
        let due = self.due.filter(|due| *due >= day)?;
        self.is_waiting().then(|| days_between(day, due))
    }

    /// Help was found to have come by a day: what was promised for then or before waits no more.
    pub(super) fn help_came(&mut self, day: NaiveDate) {
        if self.is_waiting() && self.due.is_none_or(|due| due <= day) {
            self.kept = Kept::Yes { on: day };
        }
    }

    /// Whether nobody has said that it was kept.
    fn is_waiting(&self) -> bool {
        match self.kept {
            Kept::Open | Kept::Untold => true,
            Kept::Yes { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;
    use uuid::Uuid;

    #[rstest]
    #[case("2026-11-23", Kept::Open, None, Some(1))]
    #[case("2026-11-24", Kept::Open, None, Some(0))]
    #[case("2026-11-25", Kept::Open, Some(1), None)]
    #[case("2026-11-24", Kept::Untold, None, Some(0))]
    #[case("2026-11-25", Kept::Untold, Some(1), None)]
    #[case("2026-11-24", Kept::Yes { on: NaiveDate::MIN }, None, None)]
    #[case("2026-11-25", Kept::Yes { on: NaiveDate::MIN }, None, None)]
    fn a_promise_is_overdue_on_the_day_after(
        #[case] day: NaiveDate,
        #[case] kept: Kept,
        #[case] overdue: Option<u32>,
        #[case] due_in: Option<u32>,
    ) {
        let promise = Commitment {
            visit: VisitId(Uuid::nil()),
            what: "thẻ bảo hiểm y tế".into(),
            who: String::new(),
            due: Some("2026-11-24".parse().unwrap()),
            kept,
        };
        assert_eq!(promise.overdue_on(day), overdue);
        assert_eq!(promise.due_in(day), due_in);
    }

    #[test]
    fn a_promise_without_a_day_is_never_overdue() {
        let promise = Commitment {
            visit: VisitId(Uuid::nil()),
            what: "sửa mái".into(),
            who: String::new(),
            due: None,
            kept: Kept::Open,
        };
        assert_eq!(promise.overdue_on(NaiveDate::MAX), None);
        assert_eq!(promise.due_in(NaiveDate::MIN), None);
    }
}
