//! How often a password may be tried: buckets of tries in memory, each of which fills up again by itself.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Buckets that are kept before full ones are thrown out.
const MANY: usize = 10_000;

/// No name is longer, in characters; what is, shares one bucket with its beginning.
const NAME_MAX: usize = 64;

/// What tries are counted by. Each try is taken out of several of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// A name at an address: somebody who mistypes. Ten tries, then one every half minute.
    Here(String, Option<IpAddr>),
    /// An address, whatever the names: somebody who tries one password on everybody. Sixty tries, then one every
    /// five seconds, so that a training day behind the office's one address goes through: who gets in gives the
    /// try back.
    Address(Option<IpAddr>),
    /// A name, wherever from: somebody who guesses from many machines. Fifty tries, then one every half minute,
    /// which is 2,880 guesses a day at a password of 64 bits. A stranger can empty it and keep it empty, and so it
    /// binds only devices on which the person has never signed in: a volunteer's own phone comes in all the time,
    /// as nobody else knows its id, and a new phone as soon as the stranger is silent for half a minute.
    Name(String),
    /// A name, for the codes of its second factor: whoever tries them knows the password. Ten tries, then one every
    /// quarter of an hour: a hundred guesses a day at six digits, of which three are right at a time.
    Code(String),
}

impl Bucket {
    /// The tries of a name at an address.
    #[must_use]
    pub fn here(name: &str, from: Option<IpAddr>) -> Self {
        Self::Here(name.chars().take(NAME_MAX).collect(), from.map(network))
    }

    /// The tries of an address.
    #[must_use]
    pub fn address(from: Option<IpAddr>) -> Self {
        Self::Address(from.map(network))
    }

    /// The tries of a name.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self::Name(name.chars().take(NAME_MAX).collect())
    }

    /// The tries of a name's second factor.
    #[must_use]
    pub fn code(name: &str) -> Self {
        Self::Code(name.chars().take(NAME_MAX).collect())
    }

    /// How many tries it holds.
    fn size(&self) -> i32 {
        match self {
            Self::Here(..) | Self::Code(_) => 10,
            Self::Address(_) => 60,
            Self::Name(_) => 50,
        }
    }

    /// The time in which it gets one try back.
    fn one(&self) -> TimeDelta {
        TimeDelta::seconds(match self {
            Self::Here(..) | Self::Name(_) => 30,
            Self::Address(_) => 5,
            Self::Code(_) => 900,
        })
    }
}

/// Whom an address stands for: one household or office gets 2⁶⁴ addresses of the newer kind.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// The buckets. Each is kept as the moment at which it will be full again.
#[derive(Default)]
pub struct Tries(Mutex<HashMap<Bucket, DateTime<Utc>>>);

impl Tries {
    /// Takes one try out of each bucket, or none out of any.
    ///
    /// # Errors
    /// Where a bucket is empty: the seconds until all hold a try again.
    pub fn take(&self, from: &[Bucket], now: DateTime<Utc>) -> Result<(), u64> {
        let mut buckets = self.buckets();
        if buckets.len() >= MANY {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let after = |bucket: &Bucket| {
            let full_at = buckets.get(bucket).copied().unwrap_or(now).max(now);
            full_at + bucket.one()
        };
        let after: Vec<_> = from.iter().map(|bucket| (bucket, after(bucket))).collect();
        let over = after
            .iter()
            .map(|(bucket, full_at)| *full_at - now - bucket.one() * bucket.size());
        let over = over.max().unwrap_or_default();
        if over > TimeDelta::zero() {
            return Err(u64::try_from(over.num_seconds()).unwrap_or_default().max(1));
        }
        buckets.extend(after.into_iter().map(|(bucket, at)| (bucket.clone(), at)));
        Ok(())
    }

    /// Puts a try back that was none, as whoever made it knew the password; who mistyped before starts afresh.
    pub fn forgive(&self, from: &[Bucket]) {
        let mut buckets = self.buckets();
        for bucket in from {
            match bucket {
                Bucket::Here(..) => drop(buckets.remove(bucket)),
                Bucket::Address(_) | Bucket::Name(_) | Bucket::Code(_) => {
                    if let Some(full_at) = buckets.get_mut(bucket) {
                        *full_at -= bucket.one();
                    }
                }
            }
        }
    }

    fn buckets(&self) -> MutexGuard<'_, HashMap<Bucket, DateTime<Utc>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    #[test]
    fn ten_tries_then_one_every_half_minute() {
        let tries = Tries::default();
        let lai = [Bucket::here("lai", None)];
        for _ in 0..10 {
            assert_eq!(tries.take(&lai, NOW), Ok(()));
        }
        assert_eq!(tries.take(&lai, NOW), Err(30));
        let hong = [Bucket::here("hong", None)];
        assert_eq!(
            tries.take(&hong, NOW),
            Ok(()),
            "another name has its own tries"
        );
        assert_eq!(tries.take(&lai, NOW + TimeDelta::seconds(30)), Ok(()));
        assert_eq!(tries.take(&lai, NOW + TimeDelta::seconds(31)), Err(29));
        tries.forgive(&lai);
        assert_eq!(tries.take(&lai, NOW + TimeDelta::seconds(31)), Ok(()));
    }

    #[test]
    fn an_empty_bucket_costs_the_others_nothing() {
        let tries = Tries::default();
        let (address, name) = (Bucket::address(None), Bucket::name("lai"));
        for _ in 0..50 {
            assert_eq!(tries.take(std::slice::from_ref(&name), NOW), Ok(()));
        }
        let both = [address.clone(), name];
        for _ in 0..100 {
            assert_eq!(tries.take(&both, NOW), Err(30));
        }
        let address = [address];
        for _ in 0..60 {
            assert_eq!(tries.take(&address, NOW), Ok(()));
        }
        assert_eq!(tries.take(&address, NOW), Err(5));
    }

    #[test]
    fn who_gets_in_gives_the_try_back() {
        let tries = Tries::default();
        let office = [Bucket::address(None)];
        for _ in 0..1_000 {
            assert_eq!(tries.take(&office, NOW), Ok(()));
            tries.forgive(&office);
        }
    }

    #[test]
    fn a_network_of_the_newer_kind_is_one_address() {
        let of = |text: &str| Bucket::address(text.parse().ok());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:10.0.0.1"), of("10.0.0.1"));
        assert_ne!(of("10.0.0.1"), of("10.0.0.2"));
    }
}
