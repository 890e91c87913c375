//! What the record knows, findable by what lists say: no household of a list looks at all of the record.

use std::collections::{BTreeSet, HashMap};

use chrono::Datelike;
use dong_hanh_domain::near::{ENOUGH, Near, Traits};
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Birth, HamletId, Household};

use crate::code::key;

/// The households of a unit.
#[derive(Debug, Default)]
pub struct Known {
    households: Vec<Household>,
    traits: Vec<Traits>,
    codes: HashMap<String, Vec<usize>>,
    /// By the head's folded name.
    heads: HashMap<String, Vec<usize>>,
    phones: HashMap<String, Vec<usize>>,
    /// By where somebody lives who was born in a year, and is a head.
    births: HashMap<(HamletId, i32), Vec<usize>>,
}

impl Known {
    /// Prepares households. One that another record stands for is that other one's.
    #[must_use]
    pub fn new(households: Vec<Household>) -> Self {
        let mut known = Self::default();
        for household in households {
            if household.same_as.is_some() {
                continue;
            }
            let at = known.households.len();
            if let Some(code) = household
                .code
                .as_deref()
                .map(key)
                .filter(|code| !code.is_empty())
            {
                known.codes.entry(code).or_default().push(at);
            }
            let name = fold(household.head.name.as_str());
            known.heads.entry(name).or_default().push(at);
            if let Some(phone) = household
                .phone
                .as_deref()
                .map(digits)
                .filter(|phone| !phone.is_empty())
            {
                known.phones.entry(phone).or_default().push(at);
            }
            if let Some(birth) = household.head.birth {
                let place = (household.hamlet, year(birth));
                known.births.entry(place).or_default().push(at);
            }
            known.traits.push(traits(&household));
            known.households.push(household);
        }
        known
    }

    /// Those that bear a code, zeros in front and strokes aside.
    pub(crate) fn coded(&self, code: &str) -> Vec<&Household> {
        self.all(self.codes.get(&key(code)))
    }

    /// Those of a hamlet whose head bears a name, and may have been born then.
    pub(crate) fn of_head(
        &self,
        name: &str,
        birth: Option<Birth>,
        hamlet: HamletId,
    ) -> Vec<&Household> {
        let named = self.all(self.heads.get(&fold(name)));
        let here = named
            .into_iter()
            .filter(|household| household.hamlet == hamlet);
        let may_be: Vec<_> = here
            .filter(|household| are_one(household.head.birth, birth))
            .collect();
        let sure = may_be
            .iter()
            .filter(|household| birth.is_some() && household.head.birth == birth);
        let sure: Vec<_> = sure.copied().collect();
        if sure.len() == 1 { sure } else { may_be }
    }

    /// The one that is likeliest to be the same as one that the record does not have, if any may be.
    pub(crate) fn nearest(&self, new: &Household) -> Option<(&Household, Near)> {
        let phone = new.phone.as_deref().map(digits).unwrap_or_default();
        let born = new.head.birth.map(|birth| (new.hamlet, year(birth)));
        let candidates = [
            self.heads.get(&fold(new.head.name.as_str())),
            self.phones.get(&phone),
            born.and_then(|born| self.births.get(&born)),
        ];
        let candidates: BTreeSet<usize> = candidates
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        let sought = traits(new);
        let near = candidates.into_iter().filter_map(|at| {
            let likeness = sought.likeness(self.traits.get(at)?)?;
            let household = self.households.get(at)?;
            let near = Near {
                household: household.id,
                likeness,
            };
            (near.likeness.points >= ENOUGH).then_some((household, near))
        });
        near.max_by_key(|(_, near)| near.likeness.points)
    }

    fn all(&self, at: Option<&Vec<usize>>) -> Vec<&Household> {
        let at = at.into_iter().flatten();
        at.filter_map(|at| self.households.get(*at)).collect()
    }
}

/// Whether two births can be one person's; one that is not known can be any.
pub(crate) fn are_one(one: Option<Birth>, other: Option<Birth>) -> bool {
    match (one, other) {
        (Some(Birth::Date(one)), Some(Birth::Date(other))) => one == other,
        (Some(one), Some(other)) => year(one) == year(other),
        _ => true,
    }
}

pub(crate) fn year(birth: Birth) -> i32 {
    match birth {
        Birth::Date(date) => date.year(),
        Birth::Year(year) => year.into(),
    }
}

/// The digits of a telephone number.
pub(crate) fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

fn traits(household: &Household) -> Traits {
    Traits::new(
        household.head.name.as_str(),
        household.head.birth,
        Some(household.hamlet),
        &household.address,
        household.phone.as_deref().unwrap_or_default(),
        household
            .others
            .iter()
            .map(|other| other.member.name.as_str()),
    )
}
