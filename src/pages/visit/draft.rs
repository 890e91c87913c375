//! An open draft: the form and its last page, over the same answers.

use std::collections::BTreeSet;

use dong_hanh_domain::{HouseholdId, VisitId};
use dong_hanh_form::FormId;
use leptos::prelude::*;

use super::finish::FinishPage;
use super::part::PartPage;
use super::renewal::Renewal;
use super::{not_here, who};
use crate::form::{Before, Filling};
use crate::replica::{Draft, OutboxWhat, Replica, Standing, VisitRow, use_replica};
use crate::ui::{Empty, Icon, LinkButton, Page, short_day, use_lang};
use crate::words::erasing;
use crate::words::outbox as held;
use crate::words::visit as words;

/// A draft that is open on the screen; a handle that lives as long as its pages.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) visit: VisitId,
    pub(super) household: HouseholdId,
    pub(super) filling: Filling,
    pub(super) draft: StoredValue<Draft>,
    /// Another version of the form that it could go on with.
    pub(super) renewal: StoredValue<Option<Renewal>>,
    /// What the office asks for, and under which heading.
    pub(super) wanted: StoredValue<Option<(String, String)>>,
    /// `bà Hạnh`.
    pub(super) who: Memo<String>,
}

/// The pages of a draft.
#[component]
pub(super) fn DraftPages(
    /// Which.
    visit: VisitId,
    /// Whether the last page is shown.
    #[prop(into)]
    at_end: Signal<bool>,
) -> impl IntoView {
    let replica = use_replica();
    // A draft that changes with every answer must not build the page anew, nor one that is finished.
    let form = Memo::new(move |before: Option<&Option<FormId>>| {
        let now = replica.draft(visit).map(|draft| draft.form);
        now.or_else(|| before.cloned().flatten())
    });
    let at_end = Memo::new(move |_| at_end.get());
    let pages = move || {
        // Read and not only tracked: a memo that nobody has read yet hears of nothing.
        form.with(|_| ());
        untrack(|| pages(replica, visit, at_end))
    };
    pages.into_any()
}

fn pages(replica: Replica, visit: VisitId, at_end: Memo<bool>) -> AnyView {
    let Some(draft) = replica.draft(visit) else {
        return finished_or_gone(replica, visit);
    };
    let Some(form) = replica.form(&draft.form) else {
        return no_form();
    };
    let newer = replica.newer_form(visit);
    let renewal = newer.and_then(|(to, into)| Renewal::of(&form, to, &into));
    let before = last_visit(replica, &draft);
    let filling = Filling::open(replica, &draft, form, before);
    let household = draft.household;
    let open = Open {
        visit,
        household,
        filling,
        renewal: StoredValue::new(renewal),
        wanted: StoredValue::new(wanted(replica, &draft)),
        draft: StoredValue::new(draft),
        who: Memo::new(move |_| who::spoken(replica, household)),
    };
    let gone = Memo::new(move |_| {
        replica.track_reloaded();
        untrack(|| replica.draft(visit)).is_none()
    });
    let pages = move || {
        if gone.get() {
            finished_or_gone(replica, visit)
        } else if at_end.get() {
            filling.track_renewed();
            view! { <FinishPage open /> }.into_any()
        } else {
            view! { <PartPage open /> }.into_any()
        }
    };
    pages.into_any()
}

fn finished_or_gone(replica: Replica, visit: VisitId) -> AnyView {
    if untrack(|| replica.visit(visit)).is_some() {
        return view! { <super::ReadPage visit /> }.into_any();
    }
    not_here()
}

fn no_form() -> AnyView {
    let lang = use_lang();
    view! {
        <Page title=words::no_form(lang) head=|| () tabs=true>
            <Empty icon=Icon::File title=words::no_form(lang) heading=true>
                <p>{words::no_form_help(lang)}</p>
                <LinkButton href="/">{words::to_today(lang)}</LinkButton>
            </Empty>
        </Page>
    }
    .into_any()
}

/// The visit before this one with the same form: not an earlier version of itself, and not one that was replaced.
fn last_visit(replica: Replica, draft: &Draft) -> Option<Before> {
    let visits = replica.visits_alike(draft.household, &draft.form);
    let versions = versions(&visits, draft.amends);
    let last = visits.iter().find(|row| {
        !versions.contains(&row.id)
            && row.id != draft.visit
            && !matches!(row.standing, Standing::Amended { .. })
    })?;
    let view = replica.visit(last.id)?;
    let day = short_day(view.started.day(), replica.today());
    Some(Before {
        day,
        form: replica.form(&view.form)?,
        answers: view.answers,
    })
}

/// A visit and all versions that it took the place of.
fn versions(visits: &[VisitRow], newest: Option<VisitId>) -> BTreeSet<VisitId> {
    let mut found = BTreeSet::new();
    let mut next = newest;
    while let Some(id) = next.filter(|id| found.insert(*id)) {
        next = visits
            .iter()
            .find(|row| row.id == id)
            .and_then(|row| row.amends);
    }
    found
}

fn wanted(replica: Replica, draft: &Draft) -> Option<(String, String)> {
    let lang = use_lang();
    if replica.erased(draft.household).is_some() {
        return Some((erasing::draft_title(lang), erasing::draft_text(lang)));
    }
    if let Some(operation) = draft.corrects {
        let row = replica
            .outbox()
            .into_iter()
            .find(|row| row.operation == operation)?;
        let Standing::Held { reason, back, .. } = row.standing else {
            return None;
        };
        if let Some(note) = back {
            return Some((words::returned_title(lang), note));
        }
        return Some((
            words::corrects_title(lang),
            crate::pages::outbox::held_words(lang, row.what, &reason),
        ));
    }
    let amends = draft.amends?;
    match replica.visit(amends)?.row.standing {
        Standing::Returned { reason, .. }
        | Standing::Held {
            back: Some(reason), ..
        }
        | Standing::Amended {
            reason: Some(reason),
            ..
        } => Some((words::returned_title(lang), reason)),
        Standing::Held { reason, .. } => Some((
            held::attention(lang),
            crate::pages::outbox::held_words(
                lang,
                OutboxWhat::Visit {
                    visit: amends,
                    household: draft.household,
                },
                &reason,
            ),
        )),
        _ => None,
    }
}
