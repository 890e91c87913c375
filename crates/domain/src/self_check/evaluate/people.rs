//! What the people of a household lack: one of them, all of them, or too many.

use super::asked::{Asked, missing};
use super::{Case, Doubt, Maybe};
use crate::both::Both;
use crate::fact::{FactKey, MemberKey};
use crate::household::{Member, Sex};
use crate::self_check::known::{self, Known};
use crate::self_check::sentence::{aged, number, some};
use crate::self_check::{Answer, Reason};
use crate::standard::{Ages, Band, Group, Words};

impl Case<'_> {
    pub(super) fn anybody(self, ages: &Ages, key: MemberKey, lacking: &Words) -> Answer {
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
                (Some(true), None) => asked.miss(member, key),
                (None, None | Some(true)) => {
                    for open in self.open(ages, member) {
                        asked.miss(member, open);
                    }
                    if lacks.is_none() {
                        asked.miss(member, key);
                    }
                }
            }
        }
        asked.answer(&aged(ages))
    }

    pub(super) fn anybody_without(self, bands: &[Band]) -> Answer {
        let mut asked = Asked::default();
        for member in self.household.members() {
            // Every age that they can have; of any age where nobody knows.
            let ages = member.ages_on(self.day);
            let all = |band: &Band| band.ages.from.unwrap_or_default();
            let possible: Vec<u16> = match ages {
                Some((least, most)) => (least..=most).collect(),
                None => bands.iter().map(all).chain([u16::MAX]).collect(),
            };
            let sexes = self.sexes(member);
            let possible: Vec<(u16, Sex)> = possible
                .into_iter()
                .flat_map(|age| sexes.iter().map(move |sex| (age, *sex)))
                .collect();
            let band_at = |(age, sex)| bands.iter().find(|band| band.ages.has(age, sex));
            let has: Vec<Maybe> = possible
                .iter()
                .map(|at| band_at(*at).map_or(Some(true), |band| self.has_any(band, member)))
                .collect();
            let is_asked = possible.iter().any(|at| band_at(*at).is_some());
            if !is_asked {
                continue;
            }
            let mut keys: Vec<MemberKey> = Vec::new();
            for at in &possible {
                for having in band_at(*at).iter().flat_map(|band| &band.any_of) {
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
                let differ = |band: &Band| self.open(&band.ages, member).contains(&MemberKey::Sex);
                if bands.iter().any(differ) {
                    asked.miss(member, MemberKey::Sex);
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

    pub(super) fn nobody(
        self,
        ages: &Ages,
        key: MemberKey,
        is: &Words,
        house: Option<&FactKey>,
    ) -> Answer {
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

    pub(super) fn share_over(self, percent: u32, groups: &[Group]) -> Answer {
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
                    for group in groups.iter().filter(|group| is(group).is_none()) {
                        let open = match group {
                            Group::Of { ages } => self.open(ages, member),
                            Group::Having(having) => vec![having.fact],
                        };
                        for key in open {
                            asked.miss(member, key);
                        }
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
