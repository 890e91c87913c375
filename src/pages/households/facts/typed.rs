//! What is typed of a household's facts and not said yet, as it is kept.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Fact, FactKey, HouseholdId};
use serde::{Deserialize, Serialize};

use crate::pages::facts;
use crate::pages::households::new_form::TypedOther;
use crate::replica::Replica;
use crate::ui::use_lang;
use crate::words::facts as words;

/// What is typed, by the page on which it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct TypedFacts {
    /// Of which household.
    pub(crate) facts_of: HouseholdId,
    /// By the last part of the page's address: a fact, or [`ADD`](super::ADD).
    pub(crate) typed: BTreeMap<String, TypedFact>,
}

/// What is typed on one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct TypedFact {
    /// The words, or what is chosen.
    pub(crate) text: String,
    /// When it was typed: whoever says the fact later has said this.
    since: DateTime<Utc>,
}

impl TypedFacts {
    /// It as it was kept.
    pub(super) fn read(facts_of: HouseholdId, kept: Option<&str>) -> Self {
        let typed = kept.and_then(|text| serde_json::from_str(text).ok());
        typed.unwrap_or(Self {
            facts_of,
            typed: BTreeMap::new(),
        })
    }

    /// What is typed, in one line for each page.
    pub(crate) fn lines(&self, replica: Replica) -> Vec<String> {
        let line = |(page, typed): (&String, &TypedFact)| {
            if let Ok(other) = serde_json::from_str::<TypedOther>(&typed.text) {
                return format!("{} {}", other.person.name, other.person.birth);
            }
            let chosen = serde_json::from_str::<Fact>(&typed.text);
            let text = chosen.map_or_else(
                |_| typed.text.clone(),
                |fact| facts::fact_value(replica, self.facts_of, &fact),
            );
            // A page that names no fact has a text all the same.
            let Ok(key) = page.parse::<FactKey>();
            words::line(
                use_lang(),
                &facts::fact_name(replica, self.facts_of, &key),
                &text,
            )
        };
        self.typed.iter().map(line).collect()
    }

    /// It as it is kept with this in the place of what was typed on a page; nothing where nothing is left.
    pub(super) fn with(
        mut self,
        page: &str,
        typed: Option<(String, DateTime<Utc>)>,
    ) -> Option<String> {
        match typed {
            Some((text, since)) => {
                let typed = TypedFact { text, since };
                self.typed.insert(page.to_owned(), typed)
            }
            None => self.typed.remove(page),
        };
        let kept = (!self.typed.is_empty()).then(|| serde_json::to_string(&self));
        kept.and_then(Result::ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_is_typed_on_one_page_leaves_the_others_as_they_are() {
        let home = HouseholdId(Uuid::nil());
        let read = |kept: Option<&str>| TypedFacts::read(home, kept);
        let typed = |text: &str| Some((text.to_owned(), DateTime::UNIX_EPOCH));
        let kept = read(None).with("phone", typed("0905"));
        let kept = read(kept.as_deref()).with("add", typed("{}"));
        let typed = read(kept.as_deref()).typed;
        assert_eq!(
            typed.get("phone").map(|typed| typed.text.as_str()),
            Some("0905")
        );
        let kept = read(kept.as_deref()).with("phone", None);
        assert_eq!(read(kept.as_deref()).typed.len(), 1);
        assert_eq!(read(kept.as_deref()).with("add", None), None);
    }
}
