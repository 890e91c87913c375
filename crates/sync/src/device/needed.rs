//! What a device needs though its person may have lost it (S1.12).

use std::collections::BTreeSet;

use dong_hanh_domain::Scope;

use super::{Around, Device};
use crate::feed::{Change, FeedPage, Seq};
use crate::operation::{Action, Operation};
use crate::record::RecordKey;

/// Records that may not go yet.
pub(super) enum Needed {
    /// Nobody knows which, as there is work that this version cannot read.
    All,
    /// Those that drafts and operations are about that are not settled: not sent, held, or with photos that are on
    /// this device only.
    These(BTreeSet<RecordKey>),
}

impl Needed {
    pub(super) fn has(&self, key: &RecordKey) -> bool {
        match self {
            Self::All => true,
            Self::These(keys) => keys.contains(key),
        }
    }

    /// Whether one of them is a household that was registered by this operation and is nowhere else.
    pub(super) fn is_borne_by(&self, operation: &Operation, around: &impl Around) -> bool {
        match &operation.action {
            Action::RegisterHousehold { household } => {
                let key = RecordKey::Household(household.id);
                around.scope_of(&key).is_none() && self.has(&key)
            }
            _ => false,
        }
    }

    /// The scopes in which they came.
    pub(super) fn scopes(&self, device: &Device, around: &impl Around) -> BTreeSet<Scope> {
        match self {
            Self::All => device.exchange.cursors.0.keys().cloned().collect(),
            Self::These(keys) => keys.iter().filter_map(|key| around.scope_of(key)).collect(),
        }
    }
}

/// Takes out of the pages that records leave which are needed; gives what was taken out.
pub(super) fn hold_back(
    feeds: &mut [FeedPage],
    needed: impl Fn(&RecordKey) -> bool,
) -> Vec<(Scope, RecordKey)> {
    let mut held_back = Vec::new();
    for feed in feeds {
        feed.changes.retain(|change| {
            let stays = change.body.is_none() && needed(&change.key);
            if stays {
                held_back.push((feed.scope.clone(), change.key.clone()));
            }
            !stays
        });
    }
    held_back
}

/// Says that these records leave, as a feed would.
pub(super) fn leaving(records: Vec<(Scope, RecordKey)>) -> Vec<FeedPage> {
    let page = |(scope, key)| FeedPage {
        scope,
        changes: vec![Change {
            seq: Seq::default(),
            key,
            body: None,
        }],
        cursor: Seq::default(),
        more: false,
        anew: false,
    };
    records.into_iter().map(page).collect()
}

/// What a device needs now.
pub(super) fn of(device: &Device, around: &impl Around) -> Needed {
    let outbox = &device.outbox;
    let mut waiting = outbox.unanswered();
    let unknown = waiting.any(|(_, entry)| entry.operation.is_none());
    if unknown || around.report().unreadable > 0 {
        return Needed::All;
    }
    let gone = around.gone();
    let mut keys: BTreeSet<RecordKey> = around.drafted().into_iter().collect();
    for (_, entry, operation) in outbox.operations() {
        let is_open = entry.receipt.is_none() || outbox.is_open(entry, operation);
        if is_open || around.keeps_photos(operation) && !gone.has(operation) {
            keys.extend(about(&operation.action));
        }
    }
    Needed::These(keys)
}

/// The records that an action is about.
fn about(action: &Action) -> Vec<RecordKey> {
    match action {
        Action::FinishVisit(visit) => [
            RecordKey::Household(visit.household),
            RecordKey::Form(visit.form.clone()),
        ]
        .into_iter()
        .chain(visit.amends.map(RecordKey::Visit))
        .collect(),
        Action::ReviewVisit { visit, .. } => vec![RecordKey::Visit(*visit)],
        Action::RegisterHousehold { household } => vec![RecordKey::Household(household.id)],
        Action::ChangeHousehold(changed) => vec![RecordKey::Household(changed.household)],
        // Nothing has to stay for its sake.
        Action::Erase { .. } => Vec::new(),
        Action::ChangeSettings { unit, .. } => vec![RecordKey::Settings(unit.clone())],
        // What it settles is in the outbox beside it; what an officer decides on is in the office's feed.
        Action::Acknowledge {} | Action::Release { .. } => Vec::new(),
    }
}
