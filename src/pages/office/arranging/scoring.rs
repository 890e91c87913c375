//! The income score of the last review, as the officer has it on paper.

use dong_hanh_domain::{FactKey, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::deciding::{Deciding, Step};
use super::{Asked, Kind, called};
use crate::pages::facts;
use crate::replica::use_replica;
use crate::ui::TextField;
use crate::words::arranging as words;

/// The question.
#[component]
pub(super) fn Scoring(
    /// Whose.
    household: HouseholdId,
    /// What is asked about.
    about: RwSignal<Option<Asked>>,
    /// The id of the title.
    title: String,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let key = FactKey::IncomeScore;
    let known = untrack(|| replica.household(household)).and_then(|known| known.fact(&key));
    let points = RwSignal::new(known.as_ref().map(facts::typed).unwrap_or_default());
    let wrong = RwSignal::new(None::<String>);
    let name = called(replica, household, lang);
    let question = words::score_title(lang, &name);
    let step = Callback::new(move |()| {
        let today = replica.today();
        match facts::read(&key, &points.get_untracked(), today, lang) {
            Ok(fact) => Step::Say(household, fact, words::scored(lang, &name)),
            Err(text) => Step::Missing(text),
        }
    });
    let typed = move |text| {
        points.set(text);
        wrong.set(None);
    };
    view! {
        <Deciding
            about
            title_id=title
            title=question
            text=words::score_text(lang)
            word=words::score(lang)
            icon=Kind::Score.icon()
            wrong
            step
            lang
        >
            <div class="mt-3">
                <TextField
                    label=words::score_points(lang)
                    hint=words::score_hint(lang)
                    value=points
                    on_type=typed
                    inputmode="numeric"
                />
            </div>
        </Deciding>
    }
}
