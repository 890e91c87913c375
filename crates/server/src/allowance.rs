//! How many bytes of pictures are taken from one person, so that nobody fills the disk for all.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::UserId;

/// In so much time an allowance that was used up is whole again.
const REFILLS: TimeDelta = TimeDelta::hours(24);

/// What everybody may send: at first all of it, then as much as has come back since. It is kept for each as the moment
/// at which it will be whole again, and lives as long as the server runs.
pub struct Allowance {
    bytes: u64,
    whole_at: Mutex<HashMap<UserId, DateTime<Utc>>>,
}

impl Default for Allowance {
    /// 500 MB: some 2,000 photos as phones shrink them, so that weeks without a network go through at once.
    fn default() -> Self {
        Self::of(500_000_000)
    }
}

impl Allowance {
    /// So many bytes a day for each.
    #[must_use]
    pub fn of(bytes: u64) -> Self {
        Self {
            bytes,
            whole_at: Mutex::default(),
        }
    }

    /// Takes the bytes of a picture out of somebody's allowance.
    ///
    /// # Errors
    /// Where so many are not left: the seconds until they are.
    pub fn take(&self, user: UserId, bytes: u64, now: DateTime<Utc>) -> Result<(), u64> {
        let mut whole_at = self.whole_at();
        let at = whole_at.entry(user).or_insert(now);
        let after = (*at).max(now) + self.time(bytes);
        let over = after - now - REFILLS;
        if over > TimeDelta::zero() {
            return Err(u64::try_from(over.num_seconds()).unwrap_or_default() + 1);
        }
        *at = after;
        Ok(())
    }

    /// Gives back what was taken for a picture that did not stay.
    pub fn give_back(&self, user: UserId, bytes: u64) {
        if let Some(at) = self.whole_at().get_mut(&user) {
            *at -= self.time(bytes);
        }
    }

    /// The time in which so many bytes come back.
    fn time(&self, bytes: u64) -> TimeDelta {
        let share = u128::from(bytes) * u128::from(REFILLS.num_milliseconds().unsigned_abs());
        let ms = share.div_ceil(u128::from(self.bytes.max(1)));
        // More than a thousand years is never.
        TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(i64::MAX).min(1 << 45))
    }

    fn whole_at(&self) -> MutexGuard<'_, HashMap<UserId, DateTime<Utc>>> {
        self.whole_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const LAI: UserId = UserId(Uuid::from_u128(1));
    const KHOA: UserId = UserId(Uuid::from_u128(2));

    #[test]
    fn a_days_worth_at_once_then_as_it_comes_back() {
        let allowance = Allowance::of(24_000);
        assert_eq!(allowance.take(LAI, 23_000, NOW), Ok(()));
        assert_eq!(allowance.take(LAI, 1_000, NOW), Ok(()));
        assert_eq!(allowance.take(LAI, 1_000, NOW), Err(3_601));
        assert_eq!(
            allowance.take(KHOA, 1_000, NOW),
            Ok(()),
            "each has their own"
        );
        let later = NOW + TimeDelta::hours(1);
        assert_eq!(allowance.take(LAI, 1_000, later), Ok(()));
        assert_eq!(allowance.take(LAI, 1, later), Err(4));
        assert_eq!(allowance.take(LAI, 24_000, later + REFILLS), Ok(()));
    }

    #[test]
    fn what_did_not_stay_costs_nothing() {
        let allowance = Allowance::of(24_000);
        for _ in 0..100 {
            assert_eq!(allowance.take(LAI, 24_000, NOW), Ok(()));
            allowance.give_back(LAI, 24_000);
        }
    }

    #[test]
    fn more_than_ever_fits_is_no_fault() {
        let allowance = Allowance::of(0);
        assert!(allowance.take(LAI, u64::MAX, NOW).is_err());
    }
}
