//! What is wrong with a rule, and whether its numbers were compared with the original.

use super::{Ages, Group, Having, Rule, Words};
use crate::fact::{FactKey, MemberKey};
use crate::household::{
    Allowance, Attends, Device, Disability, Latrine, Learnt, Material, Roof, Sex, Water, Work,
};

impl Rule {
    /// What is wrong with it, for whoever wrote it.
    pub(in crate::standard) fn wrong(&self) -> Option<String> {
        match self {
            Self::Anybody {
                ages,
                fact,
                lacking: is,
                ..
            }
            | Self::Nobody { ages, fact, is, .. } => {
                ages.wrong().or_else(|| is.wrong(of_member(*fact)))
            }
            Self::AnybodyWithout { bands, .. } => bands.iter().find_map(|band| {
                let mut any_of = band.any_of.iter();
                let wrong = band.ages.wrong();
                let wrong = wrong.or_else(|| any_of.find_map(Having::wrong));
                wrong.or_else(|| {
                    let is_empty = band.any_of.is_empty();
                    is_empty.then(|| "any_of is empty, so that nobody can have it".to_owned())
                })
            }),
            Self::ShareOver { percent, of } => {
                let wrong = (percent.is >= 100).then(|| "percent must be under 100".to_owned());
                wrong.or_else(|| {
                    of.iter().find_map(|group| match group {
                        Group::Of { ages } => ages.wrong(),
                        Group::Having(having) => having.wrong(),
                    })
                })
            }
            Self::Structures {
                at_least,
                wall,
                pillar,
                roof,
            } => {
                let is_possible = (1..=3).contains(&at_least.is);
                let wrong = (!is_possible).then(|| "at_least must be 1, 2 or 3".to_owned());
                wrong
                    .or_else(|| wall.wrong(Material::CODES))
                    .or_else(|| pillar.wrong(Material::CODES))
                    .or_else(|| roof.wrong(Roof::CODES))
            }
            Self::AreaUnder { square_metres } => {
                let is_area = square_metres.is.is_finite() && square_metres.is > 0.0;
                (!is_area).then(|| "square_metres must be over 0".to_owned())
            }
            Self::NoneOf { fact, is } => match of_house(fact) {
                Some(codes) => is.wrong(codes),
                None => Some(format!("{fact} cannot be asked by none_of")),
            },
        }
    }

    /// Whether its numbers and lists were compared with the original, doubtful words and the ages of `anybody` aside:
    /// for these it is found out whether an answer hangs on them.
    pub(crate) fn is_verified(&self) -> bool {
        match self {
            Self::Anybody { lacking, .. } => lacking.verified,
            Self::AnybodyWithout { bands, .. } => bands.iter().all(|band| {
                band.ages.verified && band.any_of.iter().all(|having| having.is.verified)
            }),
            Self::Nobody { ages, is, .. } => ages.verified && is.verified,
            Self::ShareOver { percent, of } => {
                percent.verified
                    && of.iter().all(|group| match group {
                        Group::Of { ages } => ages.verified,
                        Group::Having(having) => having.is.verified,
                    })
            }
            Self::Structures {
                at_least,
                wall,
                pillar,
                roof,
            } => at_least.verified && [wall, pillar, roof].iter().all(|words| words.verified),
            Self::AreaUnder { square_metres } => square_metres.verified,
            Self::NoneOf { is, .. } => is.verified,
        }
    }
}

impl Ages {
    fn wrong(&self) -> Option<String> {
        let youngest = self.from.unwrap_or_default();
        let is_empty = [Sex::Male, Sex::Female]
            .iter()
            .any(|sex| self.under.is_some_and(|under| under.of(*sex) <= youngest));
        is_empty.then(|| "nobody is of these ages".to_owned())
    }
}

impl Having {
    fn wrong(&self) -> Option<String> {
        self.is.wrong(of_member(self.fact))
    }
}

impl Words {
    fn wrong(&self, known: &[&str]) -> Option<String> {
        let mut all = self.is.iter().chain(&self.doubtful);
        let unknown = all.find(|word| !known.contains(&word.as_str()))?;
        Some(format!(
            "“{unknown}” is none of {}",
            if known.is_empty() {
                "the words of a fact that is one of a few words".to_owned()
            } else {
                known.join(", ")
            }
        ))
    }
}

/// The words of a fact that is one of a few.
fn of_member(key: MemberKey) -> &'static [&'static str] {
    match key {
        MemberKey::Work => Work::CODES,
        MemberKey::Attends => Attends::CODES,
        MemberKey::Learnt => Learnt::CODES,
        MemberKey::Disability => Disability::CODES,
        MemberKey::Allowance => Allowance::CODES,
        MemberKey::Insured | MemberKey::Malnourished | MemberKey::Online => &["yes", "no"],
        _ => &[],
    }
}

/// The same of a house, where it can be asked by [`Rule::NoneOf`].
fn of_house(key: &FactKey) -> Option<&'static [&'static str]> {
    match key {
        FactKey::Water => Some(Water::CODES),
        FactKey::Latrine => Some(Latrine::CODES),
        FactKey::Devices => Some(Device::CODES),
        _ => None,
    }
}
