//! Whether something on the page is near to what is seen of it.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// What scrolls around the parts of a form. What a browser looks out for counts from the edge of that.
const SCROLLERS: &str = ".scroll, .phone-scroll";

/// How far below the screen something is near: about two screens of a phone.
const NEAR: &str = "0px 0px 1600px 0px";

/// Looks out as long as it lives.
pub struct Lookout {
    observer: IntersectionObserver,
    _told: Closure<dyn FnMut(Array)>,
}

impl Lookout {
    /// Tells when an element is near, also if it is already. None where the browser cannot look.
    #[must_use]
    pub fn for_element(element: &Element, mut near: impl FnMut() + 'static) -> Option<Self> {
        let told = Closure::new(move |entries: Array| {
            let mut entries = entries.iter().map(JsCast::unchecked_into);
            if entries.any(|entry: IntersectionObserverEntry| entry.is_intersecting()) {
                near();
            }
        });
        let how = IntersectionObserverInit::new();
        how.set_root_margin(NEAR);
        let around = element.closest(SCROLLERS).ok().flatten();
        how.set_root(around.as_ref());
        let told_by = told.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(told_by, &how).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _told: told,
        })
    }
}

impl Drop for Lookout {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
