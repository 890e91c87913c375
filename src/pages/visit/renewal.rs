//! A draft whose form the office has published anew: what is otherwise now, and whether to go on with it.

use std::sync::Arc;

use dong_hanh_form::{Aspect, Change, Form, FormId, Lang, Node, changes};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft::Open;
use crate::replica::{SaveError, use_replica};
use crate::ui::{Banner, Button, Icon, Look, Panel, Tone, use_lang};
use crate::words::visit as words;

/// Another version of the form of a draft, as it was when the draft was opened: nothing comes up while somebody types.
#[derive(Clone)]
pub(super) struct Renewal {
    to: FormId,
    changes: Arc<[Change]>,
}

impl Renewal {
    /// What the volunteer would see of a newer version; none where nothing asks otherwise.
    pub(super) fn of(from: &Form, to: FormId, into: &Form) -> Option<Self> {
        let seen = changes(from, into)
            .into_iter()
            .filter(|change| change.is_asked() && told(change).is_some());
        let changes: Arc<[Change]> = seen.collect();
        (!changes.is_empty()).then_some(Self { to, changes })
    }
}

/// The offer to go on with the newer form, above the questions.
pub(super) fn offer(open: Open) -> AnyView {
    let (lang, replica) = (use_lang(), use_replica());
    let Some(Renewal { to, changes }) = open.renewal.get_value() else {
        return ().into_any();
    };
    let count = changes.len();
    let is_open = RwSignal::new(false);
    let is_there = RwSignal::new(true);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let keep = {
        let to = to.clone();
        move |()| {
            is_there.set(false);
            // Nor by the form that is made anew when its author comes back from the last page.
            open.renewal.set_value(None);
            let to = to.clone();
            spawn_local(async move {
                // Not to be asked again is a comfort; the answers are not touched by it.
                let _ = replica.keep_form(open.visit, to).await;
            });
        }
    };
    let go_on = move |()| {
        let to = to.clone();
        busy.set(true);
        spawn_local(async move {
            let settled = open.filling.settled().await;
            let moved = match settled {
                Ok(()) => replica.move_draft(open.visit, to).await,
                Err(error) => Err(error),
            };
            // The page begins anew with the other form.
            let _ = busy.try_set(false);
            if let Err(error) = moved {
                let _ = failed.try_set(Some(error));
            }
        });
    };
    let go_on = Callback::new(go_on);
    let keep = Callback::new(keep);
    let verb = Signal::derive(move || busy.get().then(|| words::going_on(lang)));
    let trouble = move || {
        failed.get().map(|error| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> }
        })
    };
    let title = Signal::derive(move || words::form_changed(lang, count));
    let list = move || {
        let cards = changes.iter().map(|change| card(lang, change));
        view! {
            // Where the list is read from: the first button lies below all of it.
            <p class="muted mt-2" tabindex="-1" autofocus>{words::answers_come_along(lang)}</p>
            <ul class="plain changes">{cards.collect_view()}</ul>
            {trouble}
            <Button look=Look::Primary main=true wide=true busy=verb on_press=move |()| go_on.run(())>
                {words::go_on_with_it(lang)}
            </Button>
        }
    };
    let list = Arc::new(move || list().into_any());
    let shown = move || {
        let list = Arc::clone(&list);
        is_there.get().then(|| {
            view! {
                <div class="sheet">
                    <Banner tone=Tone::Wait icon=Icon::File title=words::form_changed(lang, count)>
                        <div class="q-more">
                            <Button on_press=move |()| is_open.set(true)>{words::see_changes(lang)}</Button>
                            <Button look=Look::Quiet on_press=move |()| keep.run(())>{words::keep_form(lang)}</Button>
                        </div>
                    </Banner>
                </div>
                <Panel open=is_open title done=words::later(lang)>{list()}</Panel>
            }
        })
    };
    shown.into_any()
}

/// One question that is asked otherwise.
fn card(lang: Lang, change: &Change) -> impl IntoView + use<> {
    let label = |node: &Node| match node {
        Node::Question(question) => question.label.get(lang).to_owned(),
        Node::Group(group) => group.label.get(lang).to_owned(),
        Node::Repeat(repeat) => repeat.label.get(lang).to_owned(),
    };
    let now = change.node().map(label);
    let before = change
        .before
        .as_ref()
        .filter(|_| change.aspects.contains(&Aspect::Words))
        .map(label);
    let told = told(change).map(|told| told.words(lang));
    let before = before
        .map(|before| view! { <p class="small muted">{words::asked_before(lang, &before)}</p> });
    view! {
        <li class="change">
            <p class="eyebrow">{told}</p>
            <p class="asked">{now}</p>
            {before}
        </li>
    }
}

/// What a volunteer is told of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    New,
    Gone,
    Words,
    Answer,
    Condition,
    Help,
}

impl Told {
    fn words(self, lang: Lang) -> String {
        match self {
            Self::New => words::new_question(lang),
            Self::Gone => words::question_gone(lang),
            Self::Words => words::asked_otherwise(lang),
            Self::Answer => words::answered_otherwise(lang),
            Self::Condition => words::asked_of_others(lang),
            Self::Help => words::helped_otherwise(lang),
        }
    }
}

/// The weightiest of what is otherwise; none where the volunteer sees nothing of it.
fn told(change: &Change) -> Option<Told> {
    if change.before.is_none() {
        return Some(Told::New);
    }
    if change.after.is_none() {
        return Some(Told::Gone);
    }
    let order = [
        (Aspect::Words, Told::Words),
        (Aspect::Kind, Told::Answer),
        (Aspect::Choices, Told::Answer),
        (Aspect::Requirement, Told::Answer),
        (Aspect::Constraint, Told::Answer),
        (Aspect::Condition, Told::Condition),
        (Aspect::Help, Told::Help),
    ];
    let found = order
        .into_iter()
        .find(|(aspect, _)| change.aspects.contains(aspect));
    found.map(|(_, told)| told)
}
