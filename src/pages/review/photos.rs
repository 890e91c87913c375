//! The photos of a visit, which open at their full size, what was recorded, and files.

use dong_hanh_domain::consent::may_be_shown_in_reports;
use dong_hanh_domain::{HouseholdId, VisitId};
use dong_hanh_form::{Lang, MediaRef};
use dong_hanh_sync::ErasedPicture;
use leptos::prelude::*;

use crate::form::{FileView, SoundView, erased_view};
use crate::pages::office::ErasePicture;
use crate::replica::{Medium, use_replica};
use crate::ui::{Cells, Icon, Reason, Tone};
use crate::words::consent;
use crate::words::review as words;

/// Photos, in the order in which they were taken; one that has not arrived keeps its place.
#[component]
pub fn Photos(
    /// Which.
    photos: Vec<MediaRef>,
    /// Whether a child is in one of them, where somebody said so.
    child: Option<bool>,
    /// Those of them that the office has erased.
    #[prop(optional)]
    erased: Vec<ErasedPicture>,
    /// Whose they are, where an officer may erase one.
    #[prop(optional)]
    of: Option<(HouseholdId, VisitId)>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let (gone, photos): (Vec<_>, Vec<_>) = photos
        .into_iter()
        .partition(|media| erased.iter().any(|one| one.digest == media.sha256));
    let any_picture = photos.iter().any(MediaRef::is_picture);
    let withheld = (any_picture && !may_be_shown_in_reports(child)).then(|| {
        let words = match child {
            Some(_) => consent::child(lang),
            None => consent::child_unknown(lang),
        };
        view! { <Reason tone=Tone::Wait icon=Icon::Attention>{words}</Reason> }
    });
    let gone = gone
        .iter()
        .map(|media| view! { <li>{erased_view(lang, &erased, media)}</li> });
    let gone = gone.collect_view();
    let erasing = move |media: &MediaRef, number: usize| {
        let media = media.clone();
        of.map(|(household, visit)| view! { <ErasePicture household visit media number lang/> })
    };
    let places: Vec<_> = photos.iter().map(|media| replica.medium(media)).collect();
    let missing = missing(places.clone(), lang);
    let (others, photos): (Vec<_>, Vec<_>) = photos
        .into_iter()
        .zip(places)
        .partition(|(media, _)| !media.is_picture());
    let others = others
        .into_iter()
        .enumerate()
        .map(|(index, (media, _))| {
            let erase = erasing(&media, index + 1);
            let shown = match media.is_sound() {
                true => view! { <SoundView media number=index + 1 /> }.into_any(),
                false => view! { <FileView media /> }.into_any(),
            };
            view! { <li>{shown} {erase}</li> }
        })
        .collect_view();
    let photos = photos
        .into_iter()
        .enumerate()
        .map(|(index, (media, photo))| {
            let erase = erasing(&media, index + 1);
            let label = words::photo(lang, index + 1);
            let shown = move || match photo.get() {
                Medium::Ready(url) => view! {
                    <a class="photo" href=url.clone() target="_blank" rel="external noopener">
                        <img src=url.clone() alt=label.clone() loading="lazy"/>
                    </a>
                }
                .into_any(),
                Medium::Loading => view! {
                    <span class="photo">{Icon::Photo.view()} {label.clone()}</span>
                }
                .into_any(),
                Medium::Missing => view! {
                    <span class="photo">{Icon::Up.small()} {words::photo_waiting(lang)}</span>
                }
                .into_any(),
            };
            view! { <li>{shown} {erase}</li> }
        })
        .collect_view();
    view! { {missing} {withheld} <ul class="photos">{photos} {gone}</ul> <ul class="sounds">{others}</ul> }
        .into_any()
}

/// Where some that are named have not arrived: how many have. Without a network nobody knows.
fn missing(photos: Vec<ArcRwSignal<Medium>>, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    move || {
        let of = photos.len();
        let count = |is: fn(&Medium) -> bool| photos.iter().filter(|photo| photo.with(is)).count();
        let loading = count(|photo| *photo == Medium::Loading);
        let missing = count(|photo| *photo == Medium::Missing);
        if missing == 0 || loading > 0 || !replica.sync().online {
            return None;
        }
        let sentence = words::photos_missing(lang, of - missing, of);
        let cells =
            view! { <Cells done=of - missing of=of received=true label=sentence.clone() /> };
        Some(view! {
            <div class="narrow-1 mt-1">{cells}</div>
            <p class="small muted mt-1" aria-hidden="true">{sentence}</p>
        })
    }
}
