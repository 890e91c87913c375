//! The list `households`: what a form says of the household that is visited.

use dong_hanh_domain::{Property, Takes};
use dong_hanh_form::Kind;

use crate::survey::{Desk, Part, similar};
use crate::{Unsaved, Wrong};

impl Desk<'_> {
    /// What is wrong with an answer that is to say this of the household.
    pub(crate) fn unsaved(&self, part: &Part, kind: &Kind, written: &str) -> Option<Wrong> {
        let Some(property) = Property::named(written) else {
            let known: Vec<String> = Property::ALL.map(|known| known.name().to_owned()).into();
            let similar = similar(written, known.iter());
            let property = written.to_owned();
            return Some(Wrong::NotOfAHousehold {
                property,
                similar,
                known,
            });
        };
        let unsaved = if self.around.iter().any(|(_, repeat)| *repeat) {
            Some(Unsaved::InRepeat)
        } else if !fits(property, kind) {
            Some(Unsaved::Kind)
        } else {
            let words = property.words().unwrap_or_default();
            let is_silent = match property.takes() {
                // Half of what somebody answers would be lost.
                Takes::YesNo => !["yes", "no"]
                    .iter()
                    .all(|word| self.has_word(part, kind, &[*word])),
                _ => !words.is_empty() && !self.has_word(part, kind, words),
            };
            let words = match property.takes() {
                Takes::YesNo => &["yes", "no"],
                _ => words,
            };
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            is_silent.then_some(Unsaved::NoWord(words))
        };
        let property = written.to_owned();
        unsaved.map(|unsaved| Wrong::Unsaved { property, unsaved })
    }

    /// Whether an answer may be one of the words; of what is reckoned nobody knows before.
    fn has_word(&self, part: &Part, kind: &Kind, words: &[&str]) -> bool {
        let Some(list) = part.list() else { return true };
        let list = self.lists.lists.get(list);
        !matches!(kind, Kind::One { .. } | Kind::Many { .. })
            || list.is_none_or(|list| list.names().any(|name| words.contains(&name)))
    }
}

/// Whether answers of a kind can say it.
fn fits(property: Property, kind: &Kind) -> bool {
    let is_reckoned = matches!(kind, Kind::Kept);
    let of_the_kind = match property.takes() {
        Takes::Text => matches!(kind, Kind::Text { .. }),
        Takes::Number => matches!(
            kind,
            Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Range { .. }
        ),
        // A range answers with a fraction.
        Takes::Whole => matches!(kind, Kind::Integer { .. }),
        // A choice between yes and no is told apart from others when its list is read.
        Takes::YesNo => matches!(kind, Kind::YesNo | Kind::One { .. }),
        Takes::One(_) => matches!(kind, Kind::One { .. }),
        Takes::Many(_) => matches!(kind, Kind::Many { .. } | Kind::One { .. }),
    };
    is_reckoned || of_the_kind
}
