//! Why something could not be stored, in the few cases that a person can act on.

use dong_hanh_form::Lang;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};

use crate::words::device as words;

/// Something was not stored. What was stored before is untouched: a write is whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveError {
    /// No room left.
    #[error("the storage is full")]
    Full,
    /// The browser has closed the database, and reopening it once did not help.
    #[error("the connection to the storage is lost")]
    Lost,
    /// A newer version of the app has upgraded the database.
    #[error("the storage belongs to a newer version")]
    Newer,
    /// The browser has cleared the database while the app was open.
    #[error("the storage was cleared")]
    Cleared,
    /// Another tab has made a vault of it with another key.
    #[error("the storage has another key")]
    OtherKey,
    /// Another tab works.
    #[error("another tab works")]
    ReadOnly,
    /// What it was about is not on this device: another tab has finished or deleted it.
    #[error("what it is about is gone")]
    Gone,
    /// No form has come to this device yet.
    #[error("no form has arrived")]
    NoForm,
    /// All forms that have come to this device need a newer app.
    #[error("the forms need a newer app")]
    OldApp,
    /// The form still has problems.
    #[error("the form has problems")]
    Unfit,
    /// The file is no picture that this browser reads.
    #[error("not a readable picture")]
    Picture,
    /// Anything else, in the browser's words.
    #[error("{0}")]
    Other(String),
}

impl SaveError {
    /// What happened to the data and what to do, for the screen.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Full => words::save_full(lang),
            Self::Lost => words::save_lost(lang),
            Self::Newer => words::save_newer(lang),
            Self::Cleared => words::save_cleared(lang),
            Self::OtherKey => words::save_other_key(lang),
            Self::ReadOnly => words::save_read_only(lang),
            Self::Gone => words::save_gone(lang),
            Self::NoForm => words::save_no_form(lang),
            Self::OldApp => words::save_old_app(lang),
            Self::Unfit => words::save_unfit(lang),
            Self::Picture => words::save_picture(lang),
            Self::Other(detail) => words::save_other(lang, detail),
        }
    }
}

impl From<JsValue> for SaveError {
    fn from(value: JsValue) -> Self {
        let Some(error) = value.dyn_ref::<web_sys::DomException>() else {
            return Self::Other(format!("{value:?}"));
        };
        match error.name().as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            // Only `add` meets a value that another tab has just written.
            "ConstraintError" => Self::ReadOnly,
            // What Chromium, Firefox and WebKit say of a database that was closed under the app.
            "InvalidStateError" | "AbortError" => Self::Lost,
            "UnknownError" if error.message().contains("onnection") => Self::Lost,
            name => Self::Other(format!("{name}: {}", error.message())),
        }
    }
}

impl From<rexie::Error> for SaveError {
    fn from(error: rexie::Error) -> Self {
        match error {
            rexie::Error::IdbError(error) => error.into(),
            other => Self::Other(other.to_string()),
        }
    }
}

impl From<idb::Error> for SaveError {
    fn from(error: idb::Error) -> Self {
        use idb::Error as E;
        match error {
            E::DomException(error) => JsValue::from(error).into(),
            E::TransactionOpenFailed(value)
            | E::ObjectStoreNotFound(value)
            | E::IndexedDbOpenFailed(value)
            | E::IndexedDbNotFound(value)
            | E::GetFailed(value)
            | E::GetAllFailed(value)
            | E::GetAllKeysFailed(value) => value.into(),
            other => Self::Other(other.to_string()),
        }
    }
}
