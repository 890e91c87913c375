//! The way past the households that are to be visited: what is most urgent, in an order that saves steps.

mod sketch;
mod way;

use leptos::prelude::*;

use self::sketch::Sketch;
use self::way::{Stop, Way};
use crate::form::locating;
use crate::pages::households::{facts_address, name_of, place_of};
use crate::replica::use_replica;
use crate::ui::{Bar, Empty, Icon, Line, LinkButton, Page, Row, Sheet, SyncPill, use_lang};
use crate::words::{left_behind, of, route as words, today};

/// The page.
#[component]
pub fn RoutePage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let from = RwSignal::new(None);
    let way = Memo::new(move |_| Way::of(replica, from.get()));
    let name = move |stop: &Stop| name_of(lang, replica, Some(stop.household));
    let why = move |stop: &Stop| {
        stop.whys
            .first()
            .map(|why| of(lang, why.both(replica.today())))
    };
    let row = move |(at, stop): (usize, Stop)| {
        let leg = stop.leg.map(|leg| {
            let far = leg.words(lang);
            if at == 0 {
                words::first_leg(lang, &far)
            } else {
                words::leg(lang, &far)
            }
        });
        view! {
            <Row href=format!("/households/{}", stop.household) lead=Icon::Pin>
                <span class="name">{words::stop(lang, at + 1, &name(&stop))}</span>
                {leg.map(|leg| view! { <Line>{leg}</Line> })}
                {why(&stop).map(|why| view! { <Line>{why}</Line> })}
            </Row>
        }
    };
    let unknown = move |stop: Stop| {
        view! {
            <Row href=facts_address(stop.household, "place") lead=Icon::Pin>
                <span class="name">{name(&stop)}</span>
                {place_of(replica, Some(stop.household)).map(|place| view! { <Line>{place}</Line> })}
            </Row>
        }
    };
    let note = Signal::derive(move || {
        let way = way.read();
        words::whole(lang, way.stops.len(), &way.whole().words(lang))
    });
    let found = Callback::new(move |here| from.set(way::standing(here)));
    let ordered = move || {
        let stops = way.read().stops.clone();
        let began = if from.get().is_some() {
            words::from_here(lang)
        } else {
            words::from_first(lang)
        };
        (!stops.is_empty()).then(|| {
            let rows = stops.into_iter().enumerate().map(row).collect_view();
            view! {
                <Sheet title=words::stops(lang) note>
                    <p class="muted">{began}</p>
                    <Sketch way />
                    <ol class="rows">{rows}</ol>
                </Sheet>
            }
        })
    };
    let unplaced = move || {
        let unplaced = way.read().unplaced.clone();
        (!unplaced.is_empty()).then(|| {
            view! {
                <Sheet title=words::unknown(lang)>
                    <p class="muted">{words::unknown_text(lang)}</p>
                    <ul class="rows">{unplaced.into_iter().map(unknown).collect_view()}</ul>
                </Sheet>
            }
        })
    };
    let is_empty =
        Memo::new(move |_| way.read().stops.is_empty() && way.read().unplaced.is_empty());
    let none = move || {
        is_empty.get().then(|| {
            view! {
                <div class="sheet">
                    <Empty icon=Icon::Route title=words::none_title(lang)>
                        <p>{words::none_text(lang)}</p>
                        <LinkButton href="/">{today::title(lang)}</LinkButton>
                    </Empty>
                </div>
            }
        })
    };
    let here = move || {
        let placed = !way.read().stops.is_empty();
        placed.then(|| {
            view! { <div class="sheet">{locating(lang, Signal::stored(words::here(lang)), found, ().into_any())}</div> }
        })
    };
    let head = move || {
        view! { <Bar back="/" back_label=left_behind::back(lang) title=words::title(lang)><SyncPill /></Bar> }
    };
    view! {
        <Page title=words::title(lang) head>
            {ordered}
            {here}
            {unplaced}
            {none}
        </Page>
    }
    .into_any()
}
