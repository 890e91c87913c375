//! What an officer of the city sees: how far visits reach in all communes, on a map and in a table, and in each of them.

mod commune;
mod fresh;
mod map;

use dong_hanh_domain::UnitKey;
use dong_hanh_domain::coverage::{Figure, Period, Span};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::fresh::{Fresh, Standing};
use self::map::{Map, outlines_of_communes};
use super::coverage::{Line, Numbers, OF_PLACES, PeriodFilter, Share, Table, smallest_first};
use crate::device::city::{CityNumbers, UnitNumbers, of_city};
use crate::office::{Topbar, path};
use crate::replica::{Replica, use_replica};
use crate::ui::{Empty, Icon, use_lang, use_page};
use crate::words::{city as words, coverage as coverage_words};

pub use commune::CommunePage;

/// Which period is looked at; it outlives the page, so that a commune is shown for the same.
#[derive(Clone, Copy)]
pub struct CityPeriod(RwSignal<Period>);

impl CityPeriod {
    /// Provides it below the current owner.
    pub fn provide(replica: Replica) {
        let today = untrack(|| replica.today());
        provide_context(Self(RwSignal::new(Period::around(Span::Month, today))));
    }
}

/// The page.
#[component]
pub fn CityPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let replica = use_replica();
    let CityPeriod(period) = expect_context();
    let city = replica.me().role.unit().clone();
    let fresh = Fresh::ask(move |period| {
        let city = city.clone();
        async move { of_city(&replica.network(), &city, period).await }
    });
    let outlines = outlines_of_communes();
    let shown = move |numbers: CityNumbers| {
        if numbers.communes.is_empty() {
            return view! {
                <div class="tile">
                    <Empty icon=Icon::Map title=words::none_title(lang)><p>{words::none_text(lang)}</p></Empty>
                </div>
            }
            .into_any();
        }
        let communes = numbers.communes.clone();
        view! {
            <Numbers tally=numbers.all label=replica.me().unit_name number=printed() lang/>
            <Map outlines communes=numbers.communes.clone() lang/>
            <p class="small muted">{words::communes_text(lang)}</p>
            <Units title=words::communes(lang) units=communes leads=true lang/>
            {then(lang, numbers)}
        }
        .into_any()
    };
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover coverage" id="main" tabindex="-1">
            <div class="filters"><PeriodFilter period lang/></div>
            <Standing fresh lang/>
            {move || fresh.came().map(shown)}
        </main>
    }
    .into_any()
}

/// The units of the time, where those were others.
fn then(lang: Lang, numbers: CityNumbers) -> Option<AnyView> {
    let now = numbers.communes.iter().map(|one| &one.unit);
    let is_same = |one: &UnitNumbers| now.clone().any(|unit| *unit == one.unit);
    (!numbers.units.iter().all(is_same)).then(|| {
        view! { <Units title=coverage_words::units(lang) units=numbers.units leads=false lang/> }
            .into_any()
    })
}

/// A table of units, where fewest were visited first.
#[component]
fn Units(
    title: String,
    units: Vec<UnitNumbers>,
    /// Whether a name leads to what was counted there.
    leads: bool,
    lang: Lang,
) -> impl IntoView {
    let line = |one: UnitNumbers| Line {
        place: (),
        href: one.unit.as_ref().filter(|_| leads).map(address),
        name: called(lang, &one),
        note: None,
        share: Share::All(one.tally.all()),
        tally: one.tally,
    };
    let lines = smallest_first(units.into_iter().map(line));
    let number = Callback::new(|(_, (), count, _)| print(count));
    view! {
        <Table
            title
            head=coverage_words::column_unit(lang)
            share=coverage_words::column_share(lang)
            lines=Signal::stored(lines)
            figures=&OF_PLACES
            number
            lang
        />
    }
}

/// A number that is only printed: the households behind it are the commune's own.
fn printed() -> Callback<(Figure, usize, String), AnyView> {
    Callback::new(|(_, count, _)| print(count))
}

fn print(count: usize) -> AnyView {
    view! { <span class="num">{count}</span> }.into_any()
}

/// What a unit is called.
fn called(lang: Lang, one: &UnitNumbers) -> String {
    match (&one.name, &one.unit) {
        (Some(name), _) => name.clone(),
        (None, Some(unit)) => coverage_words::unnamed_unit(lang, &unit.to_string()),
        (None, None) => coverage_words::other_unit(lang),
    }
}

/// Where what was counted in a commune is shown.
fn address(commune: &UnitKey) -> String {
    path(&format!("communes/{commune}"))
}
