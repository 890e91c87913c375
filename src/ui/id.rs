//! Ids of elements that name one another.

use std::sync::atomic::{AtomicU32, Ordering};

/// An id that no other element of this page bears.
#[must_use]
pub fn fresh_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The id of an element, given to it where it has none.
#[must_use]
pub fn ensure_id(element: &web_sys::Element) -> String {
    if element.id().is_empty() {
        element.set_id(&fresh_id("e"));
    }
    element.id()
}
