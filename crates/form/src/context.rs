//! What a form knows of the visit besides its answers.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, Utc};

use crate::Lang;

/// What an evaluation needs to know besides form and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// When the visit takes place, by the clock of the place. A visit that is checked or amended
    /// later is judged by then, or its promises would turn into mistakes.
    pub now: DateTime<FixedOffset>,
    /// The language in which expressions name choices.
    pub lang: Lang,
    /// What chance is drawn from: the same for a visit, whenever and wherever it is reckoned.
    pub seed: u64,
}

impl Context {
    /// A visit at this time, in Vietnamese, of which nothing is left to chance.
    #[must_use]
    pub fn at(now: DateTime<FixedOffset>) -> Context {
        Context {
            now,
            lang: Lang::Vi,
            seed: 0,
        }
    }

    /// A visit around noon of a day in Việt Nam.
    #[must_use]
    pub fn on(day: NaiveDate) -> Context {
        const EAST: i32 = 7 * 60 * 60;
        let zone = FixedOffset::east_opt(EAST).unwrap_or(Utc.fix());
        let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12 - 7);
        Context::at(DateTime::from_naive_utc_and_offset(noon, zone))
    }
}
