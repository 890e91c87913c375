//! Whether anybody is there: how long ago the screen was touched, and how long it has been out of sight.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, HtmlInputElement};

use super::clock;
use super::wakes::is_hidden;

const MINUTE_MS: f64 = 60_000.0;

/// Out of sight for longer than this, in minutes, is gone.
const HIDDEN_MINUTES: f64 = 1.0;

/// The phone's own camera or its files lie over the app for so long at most, in minutes, before that is gone as well.
const PICKING_MINUTES: f64 = 10.0;

/// So often it is looked at, in milliseconds.
const LOOK_MS: u32 = 5_000;

/// What is known of whoever is there.
#[derive(Debug)]
struct Presence {
    touched: Cell<f64>,
    hidden: Cell<Option<f64>>,
    /// Since when the phone's camera or files are open, as far as that is known.
    picking: Cell<Option<f64>>,
}

impl Presence {
    fn is_gone(&self, after_minutes: f64) -> bool {
        let now = clock::monotonic_ms();
        let since = |moment: f64| (now - moment) / MINUTE_MS;
        let is_picking = |begun: f64| since(begun) < PICKING_MINUTES;
        if self.picking.get().is_some_and(is_picking) {
            return false;
        }
        let hidden = self
            .hidden
            .get()
            .is_some_and(|hidden| since(hidden) >= HIDDEN_MINUTES);
        hidden || since(self.touched.get()) >= after_minutes
    }
}

/// Calls `gone` whenever nobody has touched the app for so many minutes, or it was out of sight for one, as long as the
/// app lives. It is called again until somebody is there.
pub fn watch(after_minutes: impl Fn() -> u32 + 'static, gone: impl Fn() + 'static) {
    let now = clock::monotonic_ms();
    let presence = Rc::new(Presence {
        touched: Cell::new(now),
        hidden: Cell::new(is_hidden().then_some(now)),
        picking: Cell::new(None),
    });
    let look = {
        let presence = presence.clone();
        Rc::new(move || {
            if presence.is_gone(f64::from(after_minutes())) {
                gone();
            }
        })
    };
    for name in ["pointerdown", "keydown", "wheel", "scroll"] {
        let presence = presence.clone();
        listen(name, move |_| presence.touched.set(clock::monotonic_ms()));
    }
    let there = presence.clone();
    let looks = look.clone();
    listen("visibilitychange", move |_| {
        if is_hidden() {
            there.hidden.set(Some(clock::monotonic_ms()));
        } else {
            // Before anything is seen.
            looks();
            there.hidden.set(None);
            there.touched.set(clock::monotonic_ms());
        }
    });
    let picks = presence.clone();
    listen("click", move |event| {
        if is_picker(&event) {
            picks.picking.set(Some(clock::monotonic_ms()));
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
