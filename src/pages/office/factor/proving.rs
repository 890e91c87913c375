//! A code once more, before recovery codes are made anew; and the password too, before the second factor is taken off.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Guard;
use super::setting_up::trouble;
use crate::device::factor::{self, FactorError};
use crate::ui::{Button, Look, PasswordField, TextField, Toaster, focus_soon, use_toaster};
use crate::words::{account, factor as words};

const PASSWORD: &str = "proof-password";
const CODE: &str = "proof-code";

/// What is shown, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// A code, for other recovery codes.
    Renewal,
    /// Password and code, for no second factor.
    Removal,
}

/// What was typed, and what became of it.
#[derive(Clone, Copy)]
struct Asked {
    guard: Guard,
    proof: Proof,
    lang: Lang,
    toaster: Toaster,
    password: RwSignal<String>,
    code: RwSignal<String>,
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<FactorError>>,
}

impl Asked {
    fn send(self) {
        self.tried.set(true);
        self.failed.set(None);
        if self.proof == Proof::Removal && self.password.read_untracked().is_empty() {
            return focus_soon(PASSWORD.to_owned());
        }
        if self.code.read_untracked().trim().is_empty() {
            return focus_soon(CODE.to_owned());
        }
        self.busy.set(true);
        let (password, code) = (self.password.get_untracked(), self.code.get_untracked());
        spawn_local(async move {
            let network = self.guard.replica.network();
            let done = match self.proof {
                Proof::Renewal => factor::renew(&network, &code).await.map(Some),
                Proof::Removal => factor::remove(&network, &password, &code)
                    .await
                    .map(|()| None),
            };
            let there = self.busy.try_set(false).is_none();
            match done {
                Ok(Some(codes)) if there => self.guard.show(codes),
                Ok(Some(_)) => self.guard.ask(),
                Ok(None) => {
                    self.toaster.say(words::turned_off(self.lang));
                    self.guard.end();
                    self.guard.ask();
                }
                Err(error) if there => {
                    let wrong = if error == FactorError::Password {
                        PASSWORD
                    } else {
                        CODE
                    };
                    self.failed.set(Some(error));
                    focus_soon(wrong.to_owned());
                }
                Err(_) => {}
            }
        });
    }

    fn missing(self, field: RwSignal<String>, words: fn(Lang) -> String) -> Signal<Option<String>> {
        Signal::derive(move || {
            (self.tried.get() && field.read().trim().is_empty()).then(|| words(self.lang))
        })
    }
}

/// The fields.
#[component]
pub(super) fn Proving(guard: Guard, proof: Proof, lang: Lang) -> impl IntoView {
    let asked = Asked {
        guard,
        proof,
        lang,
        toaster: use_toaster(),
        password: RwSignal::new(String::new()),
        code: RwSignal::new(String::new()),
        tried: RwSignal::new(false),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    let (text, verb, first) = match proof {
        Proof::Renewal => (words::renew_text(lang), words::renew(lang), CODE),
        Proof::Removal => (words::turn_off_text(lang), words::turn_off(lang), PASSWORD),
    };
    focus_soon(first.to_owned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !asked.busy.get_untracked() {
            asked.send();
        }
    };
    let password = (proof == Proof::Removal).then(|| {
        view! {
            <PasswordField
                id=PASSWORD
                label=account::password(lang)
                value=asked.password
                error=asked.missing(asked.password, account::password_missing)
                autocomplete="current-password"
            />
        }
    });
    let busy = Signal::derive(move || asked.busy.get().then(|| words::checking(lang)));
    view! {
        <form novalidate on:submit=submit>
            <p>{text}</p>
            {trouble(asked.failed, lang)}
            {password}
            <TextField
                id=CODE
                label=words::any_code(lang)
                hint=Some(words::code_hint(lang))
                value=asked.code
                on_type=move |text| asked.code.set(text)
                error=asked.missing(asked.code, words::code_missing)
                autocomplete="one-time-code"
                autocapitalize="characters"
            />
            <Button look=Look::Primary wide=true class="mt-4" submit=true busy>{verb.clone()}</Button>
            <Button look=Look::Quiet wide=true on_press=move |()| guard.end()>{words::not_now(lang)}</Button>
        </form>
    }
    .into_any()
}
