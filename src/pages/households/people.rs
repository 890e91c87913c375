//! Who lives in a household.

use chrono::NaiveDate;
use dong_hanh_domain::{Household, Member, Relation, Sensitivity};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::facts::life;
use crate::replica::use_replica;
use crate::ui::{Sheet, use_lang};
use crate::words::consent::sensitive as marked;
use crate::words::households as words;
use crate::words::time;

/// Everybody, the head first.
#[component]
pub(super) fn People(household: Household) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let today = replica.today();
    let people = household.members();
    let people = people.map(|member| person(lang, member, about(lang, &household, member), today));
    let people = people.collect_view();
    view! {
        <Sheet title=words::people(lang, household.size())>
            <ul class="people">{people}</ul>
        </Sheet>
    }
    .into_any()
}

/// What is said of somebody under their name: `Con, học lớp 4, chưa có thẻ bảo hiểm y tế`.
pub(crate) fn about(lang: Lang, household: &Household, member: &Member) -> String {
    let mut others = household.others.iter();
    let other = others.find(|other| other.member.id == member.id);
    let relation = other.map_or_else(
        || words::head(lang),
        |other| relation_words(lang, other.relation),
    );
    let insured = member.insured.map(|insured| {
        if insured {
            words::insured(lang)
        } else {
            words::uninsured(lang)
        }
    });
    let occupation = Some(member.occupation.clone()).filter(|words| !words.is_empty());
    let mut about: Vec<String> = [Some(relation), occupation].into_iter().flatten().collect();
    about.extend(life(lang, member, Sensitivity::Basic));
    let sensitive = life(lang, member, Sensitivity::Sensitive).into_iter();
    about.extend(sensitive.map(|told| format!("{told} ({})", marked(lang))));
    about.extend(insured);
    about.join(", ")
}

fn person(lang: Lang, member: &Member, about: String, today: NaiveDate) -> AnyView {
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

/// In the order in which they are offered.
pub(crate) const RELATIONS: [Relation; 6] = [
    Relation::Spouse,
    Relation::Child,
    Relation::Grandchild,
    Relation::Parent,
    Relation::Sibling,
    Relation::Other,
];

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
