//! The dialog that changes what is said of somebody, and what they are given.

use dong_hanh_domain::RoleKind;
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::Places;
use super::fields::{Fields, Typed};
use crate::device::people::{self, Colleague, PeopleError, SaidOfPerson};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::replica::use_replica;
use crate::ui::{Banner, Icon, Tone};
use crate::words::people as words;

/// Somebody who is being changed, and what is known of the units.
pub(super) type Changing = (Colleague, Places);

/// The dialog; it asks while there is somebody in `about`.
#[component]
pub(super) fn Change(
    /// Who is being changed.
    about: RwSignal<Option<Changing>>,
    /// Is given who was, and what was said before.
    on_changed: Callback<(Colleague, SaidOfPerson)>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(changing, title): (Changing, String)| {
        view! { <Body changing about on_changed title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    changing: Changing,
    about: RwSignal<Option<Changing>>,
    on_changed: Callback<(Colleague, SaidOfPerson)>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let (colleague, places) = changing;
    let before = colleague.said();
    let typed = Typed::of(&before);
    let is_given = colleague.person.role == RoleKind::Volunteer;
    let hamlets = is_given.then(|| places.hamlets(&colleague.unit));
    let hamlets = Signal::stored(hamlets.flatten());
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<PeopleError>));
    let who = colleague.person.called();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        let Some(said) = typed.said(is_given) else {
            return;
        };
        if said == before {
            return about.set(None);
        }
        busy.set(true);
        let (colleague, before) = (colleague.clone(), before.clone());
        spawn_local(async move {
            match people::change(&replica.network(), colleague.person.id, &said).await {
                Ok(()) => {
                    about.try_set(None);
                    on_changed.try_run((colleague, before));
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
            busy.try_set(false);
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <h2 class="mb-4" id=title>{words::change_title(lang, &who)}</h2>
            {move || failed.get().map(|error| view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::change_failed(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            })}
            <Fields typed hamlets lang/>
            <Buttons about busy icon=Icon::Check word=words::save(lang) lang/>
        </form>
    }
    .into_any()
}
