//! The photos of a visit; each opens at its full size.

use dong_hanh_form::{Lang, MediaRef};
use leptos::prelude::*;

use crate::replica::{Photo, use_replica};
use crate::ui::Icon;
use crate::words::review as words;

/// Photos, in the order in which they were taken; one that has not arrived keeps its place.
#[component]
pub fn Photos(
    /// Which.
    photos: Vec<MediaRef>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let photos = photos
        .into_iter()
        .enumerate()
        .map(|(index, media)| {
            let photo = replica.photo(&media);
            let label = words::photo(lang, index + 1);
            let shown = move || match photo.get() {
                Photo::Ready(url) => view! {
                    <a class="photo" href=url.clone() target="_blank" rel="external noopener">
                        <img src=url.clone() alt=label.clone() loading="lazy"/>
                    </a>
                }
                .into_any(),
                Photo::Loading => view! {
                    <span class="photo">{Icon::Photo.view()} {label.clone()}</span>
                }
                .into_any(),
                Photo::Missing => view! {
                    <span class="photo">{Icon::Up.small()} {words::photo_waiting(lang)}</span>
                }
                .into_any(),
            };
            view! { <li>{shown}</li> }
        })
        .collect_view();
    view! { <ul class="photos">{photos}</ul> }.into_any()
}
