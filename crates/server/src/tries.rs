//! How often a password may be tried, and how much may be asked for: buckets in memory, each of which fills up again by itself.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceId, UserId};

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
    /// What an address asks for that is not there, or with tokens and keys that are none: somebody who looks for what is
    /// open. 300, then five a second: 300 phones behind one address whose sessions have all ended hear of it at once, and ask
    /// no more until they are signed in. It never holds up who has a session, wherever they come from.
    Stranger(Option<IpAddr>),
    /// Phones at their door that ask whether they are lost: each once a minute, 300 of them behind one address, and as many
    /// again at once when a network comes back. Of its own, so that nobody's sign-in waits for it.
    Lost(Option<IpAddr>),
    /// What a signed-in device asks for: 12,000, then ten a second. A season's queue is 10,000 operations in pushes of a
    /// hundred, which are 100 requests; 10,000 households come in some 100 pulls; and the photos of a whole day's allowance
    /// are 2,000, each with a POST, a HEAD and two or three pieces, which are 10,000 requests: it all goes at once, and
    /// what more there is at ten a second, which is faster than a phone's network.
    Device(DeviceId),
    /// What an account asks for on all its devices, which it can make more of: as much as five of them.
    Account(UserId),
    /// What an account asks for that takes the server long: coverage, who is left behind, workbooks, hand-over files. 120,
    /// then one a second: ten open pages that are fetched anew every minute are ten a minute, and somebody who clicks through
    /// periods or columns of a workbook does so once a second. Most take a tenth of a second.
    Costly(UserId),
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

    /// What an address asks for in vain.
    #[must_use]
    pub fn stranger(from: Option<IpAddr>) -> Self {
        Self::Stranger(from.map(network))
    }

    /// What the phones of an address ask of their loss.
    #[must_use]
    pub fn lost(from: Option<IpAddr>) -> Self {
        Self::Lost(from.map(network))
    }

    /// How many tries it holds.
    fn size(&self) -> i32 {
        match self {
            Self::Here(..) | Self::Code(_) => 10,
            Self::Address(_) => 60,
            Self::Name(_) => 50,
            Self::Stranger(_) | Self::Lost(_) => 300,
            Self::Device(_) => 12_000,
            Self::Account(_) => 60_000,
            Self::Costly(_) => 120,
        }
    }

    /// The time in which it gets one try back.
    fn one(&self) -> TimeDelta {
        TimeDelta::milliseconds(match self {
            Self::Here(..) | Self::Name(_) => 30_000,
            Self::Address(_) => 5_000,
            Self::Code(_) => 900_000,
            Self::Stranger(_) | Self::Lost(_) => 200,
            Self::Device(_) => 100,
            Self::Account(_) => 20,
            Self::Costly(_) => 1_000,
        })
    }
}

/// Whom an address stands for: one household or office gets 2⁶⁴ addresses of the newer kind.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// The buckets.
#[derive(Default)]
pub struct Tries(Mutex<Buckets>);

#[derive(Default)]
struct Buckets {
    /// The moment at which each will be full again.
    full_at: HashMap<Bucket, DateTime<Utc>>,
    /// How many were left the last time that full ones were thrown out.
    left: usize,
}

impl Tries {
    /// Takes one try out of each bucket, or none out of any.
    ///
    /// # Errors
    /// Where a bucket is empty: the seconds until all hold a try again.
    pub fn take(&self, from: &[Bucket], now: DateTime<Utc>) -> Result<(), u64> {
        let mut buckets = self.buckets();
        // At twice as many as there were, so that a flood from everywhere does not have them looked through each time.
        if buckets.full_at.len() >= MANY.max(2 * buckets.left) {
            buckets.full_at.retain(|_, full_at| *full_at > now);
            buckets.left = buckets.full_at.len();
        }
        let after = |bucket: &Bucket| {
            let full_at = buckets.full_at.get(bucket).copied().unwrap_or(now);
            // Later than an empty one would be full is only said by a clock that was put back since.
            let full_at = Some(full_at).filter(|at| *at - now <= bucket.one() * bucket.size());
            full_at.unwrap_or(now).max(now) + bucket.one()
        };
        let after: Vec<_> = from.iter().map(|bucket| (bucket, after(bucket))).collect();
        let over = after
            .iter()
            .map(|(bucket, full_at)| *full_at - now - bucket.one() * bucket.size());
        let over = over.max().unwrap_or_default();
        if over > TimeDelta::zero() {
            return Err(u64::try_from(over.num_seconds()).unwrap_or_default().max(1));
        }
        let after = after.into_iter();
        buckets
            .full_at
            .extend(after.map(|(bucket, at)| (bucket.clone(), at)));
        Ok(())
    }

    /// Puts a try back that was none, as whoever made it knew the password; who mistyped before starts afresh.
    pub fn forgive(&self, from: &[Bucket]) {
        let mut buckets = self.buckets();
        for bucket in from {
            match bucket {
                Bucket::Here(..) => drop(buckets.full_at.remove(bucket)),
                _ => {
                    if let Some(full_at) = buckets.full_at.get_mut(bucket) {
                        *full_at -= bucket.one();
                    }
                }
            }
        }
    }

    fn buckets(&self) -> MutexGuard<'_, Buckets> {
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
    fn a_clock_that_is_put_back_holds_nobody_up() {
        let tries = Tries::default();
        let lai = [Bucket::here("lai", None)];
        assert_eq!(tries.take(&lai, NOW + TimeDelta::days(1)), Ok(()));
        for _ in 0..10 {
            assert_eq!(tries.take(&lai, NOW), Ok(()));
        }
        assert_eq!(tries.take(&lai, NOW), Err(30));
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
