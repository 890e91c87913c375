//! A text in the two languages that the app speaks.

use serde::{Deserialize, Serialize};

/// The same text in Vietnamese and in English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both<T> {
    /// Tiếng Việt.
    pub vi: T,
    /// English.
    pub en: T,
}

impl<T> Both<T> {
    /// The two of them.
    pub const fn new(vi: T, en: T) -> Self {
        Self { vi, en }
    }
}

impl Both<&str> {
    /// The same, each with a text of its own.
    #[must_use]
    pub fn owned(self) -> Both<String> {
        Both::new(self.vi.to_owned(), self.en.to_owned())
    }
}

impl Both<String> {
    /// The same, borrowed.
    #[must_use]
    pub fn borrowed(&self) -> Both<&str> {
        Both::new(&self.vi, &self.en)
    }
}
