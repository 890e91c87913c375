//! What a house lacks: its parts, its size, its water, latrine and devices.

use super::Case;
use super::asked::missing;
use crate::both::Both;
use crate::fact::FactKey;
use crate::self_check::sentence::number;
use crate::self_check::{Answer, Reason, known};
use crate::standard::Words;

impl Case<'_> {
    pub(super) fn structures(self, at_least: u32, parts: [(FactKey, &Words); 3]) -> Answer {
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

    pub(super) fn area_under(self, least: f64) -> Answer {
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

    pub(super) fn none_of(self, key: &FactKey, is: &Words) -> Answer {
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
}
