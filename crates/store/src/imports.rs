//! Lists of households that an office takes in: the file, how it is read, and row by row what becomes of it.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HouseholdId, ListId, UnitKey, UserId};
use serde::{Deserialize, Serialize};

/// One list that somebody takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ListId,
    /// Whose households it lists.
    pub unit: UnitKey,
    /// Who takes it in.
    pub officer: UserId,
    /// When it came.
    pub at: DateTime<Utc>,
    /// What its file is called.
    pub file: String,
    /// How far it has come.
    pub state: ImportState,
    /// How it is read, as the server writes it down.
    pub reading: String,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It was looked at; nothing of the record has changed.
    Checked,
    /// Its rows are being said, or were until the server ended.
    Applying,
    /// Somebody stopped that; what was said stays said.
    Stopped,
    /// All of it was said.
    Applied,
    /// It is being taken back, or was until the server ended.
    Undoing,
    /// It was taken back, but for what somebody has gone on with.
    Undone,
}

/// One household of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its place among those of the list, from 0.
    pub place: u32,
    /// What it would make of the record: a word of the server.
    pub kind: String,
    /// Which household of the record it is about.
    pub household: Option<HouseholdId>,
    /// What is to be shown of it, and is needed to take it back: JSON of the server.
    pub body: String,
    /// What is said of it, as an operation's text; `None` where nothing is.
    pub operation: Option<String>,
    /// What became of that: a word of the server; `None` as long as it was not said.
    pub outcome: Option<String>,
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default)]
pub struct ImportRows {
    /// Of these kinds; of all where there are none.
    pub kinds: Vec<String>,
    /// Of this outcome: `Some(None)` for those that have none.
    pub outcome: Option<Option<String>>,
    /// Only those that say something.
    pub with_operation: bool,
    /// Behind this place.
    pub behind: Option<u32>,
    /// At most so many.
    pub most: u32,
}

/// How many rows of a kind have an outcome.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportCount {
    /// The kind.
    pub kind: String,
    /// The outcome.
    pub outcome: Option<String>,
    /// How many.
    pub count: u64,
}

impl ImportRows {
    /// Whether a row is one of them.
    #[must_use]
    pub fn take(&self, row: &ImportRow) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&row.kind))
            && self
                .outcome
                .as_ref()
                .is_none_or(|wanted| *wanted == row.outcome)
            && (!self.with_operation || row.operation.is_some())
            && self.behind.is_none_or(|behind| row.place > behind)
    }
}
