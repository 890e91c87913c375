//! To which hamlet a household moves.

use dong_hanh_domain::{Fact, HamletId, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::deciding::{Deciding, Step};
use super::{Asked, Kind, called};
use crate::pages::office::say;
use crate::replica::use_replica;
use crate::ui::fresh_id;
use crate::words::arranging as words;

/// The question.
#[component]
pub(super) fn Moving(
    /// Who moves.
    household: HouseholdId,
    /// What is asked about.
    about: RwSignal<Option<Asked>>,
    /// The id of the title.
    title: String,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let chosen = RwSignal::new(None::<HamletId>);
    let wrong = RwSignal::new(None::<String>);
    let name = called(replica, household, lang);
    let question = words::move_title(lang, &name);
    let step = Callback::new(move |()| {
        let hamlet = chosen.get_untracked().and_then(|id| replica.hamlet(id));
        let Some(hamlet) = hamlet else {
            return Step::Missing(words::move_missing(lang));
        };
        let done = words::moved(lang, &name, &hamlet.full_name());
        Step::Say(household, Fact::Hamlet(hamlet.id), done)
    });
    let here = untrack(|| replica.lives_in(household)).map(|lives| lives.is);
    let mut hamlets = untrack(|| replica.hamlets());
    hamlets.retain(|hamlet| Some(hamlet.id) != here);
    let group = fresh_id("hamlet");
    let options = hamlets.into_iter().enumerate().map(|(at, hamlet)| {
        let is_on = move || chosen.get() == Some(hamlet.id);
        let choose = move |_| {
            chosen.set(Some(hamlet.id));
            wrong.set(None);
        };
        view! {
            <label class="choice" class:is-on=is_on>
                <input type="radio" name=group.clone() autofocus=at == 0 prop:checked=is_on on:change=choose />
                <span>{say::capital(&hamlet.full_name())}</span>
            </label>
        }
    });
    let options = options.collect_view();
    view! {
        <Deciding
            about
            title_id=title
            title=question
            text=words::move_text(lang)
            word=words::move_it(lang)
            icon=Kind::Move.icon()
            wrong
            step
            lang
        >
            <div class="places mt-3" role="radiogroup" aria-label=words::move_to(lang)>{options}</div>
        </Deciding>
    }
}
