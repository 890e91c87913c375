//! What was answered to one question.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize, Serializer};

use crate::{Decimal, Lang, MediaRef, Place};

/// The answer to one question: a value, or why there is none.
///
/// In JSON it is one tagged value: `{"one":"tile"}`, `{"declined":"not_measured"}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Wire")]
pub enum Answer {
    /// The value that was recorded.
    Given(Value),
    /// Nobody had to invent a value: the visitor said why there is none.
    Declined(DeclineReason),
}

impl Answer {
    /// Whether the answer says nothing: blank text, no choice, no photo, no recording.
    pub fn is_blank(&self) -> bool {
        match self {
            Answer::Given(Value::Text(text)) => text.trim().is_empty(),
            Answer::Given(Value::Many(keys)) => keys.is_empty(),
            Answer::Given(Value::Ranked(keys)) => keys.is_empty(),
            Answer::Given(Value::Line(places)) => places.is_empty(),
            Answer::Given(Value::Photos(media) | Value::Sounds(media) | Value::Files(media)) => {
                media.is_empty()
            }
            Answer::Given(_) | Answer::Declined(_) => false,
        }
    }

    /// The pictures, recordings and files that it names.
    #[must_use]
    pub fn media(&self) -> &[MediaRef] {
        match self {
            Answer::Given(Value::Photos(media) | Value::Sounds(media) | Value::Files(media)) => {
                media
            }
            Answer::Given(_) | Answer::Declined(_) => &[],
        }
    }

    /// The keys of the choices that were made, in no particular order.
    pub(crate) fn chosen(&self) -> Vec<&str> {
        match self {
            Answer::Given(Value::One(key)) => vec![key],
            Answer::Given(Value::Many(keys)) => keys.iter().map(String::as_str).collect(),
            Answer::Given(Value::Ranked(keys)) => keys.iter().map(String::as_str).collect(),
            Answer::Given(_) | Answer::Declined(_) => Vec::new(),
        }
    }
}

/// A recorded value, one variant for each kind of question that takes an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words.
    Text(String),
    /// A whole number, in the question's unit.
    Integer(i64),
    /// An exact decimal number, in the question's unit.
    Decimal(Decimal),
    /// A day.
    Date(NaiveDate),
    /// The key of one choice.
    One(String),
    /// The keys of several choices.
    Many(BTreeSet<String>),
    /// Yes or no.
    YesNo(bool),
    /// Pictures, by the hash of their content.
    Photos(Vec<MediaRef>),
    /// A place on the earth.
    Place(Place),
    /// Recordings, by the hash of their content.
    Sounds(Vec<MediaRef>),
    /// A time of day, by the clock of the place.
    Time(NaiveTime),
    /// A moment, with the clock of the place.
    Moment(DateTime<FixedOffset>),
    /// The keys of all choices, in the order that was given to them.
    Ranked(Vec<String>),
    /// Places in a line; the bounds of a piece of land end where they begin.
    Line(Vec<Place>),
    /// Films and other files, by the hash of their content.
    Files(Vec<MediaRef>),
}

/// Why a question has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    /// It could not be asked.
    NotAsked,
    /// It could not be measured.
    NotMeasured,
    /// The person did not know.
    NotKnown,
    /// The person did not want to say.
    NotSaid,
}

impl DeclineReason {
    /// The phrase on the button.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (DeclineReason::NotAsked, Lang::Vi) => "Không hỏi được",
            (DeclineReason::NotAsked, Lang::En) => "Could not ask",
            (DeclineReason::NotMeasured, Lang::Vi) => "Không đo được",
            (DeclineReason::NotMeasured, Lang::En) => "Could not measure",
            (DeclineReason::NotKnown, Lang::Vi) => "Không rõ",
            (DeclineReason::NotKnown, Lang::En) => "Not known",
            (DeclineReason::NotSaid, Lang::Vi) => "Không muốn nói",
            (DeclineReason::NotSaid, Lang::En) => "Preferred not to say",
        }
    }
}

/// [`Answer`] with its two levels of tags folded into one: fewer bytes, and no need of a
/// self-describing format to read it back.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wire {
    Text(String),
    Integer(i64),
    Decimal(Decimal),
    Date(NaiveDate),
    One(String),
    Many(BTreeSet<String>),
    YesNo(bool),
    Photos(Vec<MediaRef>),
    Place(Place),
    Declined(DeclineReason),
    Sounds(Vec<MediaRef>),
    Time(NaiveTime),
    Moment(DateTime<FixedOffset>),
    Ranked(Vec<String>),
    Line(Vec<Place>),
    Files(Vec<MediaRef>),
}

impl From<Wire> for Answer {
    fn from(wire: Wire) -> Self {
        Answer::Given(match wire {
            Wire::Text(text) => Value::Text(text),
            Wire::Integer(number) => Value::Integer(number),
            Wire::Decimal(number) => Value::Decimal(number),
            Wire::Date(date) => Value::Date(date),
            Wire::One(key) => Value::One(key),
            Wire::Many(keys) => Value::Many(keys),
            Wire::YesNo(yes) => Value::YesNo(yes),
            Wire::Photos(photos) => Value::Photos(photos),
            Wire::Place(place) => Value::Place(place),
            Wire::Sounds(sounds) => Value::Sounds(sounds),
            Wire::Time(time) => Value::Time(time),
            Wire::Moment(moment) => Value::Moment(moment),
            Wire::Ranked(keys) => Value::Ranked(keys),
            Wire::Line(places) => Value::Line(places),
            Wire::Files(files) => Value::Files(files),
            Wire::Declined(reason) => return Answer::Declined(reason),
        })
    }
}

/// Writes a value that [`Wire`] numbers otherwise than [`Value`], which has no [`Wire::Declined`].
macro_rules! renumbered {
    ($serializer:ident, $number:literal, $name:literal, $value:ident) => {
        $serializer.serialize_newtype_variant("Wire", $number, $name, $value)
    };
}

impl Serialize for Answer {
    /// As [`Wire`], without a copy of the value.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Answer::Declined(reason) => renumbered!(serializer, 9, "declined", reason),
            Answer::Given(Value::Sounds(sounds)) => renumbered!(serializer, 10, "sounds", sounds),
            Answer::Given(Value::Time(time)) => renumbered!(serializer, 11, "time", time),
            Answer::Given(Value::Moment(moment)) => renumbered!(serializer, 12, "moment", moment),
            Answer::Given(Value::Ranked(keys)) => renumbered!(serializer, 13, "ranked", keys),
            Answer::Given(Value::Line(places)) => renumbered!(serializer, 14, "line", places),
            Answer::Given(Value::Files(files)) => renumbered!(serializer, 15, "files", files),
            Answer::Given(value) => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_answer_is_one_tagged_value() {
        let one = Answer::Given(Value::One("tile".into()));
        assert_eq!(serde_json::to_string(&one).unwrap(), r#"{"one":"tile"}"#);
        let declined: Answer = serde_json::from_str(r#"{"declined":"not_measured"}"#).unwrap();
        assert_eq!(declined, Answer::Declined(DeclineReason::NotMeasured));
    }
}
