//! The visits of a household, newest first, each with the versions that came before it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use dong_hanh_domain::{HouseholdId, VisitId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::answers::AnswersOf;
use super::{say, standing};
use crate::replica::{Replica, VisitRow, use_replica};
use crate::ui::{Mark, Timeline, TimelineItem, full_day};
use crate::words::office as words;

/// A stretch without a visit is drawn as a gap from so many days on.
const GAP_DAYS: i64 = 60;

/// A visit with the versions that it took the place of, newest first.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    visit: VisitRow,
    earlier: Vec<VisitRow>,
}

/// The section of the visits.
#[component]
pub fn Visits(
    /// Whose.
    household: HouseholdId,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let told = Memo::new(move |_| told(&replica.visits_of(household)));
    let line = move || {
        let told = told.get();
        if told.is_empty() {
            return view! { <p class="small muted">{words::no_visits(lang)}</p> }.into_any();
        }
        let mut newer = replica.today();
        let items = told
            .into_iter()
            .map(|told| {
                let day = told.visit.finished.day();
                let gap = (newer - day).num_days();
                newer = day;
                view! {
                    {(gap >= GAP_DAYS).then(|| view! {
                        <TimelineItem mark=Mark::Gap>{words::gap(lang, gap)}</TimelineItem>
                    })}
                    <TimelineItem>{item(replica, told, lang)}</TimelineItem>
                }
            })
            .collect_view();
        view! { <Timeline>{items}</Timeline> }.into_any()
    };
    view! {
        <section class="tile" aria-labelledby="visits">
            <h2 id="visits">{move || words::visits(lang, told.read().len())}</h2>
            {line}
        </section>
    }
    .into_any()
}

fn item(replica: Replica, told: Told, lang: Lang) -> AnyView {
    let today = replica.today();
    let Told { visit, earlier } = told;
    let who = say::colleague(replica, visit.author).unwrap_or_else(|| words::somebody(lang));
    let versions = earlier
        .into_iter()
        .map(|version| {
            let sent = say::moment(version.finished.corrected(), today);
            view! {
                <div class="version">
                    <p class="when">{words::earlier_version(lang, &sent)}</p>
                    <div class="told">{state(replica, &version, today, lang)} <AnswersOf visit=version.id lang/></div>
                </div>
            }
        })
        .collect_view();
    view! {
        <p id=format!("visit-{}", visit.id)><b>{full_day(visit.finished.day())}</b> ", " {who}</p>
        <div class="told">{state(replica, &visit, today, lang)} <AnswersOf visit=visit.id lang/></div>
        {versions}
    }
    .into_any()
}

fn state(
    replica: Replica,
    visit: &VisitRow,
    today: NaiveDate,
    lang: Lang,
) -> impl IntoView + use<> {
    let (icon, tone) = standing::look(&visit.standing);
    let class = match tone {
        crate::ui::Tone::Ok => "state received",
        crate::ui::Tone::Wait => "state waiting",
        crate::ui::Tone::Bad => "state attention",
        crate::ui::Tone::Plain => "state",
    };
    view! { <p><span class=class>{icon.small()} <span>{standing::words(replica, &visit.standing, today, lang)}</span></span></p> }
}

/// Puts the versions of one visit together; what no newer version names stands for itself.
fn told(visits: &[VisitRow]) -> Vec<Told> {
    let amended: BTreeSet<VisitId> = visits.iter().filter_map(|visit| visit.amends).collect();
    visits
        .iter()
        .filter(|visit| !amended.contains(&visit.id))
        .map(|visit| {
            let mut earlier = Vec::new();
            let mut amends = visit.amends;
            while let Some(version) =
                amends.and_then(|id| visits.iter().find(|visit| visit.id == id))
            {
                // A chain that bites its own tail cannot come from this app; it must not hang the page.
                if earlier.len() > visits.len() {
                    break;
                }
                amends = version.amends;
                earlier.push(version.clone());
            }
            Told {
                visit: visit.clone(),
                earlier,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replica::Standing;
    use dong_hanh_domain::{DeviceTime, UserId};
    use uuid::Uuid;

    fn visit(number: u128, amends: Option<u128>) -> VisitRow {
        VisitRow {
            id: VisitId(Uuid::from_u128(number)),
            household: HouseholdId(Uuid::from_u128(1)),
            author: UserId(Uuid::from_u128(2)),
            finished: DeviceTime {
                utc_ms: 0,
                zone_min: 420,
                mono_ms: 0,
                skew_ms: None,
            },
            amends: amends.map(|number| VisitId(Uuid::from_u128(number))),
            standing: Standing::OnDevice,
        }
    }

    #[test]
    fn versions_stand_below_the_newest_one() {
        let told = told(&[
            visit(4, None),
            visit(3, Some(2)),
            visit(2, Some(1)),
            visit(1, None),
        ]);
        let numbers: Vec<(u128, Vec<u128>)> = told
            .iter()
            .map(|told| {
                let earlier = told
                    .earlier
                    .iter()
                    .map(|visit| visit.id.0.as_u128())
                    .collect();
                (told.visit.id.0.as_u128(), earlier)
            })
            .collect();
        assert_eq!(numbers, [(4, vec![]), (3, vec![2, 1])]);
    }

    #[test]
    fn an_amendment_of_a_visit_that_is_not_here_stands_alone() {
        let told = told(&[visit(3, Some(2))]);
        assert_eq!(told.len(), 1);
        assert!(told.iter().all(|told| told.earlier.is_empty()));
    }
}
