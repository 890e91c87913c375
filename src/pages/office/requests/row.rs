//! A request in the register: whose, what, how it stands with what is left of its period drawn, and the steps.

use dong_hanh_domain::Word as _;
use dong_hanh_domain::request::{Duty, End};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::step::{Step, Stepping, row_id};
use crate::office::path;
use crate::pages::requests::{countdown, of_whom, standing, what};
use crate::replica::{Asked, Replica};
use crate::ui::{Icon, Reason, Tone, full_day};
use crate::words::{erasing, facts, of, requests as words};

/// The rows.
pub(super) fn rows(
    lang: Lang,
    replica: Replica,
    asked: Vec<Asked>,
    about: RwSignal<Option<Stepping>>,
) -> AnyView {
    let rows = asked.into_iter().map(|one| row(lang, replica, one, about));
    view! { <ul class="help-lines help-walk">{rows.collect_view()}</ul> }.into_any()
}

fn row(lang: Lang, replica: Replica, asked: Asked, about: RwSignal<Option<Stepping>>) -> AnyView {
    let today = replica.today();
    let (tone, stands) = standing(lang, &asked, today);
    let household = untrack(|| replica.row(asked.household));
    let is_erased = household.is_none() && untrack(|| replica.erased(asked.household)).is_some();
    let unknown = if is_erased {
        erasing::gone_title
    } else {
        facts::other_household
    };
    let name = household.map_or_else(|| unknown(lang), |row| row.called());
    let day = full_day(asked.made.on);
    let title = words::line(
        lang,
        &what(lang, asked.made.kind),
        &of_whom(lang, replica, &asked),
        &day,
    );
    let by = of(lang, asked.made.by.both());
    let by = match asked.made.who.as_str() {
        "" => by.to_owned(),
        who => format!("{who} ({by})"),
    };
    let way = of(lang, asked.made.way.both());
    let note = Some(asked.made.note.clone()).filter(|note| !note.is_empty());
    let answered = asked.course.answered.map(|answered| {
        let way = of(lang, answered.way.both());
        words::answered_on(lang, &full_day(answered.on), way)
    });
    let extended = asked
        .course
        .extended
        .as_ref()
        .map(|extended| words::extended_to(lang, &full_day(extended.until), &extended.why));
    let more = [
        Some(words::asked_by(lang, &by, way)),
        note,
        answered,
        extended,
    ];
    let more = more.into_iter().flatten();
    let more: Vec<_> = more
        .map(|line| view! { <span class="sub">{line}</span> })
        .collect();
    let href = path(&format!("households/{}", asked.household));
    let icon = if tone == Tone::Ok {
        Icon::Check
    } else {
        Icon::Clock
    };
    // Of what is not there any more nothing can be said.
    let steps = (!is_erased).then(|| steps(lang, &asked, about));
    let class = if tone == Tone::Bad { "late" } else { "" };
    view! {
        <li class=class>
            <p><a class="link name tall" id=row_id(&asked) href=href>{name}</a></p>
            <Reason tone icon>{title} <span class="sub">{stands}</span> {more}</Reason>
            {drawn(lang, replica, &asked)}
            {steps}
        </li>
    }
    .into_any()
}

/// How much of the period is gone, as a bar; the words stand beside it.
fn drawn(lang: Lang, replica: Replica, asked: &Asked) -> Option<AnyView> {
    let due = asked.due()?;
    let today = replica.today();
    let whole = due.by.signed_duration_since(asked.made.on).num_days();
    let gone = today.signed_duration_since(asked.made.on).num_days();
    let percent = (gone.clamp(0, whole.max(1)) * 100) / whole.max(1);
    let (_, words) = countdown(lang, due, today);
    let bar = view! {
        <svg class="meter narrow-1" role="img" aria-label=words>
            <rect width=format!("{percent}%") height="100%"></rect>
        </svg>
    };
    Some(bar.into_any())
}

fn steps(lang: Lang, asked: &Asked, about: RwSignal<Option<Stepping>>) -> AnyView {
    let steps: Vec<Step> = match (&asked.course.end, asked.due()) {
        (None, Some(due)) => {
            let answer = (due.duty == Duty::Answer).then_some(Step::Answer);
            let extend = asked.course.extended.is_none().then_some(Step::Extend);
            let ends = [Some(Step::Finish), extend, Some(Step::Refuse)];
            let all = [answer].into_iter().chain(ends);
            all.chain([Some(Step::TakeBack)]).flatten().collect()
        }
        (Some(End::Done { lifted: None, .. }), _)
            if asked.made.kind.stops() && asked.made.of.is_none() =>
        {
            vec![Step::Lift]
        }
        _ => Vec::new(),
    };
    let buttons = steps.into_iter().map(|step| {
        let asked = asked.clone();
        let label = words::step_title(lang, &step.word(lang), &what(lang, asked.made.kind));
        let id = step.button(&asked);
        let open = move |_| {
            about.set(Some(Stepping {
                asked: asked.clone(),
                step,
            }));
        };
        view! {
            <button type="button" class="btn secondary" id=id aria-label=label on:click=open>
                {step.word(lang)}
            </button>
        }
    });
    view! { <div class="help-row">{buttons.collect_view()}</div> }.into_any()
}
