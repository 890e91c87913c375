//! What stands over a draft: who is visited, where the answers are, and what keeps them from being durable.

use leptos::prelude::*;

use super::draft::Open;
use crate::form::Keeping;
use crate::replica::{SaveError, use_replica};
use crate::ui::{Banner, Button, Icon, Tone, clock, use_lang};
use crate::words::{shell, visit as words};

/// Who is visited, and where the answers are.
pub(super) fn title(open: Open) -> AnyView {
    let lang = use_lang();
    let state = move || match open.filling.keeping() {
        Keeping::Kept { at } => words::saved_at(lang, &clock(at.corrected())),
        Keeping::Writing => words::saving(lang),
        Keeping::Failed(_) => words::not_saved(lang),
    };
    view! {
        <span class="bar-title">
            {move || words::visiting(lang, &open.who.get())}
            <small class:t-bad=move || matches!(open.filling.keeping(), Keeping::Failed(_))>{state}</small>
        </span>
    }
    .into_any()
}

/// Stays while another tab works, or an answer could not be written. It stands in the dock, so that the
/// questions do not move.
pub(super) fn trouble(open: Open) -> AnyView {
    not_kept(
        Signal::derive(move || open.filling.keeping()),
        Signal::derive(move || open.filling.is_following()),
        move || open.filling.retry(),
    )
}

/// The same for whatever is kept while it is typed.
pub(crate) fn not_kept(
    keeping: Signal<Keeping>,
    following: Signal<bool>,
    retry: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let (lang, replica) = (use_lang(), use_replica());
    let failed = Memo::new(move |_| match keeping.get() {
        Keeping::Failed(error) => Some(error),
        Keeping::Kept { .. } | Keeping::Writing => None,
    });
    // Nothing can be written before this tab works again; then it is, without another word.
    let elsewhere = move || {
        let (tone, help) = match failed.get() {
            Some(error) => (Tone::Bad, error.text(lang)),
            None => (Tone::Wait, shell::following_text(lang)),
        };
        view! {
            <Banner tone=tone icon=Icon::Swap title=shell::following_title(lang)>
                <p>{help}</p>
                <Button class="mt-2" on_press=move |()| replica.take_over()>{shell::work_here(lang)}</Button>
            </Banner>
        }
    };
    let unsaved = move || {
        failed.get().map(|error| {
            let (title, help) = match &error {
                SaveError::Full => (words::full_title(lang), words::full_help(lang)),
                other => (words::unsaved_title(lang), other.text(lang)),
            };
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=title>
                    <p>{help}</p>
                    <Button class="mt-2" on_press=move |()| retry()>
                        {words::save_again(lang)}
                    </Button>
                </Banner>
            }
        })
    };
    let banner = move || {
        if following.get() {
            elsewhere().into_any()
        } else {
            unsaved.into_any()
        }
    };
    banner.into_any()
}

/// What the office asks for, over a visit that it sent back.
pub(super) fn wanted(open: Open) -> AnyView {
    let wanted = open.wanted.get_value().map(|(title, reason)| {
        view! {
            <div class="sheet">
                <div class="banner bad" role="note">
                    {Icon::Returned.view()}
                    <div class="grow"><p class="banner-title">{title}</p> <p>{reason}</p></div>
                </div>
            </div>
        }
    });
    wanted.into_any()
}
