//! What must hold and does not.

use std::fmt;

/// Whether all holds.
pub(crate) type Holds = Result<(), Broken>;

/// Something does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which rule: its number in SPEC.md, or a word.
    pub rule: &'static str,
    /// What was seen.
    pub what: String,
}

impl Broken {
    pub(crate) fn new(rule: &'static str, what: impl Into<String>) -> Self {
        Self {
            rule,
            what: what.into(),
        }
    }
}

/// It holds, or this rule is broken.
pub(crate) fn holds(is_so: bool, rule: &'static str, what: impl FnOnce() -> String) -> Holds {
    if is_so {
        Ok(())
    } else {
        Err(Broken::new(rule, what()))
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.what)
    }
}

impl From<serde_json::Error> for Broken {
    fn from(error: serde_json::Error) -> Self {
        Self::new("texts", error.to_string())
    }
}

impl From<dong_hanh_store::StoreError> for Broken {
    fn from(error: dong_hanh_store::StoreError) -> Self {
        Self::new("store", format!("{error:?}"))
    }
}

impl From<dong_hanh_sync::handover::HandoverError> for Broken {
    fn from(error: dong_hanh_sync::handover::HandoverError) -> Self {
        Self::new("S5.2", error.to_string())
    }
}
