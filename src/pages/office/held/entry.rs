//! One thing that is held: what it is, who sent it, why, what to do, and what may be decided on it.

use dong_hanh_domain::{HamletId, Household, HouseholdId, VisitId};
use dong_hanh_form::Lang;
use dong_hanh_sync::{Action, FinishedVisit, HeldReason, HeldRecord, Ruling};
use leptos::prelude::*;

use super::ask::{Asked, Kind};
use super::sent::sent;
use super::why::{what_to_do, why};
use crate::pages::office::{say, standing};
use crate::pages::outbox::way_out;
use crate::replica::{Fitting, HeldEntry, OutboxWhat, Refused, Replica, WayOut};
use crate::ui::{Banner, Icon, Tone};
use crate::words::held as ruling_words;
use crate::words::office as words;

/// The tile; `ask` opens the dialog of a decision.
pub(super) fn item(
    replica: Replica,
    entry: HeldEntry,
    ask: Callback<Asked>,
    lang: Lang,
) -> AnyView {
    let record = &entry.record;
    let who = say::colleague(replica, record.author).unwrap_or_else(|| words::somebody(lang));
    let from = words::held_from(
        lang,
        &say::capital(&who),
        &say::moment(record.received, replica.today()),
    );
    let action = entry.action();
    let title = title(replica, action.as_ref(), lang);
    let is_own = record.author == replica.me().user;
    let to_do = if is_own {
        words::do_own(lang)
    } else {
        let who = sender(replica, record, lang);
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
    let refused = entry
        .refused
        .as_ref()
        .map(|refused| not_carried_out(replica, refused, lang));
    // What nobody reads fetches no pictures.
    let is_read = RwSignal::new(false);
    let decide = decide(replica, &entry, title.clone(), ask, lang);
    view! {
        <li class="tile held">
            <h2 class="name">{title}</h2>
            <p class="small muted">{from}</p>
            {refused}
            <dl class="facts">
                <div><dt>{words::held_why(lang)}</dt><dd>{why(&record.why, lang)} <ul>{problems}</ul></dd></div>
                {became}
                <div><dt>{words::held_do(lang)}</dt><dd>{to_do}</dd></div>
            </dl>
            {act}
            {decide}
            <details on:toggle=move |_| is_read.set(true)>
                <summary class="btn quiet pull">{Icon::Down.small()} {words::held_read(lang)}</summary>
                {sent(replica, action, record, is_read, lang)}
            </details>
        </li>
    }
    .into_any()
}

/// The id of the first button of a tile.
pub(super) fn first_button(digest: &str) -> String {
    format!("decide-{digest}")
}

/// The decisions that fit, each with its key.
fn decide(
    replica: Replica,
    entry: &HeldEntry,
    title: String,
    ask: Callback<Asked>,
    lang: Lang,
) -> AnyView {
    let Fitting {
        apply,
        place,
        send_back,
    } = replica.fitting(entry);
    let kinds = [
        (apply, Kind::Apply),
        (place, Kind::Place),
        (send_back, Kind::SendBack),
        (true, Kind::Close),
    ];
    let kinds = kinds.into_iter().filter(|(fits, _)| *fits);
    let who = sender(replica, &entry.record, lang);
    let buttons = kinds.enumerate().map(|(at, (_, kind))| {
        let asked = Asked {
            entry: entry.clone(),
            kind,
            title: title.clone(),
            who: who.clone(),
        };
        let id = (at == 0).then(|| first_button(&entry.record.digest));
        let about = ruling_words::button_about(lang, &title);
        view! {
            <button
                type="button"
                class=if kind.files() { "btn primary" } else { "btn secondary" }
                id=id
                aria-haspopup="dialog"
                aria-keyshortcuts=kind.key()
                on:click=move |_| ask.run(asked.clone())
            >
                {kind.icon().small()} {kind.word(lang)} " " <kbd aria-hidden="true">{kind.key()}</kbd>
                <span class="vh">{about}</span>
            </button>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <div class="ruling" role="group" aria-label=ruling_words::decide(lang)>{buttons}</div>
    }
    .into_any()
}

/// That the last decision could not be carried out, and why.
fn not_carried_out(replica: Replica, refused: &Refused, lang: Lang) -> AnyView {
    let who = say::briefly(replica, refused.officer).unwrap_or_else(|| words::somebody(lang));
    let at = say::moment(refused.at, replica.today());
    let title = ruling_words::not_done(lang, &decision(replica, &refused.ruling, lang));
    let text = ruling_words::not_done_why(lang, &say::capital(&who), &at, &why(&refused.why, lang));
    view! {
        <Banner tone=Tone::Wait icon=Icon::Attention title><p class="small">{text}</p></Banner>
    }
    .into_any()
}

/// A decision as the start of a sentence.
pub(super) fn decision(replica: Replica, ruling: &Ruling, lang: Lang) -> String {
    match ruling {
        Ruling::Apply => ruling_words::did_apply(lang),
        Ruling::Place { household } => called(replica, *household).map_or_else(
            || ruling_words::did_place_unknown(lang),
            |name| ruling_words::did_place(lang, &name),
        ),
        Ruling::SendBack { note } => ruling_words::did_send_back(lang, note),
        Ruling::Close { note } => ruling_words::did_close(lang, note),
    }
}

/// Who sent it, inside a sentence.
pub(super) fn sender(replica: Replica, record: &HeldRecord, lang: Lang) -> String {
    say::briefly(replica, record.author).unwrap_or_else(|| words::sender(lang))
}

/// The head of a household whose registration is held.
fn registered(replica: Replica, id: HouseholdId) -> Option<String> {
    let held = replica.held();
    held.iter().find_map(|entry| match entry.action()? {
        Action::RegisterHousehold { household } if household.id == id => {
            Some(head(replica, &household))
        }
        _ => None,
    })
}

/// `bà Nguyễn Thị Hạnh`.
fn head(replica: Replica, household: &Household) -> String {
    let courtesy = household.head.courtesy_on(replica.today());
    format!("{} {}", courtesy.word(), household.head.name)
}

/// One thing that is held, in a line: what, from whom, and since when.
pub fn held_line(replica: Replica, entry: &HeldEntry, lang: Lang) -> String {
    let record = &entry.record;
    let who = say::colleague(replica, record.author).unwrap_or_else(|| words::somebody(lang));
    let when = say::exactly(record.received);
    let from = words::held_from(lang, &say::capital(&who), &when);
    format!("{}. {from}", title(replica, entry.action().as_ref(), lang))
}

/// What is held, in words.
pub(super) fn title(replica: Replica, action: Option<&Action>, lang: Lang) -> String {
    match action {
        Some(Action::RegisterHousehold { household }) => {
            words::held_household(lang, &head(replica, household))
        }
        Some(Action::FinishVisit(FinishedVisit { household, .. })) => {
            match called(replica, *household).or_else(|| registered(replica, *household)) {
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
        Some(Action::ChangeSettings { .. }) => words::held_settings(lang),
        Some(Action::Erase { .. }) => words::held_erasure(lang),
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
        Action::Release { .. }
        | Action::ChangeSettings { .. }
        | Action::Erase { .. }
        | Action::Acknowledge {} => None,
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
    match WayOut::of(OutboxWhat::of(action), &record.why, false) {
        WayOut::Resend if replica.sent_together(record.operation) == 0 => None,
        // The form is filled on the phone.
        WayOut::Correct => None,
        way => Some(way_out(replica, record.operation, way)),
    }
}
