//! The dialog that gives a volunteer a key for ODK Collect, and shows it this once.

use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::collect::button_id;
use super::sessions::briefly;
use crate::device::clipboard;
use crate::device::people::{self, Colleague, GivenKey, PeopleError};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::pages::office::drawn::drawn;
use crate::replica::use_replica;
use crate::ui::{Banner, Button, Icon, Look, Tone, focus_soon, fresh_id, use_toaster};
use crate::words::collect as words;

/// The dialog; it asks while there is somebody in `about`.
#[component]
pub(super) fn Give(
    /// Who is to have a key.
    about: RwSignal<Option<Colleague>>,
    /// Is told when there is another one.
    on_given: Callback<()>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(colleague, title): (Colleague, String)| {
        view! { <Body colleague about on_given title lang/> }.into_any()
    });
    // The list is another one by then, and the browser does not know where the focus came from.
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
    on_given: Callback<()>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let (user, who) = (colleague.person.id, briefly(&colleague));
    let given = RwSignal::new(None::<GivenKey>);
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
            match people::give_key(&replica.network(), user).await {
                Ok(key) => {
                    given.try_set(Some(key));
                    focus_soon(heading);
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
            on_given.try_run(());
            busy.try_set(false);
        });
    };
    let trouble = move || {
        let text = match failed.get()? {
            PeopleError::NoAnswer => words::no_answer(lang),
            error => error.text(lang),
        };
        Some(view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> })
    };
    move || match given.get() {
        Some(key) => shown(key, &who, title.clone(), about, lang),
        None => view! {
            <form on:submit=submit.clone() novalidate>
                <h2 id=title.clone()>{words::give_title(lang, &who)}</h2>
                <p>{words::give_text(lang, &who)}</p>
                <div role="alert">{trouble}</div>
                <Buttons about busy icon=Icon::Plus word=words::make(lang) lang/>
            </form>
        }
        .into_any(),
    }
}

/// The key: as a code, and as an address.
fn shown(
    key: GivenKey,
    who: &str,
    title: String,
    about: RwSignal<Option<Colleague>>,
    lang: Lang,
) -> AnyView {
    let toaster = use_toaster();
    let field = fresh_id("address");
    let address = StoredValue::new(key.address.clone());
    let copy = move |()| {
        spawn_local(async move {
            let copied = clipboard::copy(&address.get_value()).await;
            toaster.say(if copied {
                words::copied(lang)
            } else {
                words::not_copied(lang)
            });
        });
    };
    view! {
        <h2 id=title tabindex="-1">{words::given_title(lang, who)}</h2>
        <div class="mt-2">
            <Banner tone=Tone::Wait icon=Icon::Attention title=words::once(lang)>
                <p class="small">{words::once_text(lang)}</p>
            </Banner>
        </div>
        <div class="sides">
            {drawn(&key.code, words::code(lang))}
            <ol class="numbered">
                <li>{words::step_open(lang)}</li>
                <li>{words::step_scan(lang)}</li>
                <li>{words::step_wait(lang)}</li>
            </ol>
        </div>
        <label class="small block mt-3" for=field.clone()>{words::address(lang)}</label>
        <div class="field"><input id=field type="text" readonly value=key.address spellcheck="false"/></div>
        <div class="actions side-by-side">
            <Button look=Look::Primary icon=Icon::Check on_press=move |()| about.set(None)>{words::done(lang)}</Button>
            <Button icon=Icon::File on_press=copy>{words::copy(lang)}</Button>
        </div>
    }
    .into_any()
}
