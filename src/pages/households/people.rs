//! Who lives in a household.

use chrono::NaiveDate;
use dong_hanh_domain::{Household, Member, Relation};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::replica::use_replica;
use crate::ui::{Sheet, use_lang};
use crate::words::households as words;
use crate::words::time;

/// Everybody, the head first.
#[component]
pub(super) fn People(household: Household) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let today = replica.today();
    let head = person(lang, &household.head, &words::head(lang), today);
    let others = household
        .others
        .iter()
        .map(|other| {
            person(
                lang,
                &other.member,
                &relation_words(lang, other.relation),
                today,
            )
        })
        .collect_view();
    view! {
        <Sheet title=words::people(lang, household.size())>
            <ul class="people">{head} {others}</ul>
        </Sheet>
    }
    .into_any()
}

fn person(lang: Lang, member: &Member, relation: &str, today: NaiveDate) -> AnyView {
    let insured = member.insured.map(|insured| {
        if insured {
            words::insured(lang)
        } else {
            words::uninsured(lang)
        }
    });
    let occupation = Some(member.occupation.clone()).filter(|words| !words.is_empty());
    let about = [Some(relation.to_owned()), occupation, insured]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let age = member
        .age_on(today)
        .map(|age| view! { <span class="age">{time::age(lang, age)}</span> });
    view! {
        <li>
            <span class="body">
                <span class="name">{member.name.to_string()}</span>
                <span class="sub">{about}</span>
            </span>
            {age}
        </li>
    }
    .into_any()
}

/// What somebody is to the head.
pub(crate) fn relation_words(lang: Lang, relation: Relation) -> String {
    match relation {
        Relation::Spouse => words::spouse(lang),
        Relation::Child => words::child(lang),
        Relation::Grandchild => words::grandchild(lang),
        Relation::Parent => words::parent(lang),
        Relation::Sibling => words::sibling(lang),
        Relation::Other => words::other(lang),
    }
}
