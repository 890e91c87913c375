//! What the office keeps and could not file, and nobody has seen to yet: who sent it, why, and whom to ask for what.

use std::collections::BTreeMap;

use dong_hanh_domain::{HamletId, Household, HouseholdId, VisitId};
use dong_hanh_form::Lang;
use dong_hanh_sync::{Action, FinishedVisit, HeldReason, HeldRecord, RawOperation};
use leptos::prelude::*;

use super::{held_sent, say, standing};
use crate::office::Topbar;
use crate::pages::outbox::way_out;
use crate::replica::{OutboxWhat, Replica, WayOut, use_replica};
use crate::ui::{Empty, Icon, use_lang, use_page};
use crate::words::office as words;

/// The page.
#[component]
pub fn HeldPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::held_title(lang).into());
    let replica = use_replica();
    let content = move || {
        let held = replica.held();
        if held.is_empty() {
            return view! {
                <Empty icon=Icon::Received title=words::held_empty(lang)>
                    <p>{words::held_empty_text(lang)}</p>
                </Empty>
            }
            .into_any();
        }
        let new: Names = held
            .iter()
            .filter_map(|record| registered(replica, record))
            .collect();
        let items = held
            .iter()
            .map(|record| item(replica, record, &new, lang))
            .collect_view();
        view! {
            <p class="muted">{words::held_text(lang)}</p>
            <ul class="stacked">{items}</ul>
        }
        .into_any()
    };
    view! {
        <Topbar title=words::held_title(lang)/>
        <main class="cover" id="main" tabindex="-1">{content}</main>
    }
    .into_any()
}

/// Who lives in the households whose registrations are held, by which their visits are known.
type Names = BTreeMap<HouseholdId, String>;

fn registered(replica: Replica, record: &HeldRecord) -> Option<(HouseholdId, String)> {
    match RawOperation(record.content.clone()).open().ok()?.action {
        Action::RegisterHousehold { household } => Some((household.id, head(replica, &household))),
        _ => None,
    }
}

/// `bà Nguyễn Thị Hạnh`.
fn head(replica: Replica, household: &Household) -> String {
    let courtesy = household.head.courtesy_on(replica.today());
    format!("{} {}", courtesy.word(), household.head.name)
}

fn item(replica: Replica, record: &HeldRecord, new: &Names, lang: Lang) -> AnyView {
    let who = say::colleague(replica, record.author).unwrap_or_else(|| words::somebody(lang));
    let from = words::held_from(
        lang,
        &say::capital(&who),
        &say::moment(record.received, replica.today()),
    );
    let action = RawOperation(record.content.clone())
        .open()
        .ok()
        .map(|operation| operation.action);
    let title = title(replica, action.as_ref(), new, lang);
    let is_own = record.author == replica.me().user;
    let to_do = if is_own {
        words::do_own(lang)
    } else {
        let who = say::briefly(replica, record.author).unwrap_or_else(|| words::sender(lang));
        let hamlet = action
            .as_ref()
            .and_then(|action| hamlet(replica, action))
            .and_then(|hamlet| replica.hamlet(hamlet))
            .map_or_else(|| words::that_hamlet(lang), |hamlet| hamlet.full_name());
        say::capital(&what_to_do(&record.why, &who, &hamlet, lang))
    };
    let problems = match &record.why {
        HeldReason::Answers { problems } => problems.clone(),
        _ => Vec::new(),
    };
    let problems = problems
        .into_iter()
        .map(|problem| view! { <li>{problem.message}</li> })
        .collect_view();
    let became = action
        .as_ref()
        .and_then(|action| became(replica, action, lang))
        .map(|now| view! { <div><dt>{words::held_now(lang)}</dt><dd>{now}</dd></div> });
    let act = action
        .as_ref()
        .filter(|_| is_own)
        .and_then(|action| own_way(replica, record, action));
    // What nobody reads fetches no pictures.
    let is_read = RwSignal::new(false);
    view! {
        <li class="tile held">
            <h2 class="name">{title}</h2>
            <p class="small muted">{from}</p>
            <dl class="facts">
                <div><dt>{words::held_why(lang)}</dt><dd>{why(&record.why, lang)} <ul>{problems}</ul></dd></div>
                {became}
                <div><dt>{words::held_do(lang)}</dt><dd>{to_do}</dd></div>
            </dl>
            {act}
            <details on:toggle=move |_| is_read.set(true)>
                <summary class="btn quiet pull">{Icon::Down.small()} {words::held_read(lang)}</summary>
                {held_sent::sent(replica, action, record, is_read, lang)}
            </details>
        </li>
    }
    .into_any()
}

/// What is held, in words.
fn title(replica: Replica, action: Option<&Action>, new: &Names, lang: Lang) -> String {
    match action {
        Some(Action::RegisterHousehold { household }) => {
            words::held_household(lang, &head(replica, household))
        }
        Some(Action::FinishVisit(FinishedVisit { household, .. })) => {
            match called(replica, *household).or_else(|| new.get(household).cloned()) {
                Some(name) => words::held_visit(lang, &name),
                None => words::held_visit_unknown(lang),
            }
        }
        Some(Action::ReviewVisit { visit, .. }) => match visited(replica, *visit) {
            Some(name) => words::held_review(lang, &name),
            None => words::held_review_unknown(lang),
        },
        Some(Action::ChangeHousehold(changed)) => match called(replica, changed.household) {
            Some(name) => words::held_facts(lang, &name),
            None => words::held_facts_unknown(lang),
        },
        Some(Action::Release { .. }) => words::held_ruling(lang),
        Some(Action::Acknowledge {}) => words::held_acknowledgement(lang),
        None => words::held_unreadable(lang),
    }
}

fn called(replica: Replica, household: HouseholdId) -> Option<String> {
    let row = replica.row(household)?;
    Some(format!("{} {}", row.courtesy.word(), row.name))
}

fn visited(replica: Replica, visit: VisitId) -> Option<String> {
    called(replica, replica.visit(visit)?.row.household)
}

/// Where the household lives that it is about.
fn hamlet(replica: Replica, action: &Action) -> Option<HamletId> {
    match action {
        Action::RegisterHousehold { household } => Some(household.hamlet),
        Action::FinishVisit(FinishedVisit { household, .. }) => {
            Some(replica.row(*household)?.hamlet)
        }
        Action::ReviewVisit { visit, .. } => {
            Some(replica.row(replica.visit(*visit)?.row.household)?.hamlet)
        }
        Action::ChangeHousehold(changed) => Some(replica.row(changed.household)?.hamlet),
        Action::Release { .. } | Action::Acknowledge {} => None,
    }
}

/// What became of the visit that a decision was about.
fn became(replica: Replica, action: &Action, lang: Lang) -> Option<String> {
    let Action::ReviewVisit { visit, .. } = action else {
        return None;
    };
    let standing = replica.visit(*visit)?.row.standing;
    Some(standing::words(replica, &standing, replica.today(), lang))
}

/// The way out of what the one who looks has sent, as far as this device can take it.
fn own_way(replica: Replica, record: &HeldRecord, action: &Action) -> Option<AnyView> {
    match WayOut::of(OutboxWhat::of(action), &record.why) {
        WayOut::Resend if replica.sent_together(record.operation) == 0 => None,
        // The form is filled on the phone.
        WayOut::Correct => None,
        way => Some(way_out(replica, record.operation, way)),
    }
}

/// Why it is held.
fn why(why: &HeldReason, lang: Lang) -> String {
    match why {
        HeldReason::OtherContent => words::why_other_content(lang),
        HeldReason::Unreadable { .. } => words::why_unreadable(lang),
        HeldReason::ForeignScope => words::why_foreign_scope(lang),
        HeldReason::UnknownHousehold => words::why_unknown_household(lang),
        HeldReason::HouseholdExists => words::why_household_exists(lang),
        HeldReason::UnknownVisit => words::why_unknown_visit(lang),
        HeldReason::VisitExists => words::why_visit_exists(lang),
        HeldReason::UnknownForm => words::why_unknown_form(lang),
        HeldReason::Answers { .. } => words::why_answers(lang),
        HeldReason::Review { detail } => detail.clone(),
        HeldReason::ForeignDevice => words::why_foreign_device(lang),
        HeldReason::Unfit { .. } => words::why_unfit(lang),
        HeldReason::UnknownHamlet => words::why_unknown_hamlet(lang),
        HeldReason::NotHeld => words::why_not_held(lang),
        HeldReason::Unknown => words::why_unknown(lang),
    }
}

/// What to do about what somebody else sent.
fn what_to_do(why: &HeldReason, who: &str, hamlet: &str, lang: Lang) -> String {
    match why {
        HeldReason::OtherContent => words::do_other_content(lang, who),
        HeldReason::Unreadable { .. } => words::do_unreadable(lang, who),
        HeldReason::ForeignScope => words::do_foreign_scope(lang, who, hamlet),
        HeldReason::UnknownHousehold => words::do_unknown_household(lang, who),
        HeldReason::HouseholdExists => words::do_household_exists(lang, who),
        HeldReason::UnknownVisit => words::do_unknown_visit(lang, who),
        HeldReason::VisitExists => words::do_visit_exists(lang, who),
        HeldReason::UnknownForm => words::do_unknown_form(lang, who),
        HeldReason::Answers { .. } => words::do_answers(lang, who),
        HeldReason::Review { .. } => words::do_review(lang, who),
        HeldReason::ForeignDevice => words::do_foreign_device(lang, who),
        HeldReason::Unfit { .. } => words::do_unfit(lang, who),
        HeldReason::UnknownHamlet => words::do_unknown_hamlet(lang, who),
        HeldReason::NotHeld => words::do_not_held(lang, who),
        HeldReason::Unknown => words::do_unknown(lang),
    }
}
