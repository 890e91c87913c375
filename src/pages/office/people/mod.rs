//! The people of a unit, or of a city: taking them on, changing what is said of them and given to them, inviting them to a
//! phone, and closing and opening their accounts.

mod add;
mod asked;
mod change;
mod closing;
mod fields;
mod invite;
mod list;
mod row;

use dong_hanh_domain::RoleKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::add::{Add, kinds};
use self::asked::{Answer, Places, asked};
use self::change::{Change, Changing};
use self::closing::Closing;
use self::invite::Invite;
use self::list::rows;
use self::row::{Deeds, change_id, state_id};
use crate::device::people::{self, Colleague, PeopleError, SaidOfPerson};
use crate::office::Topbar;
use crate::replica::use_replica;
use crate::ui::{
    Banner, Button, Empty, FilterSelect, Icon, Look, Tone, focus_soon, use_lang, use_page,
    use_toaster,
};
use crate::words::{joining, office, people as words};

/// What was not done, and why.
type Undone = (String, PeopleError);

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (lang, replica, toaster) = (use_lang(), use_replica(), use_toaster());
    let me = untrack(|| replica.me()).role;
    let is_city = me.kind() == RoleKind::Administrator;
    let title = if is_city {
        words::title(lang)
    } else {
        joining::people_title(lang)
    };
    use_page(title.clone().into());
    let answer = RwSignal::new(Answer::Asking);
    let failed = RwSignal::new(None::<Undone>);
    // Asks again, and gives the focus back to what was pressed, which the new rows have too.
    let ask = move |focus: Option<String>| {
        spawn_local(async move {
            let came = asked(replica).await;
            // The page may be gone by now.
            answer.try_set(came);
            if let Some(id) = focus {
                focus_soon(id);
            }
        });
    };
    ask(None);
    let again = move |()| {
        answer.set(Answer::Asking);
        ask(None);
    };
    let of_unit = RwSignal::new(String::new());
    let adding = RwSignal::new(None::<Places>);
    let inviting = RwSignal::new(None::<Colleague>);
    let changing = RwSignal::new(None::<Changing>);
    let (closing, asks_closing) = (RwSignal::new(None::<Colleague>), RwSignal::new(false));
    let added = Callback::new(move |colleague: Colleague| {
        inviting.set(Some(colleague));
        ask(None);
    });
    let changed = Callback::new(move |(colleague, before): (Colleague, SaidOfPerson)| {
        failed.set(None);
        let (user, who) = (colleague.person.id, colleague.person.called());
        let back = move || {
            let (before, who) = (before.clone(), who.clone());
            spawn_local(async move {
                match people::change(&replica.network(), user, &before).await {
                    Ok(()) => toaster.say(words::undone(lang, &who)),
                    Err(error) => {
                        failed.try_set(Some((words::change_failed(lang), error)));
                    }
                }
                ask(Some(change_id(user)));
            });
        };
        let said = words::changed(lang, &colleague.person.called());
        toaster.say_with_undo(said, words::undo(lang), back);
        ask(Some(change_id(user)));
    });
    let set_closed = move |colleague: Colleague, is_closed: bool| {
        let (user, who) = (colleague.person.id, colleague.person.called());
        spawn_local(async move {
            match people::set_closed(&replica.network(), user, is_closed).await {
                Ok(()) => {
                    failed.try_set(None);
                    toaster.say(if is_closed {
                        words::closed(lang, &who)
                    } else {
                        words::opened(lang, &who)
                    });
                }
                Err(error) => {
                    let title = if is_closed {
                        words::close_failed(lang)
                    } else {
                        words::open_failed(lang)
                    };
                    failed.try_set(Some((title, error)));
                }
            }
            // What was closed is opened at the same place.
            ask(Some(state_id(user)));
        });
    };
    let places = Memo::new(move |_| match answer.get() {
        Answer::Came(_, places) => Some(places),
        Answer::Asking | Answer::Failed(_) => None,
    });
    let deeds = Deeds {
        invite: Callback::new(move |colleague| inviting.set(Some(colleague))),
        change: Callback::new(move |colleague| {
            let places = places.get_untracked();
            changing.set(places.map(|places| (colleague, places)));
        }),
        close: Callback::new(move |colleague| {
            closing.set(Some(colleague));
            asks_closing.set(true);
        }),
        open: Callback::new(move |colleague| set_closed(colleague, false)),
    };
    let (role, whose) = (me.clone(), me.clone());
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
        Answer::Came(people, places) => {
            let unit = of_unit.get();
            let is_shown = |one: &Colleague| {
                let is_of = unit.is_empty() || one.unit.to_string() == unit;
                is_of && (is_city || one.person.role == RoleKind::Volunteer)
            };
            let people: Vec<_> = people.into_iter().filter(is_shown).collect();
            rows(replica, &role, &places, &people, deeds, lang)
        }
    };
    let add = move || {
        let places = places.get()?;
        let word = match kinds(&whose, &places)[..] {
            [] => return None,
            [RoleKind::Volunteer] => joining::add(lang),
            _ => words::add(lang),
        };
        let press = move |()| adding.set(Some(places.clone()));
        Some(
            view! { <Button look=Look::Primary icon=Icon::New on_press=press>{word.clone()}</Button> },
        )
    };
    let text = if is_city {
        words::text(lang)
    } else {
        joining::people_text(lang)
    };
    let units = is_city.then(|| {
        let city = (me.unit().to_string(), untrack(|| replica.me()).unit_name);
        let options = Signal::derive(move || {
            let communes = places.get().map(|places| places.0).unwrap_or_default();
            let communes = communes
                .into_iter()
                .map(|one| (one.unit.to_string(), one.name));
            let all = (String::new(), words::all_units(lang));
            [all, city.clone()]
                .into_iter()
                .chain(communes)
                .collect::<Vec<_>>()
        });
        let choose = move |unit: String| of_unit.set(unit);
        view! { <FilterSelect label=words::of_unit(lang) options value=of_unit on_choose=choose/> }
    });
    let not_done = move || {
        failed.get().map(|(title, error)| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    let close = Callback::new(move |colleague| set_closed(colleague, true));
    view! {
        <Topbar title/>
        <main class="cover" id="main" tabindex="-1">
            <p class="muted measure">{text}</p>
            {not_done}
            <div class="filters">{units} {add}</div>
            {content}
        </main>
        <Add about=adding on_added=added lang/>
        <Invite about=inviting on_made=Callback::new(move |()| ask(None)) lang/>
        <Change about=changing on_changed=changed lang/>
        <Closing asks=asks_closing about=closing close lang/>
    }
    .into_any()
}
