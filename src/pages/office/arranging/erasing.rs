//! Erasing the record of a household: what goes and what stays, why, and once more whether it is to go for good.

use dong_hanh_domain::{Because, HouseholdId, RequestId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::answers::Answers;
use super::deciding::{Deciding, Step};
use super::{Asked, Kind, called};
use crate::form::reason;
use crate::replica::use_replica;
use crate::words::erasing as words;

/// The question.
#[component]
pub(super) fn Erasing(
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
    let chosen = RwSignal::new(None::<Because>);
    let is_sure = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let name = untrack(|| called(replica, household, lang));
    let going = untrack(|| replica.going_with(household));
    // The register says of it from then on that it was done.
    let request = untrack(|| replica.asks_to_be_erased(household));
    let question = {
        let name = name.clone();
        Signal::derive(move || {
            if is_sure.get() {
                words::sure_title(lang, &name)
            } else {
                words::title(lang, &name)
            }
        })
    };
    let text = Signal::derive(move || {
        if is_sure.get() {
            words::sure_text(lang)
        } else {
            words::goes(lang, going.visits, going.media, going.promises)
        }
    });
    let word = Signal::derive(move || {
        if is_sure.get() {
            words::for_good(lang)
        } else {
            words::go_on(lang)
        }
    });
    let step = Callback::new(move |()| match chosen.get_untracked() {
        None => Step::Missing(words::missing(lang)),
        Some(_) if !is_sure.get_untracked() => {
            is_sure.set(true);
            Step::Next
        }
        Some(because) => Step::Erase(household, because, words::said(lang, &name)),
    });
    let first = move || {
        (!is_sure.get()).then(|| {
            let doubles = (going.doubles > 0)
                .then(|| view! { <p class="small">{words::goes_doubles(lang, going.doubles)}</p> });
            let answers = reasons(request)
                .map(|because| (because, reason(lang, because)))
                .to_vec();
            view! {
                {doubles}
                <p class="small">{words::stays(lang)}</p>
                <p class="small muted">{words::rather_end(lang)}</p>
                <Answers label=words::why(lang) answers focus=0 chosen wrong/>
            }
        })
    };
    view! {
        <Deciding about title_id=title title=question text word icon=Kind::Erase.icon() wrong step lang>
            {first}
        </Deciding>
    }
}

/// Those that an officer chooses from.
fn reasons(request: Option<RequestId>) -> [Because; 3] {
    [
        Because::Request { request },
        Because::Retention,
        Because::ByMistake,
    ]
}
