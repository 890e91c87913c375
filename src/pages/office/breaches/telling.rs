//! The dialogs of a breach: that somebody was told, what was done, why it is closed.

use dong_hanh_domain::breach::{Closing, How, Step, Whom};
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::moments;
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::pages::office::note_field::NoteField;
use crate::replica::use_replica;
use crate::ui::{Choices, Icon, TextField};
use crate::words::{breaches as words, of};

/// What an officer is about to say.
#[derive(Clone, PartialEq)]
pub(super) enum Saying {
    /// That somebody was told, called so.
    Told(Whom, String),
    /// What was done.
    Measure,
    /// That it is closed.
    Close,
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn Ask(
    about: RwSignal<Option<Saying>>,
    /// Whether it is being said.
    busy: RwSignal<bool>,
    /// Why it could not be said.
    #[prop(into)]
    trouble: Signal<Option<String>>,
    say: Callback<Step>,
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(saying, title): (Saying, String)| {
        let inside = match saying {
            Saying::Told(whom, called) => {
                view! { <Telling whom called about busy say title lang/> }.into_any()
            }
            Saying::Measure => view! { <Doing about busy say title lang/> }.into_any(),
            Saying::Close => view! { <Ending about busy say title lang/> }.into_any(),
        };
        let trouble = move || {
            trouble.get().map(|text| {
                view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
            })
        };
        view! { {inside} <div role="alert">{trouble}</div> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Telling(
    whom: Whom,
    called: String,
    about: RwSignal<Option<Saying>>,
    busy: RwSignal<bool>,
    say: Callback<Step>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let when = RwSignal::new(moments::typed(untrack(|| replica.now()).corrected()));
    let how = RwSignal::new(None::<How>);
    let (no_moment, no_how) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let freezes = matches!(whom, Whom::Authority {}).then(|| words::tell_freezes(lang));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let at = moments::read(&when.get_untracked());
        no_moment.set(at.is_none().then(|| words::no_moment(lang)));
        let how = how.get_untracked();
        no_how.set(how.is_none().then(|| words::not_chosen(lang)));
        if let (Some(at), Some(how), false) = (at, how, busy.get_untracked()) {
            let whom = whom.clone();
            say.run(Step::Told { whom, at, how });
        }
    };
    let ways = How::ALL.map(|how| (how, of(lang, how.both()).to_owned()));
    view! {
        <form novalidate on:submit=submit>
            <h2 class="mb-4" id=title>{words::tell_of(lang, &called)}</h2>
            {freezes.map(|text| view! { <p>{text}</p> })}
            <TextField
                label=words::told_when(lang)
                value=when
                on_type=move |text: String| when.set(text)
                kind="datetime-local"
                error=no_moment
            />
            <Choices
                label=words::told_how(lang)
                options=ways.to_vec()
                value=how
                on_choose=move |chosen: How| how.set(Some(chosen))
                error=no_how
            />
            <Buttons about busy icon=Icon::Check word=words::tell(lang) lang/>
        </form>
    }
    .into_any()
}

#[component]
fn Doing(
    about: RwSignal<Option<Saying>>,
    busy: RwSignal<bool>,
    say: Callback<Step>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let field = NodeRef::<html::Textarea>::new();
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = note.get_untracked();
        let is_empty = text.trim().is_empty();
        wrong.set(is_empty.then(|| words::no_measure_text(lang)));
        if !is_empty && !busy.get_untracked() {
            say.run(Step::Measure { text });
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <h2 class="mb-4" id=title>{words::measure(lang)}</h2>
            <p class="small muted">{words::no_families(lang)}</p>
            <NoteField note field label=words::measure_text(lang) wrong=wrong.into()/>
            <Buttons about busy icon=Icon::Check word=words::measure(lang) lang/>
        </form>
    }
    .into_any()
}

#[component]
fn Ending(
    about: RwSignal<Option<Saying>>,
    busy: RwSignal<bool>,
    say: Callback<Step>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let why = RwSignal::new(None::<Closing>);
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let why = why.get_untracked();
        wrong.set(why.is_none().then(|| words::not_chosen(lang)));
        if let (Some(why), false) = (why, busy.get_untracked()) {
            say.run(Step::Close { why });
        }
    };
    let reasons = Closing::ALL.map(|why| (why, of(lang, why.both()).to_owned()));
    view! {
        <form novalidate on:submit=submit>
            <h2 class="mb-4" id=title>{words::close(lang)}</h2>
            <Choices
                label=words::close_why(lang)
                options=reasons.to_vec()
                value=why
                on_choose=move |chosen: Closing| why.set(Some(chosen))
                error=wrong
            />
            <Buttons about busy icon=Icon::Lock word=words::close(lang) lang/>
        </form>
    }
    .into_any()
}
