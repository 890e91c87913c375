//! What goes to the office: what needs attention first, then every record with where it is.

mod attention;
mod held;
mod line;
mod rows;

use leptos::prelude::*;

use crate::replica::{Standing, use_replica};
use crate::ui::{Band, Empty, Icon, LinkButton, Page, use_lang};
use crate::words::outbox as words;

pub(crate) use held::{can_be_corrected, held_words};

use line::SendLine;

/// The page Gửi đi.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let all = Memo::new(move |_| replica.outbox());
    let head = move || view! { <Band title=words::title(lang)><SendLine /></Band> };
    let attention = move || attention::sheets(replica, &all.read());
    let days = move || {
        all.with(|all| {
            let calm = |standing: &Standing| {
                !matches!(
                    standing,
                    Standing::Held { .. } | Standing::Returned { .. } | Standing::SetAside { .. }
                )
            };
            rows::by_day(replica, all.iter().filter(|row| calm(&row.standing)))
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
    view! { <Page title=words::title(lang) head tabs=true>{attention} {days} {empty}</Page> }
}
