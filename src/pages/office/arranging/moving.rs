//! To which hamlet a household moves.

use dong_hanh_domain::{Fact, HamletId, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::answers::Answers;
use super::deciding::{Deciding, Step};
use super::{Asked, Kind, called};
use crate::pages::office::say;
use crate::replica::use_replica;
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
    let hamlets = hamlets.into_iter();
    let answers = hamlets.map(|hamlet| (hamlet.id, say::capital(&hamlet.full_name())));
    let answers: Vec<_> = answers.collect();
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
            <Answers label=words::move_to(lang) answers focus=0 chosen wrong />
        </Deciding>
    }
}
