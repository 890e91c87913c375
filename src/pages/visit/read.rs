//! A finished visit: where it is, what was recorded, its versions, and what differs between them.

use dong_hanh_domain::{OperationId, VisitId};
use dong_hanh_form::differences;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::done::row_of;
use super::{Step, address, not_here, who};
use crate::form::AnswersRead;
use crate::pages::consent;
use crate::pages::outbox::{held_words, way_out};
use crate::replica::{
    OutboxWhat, Replica, SaveError, Standing, VisitRow, VisitView, WayOut, use_replica,
};
use crate::ui::{
    Banner, Bar, Button, Icon, LinkButton, Look, Page, Sheet, StateLine, Tone, clock, full_day,
    moment, photos_received, use_lang,
};
use crate::words::story as story_words;
use crate::words::visit as words;

/// A finished visit.
#[component]
pub(super) fn ReadPage(
    /// Which.
    visit: VisitId,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let view = Memo::new(move |_| replica.visit(visit));
    let household = Memo::new(move |_| view.get().map(|view| view.row.household));
    let Some(of) = household.get_untracked() else {
        return not_here();
    };
    let title = Signal::derive(move || {
        view.get()
            .map(|view| words::visit_on(lang, &full_day(view.started.day())))
            .unwrap_or_default()
    });
    let head = move || {
        let back = words::to_household(lang, &untrack(|| who::spoken(replica, of)));
        view! { <Bar back=who::address(of) back_label=back /> }
    };
    let dock = move || {
        let step = move || view.get().and_then(|view| mending(replica, &view.row));
        view! { {step} }
    };
    let content = move || {
        view.get().map(|view| {
            view! {
                {top(replica, &view)}
                {answers(replica, &view)}
                {versions(replica, &view.row)}
            }
        })
    };
    view! { <Page title head dock>{content}</Page> }.into_any()
}

fn top(replica: Replica, view: &VisitView) -> AnyView {
    let lang = use_lang();
    let row = &view.row;
    let name = replica.row(row.household).map(|row| row.called());
    let author = replica.person(row.author);
    let author = author
        .map(|person| format!("{} {}", person.courtesy.title(), person.name))
        .unwrap_or_default();
    let (from, to) = (
        clock(view.started.corrected()),
        clock(row.finished.corrected()),
    );
    // An amendment keeps the moment of the visit, and may come days later.
    let came = if view.started.day() == row.finished.day() {
        words::by(lang, &author, &from, &to)
    } else {
        words::by_and_later(lang, &author, &from, &to, &full_day(row.finished.day()))
    };
    let unit = replica.unit_then(row).map(|then| then.name);
    let unit = unit.map(|unit| story_words::in_unit(lang, &unit));
    let banner = match &row.standing {
        Standing::Returned { reason, .. }
        | Standing::Held {
            back: Some(reason), ..
        } => Some(bad(
            Icon::Returned,
            words::returned_title(lang),
            reason.clone(),
        )),
        Standing::Held { reason, .. } => Some(bad(
            Icon::Attention,
            crate::words::outbox::attention(lang),
            held_words(lang, what(row), reason),
        )),
        Standing::Amended { with, reason } => {
            let reason = reason
                .as_ref()
                .map(|reason| view! { <p>{words::was_returned_for(lang, reason)}</p> });
            let newer = address(*with, Step::Read);
            let banner = view! {
                <Banner tone=Tone::Wait icon=Icon::Clock title=words::has_newer(lang)>
                    {reason}
                    <p><a class="link tall" href=newer>{words::to_newer(lang)}</a></p>
                </Banner>
            };
            Some(banner.into_any())
        }
        _ => None,
    };
    let photos =
        row_of(replica, row.id).and_then(|row| photos_received(row.photos, row.photos_lost));
    let photos = photos.map(|photos| view! { <div>{photos}</div> });
    view! {
        <section class="sheet flush-top stack">
            <div>
                <h1 class="name hero">{words::visit_on(lang, &full_day(view.started.day()))}</h1>
                <p class="name mt-1">{name}</p>
                <p class="muted">{came}{unit}</p>
            </div>
            <StateLine standing=row.standing.clone() today=replica.today() />
            {photos}
            {banner}
            {consent::of_visit(replica, view, lang)}
        </section>
    }
    .into_any()
}

fn bad(icon: Icon, title: String, text: String) -> AnyView {
    view! { <Banner tone=Tone::Bad icon title><p>{text}</p></Banner> }.into_any()
}

fn answers(replica: Replica, view: &VisitView) -> AnyView {
    let lang = use_lang();
    let Some(form) = replica.form(&view.form) else {
        return view! {
            <Sheet>
                <Banner icon=Icon::File title=words::no_form(lang)><p>{words::no_form_help(lang)}</p></Banner>
            </Sheet>
        }
        .into_any();
    };
    let before = view.row.amends.and_then(|before| replica.visit(before));
    let before = before.and_then(|before| Some((replica.form(&before.form)?, before.answers)));
    let changes = before.as_ref().map(|(was, before)| {
        let count = differences(was, before, &form, &view.answers).len();
        let words = if count == 0 {
            words::no_changes(lang)
        } else {
            words::changes(lang, count)
        };
        view! { <p class="small muted">{words}</p> }
    });
    let (answers, erased) = (view.answers.clone(), view.erased.clone());
    view! {
        <Sheet title=words::recorded(lang)>
            {changes}
            <AnswersRead form answers before erased />
        </Sheet>
    }
    .into_any()
}

/// Every version of a visit, newest first; nothing where there is only one.
fn versions(replica: Replica, row: &VisitRow) -> Option<AnyView> {
    let lang = use_lang();
    let all = replica.visits_of(row.household);
    let find = |id: VisitId| all.iter().find(|one| one.id == id);
    let mut chain = vec![row.clone()];
    while let Some(newer) = all.iter().find(|one| {
        chain
            .first()
            .is_some_and(|first| one.amends == Some(first.id))
    }) {
        if chain.iter().any(|one| one.id == newer.id) {
            break;
        }
        chain.insert(0, newer.clone());
    }
    while let Some(older) = chain.last().and_then(|last| find(last.amends?)) {
        if chain.iter().any(|one| one.id == older.id) {
            break;
        }
        chain.push(older.clone());
    }
    if chain.len() == 1 {
        return None;
    }
    let (count, today) = (chain.len(), replica.today());
    let rows = chain.iter().enumerate().map(|(index, one)| {
        let name = words::version(lang, count - index, &moment(lang, one.finished.corrected(), today));
        let standing = one.standing.clone();
        if one.id == row.id {
            let here = words::this_version(lang);
            view! { <li><div class="row" aria-current="true"><span class="body"><b>{name} ", " {here}</b> <StateLine standing today /></span></div></li> }.into_any()
        } else {
            view! { <li><a class="row" href=address(one.id, Step::Read)><span class="body"><span>{name}</span> <StateLine standing today /></span> {Icon::Go.with("icon sm go")}</a></li> }.into_any()
        }
    });
    let rows = rows.collect_view();
    let sheet = view! { <Sheet title=words::versions(lang)><ul class="rows">{rows}</ul></Sheet> };
    Some(sheet.into_any())
}

/// The one next step of a visit that came back.
fn mending(replica: Replica, row: &VisitRow) -> Option<AnyView> {
    let lang = use_lang();
    if row.author != replica.me().user {
        return None;
    }
    let held = match &row.standing {
        Standing::Returned { .. } => None,
        Standing::Held { reason, back, .. } => {
            let outbox = replica.outbox();
            let line = outbox.into_iter().find(|line| line.what == what(row))?;
            Some((
                line.operation,
                WayOut::of(line.what, reason, back.is_some()),
            ))
        }
        _ => return None,
    };
    let draft = replica.drafts().into_iter().find(|draft| {
        draft.amends == Some(row.id)
            || draft.corrects.is_some() && draft.corrects == held.map(|(held, _)| held)
    });
    if let Some(draft) = draft {
        let href = address(draft.visit, Step::Form);
        let step = view! { <LinkButton look=Look::Primary main=true wide=true href>{words::go_on_amending(lang)}</LinkButton> };
        return Some(step.into_any());
    }
    Some(match held {
        Some((operation, way)) => way_out(replica, operation, way),
        None => mend(replica, Way::Amend(row.id)),
    })
}

fn what(row: &VisitRow) -> OutboxWhat {
    OutboxWhat::Visit {
        visit: row.id,
        household: row.household,
    }
}

/// How a visit is mended.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    /// The office sent it back.
    Amend(VisitId),
    /// The office could not file it, and holds the operation.
    Correct(OperationId),
}

/// The button that mends a visit: it makes a draft of it and opens that.
pub(crate) fn mend(replica: Replica, way: Way) -> AnyView {
    let lang = use_lang();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let navigate = use_navigate();
    let open = move |()| {
        busy.set(true);
        failed.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match draft(replica, way).await {
                Ok(draft) => navigate(&address(draft, Step::Form), Default::default()),
                Err(error) => {
                    let _ = busy.try_set(false);
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    let verb = Signal::derive(move || busy.get().then(|| words::opening(lang)));
    let trouble = move || {
        failed.get().map(
            |error| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> },
        )
    };
    view! {
        {trouble}
        <Button look=Look::Primary main=true wide=true busy=verb on_press=open>{words::amend(lang)}</Button>
    }
    .into_any()
}

async fn draft(replica: Replica, way: Way) -> Result<VisitId, SaveError> {
    match way {
        Way::Amend(visit) => replica.amend_visit(visit).await,
        Way::Correct(operation) => replica.correct_held(operation).await,
    }
}
