//! Records that look like one gift: two volunteers wrote it down, or a volunteer and the office.

use std::collections::BTreeMap;

use super::{Pair, SupportId};
use crate::following::{Received, days_between};
use crate::search::fold;

/// At most so many days lie between two records of one gift: a date that somebody remembers is seldom further off.
const DAYS: u32 = 7;
/// The same where one of them does not say when it came: it counts on the day of its visit, which asks for all that came
/// since the one before.
const DAYS_UNTOLD: u32 = 92;
/// What it is worth differs by at most one part in so many.
const NEAR: u64 = 10;

/// Two records that an officer should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Which.
    pub pair: Pair,
    /// The one that came first.
    pub one: SupportId,
    /// The other one.
    pub other: SupportId,
}

/// The pairs of one household that look like one gift, of which nobody has said whether they are: the same kind, written
/// down on two occasions, the days close, and worth about the same.
#[must_use]
pub fn pairs(supports: &[Received], decided: &BTreeMap<Pair, bool>) -> Vec<Alike> {
    let counted: Vec<_> = supports.iter().filter(|one| one.counts()).collect();
    let mut alike = Vec::new();
    for (at, one) in counted.iter().enumerate() {
        for other in &counted[at + 1..] {
            let Some(pair) = Pair::new(one.id, other.id) else {
                continue;
            };
            if !decided.contains_key(&pair) && look_alike(one, other) {
                alike.push(Alike {
                    pair,
                    one: one.id,
                    other: other.id,
                });
            }
        }
    }
    alike
}

/// Whether two records may be of one gift.
#[must_use]
pub fn look_alike(one: &Received, other: &Received) -> bool {
    let (first, last) = (one.day.min(other.day), one.day.max(other.day));
    let days = if one.gift.on.is_some() && other.gift.on.is_some() {
        DAYS
    } else {
        DAYS_UNTOLD
    };
    // Whoever wrote down two at one door meant two.
    let at_once = one.by == other.by && one.visit.is_some() && one.visit == other.visit;
    !at_once
        && one.gift.kind == other.gift.kind
        && days_between(first, last) <= days
        && is_worth_the_same(one, other)
}

fn is_worth_the_same(one: &Received, other: &Received) -> bool {
    match (one.gift.dong, other.gift.dong) {
        (Some(one), Some(other)) => one.abs_diff(other) <= one.max(other) / NEAR,
        (None, None) => {
            let (one, other) = (fold(&one.gift.goods), fold(&other.gift.goods));
            one.contains(&other) || other.contains(&one)
        }
        // Somebody saw the money and somebody else what was bought for it: no more than a guess.
        _ => false,
    }
}
