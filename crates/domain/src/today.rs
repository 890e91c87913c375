//! What a volunteer is to do today, what cannot wait first. A task is there as long as its reason is, and no longer.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};

use crate::both::Both;
use crate::following::{Answer, Followed, Intervals, days_between, poverty, written};
use crate::ids::{HouseholdId, UserId, VisitId};
use crate::left_behind::{Behind, Order, Reason, ReasonKind};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Todo {
    /// Amend a visit of one's own that the office sent back.
    Mend {
        /// Which.
        visit: VisitId,
        /// Who was visited.
        household: HouseholdId,
        /// When it was sent back.
        on: NaiveDate,
    },
    /// Visit a household.
    Visit {
        /// Which.
        household: HouseholdId,
        /// Why; what cannot wait first, and never nothing.
        whys: Arc<[Why]>,
    },
}

/// Why a household is to be visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is left behind.
    Behind(Reason),
    /// A promise is due within days.
    PromiseSoon {
        /// What was promised.
        what: String,
        /// Who promised, in words.
        who: String,
        /// The last day on which it is in time.
        due: NaiveDate,
    },
    /// A visit is due within days.
    VisitSoon {
        /// The last day on which it is in time.
        by: NaiveDate,
    },
    /// The family expects somebody, as it was agreed on a visit.
    Appointed {
        /// On which day.
        on: NaiveDate,
    },
    /// It was listed not long ago, and nobody has come yet.
    Given {
        /// The day on which it was listed.
        listed: NaiveDate,
    },
}

/// The place of a household among those that are to be visited.
pub(crate) type Rank = (u8, Order);

/// Why a household is to be visited, and its place among all that are; `None` where it is not.
pub(crate) fn whys(
    household: &Followed,
    behind: Option<&Behind>,
    intervals: &Intervals,
    today: NaiveDate,
) -> Option<(Rank, Arc<[Why]>)> {
    if household.is_left_alone(today) {
        return None;
    }
    // What others are to amend is theirs to do.
    let reasons = behind.into_iter().flat_map(|behind| behind.reasons());
    let reasons = reasons.filter(|reason| reason.kind() != ReasonKind::Returned);
    let mut whys: Vec<_> = reasons.cloned().map(Why::Behind).collect();
    whys.extend(soon(household, intervals, today));
    let order = order(household, whys.first()?, behind, today);
    Some((order, whys.into()))
}

/// Left behind in the order of that list, then soon by the day, then new ones: the poorest, then the longest waiting.
fn order(household: &Followed, why: &Why, behind: Option<&Behind>, today: NaiveDate) -> Rank {
    let poverty = poverty(household.class_on(today)).into();
    let number = |day: &NaiveDate| day.num_days_from_ce().into();
    let (tier, order) = match why {
        Why::Behind(_) => {
            let order = behind.map_or([0; 3], |behind| behind.order(today).0);
            (0, order)
        }
        Why::PromiseSoon { due: day, .. }
        | Why::VisitSoon { by: day }
        | Why::Appointed { on: day } => (1, [number(day), poverty, 0]),
        Why::Given { listed } => (2, [poverty, number(listed), 0]),
    };
    (tier, (order, household.id))
}

/// The visits of somebody that came back, and when.
pub(crate) fn to_mend(
    household: &Followed,
    me: UserId,
) -> impl Iterator<Item = (VisitId, HouseholdId, NaiveDate)> {
    // Of what was erased there is nothing to mend.
    let is_there = household.erased.is_none();
    let mine = household
        .visits
        .iter()
        .filter(move |came| is_there && came.author == me);
    mine.filter_map(|came| match came.answer {
        Answer::Returned { on } => Some((came.visit, household.id, on)),
        Answer::Waiting | Answer::Accepted => None,
    })
}

/// What is due within days; the nearest first.
fn soon(household: &Followed, intervals: &Intervals, today: NaiveDate) -> Vec<Why> {
    let limit = u32::from(intervals.soon);
    let promises = household.commitments.iter().filter_map(|promise| {
        let due = promise
            .due
            .filter(|_| promise.due_in(today).is_some_and(|days| days <= limit))?;
        Some((
            due,
            Why::PromiseSoon {
                what: promise.what.clone(),
                who: promise.who.clone(),
                due,
            },
        ))
    });
    let mut whys: Vec<_> = promises.collect();
    // One that is past stays until somebody comes.
    let appointed = household.appointment();
    let appointed = appointed.filter(|on| days_between(today, *on) <= limit);
    whys.extend(appointed.map(|on| (on, Why::Appointed { on })));
    match household.last_visit() {
        Some(last) => {
            let every = intervals.of(household.class_on(today));
            let by = last.checked_add_days(Days::new(every.into()));
            let by = by.filter(|by| *by >= today && days_between(today, *by) <= limit);
            whys.extend(by.map(|by| (by, Why::VisitSoon { by })));
        }
        None => {
            let is_new = |day: &NaiveDate| days_between(*day, today) <= intervals.first.into();
            let listed = household.listed_by(today).filter(is_new);
            whys.extend(listed.map(|listed| (NaiveDate::MAX, Why::Given { listed })));
        }
    }
    whys.sort_by_key(|(day, _)| *day);
    whys.into_iter().map(|(_, why)| why).collect()
}

impl Why {
    /// The sentence, without a full stop.
    #[must_use]
    pub fn both(&self, today: NaiveDate) -> Both<String> {
        match self {
            Self::Behind(reason) => reason.both(today),
            Self::PromiseSoon { what, due, .. } => {
                let due = written(*due);
                Both::new(
                    format!("Cam kết đến hẹn {due}: {what}"),
                    format!("Promise due on {due}: {what}"),
                )
            }
            Self::Appointed { on } => {
                let day = written(*on);
                match days_between(*on, today) {
                    0 if *on == today => Both::new(
                        "Hôm nay hẹn gặp gia đình".to_owned(),
                        "The family expects you today".to_owned(),
                    ),
                    0 => Both::new(
                        format!("Hẹn gặp gia đình ngày {day}"),
                        format!("The family expects you on {day}"),
                    ),
                    days => Both::new(
                        format!("Hẹn gặp gia đình ngày {day}, đã quá {days} ngày"),
                        format!("The family expected you on {day}, {days} days ago"),
                    ),
                }
            }
            Self::VisitSoon { by } => {
                let by = written(*by);
                Both::new(
                    format!("Nên thăm trước hết ngày {by}"),
                    format!("Visit by {by}"),
                )
            }
            Self::Given { listed } => {
                let listed = written(*listed);
                Both::new(
                    format!("Hộ mới có tên ngày {listed}, chưa thăm lần nào"),
                    format!("Listed on {listed}, not visited yet"),
                )
            }
        }
    }
}
