//! Photos: taken with the phone's camera or drawn, made small and kept on the phone before they are shown.

use dong_hanh_form::{MediaRef, PhotoLook};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::Asked;
use super::frame::{Shape, frame};
use super::pad::pad;
use crate::device::camera::SIDE;
use crate::replica::{Medium, SaveError, use_replica};
use crate::ui::{Banner, Icon, Tone, use_lang};
use crate::words::consent::no_papers;
use crate::words::form as words;

pub(super) fn photo(asked: &Asked, max: u8, pixels: Option<u32>, look: PhotoLook) -> AnyView {
    let lang = asked.lang;
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let rows = {
        let asked = asked.clone();
        move || {
            let rows = asked.media().into_iter().enumerate();
            rows.map(|(index, media)| {
                let asked = asked.clone();
                let remove = {
                    let media = media.clone();
                    move |_| asked.filling.remove_media(&asked.path, &media)
                };
                view! {
                    <li>
                        <PhotoView media=media number=index + 1 />
                        <button type="button" class="btn quiet" aria-label=words::remove_photo(lang, index + 1) on:click=remove>
                            {Icon::Erase.small()}
                            {words::remove(lang)}
                        </button>
                    </li>
                }
            })
            .collect_view()
        }
    };
    let has_room = {
        let asked = asked.clone();
        Memo::new(move |_| asked.media().len() < usize::from(max))
    };
    let adding = {
        let asked = asked.clone();
        move || {
            has_room
                .get()
                .then(|| adding(&asked, pixels, look, busy, failed))
        }
    };
    let trouble = move || {
        failed.get().map(|error| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> }
        })
    };
    // Before the first picture; whoever draws or signs takes none.
    let is_camera = matches!(
        look,
        PhotoLook::Any | PhotoLook::Camera | PhotoLook::Annotated
    );
    let warning = {
        let asked = asked.clone();
        move || {
            let is_first = is_camera && asked.media().is_empty();
            is_first.then(|| view! { <p class="reason">{Icon::Attention.view()} <span>{no_papers(lang)}</span></p> })
        }
    };
    let control = view! {
        {warning}
        <ul class="photos">{rows} {adding}</ul>
        {trouble}
    };
    frame(asked, Shape::Group, control.into_any())
}

/// The ways to one more picture. Whoever cannot draw takes a photo of what was drawn on paper.
fn adding(
    asked: &Asked,
    pixels: Option<u32>,
    look: PhotoLook,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<SaveError>>,
) -> AnyView {
    let lang = asked.lang;
    let keep = |asked: &Asked| {
        let (asked, replica) = (asked.clone(), use_replica());
        move |file: web_sys::File| {
            busy.set(true);
            failed.set(None);
            let (visit, path) = (asked.filling.visit(), asked.path.clone());
            // Whoever goes on and finishes meanwhile finishes with it.
            let keeper = asked.filling.keeper();
            keeper.begin_taking();
            spawn_local(async move {
                let kept = replica
                    .keep_photo(visit, path, file, pixels.unwrap_or(SIDE))
                    .await;
                keeper.end_taking(None);
                let _ = busy.try_set(false);
                if let Err(error) = kept {
                    let _ = failed.try_set(Some(error));
                }
            });
        }
    };
    let drawn = match look {
        PhotoLook::Any | PhotoLook::Camera => None,
        look => Some(pad(asked, pixels, look, failed)),
    };
    let camera = (look != PhotoLook::Annotated).then(|| {
        let what = move || match (busy.get(), look) {
            (true, _) => words::keeping_photo(lang),
            (false, PhotoLook::Any | PhotoLook::Camera) => words::take_photo(lang),
            (false, _) => words::take_photo_of_paper(lang),
        };
        let picked = picking("image/*", true, busy, keep(asked));
        view! { <li>{tile(Icon::Camera, what, busy, picked)}</li> }
    });
    let stored = (look == PhotoLook::Any).then(|| {
        let picked = picking("image/*", false, busy, keep(asked));
        let what = move || words::pick_photo(lang);
        view! { <li>{tile(Icon::Photo, what, busy, picked)}</li> }
    });
    view! { {drawn} {camera} {stored} }.into_any()
}

/// A tile that opens what the phone has for choosing a file.
pub(super) fn tile(
    icon: Icon,
    words: impl Fn() -> String + Send + 'static,
    busy: RwSignal<bool>,
    input: AnyView,
) -> AnyView {
    view! {
        <label class="photo add" aria-busy=move || busy.get().then_some("true")>
            {icon.view()}
            {words}
            {input}
        </label>
    }
    .into_any()
}

/// The phone's own picker; `keep` is told the file.
pub(super) fn picking(
    accept: impl Into<String>,
    capture: bool,
    busy: RwSignal<bool>,
    keep: impl Fn(web_sys::File) + 'static,
) -> AnyView {
    let take = move |input: web_sys::HtmlInputElement| {
        let file = input.files().and_then(|files| files.get(0));
        // So that the same file can be taken again after it was removed.
        input.set_value("");
        if let Some(file) = file {
            keep(file);
        }
    };
    view! {
        <input
            class="vh"
            type="file"
            accept=accept.into()
            capture=capture.then_some("environment")
            disabled=busy
            on:change:target=move |event| take(event.target())
        />
    }
    .into_any()
}

/// A photo from this device or, where it is not here, from the office.
#[component]
pub fn PhotoView(
    /// Which.
    media: MediaRef,
    /// Its number among its neighbours, from 1.
    number: usize,
) -> impl IntoView {
    let lang = use_lang();
    let photo = use_replica().medium(&media);
    let shown = move || match photo.get() {
        Medium::Ready(url) => {
            view! { <img class="photo" src=url alt=words::photo(lang, number) /> }.into_any()
        }
        Medium::Loading => {
            view! { <span class="photo" role="status">{words::photo_loading(lang)}</span> }
                .into_any()
        }
        Medium::Missing => {
            view! { <span class="photo">{Icon::Photo.view()} {words::photo_elsewhere(lang)}</span> }
                .into_any()
        }
    };
    shown.into_any()
}
