//! The name of a person, as it is written on papers.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// A name in NFC, without space around it or doubled inside it, at most [`PersonName::MAX`] characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// Nothing but space.
    #[error("Chưa ghi tên. Xin ghi họ và tên.")]
    Empty,
    /// Longer than [`PersonName::MAX`] characters.
    #[error(
        "Tên dài quá {} chữ. Xin xem lại có ghi nhầm ô không.",
        PersonName::MAX
    )]
    TooLong,
}

impl PersonName {
    /// The longest name, in characters. Papers have no limit; a longer text is a note in the wrong field.
    pub const MAX: usize = 80;

    /// Reads a typed name.
    ///
    /// # Errors
    /// [`NameError`] where there is nothing, or far too much.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let mut name = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.extend(word.nfc());
        }
        match name.chars().count() {
            0 => Err(NameError::Empty),
            n if n > Self::MAX => Err(NameError::TooLong),
            _ => Ok(Self(name)),
        }
    }

    /// The name as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The given name, by which people are called: `Hạnh` of `Nguyễn Thị Hạnh`.
    #[must_use]
    pub fn given(&self) -> &str {
        self.0.rsplit(' ').next().unwrap_or(&self.0)
    }
}

impl TryFrom<String> for PersonName {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn composes_and_tidies_space() {
        let decomposed = "  Nguye\u{0302}\u{0303}n \t Thi\u{0323}  Ha\u{0323}nh ";
        let name = PersonName::new(decomposed).unwrap();
        assert_eq!(name.as_str(), "Nguyễn Thị Hạnh");
        assert_eq!(name.given(), "Hạnh");
    }

    #[test]
    fn refuses_nothing_and_far_too_much() {
        assert_eq!(PersonName::new(" \n"), Err(NameError::Empty));
        assert_eq!(PersonName::new(&"a".repeat(81)), Err(NameError::TooLong));
    }
}
