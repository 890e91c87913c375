//! The way as a drawing: north at the top, the numbers of the list at the stops.

use dong_hanh_domain::Place;
use leptos::prelude::*;

use super::way::Way;
use crate::ui::use_lang;
use crate::words::route as words;

/// The drawing, in units of its own.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 180.0;
/// Room for a number at the edge.
const EDGE: f64 = 18.0;

/// The drawing; the list beside it says the same.
#[component]
pub(super) fn Sketch(way: Memo<Way>) -> impl IntoView {
    let lang = use_lang();
    move || {
        let way = way.read();
        let points = points(
            &way.stops
                .iter()
                .filter_map(|stop| stop.place)
                .collect::<Vec<_>>(),
        );
        let line = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect::<Vec<_>>()
            .join(" ");
        let stop = |(at, (x, y)): (usize, (f64, f64))| {
            view! {
                <g transform=format!("translate({x:.1} {y:.1})")>
                    <circle r="13" />
                    <text dy="5" text-anchor="middle">{at + 1}</text>
                </g>
            }
        };
        let label = words::drawn(lang, points.len());
        // The first number lies on top, where several houses share a place.
        let stops = points
            .into_iter()
            .enumerate()
            .rev()
            .map(stop)
            .collect_view();
        view! {
            <svg class="sketch" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                <polyline points=line />
                {stops}
            </svg>
        }
    }
}

/// Places on the drawing, as large as it can be with both directions at one scale.
fn points(places: &[Place]) -> Vec<(f64, f64)> {
    let degrees: Vec<_> = places.iter().map(|place| place.degrees()).collect();
    let Some((first, _)) = degrees.first() else {
        return Vec::new();
    };
    let narrower = first.to_radians().cos();
    let flat: Vec<_> = degrees
        .iter()
        .map(|(latitude, longitude)| (longitude * narrower, -latitude))
        .collect();
    let range = |of: fn(&(f64, f64)) -> f64| {
        let all = flat.iter().map(of);
        let (least, most) = (
            all.clone().fold(f64::INFINITY, f64::min),
            all.fold(f64::NEG_INFINITY, f64::max),
        );
        ((least + most) / 2.0, most - least)
    };
    let ((middle_x, wide), (middle_y, high)) = (range(|point| point.0), range(|point| point.1));
    let fits = |room: f64, range: f64| (room - 2.0 * EDGE) / range.max(f64::EPSILON);
    let scale = fits(WIDTH, wide).min(fits(HEIGHT, high));
    // Houses at one place lie in the middle of the drawing, whatever the scale would be.
    let place = |(x, y): &(f64, f64)| {
        (
            WIDTH / 2.0 + (x - middle_x) * scale,
            HEIGHT / 2.0 + (y - middle_y) * scale,
        )
    };
    flat.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use dong_hanh_domain::Coarseness;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn every_stop_lies_within_the_drawing_and_north_is_at_the_top() {
        let at = |latitude, longitude| Place::new(latitude, longitude, Coarseness::Agreed).unwrap();
        let drawn = points(&[at(16.5, 107.6), at(16.6, 107.61), at(16.55, 107.6)]);
        assert!(
            drawn
                .iter()
                .all(|(x, y)| (0.0..=WIDTH).contains(x) && (0.0..=HEIGHT).contains(y))
        );
        assert!(drawn[1].1 < drawn[2].1 && drawn[2].1 < drawn[0].1);
        assert_eq!(
            points(&[at(16.5, 107.6); 2]),
            [(WIDTH / 2.0, HEIGHT / 2.0); 2]
        );
    }
}
