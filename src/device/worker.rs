//! The service worker that keeps the app on this device; `public/sw.js` says what is spoken with it.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, VisibilityState,
};

use super::clock;
use super::locks::{self, Ask};

/// While the app is open it looks for a new build this often, in milliseconds, or when it comes to the front.
const LOOK_MS: u32 = 4 * 60 * 60 * 1000;

/// Coming to the front again within so many milliseconds is no reason to look.
const LOOK_AT_MOST_MS: f64 = 60.0 * 60.0 * 1000.0;

/// How far a new build has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Update {
    /// There is none.
    #[default]
    None,
    /// It waits to be started.
    Ready,
    /// It was asked to start, and the page will be loaded anew.
    Starting,
    /// It waits still, as a form is open in some tab.
    FormOpen,
}

thread_local! {
    static UPDATE: ArcRwSignal<Update> = ArcRwSignal::new(Update::None);
    static HOLDS: Cell<usize> = const { Cell::new(0) };
    static RELOAD: Cell<bool> = const { Cell::new(false) };
}

/// How far a new build has come.
#[must_use]
pub fn update() -> Signal<Update> {
    UPDATE.with(|update| update.clone().into())
}

fn moved(to: Update) {
    UPDATE.with(|update| update.set(to));
}

/// Registers the worker and tells it that this build has started.
pub fn register() {
    let Some(container) = container() else { return };
    let controlled = Cell::new(container.controller().is_some());
    let changed = Closure::<dyn Fn()>::new(move || {
        // The first worker of a page takes charge without being a new build; those after it are new builds.
        if controlled.replace(true) {
            RELOAD.set(true);
            reload_if_free();
        } else {
            say_started();
        }
    });
    container.set_oncontrollerchange(Some(changed.into_js_value().unchecked_ref()));
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let kind = Reflect::get(&event.data(), &"type".into());
        if kind.is_ok_and(|kind| kind == "refused") {
            moved(Update::FormOpen);
        }
    });
    container.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(container.register(entry().1)).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        say_started();
        watch(&registration);
        look_now_and_then(registration);
    });
}

/// Loads the page anew, where a worker in charge can give it without a network; whether it does.
pub fn begin_anew() -> bool {
    let is_kept = container().is_some_and(|container| container.controller().is_some());
    let window = web_sys::window().filter(|_| is_kept);
    window.is_some_and(|window| window.location().reload().is_ok())
}

/// Tells the worker in charge, if there is one, that this page's build has started.
fn say_started() {
    let Some(worker) = container().and_then(|container| container.controller()) else {
        return;
    };
    let build = document()
        .document_element()
        .and_then(|page| page.get_attribute("data-build"));
    say(
        &worker,
        &[
            ("type", "started".into()),
            ("build", build.unwrap_or_default().into()),
        ],
    );
}

/// An app that stays open for days learns of a new build as well.
fn look_now_and_then(registration: ServiceWorkerRegistration) {
    let last = Cell::new(clock::monotonic_ms());
    let look = Rc::new(move |at_least: f64| {
        if clock::monotonic_ms() - last.get() >= at_least {
            last.set(clock::monotonic_ms());
            let Ok(looked) = registration.update() else {
                return;
            };
            // Without a network there is none; a later look finds it.
            spawn_local(async move { drop(JsFuture::from(looked).await) });
        }
    });
    let often = look.clone();
    Interval::new(LOOK_MS, move || often(0.0)).forget();
    let shown = Closure::<dyn Fn()>::new(move || {
        if document().visibility_state() == VisibilityState::Visible {
            look(LOOK_AT_MOST_MS);
        }
    });
    // A listener of the app's lifetime; a browser that refuses it leaves the timer.
    let _ = document().add_event_listener_with_callback(
        "visibilitychange",
        shown.into_js_value().unchecked_ref(),
    );
}

/// Starts the new build; the page is loaded anew as soon as no form is open.
pub fn apply_update() {
    let Some(container) = container() else { return };
    moved(Update::Starting);
    spawn_local(async move {
        let registration = container.get_registration();
        let Ok(registration) = JsFuture::from(registration).await else {
            return;
        };
        if let Some(waiting) = registration
            .dyn_into::<ServiceWorkerRegistration>()
            .ok()
            .and_then(|registration| registration.waiting())
        {
            say(&waiting, &[("type", "activate".into())]);
        }
    });
}

/// Keeps updates away while it lives: a form is open.
#[must_use]
pub struct UpdateHold {
    release: Rc<Cell<Option<js_sys::Function>>>,
}

/// Says that a form is open, to this page and, by a lock that dies with the tab, to the worker.
pub fn hold_update() -> UpdateHold {
    HOLDS.set(HOLDS.get() + 1);
    let release = Rc::new(Cell::new(None));
    let resolve = release.clone();
    let until = Promise::new(&mut |done, _| resolve.set(Some(done)));
    // The worker asks for this lock before it gives way to a new build.
    let _ = locks::request(&format!("{}:form", entry().0), Ask::Share, move |_| until);
    UpdateHold { release }
}

impl Drop for UpdateHold {
    fn drop(&mut self) {
        HOLDS.set(HOLDS.get().saturating_sub(1));
        if let Some(release) = self.release.take() {
            // Resolving a promise of our own does not fail.
            let _ = release.call0(&JsValue::NULL);
        }
        reload_if_free();
    }
}

fn reload_if_free() {
    if RELOAD.get() && HOLDS.get() == 0 {
        RELOAD.set(false);
        // A page that cannot be reloaded goes on with the old build.
        let _ = web_sys::window().map(|window| window.location().reload());
    }
}

/// Notices when a new build has arrived whole and waits.
fn watch(registration: &ServiceWorkerRegistration) {
    let look = {
        let registration = registration.clone();
        move || {
            if registration.waiting().is_some() && registration.active().is_some() {
                moved(Update::Ready);
            }
        }
    };
    look();
    let found = registration.clone();
    let on_found = Closure::<dyn Fn()>::new(move || {
        let Some(worker) = found.installing() else {
            return;
        };
        let look = look.clone();
        let moved = Closure::<dyn Fn()>::new(look.clone()).into_js_value();
        worker.set_onstatechange(Some(moved.unchecked_ref()));
    });
    registration.set_onupdatefound(Some(on_found.into_js_value().unchecked_ref()));
}

fn say(worker: &ServiceWorker, fields: &[(&str, JsValue)]) {
    let message = Object::new();
    for (name, value) in fields {
        // An object of our own takes any property.
        let _ = Reflect::set(&message, &(*name).into(), value);
    }
    // A worker that is gone by now is replaced by the next start.
    let _ = worker.post_message(&message);
}

/// Which entry of the app this page is, and its worker.
fn entry() -> (&'static str, &'static str) {
    let path = web_sys::window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default();
    if path.starts_with("/office") {
        ("office", "/office/sw.js")
    } else {
        ("phone", "/sw.js")
    }
}

/// Pages without a secure origin have no worker.
fn container() -> Option<ServiceWorkerContainer> {
    let container = web_sys::window()?.navigator().service_worker();
    (!container.is_undefined()).then_some(container)
}
