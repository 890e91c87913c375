//! The communes as seen from above, each with its share printed in it; no tiles and no network.

use std::collections::HashMap;

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::called;
use crate::device::city::UnitNumbers;
use crate::device::outlines::{Outline, outlines};
use crate::form::Ground;
use crate::words::{city as words, coverage as coverage_words};

/// Up to which share each step of the scale goes, in percent.
const STEPS: [usize; 5] = [20, 40, 60, 80, 100];

/// Those of all communes that are known, once they have come: read once, so that new numbers leave the map where it is.
pub(super) fn outlines_of_communes() -> RwSignal<Vec<(String, Outline)>> {
    let drawn = RwSignal::new(Vec::new());
    spawn_local(async move {
        // The page may be gone when they come.
        drop(drawn.try_set(outlines().await));
    });
    drawn
}

/// The map with its legend; nothing where none of the communes has an outline.
#[component]
pub(super) fn Map(
    outlines: RwSignal<Vec<(String, Outline)>>,
    communes: Vec<UnitNumbers>,
    lang: Lang,
) -> impl IntoView {
    let by_code: HashMap<String, UnitNumbers> = communes
        .into_iter()
        .filter_map(|one| Some((one.unit.clone()?.code, one)))
        .collect();
    move || {
        let outlines = outlines.read();
        let is_theirs = outlines.iter().any(|(code, _)| by_code.contains_key(code));
        let seen = view_box(&outlines)?;
        let areas: Vec<_> = outlines
            .iter()
            .map(|(code, outline)| area(lang, outline, by_code.get(code)))
            .collect();
        let steps = STEPS.iter().enumerate().map(|(at, to)| {
            let from = if at == 0 { 0 } else { STEPS[at - 1] };
            view! { <li><span class=format!("swatch share-{at}") aria-hidden="true"></span>{words::step(lang, from, *to)}</li> }
        });
        is_theirs.then(|| view! {
            <section class="tile" aria-label=words::map(lang)>
                <h2>{words::map(lang)}</h2>
                <svg class="city-map" viewBox=seen role="img" aria-label=words::map(lang)>{areas}</svg>
                <ul class="legend small">
                    {steps.collect_view()}
                    <li><span class="swatch" aria-hidden="true"></span>{words::not_here(lang)}</li>
                </ul>
            </section>
        })
    }
}

/// A commune; what is drawn of it, the table says, whose names lead further.
fn area(lang: Lang, outline: &Outline, numbers: Option<&UnitNumbers>) -> AnyView {
    let ground = Ground::around(None);
    let put = ground.transform(outline);
    let path = outline.path.clone();
    let Some(numbers) = numbers else {
        return view! { <path transform=put d=path></path> }.into_any();
    };
    let part = numbers.tally.all();
    let percent = part.percent();
    let said = match percent {
        Some(percent) => coverage_words::percent(lang, percent),
        None => coverage_words::listed(lang, 0),
    };
    let label = words::on_map(
        lang,
        &called(lang, numbers),
        &coverage_words::reached(lang, part.reached, part.of),
    );
    let step = percent.map(|percent| format!("share-{}", step(percent)));
    let middle = ground.sight_of(outline);
    view! {
        <path class=step transform=put d=path><title>{label}</title></path>
        <text x=middle.x y=middle.y>{said}</text>
    }
    .into_any()
}

/// On which step of the scale a share lies.
fn step(percent: usize) -> usize {
    STEPS.iter().take_while(|to| percent > **to).count()
}

/// All outlines; `None` where there is none.
fn view_box(outlines: &[(String, Outline)]) -> Option<String> {
    let ground = Ground::around(None);
    let boxes = outlines.iter().map(|(_, outline)| ground.frame(outline));
    let all = boxes.reduce(|one, other| {
        [
            one[0].min(other[0]),
            one[1].min(other[1]),
            one[2].max(other[2]),
            one[3].max(other[3]),
        ]
    })?;
    let [left, top, right, bottom] = all;
    Some(format!(
        "{left:.0} {top:.0} {:.0} {:.0}",
        right - left,
        bottom - top
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_share_has_its_step() {
        let steps = [0, 20, 21, 40, 59, 80, 81, 100].map(step);
        assert_eq!(steps, [0, 0, 1, 1, 2, 3, 4, 4]);
    }
}
