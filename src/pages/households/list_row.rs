//! A household in the list.

use chrono::NaiveDate;
use dong_hanh_domain::HouseholdId;
use dong_hanh_domain::following::Intervals;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::marked::Marked;
use crate::replica::{HouseholdRow, Replica, use_replica};
use crate::ui::{Line, Row, Tone, short_day, use_lang};
use crate::words::households as words;
use crate::words::requests;
use crate::words::time;

/// The id of the row's link.
pub(super) fn row_id(household: HouseholdId) -> String {
    format!("household-{household}")
}

/// A row of the list; it follows what is known of its household and what is looked for.
#[component]
pub(super) fn ListRow(id: HouseholdId, typed: Signal<String>) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let row = Memo::new(move |_| replica.row(id));
    move || {
        let row = row.get()?;
        let today = replica.today();
        let (name, member) = found(replica, &row, &typed.read());
        let place = replica.hamlet(row.hamlet).map(|hamlet| hamlet.full_name());
        let who = who(lang, &row, place);
        let last = last(lang, &row, &replica.settings().intervals, today);
        Some(view! {
            <Row href=format!("/households/{id}") id=row_id(id)>
                <span class="name">{name.view()}</span>
                {member.map(|member| view! { <Line>{member.view()}</Line> })}
                <Line>{who}</Line>
                {last}
            </Row>
        })
    }
}

/// The head's name with what was looked for marked, or else somebody of the house who bears it.
fn found(replica: Replica, row: &HouseholdRow, typed: &str) -> (Marked, Option<Marked>) {
    let name = Marked::new(row.name.as_str(), typed);
    if name.is_found() || typed.trim().is_empty() {
        return (name, None);
    }
    let member = replica.household(row.id).and_then(|household| {
        household
            .others
            .iter()
            .map(|other| Marked::new(other.member.name.as_str(), typed))
            .find(Marked::is_found)
    });
    (name, member)
}

/// `68 tuổi, tổ dân phố An Hải, nhà 4 người`.
fn who(lang: Lang, row: &HouseholdRow, place: Option<String>) -> String {
    let size = if row.size == 1 {
        words::alone(lang)
    } else {
        words::size(lang, row.size)
    };
    [row.age.map(|age| time::age(lang, age)), place, Some(size)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// The last visit, and whether it is time for another.
fn last(lang: Lang, row: &HouseholdRow, intervals: &Intervals, today: NaiveDate) -> AnyView {
    let (tone, text) = match (row.days_since_visit(today), row.last_visit) {
        _ if row.same_as.is_some() => (Tone::Plain, words::is_double_short(lang)),
        _ if row.has_ended(today) => (Tone::Plain, words::ended_short(lang)),
        _ if row.withheld.is_some() => (Tone::Plain, requests::withheld_short(lang)),
        _ if row.on_device => (Tone::Plain, words::on_device(lang)),
        (Some(days), _) if row.is_due(intervals, today) => {
            (Tone::Wait, words::days_unvisited(lang, days))
        }
        (Some(0), _) => (Tone::Plain, words::visited_today(lang)),
        (Some(_), Some(day)) => (Tone::Plain, words::visited_on(lang, &short_day(day, today))),
        _ => (Tone::Wait, words::unvisited(lang)),
    };
    view! { <Line tone=tone>{text}</Line> }.into_any()
}
