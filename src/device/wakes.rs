//! What wakes the sync: a timer, a network that is back, an app that comes to the front.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;

/// One timer.
#[derive(Debug, Default)]
pub struct Alarm(RefCell<Option<Timeout>>);

impl Alarm {
    /// Calls in so many milliseconds, instead of at any earlier wish, which is cancelled as it is dropped.
    pub fn set(&self, wait: u64, then: impl FnOnce() + 'static) {
        let wait = u32::try_from(wait).unwrap_or(u32::MAX);
        *self.0.borrow_mut() = Some(Timeout::new(wait, then));
    }
}

/// Whether nobody sees this page.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}

/// Listens as long as the app lives: `online` is called when the browser says that there is a network again, `shown`
/// when the app comes to the front. A browser that refuses leaves the timer and the button.
pub fn listen(online: impl Fn() + 'static, shown: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let online = Closure::<dyn Fn()>::new(online).into_js_value();
    let _ = window.add_event_listener_with_callback("online", online.unchecked_ref());
    let Some(document) = window.document() else {
        return;
    };
    let shown = Closure::<dyn Fn()>::new(move || {
        if !is_hidden() {
            shown();
        }
    });
    let shown = shown.into_js_value();
    let _ = document.add_event_listener_with_callback("visibilitychange", shown.unchecked_ref());
}
