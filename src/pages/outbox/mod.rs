//! What goes to the office: what needs attention first, then every record with where it is.

mod attention;
mod handover;
mod held;
mod line;
mod rows;
mod unread;
mod way;

use dong_hanh_domain::OperationId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::replica::use_replica;
use crate::ui::{Band, Empty, Icon, LinkButton, Page, focus_soon, use_lang};
use crate::words::outbox as words;

pub use handover::HandOverPage;
pub(crate) use handover::{HandOver, HandOverLink};
pub(crate) use held::held_words;
pub(crate) use way::way_out;

use line::SendLine;
use unread::Unread;

/// The page Gửi đi.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let all = Memo::new(move |_| replica.outbox());
    let head = move || view! { <Band title=words::title(lang)><SendLine /></Band> };
    let attention = move || attention::sheets(replica, &all.read());
    let days = move || {
        all.with(|all| {
            let calm = all.iter().filter(|row| !row.standing.needs_attention());
            rows::by_day(replica, calm)
        })
    };
    let empty = move || {
        all.read().is_empty().then(|| {
            view! {
                <section class="sheet">
                    <Empty icon=Icon::Send title=words::empty_title(lang)>
                        <p>{words::empty_help(lang)}</p>
                        <LinkButton href="/households">{words::to_households(lang)}</LinkButton>
                    </Empty>
                </section>
            }
        })
    };
    let unsent = Memo::new(move |_| replica.has_unsent());
    let handover = move || unsent.get().then(|| view! { <HandOverLink /> });
    let asked = use_location().hash.get_untracked();
    let page = view! {
        <Page title=words::title(lang) head tabs=true><Unread /> {attention} {days} {empty} {handover}</Page>
    };
    // After the page has put the focus on its own heading.
    if let Some(asked) = asked.strip_prefix('#') {
        focus_soon(asked.to_owned());
    }
    page
}

/// The address of what needs attention, on this page.
pub(crate) fn address(operation: OperationId) -> String {
    format!("/outbox#{}", anchor(operation))
}

/// The id of its heading.
fn anchor(operation: OperationId) -> String {
    format!("line-{operation}")
}
