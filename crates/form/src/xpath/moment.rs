//! Days and moments, as text and as the days since 1 January 1970.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

const DAY_MS: f64 = 86_400_000.0;

/// A moment, with the clock of the place where it is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moment(pub(crate) DateTime<FixedOffset>);

impl Moment {
    /// The beginning of a day.
    pub(crate) fn of_day(day: NaiveDate, zone: FixedOffset) -> Option<Moment> {
        Moment::local(day.and_time(NaiveTime::MIN), zone)
    }

    fn local(clock: NaiveDateTime, zone: FixedOffset) -> Option<Moment> {
        zone.from_local_datetime(&clock).single().map(Moment)
    }

    /// From days since the beginning of 1 January 1970 by the clock of the place.
    pub(crate) fn of_days(days: f64, zone: FixedOffset) -> Option<Moment> {
        let ms = days * DAY_MS;
        // A number of milliseconds beyond this is no day of any calendar.
        let ms = (ms.abs() < 1e15).then(|| ms.round() as i64)?;
        Moment::local(DateTime::from_timestamp_millis(ms)?.naive_utc(), zone)
    }

    /// Days since the beginning of 1 January 1970 by the clock of the place, so that a day is a whole number wherever
    /// it is and days can be counted.
    pub(crate) fn days(self) -> f64 {
        self.0.naive_local().and_utc().timestamp_millis() as f64 / DAY_MS
    }

    /// Days since the beginning of 1 January 1970 in Greenwich.
    pub(crate) fn days_in_greenwich(self) -> f64 {
        self.0.timestamp_millis() as f64 / DAY_MS
    }

    /// From a day or a day with a time, of which only the day has to be there.
    pub(crate) fn read(text: &str, zone: FixedOffset) -> Option<Moment> {
        let text = text.trim();
        let (day, clock) = match text.split_once('T') {
            Some((day, clock)) => (day, Some(clock)),
            None => (text, None),
        };
        let day = read_day(day)?;
        let Some(clock) = clock else {
            return Moment::of_day(day, zone);
        };
        let (clock, told) = read_clock(clock, zone)?;
        let told = Moment::local(day.and_time(clock), told)?;
        Some(told.in_zone(zone))
    }

    /// The day, by the clock of the place.
    pub(crate) fn day(self) -> NaiveDate {
        self.0.date_naive()
    }

    /// A day alone where it is the beginning of it, and otherwise with the time, to the millisecond.
    pub(crate) fn text(self) -> String {
        if self.0.time() == NaiveTime::MIN {
            self.0.format("%Y-%m-%d").to_string()
        } else {
            self.0.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
        }
    }

    fn in_zone(self, zone: FixedOffset) -> Moment {
        Moment(self.0.with_timezone(&zone))
    }
}

/// `2026-11-27`; months and days of one digit are taken as well.
fn read_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let mut next = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        let plain = part.bytes().all(|b| b.is_ascii_digit());
        (plain && digits.contains(&part.len())).then(|| part.parse::<u32>().ok())?
    };
    let (year, month, day) = (next(4..=4)?, next(1..=2)?, next(1..=2)?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `08:30`, `08:30:15.250+07:00`, `01:30Z`; without a zone of its own in the one that is given.
fn read_clock(text: &str, zone: FixedOffset) -> Option<(NaiveTime, FixedOffset)> {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        None => (text, zone),
        Some(at) => (&text[..at], read_zone(&text[at..])?),
    };
    let clock = ["%H:%M:%S%.f", "%H:%M"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(clock, form).ok())?;
    Some((clock, zone))
}

fn read_zone(text: &str) -> Option<FixedOffset> {
    if text == "Z" {
        return FixedOffset::east_opt(0);
    }
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let seconds = 3600 * hours.parse::<i32>().ok()? + 60 * minutes.parse::<i32>().ok()?;
    FixedOffset::east_opt(if text.starts_with('-') {
        -seconds
    } else {
        seconds
    })
}

/// The part of a day that a time is, from its text; none if it is no time.
pub(crate) fn part_of_day(text: &str, zone: FixedOffset) -> Option<f64> {
    let (clock, told) = read_clock(text.trim(), zone)?;
    let here = TimeDelta::seconds(i64::from(zone.local_minus_utc() - told.local_minus_utc()));
    let (clock, _) = clock.overflowing_add_signed(here);
    let since = clock.signed_duration_since(NaiveTime::MIN);
    Some(since.num_milliseconds() as f64 / DAY_MS)
}
