//! Choosing a password by an invitation, for whoever works at an office.

use dong_hanh_domain::DeviceId;
use dong_hanh_form::Lang;
use dong_hanh_sync::device::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::door::Door;
use super::join::forget_address;
use super::pin::failed;
use crate::device::clock;
use crate::device::network::{ChosenPassword, Invited, Network};
use crate::pages::account::MIN_CHARS;
use crate::replica::SignInError;
use crate::ui::{Button, Look, PasswordField, focus_soon};
use crate::words::{account, joining as words};

const PASSWORD: &str = "first-password";

/// Who invites, and the field.
#[component]
pub(super) fn FirstPassword(
    here: Here,
    /// Of the invitation.
    code: String,
    /// Who invites whom.
    invited: Invited,
    /// Is given the door at which they stand then.
    chosen: Callback<Door>,
    /// The invitation is somebody else's.
    not_me: Callback<()>,
) -> impl IntoView {
    let lang = here.lang;
    let (password, tried, busy) = (
        RwSignal::new(String::new()),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let too_short = move |password: &str| password.chars().count() < MIN_CHARS;
    // One for as long as the page is open: where an answer is lost the same code counts here again.
    let device = DeviceId(clock::new_id());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        tried.set(true);
        here.failed.set(None);
        let typed = password.get_untracked();
        if too_short(&typed) {
            return focus_soon(PASSWORD.to_owned());
        }
        busy.set(true);
        let code = code.clone();
        spawn_local(async move {
            let request = ChosenPassword {
                code: &code,
                password: &typed,
                device,
            };
            let answer = Network::new(None).choose_password(&request).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(signs_in) => {
                    forget_address();
                    let door = Door::entered(here.session, lang, signs_in.sign_in, typed);
                    chosen.try_run(door);
                }
                Err(failure) => drop(here.failed.try_set(Some(why(lang, failure)))),
            }
        });
    };
    let verb = Signal::derive(move || busy.get().then(|| words::joining(lang)));
    let error = Signal::derive(move || {
        let is_unfit = tried.get() && too_short(&password.read());
        is_unfit.then(|| account::password_too_short(lang))
    });
    view! {
        <form class="door" novalidate on:submit=submit>
            {failed(here)}
            <p class="name title" role="status">{words::welcome(lang, &invited.person.called())}</p>
            <p class="mt-3">{words::invited_to_office(lang, &invited.by, &invited.unit)}</p>
            <p class="mt-2">{words::next_password(lang)}</p>
            <PasswordField
                id=PASSWORD
                label=account::new_password(lang)
                hint=Some(account::new_password_hint(lang))
                value=password
                error
                autocomplete="new-password"
            />
            <Button look=Look::Primary main=true wide=true class="mt-6" submit=true busy=verb>
                {words::choose_password(lang)}
            </Button>
            <button type="button" class="btn quiet wide" on:click=move |_| not_me.run(())>{words::not_me(lang)}</button>
        </form>
    }
    .into_any()
}

/// What to do, for the screen.
fn why(lang: Lang, failure: Failure) -> String {
    match failure {
        Failure::Refused { code } if code == "unfit-password" => account::password_unfit(lang),
        Failure::NoAnswer => words::no_answer(lang),
        failure => SignInError::from(failure).text(lang),
    }
}
