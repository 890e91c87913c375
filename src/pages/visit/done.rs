//! After finishing: where the visit is. Nothing here says «received» before the receipt is stored.

use chrono::{DateTime, Utc};
use dong_hanh_domain::VisitId;
use leptos::prelude::*;

use super::{Step, address, not_here, who};
use crate::pages::outbox::held_words;
use crate::replica::{OutboxRow, OutboxWhat, Replica, Standing, VisitView, use_replica};
use crate::ui::{
    Icon, LinkButton, Look, Page, Reason, Tone, clock, moment, photos_received, use_lang,
};
use crate::words::{account, shell, visit as words};

/// What became of a visit, from the moment it is finished.
#[component]
pub(super) fn DonePage(
    /// Which.
    visit: VisitId,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let Some(view) = untrack(|| replica.visit(visit)) else {
        return not_here();
    };
    let (household, amends) = (view.row.household, view.row.amends.is_some());
    let what = OutboxWhat::Visit { visit, household };
    let name = Memo::new(move |_| who::spoken(replica, household));
    let standing = Memo::new(move |_| replica.visit(visit).map(|view| view.row.standing));
    let title = Signal::derive(move || {
        if amends {
            words::amended_title(lang, &name.get())
        } else {
            words::done_title(lang, &name.get())
        }
    });
    let received = Memo::new(move |_| {
        standing.get().is_some_and(|standing| {
            let kept = matches!(
                standing,
                Standing::Held { .. }
                    | Standing::Closed { .. }
                    | Standing::Replaced
                    | Standing::Seen
            );
            !standing.is_unsent() && !kept
        })
    });
    let of_photos = Memo::new(move |_| {
        row_of(replica, visit).map_or(((0, 0), 0), |row| (row.photos, row.photos_lost))
    });
    let photos = Memo::new(move |_| {
        let ((_, of), lost) = of_photos.get();
        of.saturating_sub(lost)
    });
    let photos_left = Memo::new(move |_| photos.get().saturating_sub(of_photos.get().0.0));
    let mark = move || {
        if received.get() {
            view! { <p class="t-ok">{Icon::Received.with("icon big")}</p> }.into_any()
        } else {
            view! { <p class="muted">{Icon::Phone.with("icon big")}</p> }.into_any()
        }
    };
    let sentence = move || {
        if received.get() {
            return match (photos_left.get(), of_photos.get().1) {
                (0, 0) => words::safe_there(lang),
                (0, _) => words::safe_there_words(lang),
                (count, _) => words::safe_there_photos(lang, count),
            };
        }
        match standing.get() {
            Some(Standing::Held { .. } | Standing::SetAside { .. }) => words::needs_you(lang),
            Some(Standing::Closed { .. } | Standing::Replaced | Standing::Seen) => {
                words::kept_there(lang)
            }
            _ if replica.sync().session_ended => words::safe_here_signed_out(lang),
            _ => words::safe_here(lang),
        }
    };
    // What is held or set aside is mended where it is listed.
    let mend = move || {
        let stuck = standing.get();
        let stuck = stuck.is_some_and(|standing| {
            matches!(standing, Standing::Held { .. } | Standing::SetAside { .. })
        });
        stuck.then(|| {
            view! { <LinkButton wide=true class="mt-3" href="/outbox">{words::to_outbox(lang)}</LinkButton> }
        })
    };
    let since = move || since(&view, photos.get());
    let way = move || {
        standing
            .get()
            .map(|standing| on_its_way(replica, what, &standing))
    };
    let photos_there = move || {
        let (photos, lost) = of_photos.get();
        received.get().then(|| photos_received(photos, lost))
    };
    // While it is on this phone alone, it matters whether the browser keeps it.
    let unsafe_here =
        Memo::new(move |_| !received.get() && replica.storage().persisted == Some(false));
    let promise = move || {
        unsafe_here.get().then(|| {
            view! { <p class="small muted mt-3">{account::not_persisted(lang)}</p> }
        })
    };
    let dock = move || {
        view! {
            <LinkButton look=Look::Primary main=true wide=true href="/">{words::next_house(lang)}</LinkButton>
            <LinkButton look=Look::Quiet wide=true href=who::address(household)>
                {move || words::to_household(lang, &name.get())}
            </LinkButton>
        }
    };
    view! {
        <Page title=shell::tab_done(lang) head=|| () dock>
            <section class="sheet done">
                {mark}
                <h1 class="name hero">{title}</h1>
                <p class="mt-3">{sentence}</p>
                <div class="reasons mt-6" role="status">
                    <Reason icon=Icon::Phone><b>{words::on_device(lang)}</b> " " {since}</Reason>
                    {way}
                </div>
                {mend}
                <div class="mt-3">{photos_there}</div>
                {promise}
                <p class="mt-4"><a class="link tall" href=address(visit, Step::Read)>{words::read_it(lang)}</a></p>
            </section>
        </Page>
    }
    .into_any()
}

/// What the list of what was sent says of a visit; nothing where another person sent it.
pub(super) fn row_of(replica: Replica, visit: VisitId) -> Option<OutboxRow> {
    let is_it =
        |row: &OutboxRow| matches!(row.what, OutboxWhat::Visit { visit: of, .. } if of == visit);
    replica.outbox().into_iter().find(is_it)
}

fn since(view: &VisitView, photos: usize) -> String {
    let (lang, time) = (use_lang(), clock(view.row.finished.corrected()));
    if photos == 0 {
        words::since(lang, &time)
    } else {
        words::since_with_photos(lang, &time, photos)
    }
}

fn on_its_way(replica: Replica, what: OutboxWhat, standing: &Standing) -> AnyView {
    let lang = use_lang();
    match standing {
        Standing::OnDevice if replica.sync().online => {
            view! { <Reason icon=Icon::Up>{words::in_turn(lang)}</Reason> }.into_any()
        }
        Standing::OnDevice => {
            view! { <Reason icon=Icon::Offline>{words::no_network(lang)}</Reason> }.into_any()
        }
        Standing::Sending => {
            view! { <Reason icon=Icon::Up><b>{words::sending(lang)}</b></Reason> }.into_any()
        }
        Standing::Received { at }
        | Standing::Accepted { at, .. }
        | Standing::Filed { at }
        | Standing::Returned { at, .. } => received(replica, *at),
        Standing::Held {
            back: Some(note), ..
        } => {
            let note = note.clone();
            view! { <Reason tone=Tone::Bad icon=Icon::Returned>{note}</Reason> }.into_any()
        }
        Standing::Closed { note } => {
            let closed = crate::words::state::closed(lang, note);
            view! { <Reason icon=Icon::Check>{closed}</Reason> }.into_any()
        }
        Standing::Held { reason, .. } => {
            let why = held_words(lang, what, reason);
            view! { <Reason tone=Tone::Bad icon=Icon::Attention>{why}</Reason> }.into_any()
        }
        Standing::SetAside { code } => {
            let why = crate::words::outbox::set_aside(lang, code);
            view! { <Reason tone=Tone::Bad icon=Icon::Attention>{why}</Reason> }.into_any()
        }
        Standing::Amended { .. } | Standing::Replaced | Standing::Seen => ().into_any(),
    }
}

fn received(replica: Replica, at: DateTime<Utc>) -> AnyView {
    let lang = use_lang();
    let when = words::received(lang, &moment(lang, at, replica.today()));
    view! { <Reason tone=Tone::Ok icon=Icon::Received><b>{when}</b></Reason> }.into_any()
}
