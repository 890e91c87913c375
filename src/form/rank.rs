//! All choices in an order, moved up and down by buttons.

use dong_hanh_form::{Answer, Offer, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::frame::{Shape, frame};
use super::shown::pictured_choice;
use crate::ui::{Button, Icon, Look, focus_soon};
use crate::words::form as words;

pub(super) fn rank(asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let order = {
        let asked = asked.clone();
        Memo::new(move |_| ordered(asked.value(), asked.offers().to_vec()))
    };
    let said = RwSignal::new(String::new());
    let row = {
        let asked = asked.clone();
        move |offer: Offer| {
            let words = offer.label.get(lang).to_owned();
            let picture = pictured_choice(&asked.filling.form(), &offer.media, lang);
            let at = {
                let key = offer.key.clone();
                Memo::new(move |_| place(&order.read(), &key))
            };
            let arrow = |icon: Icon, by: isize, label: String| {
                let (asked, words) = (asked.clone(), words.clone());
                let id = format!("{}-{}{by}", asked.id(), offer.key);
                let own = id.clone();
                let ends = move || neighbour(&order.read(), at.get(), by).is_none();
                let move_it = move |_| {
                    if let Some(to) = neighbour(&order.read_untracked(), at.get_untracked(), by) {
                        let mut keys = keys(&order.read_untracked());
                        keys.swap(at.get_untracked(), to);
                        said.set(words::ranked(lang, &words, to + 1, keys.len()));
                        asked.put_value(Value::Ranked(keys));
                        // It was moved with its row, and a browser takes that for leaving it.
                        focus_soon(own.clone());
                    }
                };
                view! {
                    <button
                        id=id
                        type="button"
                        class="btn quiet icon-only"
                        aria-label=label
                        aria-disabled=move || ends().then_some("true")
                        on:click=move_it
                    >
                        {icon.view()}
                    </button>
                }
            };
            view! {
                <li class="rank">
                    <span class="num" aria-hidden="true">{move || at.get() + 1}</span>
                    {picture}
                    <span class="grow">{words.clone()}</span>
                    {arrow(Icon::Up, -1, words::rank_up(lang, &words))}
                    {arrow(Icon::Down, 1, words::rank_down(lang, &words))}
                </li>
            }
        }
    };
    let is_ranked = {
        let asked = asked.clone();
        Memo::new(move |_| matches!(asked.value(), Some(Value::Ranked(_))))
    };
    let keep = {
        let asked = asked.clone();
        move |()| {
            let answer = (!is_ranked.get_untracked())
                .then(|| Answer::Given(Value::Ranked(keys(&order.read_untracked()))));
            asked.put(answer);
        }
    };
    let verb = move || match is_ranked.get() {
        true => words::unrank(lang),
        false => words::rank_as_is(lang),
    };
    let state = move || match is_ranked.get() {
        true => words::all_ranked(lang),
        false => words::not_ranked(lang),
    };
    let control = view! {
        <p class="q-before">{state}</p>
        <ol class="ranks" class:unset=move || !is_ranked.get()>
            <For each=move || order.get() key=|offer| offer.key.clone() let:offer>{row(offer)}</For>
        </ol>
        <p class="vh" role="status">{said}</p>
        <div class="q-more"><Button look=Look::Quiet on_press=keep>{verb}</Button></div>
    };
    frame(asked, Shape::Group, control.into_any())
}

/// What is offered, as far as it was ranked in that order; what has appeared since comes last.
fn ordered(value: Option<Value>, offers: Vec<Offer>) -> Vec<Offer> {
    let Some(Value::Ranked(ranked)) = value else {
        return offers;
    };
    let mut ordered = offers;
    ordered.sort_by_key(|offer| {
        let at = ranked.iter().position(|key| *key == offer.key);
        at.unwrap_or(usize::MAX)
    });
    ordered
}

fn keys(order: &[Offer]) -> Vec<String> {
    order.iter().map(|offer| offer.key.clone()).collect()
}

fn place(order: &[Offer], key: &str) -> usize {
    let at = order.iter().position(|offer| offer.key == key);
    at.unwrap_or(order.len())
}

fn neighbour(order: &[Offer], at: usize, by: isize) -> Option<usize> {
    let to = at.checked_add_signed(by)?;
    (to < order.len() && at < order.len()).then_some(to)
}

#[cfg(test)]
mod tests {
    use dong_hanh_form::{Media, Text};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn offers(keys: &[&str]) -> Vec<Offer> {
        let offer = |key: &&str| Offer {
            key: (*key).to_owned(),
            label: Text::plain(*key),
            media: Media::default(),
        };
        keys.iter().map(offer).collect()
    }

    #[wasm_bindgen_test]
    fn what_appears_after_the_order_was_made_comes_last() {
        let ranked = Value::Ranked(vec!["c".into(), "gone".into(), "a".into()]);
        let order = ordered(Some(ranked), offers(&["a", "b", "c"]));
        assert_eq!(keys(&order), ["c", "a", "b"]);
        assert_eq!(keys(&ordered(None, offers(&["a", "b"]))), ["a", "b"]);
    }

    #[wasm_bindgen_test]
    fn the_ends_have_one_neighbour() {
        let order = offers(&["a", "b"]);
        assert_eq!(neighbour(&order, 0, -1), None);
        assert_eq!(neighbour(&order, 0, 1), Some(1));
        assert_eq!(neighbour(&order, 1, 1), None);
        assert_eq!(neighbour(&order, 2, -1), None);
    }
}
