//! The line of what happened, newest first and year by year. It grows as somebody comes to its end, so that ten years
//! open as quickly as one.

use dong_hanh_domain::story::Event;
use dong_hanh_form::Lang;
use leptos::html;
use leptos::prelude::*;

use super::changed::changes;
use super::{Tale, Telling, Told, called};
use crate::device::sight::Lookout;
use crate::replica::Replica;
use crate::ui::{Mark, Timeline, TimelineItem, full_day};
use crate::words::{households, story as words};

/// How much there is at once: more than a screen shows.
const AT_ONCE: usize = 12;

/// How a visit is shown, with what changed by it.
type Shows = fn(Lang, Replica, &Told, AnyView) -> AnyView;

/// The line; `shows` shows a visit.
#[must_use]
pub fn line(lang: Lang, replica: Replica, telling: Telling, shows: Shows) -> AnyView {
    view! { <Timeline>{stretch(lang, replica, telling, shows, 0)}</Timeline> }.into_any()
}

/// A stretch of the line, and behind it the next one when its place is near. What stands there is not made anew by that.
fn stretch(lang: Lang, replica: Replica, telling: Telling, shows: Shows, from: usize) -> AnyView {
    let end = from + AT_ONCE;
    let items = move || {
        let tale = telling.get()?;
        let events = tale.events.iter().skip(from).take(AT_ONCE);
        let items = events.map(|event| item(lang, replica, &tale, event, shows));
        Some(items.collect_view())
    };
    let goes_on = Memo::new(move |_| {
        telling
            .read()
            .as_ref()
            .is_some_and(|tale| tale.events.len() > end)
    });
    let near = RwSignal::new(false);
    let rest = move || {
        goes_on.get().then(|| {
            if near.get() {
                stretch(lang, replica, telling, shows, end)
            } else {
                view! { <End near /> }.into_any()
            }
        })
    };
    view! { {items} {rest} }.into_any()
}

/// Where the line goes on when somebody comes near.
#[component]
fn End(near: RwSignal<bool>) -> impl IntoView {
    let place = NodeRef::<html::Li>::new();
    let lookout = StoredValue::new_local(None::<Lookout>);
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let looks = Lookout::for_element(&place, move || near.set(true));
        // Where nobody can look out, nothing is left for later.
        if looks.is_none() {
            near.set(true);
        }
        lookout.set_value(looks);
    });
    view! { <li class="rest" node_ref=place></li> }.into_any()
}

fn item(lang: Lang, replica: Replica, tale: &Tale, event: &Event, shows: Shows) -> AnyView {
    let changed = |found: &[_]| changes(lang, replica, &tale.household, found);
    match event {
        Event::Year(year) => view! { <li class="year"><h3>{year.to_string()}</h3></li> }.into_any(),
        Event::Gap { days, now } => {
            let words = if *now {
                households::gap_now(lang, *days)
            } else {
                households::gap(lang, *days)
            };
            view! { <TimelineItem mark=Mark::Gap>{words}</TimelineItem> }.into_any()
        }
        Event::Class(class) => {
            let day = full_day(class.since);
            let decided = households::class_decided(lang, &class.words());
            let decision = class.decision.as_ref();
            let decision = decision.map(|number| households::decision(lang, number));
            let decision = decision.map(|number| view! { <p>{number}</p> });
            view! {
                <TimelineItem mark=Mark::Act><p class="when">{day}</p><p>{decided}</p>{decision}</TimelineItem>
            }
            .into_any()
        }
        Event::Said {
            day,
            by,
            list,
            changes,
        } => {
            let told = match list {
                Some(_) => words::said_by_list,
                None => words::said,
            };
            let who = told(lang, &full_day(*day), &called(lang, replica, *by));
            let changes = changed(changes);
            view! { <TimelineItem mark=Mark::Act><p class="when">{who}</p>{changes}</TimelineItem> }
                .into_any()
        }
        Event::Visit { visit, changes } => match tale.visit(*visit) {
            Some(told) => {
                let shown = shows(lang, replica, told, changed(changes));
                view! { <TimelineItem>{shown}</TimelineItem> }.into_any()
            }
            None => ().into_any(),
        },
    }
}
