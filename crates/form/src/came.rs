//! Answers as they come in JSON: read where this version can, kept where it cannot.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, MapDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::{Answer, Path};

/// The answers of a visit. The later of two at the same path counts.
#[derive(Default)]
pub(crate) struct Entries {
    /// Those that were understood, as they came.
    pub(crate) read: Vec<(Path, Answer)>,
    /// Those that only a newer version can read.
    pub(crate) unread: BTreeMap<Path, Value>,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by path")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Entries::default();
        while let Some((path, came)) = map.next_entry::<Path, Came>()? {
            match came {
                Came::Read(answer) => {
                    entries.unread.remove(&path);
                    entries.read.push((path, answer));
                }
                Came::Unread(json) => {
                    entries.read.retain(|(known, _)| *known != path);
                    entries.unread.insert(path, json);
                }
            }
        }
        Ok(entries)
    }
}

/// One answer. Its value alone is looked at twice, where serde's own `untagged` copies all of it first.
enum Came {
    Read(Answer),
    Unread(Value),
}

impl<'de> Deserialize<'de> for Came {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CameVisitor)
    }
}

struct CameVisitor;

/// What is no object is no answer of any version yet.
macro_rules! unread {
    ($($visit:ident($type:ty)),*) => {
        $(fn $visit<E>(self, value: $type) -> Result<Came, E> {
            Ok(Came::Unread(value.into()))
        })*
    };
}

impl<'de> Visitor<'de> for CameVisitor {
    type Value = Came;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Came, A::Error> {
        let mut fields = serde_json::Map::new();
        let Some((kind, value)) = map.next_entry::<String, Value>()? else {
            return Ok(Came::Unread(fields.into()));
        };
        let second = map.next_entry::<String, Value>()?;
        if second.is_none() {
            let tagged = MapDeserializer::new(std::iter::once((kind.as_str(), &value)));
            let answer = Answer::deserialize(MapAccessDeserializer::new(tagged));
            if let Ok::<_, serde_json::Error>(answer) = answer {
                return Ok(Came::Read(answer));
            }
        }
        fields.insert(kind, value);
        fields.extend(second);
        while let Some((key, value)) = map.next_entry()? {
            fields.insert(key, value);
        }
        Ok(Came::Unread(fields.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Came, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Came::Unread(Value::Array(items)))
    }

    unread!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64),
        visit_str(&str),
        visit_string(String)
    );

    fn visit_unit<E>(self) -> Result<Came, E> {
        Ok(Came::Unread(Value::Null))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::Answers;

    #[test]
    fn what_no_version_knows_yet_comes_back_as_it_came() {
        for answer in [
            r#"{}"#,
            r#"{"one":5}"#,
            r#"{"one":"a","two":"b","three":3}"#,
            r#"{"barcode":{"digits":[8,9,3]}}"#,
            "null",
            "true",
            "-5",
            "7",
            "0.5",
            r#""words""#,
            r#"[1,{"a":null}]"#,
        ] {
            let json = format!(r#"{{"answers":{{"a/b":{answer}}}}}"#);
            let answers: Answers = serde_json::from_str(&json).unwrap();
            assert!(answers.is_empty(), "{answer}");
            assert!(answers.is_unread(&"a/b".parse().unwrap()), "{answer}");
            let back: serde_json::Value = serde_json::to_value(&answers).unwrap();
            assert_eq!(
                back,
                serde_json::from_str::<serde_json::Value>(&json).unwrap()
            );
        }
    }

    #[test]
    fn the_later_of_two_answers_counts() {
        for (json, read, unread) in [
            (r#"{"a/b":{"one":"x"},"a/b":{"new":1}}"#, false, true),
            (r#"{"a/b":{"new":1},"a/b":{"one":"x"}}"#, true, false),
        ] {
            let answers: Answers =
                serde_json::from_str(&format!(r#"{{"answers":{json}}}"#)).unwrap();
            let path = "a/b".parse().unwrap();
            assert_eq!(answers.get(&path).is_some(), read, "{json}");
            assert_eq!(answers.is_unread(&path), unread, "{json}");
        }
    }
}
