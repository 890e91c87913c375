//! What a list would make of the record, drawn and in words.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::imports::{Kind, Summary};
use crate::ui::Icon;
use crate::words::imports as words;

/// How many of each kind: a bar in parts, and a sentence for each with its sign.
pub(super) fn sums(import: &Summary, lang: Lang) -> AnyView {
    let counts = Kind::ALL.map(|kind| (kind, import.of(kind)));
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let mut from = 0;
    let parts = counts.map(|(kind, count)| {
        let begin = from;
        from += count;
        let share = |count: u64| format!("{:.3}%", percent(count, all));
        view! { <rect class=class(kind) x=share(begin) width=share(count) height="100%"></rect> }
    });
    let [new, changed, same, wrong] = counts.map(|(_, count)| count);
    let lines = counts.map(|(kind, count)| {
        view! { <li>{icon(kind).small()} <span>{said(kind, count, lang)}</span></li> }
    });
    view! {
        <svg class="meter parts import" role="img" aria-label=words::drawn(lang, new, changed, same, wrong)>
            {parts.into_iter().collect_view()}
        </svg>
        <ul class="key">{lines.into_iter().collect_view()}</ul>
    }
    .into_any()
}

/// The sign of a kind.
pub(super) fn icon(kind: Kind) -> Icon {
    match kind {
        Kind::New => Icon::New,
        Kind::Changed => Icon::Edit,
        Kind::Same => Icon::Check,
        Kind::Wrong => Icon::Attention,
    }
}

/// How many are of a kind, in words.
pub(super) fn said(kind: Kind, count: u64, lang: Lang) -> String {
    match kind {
        Kind::New => words::new(lang, count),
        Kind::Changed => words::changed(lang, count),
        Kind::Same => words::same(lang, count),
        Kind::Wrong => words::wrong(lang, count),
    }
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "new",
        Kind::Changed => "changed",
        Kind::Same => "same",
        Kind::Wrong => "wrong",
    }
}

#[allow(clippy::cast_precision_loss)]
fn percent(count: u64, of: u64) -> f64 {
    if of == 0 {
        0.0
    } else {
        count as f64 * 100.0 / of as f64
    }
}
