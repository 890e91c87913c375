//! What somebody's word changed, in words: `Mái: tôn → ngói`.

use dong_hanh_domain::fact::Change;
use dong_hanh_domain::household::Leaving;
use dong_hanh_domain::{Fact, Household, MemberFact, Word};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::facts;
use crate::replica::Replica;
use crate::ui::sentence_case;
use crate::words::{facts as fact_words, of, story as words};

/// How many facts that nobody knew before are told by name.
const FIRST_KNOWN: usize = 6;

/// A change in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Changed {
    /// It was, and it is.
    Otherwise {
        name: String,
        was: String,
        is: String,
    },
    /// All else, as one line.
    Line(String),
}

impl Changed {
    /// On one line, without marks.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Otherwise { name, was, is } => format!("{name}: {was} → {is}"),
            Self::Line(line) => line.clone(),
        }
    }
}

/// What changed, a line each; what was not known before stands on the last one. Tracked.
pub(super) fn changed(
    lang: Lang,
    replica: Replica,
    household: &Household,
    changes: &[Change],
) -> Vec<Changed> {
    let mut lines = Vec::new();
    let mut first = Vec::new();
    for change in changes {
        let name = || facts::name_in(lang, household, &change.key);
        let value = |fact: &Fact| facts::value_in(lang, replica, household, fact);
        match (&change.was, &change.is) {
            (_, None) => lines.push(Changed::Line(words::changed_unread(lang, &name()))),
            (
                was,
                Some(Fact::Member {
                    member,
                    fact: MemberFact::Gone(gone),
                }),
            ) => {
                let who = household_name(lang, household, *member);
                lines.push(Changed::Line(match (gone, was) {
                    (Some(why), _) => words::gone(lang, &who, leaving(lang, *why)),
                    (None, None) => words::joined(lang, &who),
                    (None, Some(_)) => words::gone(lang, &who, &fact_words::still_here(lang)),
                }));
            }
            (Some(was), Some(is)) => lines.push(Changed::Otherwise {
                name: name(),
                was: value(was),
                is: value(is),
            }),
            (None, Some(is)) if is.is_blank() => {}
            (None, Some(Fact::Ended(Some(ended)))) => {
                lines.push(Changed::Line(facts::ended_words(lang, *ended)));
            }
            (None, Some(is)) => first.push(fact_words::line(lang, &name(), &value(is))),
        }
    }
    if !first.is_empty() {
        let more = first.len().saturating_sub(FIRST_KNOWN);
        first.truncate(FIRST_KNOWN);
        first.extend((more > 0).then(|| fact_words::more(lang, more)));
        lines.push(Changed::Line(words::first_known(lang, &first.join("; "))));
    }
    lines
}

fn leaving(lang: Lang, why: Leaving) -> &'static str {
    of(lang, why.both())
}

fn household_name(lang: Lang, household: &Household, id: dong_hanh_domain::MemberId) -> String {
    let left = household.left.iter().map(|left| &left.who.member);
    let mut people = household.members().chain(left);
    let member = people.find(|member| member.id == id);
    member.map_or_else(
        || fact_words::somebody(lang),
        |member| member.name.to_string(),
    )
}

/// The same as it is shown; nothing where nothing changed. Tracked.
pub(super) fn changes(
    lang: Lang,
    replica: Replica,
    household: &Household,
    changes: &[Change],
) -> AnyView {
    let lines = changed(lang, replica, household, changes);
    let line = |line: Changed| match line {
        Changed::Otherwise { name, was, is } => {
            let name = sentence_case(&name);
            view! { <p>{name}": "<span class="was">{was}</span>" → "<b>{is}</b></p> }.into_any()
        }
        Changed::Line(line) => view! { <p>{line}</p> }.into_any(),
    };
    lines.into_iter().map(line).collect_view().into_any()
}
