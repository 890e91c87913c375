//! The forms of a unit: what was published when and by whom, and the files that it was made from.

use std::ops::Range;

use chrono::{DateTime, Utc};
use dong_hanh_domain::UserId;
use dong_hanh_form::{FormId, Text};
use dong_hanh_sync::FormRecord;

/// A form that an officer publishes.
#[derive(Clone, Debug)]
pub struct NewForm {
    /// It, with the moment when it is published.
    pub record: FormRecord,
    /// Who publishes it.
    pub by: UserId,
    /// The current version of its name with which he has compared it.
    pub over: Option<FormId>,
    /// What it was made from: the workbook first, then the files that came with it.
    pub sources: Vec<FormFile>,
}

/// A file that a form was made from, as an officer gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFile {
    /// What it is called.
    pub name: String,
    /// It.
    pub content: Vec<u8>,
}

/// All bytes of a file.
pub const WHOLE: Range<u32> = 0..u32::MAX;

/// What an officer decided on a form that was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormDecision {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub ruling: FormRuling,
}

/// What may be decided on a form that was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormRuling {
    /// New visits begin with it, and no more with another version of its name.
    Use,
    /// New visits begin with it no more.
    Withdraw,
}

/// A version of a form that was published in a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptForm {
    /// It.
    pub id: FormId,
    /// Its name, which its versions have in common.
    pub name: String,
    /// What people call it; none where this version of the program cannot read it.
    pub title: Option<Text>,
    /// What its author calls this version of it.
    pub version: String,
    /// When it was published first.
    pub published: DateTime<Utc>,
    /// Who published it; nobody where the installation has brought it along.
    pub publisher: Option<UserId>,
    /// Whether new visits begin with it.
    pub current: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who decided that; nobody where the installation did.
    pub decided_by: Option<UserId>,
    /// How many visits of the unit were recorded with it.
    pub visits: u64,
    /// What it was made from, by name: the workbook first. Nothing where the installation has brought it along.
    pub sources: Vec<String>,
}
