//! The second step of a sign-in: a code of the phone, or one that is on paper.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::door::Door;
use crate::replica::SignInError;
use crate::ui::{Banner, Button, Icon, Look, TextField, Tone, focus_soon};
use crate::words::factor as words;

const CODE: &str = "sign-in-code";

/// Digits of a code of the phone.
const DIGITS: usize = 6;

/// What was typed, and what became of it.
#[derive(Clone, Copy)]
struct Step {
    door: Door,
    typed: RwSignal<String>,
    /// Without the phone.
    on_paper: RwSignal<bool>,
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
}

impl Step {
    fn enter(self) {
        self.tried.set(true);
        self.failed.set(None);
        if untrack(|| self.unfit()).is_some() {
            return focus_soon(CODE.to_owned());
        }
        self.busy.set(true);
        let code = self.typed.get_untracked();
        spawn_local(async move {
            let came_in = self.door.sign_in(Some(code)).await;
            // After success the door is gone, and its signals with it.
            let there = self.busy.try_set(false).is_none();
            if let Err(error) = came_in
                && there
            {
                self.say(&error);
            }
        });
    }

    fn say(self, error: &SignInError) {
        let lang = self.door.lang;
        let text = match error {
            SignInError::WrongCode if self.on_paper.get_untracked() => words::wrong_recovery(lang),
            // The password was changed meanwhile.
            SignInError::Wrong => return self.door.begin_again(error.text(lang)),
            error => error.text(lang),
        };
        if *error == SignInError::WrongCode {
            self.typed.set(String::new());
            self.tried.set(false);
            focus_soon(CODE.to_owned());
        }
        self.failed.set(Some(text));
    }

    fn turn(self) {
        self.on_paper.update(|on_paper| *on_paper = !*on_paper);
        self.typed.set(String::new());
        self.tried.set(false);
        self.failed.set(None);
        focus_soon(CODE.to_owned());
    }

    fn unfit(self) -> Option<String> {
        let (typed, lang) = (self.typed.read(), self.door.lang);
        unfit(lang, &typed, self.on_paper.get())
    }
}

/// What is wrong with a code that cannot be one.
fn unfit(lang: Lang, typed: &str, on_paper: bool) -> Option<String> {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    match typed.trim() {
        "" => Some(words::code_missing(lang)),
        _ if !on_paper && digits != DIGITS => Some(words::code_short(lang)),
        _ => None,
    }
}

/// The field for the code, and the way to the other kind.
#[component]
pub(super) fn CodeForm(door: Door) -> impl IntoView {
    let lang = door.lang;
    let step = Step {
        door,
        typed: RwSignal::new(String::new()),
        on_paper: RwSignal::new(false),
        tried: RwSignal::new(false),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    focus_soon(CODE.to_owned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !step.busy.get_untracked() {
            step.enter();
        }
    };
    let error = Signal::derive(move || step.tried.get().then(|| step.unfit()).flatten());
    let field = move || {
        if step.on_paper.get() {
            view! {
                <TextField
                    id=CODE
                    label=words::recovery(lang)
                    hint=Some(words::recovery_hint(lang))
                    value=step.typed
                    on_type=move |text| step.typed.set(text)
                    error
                    autocapitalize="characters"
                />
            }
            .into_any()
        } else {
            view! {
                <TextField
                    id=CODE
                    label=words::code(lang)
                    hint=Some(words::code_hint(lang))
                    value=step.typed
                    on_type=move |text| step.typed.set(text)
                    error
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    autocapitalize="none"
                />
            }
            .into_any()
        }
    };
    let other = move || {
        if step.on_paper.get() {
            words::to_code(lang)
        } else {
            words::to_recovery(lang)
        }
    };
    let verb = Signal::derive(move || step.busy.get().then(|| words::checking(lang)));
    view! {
        <form novalidate on:submit=submit>
            <h2>{words::step_title(lang)}</h2>
            <p class="muted mt-2">{words::needed(lang)}</p>
            {move || step.failed.get().map(|text| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=text /> })}
            {field}
            <Button look=Look::Primary main=true wide=true class="mt-6" submit=true busy=verb>{words::enter(lang)}</Button>
            <button type="button" class="btn quiet wide" on:click=move |_| step.turn()>{other}</button>
            <button type="button" class="btn quiet wide" on:click=move |_| door.leave_code()>{words::back(lang)}</button>
        </form>
    }
    .into_any()
}
