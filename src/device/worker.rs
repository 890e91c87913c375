//! The service worker that keeps the app on this device; `public/sw.js` says what is spoken with it.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::locks::{self, Ask};

thread_local! {
    static READY: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static HOLDS: Cell<usize> = const { Cell::new(0) };
    static RELOAD: Cell<bool> = const { Cell::new(false) };
}

/// Whether a new build waits to be started.
#[must_use]
pub fn update_ready() -> Signal<bool> {
    READY.with(|ready| ready.clone().into())
}

/// Registers the worker and tells it that this build has started.
pub fn register() {
    let Some(container) = container() else { return };
    let controlled = container.controller().is_some();
    let changed = Closure::<dyn Fn()>::new(move || {
        // The first worker of a page takes charge without being a new build.
        if controlled {
            RELOAD.set(true);
            reload_if_free();
        }
    });
    container.set_oncontrollerchange(Some(changed.into_js_value().unchecked_ref()));
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(container.register(entry().1)).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if let Some(worker) = container.controller() {
            let build = web_sys::window().and_then(|window| {
                window
                    .document()?
                    .document_element()?
                    .get_attribute("data-build")
            });
            say(
                &worker,
                &[
                    ("type", "started".into()),
                    ("build", build.unwrap_or_default().into()),
                ],
            );
        }
        watch(&registration);
    });
}

/// Starts the new build; the page is loaded anew as soon as no form is open.
pub fn apply_update() {
    let Some(container) = container() else { return };
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
                READY.with(|ready| ready.set(true));
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
