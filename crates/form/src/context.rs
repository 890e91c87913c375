//! What a form knows of the visit besides its answers.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, Utc};

use crate::{Answers, Lang};

/// What an evaluation needs to know besides form and answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// When the visit takes place, by the clock of the place. A visit that is checked or amended
    /// later is judged by then, or its promises would turn into mistakes.
    pub now: DateTime<FixedOffset>,
    /// The language in which expressions name choices.
    pub lang: Lang,
    /// What chance is drawn from: the same for a visit, whenever and wherever it is reckoned.
    pub seed: u64,
    /// Whether a calculation that depends on chance or on the moment keeps what it had come to: where another client has
    /// drawn, that is what the person saw.
    pub keeps_drawn: bool,
    /// Who fills it, on which device.
    pub who: Who,
    /// What was recorded with the same form the time before (`last-saved`).
    pub last: Arc<Answers>,
}

/// Who fills a form on which device, as far as the phone knows; empty where it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// What the device is called (`deviceid`).
    pub device: String,
    /// Whose account it is (`username`).
    pub user: String,
    /// Their telephone (`phonenumber`).
    pub phone: String,
    /// Their address for mail (`email`).
    pub email: String,
}

impl Context {
    /// A visit at this time, in Vietnamese, by nobody in particular, of which nothing is left to chance.
    #[must_use]
    pub fn at(now: DateTime<FixedOffset>) -> Context {
        Context {
            now,
            lang: Lang::Vi,
            seed: 0,
            keeps_drawn: false,
            who: Who::default(),
            last: Arc::default(),
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
