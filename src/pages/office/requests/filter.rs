//! By what the register is narrowed: how a request stands, and what is asked for.

use chrono::NaiveDate;
use dong_hanh_domain::Word as _;
use dong_hanh_domain::request::{Pressing, RequestKind};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::requests::what;
use crate::replica::Asked;
use crate::ui::{FilterChip, FilterSelect};
use crate::words::requests as words;

/// Which requests are shown, by how they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// All that are not closed.
    Open,
    /// Those of which is warned.
    Soon,
    /// Those whose last day is past.
    Overdue,
    /// Those that are closed.
    Closed,
}

impl Show {
    const ALL: [Self; 4] = [Self::Open, Self::Soon, Self::Overdue, Self::Closed];

    /// Whether one is shown on a day.
    pub(super) fn admits(self, asked: &Asked, today: NaiveDate) -> bool {
        let pressing = asked.due().map(|due| due.pressing(today));
        match self {
            Self::Open => pressing.is_some(),
            Self::Soon => matches!(pressing, Some(Pressing::Soon(_))),
            Self::Overdue => matches!(pressing, Some(Pressing::Overdue(_))),
            Self::Closed => pressing.is_none(),
        }
    }

    fn word(self, lang: Lang) -> String {
        match self {
            Self::Open => words::show_open(lang),
            Self::Soon => words::show_soon(lang),
            Self::Overdue => words::show_overdue(lang),
            Self::Closed => words::show_closed(lang),
        }
    }
}

/// The chips.
#[component]
pub(super) fn Filters(
    show: RwSignal<Show>,
    kind: RwSignal<Option<RequestKind>>,
    lang: Lang,
) -> impl IntoView {
    let chips = Show::ALL.map(|one| {
        let on = Signal::derive(move || show.get() == one);
        view! { <FilterChip on on_press=move |()| show.set(one)>{one.word(lang)}</FilterChip> }
    });
    let kinds = RequestKind::EVERY.iter();
    let kinds = kinds.map(|one| (one.code().to_owned(), what(lang, *one)));
    let all = std::iter::once((String::new(), words::all_kinds(lang)));
    let kinds: Vec<_> = all.chain(kinds).collect();
    let value = move || kind.get().map(|kind| kind.code().to_owned());
    view! {
        <div class="filters">
            {chips.into_iter().collect_view()}
            <FilterSelect
                label=words::of_kind(lang)
                options=Signal::stored(kinds)
                value=Signal::derive(move || value().unwrap_or_default())
                on_choose=move |code: String| kind.set(RequestKind::coded(&code))
            />
        </div>
    }
    .into_any()
}
