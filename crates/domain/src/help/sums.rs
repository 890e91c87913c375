//! What came, added up: each gift once, money apart from what was no money.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::Giver;
use crate::coverage::Period;
use crate::following::Joined;
use crate::ids::{HamletId, HouseholdId};
use crate::search::fold;

/// By what is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By who got it.
    Household,
    /// By what kind of giver it came from.
    Giver,
    /// By the giver's name.
    Name,
    /// By the programme.
    Programme,
    /// By where the household lived when it came.
    Hamlet,
}

/// Of what a sum is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A household.
    Household(HouseholdId),
    /// A kind of giver; `None` where nobody knows.
    Giver(Option<Giver>),
    /// A giver's name as it was written first; empty where none was named.
    Name(String),
    /// A programme as it was written first; empty where none was named.
    Programme(String),
    /// A hamlet.
    Hamlet(HamletId),
}

/// What came to somebody or from somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many gifts.
    pub gifts: u32,
    /// The money of those that were money, in đồng.
    pub dong: u64,
    /// How many of them were no money, or of nobody knows how much.
    pub in_kind: u32,
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.gifts += other.gifts;
        self.dong = self.dong.saturating_add(other.dong);
        self.in_kind += other.in_kind;
    }
}

/// Adds up what came in a period, the most money first.
#[must_use]
pub fn sums(households: &Joined, period: Period, by: By) -> Vec<(Of, Sum)> {
    let mut sums: BTreeMap<Of, Sum> = BTreeMap::new();
    let mut spelt: BTreeMap<String, String> = BTreeMap::new();
    let mut as_first = |name: &str| {
        let name = name.trim();
        let first = spelt.entry(fold(name));
        first.or_insert_with(|| name.to_owned()).clone()
    };
    for household in households.iter() {
        let counted = household.supports.iter().filter(|one| one.counts());
        for received in counted.filter(|one| period.contains(one.day)) {
            let gift = &received.gift;
            let of = match by {
                By::Household => Of::Household(household.id),
                By::Giver => Of::Giver(gift.giver),
                By::Name => Of::Name(as_first(&gift.from)),
                By::Programme => Of::Programme(as_first(&gift.programme)),
                By::Hamlet => Of::Hamlet(household.hamlet_on(received.day)),
            };
            *sums.entry(of).or_default() += Sum {
                gifts: 1,
                dong: gift.dong.unwrap_or_default(),
                in_kind: u32::from(gift.dong.is_none()),
            };
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse((sum.dong, sum.gifts)));
    sums
}
