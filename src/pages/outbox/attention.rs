//! What came back or is held: why, and the one thing to do.

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::VisitId;
use dong_hanh_sync::HeldReason;
use leptos::prelude::*;

use super::rows::full_name;
use super::{anchor, held_words, way_out};
use crate::pages::facts;
use crate::pages::visit::{Way, mend};
use crate::replica::{OutboxRow, OutboxWhat, Replica, Standing, WayOut};
use crate::ui::{Icon, LinkButton, Look, Reason, StateLine, Tone, moment, short_day, use_lang};
use crate::words::outbox as words;
use crate::words::visit as visit_words;

/// A sheet for each record that needs a person's eyes.
pub(super) fn sheets(replica: Replica, all: &[OutboxRow]) -> AnyView {
    let lang = use_lang();
    let sheets = all.iter().filter_map(|row| {
        let (icon, head, why) = match &row.standing {
            Standing::Returned { at, reason, .. } => {
                let head = words::returned(lang, &when(replica, *at));
                (Icon::Returned, head, reason.clone())
            }
            Standing::Held {
                at,
                back: Some(note),
                ..
            } => {
                let head = words::returned(lang, &when(replica, *at));
                (Icon::Returned, head, note.clone())
            }
            Standing::Held {
                reason,
                at,
                back: None,
            } => {
                let head = words::held(lang, &when(replica, *at));
                (Icon::Attention, head, why_held(replica, row, reason))
            }
            Standing::SetAside { code } => {
                let why = words::set_aside(lang, code);
                (Icon::Attention, words::set_aside_head(lang), why)
            }
            _ => return None,
        };
        let why = view! { <Reason tone=Tone::Bad icon><b>{head}</b> " " {why}</Reason> };
        Some(sheet(replica, row, why.into_any()))
    });
    sheets.collect_view().into_any()
}

fn when(replica: Replica, at: DateTime<Utc>) -> String {
    moment(use_lang(), at, replica.today())
}

/// Why it is held and what to do; of a visit to a household that is held too, that both go together.
fn why_held(replica: Replica, row: &OutboxRow, reason: &HeldReason) -> String {
    let lang = use_lang();
    let why = held_words(lang, row.what, reason);
    if *reason == HeldReason::UnknownHousehold && replica.sent_together(row.operation) > 1 {
        return format!("{why} {}", words::with_household(lang));
    }
    why
}

fn sheet(replica: Replica, row: &OutboxRow, why: AnyView) -> AnyView {
    let lang = use_lang();
    let head = anchor(row.operation);
    let (of, about) = (format!("{head}-of"), format!("{head}-about"));
    // Each sheet is a landmark, and several may be of one household.
    let spoken = format!("{head} {of} {about}");
    let name = full_name(replica, row.what.household());
    let what = match row.what {
        OutboxWhat::Visit { .. } => visit_day(replica, row)
            .map(|day| words::visited_on(lang, &short_day(day, replica.today()))),
        OutboxWhat::Household { .. } => Some(words::new_household(lang)),
        OutboxWhat::Review { .. } => Some(words::review(lang)),
        OutboxWhat::Facts { .. } => Some(words::facts(lang)),
        OutboxWhat::Ruling => Some(words::ruling(lang)),
        OutboxWhat::Settings => Some(words::settings(lang)),
        OutboxWhat::Erasure => Some(words::erasure(lang)),
        OutboxWhat::Seen { .. } => Some(words::seen_what(lang)),
    };
    view! {
        <section class="sheet" aria-labelledby=spoken>
            <h2 class="eyebrow" id=head tabindex="-1">{words::attention(lang)}</h2>
            <p class="name mt-1" id=of>{name}</p>
            {what.map(|what| view! { <p class="small muted" id=about>{what}</p> })}
            <div class="mt-2">{why}</div>
            {became(replica, row)}
            {said(replica, row)}
            <div class="mt-3">{step(replica, row)}</div>
        </section>
    }
    .into_any()
}

/// What was said of a household.
fn said(replica: Replica, row: &OutboxRow) -> Option<AnyView> {
    let OutboxWhat::Facts { .. } = row.what else {
        return None;
    };
    Some(facts::changes(replica, &replica.changed_by(row.operation)?))
}

/// What became of the visit that a held decision was about.
fn became(replica: Replica, row: &OutboxRow) -> Option<AnyView> {
    let OutboxWhat::Review { visit, .. } = row.what else {
        return None;
    };
    let standing = replica.visit(visit)?.row.standing;
    let said = words::now_it_is(use_lang());
    Some(
        view! { <p class="mt-2">{said} " " <StateLine standing today=replica.today() /></p> }
            .into_any(),
    )
}

/// The day of the visit; an amendment is made later.
fn visit_day(replica: Replica, row: &OutboxRow) -> Option<NaiveDate> {
    match row.what {
        OutboxWhat::Visit { visit, .. } => Some(replica.visit(visit)?.started.day()),
        OutboxWhat::Household { .. }
        | OutboxWhat::Review { .. }
        | OutboxWhat::Facts { .. }
        | OutboxWhat::Ruling
        | OutboxWhat::Settings
        | OutboxWhat::Erasure
        | OutboxWhat::Seen { .. } => None,
    }
}

fn step(replica: Replica, row: &OutboxRow) -> AnyView {
    let lang = use_lang();
    let begun = replica.drafts().into_iter().find(|draft| {
        draft.corrects == Some(row.operation)
            || matches!(row.what, OutboxWhat::Visit { visit, .. } if draft.amends == Some(visit))
    });
    let act = match (&row.standing, begun, row.what) {
        (Standing::Returned { .. } | Standing::Held { .. }, Some(draft), _) => {
            let href = format!("/visits/{}", draft.visit);
            Some(view! {
                <LinkButton look=Look::Primary main=true wide=true href>{visit_words::go_on_amending(lang)}</LinkButton>
            }
            .into_any())
        }
        (Standing::Returned { .. }, None, OutboxWhat::Visit { visit, .. }) => {
            Some(mend(replica, Way::Amend(visit)))
        }
        (Standing::Held { reason, back, .. }, None, what) => {
            let way = WayOut::of(what, reason, back.is_some());
            Some(way_out(replica, row.operation, way))
        }
        _ => None,
    };
    view! { {act} {look(row.what)} }.into_any()
}

/// Leads to what it is about.
fn look(what: OutboxWhat) -> Option<AnyView> {
    let lang = use_lang();
    let (href, word) = match what {
        OutboxWhat::Visit { visit, .. } | OutboxWhat::Review { visit, .. } => {
            (read(visit), visit_words::read_it(lang))
        }
        OutboxWhat::Household { household } | OutboxWhat::Facts { household } => (
            format!("/households/{household}"),
            words::to_household(lang),
        ),
        OutboxWhat::Seen { .. }
        | OutboxWhat::Ruling
        | OutboxWhat::Settings
        | OutboxWhat::Erasure => return None,
    };
    Some(
        view! { <LinkButton look=Look::Quiet wide=true href>{word.clone()}</LinkButton> }
            .into_any(),
    )
}

fn read(visit: VisitId) -> String {
    format!("/visits/{visit}/read")
}
