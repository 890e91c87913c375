//! What a household still lacks by the poverty standard of its last visit: the self-check, never the official
//! classification.

use std::sync::{Arc, LazyLock};

use dong_hanh_domain::household::Word;
use dong_hanh_domain::self_check::{Answer, Finding, Income, Outcome};
use dong_hanh_domain::standard::Area;
use dong_hanh_domain::units::FormerUnit;
use dong_hanh_domain::{FactKey, Occasion, SelfCheck, Standards, VisitId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::story::{Tale, called, years};
use crate::replica::{Replica, use_replica};
use crate::ui::{Icon, Reason, Sheet, Tone, day, full_day, sentence_case, use_lang};
use crate::words::{arranging, households as words, of};

/// They are read once; the tests of the domain hold that they can be.
pub(crate) static STANDARDS: LazyLock<Standards> =
    LazyLock::new(|| Standards::built_in().unwrap_or_default());

/// What it lacks on the phone; nothing on a day without a standard.
#[component]
pub(super) fn Lacks(tale: Arc<Tale>) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let href = |visit| Some(format!("/visits/{visit}/read"));
    lacking(lang, replica, &tale, href).map(|(title, content)| {
        view! {
            <Sheet title=title>
                {content}
                {years(lang, &tale)}
                <p class="small muted mt-3">{of(lang, SelfCheck::notice())}</p>
            </Sheet>
        }
        .into_any()
    })
}

/// How much a household lacks; and what it lacks first, what has to be asked, what follows with the officer's figure of the
/// income, and each indicator with its reason and the visit that it came from, which is read where `href` says. Tracked.
pub(crate) fn lacking(
    lang: Lang,
    replica: Replica,
    tale: &Tale,
    href: fn(VisitId) -> Option<String>,
) -> Option<(String, AnyView)> {
    // What was found is judged by the standard of the day on which it was found, and of the unit as it was then.
    let visited = tale.stops.iter().position(|stop| stop.has_met);
    let on = visited.map_or_else(|| replica.today(), |at| tale.stops[at].day);
    let then = visited.and_then(|at| replica.unit_then(&tale.told.get(at)?.visit));
    let unit = then.as_ref().map(|then| then.name.clone());
    let area = area(replica, then);
    let standard = STANDARDS.on(on)?;
    let income = tale.household.income_score;
    let income = income.map(|score| Income::Score(score.into()));
    let by = |area| SelfCheck::of(&tale.household, standard, on, area, income);
    // Only what follows from the income is another thing in another area.
    let check = by(area.unwrap_or(Area::Rural));
    let lacking = check.findings.iter();
    let lacking = lacking.filter(|finding| matches!(finding.answer, Answer::Deprived(_)));
    let lacking: Vec<_> = lacking.map(|finding| line(lang, finding)).collect();
    let open = check.findings.iter();
    let open = open.filter(|finding| !is_answered(&finding.answer));
    let open: Vec<_> = open.map(|finding| name(lang, finding)).collect();
    let title = title(lang, lacking.len(), open.len(), check.findings.len());
    let open = (!open.is_empty()).then(|| {
        let names = open.join(", ");
        view! { <li><Reason tone=Tone::Wait icon=Icon::Question>{words::lacks_open(lang, &names)}</Reason></li> }
    });
    let no_area = match unit {
        Some(former) => words::lacks_no_area_then(lang, &former),
        None => words::lacks_no_area(lang),
    };
    let follows = income.map(|_| {
        let follows = match area {
            Some(_) => view! { <p class="mt-3">{words::lacks_check(lang)}" "{follows(lang, &check.outcome)}</p> }.into_any(),
            None => {
                let each = Area::ALL.iter().map(|area| {
                    let follows = follows(lang, &by(*area).outcome);
                    view! { <li>{words::lacks_in(lang, of(lang, area.both()))}" "{follows}</li> }
                });
                let each = each.collect_view();
                view! { <p class="mt-3">{words::lacks_check(lang)}" "{no_area}</p><ul class="plain">{each}</ul> }
                    .into_any()
            }
        };
        view! { {follows}<p class="small muted">{scored(lang, replica, tale)}</p> }
    });
    let each = check.findings.iter();
    let each = each
        .map(|finding| whole(lang, replica, finding, href))
        .collect_view();
    let content = view! {
        <ul class="reasons mt-0">{lacking} {open}</ul>
        {follows}
        <details class="mt-2">
            <summary class="link tall">{words::lacks_all(lang, check.findings.len())}</summary>
            <p class="small muted">{words::lacks_by(lang, &standard.law, &full_day(on))}</p>
            <dl class="facts">{each}</dl>
        </details>
    };
    Some((title, content.into_any()))
}

/// By which line of income a household is checked, by the unit in which it lived. Tracked.
fn area(replica: Replica, then: Option<FormerUnit>) -> Option<Area> {
    if let Some(then) = then {
        return Area::of_unit(&then.name, then.unit.valid_from);
    }
    let me = replica.me();
    let settings = replica.settings();
    settings.area_of(&me.unit_name, me.role.unit().valid_from)
}

/// What the income and the indicators come to by the standard, or why it cannot be said.
fn follows(lang: Lang, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Class { class, why } => {
            let why = of(lang, why.borrowed());
            words::lacks_class(lang, of(lang, class.both()), why)
        }
        Outcome::Open { why } => words::lacks_no_class(lang, of(lang, why.borrowed())),
    }
}

/// Who entered the income score and when, and whether the office has yet to hear of it. Tracked.
fn scored(lang: Lang, replica: Replica, tale: &Tale) -> String {
    let key = FactKey::IncomeScore;
    let said = tale.household.versions.get(&key);
    let said = said.map(|said| {
        let who = called(lang, replica, said.by);
        words::lacks_scored(lang, &who, &full_day(day(said.at)))
    });
    let is_here = replica.unsent_facts(tale.household.id).contains(&key);
    let here = is_here.then(|| arranging::on_device(lang));
    [said, here]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_answered(answer: &Answer) -> bool {
    matches!(answer, Answer::Deprived(_) | Answer::NotDeprived(_))
}

fn name(lang: Lang, finding: &Finding<'_>) -> String {
    of(lang, finding.indicator.name.borrowed()).to_owned()
}

fn title(lang: Lang, lacking: usize, open: usize, all: usize) -> String {
    match (lacking, open) {
        (0, 0) => words::lacks_nothing(lang, all),
        (0, _) => words::lacks_unknown(lang, open, all),
        (_, 0) => words::lacks(lang, lacking, all),
        _ => words::lacks_at_least(lang, lacking, all),
    }
}

/// `Nhà tiêu hợp vệ sinh: Nhà tiêu: tạm, không phải loại được tính`.
fn line(lang: Lang, finding: &Finding<'_>) -> AnyView {
    let why = of(lang, finding.answer.reason().sentence.borrowed()).to_owned();
    let name = sentence_case(&name(lang, finding));
    view! { <li><Reason tone=Tone::Bad icon=Icon::Minus><b>{name}</b>". "{why}</Reason></li> }
        .into_any()
}

/// An indicator with its sign and word, why, and who said so.
fn whole(
    lang: Lang,
    replica: Replica,
    finding: &Finding<'_>,
    href: fn(VisitId) -> Option<String>,
) -> AnyView {
    let (state, icon) = match finding.answer {
        Answer::Deprived(_) => ("state attention", Icon::Minus),
        Answer::NotDeprived(_) => ("state received", Icon::Check),
        Answer::Missing(_) => ("state waiting", Icon::Question),
        Answer::Unruled(_) => ("state", Icon::Pause),
    };
    let word = sentence_case(of(lang, finding.answer.both()));
    let why = of(lang, finding.answer.reason().sentence.borrowed()).to_owned();
    let last = finding
        .said
        .iter()
        .map(|(_, said)| said)
        .max_by_key(|said| said.at);
    let said = last.map(|said| {
        let (who, day) = (called(lang, replica, said.by), full_day(day(said.at)));
        let Some(visit) = said.on.and_then(Occasion::visit) else {
            return words::lacks_said(lang, &who, &day).into_any();
        };
        let text = words::lacks_found(lang, &who, &day);
        match href(visit) {
            Some(href) => view! { <a class="link tall" href=href>{text}</a> }.into_any(),
            None => text.into_any(),
        }
    });
    let is_open = is_answered(&finding.answer) && !finding.verified;
    let unverified = is_open.then(|| words::lacks_unverified(lang).into_any());
    let under = [said, unverified].into_iter().flatten();
    let under = under
        .map(|text| view! { <dd class="small muted">{text}</dd> })
        .collect_view();
    view! {
        <div>
            <dt>{sentence_case(&name(lang, finding))}</dt>
            <dd><span class=state>{icon.small()} <span>{word}</span></span></dd>
            <dd>{why}</dd>
            {under}
        </div>
    }
    .into_any()
}
