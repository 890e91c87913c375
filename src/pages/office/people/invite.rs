//! The dialog that invites somebody to a phone or an office, and shows the invitation this once.

use dong_hanh_domain::{RoleKind, UserId};
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::people::{self, Colleague, Invitation, PeopleError};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::pages::office::drawn::drawn;
use crate::replica::use_replica;
use crate::ui::{Banner, Button, Icon, Look, Tone, clock, day, focus_soon, short_day};
use crate::words::joining as words;

/// What invites somebody, and has the focus again afterwards.
pub(super) fn button_id(user: UserId) -> String {
    format!("invite-{user}")
}

/// The dialog; it asks while there is somebody in `about`.
#[component]
pub(super) fn Invite(
    /// Who is to be invited.
    about: RwSignal<Option<Colleague>>,
    /// Is told when somebody is.
    on_made: Callback<()>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(colleague, title): (Colleague, String)| {
        view! { <Body colleague about on_made title lang/> }.into_any()
    });
    Effect::new(move |before: Option<Option<_>>| {
        let now = about.read().as_ref().map(|colleague| colleague.person.id);
        if let (Some(Some(user)), None) = (before, now) {
            focus_soon(button_id(user));
        }
        now
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    colleague: Colleague,
    about: RwSignal<Option<Colleague>>,
    on_made: Callback<()>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let (user, who) = (colleague.person.id, colleague.person.called());
    let is_volunteer = colleague.person.role == RoleKind::Volunteer;
    let made = RwSignal::new(None::<Invitation>);
    let failed = RwSignal::new(None::<PeopleError>);
    let busy = RwSignal::new(false);
    let heading = title.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let heading = heading.clone();
        spawn_local(async move {
            match people::invite(&replica.network(), user).await {
                Ok(invitation) => {
                    made.try_set(Some(invitation));
                    focus_soon(heading);
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
            on_made.try_run(());
            busy.try_set(false);
        });
    };
    let trouble = move || {
        failed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::failed(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    move || {
        match made.get() {
        None => view! {
            <form on:submit=submit.clone()>
                <h2 id=title.clone()>
                    {if is_volunteer { words::invite_title(lang, &who) } else { words::invite_office_title(lang, &who) }}
                </h2>
                <p class="mt-2">{words::invite_text(lang)}</p>
                {trouble}
                <Buttons about busy icon=Icon::People word=words::invite(lang) lang/>
            </form>
        }
        .into_any(),
        Some(invitation) => {
            let (site, _) = invitation.address.split_once('#').unwrap_or_default();
            let steps = if is_volunteer {
                vec![
                    words::step_scan(lang),
                    words::step_type(lang, site),
                    words::step_pin(lang),
                ]
            } else {
                vec![words::step_open(lang, site), words::step_password(lang)]
            };
            let expires = invitation.expires;
            let on = short_day(day(expires), replica.today());
            view! {
                <h2 id=title.clone() tabindex="-1">{words::invited_title(lang, &who)}</h2>
                <div class="sides mt-2">
                    {drawn(&invitation.drawn, words::drawn(lang))}
                    <ol class="numbered">
                        {steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}
                    </ol>
                </div>
                <p class="spoken mt-3"><b>{invitation.code}</b></p>
                <p class="small muted">{words::until(lang, &clock(expires), &on)}</p>
                <div class="actions side-by-side">
                    <Button look=Look::Primary icon=Icon::Check on_press=move |()| about.set(None)>{words::done(lang)}</Button>
                </div>
            }
            .into_any()
        }
    }
    }
}
