//! Setting the second factor up: the password, then the key for the phone and a code of it.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Doing, Guard};
use crate::device::factor::{self, Begun, FactorError};
use crate::pages::office::drawn::drawn;
use crate::ui::{
    Banner, Button, Icon, Look, PasswordField, TextField, Tone, focus_soon, use_toaster,
};
use crate::words::{account, factor as words, outbox};

const PASSWORD: &str = "factor-password";
const CODE: &str = "factor-code";

/// Characters of a key in one group, as somebody types it.
const GROUP: usize = 4;

/// Why it did not go on.
pub(super) fn trouble(
    failed: RwSignal<Option<FactorError>>,
    lang: Lang,
) -> impl Fn() -> Option<AnyView> {
    move || {
        let text = failed.get()?.text(lang);
        Some(view! { <Banner tone=Tone::Bad icon=Icon::Attention title=text/> }.into_any())
    }
}

/// Asks for the password, and has a key made.
#[component]
pub(super) fn Password(guard: Guard, lang: Lang) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let (tried, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<FactorError>);
    focus_soon(PASSWORD.to_owned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        failed.set(None);
        if busy.get_untracked() {
            return;
        }
        if password.read_untracked().is_empty() {
            return focus_soon(PASSWORD.to_owned());
        }
        busy.set(true);
        let typed = password.get_untracked();
        spawn_local(async move {
            let begun = factor::begin(&guard.replica.network(), &typed).await;
            // Whoever has left the page begins anew.
            if busy.try_set(false).is_some() {
                return;
            }
            match begun {
                Ok(begun) => guard.doing.set(Doing::Key(begun)),
                Err(FactorError::MovedOn) => {
                    guard.end();
                    guard.ask();
                }
                Err(error) => {
                    failed.set(Some(error));
                    focus_soon(PASSWORD.to_owned());
                }
            }
        });
    };
    let missing = Signal::derive(move || {
        (tried.get() && password.read().is_empty()).then(|| account::password_missing(lang))
    });
    let verb = Signal::derive(move || busy.get().then(|| words::checking(lang)));
    view! {
        <form novalidate on:submit=submit>
            <p>{words::password_why(lang)}</p>
            {trouble(failed, lang)}
            <PasswordField
                id=PASSWORD
                label=account::password(lang)
                value=password
                error=missing
                autocomplete="current-password"
            />
            <Button look=Look::Primary wide=true class="mt-4" submit=true busy=verb>{words::next(lang)}</Button>
            <Button look=Look::Quiet wide=true on_press=move |()| guard.end()>{words::not_now(lang)}</Button>
        </form>
    }
    .into_any()
}

/// Shows the key, and asks for a code of it.
#[component]
pub(super) fn Key(guard: Guard, begun: Begun, lang: Lang) -> impl IntoView {
    let toaster = use_toaster();
    let code = RwSignal::new(String::new());
    let (tried, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<FactorError>);
    focus_soon(CODE.to_owned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        failed.set(None);
        if busy.get_untracked() {
            return;
        }
        if code.read_untracked().trim().is_empty() {
            return focus_soon(CODE.to_owned());
        }
        busy.set(true);
        let typed = code.get_untracked();
        spawn_local(async move {
            let confirmed = factor::confirm(&guard.replica.network(), &typed).await;
            let there = busy.try_set(false).is_none();
            match confirmed {
                Ok(codes) => {
                    toaster.say(words::turned_on(lang));
                    if there {
                        guard.show(codes);
                    } else {
                        guard.ask();
                    }
                }
                Err(error) if there => {
                    failed.set(Some(error));
                    focus_soon(CODE.to_owned());
                }
                Err(_) => {}
            }
        });
    };
    let missing = Signal::derive(move || {
        (tried.get() && code.read().trim().is_empty()).then(|| words::code_missing(lang))
    });
    let verb = Signal::derive(move || busy.get().then(|| outbox::saving(lang)));
    view! {
        <form novalidate on:submit=submit>
            <div class="sides">
                {drawn(&begun.drawn, words::drawn(lang))}
                <ol class="numbered">
                    <li>{words::step_app(lang)}</li>
                    <li>{words::step_scan(lang)}</li>
                    <li>{words::step_code(lang)}</li>
                </ol>
            </div>
            <p class="small muted mt-3">{words::key(lang)}</p>
            <p class="on-slip">{grouped(&begun.key)}</p>
            {trouble(failed, lang)}
            <TextField
                id=CODE
                label=words::code(lang)
                hint=Some(words::code_hint(lang))
                value=code
                on_type=move |text| code.set(text)
                error=missing
                inputmode="numeric"
                autocomplete="one-time-code"
                autocapitalize="none"
            />
            <Button look=Look::Primary wide=true class="mt-4" submit=true busy=verb>{words::turn_on(lang)}</Button>
            <Button look=Look::Quiet wide=true on_press=move |()| guard.end()>{words::not_now(lang)}</Button>
        </form>
    }
    .into_any()
}

/// A key in groups, which apps for codes take as they are typed.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    let groups = letters.chunks(GROUP).map(String::from_iter);
    groups.collect::<Vec<_>>().join(" ")
}
