//! A mistake or a warning: what, and where in a workbook.

use dong_hanh_form::Lang;

use serde::{Serialize, Serializer};

use crate::{Doubt, Wrong};

/// A place in a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Where {
    /// The sheet; empty for the file as a whole.
    pub sheet: String,
    /// The row, as Excel counts.
    pub row: Option<u32>,
    /// The column's header; the one that is missing, where one is.
    pub header: Option<String>,
    /// The column's letters, if there is one.
    #[serde(rename = "column")]
    pub letter: Option<String>,
}

impl Where {
    pub(crate) fn file() -> Where {
        Where::default()
    }

    pub(crate) fn sheet(sheet: &str) -> Where {
        Where {
            sheet: sheet.to_owned(),
            ..Where::default()
        }
    }

    /// By what places are sorted: the sheet's name, row, column.
    pub(crate) fn order(&self) -> (&str, u32, usize, &str) {
        let letter = self.letter.as_deref().unwrap_or("");
        (&self.sheet, self.row.unwrap_or(0), letter.len(), letter)
    }
}

/// Something wrong, for which the workbook is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// Where.
    pub at: Where,
    /// What.
    pub wrong: Wrong,
}

impl Mistake {
    /// What is wrong and what to write instead.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.wrong.text(lang)
    }
}

/// Something that somebody should know, for which the workbook is not refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// Where.
    pub at: Where,
    /// What.
    pub doubt: Doubt,
}

impl Warning {
    /// What to know.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.doubt.text(lang)
    }
}

impl Serialize for Mistake {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Told::new(&self.at, &self.wrong, |lang| self.text(lang)).serialize(serializer)
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Told::new(&self.at, &self.doubt, |lang| self.text(lang)).serialize(serializer)
    }
}

/// What is said about one place.
#[derive(Serialize)]
struct Told<'w, W> {
    #[serde(flatten)]
    at: &'w Where,
    what: &'w W,
    vi: String,
    en: String,
}

impl<'w, W> Told<'w, W> {
    fn new(at: &'w Where, what: &'w W, text: impl Fn(Lang) -> String) -> Told<'w, W> {
        Told {
            at,
            what,
            vi: text(Lang::Vi),
            en: text(Lang::En),
        }
    }
}
