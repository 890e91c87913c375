//! A place on the earth, as the phone measures it or put on a map by hand.

use dong_hanh_form::{Lang, Place, Value, number_words};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::Asked;
use super::frame::{Shape, frame};
use super::map::Map;
use crate::device::place::{NoPlace, locate};
use crate::ui::{Banner, Button, Icon, Look, Tone};
use crate::words::form as words;

pub(super) fn place(asked: &Asked, on_map: bool) -> AnyView {
    let lang = asked.lang;
    let taken = {
        let asked = asked.clone();
        Memo::new(move |_| match asked.value() {
            Some(Value::Place(place)) => Some(place),
            _ => None,
        })
    };
    let put = {
        let asked = asked.clone();
        Callback::new(move |place| asked.put_value(Value::Place(place)))
    };
    let map = on_map.then(|| Map::around(asked, taken.get_untracked()));
    let found = {
        let map = map.clone();
        Callback::new(move |place| {
            put.run(place);
            if let Some(map) = &map {
                map.go_to(place);
            }
        })
    };
    let remove = {
        let asked = asked.clone();
        move |()| asked.put(None)
    };
    let filling = asked.filling;
    let state = move || {
        let words = match taken.get().map(Place::accuracy_m) {
            Some(_) if !filling.keeps_places() => words::place_rounded(lang),
            None if on_map => words::no_place_put(lang),
            None => return None,
            Some(0) => words::place_put(lang),
            Some(accuracy) => words::place_taken(lang, accuracy),
        };
        Some(view! { <p class="reason mt-3">{Icon::Pin.view()} <span>{words}</span></p> })
    };
    let take_words = Signal::derive(move || match (taken.read().is_some(), on_map) {
        (_, true) => words::place_here(lang),
        (true, false) => words::take_place_again(lang),
        (false, false) => words::take_place(lang),
    });
    let removing = move || {
        let remove = remove.clone();
        taken.read().is_some().then(|| {
            view! { <Button look=Look::Quiet on_press=remove>{words::remove_place(lang)}</Button> }
        })
    };
    let drawn = map.map(|map| {
        let marks = Signal::derive(move || taken.get().into_iter().collect());
        let label = words::map(lang);
        view! {
            {map.view(lang, label, marks, false, put)}
            {scale(lang, &map)}
            {by_cross(lang, map, put, words::put_here(lang))}
        }
    });
    let control = view! {
        {drawn}
        <div role="status">{state}</div>
        {locating(lang, take_words, found, removing.into_any())}
    };
    frame(asked, Shape::Group, control.into_any())
}

/// The button that asks the phone where it is, with others beside it, and why there is no place.
pub(crate) fn locating(
    lang: Lang,
    label: Signal<String>,
    found: Callback<Place>,
    beside: AnyView,
) -> AnyView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<NoPlace>);
    let take = move |()| {
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let place = locate().await;
            let _ = busy.try_set(false);
            match place {
                Ok(place) => found.run(place),
                Err(why) => drop(failed.try_set(Some(why))),
            }
        });
    };
    let verb = Signal::derive(move || busy.get().then(|| words::taking_place(lang)));
    let trouble = move || {
        failed.get().map(|why| {
            view! { <Banner tone=Tone::Wait icon=Icon::Pin title=why.text(lang) /> }
        })
    };
    view! {
        <div role="status">{trouble}</div>
        <div class="q-more">
            <Button look=Look::Secondary icon=Some(Icon::Pin) busy=verb on_press=take>{label}</Button>
            {beside}
        </div>
    }
    .into_any()
}

/// The button that puts a place where the cross is.
pub(super) fn by_cross(lang: Lang, map: Map, put: Callback<Place>, label: String) -> AnyView {
    let press = move |()| {
        if let Some(place) = map.middle() {
            put.run(place);
        }
    };
    let help = words::map_help(lang);
    view! {
        <p class="q-before">{help}</p>
        <div class="q-more"><Button look=Look::Secondary on_press=press>{label.clone()}</Button></div>
    }
    .into_any()
}

/// How much of the earth is seen.
pub(super) fn scale(lang: Lang, map: &Map) -> AnyView {
    let map = map.clone();
    let words = move || words::map_width(lang, &number_words(&map.width_m().to_string(), lang));
    view! { <p class="small muted num mt-1">{words}</p> }.into_any()
}
