//! A film or another file, chosen by the phone's own picker and kept as it is.

use dong_hanh_form::{LARGEST_FILE, MediaKind, MediaRef};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::Asked;
use super::frame::{Shape, frame};
use super::photo::{picking, tile};
use crate::replica::{Medium, use_replica};
use crate::ui::{Banner, Button, Icon, Look, Tone, bytes, use_lang};
use crate::words::form as words;

pub(super) fn film(asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let (record, pick) = (words::take_film(lang), words::pick_film(lang));
    file_of(asked, MediaKind::is_film, record, pick)
}

pub(super) fn file(asked: &Asked) -> AnyView {
    file_of(asked, |_| true, String::new(), words::pick_file(asked.lang))
}

/// One file of the kinds that are taken here; `record` are the words that open the camera, if any do.
fn file_of(asked: &Asked, takes: fn(MediaKind) -> bool, record: String, pick: String) -> AnyView {
    let lang = asked.lang;
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let keep = {
        let (asked, replica) = (asked.clone(), use_replica());
        move |file: web_sys::File| {
            if let Some(why) = unfit(&asked, takes, &file) {
                return failed.set(Some(why));
            }
            busy.set(true);
            failed.set(None);
            let (visit, path) = (asked.filling.visit(), asked.path.clone());
            // Whoever goes on and finishes meanwhile finishes with it.
            let keeper = asked.filling.keeper();
            keeper.begin_taking();
            spawn_local(async move {
                let kept = replica.keep_file(visit, path, file).await;
                keeper.end_taking(None);
                let _ = busy.try_set(false);
                if let Err(error) = kept {
                    let _ = failed.try_set(Some(error.text(lang)));
                }
            });
        }
    };
    let rows = {
        let asked = asked.clone();
        move || {
            let rows = asked.media().into_iter().map(|media| {
                let asked = asked.clone();
                let remove = {
                    let media = media.clone();
                    move |()| asked.filling.remove_media(&asked.path, &media)
                };
                view! {
                    <li>
                        <FileView media />
                        <Button look=Look::Quiet icon=Icon::Erase on_press=remove>{words::remove_file(lang)}</Button>
                    </li>
                }
            });
            rows.collect_view()
        }
    };
    let has_none = {
        let asked = asked.clone();
        Memo::new(move |_| asked.media().is_empty())
    };
    let kinds = MediaKind::ALL.into_iter().filter(|kind| takes(*kind));
    let accept = kinds
        .map(MediaKind::media_type)
        .collect::<Vec<_>>()
        .join(",");
    let adding = move || {
        has_none.get().then(|| {
            let (record, pick, keep) = (record.clone(), pick.clone(), keep.clone());
            let camera = (!record.is_empty()).then(|| {
                let picked = picking(accept.clone(), true, busy, keep.clone());
                view! { <li>{tile(Icon::Camera, move || record.clone(), busy, picked)}</li> }
            });
            let what = move || match busy.get() {
                true => words::keeping_file(lang),
                false => pick.clone(),
            };
            let picked = picking(accept.clone(), false, busy, keep);
            view! { {camera} <li>{tile(Icon::File, what, busy, picked)}</li> }
        })
    };
    let trouble = move || {
        failed.get().map(|why| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=why /> }
        })
    };
    let control = view! {
        <ul class="sounds">{rows}</ul>
        <ul class="photos">{adding}</ul>
        <div role="status">{trouble}</div>
    };
    frame(asked, Shape::Group, control.into_any())
}

/// Why a file cannot be kept.
fn unfit(asked: &Asked, takes: fn(MediaKind) -> bool, file: &web_sys::File) -> Option<String> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let size = file.size() as u64;
    if size > LARGEST_FILE {
        let size = bytes(asked.lang, size);
        return Some(words::file_too_large(asked.lang, &size));
    }
    let is_taken = MediaKind::of(&file.type_()).is_some_and(takes);
    (!is_taken).then(|| words::file_not_taken(asked.lang))
}

/// A film or a file from this device or, where it is not here, from the office.
#[component]
pub fn FileView(
    /// Which.
    media: MediaRef,
) -> impl IntoView {
    let lang = use_lang();
    let file = use_replica().medium(&media);
    let size = bytes(lang, media.bytes.into());
    let shown = move || {
        match file.get() {
        Medium::Ready(url) if media.is_film() => {
            view! { <video class="film" controls preload="metadata" src=url aria-label=words::film(lang)></video> }
                .into_any()
        }
        Medium::Ready(url) => {
            view! { <a class="link tall" href=url download>{words::file(lang, &size)}</a> }.into_any()
        }
        Medium::Loading => {
            view! { <span role="status">{words::file_loading(lang)}</span> }.into_any()
        }
        Medium::Missing => view! { <span>{words::file_elsewhere(lang)}</span> }.into_any(),
    }
    };
    shown.into_any()
}
