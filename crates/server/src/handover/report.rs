//! What came of a file, in numbers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::Person;
use dong_hanh_sync::handover::Counts;
use dong_hanh_sync::{Outcome, Receipt};
use serde::Serialize;
use utoipa::ToSchema;

use crate::schema;

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Imported {
    /// Whose work it is.
    #[schema(value_type = schema::Person)]
    pub person: Person,
    /// What their device is called.
    pub device: String,
    /// When the file was made, by the device's clock as far as it is known to be right.
    pub made: DateTime<Utc>,
    /// Operations that became part of the record now.
    pub applied: u64,
    /// Operations that the office holds now, by the reason.
    pub held: Vec<Tallied>,
    /// Operations that had come before.
    pub known: u64,
    /// Pictures and sound that came now.
    pub media: u64,
    /// Those that had come before.
    pub known_media: u64,
    /// Those that were not taken, by the code of the problem.
    pub refused: Vec<Tallied>,
    /// Visits that are not finished and are kept now as they came.
    pub drafts: u64,
    /// Those that were kept before.
    pub known_drafts: u64,
    /// What this version cannot read or cannot write down, and keeps now as it came.
    pub unread: u64,
    /// Whether the file was whole.
    pub whole: bool,
    /// What was in the file and did not come, as it was cut or damaged.
    #[schema(value_type = schema::HandoverCounts)]
    pub missing: Counts,
}

/// How often something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tallied {
    /// What: a stable word.
    pub code: String,
    /// How often.
    pub count: u64,
}

/// The same while it is counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) applied: u64,
    pub(super) known: u64,
    pub(super) held: BTreeMap<&'static str, u64>,
    pub(super) media: u64,
    pub(super) known_media: u64,
    pub(super) refused: BTreeMap<&'static str, u64>,
    pub(super) drafts: u64,
    pub(super) known_drafts: u64,
    pub(super) unread: u64,
}

impl Tally {
    /// Counts what was answered to an operation; an answer of before `now` was given before.
    pub(super) fn receipt(&mut self, receipt: &Receipt, now: DateTime<Utc>) {
        match &receipt.outcome {
            _ if receipt.received != now => self.known += 1,
            Outcome::Applied { .. } => self.applied += 1,
            Outcome::Held { reason } => *self.held.entry(reason.code()).or_default() += 1,
        }
    }

    pub(super) fn into_list(counted: BTreeMap<&'static str, u64>) -> Vec<Tallied> {
        let tallied = |(code, count): (&str, u64)| Tallied {
            code: code.to_owned(),
            count,
        };
        counted.into_iter().map(tallied).collect()
    }
}
