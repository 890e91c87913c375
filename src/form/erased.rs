//! What stands in the place of a picture, a recording or a file that the office has erased.

use dong_hanh_domain::Because;
use dong_hanh_form::{Lang, MediaRef};
use dong_hanh_sync::ErasedPicture;
use leptos::prelude::*;

use crate::ui::{Icon, day, full_day};
use crate::words::erasing as words;

/// When and why it was erased; `None` where it was not.
#[must_use]
pub fn erased_view(lang: Lang, erased: &[ErasedPicture], media: &MediaRef) -> Option<AnyView> {
    let erased = erased.iter().find(|one| one.digest == media.sha256)?;
    let on = full_day(day(erased.at));
    let why = words::erased_because(lang, &reason(lang, erased.because));
    let what = if media.is_picture() {
        let what = words::photo_erased(lang, &on);
        view! { <span class="photo">{Icon::Erase.view()} {what}</span> }.into_any()
    } else if media.is_sound() {
        view! { <span>{words::sound_erased(lang, &on)}</span> }.into_any()
    } else {
        view! { <span>{words::file_erased(lang, &on)}</span> }.into_any()
    };
    let shown = view! { <span class="erased">{what} <span class="small muted">{why}</span></span> };
    Some(shown.into_any())
}

/// Why something was erased, in words.
#[must_use]
pub fn reason(lang: Lang, because: Because) -> String {
    match because {
        Because::Request { .. } => words::request(lang),
        Because::Retention => words::retention(lang),
        Because::ByMistake => words::by_mistake(lang),
        Because::Identity => words::identity(lang),
        Because::Child => words::child(lang),
        Because::Unknown => words::unknown(lang),
    }
}
