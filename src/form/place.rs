//! A place on the earth, as the phone measures it.

use dong_hanh_form::Value;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::Asked;
use super::frame::{Shape, frame};
use crate::device::place::{NoPlace, locate};
use crate::ui::{Banner, Button, Icon, Look, Tone};
use crate::words::form as words;

pub(super) fn place(asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<NoPlace>);
    let taken = {
        let asked = asked.clone();
        Memo::new(move |_| match asked.value() {
            Some(Value::Place(place)) => Some(place),
            _ => None,
        })
    };
    let take = {
        let asked = asked.clone();
        move |()| {
            busy.set(true);
            failed.set(None);
            let asked = asked.clone();
            spawn_local(async move {
                let found = locate().await;
                let _ = busy.try_set(false);
                match found {
                    Ok(place) => asked.put_value(Value::Place(place)),
                    Err(why) => drop(failed.try_set(Some(why))),
                }
            });
        }
    };
    let remove = {
        let asked = asked.clone();
        move |()| asked.put(None)
    };
    let verb = Signal::derive(move || busy.get().then(|| words::taking_place(lang)));
    let state = move || {
        taken.get().map(|place| {
            let words = words::place_taken(lang, place.accuracy_m());
            view! { <p class="reason mt-3">{Icon::Pin.view()} <span>{words}</span></p> }
        })
    };
    let trouble = move || {
        failed.get().map(|why| {
            view! { <Banner tone=Tone::Wait icon=Icon::Pin title=why.text(lang) /> }
        })
    };
    let take_words = move || {
        if taken.read().is_some() {
            words::take_place_again(lang)
        } else {
            words::take_place(lang)
        }
    };
    let removing = move || {
        let remove = remove.clone();
        taken.read().is_some().then(|| {
            view! { <Button look=Look::Quiet on_press=remove>{words::remove_place(lang)}</Button> }
        })
    };
    let control = view! {
        <div role="status">{state} {trouble}</div>
        <div class="q-more">
            <Button look=Look::Secondary icon=Some(Icon::Pin) busy=verb on_press=take>{take_words}</Button>
            {removing}
        </div>
    };
    frame(asked, Shape::Group, control.into_any())
}
