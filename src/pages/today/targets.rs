//! How far one has come with what the office wants to be reached.

use dong_hanh_domain::settings::Progress;
use leptos::prelude::*;

use crate::pages::coverage::called;
use crate::replica::use_replica;
use crate::ui::{Meter, Sheet, use_lang};
use crate::words::settings as words;

/// The targets; nothing where there are none.
#[component]
pub(super) fn Targets() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let progress = Memo::new(move |_| replica.progress());
    let line = move |one: Progress| {
        let period = called(lang, one.period(replica.today()));
        let count = words::progress(lang, one.done, one.target.visits);
        let reached = one
            .is_reached()
            .then(|| format!(". {}", words::reached(lang)));
        let said = format!("{period}: {count}{}", reached.unwrap_or_default());
        let done = u64::try_from(one.done).unwrap_or(u64::MAX);
        view! {
            <p class="mt-2">{said.clone()}</p>
            <Meter
                done=Signal::stored(done)
                of=Signal::stored(u64::from(one.target.visits))
                received=one.is_reached()
                label=Signal::stored(said)
            />
        }
    };
    move || {
        let progress = progress.get();
        (!progress.is_empty()).then(|| {
            view! { <Sheet title=words::mine(lang)>{progress.into_iter().map(line).collect_view()}</Sheet> }
        })
    }
}
