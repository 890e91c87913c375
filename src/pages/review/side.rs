//! The pane at the right: the household that was visited.

use chrono::NaiveDate;
use dong_hanh_domain::{Household, HouseholdId, VisitId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::desk::Desk;
use super::entry::flag;
use super::list::said;
use crate::office::path;
use crate::pages::office::{say, standing};
use crate::replica::{Replica, Standing, VisitRow, use_replica};
use crate::ui::{Mark, Timeline, TimelineItem, short_day};
use crate::words::review as words;

/// How many earlier visits the pane shows; the household's page shows all.
const VISITS: usize = 5;

/// A stretch without a visit is drawn as a gap from so many days on.
const GAP_DAYS: i64 = 60;

#[derive(Clone, Debug, PartialEq)]
struct Shown {
    household: Household,
    hamlet: String,
    before: Vec<VisitRow>,
    on: NaiveDate,
}

/// The household of the open visit.
#[component]
pub fn Side(
    /// The open visit.
    visit: Memo<Option<VisitId>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let shown = Memo::new(move |_| visit.get().and_then(|id| shown(replica, id)));
    let content = move || shown.get().map(|shown| content(replica, shown, lang));
    view! { <aside class="pane side" aria-label=words::side(lang)>{content}</aside> }.into_any()
}

/// The household of the open visit, for the key that opens its page.
pub fn open_household(desk: Desk) -> Option<HouseholdId> {
    untrack(|| {
        desk.queue
            .read()
            .get(desk.open()?)
            .map(|entry| entry.household)
    })
}

fn shown(replica: Replica, id: VisitId) -> Option<Shown> {
    let visit = replica.visit(id)?;
    let household = replica.household(visit.row.household)?;
    let hamlet = replica
        .hamlet(household.hamlet)
        .map(|hamlet| hamlet.full_name())
        .unwrap_or_default();
    let before = replica
        .visits_of(household.id)
        .into_iter()
        .filter(|other| other.id != id && other.began.corrected() <= visit.row.began.corrected())
        .take(VISITS)
        .collect();
    Some(Shown {
        household,
        hamlet,
        before,
        on: visit.row.began.day(),
    })
}

fn content(replica: Replica, shown: Shown, lang: Lang) -> AnyView {
    let Shown {
        household,
        hamlet,
        before,
        on,
    } = shown;
    let today = untrack(|| replica.today());
    let class = match &household.class {
        Some(official) => words::class_since(
            lang,
            &say::capital(&official.words()),
            &short_day(official.since, today),
        ),
        None => words::no_class(lang),
    };
    let place = if household.address.is_empty() {
        say::capital(&hamlet)
    } else {
        format!("{}, {hamlet}", say::capital(&household.address))
    };
    let relations =
        std::iter::once(None).chain(household.others.iter().map(|other| Some(other.relation)));
    let members = household
        .members()
        .zip(relations)
        .map(|(member, relation)| {
            let relation = relation
                .map(|relation| format!(", {}", standing::relation(relation, member.sex, lang)));
            view! { <li>{member.name.to_string()} {relation} <span>{member.age_on(on)}</span></li> }
        })
        .collect_view();
    let href = path(&format!("households/{}", household.id));
    view! {
        <h2 class="sec mt-0">{words::this_household(lang)}</h2>
        <p class="small">{class} <br/> <span class="muted">{place}</span></p>
        <h3 class="sec">{words::members(lang)}</h3>
        <ul class="small who-list">{members}</ul>
        <h3 class="sec">{words::before(lang)}</h3>
        {visits(replica, before, on, today, lang)}
        <a class="btn quiet pull" href=href>
            {words::open_household(lang)} " " <kbd aria-hidden="true">"O"</kbd>
        </a>
    }
    .into_any()
}

fn visits(
    replica: Replica,
    before: Vec<VisitRow>,
    on: NaiveDate,
    today: NaiveDate,
    lang: Lang,
) -> AnyView {
    if before.is_empty() {
        return view! { <p class="small muted">{words::no_before(lang)}</p> }.into_any();
    }
    let mut newer = on;
    let items = before
        .into_iter()
        .map(|visit| {
            let day = visit.began.day();
            let gap = (newer - day).num_days();
            newer = day;
            let who = untrack(|| say::briefly(replica, visit.author)).unwrap_or_default();
            let told = untrack(|| told(replica, &visit, today, lang));
            view! {
                {(gap >= GAP_DAYS).then(|| view! {
                    <TimelineItem mark=Mark::Gap>{words::gap(lang, gap)}</TimelineItem>
                })}
                <TimelineItem>
                    <span class="when">{short_day(day, today)} ", " {who}</span>
                    <p>{told}</p>
                </TimelineItem>
            }
        })
        .collect_view();
    view! { <div class="small"><Timeline>{items}</Timeline></div> }.into_any()
}

/// What an earlier visit found; of one that was returned or amended, that.
fn told(replica: Replica, visit: &VisitRow, today: NaiveDate, lang: Lang) -> String {
    let state = || standing::words(replica, &visit.standing, today, lang);
    if matches!(
        visit.standing,
        Standing::Returned { .. } | Standing::Amended { .. }
    ) {
        return state();
    }
    replica
        .visit(visit.id)
        .and_then(|view| flag(replica, visit, &view, lang))
        .map_or_else(state, |flag| said(&flag, lang))
}
