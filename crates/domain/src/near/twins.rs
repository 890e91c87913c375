//! Pairs among many households that may be one household written down twice, found by what both bear and never by
//! comparing each with each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::{ENOUGH, Likeness, Traits};
use crate::ids::HouseholdId;

#[cfg(test)]
mod tests;

/// What so many records bear alike tells none of them from another: the telephone of a hamlet's head, a name that an
/// import has put where there was none.
const TOLD_BY_NONE: usize = 500;

/// Two records that may be of one household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twins {
    /// Which, the smaller id first.
    pub pair: [HouseholdId; 2],
    /// What speaks for it.
    pub likeness: Likeness,
}

/// What officers have said of records: which is of the same household as which, and which are not.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The records that stand for doubles.
    standing: HashMap<HouseholdId, HouseholdId>,
    /// The records of two households, as they were named.
    two: Vec<[HouseholdId; 2]>,
}

/// All pairs of records that are alike enough for a question, whatever was answered.
#[must_use]
pub fn alike(records: &[(HouseholdId, Traits)]) -> Vec<Twins> {
    let at = |at: u32| records.get(at as usize);
    let twins = candidates(records).into_iter().filter_map(|(one, other)| {
        let ((one, traits), (other, others)) = (at(one)?, at(other)?);
        let likely = one != other && traits.most(others) >= ENOUGH;
        let likeness = likely.then(|| traits.likeness(others)).flatten()?;
        let pair = sorted(*one, *other);
        Some(Twins { pair, likeness })
    });
    twins.collect()
}

impl Answers {
    /// Takes up what was said of a record.
    pub fn note<'a>(
        &mut self,
        record: HouseholdId,
        same_as: Option<HouseholdId>,
        not_same: impl IntoIterator<Item = &'a HouseholdId>,
    ) {
        self.standing.extend(same_as.map(|kept| (record, kept)));
        let two = not_same.into_iter().map(|other| sorted(record, *other));
        self.two.extend(two);
    }

    /// The pairs that are to be asked about, as the records that stand for them: each once, by the likeliest way in which
    /// both were written down, the likeliest first. Of those that an officer has called one or called two, in any of
    /// their records, nobody is asked again.
    #[must_use]
    pub fn open(&self, alike: &[Twins]) -> Vec<Twins> {
        let standing = |[one, other]: [HouseholdId; 2]| {
            let kept = |id| self.standing.get(&id).copied().unwrap_or(id);
            sorted(kept(one), kept(other))
        };
        let two: HashSet<_> = self.two.iter().map(|pair| standing(*pair)).collect();
        let mut open: BTreeMap<[HouseholdId; 2], &Likeness> = BTreeMap::new();
        for twins in alike {
            let pair = standing(twins.pair);
            let likeness = &twins.likeness;
            let known = open.get(&pair);
            let is_likelier = known.is_none_or(|known| known.points < likeness.points);
            if pair[0] != pair[1] && is_likelier && !two.contains(&pair) {
                open.insert(pair, likeness);
            }
        }
        let open = open.into_iter().map(|(pair, likeness)| Twins {
            pair,
            likeness: likeness.clone(),
        });
        let mut open: Vec<_> = open.collect();
        open.sort_by_key(|twins| Reverse(twins.likeness.points));
        open
    }
}

fn sorted(one: HouseholdId, other: HouseholdId) -> [HouseholdId; 2] {
    [one.min(other), one.max(other)]
}

/// By what two records come to be compared: a number or code that is the same, a head of the same name or of nearly the
/// same, or the head of one who lives in the other.
fn candidates(records: &[(HouseholdId, Traits)]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let places = || (0_u32..).zip(records.iter().map(|(_, traits)| traits));
    for of in [
        |one: &Traits| one.phone.clone(),
        |one: &Traits| one.code.clone(),
    ] {
        let borne = places().map(|(at, one)| (of(one), at));
        let mut borne: Vec<_> = borne.filter(|(text, _)| !text.is_empty()).collect();
        blocks(&mut borne, |block| among(block, &mut pairs));
    }
    let mut heads: HashMap<&str, Vec<u32>> = HashMap::new();
    for (at, one) in places().filter(|(_, one)| one.name.contains(' ')) {
        heads.entry(&one.name).or_default().push(at);
    }
    heads.retain(|_, heads| heads.len() <= TOLD_BY_NONE);
    for (at, one) in places() {
        for member in &one.members {
            let heads = heads.get(&**member).into_iter().flatten();
            let others = heads.filter(|head| **head != at);
            pairs.extend(others.map(|head| (at.min(*head), at.max(*head))));
        }
    }
    let names: Vec<&str> = heads.keys().copied().collect();
    for (one, other) in near_names(&names) {
        for one in heads.get(one).into_iter().flatten() {
            let others = heads.get(other).into_iter().flatten();
            pairs.extend(others.map(|other| (*one.min(other), *one.max(other))));
        }
    }
    for heads in heads.values() {
        for (at, one) in heads.iter().enumerate() {
            pairs.extend(heads[at + 1..].iter().map(|other| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Pairs of different names that may be [near](super::is_near): each is spelt with every letter left out in turn, with
/// every middle word left out, and with its words in order, and those that meet in one spelling are looked at.
fn near_names<'a>(names: &[&'a str]) -> BTreeSet<(&'a str, &'a str)> {
    let mut spelt: Vec<(u64, u32)> = Vec::new();
    for (at, name) in (0_u32..).zip(names) {
        let words: Vec<&str> = name.split(' ').collect();
        let mut put =
            |place, words: &[&str], without| spelt.push((spelling(place, words, without), at));
        let whole = (0, 0..0);
        let mut ordered = words.clone();
        ordered.sort_unstable();
        put(0, &ordered, whole.clone());
        put(1, &words, whole);
        for left_out in 1..words.len().saturating_sub(1) {
            let mut short = words.clone();
            short.remove(left_out);
            put(1, &short, (0, 0..0));
        }
        for (place, (at, word)) in (2_u64..).zip(words.iter().enumerate()) {
            put(place, &words, (at, 0..0));
            for (from, letter) in word.char_indices() {
                put(place, &words, (at, from..from + letter.len_utf8()));
            }
        }
    }
    let mut pairs = Vec::new();
    blocks(&mut spelt, |block| among(block, &mut pairs));
    let name = |at: u32| names.get(at as usize).copied();
    let pairs = pairs
        .into_iter()
        .filter_map(|(one, other)| Some((name(one)?, name(other)?)));
    pairs.collect()
}

/// Gives each block of those that bear the same.
fn blocks<K: Ord>(borne: &mut [(K, u32)], mut each: impl FnMut(&[(K, u32)])) {
    borne.sort_unstable();
    for block in borne.chunk_by(|one, other| one.0 == other.0) {
        if (2..=TOLD_BY_NONE).contains(&block.len()) {
            each(block);
        }
    }
}

fn among<K>(block: &[(K, u32)], pairs: &mut Vec<(u32, u32)>) {
    for (at, (_, one)) in block.iter().enumerate() {
        let others = block[at + 1..].iter().map(|(_, other)| *other);
        pairs.extend(
            others
                .filter(|other| other != one)
                .map(|other| (*one.min(&other), *one.max(&other))),
        );
    }
}

/// Words as a number (FNV-1a), without some bytes of one of them. Where two spellings share a number by accident, their
/// names are compared for nothing.
fn spelling(place: u64, words: &[&str], (at, without): (usize, Range<usize>)) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325 ^ place;
    for (word, text) in words.iter().enumerate() {
        let bytes = text.bytes().enumerate();
        let left = bytes.filter(|(byte, _)| word != at || !without.contains(byte));
        for byte in left.map(|(_, byte)| byte).chain([b' ']) {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    sum
}
