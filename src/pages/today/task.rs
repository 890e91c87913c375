//! A task, as the next one and as a row: whom it is about, why, and where it leads.

use dong_hanh_domain::HouseholdId;
use leptos::prelude::*;

use crate::pages::households::{facts_address, name_of, place_of};
use crate::pages::outbox;
use crate::pages::reasons::look;
use crate::replica::{Task, use_replica};
use crate::ui::{Icon, Line, Row, Tone, use_lang};
use crate::words::{of, today as words};

/// Whom a task is about; `None` where this device does not know.
pub(super) fn household_of(task: &Task) -> Option<HouseholdId> {
    match task {
        Task::Returned { household, .. }
        | Task::Draft { household, .. }
        | Task::Facts { household }
        | Task::Visit { household, .. } => Some(*household),
        Task::Held { what, .. } | Task::SetAside { what, .. } => what.household(),
    }
}

/// A task among those that come later.
#[component]
pub(super) fn TaskRow(task: Task) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let household = household_of(&task);
    let to_household =
        household.map_or_else(|| "/outbox".to_owned(), |id| format!("/households/{id}"));
    let (href, tone, icon, why, more) = match &task {
        Task::Returned { reason, .. } => (
            to_household,
            Tone::Bad,
            Icon::Returned,
            words::returned_line(lang),
            Some(reason.clone()),
        ),
        Task::Held {
            operation,
            back: Some(note),
            ..
        } => (
            outbox::address(*operation),
            Tone::Bad,
            Icon::Returned,
            words::returned_line(lang),
            Some(note.clone()),
        ),
        Task::Held { operation, .. } => (
            outbox::address(*operation),
            Tone::Bad,
            Icon::Attention,
            words::held_line(lang),
            place_of(replica, household),
        ),
        Task::SetAside { operation, .. } => (
            outbox::address(*operation),
            Tone::Bad,
            Icon::Attention,
            words::set_aside_line(lang),
            place_of(replica, household),
        ),
        Task::Draft { visit, .. } => (
            format!("/visits/{visit}"),
            Tone::Plain,
            Icon::Edit,
            words::draft_line(lang),
            place_of(replica, household),
        ),
        Task::Facts { household: id } => (
            facts_address(*id, ""),
            Tone::Plain,
            Icon::Edit,
            words::facts_line(lang),
            place_of(replica, household),
        ),
        Task::Visit { whys, .. } => {
            let (tone, icon) = whys.first().map_or((Tone::Plain, Icon::House), look);
            let why = whys.first().map(|why| of(lang, why.both(replica.today())));
            let place = place_of(replica, household);
            (to_household, tone, icon, why.unwrap_or_default(), place)
        }
    };
    view! {
        <Row href tone lead=icon>
            <span class="name">{name_of(lang, replica, household)}</span>
            <Line tone>{why}</Line>
            {more.map(|more| view! { <Line>{more}</Line> })}
        </Row>
    }
    .into_any()
}
