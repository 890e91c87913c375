//! The office's entry: an officer is a device with more scopes, on a larger screen.

mod rail;
mod topbar;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::pages::office::{
    AccountPage, DevicesPage, HeldPage, HouseholdPage, HouseholdsPage, Looking,
};
use crate::pages::review::{Desk, ReviewPage};
use crate::replica::use_replica;
use crate::ui::{focus_soon, use_lang};
use crate::words::office as words;
use rail::Rail;

pub use topbar::Topbar;

/// Where the office lies below the server's address.
const BASE: &str = "/office";

/// An address of the office: `households` is `/office/households`.
#[must_use]
pub fn path(place: &str) -> String {
    format!("{BASE}/{place}")
}

/// The office of an open replica.
#[component]
pub fn Office() -> impl IntoView {
    let lang = use_lang();
    let replica = use_replica();
    Desk::provide(replica, lang);
    Looking::provide();
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_soon("main".to_owned());
    };
    view! {
        <Router base=BASE>
            <a class="skip" href="#main" on:click=skip>{words::skip(lang)}</a>
            <Rail/>
            <div class="work">
                <Routes fallback=Nowhere>
                    <Route path=path!("/") view=ReviewPage/>
                    <Route path=path!("/households") view=HouseholdsPage/>
                    <Route path=path!("/households/:id") view=HouseholdPage/>
                    <Route path=path!("/held") view=HeldPage/>
                    <Route path=path!("/devices") view=DevicesPage/>
                    <Route path=path!("/account") view=AccountPage/>
                </Routes>
            </div>
        </Router>
    }
    .into_any()
}

/// An address that names no page.
#[component]
fn Nowhere() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Topbar title=words::nowhere_title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <a class="btn secondary" href=path("")>{words::nowhere_link(lang)}</a>
        </main>
    }
}
