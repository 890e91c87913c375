//! A rule asked of a household. What is not known stays open, and only what is certain is said.

use chrono::NaiveDate;

use super::known::{self, Known};
use super::sentence::{aged, number, person, some};
use super::{Answer, Reason};
use crate::both::Both;
use crate::fact::{FactKey, MemberKey};
use crate::household::{Household, Member};
use crate::standard::{Ages, Band, Group, Rule, Words};

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
    pub(super) day: NaiveDate,
    pub(super) doubt: Doubt,
}

/// Yes, no, or not known.
type Maybe = Option<bool>;

/// What was found out of the people that a rule asks.
#[derive(Default)]
struct Asked {
    /// Of whom it is certain that they lack it, in words.
    lacking: Vec<Both<String>>,
    /// On which facts that stands.
    lacking_facts: Vec<FactKey>,
    /// Of whom it is certain that they do not.
    fine: Vec<Both<String>>,
    fine_facts: Vec<FactKey>,
    /// What has to be asked, and of whom.
    missing: Vec<(FactKey, String)>,
}

impl<'h> Case<'h> {
    /// Whether it is lacking, and why.
    pub(super) fn answer(self, rule: &Rule) -> Answer {
        match rule {
            Rule::Anybody {
                ages,
                fact,
                lacking,
            } => self.anybody(ages, *fact, lacking),
            Rule::AnybodyWithout { bands } => self.anybody_without(bands),
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

    fn anybody(self, ages: &Ages, key: MemberKey, lacking: &Words) -> Answer {
        let mut asked = Asked::default();
        for member in self.household.members() {
            let known = known::of_member(member, key);
            let lacks = known.map(|known| self.says(lacking, known, true));
            // Whoever is so at another age may be meant where nobody has compared the ages with the original.
            let may_be_meant = self.doubt == Doubt::Most && !ages.verified && lacks == Some(true);
            let meant = if may_be_meant {
                Some(true)
            } else {
                self.meant(ages, member)
            };
            let fact = FactKey::Member(member.id, key);
            match (meant, lacks) {
                (Some(false), _) => {}
                (Some(true), Some(lacks)) => asked.add(self.said(member, known), fact, lacks),
                (None, Some(false)) => asked.fine_facts.push(fact),
                (None, Some(true)) => asked.miss(member, MemberKey::Birth),
                (Some(true), None) => asked.miss(member, key),
                (None, None) => {
                    asked.miss(member, MemberKey::Birth);
                    asked.miss(member, key);
                }
            }
        }
        asked.answer(&aged(ages))
    }

    fn anybody_without(self, bands: &[Band]) -> Answer {
        let mut asked = Asked::default();
        for member in self.household.members() {
            // Every age that they can have; of any age where nobody knows.
            let ages = member.ages_on(self.day);
            let all = |band: &Band| band.ages.from.unwrap_or_default();
            let possible: Vec<u16> = match ages {
                Some((least, most)) => (least..=most).collect(),
                None => bands.iter().map(all).chain([u16::MAX]).collect(),
            };
            let band_at = |age: u16| bands.iter().find(|band| band.ages.has(age, member.sex));
            let has: Vec<Maybe> = possible
                .iter()
                .map(|age| band_at(*age).map_or(Some(true), |band| self.has_any(band, member)))
                .collect();
            let is_asked = possible.iter().any(|age| band_at(*age).is_some());
            if !is_asked {
                continue;
            }
            let mut keys: Vec<MemberKey> = Vec::new();
            for age in &possible {
                for having in band_at(*age).iter().flat_map(|band| &band.any_of) {
                    if !keys.contains(&having.fact) {
                        keys.push(having.fact);
                    }
                }
            }
            let facts = keys.iter().map(|key| FactKey::Member(member.id, *key));
            let known: Vec<Known> = keys
                .iter()
                .filter_map(|key| known::of_member(member, *key))
                .collect();
            if has.iter().all(|has| *has == Some(true)) {
                asked.fine_facts.extend(facts);
                asked.fine.push(self.said_all(member, &known));
            } else if has.iter().all(|has| *has == Some(false)) {
                asked.lacking_facts.extend(facts);
                asked.lacking.push(self.said_all(member, &known));
            } else {
                let open = keys
                    .iter()
                    .filter(|key| known::of_member(member, **key).is_none());
                let open: Vec<_> = open.copied().collect();
                let hangs_on_age = ages.is_none_or(|(least, most)| least != most);
                if hangs_on_age && (open.is_empty() || ages.is_none()) {
                    asked.miss(member, MemberKey::Birth);
                }
                for key in open {
                    asked.miss(member, key);
                }
            }
        }
        let who = bands.iter().map(|band| aged(&band.ages));
        let who: Vec<_> = who.collect();
        asked.answer(&Both::joined(&who, ", "))
    }

    /// Whether somebody has one of what a band asks for.
    fn has_any(self, band: &Band, member: &Member) -> Maybe {
        let has = |having: &crate::standard::Having| {
            let known = known::of_member(member, having.fact)?;
            Some(self.says(&having.is, known, false))
        };
        any(band.any_of.iter().map(has))
    }

    fn nobody(self, ages: &Ages, key: MemberKey, is: &Words, house: Option<&FactKey>) -> Answer {
        let of_house = house.and_then(|house| {
            let known = known::of_house(self.household, house)?.first().copied()?;
            Some((house.clone(), known))
        });
        let mut asked = Asked::default();
        for member in self.household.members() {
            let known = known::of_member(member, key);
            let fact = FactKey::Member(member.id, key);
            match known.map(|known| self.says(is, known, false)) {
                Some(true) => asked.add(self.said(member, known), fact, false),
                Some(false) => asked.add(self.said(member, known), fact, true),
                None if self.meant(ages, member) == Some(false) => {}
                None => asked.miss(member, key),
            }
        }
        if !asked.fine.is_empty() {
            return Answer::NotDeprived(Reason {
                sentence: some(&asked.fine),
                facts: asked.fine_facts,
            });
        }
        if let Some((fact, known)) = of_house {
            let reason = Reason {
                sentence: Both::new(
                    format!("Trong nhà {}", known.words.vi),
                    format!("The household {}", known.words.en),
                ),
                facts: vec![fact],
            };
            return if known.code == "yes" {
                Answer::NotDeprived(reason)
            } else {
                Answer::Deprived(reason)
            };
        }
        match (asked.missing.is_empty(), asked.lacking.is_empty(), house) {
            (true, false, _) => Answer::Deprived(Reason {
                sentence: some(&asked.lacking),
                facts: asked.lacking_facts,
            }),
            // One question about the house is enough, also where nobody is old enough to be asked.
            (_, _, Some(house)) => Answer::Missing(missing(&[(house.clone(), String::new())])),
            (false, _, None) => Answer::Missing(missing(&asked.missing)),
            (true, true, None) => {
                let who = aged(ages);
                Answer::Deprived(Reason {
                    sentence: Both::new(
                        format!("Trong nhà không có ai {}", who.vi),
                        format!("Nobody {} lives there", who.en),
                    ),
                    facts: Vec::new(),
                })
            }
        }
    }

    fn share_over(self, percent: u32, groups: &[Group]) -> Answer {
        let (mut sure, mut open) = (0_u32, 0_u32);
        let (mut facts, mut asked) = (Vec::new(), Asked::default());
        for member in self.household.members() {
            let is = |group: &Group| match group {
                Group::Of { ages } => self.meant(ages, member),
                Group::Having(having) => {
                    let known = known::of_member(member, having.fact)?;
                    Some(self.says(&having.is, known, true))
                }
            };
            let keys = groups.iter().map(|group| match group {
                Group::Of { .. } => MemberKey::Birth,
                Group::Having(having) => having.fact,
            });
            match any(groups.iter().map(is)) {
                Some(true) => sure += 1,
                Some(false) => {}
                None => {
                    open += 1;
                    let unknown = groups.iter().zip(keys.clone());
                    for (_, key) in unknown.filter(|(group, _)| is(group).is_none()) {
                        asked.miss(member, key);
                    }
                }
            }
            facts.extend(keys.map(|key| FactKey::Member(member.id, key)));
        }
        let size = u32::try_from(self.household.size()).unwrap_or(u32::MAX);
        let is_over = |count: u32| count.saturating_mul(100) > percent.saturating_mul(size);
        let says = |count: u32, sign: &str| {
            let share = number(f64::from(count) * 100.0 / f64::from(size));
            let each = |share: &str| format!("{share} % {sign} {percent} %");
            Both::new(
                format!("{count} trong {size} người phụ thuộc: {}", each(&share.vi)),
                format!(
                    "{count} of {size} people are dependants: {}",
                    each(&share.en)
                ),
            )
        };
        if is_over(sure) {
            Answer::Deprived(Reason {
                sentence: says(sure, ">"),
                facts,
            })
        } else if is_over(sure + open) {
            Answer::Missing(missing(&asked.missing))
        } else {
            Answer::NotDeprived(Reason {
                sentence: says(sure, "≤"),
                facts,
            })
        }
    }

    fn structures(self, at_least: u32, parts: [(FactKey, &Words); 3]) -> Answer {
        let (mut lacking, mut open) = (Vec::new(), Vec::new());
        let (mut all, mut facts) = (Vec::new(), Vec::new());
        for (key, words) in parts {
            let name = key.both().unwrap_or_default();
            let known = known::of_house(self.household, &key);
            let Some(known) = known.and_then(|known| known.first().copied()) else {
                open.push((key, String::new()));
                continue;
            };
            let said = Both::new(
                format!("{} {}", name.vi, known.words.vi),
                format!("{} of {}", name.en, known.words.en),
            );
            all.push(said.clone());
            facts.push(key);
            if self.says(words, known, true) {
                lacking.push(said);
            }
        }
        let count = |parts: usize| u32::try_from(parts).unwrap_or(u32::MAX);
        let reason = |parts: &[Both<String>], facts: Vec<FactKey>| {
            let said = Both::joined(parts, ", ").capital();
            let of_three = lacking.len();
            Reason {
                sentence: Both::new(
                    format!("{}: {of_three} trong 3 không bền chắc", said.vi),
                    format!("{}: {of_three} of 3 are not durable", said.en),
                ),
                facts,
            }
        };
        if count(lacking.len()) >= at_least {
            Answer::Deprived(reason(&lacking, facts))
        } else if count(lacking.len() + open.len()) >= at_least {
            Answer::Missing(missing(&open))
        } else {
            Answer::NotDeprived(reason(&all, facts))
        }
    }

    fn area_under(self, least: f64) -> Answer {
        let area = self.household.dwelling.area_m2.map(f64::from);
        // What no house can have is not known.
        let Some(area) = area.filter(|area| area.is_finite() && *area > 0.0) else {
            return Answer::Missing(missing(&[(FactKey::Area, String::new())]));
        };
        let size = u32::try_from(self.household.size()).unwrap_or(u32::MAX);
        let is_lacking = area < least * f64::from(size);
        let sign = if is_lacking { "<" } else { "≥" };
        let (whole, each) = (number(area), number(area / f64::from(size)));
        let least = number(least);
        let sentence = Both::new(
            format!(
                "{} m² cho {size} người: {} m² một người {sign} {} m²",
                whole.vi, each.vi, least.vi
            ),
            format!(
                "{} m² for {size} people: {} m² each {sign} {} m²",
                whole.en, each.en, least.en
            ),
        );
        let facts = vec![FactKey::Area];
        let reason = Reason { sentence, facts };
        if is_lacking {
            Answer::Deprived(reason)
        } else {
            Answer::NotDeprived(reason)
        }
    }

    fn none_of(self, key: &FactKey, is: &Words) -> Answer {
        let Some(known) = known::of_house(self.household, key) else {
            return Answer::Missing(missing(&[(key.clone(), String::new())]));
        };
        let name = key.both().unwrap_or_default();
        let there = known.iter().filter(|known| self.says(is, **known, false));
        let there: Vec<_> = there.map(|known| known.words.owned()).collect();
        let is_lacking = there.is_empty();
        let said = match (is_lacking, known.is_empty()) {
            (true, true) => Both::new("không có".to_owned(), "none".to_owned()),
            (true, false) => {
                let all: Vec<_> = known.iter().map(|known| known.words.owned()).collect();
                let all = Both::joined(&all, ", ");
                Both::new(
                    format!("{}, không phải loại được tính", all.vi),
                    format!("{}, which does not count", all.en),
                )
            }
            (false, _) => Both::joined(&there, ", "),
        };
        let sentence = Both::new(
            format!("{}: {}", name.vi, said.vi),
            format!("{}: {}", name.en, said.en),
        );
        let reason = Reason {
            sentence: sentence.capital(),
            facts: vec![key.clone()],
        };
        if is_lacking {
            Answer::Deprived(reason)
        } else {
            Answer::NotDeprived(reason)
        }
    }

    /// Whether somebody is of these ages; not known where their birth leaves it open.
    fn meant(self, ages: &Ages, member: &Member) -> Maybe {
        if ages.is_everybody() {
            return Some(true);
        }
        let (least, most) = member.ages_on(self.day)?;
        let (first, last) = (ages.has(least, member.sex), ages.has(most, member.sex));
        (first == last).then_some(first)
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

impl Asked {
    fn add(&mut self, said: Both<String>, fact: FactKey, lacks: bool) {
        if lacks {
            self.lacking.push(said);
            self.lacking_facts.push(fact);
        } else {
            self.fine.push(said);
            self.fine_facts.push(fact);
        }
    }

    fn miss(&mut self, member: &Member, key: MemberKey) {
        let fact = FactKey::Member(member.id, key);
        self.missing.push((fact, member.name.to_string()));
    }

    /// Where one is enough; `who` are those who were asked.
    fn answer(self, who: &Both<String>) -> Answer {
        if !self.lacking.is_empty() {
            return Answer::Deprived(Reason {
                sentence: some(&self.lacking),
                facts: self.lacking_facts,
            });
        }
        if !self.missing.is_empty() {
            return Answer::Missing(missing(&self.missing));
        }
        let sentence = if self.fine.is_empty() {
            Both::new(
                format!("Trong nhà không có ai {}", who.vi),
                format!("Nobody {} lives there", who.en),
            )
        } else {
            some(&self.fine)
        };
        Answer::NotDeprived(Reason {
            sentence,
            facts: self.fine_facts,
        })
    }
}

/// Yes where one is, no where none is.
fn any(all: impl Iterator<Item = Maybe>) -> Maybe {
    let mut is = Some(false);
    for one in all {
        match one {
            Some(true) => return Some(true),
            Some(false) => {}
            None => is = None,
        }
    }
    is
}

/// What has to be asked, fact by fact, with the names of those of whom.
fn missing(facts: &[(FactKey, String)]) -> Reason {
    let mut asked: Vec<(Both<&'static str>, Vec<&str>)> = Vec::new();
    for (key, who) in facts {
        let Some(name) = key.both() else { continue };
        let at = asked.iter().position(|(known, _)| *known == name);
        let at = at.unwrap_or_else(|| {
            asked.push((name, Vec::new()));
            asked.len() - 1
        });
        if !who.is_empty() {
            asked[at].1.push(who);
        }
    }
    let each = asked.into_iter().map(|(name, who)| {
        if who.is_empty() {
            return name.owned();
        }
        let who = who.join(", ");
        Both::new(
            format!("{} của {who}", name.vi),
            format!("{} of {who}", name.en),
        )
    });
    let each: Vec<_> = each.collect();
    let each = Both::joined(&each, "; ");
    Reason {
        sentence: Both::new(
            format!("Chưa biết {}", each.vi),
            format!("Not known: {}", each.en),
        ),
        facts: facts.iter().map(|(key, _)| key.clone()).collect(),
    }
}
