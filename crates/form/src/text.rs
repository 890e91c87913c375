//! A sentence in the two languages of the app.

use serde::{Deserialize, Serialize};

/// Words for a person, Vietnamese first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// Makes a text by asking for each language in turn.
    pub(crate) fn each(mut words: impl FnMut(Lang) -> String) -> Text {
        Text {
            vi: words(Lang::Vi),
            en: words(Lang::En),
        }
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
