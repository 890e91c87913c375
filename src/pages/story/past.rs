//! The history of each fact, for whoever asks: what it was, who said so, when, and on which visit.

use dong_hanh_domain::fact::Spoken;
use dong_hanh_domain::{FactKey, ListId, Member, MemberKey, Occasion, VisitId};
use dong_hanh_form::Lang;
use dong_hanh_sync::following::listed;
use leptos::prelude::*;

use super::{Tale, Telling, called};
use crate::pages::facts;
use crate::replica::Replica;
use crate::ui::{Icon, day, full_day};
use crate::words::{facts as fact_words, story as words};

/// What is told of a household itself, in the order in which it is shown.
pub(super) fn of_house() -> impl Iterator<Item = FactKey> {
    let first = [
        FactKey::Code,
        FactKey::Hamlet,
        FactKey::Address,
        FactKey::Phone,
        FactKey::Head,
    ];
    let last = [
        FactKey::Ended,
        FactKey::Place,
        FactKey::Class,
        FactKey::IncomeScore,
        FactKey::SameAs,
    ];
    let of_people = FactKey::counts().chain(last);
    first
        .into_iter()
        .chain(FactKey::OF_DWELLING)
        .chain(of_people)
}

/// What is told of each person, to whoever needs it.
pub(super) const OF_PERSON: [MemberKey; 15] = [
    MemberKey::Name,
    MemberKey::Sex,
    MemberKey::Birth,
    MemberKey::Relation,
    MemberKey::Insured,
    MemberKey::Occupation,
    MemberKey::Work,
    MemberKey::Attends,
    MemberKey::Learnt,
    MemberKey::Disability,
    MemberKey::Allowance,
    MemberKey::Malnourished,
    MemberKey::Online,
    MemberKey::Ethnicity,
    MemberKey::Gone,
];

/// A line that opens it; what is behind it is made when it is opened. `href` leads to a visit, where there is a page of it.
#[must_use]
pub fn past(
    lang: Lang,
    replica: Replica,
    telling: Telling,
    href: fn(VisitId) -> Option<String>,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let content = move || {
        let tale = is_open.get().then(|| telling.get()).flatten()?;
        Some(
            view! { <dl class="facts past">{all(lang, replica, &tale, href)}</dl><p class="small muted">{words::past_hint(lang)}</p> },
        )
    };
    view! {
        <button
            type="button"
            class="btn quiet pull"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {Icon::Down.small()}
            {words::past(lang)}
        </button>
        {content}
    }
    .into_any()
}

fn all(lang: Lang, replica: Replica, tale: &Tale, href: fn(VisitId) -> Option<String>) -> AnyView {
    let left = tale.household.left.iter().map(|left| &left.who.member);
    let people = tale.household.members().chain(left);
    let of = |member: &Member| OF_PERSON.map(|key| FactKey::Member(member.id, key));
    let role = replica.me().role.kind();
    let keys = of_house().chain(people.flat_map(of));
    let keys = keys.filter(|key| role.needs(key));
    let rows = keys.filter_map(|key| one(lang, replica, tale, &key, href));
    rows.collect::<Vec<_>>().into_any()
}

/// A fact with all that was said of it, the newest first; nothing where nothing ever was.
fn one(
    lang: Lang,
    replica: Replica,
    tale: &Tale,
    key: &FactKey,
    href: fn(VisitId) -> Option<String>,
) -> Option<AnyView> {
    let household = &tale.household;
    let spoken = tale.past.of(key);
    let value = facts::known_in(lang, replica, household, key);
    if spoken.is_empty() {
        // Whoever lives there without anybody having said so was there from the beginning.
        let value = value.filter(|_| !matches!(key, FactKey::Member(_, MemberKey::Gone)))?;
        let registered = as_registered(lang, replica, tale, key);
        let name = facts::name_in(lang, household, key);
        let row = view! { <div><dt>{name}</dt><dd>{value}<span class="sub">{registered}</span></dd></div> };
        return Some(row.into_any());
    }
    let newest = spoken.len() - 1;
    let told = spoken.iter().enumerate().rev().map(|(at, one)| {
        let value = match &one.fact {
            Some(fact) => facts::value_in(lang, replica, household, fact),
            None if at == newest => value.clone().unwrap_or_else(|| fact_words::unknown(lang)),
            None => fact_words::unknown(lang),
        };
        let by = said(lang, replica, tale, key, one, href);
        if at == newest {
            view! { <dd><b>{value}</b><span class="sub">{by}</span></dd> }.into_any()
        } else {
            view! { <dd><span class="was">{value}</span><span class="sub">{by}</span></dd> }
                .into_any()
        }
    });
    let told = told.collect_view();
    let name = facts::name_in(lang, household, key);
    Some(view! { <div><dt>{name}</dt>{told}</div> }.into_any())
}

/// Who said it, when, and on which visit.
fn said(
    lang: Lang,
    replica: Replica,
    tale: &Tale,
    key: &FactKey,
    spoken: &Spoken,
    href: fn(VisitId) -> Option<String>,
) -> AnyView {
    let Some(teller) = &spoken.said else {
        return as_registered(lang, replica, tale, key).into_any();
    };
    let who = called(lang, replica, teller.by);
    let by = words::by(lang, &who, &full_day(day(teller.at)));
    let on = teller.on.map(|on| match on {
        Occasion::List(_) => view! { ", " {words::on_a_list(lang)} }.into_any(),
        Occasion::Visit(visit) => match href(visit).filter(|_| tale.has(visit)) {
            Some(href) => {
                view! { ", " <a class="link" href=href>{words::on_visit(lang)}</a> }.into_any()
            }
            None => view! { ", " {words::on_a_visit(lang)} }.into_any(),
        },
    });
    view! { {by} {on} }.into_any()
}

/// Who said what nobody has said otherwise: of somebody who was added later whoever added them, else who registered the
/// household.
pub(super) fn as_registered(lang: Lang, replica: Replica, tale: &Tale, key: &FactKey) -> String {
    let by_list = |list: Option<ListId>, said: String| match list {
        Some(_) => format!("{said}, {}", words::on_a_list(lang)),
        None => said,
    };
    let added = match key {
        FactKey::Member(who, _) => tale
            .past
            .of(&FactKey::Member(*who, MemberKey::Gone))
            .first(),
        _ => None,
    };
    if let Some(teller) = added.and_then(|spoken| spoken.said.as_ref()) {
        let who = called(lang, replica, teller.by);
        let by = words::by(lang, &who, &full_day(day(teller.at)));
        return by_list(teller.on.and_then(Occasion::list), by);
    }
    let registered = match replica.person(tale.household.registered_by) {
        Some(person) => match listed(tale.household.id) {
            Some(day) => words::as_registered(lang, &person.called(), &full_day(day)),
            None => words::as_registered_once(lang, &person.called()),
        },
        None => words::as_registered_only(lang),
    };
    by_list(tale.household.list, registered)
}
