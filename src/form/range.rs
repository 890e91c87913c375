//! A number between two ends: a slider, the number that it stands for, and a button to each side.

use dong_hanh_form::{Answer, Decimal, Lang, Value};
use leptos::html;
use leptos::prelude::*;

use super::asked::Asked;
use super::frame::{Shape, frame};
use crate::ui::{Button, Icon, Look};
use crate::words::form as words;

pub(super) fn range(asked: &Asked, start: &Decimal, end: &Decimal, step: &Decimal) -> AnyView {
    let lang = asked.lang;
    let scale = StoredValue::new(Scale::of(start, end, step));
    let last = scale.with_value(|scale| scale.steps);
    // What stands on the screen while the finger is on the slider; nothing until somebody touches it.
    let shown = RwSignal::new(None::<i64>);
    let input = NodeRef::<html::Input>::new();
    {
        let asked = asked.clone();
        Effect::new(move |_| {
            let at = match asked.value() {
                Some(Value::Decimal(number)) => scale.with_value(|scale| scale.place(&number)),
                _ => None,
            };
            if !asked.typing.get_untracked() {
                shown.set(at);
            }
        });
    }
    Effect::new(move |_| {
        let at = shown.get().unwrap_or(last / 2).to_string();
        if let Some(input) = input.get()
            && input.value() != at
        {
            input.set_value(&at);
        }
    });
    let answer = move |at: i64| {
        let number = scale.with_value(|scale| scale.number(at))?;
        Some(Answer::Given(Value::Decimal(number)))
    };
    let written = move |at: i64| scale.with_value(|scale| scale.written(at, lang));
    let slide = {
        let asked = asked.clone();
        move |text: String| {
            let Ok(at) = text.parse() else { return };
            asked.typing.set(true);
            shown.set(Some(at));
            asked.filling.type_in(asked.path.clone(), answer(at));
        }
    };
    // Also where it stands already: whoever lets go of it there means that.
    let let_go = {
        let asked = asked.clone();
        move |text: String| {
            let Ok(at) = text.parse() else { return };
            shown.set(Some(at));
            asked.put(answer(at));
            asked.typing.set(false);
        }
    };
    let (lifted, changed) = (let_go.clone(), let_go);
    let left = {
        let asked = asked.clone();
        move |_| {
            asked.filling.commit_typing();
            asked.typing.set(false);
        }
    };
    let step_by = {
        let asked = asked.clone();
        move |by: i64| {
            let at = shown.get_untracked();
            let from = if by > 0 { 0 } else { last };
            let to = at.map_or(from, |at| (at + by).clamp(0, last));
            shown.set(Some(to));
            asked.put(answer(to));
        }
    };
    let (less, more) = (step_by.clone(), step_by);
    let clear = {
        let asked = asked.clone();
        move |()| {
            shown.set(None);
            asked.put(None);
        }
    };
    let number = move || shown.get().map_or_else(|| words::not_chosen(lang), written);
    let (bad, invalid, described) = (asked.clone(), asked.clone(), asked.clone());
    let control = view! {
        <output class="range-number num" for=asked.id() class:muted=move || shown.read().is_none()>{number}</output>
        <div class="range" class:unset=move || shown.read().is_none() class:is-bad=move || bad.is_bad()>
            <button type="button" class="btn secondary icon-only" aria-label=words::less(lang) on:click=move |_| less(-1)>
                {Icon::Minus.view()}
            </button>
            <input
                id=asked.id()
                node_ref=input
                type="range"
                min="0"
                max=last
                step="1"
                aria-valuetext=number
                aria-invalid=move || invalid.aria_invalid()
                aria-describedby=move || described.described_by()
                on:input:target=move |event| slide(event.target().value())
                on:pointerup:target=move |event| lifted(event.target().value())
                on:change:target=move |event| changed(event.target().value())
                on:blur=left
            />
            <button type="button" class="btn secondary icon-only" aria-label=words::more(lang) on:click=move |_| more(1)>
                {Icon::Plus.view()}
            </button>
        </div>
        <div class="range-ends small muted" aria-hidden="true"><span>{written(0)}</span><span>{written(last)}</span></div>
        <div class="q-more" class:gone=move || shown.read().is_none()>
            <Button look=Look::Quiet on_press=clear>{words::unchoose(lang)}</Button>
        </div>
    };
    frame(asked, Shape::Field, control.into_any())
}

/// The steps from one end to the other, in whole numbers of the smallest fraction that occurs.
struct Scale {
    start: i64,
    /// From one step to the next; negative where the first end is the larger one.
    step: i64,
    steps: i64,
    /// How many digits stand behind the point.
    fraction: usize,
}

impl Scale {
    fn of(start: &Decimal, end: &Decimal, step: &Decimal) -> Self {
        let digits = |number: &Decimal| {
            let fraction = number.as_str().split_once('.');
            fraction.map_or(0, |(_, fraction)| fraction.len())
        };
        let fraction = [start, end, step]
            .map(digits)
            .into_iter()
            .max()
            .unwrap_or(0);
        let [start, end, step] =
            [start, end, step].map(|number| whole(number, fraction).unwrap_or(0));
        let step = step.saturating_abs().max(1);
        let span = end.saturating_sub(start);
        Self {
            start,
            step: step * span.signum(),
            steps: span.saturating_abs() / step,
            fraction,
        }
    }

    /// The number at so many steps from the start.
    fn number(&self, at: i64) -> Option<Decimal> {
        let number = self.start + self.step * at;
        let sign = if number < 0 { "-" } else { "" };
        let digits = format!(
            "{:0>width$}",
            number.unsigned_abs(),
            width = self.fraction + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - self.fraction);
        let text = match fraction {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        };
        text.parse().ok()
    }

    /// How many steps from the start a number lies; none where it is no step.
    fn place(&self, number: &Decimal) -> Option<i64> {
        let from = whole(number, self.fraction)? - self.start;
        if self.step == 0 {
            return (from == 0).then_some(0);
        }
        let at = from / self.step;
        (from % self.step == 0 && (0..=self.steps).contains(&at)).then_some(at)
    }

    /// A number as it is written here.
    fn written(&self, at: i64, lang: Lang) -> String {
        let number = self
            .number(at)
            .map(|number| number.to_string())
            .unwrap_or_default();
        match lang {
            Lang::Vi => number.replace('.', ","),
            Lang::En => number,
        }
    }
}

/// A number in units of its last digit behind the point.
fn whole(number: &Decimal, fraction: usize) -> Option<i64> {
    let (whole, rest) = number
        .as_str()
        .split_once('.')
        .unwrap_or((number.as_str(), ""));
    if rest.len() > fraction {
        return None;
    }
    format!("{whole}{rest:0<fraction$}").parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn scale(start: &str, end: &str, step: &str) -> Scale {
        let [start, end, step] = [start, end, step].map(|number| number.parse().unwrap());
        Scale::of(&start, &end, &step)
    }

    fn numbers(scale: &Scale) -> Vec<String> {
        let all = 0..=scale.steps;
        all.map(|at| scale.number(at).unwrap().to_string())
            .collect()
    }

    #[wasm_bindgen_test]
    fn steps_are_exact_and_may_go_down() {
        assert_eq!(
            numbers(&scale("0", "0.3", "0.1")),
            ["0", "0.1", "0.2", "0.3"]
        );
        assert_eq!(
            numbers(&scale("1", "-1", "0.5")),
            ["1", "0.5", "0", "-0.5", "-1"]
        );
        assert_eq!(numbers(&scale("1", "6", "2")), ["1", "3", "5"]);
        assert_eq!(numbers(&scale("4", "4", "1")), ["4"]);
    }

    #[wasm_bindgen_test]
    fn a_number_is_found_where_it_is_a_step() {
        let scale = scale("-0.5", "2", "0.5");
        for at in 0..=scale.steps {
            assert_eq!(scale.place(&scale.number(at).unwrap()), Some(at));
        }
        for other in ["0.25", "0.3", "2.5", "-1"] {
            assert_eq!(scale.place(&other.parse().unwrap()), None, "{other}");
        }
    }
}
