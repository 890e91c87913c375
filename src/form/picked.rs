//! What the phone's own pickers pick: a day, a month, a time of day, a moment.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use dong_hanh_form::{Answer, Value};
use leptos::html;
use leptos::prelude::*;

use super::asked::Asked;
use super::frame::{Shape, frame};

/// A year that is typed digit by digit passes through the days of the Romans.
const EARLIEST: i32 = 1900;

/// One of the phone's pickers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Picker {
    Day,
    Month,
    Time,
    Moment,
}

impl Picker {
    /// As browsers call it.
    fn kind(self) -> &'static str {
        match self {
            Self::Day => "date",
            Self::Month => "month",
            Self::Time => "time",
            Self::Moment => "datetime-local",
        }
    }

    /// What was picked; none where it is not whole. `zone` is the clock of the place.
    fn read(self, text: &str, zone: FixedOffset) -> Option<Value> {
        let day = |text: &str| {
            let day: NaiveDate = text.parse().ok()?;
            (day.year() >= EARLIEST).then_some(day)
        };
        match self {
            Self::Day => day(text).map(Value::Date),
            Self::Month => day(&format!("{text}-01")).map(Value::Date),
            Self::Time => time(text).map(Value::Time),
            Self::Moment => {
                let (on, at) = text.split_once('T')?;
                let moment = NaiveDateTime::new(day(on)?, time(at)?);
                let moment: DateTime<FixedOffset> = zone.from_local_datetime(&moment).single()?;
                Some(Value::Moment(moment))
            }
        }
    }

    /// A value as the picker holds it.
    fn write(self, value: &Value) -> String {
        match (self, value) {
            (Self::Day, Value::Date(day)) => day.to_string(),
            (Self::Month, Value::Date(day)) => format!("{:04}-{:02}", day.year(), day.month()),
            (Self::Time, Value::Time(time)) => minutes(*time),
            (Self::Moment, Value::Moment(moment)) => {
                let moment = moment.naive_local();
                format!("{}T{}", moment.date(), minutes(moment.time()))
            }
            _ => String::new(),
        }
    }
}

/// Seconds, which some browsers add, are nobody's answer.
fn time(text: &str) -> Option<NaiveTime> {
    let (hour, rest) = text.split_once(':')?;
    let minute = rest.get(..2)?;
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn minutes(time: NaiveTime) -> String {
    let text = time.to_string();
    text.get(..5).unwrap_or_default().to_owned()
}

pub(super) fn picked(asked: &Asked, picker: Picker) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let state = asked.clone();
    Effect::new(move |_| {
        let Some(input) = input.get() else { return };
        let text = state
            .value()
            .map_or_else(String::new, |value| picker.write(&value));
        let zone = state.filling.zone();
        let is_other = picker.read(&input.value(), zone) != picker.read(&text, zone);
        if is_other && !state.typing.get_untracked() {
            input.set_value(&text);
        }
    });
    let take = {
        let asked = asked.clone();
        move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            let value = picker.read(&text, asked.filling.zone());
            if text.is_empty() || value.is_some() {
                asked.put(value.map(Answer::Given));
            }
        }
    };
    let (focus, blur) = (asked.clone(), asked.clone());
    let (bad, invalid, required, described) =
        (asked.clone(), asked.clone(), asked.clone(), asked.clone());
    let field = view! {
        <div class="field" class:is-bad=move || bad.is_bad()>
            <input
                id=asked.id()
                node_ref=input
                type=picker.kind()
                autocomplete="off"
                aria-invalid=move || invalid.aria_invalid()
                aria-required=move || required.aria_required()
                aria-describedby=move || described.described_by()
                on:keydown=move |_| focus.typing.set(true)
                on:change=take
                on:blur=move |_| blur.typing.set(false)
            />
        </div>
    };
    frame(asked, Shape::Field, field.into_any())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_a_picker_holds_reads_back_as_it_was() {
        let zone = FixedOffset::east_opt(7 * 3600).unwrap();
        for (picker, text) in [
            (Picker::Day, "2026-11-24"),
            (Picker::Month, "2026-11"),
            (Picker::Time, "07:05"),
            (Picker::Moment, "2026-11-24T23:59"),
        ] {
            let value = picker.read(text, zone).unwrap();
            assert_eq!(picker.write(&value), text);
            for other in ["", "x", "0202-11-24", "0202-11-24T01:00", "24:61"] {
                assert_eq!(picker.read(other, zone), None, "{other}");
            }
        }
        assert_eq!(
            Picker::Time.read("07:05:30.000", zone),
            Picker::Time.read("07:05", zone)
        );
    }
}
