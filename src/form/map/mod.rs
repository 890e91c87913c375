//! A map without any network: the commune's outline, the households that are known, and what is put there by hand.

mod ground;
mod hands;
mod sight;

use dong_hanh_form::{Lang, Place};
use leptos::prelude::*;
use leptos::svg;
use leptos::task::spawn_local;
use web_sys::KeyboardEvent;

use self::hands::Hands;
use self::sight::Sight;
use super::asked::Asked;
use crate::device::outlines::{Outline, outline};
use crate::replica::use_replica;
use crate::ui::{Icon, IconButton};
use crate::words::form as words;

pub(crate) use self::ground::Ground;

/// How much of the map one press of an arrow moves, in parts of its width.
const STEP: f64 = 0.12;

/// What a map shows, and whom it tells.
#[derive(Clone)]
pub(super) struct Map {
    pub(super) sight: RwSignal<Sight>,
    ground: Ground,
    outline: RwSignal<Option<Outline>>,
    dots: String,
}

impl Map {
    /// Around what is known of a household and its neighbours; where nothing is known, around the commune.
    pub(super) fn around(asked: &Asked, first: Option<Place>) -> Self {
        let replica = use_replica();
        let draft = untrack(|| replica.draft(asked.filling.visit()));
        let household = draft.map(|draft| draft.household);
        let (own, others) = household
            .map(|household| replica.places_around(household))
            .unwrap_or_default();
        let middle = first.or(own).or(others.first().copied());
        let ground = Ground::around(middle);
        let sight = RwSignal::new(Sight::whole());
        if middle.is_some() {
            sight.set(Sight::near(ground.of(middle)));
        }
        let map = Self {
            sight,
            ground,
            outline: RwSignal::new(None),
            dots: ground.dots(&own.into_iter().chain(others).collect::<Vec<_>>()),
        };
        let unit = untrack(|| replica.unit_of(household?));
        let (shown, is_near) = (map.outline, middle.is_some());
        spawn_local(async move {
            let Some(found) = outline(&unit.unwrap_or_default()).await else {
                return;
            };
            if !is_near {
                let _ = sight.try_set(ground.sight_of(&found));
            }
            let _ = shown.try_set(Some(found));
        });
        map
    }

    /// Brings a place to the middle.
    pub(super) fn go_to(&self, place: Place) {
        self.sight.set(Sight::near(self.ground.of(Some(place))));
    }

    /// The place in the middle.
    pub(super) fn middle(&self) -> Option<Place> {
        let sight = self.sight.get_untracked();
        self.ground.place(sight.x, sight.y)
    }

    /// How wide what is seen is, in whole metres.
    pub(super) fn width_m(&self) -> u32 {
        self.ground.metres(self.sight.read().width())
    }

    /// The map with its buttons. `marks` is what was put there, as a line that is closed or not; `put` is told a place
    /// that was tapped or chosen by the middle.
    pub(super) fn view(
        &self,
        lang: Lang,
        label: String,
        marks: Signal<Vec<Place>>,
        closed: bool,
        put: Callback<Place>,
    ) -> AnyView {
        let (sight, ground, shown) = (self.sight, self.ground, self.outline);
        let node = NodeRef::<svg::Svg>::new();
        let hands = StoredValue::new(Hands::default());
        let tap = move |x: f64, y: f64| {
            if let Some(place) = ground.place(x, y) {
                put.run(place);
            }
        };
        let map = self.clone();
        let key = move |event: KeyboardEvent| {
            let moved = sight.get_untracked();
            let by = moved.width() * STEP;
            match event.key().as_str() {
                "ArrowLeft" => sight.set(moved.moved(-by, 0.0)),
                "ArrowRight" => sight.set(moved.moved(by, 0.0)),
                "ArrowUp" => sight.set(moved.moved(0.0, -by)),
                "ArrowDown" => sight.set(moved.moved(0.0, by)),
                "+" | "=" => sight.set(moved.nearer(1.5)),
                "-" => sight.set(moved.nearer(1.0 / 1.5)),
                "Enter" | " " => {
                    if let Some(place) = map.middle() {
                        put.run(place);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        };
        let whole = move |()| {
            if let Some(outline) = shown.get_untracked() {
                sight.set(ground.sight_of(&outline));
            }
        };
        let commune = move || {
            shown.get().map(|outline| {
                let transform = ground.transform(&outline);
                view! { <path class="commune" d=outline.path transform=transform /> }
            })
        };
        let line = move || ground.line(&marks.read(), closed);
        let points = move || ground.dots(&marks.read());
        view! {
            <div class="map">
                <svg
                    node_ref=node
                    viewBox="-50 -50 100 100"
                    preserveAspectRatio="xMidYMid slice"
                    role="application"
                    tabindex="0"
                    aria-label=label
                    on:keydown=key
                    on:pointerdown=move |event| hands.update_value(|hands| hands.down(node, &event))
                    on:pointermove=move |event| hands.update_value(|hands| hands.go(node, &event, sight))
                    on:pointerup=move |event| {
                        let tapped = hands.try_update_value(|hands| hands.up(node, &event, sight)).flatten();
                        if let Some((x, y)) = tapped {
                            tap(x, y);
                        }
                    }
                    on:pointercancel=move |_| hands.set_value(Hands::default())
                >
                    <g transform=move || sight.read().transform()>
                        {commune}
                        <path class="homes" d=self.dots.clone() />
                        <path class="way" class:land=closed d=line />
                        <path class="marks" d=points />
                    </g>
                    <path class="cross" d="M-6 0h12M0-6v12" />
                </svg>
                <div class="map-keys">
                    <IconButton icon=Icon::Plus label=words::nearer(lang) on_press=move |()| sight.update(|one| *one = one.nearer(1.5)) />
                    <IconButton icon=Icon::Minus label=words::farther(lang) on_press=move |()| sight.update(|one| *one = one.nearer(1.0 / 1.5)) />
                    <IconButton icon=Icon::Map label=words::whole_commune(lang) on_press=whole />
                </div>
            </div>
        }
        .into_any()
    }
}
