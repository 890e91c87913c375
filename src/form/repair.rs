//! What a person probably meant: the slips of a finger that can be mended with one tap.

use chrono::{Datelike, Months, NaiveDate};
use dong_hanh_form::{Answer, Value};

/// Likely slips, most likely first: a zero too many, a year too far or too near, a month that has passed.
/// Whether one of them is right, the form says.
pub(super) fn candidates(wrong: &Answer) -> Vec<Answer> {
    match wrong {
        Answer::Given(Value::Integer(number)) => {
            let shorter = [10, 100, 1000].map(|by| (number % by == 0).then_some(number / by));
            shorter
                .into_iter()
                .flatten()
                .map(|number| Answer::Given(Value::Integer(number)))
                .collect()
        }
        Answer::Given(Value::Date(day)) => {
            let moved = [
                last_year(*day),
                day.checked_add_months(Months::new(1)),
                day.checked_add_months(Months::new(12)),
            ];
            moved
                .into_iter()
                .flatten()
                .map(|day| Answer::Given(Value::Date(day)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a slip leads from one answer to the other: the same digits but for zeros at the end.
pub(super) fn is_near(wrong: &Answer, last: &Answer) -> bool {
    match (wrong, last) {
        (Answer::Given(Value::Integer(wrong)), Answer::Given(Value::Integer(last))) => {
            wrong != last && significant(*wrong) == significant(*last)
        }
        _ => false,
    }
}

fn significant(mut number: i64) -> i64 {
    while number != 0 && number % 10 == 0 {
        number /= 10;
    }
    number
}

fn last_year(day: NaiveDate) -> Option<NaiveDate> {
    day.with_year(day.year() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn integer(number: i64) -> Answer {
        Answer::Given(Value::Integer(number))
    }

    #[wasm_bindgen_test]
    fn zeros_too_many_are_taken_away_one_after_another() {
        assert_eq!(candidates(&integer(4200)), [integer(420), integer(42)]);
        assert_eq!(candidates(&integer(4207)), []);
    }

    #[wasm_bindgen_test]
    fn the_last_answer_is_meant_where_only_zeros_differ() {
        assert!(is_near(&integer(4200), &integer(42)));
        assert!(!is_near(&integer(4200), &integer(43)));
        assert!(!is_near(&integer(42), &integer(42)));
    }

    #[wasm_bindgen_test]
    fn the_29th_of_february_has_no_last_year() {
        let leap = NaiveDate::from_ymd_opt(2028, 2, 29);
        assert_eq!(leap.and_then(last_year), None);
    }
}
