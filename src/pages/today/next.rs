//! The one thing to do now.

use dong_hanh_domain::today::Why;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::task::household_of;
use crate::pages::households::{NextVisit, NextVisitButton, facts_address, name_of, place_of};
use crate::pages::outbox;
use crate::pages::reasons::look;
use crate::replica::{Replica, Task, use_replica};
use crate::ui::{Icon, LinkButton, Look, Reason, Tone, use_lang};
use crate::words::{of, today as words};

/// The first task with its button.
#[component]
pub(super) fn Next(task: Task) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let household = household_of(&task);
    let name = name_of(lang, replica, household);
    let who = match household {
        Some(id) => view! {
            <a class="who" href=format!("/households/{id}")><span class="name">{name}</span> {Icon::Go.small()}</a>
        }
        .into_any(),
        None => view! { <p class="who"><span class="name">{name}</span></p> }.into_any(),
    };
    let button = match &task {
        Task::Returned { visit, .. } => view! { <NextVisitButton next=NextVisit::Mend(*visit) /> }.into_any(),
        Task::Draft { visit, .. } => view! { <NextVisitButton next=NextVisit::Resume(*visit) /> }.into_any(),
        Task::Facts { household } => view! {
            <LinkButton href=facts_address(*household, "") look=Look::Primary main=true wide=true>{words::facts_open(lang)}</LinkButton>
        }
        .into_any(),
        Task::Visit { household, .. } => view! { <NextVisitButton next=NextVisit::Begin(*household) /> }.into_any(),
        Task::Held { operation, .. } | Task::SetAside { operation, .. } => view! {
            <LinkButton href=outbox::address(*operation) look=Look::Primary main=true wide=true>{words::held_open(lang)}</LinkButton>
        }
        .into_any(),
    };
    view! {
        <section class="sheet next" aria-labelledby="next">
            <h2 class="eyebrow" id="next">{words::next(lang)}</h2>
            {who}
            {place_of(replica, household).map(|place| view! { <p class="muted">{place}</p> })}
            <div class="reasons">{why(lang, replica, task)}</div>
            {button}
        </section>
    }
    .into_any()
}

/// Why it comes first.
fn why(lang: Lang, replica: Replica, task: Task) -> AnyView {
    match task {
        Task::Returned { reason, .. } | Task::Held { back: Some(reason), .. } => view! {
            <Reason tone=Tone::Bad icon=Icon::Returned><b>{words::returned_mark(lang)}</b>" "{reason}</Reason>
        }
        .into_any(),
        Task::Held { .. } => view! {
            <Reason tone=Tone::Bad icon=Icon::Attention><b>{words::held_mark(lang)}</b>" "{words::held_text(lang)}</Reason>
        }
        .into_any(),
        Task::SetAside { .. } => view! {
            <Reason tone=Tone::Bad icon=Icon::Attention><b>{words::held_mark(lang)}</b>" "{words::set_aside_text(lang)}</Reason>
        }
        .into_any(),
        Task::Draft { .. } => view! {
            <Reason icon=Icon::Edit><b>{words::draft_mark(lang)}</b>" "{words::draft_text(lang)}</Reason>
        }
        .into_any(),
        Task::Facts { .. } => view! {
            <Reason icon=Icon::Edit><b>{words::draft_mark(lang)}</b>" "{words::facts_text(lang)}</Reason>
        }
        .into_any(),
        Task::Visit { whys, .. } => {
            let today = replica.today();
            let reason = |why: &Why| {
                let (tone, icon) = look(why);
                let said = of(lang, why.both(today));
                view! { <Reason tone icon>{said}</Reason> }
            };
            whys.iter().map(reason).collect_view().into_any()
        }
    }
}
