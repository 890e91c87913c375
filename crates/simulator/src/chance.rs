//! Chance that repeats: SplitMix64, whose whole state is one number.

/// A stream of numbers, the same for the same seed on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        // The constants of Steele, Lea and Flood, https://doi.org/10.1145/2714064.2660195
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// One of `0..below`, or 0 where there is none.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        self.next() % below.max(1)
    }

    /// A place in a list of this length.
    pub(crate) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// One of a list; `None` where it is empty.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.index(from.len()))
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// One of a list by weight.
    pub(crate) fn weighed<T: Copy>(&mut self, from: &[(u16, T)]) -> T {
        let total: u16 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(u64::from(total));
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
}

/// A number that looks like chance, another one for each.
pub(crate) fn mixed(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
