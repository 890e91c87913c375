//! The pane at the left: the visits that wait, in three groups, and what was just done.

use dong_hanh_form::{Lang, Text};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::desk::{Desk, Done, use_desk};
use super::queue::{Entry, Flag, Group};
use crate::pages::office::say;
use crate::replica::use_replica;
use crate::ui::Icon;
use crate::words::review as words;

/// How long the toast stays, in milliseconds; the key keeps working after it.
const STAYS_MS: u32 = 8_000;

/// Both answers of a change stand in its row while they are no longer than this together, in characters.
const SHORT: usize = 40;

/// The list.
#[component]
pub fn List(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let desk = use_desk();
    let groups = Group::ALL.map(|group| view! { <Rows group lang/> });
    view! {
        <nav class="pane queue" aria-label=words::queue(lang)>
            {groups}
            {move || (!desk.queue.read().is_empty()).then(|| view! {
                <p class="tiny muted hint-move">
                    <kbd>"J"</kbd> " " <kbd>"K"</kbd> " " {words::move_hint(lang)}
                </p>
            })}
            <Undo lang/>
        </nav>
    }
    .into_any()
}

#[component]
fn Rows(group: Group, lang: Lang) -> impl IntoView {
    let desk = use_desk();
    let entries = Memo::new(move |_| desk.queue.read().group(group).cloned().collect::<Vec<_>>());
    let title = match group {
        Group::Look => words::group_look(lang),
        Group::Changed => words::group_changed(lang),
        Group::Same => words::group_same(lang),
    };
    let rows = move || {
        view! {
            <ul class="rows">
                <For each=move || entries.get() key=|entry| entry.visit let:entry>
                    <QueueRow entry lang/>
                </For>
            </ul>
        }
    };
    let all = move || {
        (group == Group::Same && entries.read().len() > 1).then(|| {
            view! {
                <button type="button" class="btn secondary" on:click=move |_| desk.accept_same()>
                    {move || words::accept_all(lang, entries.read().len())}
                    " "
                    <kbd aria-hidden="true">"⇧A"</kbd>
                </button>
            }
        })
    };
    let is_shown = Memo::new(move |_| !entries.read().is_empty());
    move || {
        is_shown.get().then(|| {
            view! {
                <h2 class="group">{title.clone()} <span>{move || entries.read().len()}</span></h2>
                <div class="group-all">{all}</div>
                {rows()}
            }
        })
    }
}

#[component]
fn QueueRow(entry: Entry, lang: Lang) -> impl IntoView {
    let desk = use_desk();
    let replica = use_replica();
    let visit = entry.visit;
    let is_on = Memo::new(move |_| desk.open() == Some(visit));
    let is_later = move || desk.queue.read().is_later(visit);
    let row = NodeRef::<leptos::html::Button>::new();
    // The row under the keys stays in sight.
    Effect::new(move || {
        if let (true, Some(row)) = (is_on.get(), row.get()) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let received = say::moment(entry.received, untrack(|| replica.today()));
    view! {
        <li>
            <button
                type="button"
                class="qrow"
                class:is-on=is_on
                aria-current=move || is_on.get().then_some("true")
                node_ref=row
                on:click=move |_| desk.show(visit)
            >
                <b class="name">{say::capital(&entry.called)}</b>
                <time>{received}</time>
                {flag(&entry.flag, lang)}
                {move || is_later().then(|| view! {
                    <span class="flag">{Icon::Clock.small()} {words::later_mark(lang)}</span>
                })}
            </button>
        </li>
    }
}

fn flag(flag: &Flag, lang: Lang) -> AnyView {
    let (class, icon) = match flag {
        Flag::Urgent(_) => ("flag bad", Some(Icon::Attention)),
        Flag::Amended => ("flag wait", Some(Icon::Swap)),
        Flag::Refused => ("flag wait", Some(Icon::Question)),
        Flag::Unreadable => ("flag wait", Some(Icon::Clock)),
        Flag::Nobody => ("flag", Some(Icon::House)),
        Flag::First => ("flag", Some(Icon::New)),
        Flag::Changed { .. } | Flag::ManyChanged(_) | Flag::Learnt(_) | Flag::Same => {
            ("flag", None)
        }
    };
    view! { <span class=class>{icon.map(Icon::small)} {said(flag, lang)}</span> }.into_any()
}

/// What a row says of its visit, in words.
pub fn said(flag: &Flag, lang: Lang) -> String {
    let answer = |answer: &Option<Text>| {
        answer.as_ref().map_or_else(
            || words::not_recorded(lang),
            |text| text.get(lang).to_owned(),
        )
    };
    match flag {
        Flag::Urgent(what) => words::flag_urgent(lang, what),
        Flag::Amended => words::flag_amended(lang),
        Flag::Refused => words::flag_refused(lang),
        Flag::Unreadable => words::flag_unreadable(lang),
        Flag::Nobody => words::flag_nobody(lang),
        Flag::First => words::flag_first(lang),
        Flag::Changed {
            about,
            before,
            after,
        } => {
            let (about, before, after) = (about.get(lang), answer(before), answer(after));
            if before.chars().count() + after.chars().count() > SHORT {
                words::flag_changed_long(lang, about)
            } else {
                words::flag_changed(lang, about, &before, &after)
            }
        }
        Flag::ManyChanged(count) => words::flag_many(lang, *count),
        Flag::Learnt(count) => words::flag_learnt(lang, *count),
        Flag::Same => words::flag_same(lang),
    }
}

/// What was just done, and the way back.
#[component]
fn Undo(lang: Lang) -> impl IntoView {
    let desk = use_desk();
    let is_shown = RwSignal::new(false);
    let is_held = RwSignal::new(false);
    Effect::new(move || is_shown.set(desk.done.read().is_some()));
    Effect::new(move |_| {
        if !is_shown.get() || is_held.get() || desk.done.read().is_none() {
            return None;
        }
        // Dropping the timeout of the run before cancels it.
        Some(Timeout::new(STAYS_MS, move || {
            let _ = is_shown.try_set(false);
        }))
    });
    let toast = move || {
        is_shown
            .get()
            .then(|| desk.done.get())
            .flatten()
            .map(|done| toast(desk, done, lang))
    };
    view! {
        <div
            class="undo"
            on:focusin=move |_| is_held.set(true)
            on:focusout=move |_| is_held.set(false)
            on:mouseenter=move |_| is_held.set(true)
            on:mouseleave=move |_| is_held.set(false)
        >
            {toast}
        </div>
    }
}

fn toast(desk: Desk, done: Done, lang: Lang) -> AnyView {
    view! {
        <div class="toast">
            <span class="grow">{done.text}</span>
            <button type="button" class="btn nw" on:click=move |_| desk.undo()>
                {words::undo(lang)} " " <kbd aria-hidden="true">"Z"</kbd>
            </button>
        </div>
    }
    .into_any()
}
