//! Facts that are one of a few words: how each is written down, and how people say it.

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

/// Declares a [`Word`]: for each value how it is written, and how it is said in Vietnamese and in English.
macro_rules! fact {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $code:literal = $words:literal / $english:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }

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
