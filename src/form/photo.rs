//! Photos: taken with the phone's camera, made smaller and kept on the phone before they are shown.

use dong_hanh_form::{Answer, MediaRef, Value};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::asked::Asked;
use super::frame::{Shape, frame};
use crate::replica::{Medium, SaveError, use_replica};
use crate::ui::{Banner, Icon, Tone, use_lang};
use crate::words::form as words;

pub(super) fn photo(asked: &Asked, max: u8) -> AnyView {
    let replica = use_replica();
    let lang = asked.lang;
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let of = {
        let asked = asked.clone();
        move || photos(asked.answer())
    };
    let left = {
        let of = of.clone();
        Memo::new(move |_| usize::from(max).saturating_sub(of().len()))
    };

    let take = {
        let asked = asked.clone();
        move |event: leptos::ev::Event| {
            let Some(input) = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
            else {
                return;
            };
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            // So that the same picture can be taken again after it was removed.
            input.set_value("");
            busy.set(true);
            failed.set(None);
            let (visit, path) = (asked.filling.visit(), asked.path.clone());
            // Whoever goes on and finishes meanwhile finishes with it.
            let keeper = asked.filling.keeper();
            keeper.begin_taking();
            spawn_local(async move {
                let kept = replica.keep_photo(visit, path, file).await;
                keeper.end_taking(None);
                let _ = busy.try_set(false);
                if let Err(error) = kept {
                    let _ = failed.try_set(Some(error));
                }
            });
        }
    };

    let rows = {
        let asked = asked.clone();
        move || {
            let rows = of().into_iter().enumerate();
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
    let adding = move || {
        let what = if busy.get() {
            words::keeping_photo(lang)
        } else {
            words::take_photo(lang)
        };
        let take = take.clone();
        (left.get() > 0).then(|| {
            view! {
                <label class="photo add" aria-busy=move || busy.get().then_some("true")>
                    {Icon::Camera.view()}
                    {what}
                    <input class="vh" type="file" accept="image/*" capture="environment" disabled=busy on:change=take />
                </label>
            }
        })
    };
    let trouble = move || {
        failed.get().map(|error| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> }
        })
    };
    let control = view! {
        <ul class="photos">{rows} <li>{adding}</li></ul>
        {trouble}
    };
    frame(asked, Shape::Group, control.into_any())
}

fn photos(answer: Option<Answer>) -> Vec<MediaRef> {
    match answer {
        Some(Answer::Given(Value::Photos(photos))) => photos,
        _ => Vec::new(),
    }
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
