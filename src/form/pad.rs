//! A signature, a drawing, or a drawing upon a photo: made on a sheet that fills the screen.

use dong_hanh_form::{Lang, PhotoLook, Value};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::PointerEvent;

use super::asked::Asked;
use super::keeper::Taken;
use super::photo::{picking, tile};
use crate::device::camera::{self, SIDE};
use crate::device::pad::Pad;
use crate::replica::SaveError;
use crate::ui::{Button, Icon, Look, Panel, focus_soon};
use crate::words::form as words;

/// The sheet for a signature, in pixels: as wide as it is needed on paper.
const SIGNATURE: (u32, u32) = (1000, 500);

/// The sheet for a drawing.
const DRAWING: (u32, u32) = (1000, 1000);

/// The tile that opens the sheet, and the sheet. What is drawn is kept however the sheet is closed.
pub(super) fn pad(
    asked: &Asked,
    pixels: Option<u32>,
    look: PhotoLook,
    failed: RwSignal<Option<SaveError>>,
) -> AnyView {
    let lang = asked.lang;
    let open = RwSignal::new(false);
    let sheet = StoredValue::new_local(None::<Pad>);
    let begin = move |pad: Result<Pad, wasm_bindgen::JsValue>| match pad {
        Ok(pad) => {
            sheet.set_value(Some(pad));
            open.set(true);
        }
        Err(_) => failed.set(Some(SaveError::Picture)),
    };
    keep_when_closed(asked, open, sheet, failed);
    let (icon, what) = match look {
        PhotoLook::Signature => (Icon::Edit, words::sign(lang)),
        PhotoLook::Annotated => (Icon::Camera, words::annotate(lang)),
        _ => (Icon::Edit, words::draw(lang)),
    };
    let title = asked.said();
    let opener = if look == PhotoLook::Annotated {
        let busy = RwSignal::new(false);
        let over = move |file: web_sys::File| {
            spawn_local(async move {
                let picture = camera::drawn(&file, pixels.unwrap_or(SIDE)).await;
                begin(picture.and_then(Pad::over));
            });
        };
        tile(
            icon,
            move || what.clone(),
            busy,
            picking("image/*", false, busy, over),
        )
    } else {
        let (width, height) = match look {
            PhotoLook::Signature => SIGNATURE,
            _ => DRAWING,
        };
        view! {
            <button type="button" class="photo add" on:click=move |_| begin(Pad::blank(width, height))>
                {icon.view()}
                {what}
            </button>
        }
        .into_any()
    };
    view! {
        <li>
            {opener}
            <Panel open title done=words::keep_drawing(lang) whole=true>
                {sheet_view(lang, open, sheet)}
            </Panel>
        </li>
    }
    .into_any()
}

type Sheet = StoredValue<Option<Pad>, LocalStorage>;

fn sheet_view(lang: Lang, open: RwSignal<bool>, sheet: Sheet) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    let drawn = RwSignal::new(false);
    let with = move |change: &dyn Fn(&mut Pad)| {
        sheet.update_value(|sheet| {
            if let Some(pad) = sheet {
                change(pad);
                drawn.set(!pad.is_blank());
            }
        });
    };
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            sheet.with_value(|sheet| {
                if let Some(pad) = sheet {
                    // Fails only for a page that is gone.
                    let _ = place.append_child(pad.canvas());
                }
            });
        }
    });
    // A sheet that cannot be drawn anew keeps the stroke on the screen, and loses it with the next one.
    let undo = move |()| with(&|pad| drop(pad.undo()));
    let clear = move |()| with(&|pad| drop(pad.clear()));
    let discard = move |()| {
        sheet.set_value(None);
        open.set(false);
    };
    let down = move |event: PointerEvent| with(&|pad| pad.down(&event));
    let go = move |event: PointerEvent| with(&|pad| pad.go(&event));
    let up = move |_: PointerEvent| with(&|pad| pad.up());
    view! {
        <div
            class="pad"
            role="img"
            aria-label=words::pad(lang)
            node_ref=place
            on:pointerdown=down
            on:pointermove=go
            on:pointerup=up
            on:pointercancel=up
        ></div>
        <div class="q-more">
            <Button look=Look::Secondary on_press=undo>{words::undo(lang)}</Button>
            <Button look=Look::Quiet on_press=clear>{words::clear(lang)}</Button>
            <Button look=Look::Quiet on_press=discard>{words::discard_drawing(lang)}</Button>
        </div>
        <p class="vh" role="status">{move || if drawn.get() { String::new() } else { words::nothing_drawn(lang) }}</p>
    }
    .into_any()
}

fn keep_when_closed(
    asked: &Asked,
    open: RwSignal<bool>,
    sheet: Sheet,
    failed: RwSignal<Option<SaveError>>,
) {
    let asked = asked.clone();
    let keep = move || {
        let drawn = sheet.try_update_value(Option::take).flatten();
        let Some(pad) = drawn.filter(|pad| !pad.is_blank()) else {
            return;
        };
        let (keeper, question) = (asked.filling.keeper(), asked.path.clone());
        keeper.begin_taking();
        // The tile that opened the sheet may be gone with it.
        focus_soon(asked.id());
        spawn_local(async move {
            let packed = camera::packed(pad.canvas(), pad.mime()).await;
            let taken = packed.map(|(media, bytes)| Taken {
                question,
                media,
                bytes,
                answer: Value::Photos,
            });
            if taken.is_err() {
                let _ = failed.try_set(Some(SaveError::Picture));
            }
            keeper.end_taking(taken.ok());
        });
    };
    let (when_left, when_hidden) = (keep.clone(), keep.clone());
    // A phone may end a hidden page without another word.
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        when_hidden();
        open.set(false);
    });
    // Whoever goes to another part keeps what was drawn so far.
    on_cleanup(move || {
        when_left();
        hidden.remove();
    });
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            keep();
        }
        is
    });
}
