//! What somebody sent and the office holds, to be read by people.

use dong_hanh_domain::{Household, ReviewDecision};
use dong_hanh_form::Lang;
use dong_hanh_sync::consent::child_in_pictures;
use dong_hanh_sync::{Action, FinishedVisit, HeldRecord};
use leptos::prelude::*;

use crate::pages::facts;
use crate::pages::office::answers::Recorded;
use crate::pages::office::household;
use crate::pages::review::Photos;
use crate::replica::Replica;
use crate::ui::{clock, full_day};
use crate::words::office as words;

/// The content, and the photos once somebody reads it. Only what this version cannot read is shown as it came.
pub(super) fn sent(
    replica: Replica,
    action: Option<Action>,
    record: &HeldRecord,
    is_read: RwSignal<bool>,
    lang: Lang,
) -> AnyView {
    match action {
        Some(Action::FinishVisit(visit)) => visited(replica, visit, is_read, lang),
        Some(Action::RegisterHousehold { household }) => registered(replica, &household, lang),
        Some(Action::ReviewVisit { decision, .. }) => {
            let decision = match decision {
                ReviewDecision::Accept => words::decided_accept(lang),
                ReviewDecision::Return { reason } => words::decided_return(lang, &reason),
                ReviewDecision::Reopen => words::decided_reopen(lang),
            };
            view! { <p>{decision}</p> }.into_any()
        }
        Some(Action::Release { .. }) => view! { <p>{words::held_ruling(lang)}</p> }.into_any(),
        Some(Action::ChangeHousehold(changed)) => facts::changes(replica, &changed),
        None => {
            let text = record.content.get().to_owned();
            view! { <pre class="as-sent">{text}</pre> }.into_any()
        }
        Some(Action::ChangeSettings { .. }) => {
            view! { <p>{words::held_settings(lang)}</p> }.into_any()
        }
        Some(Action::Erase { .. }) => view! { <p>{words::held_erasure(lang)}</p> }.into_any(),
        Some(Action::Acknowledge {}) => {
            view! { <p>{words::held_acknowledgement(lang)}</p> }.into_any()
        }
    }
}

/// Answers with their questions, where the form is here.
fn visited(replica: Replica, visit: FinishedVisit, is_read: RwSignal<bool>, lang: Lang) -> AnyView {
    let FinishedVisit {
        form,
        answers,
        started,
        ..
    } = visit;
    let day = words::held_visited_on(lang, &full_day(started.day()), &clock(started.corrected()));
    let photos: Vec<_> = answers.media().cloned().collect();
    let child = child_in_pictures(&answers);
    let shown = move || {
        (is_read.get() && !photos.is_empty())
            .then(|| view! { <Photos photos=photos.clone() child lang/> })
    };
    let answers = match replica.form(&form) {
        Some(form) => view! { <Recorded form answers lang/> }.into_any(),
        None => view! { <p class="muted">{words::held_no_form(lang)}</p> }.into_any(),
    };
    view! { <p>{day}</p> {answers} {shown} }.into_any()
}

fn registered(replica: Replica, household: &Household, lang: Lang) -> AnyView {
    let people = std::iter::once(&household.head)
        .chain(household.others.iter().map(|other| &other.member))
        .map(|member| view! { <li>{member.name.to_string()}</li> })
        .collect_view();
    view! {
        <h3 class="sec">{words::people(lang, household.size())}</h3>
        <ul>{people}</ul>
        <h3 class="sec">{words::facts(lang)}</h3>
        {household::facts(replica, household, lang)}
    }
    .into_any()
}
