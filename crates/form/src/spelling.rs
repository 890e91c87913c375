//! Answers as XForms spell them: what an expression sees, what an instance holds, and what either means for a kind of
//! question.

use std::borrow::Cow;

use chrono::{FixedOffset, NaiveTime};

use crate::kind::AGREED;
use crate::xpath::Moment;
use crate::{Answer, Decimal, Kind, Place, Value};

/// An answer as the text that an XForm's instance would hold; nothing for one that was declined.
pub(crate) fn spelt(answer: &Answer) -> Cow<'_, str> {
    let Answer::Given(value) = answer else {
        return Cow::Borrowed("");
    };
    match value {
        Value::Text(text) | Value::One(text) => Cow::Borrowed(text),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Decimal(decimal) => decimal_text(decimal),
        Value::Date(date) => Cow::Owned(date.to_string()),
        Value::Time(time) => Cow::Owned(time.format("%H:%M:%S%.3f").to_string()),
        Value::Moment(moment) => Cow::Owned(moment.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()),
        Value::Many(keys) => {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            Cow::Owned(keys.join(" "))
        }
        Value::Ranked(keys) => Cow::Owned(keys.join(" ")),
        Value::YesNo(true) => Cow::Borrowed("yes"),
        Value::YesNo(false) => Cow::Borrowed("no"),
        Value::Photos(media) | Value::Sounds(media) | Value::Files(media) => media
            .first()
            .map_or(Cow::Borrowed(""), |one| Cow::Borrowed(one.sha256.as_str())),
        Value::Place(place) => Cow::Owned(point(*place)),
        Value::Line(places) => {
            let points: Vec<String> = places.iter().map(|place| point(*place)).collect();
            Cow::Owned(points.join(";"))
        }
    }
}

/// Always with a point, as other clients write decimal numbers.
fn decimal_text(decimal: &Decimal) -> Cow<'_, str> {
    let text = decimal.as_str();
    if text.contains('.') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{text}.0"))
    }
}

/// `lat lon altitude accuracy`
fn point(place: Place) -> String {
    let (lat, lon, height) = (place.lat(), place.lon(), place.height_m().unwrap_or(0.0));
    format!("{lat} {lon} {height} {}", place.accuracy_m())
}

/// What a text means as an answer of a kind, by the clock of the place; nothing if it is empty or does not fit.
pub(crate) fn read(kind: &Kind, text: &str, zone: FixedOffset) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    if let Kind::Text { .. } | Kind::Barcode | Kind::Kept | Kind::Known(_) = kind {
        return Some(Value::Text(text.to_owned()));
    }
    let text = text.trim();
    let moment = || Moment::read(text, zone);
    let keys = || text.split_whitespace().map(str::to_owned);
    match kind {
        Kind::Text { .. } | Kind::Barcode | Kind::Kept | Kind::Known(_) => None,
        Kind::Integer { .. } => whole(text).map(Value::Integer),
        Kind::Decimal { .. } => text.parse().ok().map(Value::Decimal),
        Kind::Range { start, end, step } => {
            let within = |value: &Decimal| {
                let [value, start, end] = [value, start, end].map(Decimal::to_f64);
                (start.min(end)..=start.max(end)).contains(&value)
            };
            let value: Decimal = text.parse().ok().filter(within)?;
            let is_whole = [start, end, step].iter().all(|one| one.is_whole());
            // With whole steps it takes whole numbers.
            if is_whole {
                whole(text).map(Value::Integer)
            } else {
                Some(Value::Decimal(value))
            }
        }
        Kind::Date { .. } => moment().map(|moment| Value::Date(moment.day())),
        Kind::Time => time(text).map(Value::Time),
        Kind::Moment => moment().map(|Moment(moment)| Value::Moment(moment)),
        Kind::One { .. } => Some(Value::One(text.to_owned())),
        Kind::Many { .. } => Some(Value::Many(keys().collect())),
        Kind::Rank { .. } => Some(Value::Ranked(keys().collect())),
        Kind::YesNo => match text {
            "yes" | "true" => Some(Value::YesNo(true)),
            "no" | "false" => Some(Value::YesNo(false)),
            _ => None,
        },
        Kind::Agreed => (text == AGREED).then(|| Value::One(AGREED.to_owned())),
        Kind::Place { .. } => place(text).map(Value::Place),
        Kind::Way | Kind::Land => {
            let places = text
                .split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(place);
            let places: Vec<Place> = places.collect::<Option<_>>()?;
            // Two places that are the same are no line.
            let is_line = match places.as_slice() {
                [] | [_] => false,
                [one, other] => one != other,
                _ => true,
            };
            is_line.then_some(Value::Line(places))
        }
        Kind::Note | Kind::Photo { .. } | Kind::Sound { .. } | Kind::Film | Kind::File => None,
    }
}

impl Kind {
    /// What a text means as an answer of this kind, as XForms spell answers, by the clock of the place; nothing if it is
    /// empty or does not fit. Pictures and other files have no such text: an XForm names them by file.
    #[must_use]
    pub fn read(&self, text: &str, zone: FixedOffset) -> Option<Value> {
        read(self, text, zone)
    }
}

/// A whole number, of a decimal one what stands before the point.
fn whole(text: &str) -> Option<i64> {
    let decimal: Decimal = text.parse().ok()?;
    decimal.as_str().split('.').next()?.parse().ok()
}

/// A time of day; a zone behind it says where it was told, and is not kept.
fn time(text: &str) -> Option<NaiveTime> {
    let clock = text.split(['Z', '+', '-']).next()?;
    ["%H:%M:%S%.f", "%H:%M"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(clock, form).ok())
}

fn place(text: &str) -> Option<Place> {
    let mut numbers = text
        .split_whitespace()
        .map(|number| number.parse::<f64>().ok());
    let (lat, lon) = (numbers.next()??, numbers.next()??);
    let height = numbers.next().flatten();
    let accuracy = numbers.next().flatten().unwrap_or(0.0);
    let place = Place::new(lat, lon, accuracy).ok()?;
    Some(height.map_or(place, |height| place.at_height(height)))
}
