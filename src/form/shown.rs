//! What is seen or heard beside words: pictures, recordings and films that came with the form. What is not on this device
//! is left out, and what is keeps its room from the beginning: nothing moves when it has been read.

use std::collections::BTreeMap;
use std::sync::Arc;

use dong_hanh_form::{Enclosed, Form, Lang, Media};
use leptos::prelude::*;

use crate::replica::{Medium, use_replica};
use crate::ui::Panel;
use crate::words::form as words;

/// The files of a form that is tried before it is published, as addresses by their names: no device has fetched them yet.
#[derive(Clone)]
pub struct AtHand(pub Arc<BTreeMap<String, String>>);

/// A file that can be shown: its address, as soon as it has been read.
#[derive(Clone)]
struct Shown {
    url: Signal<Option<String>>,
    size: Option<(u32, u32)>,
}

impl Shown {
    fn of(form: &Form, names: Option<&dong_hanh_form::Text>, lang: Lang) -> Option<Self> {
        let file: &Enclosed = form.file(names, lang)?;
        let at_hand = use_context::<AtHand>();
        let url = match at_hand.and_then(|at| Some(at.0.get(names?.get(lang))?.clone())) {
            Some(url) => Signal::stored(Some(url)),
            None => {
                let medium = use_replica().shown(&file.media)?;
                Signal::derive(move || match medium.get() {
                    Medium::Ready(url) => Some(url),
                    Medium::Loading | Medium::Missing => None,
                })
            }
        };
        let size = file.size;
        Some(Self { url, size })
    }

    /// The address of a picture; until it has been read, of nothing that takes the same room.
    fn picture(&self) -> impl Fn() -> String + Send + Sync + Clone + use<> {
        let (url, (width, height)) = (self.url, self.size.unwrap_or((4, 3)));
        move || {
            url.get().unwrap_or_else(|| {
                format!(
                    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'/%3E"
                )
            })
        }
    }
}

/// All that is seen or heard beside words, which say what it is.
pub(super) fn shown(form: &Form, media: &Media, said: Signal<String>, lang: Lang) -> AnyView {
    if media.is_empty() {
        return ().into_any();
    }
    let of = |names: &Option<dong_hanh_form::Text>| Shown::of(form, names.as_ref(), lang);
    let large = of(&media.big_image);
    let picture = of(&media.image).map(|picture| pictured(&picture, large, said, lang));
    view! { {picture} {played(form, media, said, lang)} }.into_any()
}

/// The same of a choice, inside its label, where its words stand beside it and say the same.
pub(super) fn pictured_choice(form: &Form, media: &Media, lang: Lang) -> Option<AnyView> {
    let picture = Shown::of(form, media.image.as_ref(), lang)?;
    Some(view! { <img class="choice-picture" src=picture.picture() alt="" /> }.into_any())
}

/// What is heard or played, which has buttons of its own.
pub(super) fn played(
    form: &Form,
    media: &Media,
    said: Signal<String>,
    lang: Lang,
) -> Option<AnyView> {
    let sound = Shown::of(form, media.audio.as_ref(), lang).map(|sound| {
        let named = move || words::sound_of(lang, &said.get());
        view! {
            <audio class="shown" controls preload="metadata" src=move || sound.url.get() aria-label=named></audio>
        }
    });
    let film = Shown::of(form, media.video.as_ref(), lang).map(|film| {
        let named = move || words::film_of(lang, &said.get());
        view! {
            <video class="shown" controls preload="metadata" src=move || film.url.get() aria-label=named></video>
        }
    });
    let any = sound.is_some() || film.is_some();
    any.then(|| view! { {sound} {film} }.into_any())
}

/// A picture; where there is a larger one of the same, a press shows it.
fn pictured(picture: &Shown, large: Option<Shown>, said: Signal<String>, lang: Lang) -> AnyView {
    let alt = move || words::picture_of(lang, &said.get());
    let (width, height) = picture.size.unzip();
    let image = view! {
        <img class="shown" src=picture.picture() width=width height=height alt=alt />
    };
    let Some(large) = large else {
        return image.into_any();
    };
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="shown-large" aria-haspopup="dialog" on:click=move |_| open.set(true)>
            {image}
            <span class="link">{words::look_closely(lang)}</span>
        </button>
        <Panel open=open title=said done=words::done(lang) whole=true>
            <img class="shown" src=large.picture() alt=alt />
        </Panel>
    }
    .into_any()
}
