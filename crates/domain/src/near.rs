//! How near two households are to being one that was written down twice, and by what one sees it.
//!
//! What speaks for it and what speaks against it is weighed in points. [`ENOUGH`] of them are worth a question to
//! whoever types; nobody is kept from registering a household.

mod alike;
mod index;
#[cfg(test)]
mod tests;
mod twins;

use std::cmp::Reverse;

use chrono::Datelike;

use crate::household::Birth;
use crate::ids::{HamletId, HouseholdId};
use crate::search::fold;

pub use alike::Alike;
pub use index::Index;
pub use twins::{Answers, Twins, alike};

/// From so many points on, somebody is asked whether it is the same household. Two facts that many families share, as
/// a common name or a year of birth, do not reach it alone.
pub const ENOUGH: i8 = 5;

/// By what a household is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    /// The folded words of the head's name, parted by spaces.
    name: Box<str>,
    birth: Option<Birth>,
    hamlet: Option<HamletId>,
    /// The folded address inside the hamlet.
    address: Box<str>,
    /// The digits by which it is dialled.
    phone: Box<str>,
    /// Mã hộ as the office's list has it.
    code: Box<str>,
    /// The folded names of the other members.
    members: Box<[Box<str>]>,
}

/// A household that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Which.
    pub household: HouseholdId,
    /// How much speaks for it.
    pub likeness: Likeness,
}

/// What speaks for two households being one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// What weighs most first; never nothing.
    pub reasons: Vec<Alike>,
    /// Points, what speaks against it taken off.
    pub points: i8,
}

impl Traits {
    /// The traits of a household; what is not known, or not typed yet, is left empty.
    #[must_use]
    pub fn new<'a>(
        name: &str,
        birth: Option<Birth>,
        hamlet: Option<HamletId>,
        address: &str,
        phone: &str,
        members: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            name: fold(name).into(),
            birth,
            hamlet,
            address: fold(address).into(),
            phone: digits(phone).into(),
            code: Box::default(),
            members: members
                .into_iter()
                .map(|member| fold(member).into())
                .collect(),
        }
    }

    /// The same with its code, by which only what the office has entered is compared.
    #[must_use]
    pub fn coded(self, code: &str) -> Self {
        Self {
            code: code.trim().into(),
            ..self
        }
    }

    /// How near two households are; `None` where there is too little for a question. It is the same either way round.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        let mut reasons = Vec::new();
        reasons.extend(self.alike_by_phone(other));
        reasons.extend(self.alike_by_code(other));
        let who = self.alike_by_name(other);
        let is_head = matches!(who, Some(Alike::Name | Alike::NearName));
        reasons.extend(who);
        // Without a name or a telephone, neighbours of one age would all be the same.
        if reasons.is_empty() {
            return None;
        }
        let mut points: i8 = 0;
        // Only the heads' dates of birth are compared, so they say nothing of a member.
        if is_head && let (Some(one), Some(other)) = (self.birth, other.birth) {
            match alike_by_birth(one, other) {
                Some(alike) => reasons.push(alike),
                None => points -= AGAINST_BIRTH,
            }
        }
        if self.hamlet.is_some() && self.hamlet == other.hamlet {
            reasons.push(Alike::Hamlet);
            if !self.address.is_empty() && self.address == other.address {
                reasons.push(Alike::Address);
            }
        }
        reasons.extend(self.alike_by_people(other));
        points += reasons.iter().map(|alike| alike.points()).sum::<i8>();
        reasons.sort_by_key(|alike| (Reverse(alike.points()), *alike));
        (points >= ENOUGH).then_some(Likeness { reasons, points })
    }

    fn alike_by_phone(&self, other: &Self) -> Option<Alike> {
        (!self.phone.is_empty() && self.phone == other.phone).then_some(Alike::Phone)
    }

    fn alike_by_code(&self, other: &Self) -> Option<Alike> {
        (!self.code.is_empty() && self.code == other.code).then_some(Alike::Code)
    }

    /// Beside their heads. One name in common is nothing among many who bear it.
    fn alike_by_people(&self, other: &Self) -> Option<Alike> {
        let whole = self.members.iter().filter(|name| name.contains(' '));
        let shared = whole.filter(|name| other.members.contains(name)).count();
        (shared >= 2).then_some(Alike::People)
    }

    /// How many points two households could have at most, whatever their heads are called.
    fn most(&self, other: &Self) -> i8 {
        let birth = self.birth.zip(other.birth);
        let birth = birth.and_then(|(one, other)| alike_by_birth(one, other));
        let hamlet = (self.hamlet.is_some() && self.hamlet == other.hamlet)
            .then_some([Alike::Hamlet, Alike::Address]);
        let alike = [
            Some(Alike::Name),
            self.alike_by_phone(other),
            self.alike_by_code(other),
            birth,
            self.alike_by_people(other),
        ];
        let alike = alike
            .into_iter()
            .chain(hamlet.into_iter().flatten().map(Some));
        alike.flatten().map(Alike::points).sum()
    }

    fn alike_by_name(&self, other: &Self) -> Option<Alike> {
        // A single word is a name half typed.
        let is_whole = |name: &str| name.contains(' ');
        let lives_with =
            |one: &Self, other: &Self| is_whole(&one.name) && other.members.contains(&one.name);
        if is_whole(&self.name) && self.name == other.name {
            Some(Alike::Name)
        } else if lives_with(self, other) || lives_with(other, self) {
            Some(Alike::Member)
        } else {
            is_near(&self.name, &other.name).then_some(Alike::NearName)
        }
    }
}

/// What is taken off where two dates of birth cannot be one that was written down wrong.
const AGAINST_BIRTH: i8 = 3;

/// Years of birth that are so far apart may be one, as many count their age from the year before they were born.
const YEARS_APART: u16 = 1;

fn alike_by_birth(one: Birth, other: Birth) -> Option<Alike> {
    if let (Birth::Date(one), Birth::Date(other)) = (one, other)
        && one == other
    {
        return Some(Alike::BirthDay);
    }
    let (one, other) = (year(one)?, year(other)?);
    if one == other {
        Some(Alike::BirthYear)
    } else {
        let swapped =
            one / 100 == other / 100 && one % 10 == other / 10 % 10 && one / 10 % 10 == other % 10;
        (one.abs_diff(other) <= YEARS_APART || swapped).then_some(Alike::NearBirth)
    }
}

fn year(birth: Birth) -> Option<u16> {
    match birth {
        Birth::Date(day) => u16::try_from(day.year()).ok(),
        Birth::Year(year) => Some(year),
    }
}

/// Whether two folded names of several words may be one: the same words in another order, a middle word left out, or
/// one letter otherwise in one word.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    if short.len() < 2 {
        return false;
    }
    if short.len() == long.len() {
        let mut otherwise = short.iter().zip(long).filter(|(one, other)| one != other);
        let is_letter = match (otherwise.next(), otherwise.next()) {
            (Some((one, other)), None) => is_one_letter(one, other),
            _ => false,
        };
        return is_letter || same_words(short, long);
    }
    // The family's name and the given one are never left out.
    let ends = short.first() == long.first() && short.last() == long.last();
    let mut words = long.iter();
    ends && long.len() == short.len() + 1
        && short.iter().all(|word| words.any(|other| other == word))
}

fn same_words(one: &[&str], other: &[&str]) -> bool {
    let sorted = |words: &[&str]| {
        let mut words: Vec<_> = words.iter().map(ToString::to_string).collect();
        words.sort_unstable();
        words
    };
    sorted(one) == sorted(other)
}

/// Whether one letter was typed otherwise, left out or added.
fn is_one_letter(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let (short, long): (Vec<_>, Vec<_>) = (short.chars().collect(), long.chars().collect());
    let same = short
        .iter()
        .zip(&long)
        .take_while(|(one, other)| one == other)
        .count();
    match long.len() - short.len().min(long.len()) {
        0 => short.get(same + 1..) == long.get(same + 1..),
        1 => short.get(same..) == long.get(same + 1..),
        _ => false,
    }
}

/// The digits of a number as it is dialled inside the country.
fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits
        .strip_prefix("84")
        .filter(|_| phone.trim_start().starts_with('+'))
    {
        Some(rest) => format!("0{rest}"),
        None => digits,
    }
}
