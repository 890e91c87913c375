//! An answer as a person would say it.

use std::borrow::Cow;

use crate::{Answer, DayPart, Kind, Lang, Text, Value};

/// One answer in words: labels of choices, of which `label` says what they are called, dd/mm/yyyy, numbers with their unit.
pub(crate) fn words<'t>(
    kind: &Kind,
    answer: &Answer,
    lang: Lang,
    label: &dyn Fn(&str) -> Option<Cow<'t, Text>>,
) -> String {
    match answer {
        Answer::Declined(reason) => reason.label(lang).to_owned(),
        Answer::Given(value) => value_words(kind, value, lang, label),
    }
}

fn value_words<'t>(
    kind: &Kind,
    value: &Value,
    lang: Lang,
    label: &dyn Fn(&str) -> Option<Cow<'t, Text>>,
) -> String {
    // A key without a label is shown as it is: better than hiding what was recorded.
    let label = |key: &String| -> String {
        label(key).map_or_else(|| key.clone(), |words| words.get(lang).to_owned())
    };
    match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => with_unit(grouped(&number.to_string(), lang), kind, lang),
        Value::Decimal(decimal) => with_unit(grouped(decimal.as_str(), lang), kind, lang),
        Value::Date(date) => match kind {
            Kind::Date {
                part: DayPart::Month,
            } => date.format("%m/%Y").to_string(),
            Kind::Date {
                part: DayPart::Year,
            } => date.format("%Y").to_string(),
            _ => date.format("%d/%m/%Y").to_string(),
        },
        Value::One(_) if *kind == Kind::Agreed => match lang {
            Lang::Vi => "Đồng ý",
            Lang::En => "Agreed",
        }
        .to_owned(),
        Value::One(key) => label(key),
        // In the order of the form, which the reader knows, then what the form does not have.
        Value::Many(keys) => {
            let own = kind.choices().iter().map(|choice| &choice.name);
            let known = own.clone().filter(|name| keys.contains(*name));
            let others = keys
                .iter()
                .filter(|key| !own.clone().any(|name| name == *key));
            known
                .chain(others)
                .map(label)
                .collect::<Vec<_>>()
                .join(", ")
        }
        Value::YesNo(yes) => yes_no(*yes, lang).to_owned(),
        Value::Photos(photos) => match (photos.len(), lang) {
            (count, Lang::Vi) => format!("{count} ảnh"),
            (1, Lang::En) => "1 photo".to_owned(),
            (count, Lang::En) => format!("{count} photos"),
        },
        Value::Sounds(sounds) => match (sounds.len(), lang) {
            (count, Lang::Vi) => format!("{count} đoạn ghi âm"),
            (1, Lang::En) => "1 recording".to_owned(),
            (count, Lang::En) => format!("{count} recordings"),
        },
        Value::Time(time) => time.format("%H:%M").to_string(),
        Value::Moment(moment) => moment.format("%d/%m/%Y %H:%M").to_string(),
        Value::Ranked(keys) => {
            let words = keys
                .iter()
                .enumerate()
                .map(|(at, key)| format!("{}. {}", at + 1, label(key)));
            words.collect::<Vec<_>>().join(", ")
        }
        Value::Files(files) => match (files.len(), lang) {
            (count, Lang::Vi) => format!("{count} tệp"),
            (1, Lang::En) => "1 file".to_owned(),
            (count, Lang::En) => format!("{count} files"),
        },
        Value::Line(places) => match lang {
            Lang::Vi => format!("{} điểm", places.len()),
            Lang::En => format!("{} points", places.len()),
        },
        Value::Place(place) => {
            let (lat, lon) = (place.lat(), place.lon());
            match place.accuracy_m() {
                // Put on a map by hand.
                0 => format!("{lat:.5}, {lon:.5}"),
                accuracy => format!("{lat:.5}, {lon:.5} (± {accuracy} m)"),
            }
        }
    }
}

/// Yes or no in words.
pub(crate) fn yes_no(yes: bool, lang: Lang) -> &'static str {
    match (yes, lang) {
        (true, Lang::Vi) => "Có",
        (false, Lang::Vi) => "Không",
        (true, Lang::En) => "Yes",
        (false, Lang::En) => "No",
    }
}

fn with_unit(number: String, kind: &Kind, lang: Lang) -> String {
    match kind {
        Kind::Integer { unit: Some(unit) } | Kind::Decimal { unit: Some(unit) } => {
            format!("{number} {}", unit.get(lang))
        }
        _ => number,
    }
}

/// A number, spelt with a point, as it is read: 1.500.000 and 3,1 in Vietnamese.
#[must_use]
pub fn number_words(number: &str, lang: Lang) -> String {
    grouped(number, lang)
}

/// A number with its thousands apart: 1.500.000 and 3,1 in Vietnamese.
fn grouped(number: &str, lang: Lang) -> String {
    let (thousands, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = whole.trim_start_matches('-');
    let mut text = String::with_capacity(number.len() + number.len() / 3 + 1);
    if whole.starts_with('-') {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        for (number, vi, en) in [
            ("0", "0", "0"),
            ("999", "999", "999"),
            ("1500000", "1.500.000", "1,500,000"),
            ("-1234.5", "-1.234,5", "-1,234.5"),
        ] {
            assert_eq!(grouped(number, Lang::Vi), vi);
            assert_eq!(grouped(number, Lang::En), en);
        }
    }

    #[test]
    fn what_is_recorded_is_said_as_it_was_asked() {
        let said = |kind: &Kind, value: &Value| value_words(kind, value, Lang::Vi, &|_| None);
        let day = Value::Date("2019-05-01".parse().unwrap());
        for (part, words) in [
            (DayPart::Day, "01/05/2019"),
            (DayPart::Month, "05/2019"),
            (DayPart::Year, "2019"),
        ] {
            assert_eq!(said(&Kind::Date { part }, &day), words);
        }
        let agreed = Value::One(crate::AGREED.to_owned());
        assert_eq!(said(&Kind::Agreed, &agreed), "Đồng ý");
        let put_by_hand = crate::Place::new(16.5, 107.6, 0.0).unwrap();
        let kind = Kind::Place { on_map: true };
        assert_eq!(
            said(&kind, &Value::Place(put_by_hand)),
            "16.50000, 107.60000"
        );
    }
}
