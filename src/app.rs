//! The phone's app: what every page stands in, from the first paint to the open replica.

use dong_hanh_domain::RoleKind;
use dong_hanh_form::Lang;
use dong_hanh_vault::Pin;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::device::idle::{self, Away};
use crate::device::{preferences, worker};
use crate::pages::account::{AccountPage, is_unwritten};
use crate::pages::coverage::CoveragePage;
use crate::pages::households::{
    FactsPage, HouseholdList, HouseholdPage, HouseholdsPage, NewHouseholdPage,
};
use crate::pages::left_behind::LeftBehindPage;
use crate::pages::outbox::{HandOver, HandOverPage, OutboxPage};
use crate::pages::route::RoutePage;
use crate::pages::sign_in::SignInPage;
use crate::pages::today::TodayPage;
use crate::pages::visit::VisitPage;
use crate::replica::{BlockedWhy, Boot, KnownUser, Replica, Session, key_of, use_session};
use crate::ui::{self, Empty, Icon, LinkButton, Page, PinPad, Settings, ToastPlace, use_lang};
use crate::words::shell as words;
use crate::words::{city, handover, people, vault};

/// Starts the phone.
pub fn start() {
    begin(|replica| {
        let title = match untrack(|| replica.me()).role.kind() {
            RoleKind::CityOfficer => Some(city::not_phone_title as fn(Lang) -> String),
            RoleKind::Administrator => Some(people::not_phone_title as fn(Lang) -> String),
            RoleKind::Volunteer | RoleKind::CommuneOfficer => None,
        };
        if let Some(title) = title {
            return view! { <NotForTheCity title /> }.into_any();
        }
        HouseholdList::provide(replica);
        view! { <Pages /> }.into_any()
    });
}

/// Takes the page over from its first paint; `pages` are shown when the replica is open.
pub(crate) fn begin(pages: fn(Replica) -> AnyView) {
    ui::say_panics();
    worker::register();
    mount_to_body(move || view! { <App pages /> });
    if let Some(opening) = document().get_element_by_id("opening") {
        opening.remove();
    }
}

/// How far the start has come, as far as it changes what is on the screen.
#[derive(Clone, PartialEq)]
enum Stage {
    Starting,
    Door,
    Open,
    Blocked(BlockedWhy),
}

impl Stage {
    fn of(boot: &Boot) -> Self {
        match boot {
            Boot::Starting => Self::Starting,
            // The door stays while the first records come in, and says how far they are.
            Boot::SignedOut { .. } | Boot::Choosing(_) | Boot::Fetching { .. } => Self::Door,
            Boot::Open(_) => Self::Open,
            Boot::Blocked(why) => Self::Blocked(why.clone()),
        }
    }
}

#[component]
fn App(pages: fn(Replica) -> AnyView) -> impl IntoView {
    let settings = Settings::provide();
    ui::provide_toaster();
    ui::provide_page_memory();
    let session = Session::start();
    provide_context(session);
    session.guard(is_unwritten);
    let gone = move |away| {
        let is_waited_for = away == Away::Just && (idle::is_typing() || session.is_busy());
        if !is_waited_for {
            session.rest();
        }
    };
    idle::watch(preferences::locks_after, gone);
    let stage = Memo::new(move |_| Stage::of(&session.boot()));
    move || {
        provide_context(settings.language());
        match stage.get() {
            Stage::Starting => view! { <Starting /> }.into_any(),
            Stage::Door => view! { <SignInPage /> }.into_any(),
            Stage::Blocked(why) => view! { <Blocked why /> }.into_any(),
            Stage::Open => match untrack(|| session.boot()) {
                Boot::Open(replica) => {
                    provide_context(replica);
                    pages(replica)
                }
                _ => ().into_any(),
            },
        }
    }
}

/// Every address of the app.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view=TodayPage />
                <Route path=path!("/left-behind") view=LeftBehindPage />
                <Route path=path!("/coverage") view=CoveragePage />
                <Route path=path!("/route") view=RoutePage />
                <Route path=path!("/households") view=HouseholdsPage />
                <Route path=path!("/households/new") view=NewHouseholdPage />
                <Route path=path!("/households/:id") view=HouseholdPage />
                <Route path=path!("/households/:id/facts/:fact?") view=FactsPage />
                <Route path=path!("/visits/:id/:step?") view=VisitPage />
                <Route path=path!("/outbox") view=OutboxPage />
                <Route path=path!("/outbox/handover") view=HandOverPage />
                <Route path=path!("/account") view=AccountPage />
            </FlatRoutes>
        </Router>
        <ToastPlace />
    }
    .into_any()
}

/// Somebody of a city has signed in here, who visits nobody.
#[component]
fn NotForTheCity(title: fn(Lang) -> String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <main class="opening">
            {Icon::Mark.view()}
            <h1>{title(lang)}</h1>
            <p>{city::not_phone_text(lang)}</p>
            <a href="/office/" rel="external">{city::not_phone_link(lang)}</a>
        </main>
    }
}

#[component]
fn Starting() -> impl IntoView {
    let lang = use_lang();
    view! {
        <main class="opening">
            {Icon::Mark.view()}
            <p role="status">{words::starting(lang)}</p>
        </main>
    }
    .into_any()
}

/// The data cannot be opened; none of it was touched.
#[component]
fn Blocked(why: BlockedWhy) -> impl IntoView {
    let lang = use_lang();
    // Where there is any storage, what lies in it is read without writing.
    let rescue = (why != BlockedWhy::NoStorage).then(|| {
        let known = use_session().known();
        let several = known.len() > 1;
        let rescue = move |of: KnownUser| {
            let whose = several.then(|| handover::of_person(lang, &of.called));
            view! {
                <section class="sheet">
                    <h2>{handover::title(lang)}</h2>
                    {whose.map(|whose| view! { <p class="muted">{whose}</p> })}
                    <Rescue of />
                </section>
            }
        };
        known.into_iter().map(rescue).collect_view()
    });
    let (title, text, detail) = match why {
        BlockedWhy::Newer => (
            words::blocked_newer_title(lang),
            words::blocked_newer_text(lang),
            None,
        ),
        BlockedWhy::Full => (
            words::blocked_full_title(lang),
            words::blocked_full_text(lang),
            None,
        ),
        BlockedWhy::NoStorage => (
            words::blocked_storage_title(lang),
            words::blocked_storage_text(lang),
            None,
        ),
        BlockedWhy::Other(detail) => (
            words::blocked_other_title(lang),
            words::blocked_other_text(lang),
            Some(detail),
        ),
    };
    view! {
        <main class="opening" id="main">
            {Icon::Mark.view()}
            <div role="alert">
                <h1>{title}</h1>
                <p>{text}</p>
            </div>
            {detail.map(|detail| view! { <p class="small">{detail}</p> })}
            <a href="/" rel="external">{words::reopen(lang)}</a>
            {rescue}
        </main>
    }
    .into_any()
}

/// What lies in a store that cannot be opened, for whoever knows its PIN.
#[component]
fn Rescue(of: KnownUser) -> impl IntoView {
    let lang = use_lang();
    let key = RwSignal::new(None);
    let failed = RwSignal::new(None);
    let (typed, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let user = of.user;
    let open = move |text: String| {
        let Some(pin) = Pin::typed(&text) else { return };
        busy.set(true);
        spawn_local(async move {
            match key_of(user, &pin).await {
                Ok(found) => drop(key.try_set(Some(found))),
                Err(error) => drop(failed.try_set(Some(error.text(lang)))),
            }
            let _ = busy.try_set(false);
        });
    };
    move || match key.get() {
        _ if !of.has_pin => view! { <HandOver user key=None /> }.into_any(),
        Some(key) => view! { <HandOver user key=Some(key) /> }.into_any(),
        None => view! {
            <p class="mb-4">{vault::read_title(lang)}</p>
            {move || failed.get().map(|why| view! { <p role="alert">{why}</p> })}
            <PinPad typed busy on_full=open />
        }
        .into_any(),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let lang = use_lang();
    let title = words::not_found_title(lang);
    view! {
        <Page title=title.clone() head=|| () tabs=true>
            <div class="sheet">
                <Empty icon=Icon::Search title=title.clone() heading=true>
                    <p>{words::not_found_text(lang)}</p>
                    <LinkButton href="/">{words::to_today(lang)}</LinkButton>
                </Empty>
            </div>
        </Page>
    }
    .into_any()
}
