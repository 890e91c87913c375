//! The officer's own account on this computer.

use leptos::prelude::*;

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {}
