//! Every record that was sent or waits, by day, newest first.

use chrono::NaiveDate;
use dong_hanh_domain::HouseholdId;
use leptos::prelude::*;

use crate::pages::facts;
use crate::replica::{OutboxRow, OutboxWhat, Replica, Standing};
use crate::ui::{Icon, Sheet, StateLine, photos_received, sentence_case, short_day, use_lang};
use crate::words::facts as fact_words;
use crate::words::outbox as words;

/// How many lines of facts a row has at most.
const MOST_FACTS: usize = 3;

/// One sheet for each day.
pub(super) fn by_day<'r>(replica: Replica, rows: impl Iterator<Item = &'r OutboxRow>) -> AnyView {
    let today = replica.today();
    let mut days: Vec<(NaiveDate, Vec<AnyView>)> = Vec::new();
    for row in rows {
        let day = row.made.day();
        let shown = record(replica, row);
        match days.last_mut() {
            Some((last, rows)) if *last == day => rows.push(shown),
            _ => days.push((day, vec![shown])),
        }
    }
    let sheets = days.into_iter().map(|(day, rows)| {
        view! { <Sheet title=heading(day, today)><ul class="rows">{rows}</ul></Sheet> }
    });
    sheets.collect_view().into_any()
}

fn heading(day: NaiveDate, today: NaiveDate) -> String {
    let lang = use_lang();
    match today.signed_duration_since(day).num_days() {
        0 => words::today(lang),
        1 => words::yesterday(lang),
        _ => short_day(day, today),
    }
}

fn record(replica: Replica, row: &OutboxRow) -> AnyView {
    let lang = use_lang();
    let (href, what) = match row.what {
        OutboxWhat::Visit { visit, .. } => (format!("/visits/{visit}/read"), None),
        OutboxWhat::Household { household } => (
            format!("/households/{household}"),
            Some(words::new_household(lang)),
        ),
        OutboxWhat::Review { visit, .. } => {
            (format!("/visits/{visit}/read"), Some(words::review(lang)))
        }
        OutboxWhat::Facts { household } => {
            (format!("/households/{household}"), Some(words::facts(lang)))
        }
        OutboxWhat::Ruling => ("/outbox".to_owned(), Some(words::ruling(lang))),
        OutboxWhat::Settings => ("/outbox".to_owned(), Some(words::settings(lang))),
        OutboxWhat::Erasure => ("/outbox".to_owned(), Some(words::erasure(lang))),
        OutboxWhat::Seen { household } => (
            household.map_or_else(|| "/outbox".to_owned(), |id| format!("/households/{id}")),
            Some(words::seen_what(lang)),
        ),
    };
    let name = full_name(replica, row.what.household());
    let what = what.map(|what| view! { <span class="sub">{what}</span> });
    let facts = match row.what {
        OutboxWhat::Facts { .. } => facts_of(replica, row),
        _ => Vec::new(),
    };
    let facts = facts
        .into_iter()
        .map(|fact| view! { <span class="sub">{fact}</span> })
        .collect_view();
    view! {
        <li>
            <a class="row" href=href>
                <span class="body">
                    <span class="name">{name}</span>
                    {what} {facts}
                    {state(replica, &row.standing)}
                    {photos_received(row.photos, row.photos_lost)}
                    {refused_photo(row.photo_refused.as_deref())}
                </span>
                {Icon::Go.with("icon sm go")}
            </a>
        </li>
    }
    .into_any()
}

/// The facts that were changed, a line each; of many the first ones.
fn facts_of(replica: Replica, row: &OutboxRow) -> Vec<String> {
    let lang = use_lang();
    let Some(changed) = replica.changed_by(row.operation) else {
        return Vec::new();
    };
    let mut lines: Vec<_> = facts::changed_words(replica, &changed)
        .into_iter()
        .map(|fact| fact_words::line(lang, &fact.name, &fact.value))
        .collect();
    // The last place is for how many more there are, where it is not for the last of them.
    if lines.len() > MOST_FACTS {
        let more = lines.split_off(MOST_FACTS - 1).len();
        lines.push(sentence_case(&fact_words::more(lang, more)));
    }
    lines
}

/// Where it is; while it waits, for what.
fn state(replica: Replica, standing: &Standing) -> AnyView {
    let lang = use_lang();
    if *standing == Standing::OnDevice {
        let waits = if replica.sync().online {
            words::in_turn(lang)
        } else {
            words::no_network(lang)
        };
        return view! { <span class="state">{Icon::Phone.small()} {waits}</span> }.into_any();
    }
    view! { <StateLine standing=standing.clone() today=replica.today() /> }.into_any()
}

/// A photo that the office could not take: that it is kept, and what to do.
fn refused_photo(code: Option<&str>) -> Option<AnyView> {
    let sentence = words::photo_refused(use_lang(), code?);
    Some(
        view! { <span class="state attention">{Icon::Attention.small()} {sentence}</span> }
            .into_any(),
    )
}

/// `Bà Nguyễn Thị Hạnh`.
pub(super) fn full_name(replica: Replica, household: Option<HouseholdId>) -> String {
    household.and_then(|id| replica.row(id)).map_or_else(
        || crate::words::today::somebody(use_lang()),
        |row| row.called(),
    )
}
