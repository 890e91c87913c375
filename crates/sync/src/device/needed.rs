//! Which scopes a device needs though its person may have lost them (S1.12).

use std::collections::BTreeSet;

use dong_hanh_domain::Scope;

use super::{Around, Device};
use crate::operation::Action;
use crate::record::RecordKey;

/// The scopes of what drafts and operations are about that are not settled: not sent, held, or with photos that are on
/// this device only. Of what cannot be read nobody knows the scope, so it needs them all.
pub(super) fn scopes(device: &Device, around: &impl Around) -> BTreeSet<Scope> {
    let outbox = &device.outbox;
    let mut entries = outbox.iter();
    let unknown = entries.any(|(_, entry)| entry.operation.is_none() && entry.receipt.is_none());
    if unknown || around.report().unreadable > 0 {
        return device.exchange.cursors.0.keys().cloned().collect();
    }
    let mut keys: BTreeSet<RecordKey> = around.drafted().into_iter().collect();
    for (_, entry, operation) in outbox.operations() {
        let is_open = entry.receipt.is_none() || outbox.is_open(entry, operation);
        if is_open || around.keeps_photos(operation) {
            keys.extend(about(&operation.action));
        }
    }
    keys.iter().filter_map(|key| around.scope_of(key)).collect()
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
        // What it settles is in the outbox beside it; what an officer decides on is in the office's feed.
        Action::Acknowledge {} | Action::Release { .. } => Vec::new(),
    }
}
