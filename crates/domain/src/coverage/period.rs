//! Months, quarters and years of the calendar, by the days of Việt Nam.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// A month.
    Month,
    /// Three months that begin in January, April, July or October.
    Quarter,
    /// A year that begins in January.
    Year,
}

/// One month, quarter or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    span: Span,
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

impl Period {
    /// The one in which a day lies.
    #[must_use]
    pub fn around(span: Span, day: NaiveDate) -> Self {
        let month = day.month0() / span.months() * span.months() + 1;
        let first = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let next = first.checked_add_months(Months::new(span.months()));
        let last = next.and_then(|next| next.pred_opt());
        Self {
            span,
            first,
            last: last.unwrap_or(NaiveDate::MAX),
        }
    }

    /// How long it is.
    #[must_use]
    pub fn span(self) -> Span {
        self.span
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// The day on which it is looked at: its last one, or today where it is running.
    #[must_use]
    pub fn end(self, today: NaiveDate) -> NaiveDate {
        self.last.min(today)
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self::around(self.span, self.first.pred_opt().unwrap_or(self.first))
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Span::Month, "2024-02-29", "2024-02-01", "2024-02-29", "2024-01-01")]
    #[case(Span::Month, "2026-12-31", "2026-12-01", "2026-12-31", "2026-11-01")]
    #[case(Span::Quarter, "2026-09-30", "2026-07-01", "2026-09-30", "2026-04-01")]
    #[case(Span::Quarter, "2026-10-01", "2026-10-01", "2026-12-31", "2026-07-01")]
    #[case(Span::Year, "2026-07-01", "2026-01-01", "2026-12-31", "2025-01-01")]
    fn a_day_lies_in_one_period_of_each_length(
        #[case] span: Span,
        #[case] day: NaiveDate,
        #[case] first: NaiveDate,
        #[case] last: NaiveDate,
        #[case] before: NaiveDate,
    ) {
        let period = Period::around(span, day);
        assert_eq!((period.first(), period.last()), (first, last));
        assert_eq!(period.before().first(), before);
        assert_eq!(period.before().last().succ_opt(), Some(first));
        let outside = [first.pred_opt(), last.succ_opt()].map(Option::unwrap_or_default);
        assert_eq!(
            [first, day, last].map(|day| period.contains(day)),
            [true; 3]
        );
        assert_eq!(outside.map(|day| period.contains(day)), [false; 2]);
    }
}
