//! The language that the screen speaks.

use dong_hanh_form::Lang;
use leptos::prelude::*;

/// The language. A plain value: when it changes, the whole screen is built anew.
#[must_use]
pub fn use_lang() -> Lang {
    use_context().unwrap_or_default()
}
