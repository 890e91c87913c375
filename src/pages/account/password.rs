//! Another password for oneself.

use dong_hanh_form::Lang;
use dong_hanh_sync::device::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::replica::{Replica, use_replica};
use crate::ui::{
    Banner, Button, Icon, Look, PasswordField, Sheet, Toaster, Tone, focus_soon, use_lang,
    use_toaster,
};
use crate::words::account as words;

const OLD: &str = "old-password";
const NEW: &str = "new-password";

/// The shortest that the server takes, in characters.
pub(crate) const MIN_CHARS: usize = 10;

/// What was typed, and what became of it.
#[derive(Clone, Copy)]
struct Change {
    lang: Lang,
    replica: Replica,
    toaster: Toaster,
    /// Somebody is changing it.
    open: RwSignal<bool>,
    old: RwSignal<String>,
    new: RwSignal<String>,
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
}

impl Change {
    fn begin(self) {
        self.open.set(true);
        focus_soon(OLD.to_owned());
    }

    /// Forgets what was typed.
    fn end(self) {
        self.open.set(false);
        self.old.set(String::new());
        self.new.set(String::new());
        self.tried.set(false);
        self.failed.set(None);
    }

    fn old_missing(self) -> bool {
        self.old.read().is_empty()
    }

    fn new_too_short(self) -> bool {
        self.new.read().chars().count() < MIN_CHARS
    }

    fn send(self) {
        self.tried.set(true);
        self.failed.set(None);
        if untrack(|| self.old_missing()) {
            return focus_soon(OLD.to_owned());
        }
        if untrack(|| self.new_too_short()) {
            return focus_soon(NEW.to_owned());
        }
        self.busy.set(true);
        let (old, new) = (self.old.get_untracked(), self.new.get_untracked());
        spawn_local(async move {
            let changed = self.replica.network().change_password(&old, &new).await;
            // The page may be gone when the answer comes; what it says is news all the same.
            let there = self.busy.try_set(false).is_none();
            match changed {
                Ok(()) => {
                    self.toaster.say(words::password_changed(self.lang));
                    if there {
                        self.end();
                    }
                }
                Err(error) => {
                    drop(self.failed.try_set(Some(text(self.lang, &error))));
                }
            }
        });
    }
}

/// What to do, for the screen.
fn text(lang: Lang, failure: &Failure) -> String {
    match failure {
        Failure::Refused { code } if code == "wrong-password" => words::password_wrong(lang),
        Failure::Refused { code } if code == "unfit-password" => words::password_unfit(lang),
        Failure::Busy {
            retry_after: Some(seconds),
        } => words::password_wait(lang, seconds.div_ceil(60)),
        Failure::SignedOut => words::signed_out_title(lang),
        Failure::NoAnswer
        | Failure::Busy { retry_after: None }
        | Failure::Full
        | Failure::Storage
        | Failure::Version
        | Failure::Refused { .. } => words::password_no_answer(lang),
    }
}

/// A button, and behind it the two fields; nothing while the office asks for the present password anyway.
#[component]
pub(crate) fn Password() -> impl IntoView {
    let lang = use_lang();
    let change = Change {
        lang,
        replica: use_replica(),
        toaster: use_toaster(),
        open: RwSignal::new(false),
        old: RwSignal::new(String::new()),
        new: RwSignal::new(String::new()),
        tried: RwSignal::new(false),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    let is_signed_in = Memo::new(move |_| !change.replica.sync().session_ended);
    let inside = move || {
        if change.open.get() {
            view! { <Fields change /> }.into_any()
        } else {
            view! {
                <Button wide=true on_press=move |()| change.begin()>{words::change_password(lang)}</Button>
            }
            .into_any()
        }
    };
    view! {
        <Show when=move || is_signed_in.get()>
            <Sheet title=words::password(lang)>{inside}</Sheet>
        </Show>
    }
    .into_any()
}

#[component]
fn Fields(change: Change) -> impl IntoView {
    let lang = change.lang;
    let wrong = move |wrong: fn(Change) -> bool, words: fn(Lang) -> String| {
        Signal::derive(move || (change.tried.get() && wrong(change)).then(|| words(lang)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !change.busy.get_untracked() {
            change.send();
        }
    };
    let verb = Signal::derive(move || change.busy.get().then(|| words::changing(lang)));
    view! {
        <form novalidate on:submit=submit>
            {move || {
                change
                    .failed
                    .get()
                    .map(|text| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=text /> })
            }}
            <PasswordField
                id=OLD
                label=words::old_password(lang)
                value=change.old
                error=wrong(Change::old_missing, words::password_missing)
                autocomplete="current-password"
            />
            <PasswordField
                id=NEW
                label=words::new_password(lang)
                hint=words::new_password_hint(lang)
                value=change.new
                error=wrong(Change::new_too_short, words::password_too_short)
                autocomplete="new-password"
            />
            <Button look=Look::Primary wide=true class="mt-4" submit=true busy=verb>
                {words::change_password(lang)}
            </Button>
            <Button look=Look::Quiet wide=true on_press=move |()| change.end()>{words::change_not(lang)}</Button>
        </form>
    }
    .into_any()
}
