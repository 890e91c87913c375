//! What a newer version wrote and this one does not know: kept, never dropped.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The unknown fields of a record, flattened beside the known ones, so that a record which passes
/// through an older version comes out whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra(pub Map<String, Value>);

impl Extra {
    /// Whether there is nothing that this version does not know.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
