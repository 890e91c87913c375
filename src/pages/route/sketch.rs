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
/// Two stops that are nearer would cover each other.
const NEAR: f64 = 28.0;
/// Half of the widest mark, and as many letters as it takes.
const WIDEST: f64 = 60.0;
const LONGEST: usize = 12;

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
        let mark = |Mark { at: (x, y), stops }: Mark| {
            let numbers = numbers(&stops);
            let half = WIDEST.min(
                9.0 + 4.0 * f64::from(u16::try_from(numbers.chars().count()).unwrap_or(u16::MAX)),
            );
            let x = x.clamp(half, WIDTH - half);
            view! {
                <g transform=format!("translate({x:.1} {y:.1})")>
                    <rect x=-half y="-13" width=2.0 * half height="26" rx="13" />
                    <text dy="5" text-anchor="middle">{numbers}</text>
                </g>
            }
        };
        let label = words::drawn(lang, points.len());
        // The first number lies on top.
        let stops = marks(&points).into_iter().rev().map(mark).collect_view();
        view! {
            <svg class="sketch" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                <polyline points=line />
                {stops}
            </svg>
        }
    }
}

/// Stops that lie so near to each other on the drawing that one number would cover the other.
struct Mark {
    at: (f64, f64),
    stops: Vec<usize>,
}

/// The stops, each with those that it would cover.
fn marks(points: &[(f64, f64)]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (stop, point) in points.iter().enumerate() {
        let covers = |mark: &&mut Mark| (mark.at.0 - point.0).hypot(mark.at.1 - point.1) < NEAR;
        match marks.iter_mut().find(covers) {
            Some(mark) => mark.stops.push(stop + 1),
            None => marks.push(Mark {
                at: *point,
                stops: vec![stop + 1],
            }),
        }
    }
    marks
}

/// `2–5, 7`; what is longer than there is room for ends in dots.
fn numbers(stops: &[usize]) -> String {
    let runs = stops.chunk_by(|one, next| one + 1 == *next);
    let runs = runs.map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    });
    let mut said = String::new();
    for run in runs {
        if said.chars().count() + run.chars().count() > LONGEST {
            return said + "…";
        }
        if !said.is_empty() {
            said.push_str(", ");
        }
        said.push_str(&run);
    }
    said
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
        let together = marks(&[(40.0, 40.0), (44.0, 41.0), (200.0, 90.0), (41.0, 40.0)]);
        let said: Vec<_> = together.iter().map(|mark| numbers(&mark.stops)).collect();
        assert_eq!(said, ["1–2, 4", "3"]);
        assert_eq!(
            points(&[at(16.5, 107.6); 2]),
            [(WIDTH / 2.0, HEIGHT / 2.0); 2]
        );
    }
}
