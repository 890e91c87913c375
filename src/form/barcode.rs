//! What a code says: read by the camera where the browser can, or typed.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use dong_hanh_form::Value;

use super::asked::Asked;
use super::frame::{Shape, frame};
use super::text;
use super::typed::field;
use crate::device::barcode;
use crate::ui::{Banner, Button, Icon, Look, Panel, Tone};
use crate::words::form as words;

pub(super) fn barcode(asked: &Asked) -> AnyView {
    let typed = field(asked, text::LINE, None);
    let reading = barcode::is_there().then(|| reading(asked));
    frame(asked, Shape::Field, view! { {typed} {reading} }.into_any())
}

fn reading(asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let open = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let video = NodeRef::<html::Video>::new();
    let asked = asked.clone();
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        let asked = asked.clone();
        spawn_local(async move {
            let goes_on = || open.try_get_untracked().unwrap_or(false);
            let read = barcode::read(&video, goes_on).await;
            match read {
                Ok(Some(code)) => asked.put_value(Value::Text(code)),
                Ok(None) => {}
                Err(why) => drop(failed.try_set(Some(why.text(lang)))),
            }
            let _ = open.try_set(false);
        });
    });
    let press = move |()| {
        failed.set(None);
        open.set(true);
    };
    let trouble = move || {
        let why = failed.get()?;
        Some(view! { <Banner tone=Tone::Wait icon=Icon::Camera title=why /> })
    };
    view! {
        <div class="q-more">
            <Button look=Look::Secondary icon=Icon::Camera on_press=press>{words::read_code(lang)}</Button>
        </div>
        <div role="status">{trouble}</div>
        <Panel open title=words::read_code(lang) done=words::close(lang)>
            <p>{words::hold_code(lang)}</p>
            <video class="viewfinder" node_ref=video muted playsinline aria-hidden="true"></video>
        </Panel>
    }
    .into_any()
}
