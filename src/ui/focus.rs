//! Where the focus goes when the screen changes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the focus on the page's `h1`, so that a screen reader says where one has come to and Tab goes on
/// from the top.
pub fn focus_heading() {
    if let Ok(Some(heading)) = document().query_selector("h1") {
        let _ = heading.set_attribute("tabindex", "-1");
        focus(heading);
    }
}

/// Puts the focus on the element with this id, once the changes of this moment are on the page.
pub fn focus_soon(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            focus(element);
        }
    });
}

/// Puts the focus on the first element that a selector finds, once the changes of this moment are on the page.
pub fn focus_first(selector: String) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(&selector) {
            focus(element);
        }
    });
}

fn focus(element: web_sys::Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // Fails only for an element that cannot have the focus: then it stays where it was.
        let _ = element.focus();
    }
}
