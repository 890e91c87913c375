//! Which households the way passes, in which order, and how far it is from one to the next.

use std::collections::HashSet;
use std::sync::Arc;

use dong_hanh_domain::route::route;
use dong_hanh_domain::today::Why;
use dong_hanh_domain::{Coarseness, HouseholdId, Place};
use dong_hanh_form::{self as form, Lang};

use crate::replica::{Replica, Task};
use crate::words::route as words;

/// More households than these nobody visits in a day.
const MOST: usize = 12;

/// The way past those whose place is known, and those whose place is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Way {
    /// In the order of the way.
    pub(super) stops: Vec<Stop>,
    /// The most urgent first.
    pub(super) unplaced: Vec<Stop>,
}

/// A household on the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stop {
    pub(super) household: HouseholdId,
    /// Why somebody goes there.
    pub(super) whys: Arc<[Why]>,
    /// Where it is; nothing where nobody said so.
    pub(super) place: Option<Place>,
    /// How far it is from where one was before; nothing where one begins.
    pub(super) leg: Option<Leg>,
}

/// How far it is from one place to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Leg {
    metres: f64,
    /// One of the places is rounded.
    rough: bool,
}

impl Way {
    /// The way past the most urgent visits of today, from where somebody stands. Tracked.
    pub(super) fn of(replica: Replica, from: Option<Place>) -> Self {
        let mut seen = HashSet::new();
        let visits = replica.tasks().into_iter().filter_map(|task| match task {
            Task::Visit { household, whys } => Some(Stop {
                household,
                whys,
                place: replica.place_of(household),
                leg: None,
            }),
            _ => None,
        });
        let visits = visits.filter(|stop| seen.insert(stop.household)).take(MOST);
        let (placed, unplaced): (Vec<_>, Vec<_>) = visits.partition(|stop| stop.place.is_some());
        let places: Vec<_> = placed.iter().filter_map(|stop| stop.place).collect();
        let mut before = from;
        let stops = route(from, &places).into_iter().map(|at| {
            let leg = before.map(|before| Leg::between(before, places[at]));
            before = Some(places[at]);
            Stop {
                leg,
                ..placed[at].clone()
            }
        });
        Self {
            stops: stops.collect(),
            unplaced,
        }
    }

    /// How far all of it is.
    pub(super) fn whole(&self) -> Leg {
        let legs = self.stops.iter().filter_map(|stop| stop.leg);
        legs.fold(Leg::default(), |whole, leg| Leg {
            metres: whole.metres + leg.metres,
            rough: whole.rough || leg.rough,
        })
    }
}

impl Leg {
    fn between(from: Place, to: Place) -> Self {
        let is_rough = |place: Place| place.coarseness() == Coarseness::Rounded;
        Self {
            metres: from.metres_to(to),
            rough: is_rough(from) || is_rough(to),
        }
    }

    /// `khoảng 350 m`, `khoảng 1,2 km`; to a kilometre where a place is rounded to one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn words(self, lang: Lang) -> String {
        let km = self.metres / 1000.0;
        let written = |digits: usize| {
            let number = format!("{km:.digits$}");
            words::kilometres(lang, &form::number_words(&number, lang))
        };
        match (self.rough, self.metres) {
            (true, ..1000.0) => words::near(lang),
            (true, _) => written(0),
            (false, ..950.0) => words::metres(lang, (self.metres / 50.0).round() as u32 * 50),
            (false, _) => written(1),
        }
    }
}

/// Where somebody stands, as the phone measured it; it is kept nowhere.
pub(super) fn standing(here: form::Place) -> Option<Place> {
    Place::new(here.lat(), here.lon(), Coarseness::Agreed).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn how_far_it_is_is_said_no_more_exactly_than_it_is_known() {
        let said = |metres, rough| Leg { metres, rough }.words(Lang::Vi);
        assert_eq!(said(340.0, false), "khoảng 350 m");
        assert_eq!(said(1_240.0, false), "khoảng 1,2 km");
        assert_eq!(said(340.0, true), "dưới 1 km");
        assert_eq!(said(2_400.0, true), "khoảng 2 km");
    }
}
