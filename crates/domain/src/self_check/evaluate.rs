//! A rule asked of a household. What is not known stays open, and only what is certain is said.

mod asked;
mod counted;
mod house;
mod people;

use chrono::NaiveDate;

use super::Answer;
use super::known::Known;
use super::sentence::person;
use crate::both::Both;
use crate::fact::{FactKey, MemberKey};
use crate::household::{Household, Member, Sex};
use crate::ids::MemberId;
use crate::standard::{Ages, Rule, Words};

/// How numbers are taken that nobody has compared with the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// As they are written.
    AsWritten,
    /// Doubtful words so that less is lacking.
    Least,
    /// Doubtful words so that more is lacking; ages as if nobody was too young or too old.
    Most,
}

/// A household on a day.
#[derive(Clone, Copy)]
pub(super) struct Case<'h> {
    pub(super) household: &'h Household,
    /// Those whose sex nobody knows.
    pub(super) unsexed: &'h [MemberId],
    pub(super) day: NaiveDate,
    pub(super) doubt: Doubt,
}

/// Yes, no, or not known.
type Maybe = Option<bool>;

impl<'h> Case<'h> {
    /// Whether it is lacking, and why.
    pub(super) fn answer(self, rule: &Rule) -> Answer {
        match rule {
            Rule::Anybody {
                ages,
                fact,
                lacking,
                counted,
            } => self.or_counted(counted, &[ages], self.anybody(ages, *fact, lacking)),
            Rule::AnybodyWithout { bands, counted } => {
                let ages: Vec<_> = bands.iter().map(|band| &band.ages).collect();
                self.or_counted(counted, &ages, self.anybody_without(bands))
            }
            Rule::Nobody {
                ages,
                fact,
                is,
                house,
            } => self.nobody(ages, *fact, is, house.as_ref()),
            Rule::ShareOver { percent, of } => self.share_over(percent.is, of),
            Rule::Structures {
                at_least,
                wall,
                pillar,
                roof,
            } => self.structures(
                at_least.is,
                [
                    (FactKey::Wall, wall),
                    (FactKey::Pillar, pillar),
                    (FactKey::Roof, roof),
                ],
            ),
            Rule::AreaUnder { square_metres } => self.area_under(square_metres.is),
            Rule::NoneOf { fact, is } => self.none_of(fact, is),
        }
    }

    /// Whether somebody is of these ages; not known where their birth or sex leaves it open.
    fn meant(self, ages: &Ages, member: &Member) -> Maybe {
        if ages.is_everybody() {
            return Some(true);
        }
        let (least, most) = member.ages_on(self.day)?;
        let mut possible = self
            .sexes(member)
            .iter()
            .flat_map(|sex| [ages.has(least, *sex), ages.has(most, *sex)]);
        let first = possible.next()?;
        possible.all(|is| is == first).then_some(first)
    }

    /// What has to be asked to know whether somebody is of these ages, where that is open.
    fn open(self, ages: &Ages, member: &Member) -> Vec<MemberKey> {
        let sexes = self.sexes(member);
        let known = member.ages_on(self.day);
        let hangs_on_birth = known.is_none_or(|(least, most)| {
            let differ = |sex: &Sex| ages.has(least, *sex) != ages.has(most, *sex);
            sexes.iter().any(differ)
        });
        let hangs_on_sex = known.is_some_and(|(least, most)| {
            let differ = |age| {
                sexes
                    .iter()
                    .any(|sex| ages.has(age, *sex) != ages.has(age, sexes[0]))
            };
            differ(least) || differ(most)
        });
        let keys = [
            (hangs_on_birth, MemberKey::Birth),
            (hangs_on_sex, MemberKey::Sex),
        ];
        keys.into_iter()
            .filter_map(|(is, key)| is.then_some(key))
            .collect()
    }

    /// The sexes that somebody may have.
    fn sexes(self, member: &Member) -> &[Sex] {
        match member.sex {
            _ if self.unsexed.contains(&member.id) => &[Sex::Male, Sex::Female],
            Sex::Male => &[Sex::Male],
            Sex::Female => &[Sex::Female],
        }
    }

    /// Whether a word is one of these. `lacking` says on which side they stand: that of what is lacking, or of what is
    /// there.
    fn says(self, words: &Words, known: Known, lacking: bool) -> bool {
        let is = words.is.iter().any(|word| word == known.code);
        let is_doubtful = words.doubtful.iter().any(|word| word == known.code);
        match self.doubt {
            Doubt::Least if is_doubtful => !lacking,
            Doubt::Most if is_doubtful => lacking,
            _ => is,
        }
    }

    fn said(self, member: &Member, known: Option<Known>) -> Both<String> {
        self.said_all(member, known.as_slice())
    }

    /// Somebody and what is known of them: `Lê An (17 tuổi) không đi học, chưa có bằng cấp`.
    fn said_all(self, member: &Member, known: &[Known]) -> Both<String> {
        let who = person(member, member.ages_on(self.day));
        let known: Vec<_> = known.iter().map(|known| known.words.owned()).collect();
        let known = Both::joined(&known, ", ");
        Both::new(
            format!("{} {}", who.vi, known.vi).trim_end().to_owned(),
            format!("{} {}", who.en, known.en).trim_end().to_owned(),
        )
    }
}
