//! Time as a phone knows it. Clocks order nothing; they only tell people when something was.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// A moment by the device's own clock, with all that is needed to correct it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceTime {
    /// The device's clock, UTC, in milliseconds since 1970.
    pub utc_ms: i64,
    /// Minutes east of UTC of the device's zone (Việt Nam: 420).
    pub zone_min: i16,
    /// Milliseconds since the app was started, which no change of the clock can move.
    pub mono_ms: u64,
    /// Server clock minus device clock in milliseconds, as last learnt; `None` before the first contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skew_ms: Option<i64>,
}

impl DeviceTime {
    /// The moment as it really was, as far as this device knew: its clock plus the known skew. What lies
    /// outside the years 1 to 9999 is moved to their edge.
    #[must_use]
    pub fn corrected(self) -> DateTime<Utc> {
        let ms = self.utc_ms.saturating_add(self.skew_ms.unwrap_or(0));
        DateTime::from_timestamp_millis(ms.clamp(EARLIEST_MS, LATEST_MS))
            .unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// The corrected moment on the wall clock of the device's zone.
    #[must_use]
    pub fn local(self) -> DateTime<FixedOffset> {
        let seconds = i32::from(self.zone_min).saturating_mul(60);
        let zone = FixedOffset::east_opt(seconds).unwrap_or(VIETNAM);
        self.corrected().with_timezone(&zone)
    }

    /// The day on which this was, where it was.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.local().date_naive()
    }
}

/// 2 January of the year 1, in milliseconds: a day later than the first that every notation of dates can
/// write, so that no zone moves it out of reach.
const EARLIEST_MS: i64 = -62_135_510_400_000;

/// The end of 30 December 9999, in milliseconds, for the same reason.
const LATEST_MS: i64 = 253_402_214_399_999;

/// Việt Nam has one zone, UTC+7, and no summer time.
pub const VIETNAM: FixedOffset = match FixedOffset::east_opt(7 * 3600) {
    Some(zone) => zone,
    None => unreachable!(),
};

/// The moment at which a day begins in Việt Nam, where the clock was never put forward or back; `None` for a day that no
/// moment can tell.
#[must_use]
pub fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    let there = day.and_time(NaiveTime::MIN).and_local_timezone(VIETNAM);
    there.single().map(|moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_three_years_off_is_corrected_by_what_the_server_said() {
        let year = 365 * 24 * 3600 * 1000;
        let wrong = DeviceTime {
            utc_ms: 1_795_500_000_000 - 3 * year,
            zone_min: 420,
            mono_ms: 5,
            skew_ms: Some(3 * year),
        };
        assert_eq!(wrong.corrected().timestamp_millis(), 1_795_500_000_000);
    }

    #[test]
    fn no_clock_is_so_wrong_that_it_has_no_day() {
        for (utc_ms, skew_ms, first, last) in [
            (i64::MIN, None, "0001-01-01", "0001-01-03"),
            (i64::MIN, Some(i64::MIN), "0001-01-01", "0001-01-03"),
            (i64::MAX, None, "9999-12-29", "9999-12-31"),
            (i64::MAX, Some(i64::MAX), "9999-12-29", "9999-12-31"),
        ] {
            for zone_min in [i16::MIN, -1439, 0, 420, 1439, i16::MAX] {
                let time = DeviceTime {
                    utc_ms,
                    zone_min,
                    mono_ms: 0,
                    skew_ms,
                };
                let day = time.day().to_string();
                assert!((first..=last).contains(&day.as_str()), "{day}");
            }
        }
    }

    #[test]
    fn the_day_is_the_day_where_it_was() {
        // 23:30 UTC on 23/11/2026 is 06:30 on the 24th in Huế.
        let dawn = DeviceTime {
            utc_ms: 1_795_476_600_000,
            zone_min: 420,
            mono_ms: 0,
            skew_ms: None,
        };
        assert_eq!(dawn.day().to_string(), "2026-11-24");
    }
}
