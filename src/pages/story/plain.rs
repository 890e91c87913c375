//! All that is known of a household or of one person in it, in plain texts with who said it: for a page without the app.

use dong_hanh_domain::fact::Spoken;
use dong_hanh_domain::{FactKey, MemberId, MemberKey, Occasion};
use dong_hanh_form::Lang;

use super::past::{OF_PERSON, as_registered, of_house};
use super::{Tale, called};
use crate::pages::facts;
use crate::replica::Replica;
use crate::ui::{day, full_day};
use crate::words::{facts as fact_words, story as words};

/// A fact with all that was said of it, the newest first, each with who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FactTold {
    /// What it is called.
    pub(crate) name: String,
    /// What it is and was.
    pub(crate) values: Vec<(String, String)>,
}

/// What is known of the household itself, and what anybody has ever said of it that is of nobody alone. Tracked.
pub(crate) fn of_whole(lang: Lang, replica: Replica, tale: &Tale) -> Vec<FactTold> {
    let shown: Vec<_> = of_house().collect();
    let said = tale.household.versions.keys();
    let besides = said.filter(|key| !matches!(key, FactKey::Member(..)) && !shown.contains(key));
    let keys = shown.iter().chain(besides);
    keys.filter_map(|key| told(lang, replica, tale, key))
        .collect()
}

/// What is known of one person. Tracked.
pub(crate) fn of_person(
    lang: Lang,
    replica: Replica,
    tale: &Tale,
    member: MemberId,
) -> Vec<FactTold> {
    let keys = OF_PERSON.map(|key| FactKey::Member(member, key));
    let told = keys.iter().filter_map(|key| told(lang, replica, tale, key));
    told.collect()
}

fn told(lang: Lang, replica: Replica, tale: &Tale, key: &FactKey) -> Option<FactTold> {
    let household = &tale.household;
    let name = facts::name_in(lang, household, key);
    let value = facts::known_in(lang, replica, household, key);
    let spoken = tale.past.of(key);
    if spoken.is_empty() {
        let value = value.filter(|_| !matches!(key, FactKey::Member(_, MemberKey::Gone)))?;
        let values = vec![(value, as_registered(lang, replica, tale, key))];
        return Some(FactTold { name, values });
    }
    let newest = spoken.len() - 1;
    let values = spoken.iter().enumerate().rev().map(|(at, one)| {
        let said = match &one.fact {
            Some(fact) => facts::value_in(lang, replica, household, fact),
            None if at == newest => value.clone().unwrap_or_else(|| fact_words::unknown(lang)),
            None => fact_words::unknown(lang),
        };
        (said, by(lang, replica, tale, key, one))
    });
    let values = values.collect();
    Some(FactTold { name, values })
}

/// Who said it, when, and on what occasion.
fn by(lang: Lang, replica: Replica, tale: &Tale, key: &FactKey, spoken: &Spoken) -> String {
    let Some(teller) = &spoken.said else {
        return as_registered(lang, replica, tale, key);
    };
    let who = called(lang, replica, teller.by);
    let by = words::by(lang, &who, &full_day(day(teller.at)));
    match teller.on {
        Some(Occasion::List(_)) => format!("{by}, {}", words::on_a_list(lang)),
        Some(Occasion::Visit(_)) => format!("{by}, {}", words::on_a_visit(lang)),
        None => by,
    }
}
