//! What was decided lately: on what, how, by whom; what was sent stays readable.

use dong_hanh_form::Lang;
use dong_hanh_sync::RawOperation;
use leptos::prelude::*;

use super::entry::{decision, sender, title};
use super::sent::sent;
use crate::pages::office::say;
use crate::replica::{Decided, Replica, use_replica};
use crate::ui::Icon;
use crate::words::held as words;
use crate::words::office;

/// How many are shown; the last ones are what somebody looks for.
const SHOWN: usize = 30;

/// The section; nothing where nothing was decided yet.
#[component]
pub(super) fn DecidedLately(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let lately = move || {
        let mut decided = replica.decided();
        decided.truncate(SHOWN);
        decided
    };
    let is_any = Memo::new(move |_| !lately().is_empty());
    let key = |decided: &Decided| (decided.record.digest.clone(), decided.is_done, decided.at);
    view! {
        <Show when=move || is_any.get()>
            <section class="tile" aria-labelledby="decided">
                <h2 id="decided">{words::decided_title(lang)}</h2>
                <ul class="done">
                    <For each=lately key=key let:decided>
                        <li class="held">{untrack(|| item(replica, &decided, lang))}</li>
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn item(replica: Replica, decided: &Decided, lang: Lang) -> AnyView {
    let record = &decided.record;
    let action = RawOperation(record.content.clone()).open().ok();
    let action = action.map(|operation| operation.action);
    let what = title(replica, action.as_ref(), lang);
    let who = say::colleague(replica, decided.officer).unwrap_or_else(|| office::somebody(lang));
    let at = say::moment(decided.at, replica.today());
    let from = sender(replica, record, lang);
    let by = words::decided_by(lang, &say::capital(&who), &at, &say::capital(&from));
    let (icon, waits) = if decided.is_done {
        (Icon::Check, None)
    } else {
        let waits = view! { <span class="state waiting">{Icon::Devices.small()} {words::decided_here(lang)}</span> };
        (Icon::Clock, Some(waits))
    };
    let is_read = RwSignal::new(false);
    view! {
        <p class="done-head">
            {icon.small()}
            <span class="grow"><b>{what}</b> ". " {decision(replica, &decided.ruling, lang)}</span>
        </p>
        <p class="small muted">{by}</p>
        {waits}
        <details on:toggle=move |_| is_read.set(true)>
            <summary class="btn quiet pull">{Icon::Down.small()} {office::held_read(lang)}</summary>
            {sent(replica, action, record, is_read, lang)}
        </details>
    }
    .into_any()
}
