//! What was counted in one commune of the city, by hamlet.

use dong_hanh_domain::UnitKey;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::fresh::{Fresh, Standing};
use super::{CityPeriod, Units, printed};
use crate::device::city::{CommuneNumbers, HamletNumbers, UnitNumbers, of_commune};
use crate::office::{Topbar, path};
use crate::pages::office::coverage::{
    Line, Numbers, OF_PLACES, PeriodFilter, Share, Table, smallest_first,
};
use crate::pages::office::say;
use crate::replica::use_replica;
use crate::ui::{Empty, Icon, use_lang, use_page};
use crate::words::{city as words, coverage as coverage_words, office};

/// The page.
#[component]
pub fn CommunePage() -> impl IntoView {
    let lang = use_lang();
    let address = use_params_map();
    let commune = address.with_untracked(|map| map.get("unit"));
    let commune = commune.and_then(|text| text.parse::<UnitKey>().ok());
    match commune {
        Some(commune) => view! { <Commune commune lang/> }.into_any(),
        None => {
            use_page(words::no_commune(lang).into());
            view! {
                <Topbar title=words::no_commune(lang) back=(path(""), words::back(lang))/>
                <main class="cover" id="main" tabindex="-1">
                    <div class="tile"><Empty icon=Icon::Map title=words::no_commune(lang)><p>{words::back(lang)}</p></Empty></div>
                </main>
            }
            .into_any()
        }
    }
}

#[component]
fn Commune(commune: UnitKey, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let CityPeriod(period) = expect_context();
    let asked = commune.clone();
    let fresh = Fresh::ask(move |period| {
        let commune = asked.clone();
        async move { of_commune(&replica.network(), &commune, period).await }
    });
    let name = Memo::new(move |before: Option<&String>| {
        let came = fresh.came().and_then(|came| came.name);
        came.or_else(|| before.cloned())
            .unwrap_or_else(|| words::commune(lang))
    });
    use_page(name.into());
    let shown = move |numbers: CommuneNumbers| {
        let units = others(&commune, numbers.units);
        let units = (!units.is_empty()).then(|| {
            view! { <Units title=coverage_words::units(lang) units leads=false lang/> }
        });
        view! {
            <Numbers tally=numbers.all label=coverage_words::whole(lang) number=printed() lang/>
            <Hamlets hamlets=numbers.hamlets lang/>
            {units}
        }
    };
    view! {
        <Topbar title=name back=(path(""), words::back(lang))/>
        <main class="cover coverage" id="main" tabindex="-1">
            <div class="filters"><PeriodFilter period lang/></div>
            <Standing fresh lang/>
            {move || fresh.came().map(shown.clone())}
        </main>
    }
    .into_any()
}

/// The units of the time, unless that was the commune itself.
fn others(commune: &UnitKey, units: Vec<UnitNumbers>) -> Vec<UnitNumbers> {
    let is_own = |one: &UnitNumbers| one.unit.as_ref() == Some(commune);
    if units.iter().all(is_own) {
        Vec::new()
    } else {
        units
    }
}

/// The hamlets, where fewest were visited first.
#[component]
fn Hamlets(hamlets: Vec<HamletNumbers>, lang: Lang) -> impl IntoView {
    let line = |one: HamletNumbers| Line {
        place: (),
        name: one
            .name
            .map_or_else(|| office::that_hamlet(lang), |name| say::capital(&name)),
        href: None,
        note: None,
        share: Share::All(one.tally.all()),
        tally: one.tally,
    };
    let lines = smallest_first(hamlets.into_iter().map(line));
    view! {
        <Table
            title=coverage_words::hamlets(lang)
            head=office::hamlet(lang)
            share=coverage_words::column_share(lang)
            lines=Signal::stored(lines)
            figures=&OF_PLACES
            number=Callback::new(|(_, (), count, _)| super::print(count))
            lang
        />
    }
}
