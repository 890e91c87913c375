//! Facts that are one of a few words: how each is written down, and how people say it.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize as _, Deserializer, Serializer};

use crate::both::Both;

/// A fact that is one of a few words.
pub trait Word: Copy + PartialEq + Sized + 'static {
    /// Every value, in the order in which it is offered.
    const EVERY: &'static [Self];

    /// How it is written in records, forms and files: `drilled_well`.
    fn code(self) -> &'static str;

    /// How people say it, in the middle of a sentence.
    fn both(self) -> Both<&'static str>;

    /// The one that is written so.
    #[must_use]
    fn coded(code: &str) -> Option<Self> {
        let mut every = Self::EVERY.iter().copied();
        every.find(|word| word.code() == code)
    }
}

/// Writes one of these words: in texts as it is spelt, elsewhere by its place. One function for all of them, as a phone
/// downloads each.
pub(crate) fn write<S: Serializer>(at: usize, codes: &[&str], to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() {
        to.serialize_str(codes[at])
    } else {
        let at = u32::try_from(at).map_err(S::Error::custom)?;
        to.serialize_u32(at)
    }
}

/// Reads what [`write`] wrote, as a place that is there.
pub(crate) fn read<'de, D: Deserializer<'de>>(codes: &[&str], from: D) -> Result<usize, D::Error> {
    let at = if from.is_human_readable() {
        let text = Cow::<'de, str>::deserialize(from)?;
        codes.iter().position(|code| *code == text)
    } else {
        let at = usize::try_from(u32::deserialize(from)?).ok();
        at.filter(|at| *at < codes.len())
    };
    at.ok_or_else(|| D::Error::custom("a word that this version does not know"))
}

/// Declares a [`Word`]: for each value how it is written, and how it is said in Vietnamese and in English.
macro_rules! fact {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $code:literal = $words:literal / $english:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::household::word::write(*self as usize, Self::CODES, to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let at = $crate::household::word::read(Self::CODES, from)?;
                Ok(Self::ALL[at])
            }
        }

        impl $name {
            /// Every value, in the order in which it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// How each is written in records, forms and files.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The Vietnamese words.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),+ }
            }
        }

        impl $crate::household::Word for $name {
            const EVERY: &'static [Self] = Self::ALL;

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn both(self) -> $crate::Both<&'static str> {
                match self { $(Self::$variant => $crate::Both::new($words, $english)),+ }
            }
        }
    };
}

pub(crate) use fact;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::household::{Class, Roof};

    #[test]
    fn a_word_is_written_as_it_is_spelt_and_no_other_is_read() {
        for (roof, code) in Roof::ALL.iter().zip(Roof::CODES) {
            let text = serde_json::to_string(roof).unwrap();
            assert_eq!(text, format!("{code:?}"));
            assert_eq!(serde_json::from_str::<Roof>(&text).unwrap(), *roof);
            assert_eq!(Roof::coded(code), Some(*roof));
        }
        assert!(serde_json::from_str::<Roof>("\"gold\"").is_err());
    }

    /// As phones of the first version have stored it.
    #[test]
    fn where_no_text_is_written_a_word_is_its_place() {
        for (place, class) in (0u8..).zip(Class::ALL) {
            let bytes = postcard::to_allocvec(class).unwrap();
            assert_eq!(bytes, [place]);
            assert_eq!(postcard::from_bytes::<Class>(&bytes).unwrap(), *class);
        }
        assert!(postcard::from_bytes::<Class>(&[9]).is_err());
    }
}
