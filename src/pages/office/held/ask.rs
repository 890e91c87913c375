//! The dialog of a decision: what will happen, what it needs, and the button that writes it.

use dong_hanh_form::Lang;
use dong_hanh_sync::{Action, Ruling};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::pages::office::finding::Finding;
use crate::pages::office::note_field::NoteField;
use crate::replica::{HeldEntry, use_replica};
use crate::ui::{Icon, use_toaster};
use crate::words::held as words;

/// What an officer is about to decide.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// On what.
    pub(super) entry: HeldEntry,
    /// How.
    pub(super) kind: Kind,
    /// What it is, in words.
    pub(super) title: String,
    /// Who sent it, inside a sentence.
    pub(super) who: String,
}

/// The four decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ghi nhận.
    Apply,
    /// Ghi vào hộ khác.
    Place,
    /// Trả lại người ghi.
    SendBack,
    /// Đóng, không ghi.
    Close,
}

impl Kind {
    /// On the button.
    pub(super) fn word(self, lang: Lang) -> String {
        match self {
            Self::Apply => words::apply(lang),
            Self::Place => words::place(lang),
            Self::SendBack => words::send_back(lang),
            Self::Close => words::close(lang),
        }
    }

    /// The key that presses it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Apply => "A",
            Self::Place => "H",
            Self::SendBack => "R",
            Self::Close => "D",
        }
    }

    pub(super) fn icon(self) -> Icon {
        match self {
            Self::Apply => Icon::Check,
            Self::Place => Icon::House,
            Self::SendBack => Icon::Returned,
            Self::Close => Icon::Close,
        }
    }

    /// Whether it makes what is held part of the record.
    pub(super) fn files(self) -> bool {
        matches!(self, Self::Apply | Self::Place)
    }
}

/// The dialog; it asks while there is something in `about`. `next` says where one goes on, and is asked before what is
/// decided on leaves the list.
#[component]
pub(super) fn Ask(
    /// What is to be decided.
    about: RwSignal<Option<Asked>>,
    /// The id of what has the focus afterwards, by the digest of what was decided on.
    next: Callback<String, String>,
    /// Is told that id.
    on_done: Callback<String>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(asked, title): (Asked, String)| {
        view! { <Body asked about next on_done title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    asked: Asked,
    about: RwSignal<Option<Asked>>,
    next: Callback<String, String>,
    on_done: Callback<String>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let kind = asked.kind;
    let note = RwSignal::new(String::new());
    let field = NodeRef::<html::Textarea>::new();
    let chosen = RwSignal::new(None);
    let wrong = RwSignal::new(None::<String>);
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let ruling = move || -> Result<Ruling, String> {
        let note = || {
            let note = note.get_untracked().trim().to_owned();
            let missing = note.is_empty().then(|| words::note_missing(lang));
            missing.map_or(Ok(note), Err)
        };
        Ok(match kind {
            Kind::Apply => Ruling::Apply,
            Kind::Place => Ruling::Place {
                household: chosen
                    .get_untracked()
                    .ok_or_else(|| words::place_first(lang))?,
            },
            Kind::SendBack => Ruling::SendBack { note: note()? },
            Kind::Close => Ruling::Close { note: note()? },
        })
    };
    let entry = StoredValue::new(asked.entry.clone());
    let done = words::decided(lang, &kind.word(lang), &asked.title);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let ruling = match ruling() {
            Ok(ruling) => ruling,
            Err(text) => {
                wrong.set(Some(text));
                if let Some(field) = field.get_untracked() {
                    let _ = field.focus();
                }
                return;
            }
        };
        busy.set(true);
        let done = done.clone();
        spawn_local(async move {
            let entry = entry.get_value();
            let then = next.run(entry.record.digest.clone());
            match replica.rule(&entry, ruling).await {
                Ok(()) => {
                    toaster.say(done);
                    about.try_set(None);
                    on_done.try_run(then);
                }
                Err(error) => drop(failed.try_set(Some(error.text(lang)))),
            }
            busy.try_set(false);
        });
    };
    let needs = match kind {
        Kind::Apply => ().into_any(),
        Kind::Place => {
            let group = words::place_found_group(lang);
            view! { <Finding chosen wrong group lang/> }.into_any()
        }
        Kind::SendBack | Kind::Close => {
            let label = words::note_for(lang, &asked.who);
            view! { <NoteField note field label wrong=wrong.into()/> }.into_any()
        }
    };
    // What is missing of a note is told beside its field.
    let missing = move || wrong.get().filter(|_| kind == Kind::Place);
    let trouble = move || {
        failed.get().or_else(missing).map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title>{question(kind, &asked.title, lang)}</h2>
            <p class="small">{happens(&asked, lang)}</p>
            {needs}
            <div role="alert">{trouble}</div>
            <Buttons about busy icon=kind.icon() word=kind.word(lang) lang/>
        </form>
    }
    .into_any()
}

fn question(kind: Kind, title: &str, lang: Lang) -> String {
    match kind {
        Kind::Apply => words::apply_title(lang, title),
        Kind::Place => words::place_title(lang, title),
        Kind::SendBack => words::send_back_title(lang, title),
        Kind::Close => words::close_title(lang, title),
    }
}

/// What will happen.
fn happens(asked: &Asked, lang: Lang) -> String {
    let who = asked.who.as_str();
    match asked.kind {
        Kind::Apply => words::apply_text(lang, who),
        Kind::Place => words::place_text(lang, who),
        Kind::SendBack if matches!(asked.entry.action(), Some(Action::FinishVisit(_))) => {
            words::send_back_visit_text(lang, who)
        }
        Kind::SendBack => words::send_back_text(lang, who),
        Kind::Close => words::close_text(lang, who),
    }
}
