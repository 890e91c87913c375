//! The office's entry: an officer is a device with more scopes, on a larger screen.

mod data;
mod notices;
mod rail;
mod topbar;

use dong_hanh_domain::RoleKind;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::app;
use crate::pages::office::{
    AccountPage, AuditPage, BreachPage, BreachesPage, CameFrom, CityPage, CityPeriod, CommunePage,
    ConflictsPage, CoveragePage, Covering, DevicesPage, DuplicatesPage, ErasedPage, FormsPage,
    Guard, HandoverPage, HeldPage, HouseholdPage, HouseholdsPage, ImportPage, LeftBehindPage,
    Looking, Narrowed, PeoplePage, RequestsPage, RetentionPage, SettingsPage, SupportPage,
    UnitsPage, Watch,
};
use crate::pages::review::{Desk, ReviewPage};
use crate::replica::use_replica;
use crate::ui::{Icon, ToastPlace, focus_soon, use_lang, use_page};
use crate::words::office as words;
use notices::Notices;
use rail::Rail;

pub use topbar::Topbar;

/// Where the office lies below the server's address.
const BASE: &str = "/office";

/// An address of the office: `households` is `/office/households`.
#[must_use]
pub fn path(place: &str) -> String {
    format!("{BASE}/{place}")
}

/// Starts the office.
pub fn start() {
    app::begin(|replica| {
        Desk::provide(replica, use_lang());
        Looking::provide();
        Narrowed::provide();
        Covering::provide(replica);
        CityPeriod::provide(replica);
        Guard::provide(replica);
        Watch::provide(replica);
        view! { <Office/> }.into_any()
    });
}

#[component]
fn Office() -> impl IntoView {
    let lang = use_lang();
    let replica = use_replica();
    match untrack(|| replica.me()).role.kind() {
        RoleKind::Volunteer => return view! { <NotForVolunteers lang/> }.into_any(),
        RoleKind::CityOfficer => return view! { <City/> }.into_any(),
        RoleKind::Administrator => return view! { <Administration/> }.into_any(),
        RoleKind::CommuneOfficer => {}
    }
    view! {
        <Frame places=&rail::OF_COMMUNE>
            <Routes fallback=Nowhere>
                <Route path=path!("/") view=ReviewPage/>
                <Route path=path!("/left-behind") view=LeftBehindPage/>
                <Route path=path!("/coverage") view=CoveragePage/>
                <Route path=path!("/households") view=HouseholdsPage/>
                <Route path=path!("/households/:id") view=HouseholdPage/>
                <Route path=path!("/duplicates") view=DuplicatesPage/>
                <Route path=path!("/support") view=SupportPage/>
                <Route path=path!("/conflicts") view=ConflictsPage/>
                <Route path=path!("/held") view=HeldPage/>
                <Route path=path!("/requests") view=RequestsPage/>
                <Route path=path!("/people") view=PeoplePage/>
                <Route path=path!("/devices") view=DevicesPage/>
                <Route path=path!("/forms") view=FormsPage/>
                <Route path=path!("/import") view=ImportPage/>
                <Route path=path!("/audit") view=AuditPage/>
                <Route path=path!("/breaches") view=BreachesPage/>
                <Route path=path!("/breaches/:id") view=BreachPage/>
                <Route path=path!("/handover") view=HandoverPage/>
                <Route path=path!("/erased") view=ErasedPage/>
                <Route path=path!("/retention") view=RetentionPage/>
                <Route path=path!("/settings") view=SettingsPage/>
                <Route path=path!("/account") view=AccountPage/>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// The pages of a city's officer: numbers of all communes.
#[component]
fn City() -> impl IntoView {
    view! {
        <Frame places=&rail::OF_CITY>
            <Routes fallback=Nowhere>
                <Route path=path!("/") view=CityPage/>
                <Route path=path!("/communes/:unit") view=CommunePage/>
                <Route path=path!("/held") view=HeldPage/>
                <Route path=path!("/account") view=AccountPage/>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// The pages of an administrator: people, units and devices, and no household.
#[component]
fn Administration() -> impl IntoView {
    view! {
        <Frame places=&rail::OF_ADMINISTRATION>
            <Routes fallback=Nowhere>
                <Route path=path!("/") view=PeoplePage/>
                <Route path=path!("/units") view=UnitsPage/>
                <Route path=path!("/devices") view=DevicesPage/>
                <Route path=path!("/audit") view=AuditPage/>
                <Route path=path!("/breaches") view=BreachesPage/>
                <Route path=path!("/breaches/:id") view=BreachPage/>
                <Route path=path!("/account") view=AccountPage/>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// What every page of the office stands in: the rail, and what has to be said over each of them.
#[component]
fn Frame(places: &'static [rail::Place], children: Children) -> impl IntoView {
    let lang = use_lang();
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_soon("main".to_owned());
    };
    view! {
        <Router base=BASE>
            <Inside>
                <a class="skip" href="#main" on:click=skip>{words::skip(lang)}</a>
                <Rail places/>
                <Work>
                    <Notices lang/>
                    {children()}
                </Work>
            </Inside>
        </Router>
        <ToastPlace/>
    }
}

/// What knows of the address.
#[component]
fn Inside(children: Children) -> impl IntoView {
    CameFrom::provide();
    children()
}

/// Where the pages stand. Which link to a household is followed in them is noted, as the next page asks.
#[component]
fn Work(children: Children) -> impl IntoView {
    let came: CameFrom = expect_context();
    let address = use_location().pathname;
    let follow = move |event| came.note(&event, &address.get_untracked());
    view! { <div class="work" on:click=follow>{children()}</div> }
}

/// A volunteer has signed in here: nothing is lost, and the phone's pages are at their own address.
#[component]
fn NotForVolunteers(lang: Lang) -> impl IntoView {
    view! {
        <main class="opening">
            {Icon::Mark.view()}
            <h1>{words::not_officer_title(lang)}</h1>
            <p>{words::not_officer_text(lang)}</p>
            <a href="/" rel="external">{words::not_officer_link(lang)}</a>
        </main>
    }
}

/// An address that names no page.
#[component]
fn Nowhere() -> impl IntoView {
    let lang = use_lang();
    use_page(words::nowhere_title(lang).into());
    view! {
        <Topbar title=words::nowhere_title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p><a class="btn secondary" href=path("")>{words::nowhere_link(lang)}</a></p>
        </main>
    }
}
