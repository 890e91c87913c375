//! Chance that repeats: SplitMix64, whose whole state is one number.

use uuid::{Builder, Uuid};

/// A stream of numbers, the same for the same seed on every machine.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for a thing with a name, which other draws do not disturb.
    #[must_use]
    pub fn of(seed: u64, name: &str) -> Self {
        // FNV-1a: https://datatracker.ietf.org/doc/draft-eastlake-fnv/
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(seed ^ hash)
    }

    /// The next number.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> u64 {
        // The constants of Steele, Lea and Flood, https://doi.org/10.1145/2714064.2660195
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// One of `0..below`, or 0 where there is none.
    pub fn below(&mut self, below: u64) -> u64 {
        self.next() % below.max(1)
    }

    /// One of `from..=to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = to.abs_diff(from) + 1;
        from.saturating_add_unsigned(self.next() % span)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(0, 99) < chance
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.index(from.len())]
    }

    /// One of a list; `None` where it is empty.
    pub fn any<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.index(from.len()))
    }

    /// One of a list by weight.
    pub fn weighed<T: Copy>(&mut self, from: &[(u16, T)]) -> T {
        let total: u16 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.next() % u64::from(total);
        let mut chosen = from[0].1;
        for (weight, value) in from {
            chosen = *value;
            match left.checked_sub(u64::from(*weight)) {
                Some(rest) => left = rest,
                None => break,
            }
        }
        chosen
    }

    /// A place in a list of this length.
    pub fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// A UUIDv7 of a moment.
    pub fn id(&mut self, utc_ms: i64) -> Uuid {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.next().to_be_bytes());
        random[8..].copy_from_slice(&self.next().to_be_bytes()[..2]);
        Builder::from_unix_timestamp_millis(u64::try_from(utc_ms).unwrap_or(0), &random).into_uuid()
    }
}

/// A number that looks like chance, another one for each.
#[must_use]
pub fn mixed(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
