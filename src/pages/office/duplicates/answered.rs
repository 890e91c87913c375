//! Pairs of which an officer has said whether they are one household, and the way back.

use dong_hanh_domain::Fact;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::called;
use crate::pages::help::Sayer;
use crate::replica::{Answered, Replica, use_replica};
use crate::ui::{Icon, Reason, focus_soon, sentence_case};
use crate::words::{duplicates as words, help};

/// So many are shown; what was decided long ago is changed on the page of its household.
const SHOWN: usize = 30;

/// The tile; nothing while nothing was decided.
#[component]
pub(super) fn Decided(lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let answered = Memo::new(move |_| replica.answered());
    let is_empty = Memo::new(move |_| answered.read().is_empty());
    let shown = move || answered.get().into_iter().take(SHOWN).collect::<Vec<_>>();
    let earlier = move || {
        let earlier = answered.read().len().saturating_sub(SHOWN);
        (earlier > 0).then(|| view! { <p class="small muted">{words::earlier(lang, earlier)}</p> })
    };
    let tile = move || {
        view! {
            <section class="tile" aria-labelledby="decided">
                <h2 id="decided" tabindex="-1">{words::decided(lang)}</h2>
                <ul class="twins">
                    <For each=shown key=|one| (one.record, one.other, one.is_one) let:one>
                        {line(lang, replica, one)}
                    </For>
                </ul>
                {earlier}
            </section>
        }
    };
    move || (!is_empty.get()).then(tile)
}

fn line(lang: Lang, replica: Replica, one: Answered) -> AnyView {
    let names = [one.record, one.other].map(|id| called(replica, id, lang));
    let (text, back) = if one.is_one {
        (
            words::is_one(lang, &names[0], &names[1]),
            Fact::SameAs(None),
        )
    } else {
        let back = Fact::NotSame {
            other: one.other,
            is_so: false,
        };
        (
            sentence_case(&words::are_two(lang, &names[0], &names[1])),
            back,
        )
    };
    let sayer = Sayer::new(one.record);
    let undo = move |_| sayer.say_then(back.clone(), || focus_soon("twins".to_owned()));
    let label = help::about(lang, &help::undo(lang), &text);
    view! {
        <li>
            <Reason icon=Icon::Check>{text}</Reason>
            <div class="help-row">
                <button type="button" class="btn secondary" aria-keyshortcuts="U" aria-label=label on:click=undo>
                    {help::undo(lang)} " " <kbd aria-hidden="true">"U"</kbd>
                </button>
            </div>
        </li>
    }
    .into_any()
}
