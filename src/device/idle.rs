//! Whether anybody is there: how long ago the screen was touched, and how long it has been out of sight.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, HtmlInputElement, HtmlTextAreaElement};

use super::clock;
use super::wakes::is_hidden;

const MINUTE_MS: f64 = 60_000.0;

/// Out of sight for longer than this, in minutes, is gone.
const HIDDEN_MINUTES: f64 = 1.0;

/// The phone's own camera or its files lie over the app for so long at most, in minutes, before that is gone as well.
const PICKING_MINUTES: f64 = 10.0;

/// What is not sent or not stored is waited for so many minutes more, where whoever watches lets it.
const LONG_MINUTES: f64 = 15.0;

/// So often it is looked at, in milliseconds.
const LOOK_MS: u32 = 5_000;

/// Nobody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// Since a moment ago.
    Just,
    /// For so long that nothing is waited for.
    Long,
}

/// A moment by two clocks: the one stands still while a phone sleeps, the other can be set.
#[derive(Clone, Copy, Debug)]
struct Moment {
    mono_ms: f64,
    date_ms: f64,
}

impl Moment {
    fn now() -> Self {
        Self {
            mono_ms: clock::monotonic_ms(),
            date_ms: js_sys::Date::now(),
        }
    }

    /// Minutes since then, by the clock by which it is longer.
    fn minutes(self) -> f64 {
        let now = Self::now();
        (now.mono_ms - self.mono_ms).max(now.date_ms - self.date_ms) / MINUTE_MS
    }
}

/// What is known of whoever is there.
#[derive(Debug)]
struct Presence {
    touched: Cell<Moment>,
    hidden: Cell<Option<Moment>>,
    /// Since when the phone's camera or files are open, as far as that is known.
    picking: Cell<Option<Moment>>,
}

impl Presence {
    fn away(&self, after_minutes: f64) -> Option<Away> {
        let is_picking = |begun: Moment| begun.minutes() < PICKING_MINUTES;
        if self.picking.get().is_some_and(is_picking) {
            return None;
        }
        let hidden = self.hidden.get();
        let hidden = hidden.map(|hidden| hidden.minutes() - HIDDEN_MINUTES);
        let touched = self.touched.get().minutes() - after_minutes;
        match hidden.map_or(touched, |hidden| hidden.max(touched)) {
            LONG_MINUTES.. => Some(Away::Long),
            0.0.. => Some(Away::Just),
            _ => None,
        }
    }
}

/// Calls `gone` whenever nobody has touched the app for so many minutes, or it was out of sight for one, as long as the
/// app lives. It is called again until somebody is there.
pub fn watch(after_minutes: impl Fn() -> u32 + 'static, gone: impl Fn(Away) + 'static) {
    let presence = Rc::new(Presence {
        touched: Cell::new(Moment::now()),
        hidden: Cell::new(is_hidden().then(Moment::now)),
        picking: Cell::new(None),
    });
    let look = {
        let presence = presence.clone();
        Rc::new(move || {
            if let Some(away) = presence.away(f64::from(after_minutes())) {
                gone(away);
            }
        })
    };
    for name in [
        "pointerdown",
        "touchstart",
        "keydown",
        "input",
        "focusin",
        "wheel",
        "scroll",
    ] {
        let presence = presence.clone();
        listen(name, move |_| presence.touched.set(Moment::now()));
    }
    let there = presence.clone();
    let looks = look.clone();
    listen("visibilitychange", move |_| {
        if is_hidden() {
            there.hidden.set(Some(Moment::now()));
        } else {
            // Before anything is seen.
            looks();
            there.hidden.set(None);
            there.touched.set(Moment::now());
        }
    });
    let picks = presence.clone();
    listen("click", move |event| {
        if is_picker(&event) {
            picks.picking.set(Some(Moment::now()));
        }
    });
    for name in ["change", "cancel"] {
        let presence = presence.clone();
        listen(name, move |event| {
            if is_picker(&event) {
                presence.picking.set(None);
            }
        });
    }
    Interval::new(LOOK_MS, move || look()).forget();
}

/// Whether something is typed that is nowhere but on the screen, as in a dialog or on a page marked `data-unkept`, or
/// is being made, as `data-making` says.
#[must_use]
pub fn is_typing() -> bool {
    const PLACES: &str = "[data-making], dialog[open] textarea, dialog[open] input, \
         [data-unkept] textarea, [data-unkept] input";
    let Ok(found) = document().query_selector_all(PLACES) else {
        return false;
    };
    let fields = (0..found.length()).filter_map(|at| found.item(at));
    fields.into_iter().any(|node| {
        let text = node
            .dyn_ref::<HtmlTextAreaElement>()
            .map(HtmlTextAreaElement::value)
            .or_else(|| {
                let field = node.dyn_ref::<HtmlInputElement>()?;
                let is_text = !["radio", "checkbox", "file"].contains(&field.type_().as_str());
                is_text.then(|| field.value())
            });
        match text {
            Some(text) => !text.is_empty(),
            // What is being made is no field; boxes are ticked again in a moment.
            None => node.dyn_ref::<HtmlInputElement>().is_none(),
        }
    })
}

/// Whether an event is one of a field for files, which the phone fills with its camera or its own list.
fn is_picker(event: &Event) -> bool {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.type_() == "file")
}

fn listen(name: &str, heard: impl Fn(Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(heard).into_js_value();
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_passive(true);
    // A browser that refuses leaves locking by hand.
    let _ = document().add_event_listener_with_callback_and_add_event_listener_options(
        name,
        heard.unchecked_ref(),
        &options,
    );
}
