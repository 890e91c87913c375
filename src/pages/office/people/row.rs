//! One person in the list: what they do and were given, and what can be done about them.

use chrono::NaiveDate;
use dong_hanh_domain::{Act, Role, RoleKind, Standing, Term, UserId, may};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::asked::Places;
use super::invite::button_id;
use crate::device::people::Colleague;
use crate::ui::{Icon, Reason, Tone, full_day};
use crate::words::{city, joining, office, people as words};

/// What can be done about somebody.
#[derive(Clone, Copy)]
pub(super) struct Deeds {
    /// Asks before they are invited.
    pub(super) invite: Callback<Colleague>,
    /// Asks what is to be said of them.
    pub(super) change: Callback<Colleague>,
    /// Asks before their account is closed.
    pub(super) close: Callback<Colleague>,
    /// Opens it again.
    pub(super) open: Callback<Colleague>,
}

/// What changes somebody, and has the focus again afterwards.
pub(super) fn change_id(user: UserId) -> String {
    format!("change-{user}")
}

/// What closes or opens an account, and has the focus again afterwards.
pub(super) fn state_id(user: UserId) -> String {
    format!("state-{user}")
}

/// The row. What nobody of this role may do is not offered.
pub(super) fn row(
    me: &Role,
    places: &Places,
    colleague: &Colleague,
    today: NaiveDate,
    deeds: Deeds,
    lang: Lang,
) -> AnyView {
    let person = &colleague.person;
    let who = person.called();
    let unit = || colleague.unit.clone();
    let may_change = may(me, &Act::Employ(person.role, unit()));
    let is_open = !colleague.disabled;
    let button = |id: String, word: String, label: String, deed: Callback<Colleague>| {
        let colleague = colleague.clone();
        view! {
            <button type="button" class="btn secondary" id=id aria-label=label on:click=move |_| deed.run(colleague.clone())>
                {word}
            </button>
        }
    };
    let invite = (may_change && is_open).then(|| {
        let (id, label) = (button_id(person.id), joining::invite_whom(lang, &who));
        button(id, joining::invite(lang), label, deeds.invite)
    });
    let change = (may_change && is_open).then(|| {
        let (id, label) = (change_id(person.id), words::change_whom(lang, &who));
        button(id, words::change(lang), label, deeds.change)
    });
    let state = may_change.then(|| {
        let id = state_id(person.id);
        if is_open {
            let label = words::close_whom(lang, &who);
            button(id, words::close(lang), label, deeds.close)
        } else {
            button(
                id,
                words::open(lang),
                words::open_whom(lang, &who),
                deeds.open,
            )
        }
    });
    let line = about(me, places, colleague, lang).join(" · ");
    let terms = terms(places, colleague, today, lang);
    let name = person.name.to_string();
    view! {
        <li class="with-deed">
            <div>
                <p><b>{name}</b></p>
                <p class="small muted">{line}</p>
                {terms}
            </div>
            <div class="deeds">{invite} {change} {state}</div>
        </li>
    }
    .into_any()
}

/// What they do and where, and whether they are in.
fn about(me: &Role, places: &Places, colleague: &Colleague, lang: Lang) -> Vec<String> {
    let person = &colleague.person;
    let role = match person.role {
        RoleKind::Volunteer => office::volunteer(lang),
        RoleKind::CommuneOfficer => office::officer(lang),
        RoleKind::CityOfficer => city::officer(lang),
        RoleKind::Administrator => words::administrator(lang),
    };
    // Where all are volunteers of one unit, it need not be said.
    let is_city = me.kind() == RoleKind::Administrator;
    let given = colleague.given();
    let open = given.hamlets.iter().filter(|id| given.term(**id).is_open());
    let mut open: Vec<_> = open.filter_map(|id| places.name(*id)).collect();
    open.sort_unstable();
    let is_volunteer = person.role == RoleKind::Volunteer;
    let sessions = colleague.sessions.iter();
    let sessions = sessions.filter(|session| session.ended.is_none() && !session.collect);
    let stands = match sessions.count() {
        _ if colleague.disabled => joining::closed(lang),
        0 => joining::no_phone(lang),
        count => joining::phones(lang, count),
    };
    let parts = [
        is_city.then_some(role),
        is_city.then(|| colleague.unit_name.clone()),
        person.organisation.clone(),
        is_volunteer.then(|| open.join(", ")),
        is_city.then(|| colleague.sign_in.clone()),
        Some(stands),
    ];
    let parts = parts.into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect()
}

/// What they were given from a day to a day, and how that stands.
fn terms(places: &Places, colleague: &Colleague, today: NaiveDate, lang: Lang) -> Option<AnyView> {
    let mut terms: Vec<_> = colleague.terms.iter().collect();
    terms.sort_by_key(|(_, term)| (term.until.unwrap_or(NaiveDate::MAX), term.from));
    let lines = terms.into_iter().map(|(hamlet, term)| {
        let said = said(&places.name(*hamlet).unwrap_or_default(), *term, lang);
        let (tone, icon, said) = match term.stands_on(today) {
            Standing::ToCome => (Tone::Plain, Icon::Clock, words::to_come(lang, &said)),
            Standing::Now => (Tone::Plain, Icon::Clock, said),
            Standing::EndsSoon { days: 0 } => {
                (Tone::Wait, Icon::Clock, words::ends_today(lang, &said))
            }
            Standing::EndsSoon { days } => {
                (Tone::Wait, Icon::Clock, words::ends_in(lang, &said, days))
            }
            Standing::Over => (Tone::Plain, Icon::Attention, words::over(lang, &said)),
        };
        view! { <Reason tone icon>{said}</Reason> }
    });
    let lines = lines.collect_view();
    (!lines.is_empty()).then(|| view! { <div class="reasons">{lines}</div> }.into_any())
}

/// A hamlet with its days.
fn said(hamlet: &str, term: Term, lang: Lang) -> String {
    match (term.from.map(full_day), term.until.map(full_day)) {
        (Some(from), Some(until)) => words::from_until(lang, hamlet, &from, &until),
        (Some(from), None) => words::from(lang, hamlet, &from),
        (None, Some(until)) => words::until(lang, hamlet, &until),
        (None, None) => hamlet.to_owned(),
    }
}
