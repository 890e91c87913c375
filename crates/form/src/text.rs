//! A sentence in the languages that a form has.

use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Words for a person, in one language or several, the one that the form prefers first.
///
/// In JSON by language, `{"vi":"Nhà","en":"House"}`; words of no language in particular have the empty one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// Words that are the same in every language.
    pub fn plain(words: impl Into<String>) -> Text {
        Text(vec![(String::new(), words.into())])
    }

    /// Words by the tag of their language, the preferred one first; none if there are none.
    pub fn of(words: impl IntoIterator<Item = (String, String)>) -> Option<Text> {
        let words: Vec<_> = words.into_iter().collect();
        (!words.is_empty()).then_some(Text(words))
    }

    /// The words in one language; those of the preferred one where it has none.
    pub fn get(&self, lang: Lang) -> &str {
        self.in_language(lang.tag())
    }

    /// The words in the language with a tag; those of the preferred one where it has none.
    pub fn in_language(&self, tag: &str) -> &str {
        let exact = self.0.iter().find(|(language, _)| language == tag);
        exact.or(self.0.first()).map_or("", |(_, words)| words)
    }

    /// The tags of the languages, and the words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(tag, words)| (tag.as_str(), words.as_str()))
    }

    /// The same languages with other words.
    pub(crate) fn map(&self, mut words: impl FnMut(&str) -> String) -> Text {
        let each = self.iter().map(|(tag, own)| (tag.to_owned(), words(own)));
        Text(each.collect())
    }

    /// Makes a text by asking for each language of the app in turn.
    pub(crate) fn each(mut words: impl FnMut(Lang) -> String) -> Text {
        Text(
            [Lang::Vi, Lang::En]
                .map(|lang| (lang.tag().to_owned(), words(lang)))
                .to_vec(),
        )
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (tag, words) in &self.0 {
            map.serialize_entry(tag, words)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words by language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let mut words: Vec<(String, String)> = Vec::with_capacity(2);
        while let Some((tag, text)) = map.next_entry::<String, String>()? {
            if words.iter().any(|(known, _)| *known == tag) {
                return Err(A::Error::custom(format!(
                    "the language “{tag}” is there twice"
                )));
            }
            words.push((tag, text));
        }
        Text::of(words).ok_or_else(|| A::Error::custom("there are no words in any language"))
    }
}

/// A language of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The tag by which forms name it (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }
}
