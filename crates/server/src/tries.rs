//! How often somebody may try to sign in: a bucket of tries for each name and address, in memory.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Tries that a full bucket holds.
pub const TRIES: i32 = 10;

/// The time in which an empty bucket fills up again.
pub const WINDOW: TimeDelta = TimeDelta::minutes(5);

/// Buckets that are kept before full ones are thrown out.
const MANY: usize = 10_000;

/// Who tries: the name as typed, and where from.
pub type Tried = (String, Option<IpAddr>);

/// The buckets. A bucket is kept as the moment at which it will be full again.
#[derive(Default)]
pub struct Tries {
    full_at: Mutex<HashMap<Tried, DateTime<Utc>>>,
}

impl Tries {
    /// Takes one try.
    ///
    /// # Errors
    /// Where the bucket is empty: the seconds until it holds a try again.
    pub fn take(&self, who: &Tried, now: DateTime<Utc>) -> Result<(), u64> {
        let one = WINDOW / TRIES;
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MANY {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let full_at = buckets.get(who).copied().unwrap_or(now).max(now) + one;
        let over = full_at - now - WINDOW;
        if over > TimeDelta::zero() {
            return Err(u64::try_from(over.num_seconds()).unwrap_or_default().max(1));
        }
        buckets.insert(who.clone(), full_at);
        Ok(())
    }

    /// Forgets the tries of somebody who got in.
    pub fn forget(&self, who: &Tried) {
        self.full_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(who);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tries_then_one_every_half_minute() {
        let tries = Tries::default();
        let who = ("lai".to_owned(), None);
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..TRIES {
            assert_eq!(tries.take(&who, now), Ok(()));
        }
        assert_eq!(tries.take(&who, now), Err(30));
        assert_eq!(
            tries.take(&("hong".to_owned(), None), now),
            Ok(()),
            "another name has its own tries"
        );
        assert_eq!(tries.take(&who, now + TimeDelta::seconds(30)), Ok(()));
        assert_eq!(tries.take(&who, now + TimeDelta::seconds(31)), Err(29));
        tries.forget(&who);
        assert_eq!(tries.take(&who, now + TimeDelta::seconds(31)), Ok(()));
    }
}
