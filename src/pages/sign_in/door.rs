//! Name and password, and what becomes of them.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::code::CodeForm;
use crate::replica::{KnownUser, Session, SignInError};
use crate::ui::{Banner, Button, Icon, Look, PasswordField, TextField, Tone, focus_soon};
use crate::words::account as words;

const NAME: &str = "sign-in-name";
const PASSWORD: &str = "sign-in-password";

/// What was typed, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct Door {
    pub(super) session: Session,
    pub(super) lang: Lang,
    name: RwSignal<String>,
    password: RwSignal<String>,
    /// Somebody wanted to come in with what was typed.
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
    /// Both are right, and the office asks for a code.
    asks_code: RwSignal<bool>,
}

impl Door {
    /// A door at which `user` stands, where somebody is known.
    pub(super) fn new(session: Session, lang: Lang, user: Option<&KnownUser>) -> Self {
        Self {
            session,
            lang,
            name: RwSignal::new(user.map(|user| user.sign_in.clone()).unwrap_or_default()),
            password: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            asks_code: RwSignal::new(false),
        }
    }

    /// A door at which somebody stands who has just chosen a password: they come in by it at once.
    pub(super) fn entered(session: Session, lang: Lang, name: String, password: String) -> Self {
        let door = Self::new(session, lang, None);
        door.name.set(name);
        door.password.set(password);
        door.enter();
        door
    }

    fn enter(self) {
        self.tried.set(true);
        self.failed.set(None);
        if self.name.read_untracked().trim().is_empty() {
            return focus_soon(NAME.to_owned());
        }
        if self.password.read_untracked().is_empty() {
            return focus_soon(PASSWORD.to_owned());
        }
        self.busy.set(true);
        spawn_local(async move {
            let came_in = self.sign_in(None).await;
            // After success the door is gone, and its signals with it.
            let _ = self.busy.try_set(false);
            match came_in {
                Ok(()) => {}
                Err(SignInError::CodeNeeded) => {
                    let _ = self.asks_code.try_set(true);
                }
                Err(error) => drop(self.failed.try_set(Some(error.text(self.lang)))),
            }
        });
    }

    /// Signs in with what was typed, and a code where there is one.
    pub(super) async fn sign_in(self, code: Option<String>) -> Result<(), SignInError> {
        let (name, password) = (self.name.get_untracked(), self.password.get_untracked());
        self.session.sign_in_with(name, password, code).await
    }

    /// Asks for name and password once more, and says why.
    pub(super) fn begin_again(self, why: String) {
        self.leave_code();
        self.failed.set(Some(why));
    }

    /// Whoever has no code goes back to name and password.
    pub(super) fn leave_code(self) {
        self.password.set(String::new());
        self.tried.set(false);
        self.asks_code.set(false);
        focus_soon(PASSWORD.to_owned());
    }

    fn missing(self, field: RwSignal<String>, words: fn(Lang) -> String) -> Signal<Option<String>> {
        Signal::derive(move || {
            (self.tried.get() && field.read().trim().is_empty()).then(|| words(self.lang))
        })
    }
}

/// The fields and the button, and behind them the step for the code.
#[component]
pub(super) fn DoorForm(door: Door) -> impl IntoView {
    move || {
        if door.asks_code.get() {
            view! { <CodeForm door /> }.into_any()
        } else {
            view! { <Fields door /> }.into_any()
        }
    }
}

#[component]
fn Fields(door: Door) -> impl IntoView {
    let lang = door.lang;
    let Door {
        name,
        password,
        busy,
        failed,
        ..
    } = door;
    let verb = Signal::derive(move || busy.get().then(|| words::signing_in(lang)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            door.enter();
        }
    };
    view! {
        <form novalidate on:submit=submit>
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
            <PasswordField
                id=PASSWORD
                label=words::password(lang)
                value=password
                error=door.missing(password, words::password_missing)
                autocomplete="current-password"
            />
            <Button look=Look::Primary main=true wide=true class="mt-6" submit=true busy=verb>{words::sign_in(lang)}</Button>
        </form>
    }
    .into_any()
}
