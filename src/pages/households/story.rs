//! What has happened to a household, newest first: visits, acts of the office, and the gaps between.

use chrono::NaiveDate;
use dong_hanh_domain::{HouseholdId, OfficialClass, VisitId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::visit::reading::read;
use crate::replica::{LONG_AGO_DAYS, Replica, Standing, VisitRow, use_replica};
use crate::ui::{Button, Look, Mark, Sheet, StateLine, Timeline, TimelineItem, full_day, use_lang};
use crate::words::households as words;

/// How many visits are shown before somebody asks for all.
const FIRST: usize = 6;

/// Something on the line.
#[derive(Clone, Debug, PartialEq)]
enum Event {
    /// Nobody has come since the last visit.
    GapNow(u16),
    /// Nobody came between two visits.
    Gap(u16),
    Visit(Box<VisitRow>),
    Class(OfficialClass),
}

/// The line of a household, from its visits (newest first) and its official class.
fn events(visits: &[VisitRow], class: Option<&OfficialClass>, today: NaiveDate) -> Vec<Event> {
    let mut events = Vec::new();
    let mut later = today;
    let mut class = class.cloned();
    // Of a visit that was amended, the newest version tells the story; the earlier ones are read there.
    for visit in visits
        .iter()
        .filter(|visit| !matches!(visit.standing, Standing::Amended { .. }))
    {
        let day = visit.finished.day();
        if let Some(class) = class.take_if(|class| class.since > day) {
            events.push(Event::Class(class));
        }
        let days =
            u16::try_from(later.signed_duration_since(day).num_days().max(0)).unwrap_or(u16::MAX);
        if days > LONG_AGO_DAYS {
            events.push(if later == today {
                Event::GapNow(days)
            } else {
                Event::Gap(days)
            });
        }
        events.push(Event::Visit(Box::new(visit.clone())));
        later = day;
    }
    events.extend(class.map(Event::Class));
    events
}

/// The line; nothing where nothing has happened.
#[component]
pub(super) fn Story(id: HouseholdId) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let all = RwSignal::new(false);
    let line = Memo::new(move |_| {
        let class = replica.household(id).and_then(|household| household.class);
        events(&replica.visits_of(id), class.as_ref(), replica.today())
    });
    let items = move || {
        let shown = if all.get() { usize::MAX } else { FIRST };
        line.read()
            .iter()
            .take(shown)
            .map(|event| item(lang, replica, event))
            .collect_view()
    };
    let more = move || {
        let count = line.read().len();
        (count > FIRST && !all.get()).then(|| {
            view! {
                <Button look=Look::Quiet class="pull" on_press=move |()| all.set(true)>{words::all_visits(lang, count)}</Button>
            }
        })
    };
    let is_empty = Memo::new(move |_| line.read().is_empty());
    move || {
        (!is_empty.get()).then(|| view! { <Sheet title=words::story(lang)><Timeline>{items}</Timeline> {more}</Sheet> })
    }
}

fn item(lang: Lang, replica: Replica, event: &Event) -> AnyView {
    match event.clone() {
        Event::GapNow(days) => {
            view! { <TimelineItem mark=Mark::Gap>{words::gap_now(lang, days)}</TimelineItem> }
                .into_any()
        }
        Event::Gap(days) => {
            view! { <TimelineItem mark=Mark::Gap>{words::gap(lang, days)}</TimelineItem> }
                .into_any()
        }
        Event::Class(class) => view! {
            <TimelineItem mark=Mark::Act>
                <p class="when">{full_day(class.since)}</p>
                <p>{words::class_decided(lang, class.class.words())}</p>
                {class.decision.map(|number| view! { <p>{words::decision(lang, &number)}</p> })}
            </TimelineItem>
        }
        .into_any(),
        Event::Visit(visit) => visited(lang, replica, *visit),
    }
}

fn visited(lang: Lang, replica: Replica, visit: VisitRow) -> AnyView {
    let who = if visit.author == replica.me().user {
        words::came_self(lang)
    } else {
        replica.person(visit.author).map_or_else(
            || words::came_somebody(lang),
            |person| words::came(lang, &person.called()),
        )
    };
    let day = visit.finished.day();
    let standing = visit.standing.clone();
    let href = format!("/visits/{}/read", visit.id);
    let today = Signal::derive(move || replica.today());
    let reason = match visit.standing {
        Standing::Returned { reason, .. } => Some(view! { <p>{reason}</p> }),
        _ => None,
    };
    let found = found(lang, replica, visit.id)
        .into_iter()
        .map(|line| view! { <p>{line}</p> })
        .collect_view();
    view! {
        <TimelineItem>
            <p class="when"><time datetime=day.to_string()>{full_day(day)}</time>", "{who}</p>
            {found}
            <p><StateLine standing=standing today /></p>
            {reason}
            <a class="link read" href=href>
                {words::read_visit(lang)}<span class="vh">" "{full_day(day)}</span>
            </a>
        </TimelineItem>
    }
    .into_any()
}

/// What a visit found, a line each; nothing of a visit whose form is not on this device.
fn found(lang: Lang, replica: Replica, visit: VisitId) -> Vec<String> {
    let Some(visit) = replica.visit(visit) else {
        return Vec::new();
    };
    let Some(form) = replica.form(&visit.form) else {
        return Vec::new();
    };
    let reading = read(&form, &visit.answers, lang);
    let promised = reading
        .commitments
        .iter()
        .map(|promise| words::promised(lang, &promise.what, &promise.who));
    [
        reading.nobody.then(|| words::found_nobody(lang)),
        reading.refused.then(|| words::found_refusal(lang)),
        reading.urgent.map(|what| words::found_urgent(lang, &what)),
        reading.needs.map(|needs| words::found_needs(lang, &needs)),
    ]
    .into_iter()
    .flatten()
    .chain(promised)
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::{DateTime, Utc};
    use dong_hanh_domain::{Class, DeviceTime, UserId};

    fn visit(day: &str, standing: Standing) -> VisitRow {
        let at: DateTime<Utc> = format!("{day}T03:00:00Z").parse().unwrap();
        VisitRow {
            id: VisitId(uuid::Uuid::nil()),
            household: HouseholdId(uuid::Uuid::nil()),
            author: UserId(uuid::Uuid::nil()),
            finished: DeviceTime {
                utc_ms: at.timestamp_millis(),
                zone_min: 420,
                mono_ms: 0,
                skew_ms: None,
            },
            amends: None,
            standing,
        }
    }

    #[test]
    fn gaps_and_the_decision_stand_where_they_were() {
        let class = OfficialClass {
            class: Class::Poor,
            since: "2026-01-10".parse().unwrap(),
            decision: None,
        };
        let (new, old) = (
            visit("2026-09-03", Standing::OnDevice),
            visit("2025-12-20", Standing::OnDevice),
        );
        let line = events(
            &[new.clone(), old.clone()],
            Some(&class),
            "2026-11-24".parse().unwrap(),
        );
        let expected = [
            Event::GapNow(82),
            Event::Visit(Box::new(new)),
            Event::Class(class),
            Event::Gap(257),
            Event::Visit(Box::new(old)),
        ];
        assert_eq!(line, expected);
    }

    #[test]
    fn an_amended_version_is_told_by_the_newer_one() {
        let old = visit(
            "2026-11-20",
            Standing::Amended {
                with: VisitId(uuid::Uuid::nil()),
                reason: None,
            },
        );
        let new = visit("2026-11-23", Standing::OnDevice);
        let line = events(&[new.clone(), old], None, "2026-11-24".parse().unwrap());
        assert_eq!(line, [Event::Visit(Box::new(new))]);
    }
}
