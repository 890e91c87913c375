//! A place in the list, so that it can be read page by page.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use thiserror::Error;

use super::{Behind, Order};

/// A place in the list of who is left behind, as it was on a day. As text it is the day, what the list is sorted by, and
/// the household: `2026-11-24.3.0.87.0190f000-0000-7000-8000-000000000001`.
///
/// Whoever becomes more urgent while pages are read stands before the place, and comes when the list is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    day: NaiveDate,
    order: Order,
}

/// The text names no place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a place in the list of who is left behind")]
pub struct NoPlace;

/// Whoever was never visited has waited so long, whatever the day.
const FOR_EVER: i64 = u32::MAX as i64;

impl Place {
    /// Where a household stands on a day.
    #[must_use]
    pub fn of(row: &Behind, day: NaiveDate) -> Self {
        let order = row.order(day);
        Self { day, order }
    }

    /// What stands there on another day: all have waited longer by the days between, so that nobody is passed over where a
    /// list is read over midnight.
    pub(crate) fn on(&self, day: NaiveDate) -> Order {
        let ([urgency, poverty, waited], household) = self.order;
        let later = day.signed_duration_since(self.day).num_days();
        let waited = match -waited {
            FOR_EVER => waited,
            _ => waited - later,
        };
        ([urgency, poverty, waited], household)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([urgency, poverty, waited], household) = self.order;
        write!(
            f,
            "{}.{urgency}.{poverty}.{}.{household}",
            self.day, -waited
        )
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let mut parts = text.splitn(5, '.');
        let mut next = || parts.next().ok_or(NoPlace);
        let day = next()?.parse().map_err(|_| NoPlace)?;
        let urgency: u8 = next()?.parse().map_err(|_| NoPlace)?;
        let poverty: u8 = next()?.parse().map_err(|_| NoPlace)?;
        let waited: u32 = next()?.parse().map_err(|_| NoPlace)?;
        let household = next()?.parse().map_err(|_| NoPlace)?;
        let order = [urgency.into(), poverty.into(), -i64::from(waited)];
        Ok(Self {
            day,
            order: (order, household),
        })
    }
}
