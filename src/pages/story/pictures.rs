//! Small pictures of a visit in the story.

use dong_hanh_form::{Lang, MediaRef};
use leptos::prelude::*;

use crate::form::PhotoView;
use crate::replica::Replica;
use crate::words::story as words;

/// How many are shown of a visit.
const AT_MOST: usize = 3;

/// Those of a visit; `fetch` brings them from the office, which costs a volunteer money and an officer none. Of those
/// that are not shown their number.
#[must_use]
pub fn pictures(lang: Lang, replica: Replica, media: &[MediaRef], fetch: bool) -> AnyView {
    let photos = media
        .iter()
        .filter(|media| media.mime.starts_with("image/"));
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
    let shown = (!shown.is_empty()).then(|| view! { <ul class="photos narrow">{shown}</ul> });
    view! { {shown} {said} }.into_any()
}
