//! What is due depends on the day: whatever shows it is told when that becomes another one, also under an open page.

use std::cell::Cell;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use dong_hanh_domain::DeviceTime;
use leptos::prelude::Notify;

use super::Replica;
use crate::device::wakes::Alarm;

/// A day is over at the latest so long after this, as clocks are set and phones sleep.
const LONGEST_MS: u64 = 3_600_000;

/// The day that was told last, and when the next one is looked for.
#[derive(Debug, Default)]
pub(super) struct Midnight {
    told: Cell<Option<NaiveDate>>,
    alarm: Alarm,
}

impl Replica {
    /// Tells of another day, if it is one, and looks again at the next midnight.
    pub(super) fn turn_the_day(self) {
        let now = self.now();
        let before = self.0.midnight.told.replace(Some(now.day()));
        if before.is_some_and(|before| before != now.day()) {
            self.0.topics.day.notify();
            self.0.topics.records.notify();
        }
        let wait = until_midnight(now).min(LONGEST_MS);
        self.0.midnight.alarm.set(wait, move || self.turn_the_day());
    }
}

/// Milliseconds until the next day begins where the device is.
fn until_midnight(now: DeviceTime) -> u64 {
    let next = now
        .day()
        .checked_add_days(Days::new(1))
        .unwrap_or(now.day());
    let next: DateTime<Utc> = next.and_time(NaiveTime::MIN).and_utc();
    let next = next - TimeDelta::minutes(now.zone_min.into());
    let wait = (next - now.corrected()).num_milliseconds();
    u64::try_from(wait).unwrap_or(0).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_next_day_begins_at_midnight_where_the_device_is() {
        let at = |utc_ms| DeviceTime {
            utc_ms,
            zone_min: 420,
            mono_ms: 0,
            skew_ms: None,
        };
        // Midnight in Việt Nam is 17:00 UTC.
        let midnight = 17 * 3_600_000;
        assert_eq!(until_midnight(at(midnight - 1)), 1);
        assert_eq!(until_midnight(at(midnight)), 86_400_000);
    }
}
