//! A way from place to place, or the bounds of a piece of land: points on a map, one after another.

use dong_hanh_form::{Answer, Lang, Place, Value, area_m2, length_m};
use leptos::prelude::*;

use super::asked::Asked;
use super::frame::{Shape, frame};
use super::map::Map;
use super::place::{by_cross, locating, scale};
use crate::ui::{Button, Icon, Look};
use crate::words::form as words;

/// A way; or land, whose bounds end where they begin.
pub(super) fn line(asked: &Asked, land: bool) -> AnyView {
    let lang = asked.lang;
    let kept = {
        let asked = asked.clone();
        Memo::new(move |_| match asked.value() {
            Some(Value::Line(places)) => open(places, land),
            _ => Vec::new(),
        })
    };
    // Too few points are no answer yet, and are kept beside the answers.
    let there = {
        let asked = asked.clone();
        move || match kept.get() {
            none if none.is_empty() => asked.filling.points(&asked.path),
            points => points,
        }
    };
    let points = RwSignal::new(untrack(&there));
    Effect::new(move |_| {
        let there = there();
        if *points.read_untracked() != there {
            points.set(there);
        }
    });
    let change = {
        let asked = asked.clone();
        move |change: &dyn Fn(&mut Vec<Place>)| {
            points.update(|points| change(points));
            let points = points.get_untracked();
            let all = closed(points.clone(), land);
            let unfinished = if all.is_none() { points } else { Vec::new() };
            asked.filling.keep_points(&asked.path, unfinished);
            asked.put(all.map(|all| Answer::Given(Value::Line(all))));
        }
    };
    let put = {
        let change = change.clone();
        Callback::new(move |place| change(&move |points| points.push(place)))
    };
    let map = Map::around(asked, untrack(|| points.read().first().copied()));
    let found = {
        let map = map.clone();
        Callback::new(move |place| {
            put.run(place);
            map.go_to(place);
        })
    };
    let (undo, clear) = (change.clone(), change);
    let undo = move |()| undo(&|points| points.truncate(points.len().saturating_sub(1)));
    let clear = move |()| clear(&Vec::clear);
    let filling = asked.filling;
    let state = move || {
        let points = points.get();
        let missing = least(land).saturating_sub(points.len());
        let words = match closed(points.clone(), land) {
            Some(_) if !filling.keeps_places() => words::place_rounded(lang),
            None => words::points_missing(lang, points.len(), missing),
            Some(all) if land => words::land_drawn(
                lang,
                points.len(),
                &metres(lang, area_m2(&all)),
                &metres(lang, length_m(&all)),
            ),
            Some(all) => words::way_drawn(lang, points.len(), &metres(lang, length_m(&all))),
        };
        view! { <p class="reason mt-3">{Icon::Route.view()} <span>{words}</span></p> }
    };
    let taking_back = move || {
        let (undo, clear) = (undo.clone(), clear.clone());
        (!points.read().is_empty()).then(|| {
            view! {
                <Button look=Look::Secondary on_press=undo>{words::undo_point(lang)}</Button>
                <Button look=Look::Quiet on_press=clear>{words::clear(lang)}</Button>
            }
        })
    };
    let label = words::map(lang);
    let here = Signal::stored(words::add_here(lang));
    let control = view! {
        {map.view(lang, label, points.into(), land, put)}
        {scale(lang, &map)}
        {by_cross(lang, map, put, words::add_at_cross(lang))}
        <div role="status">{state}</div>
        {locating(lang, here, found, taking_back.into_any())}
    };
    frame(asked, Shape::Group, control.into_any())
}

/// With fewer points there is none.
fn least(land: bool) -> usize {
    if land { 3 } else { 2 }
}

/// The points as they are recorded; none while there are too few.
fn closed(mut points: Vec<Place>, land: bool) -> Option<Vec<Place>> {
    if points.len() < least(land) {
        return None;
    }
    if land {
        points.push(points[0]);
    }
    Some(points)
}

/// The points as they were put.
fn open(mut points: Vec<Place>, land: bool) -> Vec<Place> {
    if land && points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// Whole metres, with thousands apart.
fn metres(lang: Lang, number: f64) -> String {
    dong_hanh_form::number_words(&format!("{number:.0}"), lang)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn land_ends_where_it_begins_and_is_put_point_by_point() {
        let points: Vec<_> = (1_u8..=3)
            .map(|at| Place::new(16.0, 107.0 + f64::from(at), 0.0).unwrap())
            .collect();
        for land in [false, true] {
            let recorded = closed(points.clone(), land).unwrap();
            assert_eq!(recorded.len(), if land { 4 } else { 3 });
            assert_eq!(open(recorded, land), points);
            assert_eq!(closed(points[..least(land) - 1].to_vec(), land), None);
        }
    }
}
