//! What the server asks of the audit, and what a push leaves in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_audit::{Actor, AuditAct, Entry, Head, Note, PushedKind};
use dong_hanh_domain::{HouseholdId, OperationId, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Author, Opened, Written};
use dong_hanh_sync::{Action, Outcome, Record};
use uuid::Uuid;

/// Where the audit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditEnd {
    /// The last entry that is there.
    pub head: Head,
    /// The last number that was given out, as far as the store remembers: greater where the end was cut off.
    pub last: u64,
}

/// An entry as it lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEntry {
    /// It.
    pub entry: Entry,
    /// Whether it is found by all that it names.
    pub is_found: bool,
}

/// Whose entries are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    #[default]
    Everybodys,
    /// What these people did.
    By(BTreeSet<UserId>),
    /// What these people did and what was done to them.
    Around {
        /// Whom.
        people: BTreeSet<UserId>,
        /// And what the server, its command line and strangers did that names nobody and nothing.
        and_nobodys: bool,
    },
}

/// Which entries somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Until before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Whose.
    pub whose: Whose,
    /// What names this id.
    pub subject: Option<Uuid>,
    /// Those before this number.
    pub before: Option<u64>,
    /// So many at most.
    pub most: u32,
}

/// Of which kind the operations of a batch are that have no receipt yet.
#[derive(Debug)]
pub struct Kinds(BTreeMap<(OperationId, ContentDigest), PushedKind>);

impl Kinds {
    /// Looks through a batch before it is decided on.
    #[must_use]
    pub fn of(batch: &[Opened]) -> Self {
        let new = batch.iter().filter_map(|opened| match opened {
            Opened::New {
                digest,
                head,
                operation,
                ..
            } => {
                let action = operation.as_ref().map(|operation| &operation.action);
                let kind = action.map_or(PushedKind::Unreadable, kind);
                Some(((head.id, *digest), kind))
            }
            Opened::Nameless | Opened::Answered { .. } => None,
        });
        Self(new.collect())
    }

    /// What the audit is told of a batch; nothing where nothing of it was new.
    #[must_use]
    pub fn note(&self, author: &Author, written: &Written, now: DateTime<Utc>) -> Option<Note> {
        if written.receipts.is_empty() {
            return None;
        }
        let (mut operations, mut held, mut ids) = (BTreeMap::new(), 0, Vec::new());
        for (receipt, digest, _) in &written.receipts {
            let kind = self.0.get(&(receipt.operation, *digest));
            *operations
                .entry(kind.copied().unwrap_or(PushedKind::Unreadable))
                .or_default() += 1;
            held += u64::from(matches!(receipt.outcome, Outcome::Held { .. }));
            ids.extend_from_slice(receipt.operation.0.as_bytes());
        }
        Some(Note {
            at: now,
            actor: Actor::User(author.user),
            device: Some(author.device),
            act: AuditAct::Pushed {
                operations,
                held,
                ids: Sha256::of(&ids),
                households: changed(written),
                list: author.list,
            },
            why: None,
        })
    }
}

fn kind(action: &Action) -> PushedKind {
    match action {
        Action::RegisterHousehold { .. } => PushedKind::RegisterHousehold,
        Action::FinishVisit(_) => PushedKind::FinishVisit,
        Action::ReviewVisit { .. } => PushedKind::ReviewVisit,
        Action::ChangeHousehold(_) => PushedKind::ChangeHousehold,
        Action::Release { .. } => PushedKind::Release,
        Action::ChangeSettings { .. } => PushedKind::ChangeSettings,
        Action::Erase { .. } => PushedKind::Erase,
        Action::Acknowledge {} => PushedKind::Acknowledge,
    }
}

/// The households of which something was written.
fn changed(written: &Written) -> BTreeSet<HouseholdId> {
    let of = |record: &Record| match record {
        Record::Household(household) => Some(household.id),
        Record::Visit(visit) => Some(visit.household),
        Record::Conflict(conflict) => Some(conflict.household),
        Record::Erased(erased) => Some(erased.household),
        _ => None,
    };
    let records = written.records.iter();
    records.filter_map(|(_, record)| of(record)).collect()
}
