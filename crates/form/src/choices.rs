//! What a question lets one choose from.

use serde::{Deserialize, Serialize};

use crate::{Expr, Text};

/// Where choices come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// They are the question's own, in order.
    Own(Vec<Choice>),
    /// They are rows of a table of the form.
    Table(FromTable),
    /// They are what was answered to another question, in every instance of the repeat that it lies in.
    Answers(FromAnswers),
}

impl Choices {
    /// What is true of the choices on offer, and whether chance decides their order.
    pub(crate) fn filter_and_shuffle(&self) -> (Option<&Expr>, &Shuffle) {
        match self {
            Choices::Own(_) => (None, &Shuffle::No),
            Choices::Table(from) => (from.filter.as_ref(), &from.shuffle),
            Choices::Answers(from) => (from.filter.as_ref(), &from.shuffle),
        }
    }
}

/// Choices that are answers. Each is its own key and its own words; empty ones are none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FromAnswers {
    /// The name of the question.
    pub question: String,
    /// True of the instances whose answers are on offer; all, if absent. What `${name}` means lies in the same instance,
    /// if it lies in such a one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Expr>,
    /// Whether they come in an order that chance decides.
    #[serde(default, skip_serializing_if = "Shuffle::is_no")]
    pub shuffle: Shuffle,
}

/// Choices that are rows of a table. What is seen or heard beside their words stands in its columns `media::image`,
/// `media::big-image`, `media::audio` and `media::video`, or in one for each language (`media::image::vi`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FromTable {
    /// The table.
    pub table: String,
    /// The column of the keys.
    #[serde(default = "FromTable::key", skip_serializing_if = "FromTable::is_key")]
    pub key: String,
    /// The column of the words, or the stem of a column for each language (`label::vi`).
    #[serde(
        default = "FromTable::words",
        skip_serializing_if = "FromTable::is_words"
    )]
    pub words: String,
    /// True of the rows that are on offer, of which it calls the columns by their names; all, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Expr>,
    /// Whether they come in an order that chance decides.
    #[serde(default, skip_serializing_if = "Shuffle::is_no")]
    pub shuffle: Shuffle,
}

impl FromTable {
    fn key() -> String {
        "name".to_owned()
    }

    fn words() -> String {
        "label".to_owned()
    }

    fn is_key(column: &str) -> bool {
        column == "name"
    }

    fn is_words(column: &str) -> bool {
        column == "label"
    }
}

/// Whether choices come in an order that chance decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shuffle {
    /// In their own order.
    #[default]
    No,
    /// In another one for every visit.
    Yes,
    /// In an order that the value of an expression decides.
    By(Expr),
}

impl Shuffle {
    fn is_no(&self) -> bool {
        *self == Shuffle::No
    }
}

/// One choice of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The key that is recorded.
    pub name: String,
    /// The words.
    pub label: Text,
}
