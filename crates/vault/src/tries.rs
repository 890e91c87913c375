//! How often a PIN may be tried: wrong ones slow down, and then ask for the office. Nothing is ever erased.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The wrong PINs since the last right one. They are counted before a PIN is tried, so that nobody gains a try by
/// ending the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    wrong: u32,
    /// When the last one was, by the device's clock.
    last: Option<DateTime<Utc>>,
}

/// What whoever stands at the door may do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Try a PIN; so many more may be wrong before anybody has to wait.
    Free {
        /// How many.
        left: u32,
    },
    /// Wait so long, and try again.
    Wait {
        /// In seconds, at least one.
        seconds: u32,
    },
    /// Ask the office: no PIN is tried any more.
    Office,
}

/// So many may be wrong before anybody waits.
const FREE: u32 = 3;

/// How long each one after those waits, in minutes; after the last of them only the office opens.
const MINUTES: [i64; 7] = [1, 2, 5, 15, 30, 60, 60];

impl Tries {
    /// What may be done at this moment; `office` says whether the office can open it too. Where it cannot, a PIN is
    /// tried for ever, and waits longest.
    #[must_use]
    pub fn turn(&self, now: DateTime<Utc>, office: bool) -> Turn {
        let Some(step) = self.wrong.checked_sub(FREE) else {
            return Turn::Free {
                left: FREE - self.wrong,
            };
        };
        let minutes = match MINUTES.get(step as usize) {
            Some(minutes) => minutes,
            None if office => return Turn::Office,
            None => &MINUTES[MINUTES.len() - 1],
        };
        let wait = TimeDelta::minutes(*minutes);
        let last = self.last.unwrap_or(now);
        // Where the clock was turned back, nobody waits longer than from now on.
        let until = (last + wait).min(now + wait);
        match (until - now).num_milliseconds() {
            ..=0 => Turn::Free { left: 0 },
            left => Turn::Wait {
                seconds: u32::try_from((left + 999) / 1000).unwrap_or(u32::MAX),
            },
        }
    }

    /// With the try that is made now, which counts as wrong until it is known to be right.
    #[must_use]
    pub fn and_one(self, now: DateTime<Utc>) -> Self {
        Self {
            wrong: self.wrong.saturating_add(1),
            last: Some(now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    /// [S16.3]
    #[test]
    fn the_first_are_free_those_after_wait_and_then_the_office_is_asked() {
        let mut tries = Tries::default();
        let mut now = at(0);
        for left in (1..=FREE).rev() {
            assert_eq!(tries.turn(now, true), Turn::Free { left });
            tries = tries.and_one(now);
        }
        for minutes in MINUTES {
            let seconds = u32::try_from(minutes * 60).unwrap_or_default();
            assert_eq!(tries.turn(now, true), Turn::Wait { seconds });
            now += TimeDelta::minutes(minutes) - TimeDelta::milliseconds(1);
            assert_eq!(tries.turn(now, true), Turn::Wait { seconds: 1 });
            now += TimeDelta::milliseconds(1);
            assert_eq!(tries.turn(now, true), Turn::Free { left: 0 });
            tries = tries.and_one(now);
        }
        assert_eq!(tries.turn(now, true), Turn::Office);
        assert_eq!(tries.turn(at(1_000_000), true), Turn::Office);
        // Nobody is sent to an office that cannot help.
        assert_eq!(tries.turn(now, false), Turn::Wait { seconds: 3600 });
        assert_eq!(tries.turn(at(1_000_000), false), Turn::Free { left: 0 });
    }

    #[test]
    fn a_clock_that_is_turned_back_makes_nobody_wait_for_a_year() {
        let tries = (0..FREE).fold(Tries::default(), |tries, _| tries.and_one(at(500_000)));
        assert_eq!(tries.turn(at(0), true), Turn::Wait { seconds: 60 });
    }
}
