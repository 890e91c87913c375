//! By when a request has to be answered and carried out, and how pressing that is on a day.
//!
//! The periods are those of Decree 356/2025/NĐ-CP on requests: whoever asks is answered within 2 working days; a
//! withdrawal, restriction or objection is carried out within 15 days, 20 where somebody else has to stop too; data are
//! shown or corrected within 10 days and deleted within 20; one extension of at most 15 days. Only the first period is
//! written there in working days; the others are days of the calendar and end on a day of work
//! ([`after_days`]).

use chrono::NaiveDate;

use super::{Course, Request, RequestKind};
use crate::workdays::{after_days, after_workdays, workdays_until};

/// So many working days from the request whoever asked is answered.
const ANSWER: u8 = 2;
/// The most days by which it may take longer.
const EXTENSION: u8 = 15;
/// An answer is warned of from so many working days before its last day on.
const WARN_ANSWER: usize = 1;
/// The same for what is to be done.
const WARN_ACT: usize = 3;

/// What has to be done next about an open request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The last day.
    pub by: NaiveDate,
    /// What.
    pub duty: Duty,
}

/// What the law wants done by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Whoever asked has to be told what happens with their request.
    Answer,
    /// It has to be carried out.
    Act,
}

/// How pressing something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressing {
    /// There is time: so many working days behind today.
    Calm(usize),
    /// It is warned of: so many working days behind today, 0 on the last day.
    Soon(usize),
    /// The last day is past, by so many days.
    Overdue(usize),
}

impl Request {
    /// The last day on which whoever asked has to be answered.
    #[must_use]
    pub fn answer_by(&self) -> NaiveDate {
        after_workdays(self.on, ANSWER)
    }

    /// The last day on which it has to be carried out.
    #[must_use]
    pub fn act_by(&self, course: &Course) -> NaiveDate {
        let last = after_days(self.on, self.days(course.shared));
        let extended = course.extended.as_ref().map(|extended| extended.until);
        extended.map_or(last, |until| until.max(last))
    }

    /// What has to be done next; `None` for a request that has ended.
    #[must_use]
    pub fn due(&self, course: &Course) -> Option<Due> {
        if course.end.is_some() {
            return None;
        }
        Some(match course.answered {
            None => Due {
                by: self.answer_by(),
                duty: Duty::Answer,
            },
            Some(_) => Due {
                by: self.act_by(course),
                duty: Duty::Act,
            },
        })
    }

    fn days(&self, shared: bool) -> u8 {
        match self.kind {
            RequestKind::See | RequestKind::Correct => 10,
            RequestKind::Delete => 20,
            RequestKind::Withdraw | RequestKind::Restrict | RequestKind::Object if shared => 20,
            RequestKind::Withdraw | RequestKind::Restrict | RequestKind::Object => 15,
        }
    }
}

/// The last day to which a request may be extended.
#[must_use]
pub fn latest_extension(request: &Request, shared: bool) -> NaiveDate {
    let last = after_days(request.on, request.days(shared));
    after_days(last, EXTENSION)
}

impl Due {
    /// How pressing it is on a day.
    #[must_use]
    pub fn pressing(self, today: NaiveDate) -> Pressing {
        let past = today.signed_duration_since(self.by).num_days();
        if let Ok(days @ 1..) = usize::try_from(past) {
            return Pressing::Overdue(days);
        }
        let left = workdays_until(today, self.by);
        let warn = match self.duty {
            Duty::Answer => WARN_ANSWER,
            Duty::Act => WARN_ACT,
        };
        if left <= warn {
            Pressing::Soon(left)
        } else {
            Pressing::Calm(left)
        }
    }
}
