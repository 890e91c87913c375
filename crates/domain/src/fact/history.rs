//! What the facts of a household were before, with who said so (SPEC.md S7.15).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Fact, FactKey, Teller};
use crate::household::Household;

/// So many earlier values of one fact are kept; the oldest one goes first.
pub const MOST_OF_A_FACT: usize = 16;
/// So many earlier values of one household are kept.
pub const MOST_OF_A_HOUSEHOLD: usize = 160;

/// What a fact was before somebody said otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Was {
    /// The fact as it is written, so that what a newer version said passes through an older one.
    was: Value,
    /// Who had said it; `None` where it was so when the household was registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Teller>,
}

impl Was {
    /// What names it; `None` for one that this version does not know.
    #[must_use]
    pub fn key(&self) -> Option<FactKey> {
        let [fact, member, of, counted, request] =
            name_of(&self.was).map(|name| name.and_then(Value::as_str));
        let key = match (fact?, member, of, counted, request) {
            ("member", Some(member), Some(of), ..) => format!("member:{member}:{of}").parse(),
            ("count", .., Some(counted), _) => format!("count:{counted}").parse(),
            (fact @ ("request" | "request_course"), .., Some(request)) => {
                format!("{fact}:{request}").parse()
            }
            (fact, ..) => fact.parse(),
        };
        let Ok(key) = key;
        (!matches!(key, FactKey::Other(_))).then_some(key)
    }

    /// The fact; `None` for one that this version cannot read.
    #[must_use]
    pub fn fact(&self) -> Option<Fact> {
        // Facts are read from texts everywhere else, and a phone downloads each way of reading them.
        serde_json::from_str(&self.was.to_string()).ok()
    }
}

/// Everything that is kept of what facts were before, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History(Vec<Was>);

impl History {
    /// Whether nothing was ever otherwise, as far as it is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Was> {
        self.0.iter()
    }

    /// Keeps what has such a name; what this version has no name for stays.
    pub(crate) fn retain(&mut self, keep: impl Fn(&FactKey) -> bool) {
        self.0.retain(|was| was.key().is_none_or(|key| keep(&key)));
    }

    fn note(&mut self, was: Value, said: Option<Teller>) {
        let name = name_of(&was);
        let same: Vec<_> = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, known)| name_of(&known.was) == name)
            .map(|(at, _)| at)
            .collect();
        if same.len() >= MOST_OF_A_FACT {
            self.0.remove(same[0]);
        }
        self.0.push(Was { was, said });
        let over = self.0.len().saturating_sub(MOST_OF_A_HOUSEHOLD);
        self.0.drain(..over);
    }
}

/// What names a fact as it is written, also one that this version does not know.
fn name_of(was: &Value) -> [Option<&Value>; 5] {
    let of = was.get("is");
    [
        was.get("fact"),
        of.and_then(|is| is.get("member")),
        of.and_then(|is| is.get("of")),
        of.and_then(|is| is.get("counted")),
        of.and_then(|is| is.get("request")),
    ]
}

impl Household {
    /// Keeps what is known under a name, as somebody is about to say otherwise; what nobody knew and nobody said was
    /// nothing.
    pub(super) fn note(&mut self, key: &FactKey) {
        let said = self.versions.get(key).map(Teller::from);
        let Some(fact) = self.fact(key) else {
            return;
        };
        let unread = self.unread(key).cloned();
        if fact.is_blank() && said.is_none() && unread.is_none() {
            return;
        }
        let Ok(mut was) = serde_json::to_value(&fact) else {
            return;
        };
        if let Some(unread) = unread {
            match (key, was.get_mut("is")) {
                (FactKey::Member(..), Some(Value::Object(of))) => {
                    of.insert("value".to_owned(), unread);
                }
                (_, Some(is)) => *is = unread,
                _ => {}
            }
        }
        self.history.note(was, said);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fact::Said;
    use crate::household::{Counted, Member, Roof, Sex};
    use crate::ids::{HamletId, HouseholdId, MemberId, OperationId, UserId};
    use crate::name::PersonName;
    use chrono::DateTime;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn household() -> Household {
        let nil = Uuid::nil();
        let name = PersonName::new("Lê Bưởi").unwrap();
        let head = Member::new(MemberId(nil), name, Sex::Female);
        Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil))
    }

    fn said(number: u64) -> Said {
        Said {
            operation: OperationId(Uuid::from_u128(number.into())),
            by: UserId(Uuid::from_u128(7)),
            at: DateTime::from_timestamp(i64::try_from(number).unwrap(), 0).unwrap(),
            on: None,
        }
    }

    #[test]
    fn each_count_has_a_history_of_its_own() {
        let nil = uuid::Uuid::nil();
        let name = PersonName::new("Lê Bưởi").unwrap();
        let head = Member::new(MemberId(nil), name, Sex::Female);
        let mut home = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
        let said = Said {
            operation: OperationId(nil),
            by: UserId(nil),
            at: chrono::DateTime::default(),
            on: None,
        };
        let count = |counted, people| Fact::Count {
            counted,
            people: Some(people),
        };
        for people in 0..20 {
            for counted in [Counted::Jobless, Counted::Uninsured] {
                home.hear(count(counted, people), &said);
            }
        }
        for counted in [Counted::Jobless, Counted::Uninsured] {
            let key = Some(FactKey::Count(counted));
            let was = home.history.iter().filter(|was| was.key() == key);
            let was: Vec<_> = was.filter_map(Was::fact).collect();
            assert_eq!(was.len(), MOST_OF_A_FACT);
            assert_eq!(was.last(), Some(&count(counted, 18)));
        }
    }

    #[test]
    fn s7_15_what_was_before_is_kept_with_who_said_it() {
        let mut household = household();
        household.dwelling.roof = Some(Roof::Thatch);
        household.hear(Fact::Roof(Some(Roof::Metal)), &said(1));
        household.hear(Fact::Roof(Some(Roof::Tile)), &said(2));
        household.hear(Fact::Address("kiệt 12".to_owned()), &said(3));
        let kept = household.history.iter();
        let kept: Vec<_> = kept
            .map(|was| (was.fact().unwrap(), was.said.clone()))
            .collect();
        let first = Teller::from(&said(1));
        assert_eq!(
            kept,
            [
                (Fact::Roof(Some(Roof::Thatch)), None),
                (Fact::Roof(Some(Roof::Metal)), Some(first)),
            ]
        );
    }

    #[test]
    fn s7_15_what_a_newer_version_said_stays_in_the_history() {
        let text = r#"[{"was":{"fact":"flood","is":40}},{"was":{"fact":"roof","is":"glass"}}]"#;
        let history: History = serde_json::from_str(text).unwrap();
        assert!(history.iter().all(|was| was.fact().is_none()));
        assert_eq!(serde_json::to_string(&history).unwrap(), text);
    }

    proptest! {
        #[test]
        fn s7_15_the_newest_are_kept_and_no_more_than_there_is_room_for(
            said_of in prop::collection::vec((0_usize..14, any::<bool>()), 0..400),
        ) {
            let mut household = household();
            let keys = [
                FactKey::Address, FactKey::Code, FactKey::Phone, FactKey::Area,
            ];
            let mut told = vec![0; keys.len()];
            for (number, (which, _)) in said_of.iter().enumerate() {
                let which = which % keys.len();
                let text = number.to_string();
                let fact = match &keys[which] {
                    FactKey::Address => Fact::Address(text),
                    FactKey::Code => Fact::Code(Some(text)),
                    FactKey::Phone => Fact::Phone(Some(text)),
                    _ => Fact::Area(Some(f32::from(u16::try_from(number).unwrap()) + 1.0)),
                };
                household.hear(fact, &said(number as u64));
                told[which] += 1;
            }
            prop_assert!(household.history.iter().count() <= MOST_OF_A_HOUSEHOLD);
            for (key, told) in keys.iter().zip(told) {
                let of_it: Vec<_> = household
                    .history
                    .iter()
                    .filter(|was| was.fact().unwrap().key() == *key)
                    .map(|was| was.said.clone().unwrap().at)
                    .collect();
                prop_assert_eq!(of_it.len(), usize::min(MOST_OF_A_FACT, usize::saturating_sub(told, 1)));
                prop_assert!(of_it.is_sorted());
            }
        }
    }
}
