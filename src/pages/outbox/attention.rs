//! What came back or is held: why, and the one thing to do.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use super::rows::{full_name, household};
use super::{can_be_corrected, held_words};
use crate::pages::visit::{Way, mend};
use crate::replica::{OutboxRow, OutboxWhat, Replica, Standing};
use crate::ui::{Icon, LinkButton, Look, Reason, Tone, fresh_id, moment, short_day, use_lang};
use crate::words::outbox as words;
use crate::words::visit as visit_words;

/// A sheet for each record that needs a person's eyes.
pub(super) fn sheets(replica: Replica, all: &[OutboxRow]) -> AnyView {
    let sheets = all.iter().filter_map(|row| {
        let why = match &row.standing {
            Standing::Returned { at, reason, .. } => {
                let (head, reason) = (words::returned(use_lang(), &when(replica, *at)), reason.clone());
                view! { <Reason tone=Tone::Bad icon=Icon::Returned><b>{head}</b> " " {reason}</Reason> }.into_any()
            }
            Standing::Held { reason, at } => {
                let (head, reason) = (words::held(use_lang(), &when(replica, *at)), held_words(use_lang(), reason));
                view! { <Reason tone=Tone::Bad icon=Icon::Attention><b>{head}</b> " " {reason}</Reason> }.into_any()
            }
            Standing::SetAside { code } => {
                let (head, why) = (words::set_aside_head(use_lang()), words::set_aside(use_lang(), code));
                view! { <Reason tone=Tone::Bad icon=Icon::Attention><b>{head}</b> " " {why}</Reason> }.into_any()
            }
            _ => return None,
        };
        Some(sheet(replica, row, why))
    });
    sheets.collect_view().into_any()
}

fn when(replica: Replica, at: DateTime<Utc>) -> String {
    moment(use_lang(), at, replica.today())
}

fn sheet(replica: Replica, row: &OutboxRow, why: AnyView) -> AnyView {
    let lang = use_lang();
    let id = fresh_id("attention");
    let head = id.clone();
    let name = household(row.what).and_then(|household| full_name(replica, household));
    let day = visit_day(replica, row).map(|day| {
        view! { <p class="small muted">{words::visited_on(lang, &short_day(day, replica.today()))}</p> }
    });
    view! {
        <section class="sheet" aria-labelledby=id>
            <h2 class="eyebrow" id=head>{words::attention(lang)}</h2>
            <p class="name mt-1">{name}</p>
            {day}
            <div class="mt-2">{why}</div>
            <div class="mt-3">{step(replica, row)}</div>
        </section>
    }
    .into_any()
}

/// The day of the visit; an amendment is made later.
fn visit_day(replica: Replica, row: &OutboxRow) -> Option<NaiveDate> {
    match row.what {
        OutboxWhat::Visit { visit, .. } => Some(replica.visit(visit)?.started.day()),
        OutboxWhat::Household { .. } | OutboxWhat::Review { .. } => None,
    }
}

fn step(replica: Replica, row: &OutboxRow) -> AnyView {
    let lang = use_lang();
    let (visit, way) = match (row.what, &row.standing) {
        (OutboxWhat::Visit { visit, .. }, Standing::Returned { .. }) => (visit, Way::Amend(visit)),
        (OutboxWhat::Visit { visit, .. }, Standing::Held { reason, .. })
            if can_be_corrected(reason) =>
        {
            (visit, Way::Correct(visit))
        }
        (OutboxWhat::Visit { visit, .. } | OutboxWhat::Review { visit, .. }, _) => {
            let href = format!("/visits/{visit}/read");
            return view! { <LinkButton wide=true href>{visit_words::read_it(lang)}</LinkButton> }
                .into_any();
        }
        (OutboxWhat::Household { .. }, _) => return ().into_any(),
    };
    let draft = replica
        .drafts()
        .into_iter()
        .find(|draft| draft.amends == Some(visit) || draft.corrects == Some(row.operation));
    match draft {
        Some(draft) => {
            let href = format!("/visits/{}", draft.visit);
            view! {
                <LinkButton look=Look::Primary main=true wide=true href>{visit_words::go_on_amending(lang)}</LinkButton>
            }
            .into_any()
        }
        None => mend(replica, way),
    }
}
