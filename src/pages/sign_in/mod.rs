//! The door: who was here before, a name, a password, and the first records coming in.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::preferences::Theme;
use crate::replica::{Boot, KnownUser, Session, use_session};
use crate::ui::{Banner, Button, Icon, Look, TextField, Tone, focus_soon, use_lang, use_page, use_settings};
use crate::words::account as words;

const NAME: &str = "sign-in-name";
const PASSWORD: &str = "sign-in-password";

/// What was typed, and what became of it.
#[derive(Clone, Copy)]
struct Door {
    session: Session,
    lang: Lang,
    name: RwSignal<String>,
    password: RwSignal<String>,
    shown: RwSignal<bool>,
    /// Somebody wanted to come in with what was typed.
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
}

impl Door {
    fn enter(self) {
        self.tried.set(true);
        self.failed.set(None);
        let (name, password) = (self.name.get_untracked().trim().to_owned(), self.password.get_untracked());
        if name.is_empty() {
            return focus_soon(NAME.to_owned());
        }
        if password.is_empty() {
            return focus_soon(PASSWORD.to_owned());
        }
        self.busy.set(true);
        spawn_local(async move {
            let came_in = self.session.sign_in(name, password).await;
            // After success the door is gone, and its signals with it.
            let _ = self.busy.try_set(false);
            if let Err(error) = came_in {
                drop(self.failed.try_set(Some(error.text(self.lang))));
            }
        });
    }

    fn missing(self, field: RwSignal<String>, words: fn(Lang) -> String) -> Signal<Option<String>> {
        Signal::derive(move || (self.tried.get() && field.read().trim().is_empty()).then(|| words(self.lang)))
    }
}

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    use_page(words::sign_in_title(lang).into());
    let known = match session.boot() {
        Boot::SignedOut { known } => known,
        _ => Vec::new(),
    };
    let first = known.first().cloned();
    let door = Door {
        session,
        lang,
        name: RwSignal::new(first.as_ref().map(|user| user.sign_in.clone()).unwrap_or_default()),
        password: RwSignal::new(String::new()),
        shown: RwSignal::new(false),
        tried: RwSignal::new(false),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    let title = first.as_ref().map_or_else(|| words::sign_in_title(lang), |user| words::welcome_back(lang, &user.name));
    let under = if first.is_some() {
        view! { <p class="small muted pin-note">{Icon::Phone.small()} {words::still_here(lang)}</p> }.into_any()
    } else {
        view! { <p class="muted mt-1">{words::sign_in_text(lang)}</p> }.into_any()
    };
    view! {
        <div class="lock">
            <main id="main">
                <SunSwitch />
                <div>
                    {Icon::Mark.with("icon logo")}
                    <h1>{title}</h1>
                    {under}
                </div>
                <Form door />
                <Others known door />
            </main>
        </div>
    }
    .into_any()
}

#[component]
fn Form(door: Door) -> impl IntoView {
    let lang = door.lang;
    let Door { session, name, password, shown, busy, failed, .. } = door;
    let arrived = Memo::new(move |_| match session.boot() {
        Boot::Fetching { records } => Some(records),
        _ => None,
    });
    let verb = Signal::derive(move || {
        busy.get().then(|| if arrived.get().is_some() { words::fetching(lang) } else { words::signing_in(lang) })
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            door.enter();
        }
    };
    let show = move || {
        view! {
            <button
                type="button"
                class="btn quiet"
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                aria-controls=PASSWORD
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { words::hide(lang) } else { words::show(lang) }}
                <span class="vh">" "{words::password(lang)}</span>
            </button>
        }
    };
    view! {
        <form class="door" novalidate on:submit=submit>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=text /> })}
            <TextField
                id=NAME
                label=words::sign_in_name(lang)
                value=name
                on_type=move |text| name.set(text)
                error=door.missing(name, words::name_missing)
                autocomplete="username"
                autocapitalize="none"
            />
            <TextField
                id=PASSWORD
                label=words::password(lang)
                value=password
                on_type=move |text| password.set(text)
                error=door.missing(password, words::password_missing)
                kind=Signal::derive(move || if shown.get() { "text" } else { "password" })
                autocomplete="current-password"
                autocapitalize="none"
                unit=show
            />
            <Button look=Look::Primary main=true wide=true class="mt-6" submit=true busy=verb>{words::sign_in(lang)}</Button>
            <p class="small muted mt-2" role="status">
                {move || arrived.get().map(|records| words::fetched(lang, records))}
            </p>
        </form>
    }
    .into_any()
}

/// The strongest contrast, for somebody who signs in outdoors.
#[component]
fn SunSwitch() -> impl IntoView {
    let lang = use_lang();
    let settings = use_settings();
    let is_sun = move || settings.theme() == Theme::Sun;
    let turn = move |_| settings.set_theme(if is_sun() { Theme::Auto } else { Theme::Sun });
    view! {
        <button
            type="button"
            class="btn quiet sun-switch"
            aria-pressed=move || if is_sun() { "true" } else { "false" }
            on:click=turn
        >
            {Icon::Sun.view()} {words::outdoors(lang)}
        </button>
    }
    .into_any()
}

/// Others whose data is on this phone, where there are any.
#[component]
fn Others(known: Vec<KnownUser>, door: Door) -> impl IntoView {
    let lang = door.lang;
    if known.is_empty() {
        return ().into_any();
    }
    let choose = move |sign_in: String, field: &str| {
        door.name.set(sign_in);
        door.password.set(String::new());
        door.tried.set(false);
        door.failed.set(None);
        focus_soon(field.to_owned());
    };
    let others = known
        .into_iter()
        .skip(1)
        .map(|KnownUser { sign_in, name, .. }| {
            view! { <button type="button" class="btn quiet" on:click=move |_| choose(sign_in.clone(), PASSWORD)>{name}</button> }
        })
        .collect_view();
    view! {
        <div role="group" aria-label=words::others(lang)>
            {others}
            <button type="button" class="btn quiet" on:click=move |_| choose(String::new(), NAME)>{words::somebody_else(lang)}</button>
        </div>
    }
    .into_any()
}
