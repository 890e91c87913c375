//! What somebody promised to a household, and what has become of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Intervals, days_between};
use crate::help::{CommitmentId, CommitmentState, Promiser};
use crate::ids::{UserId, VisitId};

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// What names it.
    pub id: CommitmentId,
    /// The visit on which it was made, where it was one.
    pub visit: Option<VisitId>,
    /// What.
    pub what: String,
    /// Whose.
    pub by: Option<Promiser>,
    /// The name of whoever promised, where it was written down.
    pub who: String,
    /// Who wrote it down, where that was outside a visit.
    pub recorded_by: Option<UserId>,
    /// The last day on which it is in time, where one was named.
    pub due: Option<NaiveDate>,
    /// What has become of it.
    pub kept: Kept,
}

/// What has become of a promise. One that was written down wrongly goes when its visit is amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
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
    /// Somebody came again and asked: it had not come. It is as open as before.
    No {
        /// When somebody asked.
        on: NaiveDate,
    },
    /// Nobody expects it any more.
    Withdrawn {
        /// Since when.
        on: NaiveDate,
    },
}

/// Whom an overdue promise reminds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminds {
    /// Whoever visits the household.
    Volunteer,
    /// The office too: reminding the volunteer has not helped.
    Officer,
}

impl Commitment {
    /// By how many days it is overdue; `None` where it is not.
    #[must_use]
    pub fn overdue_on(&self, day: NaiveDate) -> Option<u32> {
        let due = self.due.filter(|due| *due < day)?;
        self.is_waiting().then(|| days_between(due, day))
    }

    /// In how many days it is due; `None` where it is overdue, is expected no more, or has no day.
    #[must_use]
    pub fn due_in(&self, day: NaiveDate) -> Option<u32> {
        let due = self.due.filter(|due| *due >= day)?;
        self.is_waiting().then(|| days_between(day, due))
    }

    /// Whom it reminds on a day; `None` where it is not overdue.
    #[must_use]
    pub fn reminds(&self, day: NaiveDate, intervals: &Intervals) -> Option<Reminds> {
        let by = self.overdue_on(day)?;
        Some(if by > intervals.officer_after.into() {
            Reminds::Officer
        } else {
            Reminds::Volunteer
        })
    }

    /// What somebody has said of it.
    pub(super) fn is_said(&mut self, state: CommitmentState) {
        match state {
            CommitmentState::Open => {}
            CommitmentState::Kept { on } => self.kept = Kept::Yes { on },
            CommitmentState::Withdrawn { on } => self.kept = Kept::Withdrawn { on },
            CommitmentState::Missing { on } => self.kept = Kept::No { on },
            CommitmentState::Moved { due } => {
                self.due = Some(due);
                self.kept = Kept::Open;
            }
        }
    }

    /// Whether it is still expected.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        match self.kept {
            Kept::Open | Kept::Untold | Kept::No { .. } => true,
            Kept::Yes { .. } | Kept::Withdrawn { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;
    use uuid::Uuid;

    fn promise(due: Option<&str>, kept: Kept) -> Commitment {
        let visit = VisitId(Uuid::nil());
        Commitment {
            id: CommitmentId::told(visit, 1),
            visit: Some(visit),
            what: "thẻ bảo hiểm y tế".into(),
            by: None,
            who: String::new(),
            recorded_by: None,
            due: due.map(|due| due.parse().unwrap()),
            kept,
        }
    }

    #[rstest]
    #[case("2026-11-23", Kept::Open, None, Some(1))]
    #[case("2026-11-24", Kept::Open, None, Some(0))]
    #[case("2026-11-25", Kept::Open, Some(1), None)]
    #[case("2026-11-24", Kept::Untold, None, Some(0))]
    #[case("2026-11-25", Kept::Untold, Some(1), None)]
    #[case("2026-11-24", Kept::No { on: NaiveDate::MIN }, None, Some(0))]
    #[case("2026-11-25", Kept::No { on: NaiveDate::MIN }, Some(1), None)]
    #[case("2026-11-24", Kept::Yes { on: NaiveDate::MIN }, None, None)]
    #[case("2026-11-25", Kept::Yes { on: NaiveDate::MIN }, None, None)]
    #[case("2026-11-25", Kept::Withdrawn { on: NaiveDate::MIN }, None, None)]
    fn a_promise_is_overdue_on_the_day_after(
        #[case] day: NaiveDate,
        #[case] kept: Kept,
        #[case] overdue: Option<u32>,
        #[case] due_in: Option<u32>,
    ) {
        let promise = promise(Some("2026-11-24"), kept);
        assert_eq!(promise.overdue_on(day), overdue);
        assert_eq!(promise.due_in(day), due_in);
    }

    #[test]
    fn a_promise_without_a_day_is_never_overdue() {
        let promise = promise(None, Kept::Open);
        assert_eq!(promise.overdue_on(NaiveDate::MAX), None);
        assert_eq!(promise.due_in(NaiveDate::MIN), None);
    }

    #[rstest]
    #[case("2026-11-24", None)]
    #[case("2026-11-25", Some(Reminds::Volunteer))]
    #[case("2026-12-08", Some(Reminds::Volunteer))]
    #[case("2026-12-09", Some(Reminds::Officer))]
    fn the_office_is_reminded_after_the_volunteer(
        #[case] day: NaiveDate,
        #[case] reminds: Option<Reminds>,
    ) {
        let promise = promise(Some("2026-11-24"), Kept::Open);
        assert_eq!(promise.reminds(day, &Intervals::default()), reminds);
    }

    #[test]
    fn what_was_missed_when_somebody_asked_waits_as_before() {
        let mut promise = promise(Some("2026-11-10"), Kept::Open);
        let on: NaiveDate = "2026-11-20".parse().unwrap();
        promise.is_said(CommitmentState::Missing { on });
        assert_eq!(promise.kept, Kept::No { on });
        assert!(promise.is_waiting());
        let said = promise.standing("2026-11-24".parse().unwrap()).vi;
        let missed = "quá hẹn 14 ngày, hẹn 10/11/2026, chưa đến khi hỏi ngày 20/11/2026";
        assert_eq!(said, missed);
    }
}
