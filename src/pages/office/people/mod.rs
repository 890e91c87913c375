//! The volunteers of the unit: taking one on, and inviting them to a phone.

mod add;
mod invite;

use dong_hanh_domain::RoleKind;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::add::Add;
use self::invite::{Invite, button_id};
use crate::device::people::{self, Colleague, PeopleError};
use crate::office::Topbar;
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, Empty, Icon, Look, use_lang, use_page};
use crate::words::joining as words;
use crate::words::office;

/// How far the question to the server has come.
#[derive(Clone, PartialEq)]
enum Answer {
    Asking,
    Came(Vec<Colleague>),
    Failed(PeopleError),
}

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    use_page(words::people_title(lang).into());
    let answer = RwSignal::new(Answer::Asking);
    let ask = move || {
        spawn_local(async move {
            let came = people::everybody(&replica.network()).await;
            // The page may be gone by now.
            answer.try_set(match came {
                Ok(people) => Answer::Came(people),
                Err(error) => Answer::Failed(error),
            });
        });
    };
    ask();
    let again = move |()| {
        answer.set(Answer::Asking);
        ask();
    };
    let adding = RwSignal::new(None::<()>);
    let inviting = RwSignal::new(None::<Colleague>);
    let changed = Callback::new(move |()| ask());
    let content = move || match answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{office::devices_loading(lang)}</p> }.into_any()
        }
        Answer::Failed(error) => view! {
            <Empty icon=Icon::Offline title=office::devices_failed(lang)>
                <p>{error.text(lang)}</p>
                <Button on_press=again>{office::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Came(people) => rows(replica, lang, people, inviting),
    };
    view! {
        <Topbar title=words::people_title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="muted measure">{words::people_text(lang)}</p>
            <div>
                <Button look=Look::Primary icon=Icon::New on_press=move |()| adding.set(Some(()))>
                    {words::add(lang)}
                </Button>
            </div>
            {content}
        </main>
        <Add about=adding inviting on_added=changed lang/>
        <Invite about=inviting on_made=changed lang/>
    }
    .into_any()
}

fn rows(
    replica: Replica,
    lang: Lang,
    people: Vec<Colleague>,
    inviting: RwSignal<Option<Colleague>>,
) -> AnyView {
    let is_volunteer = |colleague: &Colleague| colleague.person.role == RoleKind::Volunteer;
    let volunteers: Vec<_> = people.into_iter().filter(is_volunteer).collect();
    if volunteers.is_empty() {
        return view! { <Empty icon=Icon::People title=words::people_title(lang)><p>{words::nobody(lang)}</p></Empty> }
            .into_any();
    }
    let rows = volunteers
        .into_iter()
        .map(|colleague| row(replica, lang, colleague, inviting));
    view! { <section class="tile"><ul class="done">{rows.collect_view()}</ul></section> }.into_any()
}

fn row(
    replica: Replica,
    lang: Lang,
    colleague: Colleague,
    inviting: RwSignal<Option<Colleague>>,
) -> AnyView {
    let who = colleague.person.called();
    let open = colleague.sessions.iter();
    let open = open.filter(|session| session.ended.is_none() && !session.collect);
    let stands = match open.count() {
        _ if colleague.disabled => words::closed(lang),
        0 => words::no_phone(lang),
        count => words::phones(lang, count),
    };
    let given: Vec<_> = replica
        .hamlets()
        .into_iter()
        .filter(|hamlet| colleague.hamlets.contains(&hamlet.id))
        .map(|hamlet| hamlet.name)
        .collect();
    let line = [
        colleague.person.organisation.clone(),
        Some(given.join(", ")),
        Some(stands),
    ];
    let line: Vec<_> = line
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let is_open = !colleague.disabled;
    let id = button_id(colleague.person.id);
    let label = words::invite_whom(lang, &who);
    let name = colleague.person.name.to_string();
    view! {
        <li class="with-deed">
            <span><b>{name}</b><br/><span class="small muted">{line.join(" · ")}</span></span>
            {is_open.then(|| view! {
                <button
                    type="button"
                    class="btn secondary"
                    id=id
                    aria-label=label
                    on:click=move |_| inviting.set(Some(colleague.clone()))
                >
                    {words::invite(lang)}
                </button>
            })}
        </li>
    }
    .into_any()
}
