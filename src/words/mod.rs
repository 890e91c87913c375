//! Every sentence of the app, in Vietnamese and English. A sentence that lacks one does not compile.

/// Declares sentences: one function each, which takes the language and what the sentence is filled with.
///
/// ```text
/// words! {
///     /// Head of the page Today.
///     greeting(name: &str) { vi: "Chào {name}", en: "Hello {name}" }
/// }
/// greeting(Lang::Vi, "cô Lài")
/// ```
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident ( $($arg:ident : $kind:ty),* $(,)? ) { vi: $vi:literal, en: $en:literal $(,)? })+) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub fn $name(lang: dong_hanh_form::Lang $(, $arg: $kind)*) -> String {
                match lang {
                    dong_hanh_form::Lang::Vi => format!($vi),
                    dong_hanh_form::Lang::En => format!($en),
                }
            }
        )+
    };
}
pub(crate) use words;

/// A text of the field in a language.
#[must_use]
pub fn of<T>(lang: dong_hanh_form::Lang, both: dong_hanh_domain::Both<T>) -> T {
    match lang {
        dong_hanh_form::Lang::Vi => both.vi,
        dong_hanh_form::Lang::En => both.en,
    }
}

pub mod account;
pub mod arranging;
pub mod audit;
pub mod breaches;
pub mod city;
pub mod closing;
pub mod collect;
pub mod conflicts;
pub mod consent;
pub mod coverage;
pub mod device;
pub mod devices;
pub mod duplicates;
pub mod erasing;
pub mod factor;
pub mod facts;
pub mod form;
pub mod forms;
pub mod handover;
pub mod held;
pub mod help;
pub mod households;
pub mod imports;
pub mod joining;
pub mod left_behind;
pub mod looking;
pub mod lost;
pub mod office;
pub mod otherwise;
pub mod outbox;
pub mod people;
pub mod requests;
pub mod retention;
pub mod review;
pub mod route;
pub mod settings;
pub mod shell;
pub mod state;
pub mod storage;
pub mod story;
pub mod support;
pub mod sync;
pub mod tally;
pub mod time;
pub mod today;
pub mod vault;
pub mod visit;
pub mod whole;
