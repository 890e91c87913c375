//! What a phone commits for its device.

use std::rc::Rc;

use dong_hanh_domain::Scope;
use dong_hanh_sync::device::{Commit, Written};
use dong_hanh_sync::{Operation, RawOperation, RecordKey};

use crate::disk::Change;
use crate::flight::Flight;
use crate::mutation::Mutation;
use crate::phone::Phone;

impl Phone {
    /// Commits what the device wants committed; whether it could be.
    pub(crate) fn store(&mut self, commit: Commit) -> bool {
        let strict = commit.is_strict();
        let exchange = Change::Exchange(Box::new(commit.exchange));
        let mut changes = Vec::new();
        match commit.written {
            Written::Receipts(received) => {
                let receipts = received.into_iter();
                changes.extend(
                    receipts.map(|(counter, sent)| Change::Receipt(counter, Rc::new(sent))),
                );
            }
            Written::Changes { feeds, scopes, .. } => {
                changes.push(Change::Feeds(Rc::new(feeds)));
                if self.mutation == Some(Mutation::CursorsFirst) {
                    let stored = self.disk.commit(vec![exchange], strict).is_ok();
                    self.flight = Some(Flight::Half(changes));
                    return stored;
                }
                if self.mutation == Some(Mutation::PurgesUnsent) {
                    changes.extend(self.purge(&scopes));
                }
            }
            Written::Leave { kept } => changes.push(Change::Keep(kept)),
            Written::Settled { forgotten, left } => {
                changes.extend(forgotten.into_iter().map(Change::Forget));
                changes.push(Change::Feeds(Rc::new(left)));
            }
            Written::Again(again) => {
                let again = again.into_iter();
                changes.extend(again.map(|(counter, raw)| Change::Again(counter, raw)));
            }
        }
        changes.push(exchange);
        let stored = self.disk.commit(changes, strict);
        let could_be = stored.is_ok();
        self.flight = Some(Flight::Stored(stored));
        could_be
    }

    /// All of the scopes that are lost, with the work about them.
    fn purge(&self, scopes: &[Scope]) -> Vec<Change> {
        let shelves = self.shelves();
        let is_lost = |operation: &Operation| {
            let about = crate::truth::household_of(&operation.action).map(RecordKey::Household);
            let place = about.and_then(|key| shelves.records.get(&key));
            place.is_some_and(|(scope, _)| !scopes.contains(scope))
        };
        let lost = shelves
            .outbox
            .iter()
            .filter(|(_, raw)| raw.open().is_ok_and(|operation| is_lost(&operation)));
        let keep = Change::Keep(scopes.to_vec());
        lost.map(|(counter, _)| Change::Drop(*counter))
            .chain([keep])
            .collect()
    }

    /// Drops operations as no real device does.
    pub(crate) fn drop_unanswered(&mut self, which: impl Fn(&RawOperation) -> bool) {
        let outbox = self.shelves().outbox.iter();
        let dropped = outbox.filter(|(_, raw)| which(raw));
        let dropped: Vec<_> = dropped.map(|(counter, _)| Change::Drop(*counter)).collect();
        self.disk.commit(dropped, true).ok();
    }
}
