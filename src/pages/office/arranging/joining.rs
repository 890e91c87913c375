//! Which other record is the same household, and which of the two is used from now on.

use dong_hanh_domain::{Fact, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::deciding::{Deciding, Step};
use super::{Asked, Kind, called};
use crate::pages::facts::{birth_words, ended_words};
use crate::pages::office::finding::{Finding, place};
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, Icon, Look, focus_soon, fresh_id, full_day};
use crate::words::arranging as words;
use crate::words::held;

/// The question: first which one, then which of the two, which stand side by side.
#[component]
pub(super) fn Joining(
    /// One of them.
    household: HouseholdId,
    /// What is asked about.
    about: RwSignal<Option<Asked>>,
    /// The id of the title.
    title: String,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let found = RwSignal::new(None::<HouseholdId>);
    // The other one, as soon as both stand side by side.
    let beside = RwSignal::new(None::<HouseholdId>);
    let kept = RwSignal::new(None::<HouseholdId>);
    let wrong = RwSignal::new(None::<String>);
    let group = StoredValue::new(fresh_id("kept"));
    let name = StoredValue::new(called(replica, household, lang));
    let question = move || match beside.get() {
        None => name.with_value(|name| words::join_title(lang, name)),
        Some(_) => words::keep_title(lang),
    };
    let text = move || match beside.get() {
        None => words::join_find(lang),
        Some(_) => words::keep_text(lang),
    };
    let word = move || match beside.get() {
        None => words::compare(lang),
        Some(_) => words::write(lang),
    };
    let stands = move |id| !replica.doubles_of(id).is_empty();
    let step = Callback::new(
        move |()| match (beside.get_untracked(), found.get_untracked()) {
            (None, None) => Step::Missing(held::place_first(lang)),
            (None, Some(other)) => {
                beside.set(Some(other));
                // Where only one of them can be kept, that one is.
                let pair = [household, other];
                let stays = pair.iter().position(|id| untrack(|| stands(*id)));
                kept.set(stays.map(|at| pair[at]));
                focus_soon(field(&group.get_value(), stays.unwrap_or(0)));
                Step::Next
            }
            (Some(other), _) => match kept.get_untracked() {
                None => Step::Missing(words::keep_missing(lang)),
                Some(kept) => {
                    let double = if kept == household { other } else { household };
                    let done = words::joined(lang, &called(replica, kept, lang));
                    Step::Say(double, Fact::SameAs(Some(kept)), done)
                }
            },
        },
    );
    // Another one that is no double itself: that is found by the one which stands for it. Of two that stand for others
    // neither becomes a double.
    let admits = Callback::new(move |id| {
        id != household && replica.same_as(id).is_none() && !(stands(id) && stands(household))
    });
    let back = move |()| {
        beside.set(None);
        kept.set(None);
        found.set(None);
        wrong.set(None);
    };
    let needs = move || match beside.get() {
        None => {
            let group = name.with_value(|name| words::join_title(lang, name));
            view! { <Finding chosen=found wrong group admits lang/> }.into_any()
        }
        Some(other) => {
            let side = |id, at| {
                let on = Signal::derive(move || kept.get() == Some(id));
                let choose = move || {
                    kept.set(Some(id));
                    wrong.set(None);
                };
                let other = if id == household { other } else { household };
                let gives_way = untrack(|| stands(other));
                record(
                    replica,
                    id,
                    (group.get_value(), at),
                    on,
                    choose,
                    gives_way,
                    lang,
                )
            };
            view! {
                <div class="sides" role="radiogroup" aria-label=words::keep_title(lang)>
                    {side(household, 0)} {side(other, 1)}
                </div>
                <Button look=Look::Quiet class="mt-2" icon=Icon::Search on_press=back>{words::back(lang)}</Button>
            }
            .into_any()
        }
    };
    view! {
        <Deciding
            about
            title_id=title
            title=Signal::derive(question)
            text=Signal::derive(text)
            word=Signal::derive(word)
            icon=Kind::Join.icon()
            wrong
            step
            lang
        >
            {needs}
        </Deciding>
    }
}

fn field(group: &str, at: usize) -> String {
    format!("{group}-{at}")
}

/// A record as it is told from another one: whose, where, who lives there, and how often somebody came.
fn record(
    replica: Replica,
    id: HouseholdId,
    (group, at): (String, usize),
    on: Signal<bool>,
    choose: impl Fn() + Send + 'static,
    // The other one stands for a third.
    gives_way: bool,
    lang: Lang,
) -> AnyView {
    let row = untrack(|| replica.row(id));
    let where_ = untrack(|| row.as_ref().map(|row| place(replica, row, lang)));
    let household = untrack(|| replica.household(id));
    let visits = untrack(|| replica.visits_of(id));
    let people: Vec<_> = household
        .iter()
        .flat_map(|household| household.members())
        .map(|member| {
            let born = member.birth.map(birth_words);
            let born = born.map(|born| format!(", {born}"));
            view! { <li>{member.name.to_string()} {born}</li> }
        })
        .collect();
    let visited = match visits.iter().map(|visit| visit.began.day()).max() {
        None => words::no_visits(lang),
        Some(last) => words::visits(lang, visits.len(), &full_day(last)),
    };
    let name = row.map(|row| row.called());
    let count = words::people(lang, people.len());
    let field = field(&group, at);
    let why = gives_way.then(|| words::other_stands(lang));
    let ended = household.as_ref().and_then(|household| household.ended);
    let ended = ended.map(|ended| ended_words(lang, ended));
    view! {
        <div class="side">
            <label class="choice" class:is-on=on>
                <input type="radio" id=field name=group prop:checked=on disabled=gives_way on:change=move |_| choose() />
                <span class="grow">
                    <span class="value">{name}</span>
                    <span class="sub">{where_}</span>
                    {ended.map(|ended| view! { <span class="sub">{ended}</span> })}
                    {why.map(|why| view! { <span class="sub">{why}</span> })}
                </span>
            </label>
            <p class="small">{visited}</p>
            <p class="small">{count}</p>
            <ul class="small muted">{people}</ul>
        </div>
    }
    .into_any()
}
