//! That two records are two households after all.

use dong_hanh_domain::{Fact, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::deciding::{Deciding, Step};
use super::{Asked, Kind, called};
use crate::replica::use_replica;
use crate::words::arranging as words;

/// The question.
#[component]
pub(super) fn Parting(
    /// Which is a household of its own.
    household: HouseholdId,
    /// What is asked about.
    about: RwSignal<Option<Asked>>,
    /// The id of the title.
    title: String,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let name = called(use_replica(), household, lang);
    let question = words::part_title(lang, &name);
    let step = Callback::new(move |()| {
        let done = words::parted(lang, &name);
        Step::Say(household, Fact::SameAs(None), done)
    });
    view! {
        <Deciding
            about
            title_id=title
            title=question
            text=words::part_text(lang)
            word=words::part(lang)
            icon=Kind::Part.icon()
            wrong=RwSignal::new(None)
            step
            lang
        />
    }
}
