//! Small pictures of a visit in the story.

use dong_hanh_form::{Lang, MediaRef};
use leptos::prelude::*;

use super::found::Found;
use crate::form::{PhotoView, erased_view};
use crate::replica::Replica;
use crate::words::story as words;

/// How many are shown of a visit.
const AT_MOST: usize = 3;

/// Those of a visit; `fetch` brings them from the office, which costs a volunteer money and an officer none. Of those
/// that are not shown their number, and of those that the office has erased that they are.
#[must_use]
pub fn pictures(lang: Lang, replica: Replica, found: &Found, fetch: bool) -> AnyView {
    let photos = found.photos.iter();
    let photos = photos.filter(|media| media.mime.starts_with("image/"));
    let is_gone = |media: &&MediaRef| {
        let mut erased = found.erased.iter();
        erased.any(|one| one.digest == media.sha256)
    };
    let (gone, photos): (Vec<_>, Vec<_>) = photos.partition(is_gone);
    let gone = gone.into_iter();
    let gone = gone.map(|media| view! { <li>{erased_view(lang, &found.erased, media)}</li> });
    let gone: Vec<_> = gone.collect();
    let photos = photos.into_iter();
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        photos.partition(|photo| fetch || replica.has_photo(photo));
    let more = here.len().saturating_sub(AT_MOST);
    let shown = here.into_iter().take(AT_MOST).cloned().enumerate();
    let shown: Vec<_> = shown
        .map(|(at, media)| view! { <li><PhotoView media number=at + 1 /></li> })
        .collect();
    let said = [
        (more > 0).then(|| words::more_photos(lang, more)),
        (!elsewhere.is_empty()).then(|| words::photos_elsewhere(lang, elsewhere.len())),
    ];
    let said = said.into_iter().flatten();
    let said = said.map(|text| view! { <p class="small muted">{text}</p> });
    let said = said.collect_view();
    let shown = (!shown.is_empty() || !gone.is_empty())
        .then(|| view! { <ul class="photos narrow">{shown} {gone}</ul> });
    view! { {shown} {said} }.into_any()
}
