//! In which order to go to several households: a short way, not the shortest, which nobody walks to the metre anyway.

use crate::household::Place;

/// What is not worth turning round for, in metres.
const WORTH_M: f64 = 1.0;

/// The order in which to go to `stops`, as places in that list.
///
/// It begins where somebody stands, or else with the first stop, and goes on to the nearest one each time; then parts
/// of the way are turned round as long as that makes it shorter. Of stops that are equally near the first of the list
/// comes first, so that what is most urgent should stand first in it.
#[must_use]
pub fn route(from: Option<Place>, stops: &[Place]) -> Vec<usize> {
    let mut way = nearest_first(from, stops);
    while let Some((first, last)) = turn(from, stops, &way) {
        way[first..=last].reverse();
    }
    way
}

fn nearest_first(from: Option<Place>, stops: &[Place]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..stops.len()).collect();
    let mut at = from.or(stops.first().copied());
    let mut way = Vec::with_capacity(stops.len());
    while let Some(here) = at {
        let far = |stop: &usize| here.metres_to(stops[*stop]);
        let next =
            (0..left.len()).min_by(|one, other| far(&left[*one]).total_cmp(&far(&left[*other])));
        at = next.map(|next| {
            let next = left.remove(next);
            way.push(next);
            stops[next]
        });
    }
    way
}

/// A part of the way that is better walked the other way round.
fn turn(from: Option<Place>, stops: &[Place], way: &[usize]) -> Option<(usize, usize)> {
    let at = |place: usize| stops[way[place]];
    // Where nobody stands anywhere, the first stop is where the way begins.
    let fixed = usize::from(from.is_none());
    let before = |place: usize| place.checked_sub(1).map(at).or(from);
    let saved = |first: usize, last: usize| {
        let entry = before(first).map_or(0.0, |before| {
            before.metres_to(at(first)) - before.metres_to(at(last))
        });
        let exit = way.get(last + 1).map_or(0.0, |next| {
            at(last).metres_to(stops[*next]) - at(first).metres_to(stops[*next])
        });
        entry + exit
    };
    let parts =
        (fixed..way.len()).flat_map(|first| (first + 1..way.len()).map(move |last| (first, last)));
    parts
        .into_iter()
        .find(|(first, last)| saved(*first, *last) > WORTH_M)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::household::Coarseness;

    fn place(north: f64, east: f64) -> Place {
        Place::new(
            16.4 + north / 1000.0,
            107.5 + east / 1000.0,
            Coarseness::Agreed,
        )
        .unwrap()
    }

    fn metres(from: Option<Place>, stops: &[Place], way: &[usize]) -> f64 {
        let places: Vec<_> = from
            .into_iter()
            .chain(way.iter().map(|stop| stops[*stop]))
            .collect();
        places.windows(2).map(|leg| leg[0].metres_to(leg[1])).sum()
    }

    #[test]
    fn houses_along_a_road_are_passed_once() {
        let road = [3.0, 0.0, 2.0, 1.0].map(|north| place(north, 0.0));
        assert_eq!(route(Some(place(-1.0, 0.0)), &road), [1, 3, 2, 0]);
        assert_eq!(
            route(None, &road),
            [0, 2, 3, 1],
            "the first of the list is where it begins"
        );
    }

    #[test]
    fn of_houses_at_one_place_the_more_urgent_comes_first() {
        let there = [place(1.0, 1.0); 3];
        assert_eq!(route(Some(place(0.0, 0.0)), &there), [0, 1, 2]);
        assert_eq!(route(None, &[]), Vec::<usize>::new());
    }

    fn any_place() -> impl Strategy<Value = Place> {
        (0.0..30.0, 0.0..30.0).prop_map(|(north, east)| place(north, east))
    }

    proptest! {
        #[test]
        fn every_stop_is_passed_once_and_no_further_than_to_the_nearest_each_time(
            from in prop::option::of(any_place()),
            stops in prop::collection::vec(any_place(), 0..14),
        ) {
            let way = route(from, &stops);
            let mut passed = way.clone();
            passed.sort_unstable();
            prop_assert_eq!(passed, (0..stops.len()).collect::<Vec<_>>());
            let plain = nearest_first(from, &stops);
            prop_assert!(metres(from, &stops, &way) <= metres(from, &stops, &plain) + 1e-6);
            if from.is_none() && !stops.is_empty() {
                prop_assert_eq!(way[0], 0);
            }
        }
    }
}
