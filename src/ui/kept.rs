//! What is to be known of the data on this device: what keeps it from being stored, how little room is left, and what
//! the browser has thrown away.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Banner, Button, Icon, Tone, moment, use_lang};
use crate::replica::{Fullness, Kept, Replica, SaveError, use_replica};
use crate::words::storage as words;

/// The banners; nothing where all is well.
pub fn storage_notices() -> AnyView {
    let (lang, replica) = (use_lang(), use_replica());
    let trouble = Memo::new(move |_| replica.trouble());
    let fullness = Memo::new(move |_| replica.storage().fullness());
    let evictions = Memo::new(move |_| replica.storage().evictions);
    let told = move || {
        let trouble = trouble.get();
        match &trouble {
            Some(error) => Some(in_trouble(lang, replica, error)),
            None => scarce(lang, fullness.get()),
        }
    };
    let lost = move || {
        let evictions = evictions.get();
        if let Some(maybe) = evictions.maybe {
            return Some(before(lang, replica, moment(lang, maybe, replica.today())));
        }
        evictions
            .is_news
            .then(|| thrown_away(lang, replica, evictions.kept))
    };
    view! { {told} {lost} }.into_any()
}

/// The last write came to nothing.
fn in_trouble(lang: Lang, replica: Replica, error: &SaveError) -> AnyView {
    let (title, help) = match error {
        SaveError::Full => (words::full_title(lang), words::full_help(lang)),
        SaveError::Newer => (words::newer_title(lang), words::newer_help(lang)),
        SaveError::Cleared => (words::cleared_title(lang), words::cleared_help(lang)),
        _ => (words::lost_title(lang), words::lost_help(lang)),
    };
    let act = if *error == SaveError::Newer {
        view! { <a class="btn secondary mt-2" href="" rel="external">{words::reload(lang)}</a> }
            .into_any()
    } else {
        let again = move |()| replica.try_storage_again();
        view! { <Button class="mt-2" on_press=again>{words::again(lang)}</Button> }.into_any()
    };
    view! {
        <Banner tone=Tone::Bad icon=Icon::Attention title=title>
            <p class="small">{help}</p>
            {act}
        </Banner>
    }
    .into_any()
}

fn scarce(lang: Lang, fullness: Fullness) -> Option<AnyView> {
    let (tone, title, help) = match fullness {
        Fullness::Roomy | Fullness::Filling => return None,
        Fullness::Scarce => (
            Tone::Wait,
            words::scarce_title(lang),
            words::scarce_help(lang),
        ),
        Fullness::Full => (
            Tone::Bad,
            words::almost_full_title(lang),
            words::almost_full_help(lang),
        ),
    };
    Some(
        view! {
            <Banner tone=tone icon=Icon::Attention title=title>
                <p class="small">{help}</p>
            </Banner>
        }
        .into_any(),
    )
}

/// The browser has thrown the data away, and somebody has yet to say that they know.
fn thrown_away(lang: Lang, replica: Replica, kept: Option<Kept>) -> AnyView {
    let known = move |()| {
        spawn_local(async move {
            // Where it cannot be stored, the banner stays.
            let _ = replica.know_of_eviction().await;
        });
    };
    view! {
        <Banner tone=Tone::Bad icon=Icon::Attention title=words::thrown_away_title(lang)>
            <p class="small">{what_was_lost(lang, kept)}</p>
            <p class="small mt-1">{words::thrown_away_help(lang)}</p>
            <Button class="mt-2" on_press=known>{words::known(lang)}</Button>
        </Banner>
    }
    .into_any()
}

/// Somebody was on a device of this kind before, and only they know whether it was this one.
fn before(lang: Lang, replica: Replica, when: String) -> AnyView {
    let say = move |here: bool| {
        spawn_local(async move {
            // Where it cannot be stored, the question stays.
            let _ = replica.was_here_before(here).await;
        });
    };
    view! {
        <Banner tone=Tone::Wait icon=Icon::Question title=words::before_title(lang)>
            <p class="small">{words::before_help(lang, &when)}</p>
            <div class="pair mt-2">
                <Button on_press=move |()| say(false)>{words::before_not(lang)}</Button>
                <Button on_press=move |()| say(true)>{words::before_here(lang)}</Button>
            </div>
        </Banner>
    }
    .into_any()
}

/// What of one's work is gone, as far as anybody knows.
pub fn what_was_lost(lang: Lang, kept: Option<Kept>) -> String {
    let Some(kept) = kept else {
        return words::gone_unknown(lang);
    };
    if kept.is_nothing() {
        return words::gone_nothing(lang);
    }
    let counts = [
        (
            kept.waiting,
            words::gone_waiting as fn(Lang, usize) -> String,
        ),
        (kept.photos, words::gone_photos),
        (kept.drafts, words::gone_drafts),
    ];
    let gone: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, say)| say(lang, count))
        .collect();
    words::gone(lang, &gone.join(", "))
}
