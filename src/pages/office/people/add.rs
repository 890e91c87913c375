//! The dialog that takes somebody on.

use dong_hanh_domain::{Act, Role, RoleKind, UnitKey, may};
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::Places;
use super::fields::{Fields, Typed};
use crate::device::people::{self, Colleague, NewPerson, PeopleError};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::replica::use_replica;
use crate::ui::{Banner, Icon, SelectField, Tone};
use crate::words::{city, joining, office, people as words};

/// A role, and how it is spoken of.
type Spoken = (RoleKind, fn(Lang) -> String);

/// As what somebody can be taken on.
const ROLES: [Spoken; 3] = [
    (RoleKind::Volunteer, office::volunteer),
    (RoleKind::CommuneOfficer, office::officer),
    (RoleKind::CityOfficer, city::officer),
];

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn Add(
    /// Whether somebody is being taken on, and in which of the units.
    about: RwSignal<Option<Places>>,
    /// Is given whoever was taken on.
    on_added: Callback<Colleague>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(places, title): (Places, String)| {
        view! { <Body places about on_added title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    places: Places,
    about: RwSignal<Option<Places>>,
    on_added: Callback<Colleague>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let me = untrack(|| replica.me()).role;
    let typed = Typed::nothing();
    let (as_what, at) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kinds = kinds(&me, &places);
    let (city, communes, of) = (me.unit().clone(), places.0.clone(), kinds.clone());
    // One memo: what depends on two, of which one depends on the other, misses a change of theirs.
    let choice = Memo::new(move |_| {
        let role = chosen(&as_what.read(), &of).copied();
        let role = role.unwrap_or(RoleKind::Volunteer);
        let commune = chosen(&at.read(), &communes);
        let unit = match role {
            RoleKind::CityOfficer => Some(city.clone()),
            _ => commune.map(|commune| commune.unit.clone()),
        };
        (role, unit)
    });
    let role = move || choice.get().0;
    // What was chosen of another unit's hamlets is not this one's to give.
    Effect::new(move |before: Option<Option<UnitKey>>| {
        let now = choice.get().1;
        if before.is_some_and(|before| before != now) {
            typed.give_nothing();
        }
        now
    });
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<PeopleError>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        let (role, unit) = choice.get_untracked();
        let said = typed.said(role == RoleKind::Volunteer);
        let (Some(said), Some(unit)) = (said, unit) else {
            return;
        };
        let new = NewPerson { role, unit, said };
        busy.set(true);
        spawn_local(async move {
            match people::add(&replica.network(), &new).await {
                Ok(added) => {
                    about.try_set(None);
                    on_added.try_run(added);
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
            busy.try_set(false);
        });
    };
    let places_of_unit = places.clone();
    let hamlets = Signal::derive(move || {
        let (role, unit) = choice.get();
        let unit = unit.filter(|_| role == RoleKind::Volunteer)?;
        places_of_unit.hamlets(&unit)
    });
    let roles = kinds.iter().enumerate().map(|(at, kind)| {
        let said = ROLES.iter().find(|(one, _)| one == kind);
        (
            value(at),
            said.map(|(_, said)| said(lang)).unwrap_or_default(),
        )
    });
    let roles: Vec<_> = roles.collect();
    let roles = (roles.len() > 1)
        .then(|| view! { <SelectField label=words::role(lang) options=roles value=as_what/> });
    let units = places.0.iter().enumerate();
    let units: Vec<_> = units
        .map(|(at, commune)| (value(at), commune.name.clone()))
        .collect();
    let units = move || {
        let is_asked = units.len() > 1 && role() != RoleKind::CityOfficer;
        is_asked.then(
            || view! { <SelectField label=words::of_unit(lang) options=units.clone() value=at/> },
        )
    };
    let is_one = kinds.len() == 1;
    let verb = joining::add_and_invite(lang);
    view! {
        <form novalidate on:submit=submit>
            <h2 class="mb-4" id=title>{if is_one { joining::add(lang) } else { words::add(lang) }}</h2>
            {move || failed.get().map(|error| view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=joining::add_failed(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            })}
            {roles}
            {units}
            <Fields typed hamlets lang/>
            <Buttons about busy icon=Icon::People word=verb lang/>
        </form>
    }
    .into_any()
}

/// As what somebody of a role may take others on in these units or in its own.
pub(super) fn kinds(me: &Role, places: &Places) -> Vec<RoleKind> {
    let units = places.0.iter().map(|commune| &commune.unit);
    let units: Vec<_> = units.chain([me.unit()]).cloned().collect();
    let may_add = |kind: RoleKind| {
        let mut units = units.iter();
        units.any(|unit| may(me, &Act::Employ(kind, unit.clone())))
    };
    let kinds = ROLES.into_iter().map(|(kind, _)| kind);
    kinds.filter(|kind| may_add(*kind)).collect()
}

/// The value of an option; the first one is what stands where nothing was chosen.
fn value(at: usize) -> String {
    if at == 0 {
        String::new()
    } else {
        at.to_string()
    }
}

fn chosen<'a, T>(value: &str, options: &'a [T]) -> Option<&'a T> {
    options.get(value.parse::<usize>().unwrap_or_default())
}
