//! Coming in by an invitation: its code, scanned or typed; who invites; and then a PIN.

use dong_hanh_domain::RoleKind;
use dong_hanh_sync::device::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::door::{Door, DoorForm};
use super::first::FirstPassword;
use super::pin::failed;
use crate::device::network::{Invited, Network};
use crate::replica::SignInError;
use crate::ui::{Button, Look, TextField, focus_soon};
use crate::words::joining as words;

const CODE: &str = "invitation-code";

/// The addresses that the code for the camera leads to: of a phone, and of an office; and where each begins.
const ADDRESSES: [(&str, &str); 2] = [("/join", "/"), ("/office/join", "/office/")];

fn begins() -> Option<&'static str> {
    let path = window().location().pathname().ok()?;
    let known = ADDRESSES.iter().find(|(address, _)| *address == path);
    known.map(|(_, begins)| *begins)
}

/// The code behind the `#` of the page's address, which no server and no history of this app keeps.
pub(super) fn code_in_address() -> Option<String> {
    begins()?;
    let hash = window().location().hash().ok()?;
    Some(hash.trim_start_matches('#').to_owned())
}

/// Takes the code out of the browser's address, so that a reload or the history does not show it.
pub(super) fn forget_address() {
    let Some(begins) = begins() else {
        return;
    };
    let cleared = window().history().and_then(|history| {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(begins))
    });
    // A browser that refuses shows a code that counts no more.
    drop(cleared);
}

/// What is known of the invitation.
#[derive(Clone)]
enum Step {
    Code,
    Seen(Box<Invited>),
    /// Whoever has a password chose it.
    Chosen(Door),
}

/// The fields, and who invites.
#[component]
pub(super) fn Join(here: Here, code: String) -> impl IntoView {
    let step = RwSignal::new(Step::Code);
    let (typed, tried, busy) = (
        RwSignal::new(code.clone()),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let look = move || {
        tried.set(true);
        here.failed.set(None);
        let code = typed.get_untracked();
        if code.trim().is_empty() {
            return focus_soon(CODE.to_owned());
        }
        busy.set(true);
        spawn_local(async move {
            let seen = Network::new(None).look_at_invitation(&code).await;
            let _ = busy.try_set(false);
            match seen {
                Ok(invited) => drop(step.try_set(Step::Seen(Box::new(invited)))),
                Err(failure) => drop(here.failed.try_set(Some(why(here, failure)))),
            }
        });
    };
    if !code.is_empty() {
        look();
    }
    let join = move |invited: Invited| {
        busy.set(true);
        here.failed.set(None);
        let code = typed.get_untracked();
        spawn_local(async move {
            let joined = here.session.join(code, &invited).await;
            // After success something else stands here, and the signals are gone.
            let _ = busy.try_set(false);
            match joined {
                Ok(()) => forget_address(),
                Err(error) => drop(here.failed.try_set(Some(error.text(here.lang)))),
            }
        });
    };
    move || match step.get() {
        Step::Code => asks(here, typed, tried, busy, look),
        Step::Seen(invited) if invited.person.role == RoleKind::Volunteer => {
            shows(here, &invited, step, busy, join)
        }
        Step::Seen(invited) => {
            let code = typed.get_untracked();
            let chosen = Callback::new(move |door| step.set(Step::Chosen(door)));
            let not_me = Callback::new(move |()| step.set(Step::Code));
            view! { <FirstPassword here code invited=*invited chosen not_me/> }.into_any()
        }
        Step::Chosen(door) => view! { <div class="door"><DoorForm door/></div> }.into_any(),
    }
}

fn why(here: Here, failure: Failure) -> String {
    match failure {
        Failure::NoAnswer => words::no_answer(here.lang),
        failure => SignInError::from(failure).text(here.lang),
    }
}

fn asks(
    here: Here,
    typed: RwSignal<String>,
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    look: impl Fn() + Copy + 'static,
) -> AnyView {
    let lang = here.lang;
    let missing = Signal::derive(move || {
        (tried.get() && typed.read().trim().is_empty()).then(|| words::code_missing(lang))
    });
    let verb = Signal::derive(move || busy.get().then(|| words::looking(lang)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            look();
        }
    };
    view! {
        <form class="door" novalidate on:submit=submit>
            {failed(here)}
            <TextField
                id=CODE
                label=words::code(lang)
                hint=Some(words::code_hint(lang))
                value=typed
                on_type=move |text| typed.set(text)
                error=missing
                autocapitalize="characters"
            />
            <Button look=Look::Primary main=true wide=true class="mt-6" submit=true busy=verb>{words::look(lang)}</Button>
        </form>
    }
    .into_any()
}

fn shows(
    here: Here,
    invited: &Invited,
    step: RwSignal<Step>,
    busy: RwSignal<bool>,
    join: impl Fn(Invited) + Copy + Send + Sync + 'static,
) -> AnyView {
    let lang = here.lang;
    let verb = Signal::derive(move || busy.get().then(|| words::joining(lang)));
    let hamlets = invited.hamlets.join(", ");
    let whole = invited.clone();
    view! {
        <div class="door" role="status">
            {failed(here)}
            <p class="name title">{words::welcome(lang, &invited.person.called())}</p>
            <p class="mt-3">{words::invited(lang, &invited.by, &invited.unit)}</p>
            {(!hamlets.is_empty()).then(|| view! { <p class="mt-2">{words::hamlets(lang, &hamlets)}</p> })}
            <p class="mt-2">{words::next(lang)}</p>
            <Button
                look=Look::Primary
                main=true
                wide=true
                class="mt-6"
                busy=verb
                on_press=move |()| join(whole.clone())
            >
                {words::join(lang)}
            </Button>
            <button type="button" class="btn quiet wide" on:click=move |_| step.set(Step::Code)>{words::not_me(lang)}</button>
        </div>
    }
    .into_any()
}
