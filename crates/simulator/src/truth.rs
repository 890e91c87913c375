//! What was really said, and what the office has really answered: kept beside it all, for the checks alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dong_hanh_domain::{FactKey, HouseholdId, OperationId, Said as Word, UserId, VisitId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::{Action, Operation, Outcome, RawOperation, Receipt, Ruling};

use crate::desk::Desk;
use crate::disk::Change;
use crate::town;

/// Names a content: the id that it bears, and its digest.
pub(crate) type Key = (OperationId, ContentDigest);

/// A version of a fact: the operation that said it, and of what.
pub(crate) type Version = (OperationId, FactKey);

/// What was said and answered.
#[derive(Default)]
pub(crate) struct Truth {
    said: HashMap<Key, Said>,
    by_digest: HashMap<String, Key>,
    /// Whose each phone is.
    users: Vec<UserId>,
    /// The phone and the counter with which something was said first.
    places: HashMap<OperationId, (usize, u64)>,
    /// What officers decided on, by their decisions.
    decided: HashMap<OperationId, OperationId>,
    /// From which counter on each phone has shown which versions to whoever said something there.
    shown: Vec<BTreeMap<Version, u64>>,
    /// What each phone made, by its counters.
    pub(crate) made: Vec<BTreeMap<u64, Key>>,
    /// What each phone has forgotten by right.
    pub(crate) forgotten: Vec<BTreeSet<u64>>,
    /// What is begun on each phone and was called saved.
    pub(crate) drafts: Vec<BTreeSet<VisitId>>,
    /// What photos were taken on each phone and called saved.
    pub(crate) photos: Vec<BTreeSet<OperationId>>,
    /// Whose photos have come to the office.
    pub(crate) received: BTreeSet<(UserId, Sha256)>,
    /// The drafts that came to the office in files, and what was decided on them.
    pub(crate) desk: Desk,
    /// The receipts that the office has given and still knows.
    pub(crate) receipts: BTreeMap<Key, Receipt>,
    /// All that were ever given, with the time in which they were: another one begins when the office is put back.
    given: HashMap<Key, Vec<(u32, Receipt)>>,
    pub(crate) time: u32,
}

/// One content.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) phone: usize,
    pub(crate) raw: RawOperation,
    pub(crate) operation: Option<Operation>,
    /// A copy of the phone has said it, which the phone knows nothing of.
    pub(crate) forged: bool,
}

impl Truth {
    /// Another phone is there, on which nothing was done yet.
    pub(crate) fn adds_phone(&mut self, user: usize) {
        self.users.push(town::user(user));
        self.shown.push(BTreeMap::new());
        self.made.push(BTreeMap::new());
        self.forgotten.push(BTreeSet::new());
        self.drafts.push(BTreeSet::new());
        self.photos.push(BTreeSet::new());
    }

    /// A phone has called something saved that is no operation.
    pub(crate) fn saved(&mut self, phone: usize, change: &Change) {
        match change {
            Change::Draft(visit, _) => drop(self.drafts[phone].insert(*visit)),
            Change::Undraft(visit) => drop(self.drafts[phone].remove(visit)),
            Change::Photo(operation, _) => drop(self.photos[phone].insert(*operation)),
            _ => {}
        }
    }

    /// A phone has said something, under a counter or by a copy of it.
    pub(crate) fn says(&mut self, phone: usize, counter: Option<u64>, raw: &RawOperation) {
        let Some(id) = raw.id() else { return };
        let key = (id, raw.digest());
        if let Some(counter) = counter {
            self.made[phone].insert(counter, key);
            self.places.entry(id).or_insert((phone, counter));
        }
        self.by_digest.insert(key.1.to_string(), key);
        let operation = raw.open().ok();
        if let Some(Action::Release { held, .. }) = operation.as_ref().map(|said| &said.action) {
            self.decided.insert(id, *held);
        }
        self.said.entry(key).or_insert_with(|| Said {
            phone,
            raw: raw.clone(),
            operation,
            forged: counter.is_none(),
        });
    }

    /// Somebody looked at these versions before they said something.
    pub(crate) fn shows(&mut self, phone: usize, counter: u64, looked_at: &BTreeSet<Version>) {
        for version in looked_at {
            let shown = self.shown[phone].entry(version.clone());
            shown.or_insert(counter);
        }
    }

    /// Where the word was said that bears an operation's id. Of two contents under one id the second bears the id of the
    /// decision that filed it, and is its author's word all the same: he says it from what his phone had shown him.
    fn place_of_word(&self, by: OperationId) -> Option<(usize, u64)> {
        let by = self.decided.get(&by).unwrap_or(&by);
        self.places.get(by).copied()
    }

    /// Whether an operation was said where this version of a fact had been on the screen, or one that was said from
    /// having seen it: an office that was put back may have the earlier one again.
    pub(crate) fn was_shown(&self, by: OperationId, version: &Version) -> bool {
        let Some((phone, counter)) = self.place_of_word(by) else {
            return false;
        };
        let shown = &self.shown[phone];
        if shown.get(version).is_some_and(|from| *from <= counter) {
            return true;
        }
        let of_it = shown.iter().filter(|((_, key), _)| *key == version.1);
        let mut before = of_it.filter(|(_, from)| **from <= counter);
        before.any(|((other, _), _)| *other != by && self.was_shown(*other, version))
    }

    /// Whether an operation was said where anything that another one had said had been on the screen, or by whose word
    /// that is.
    pub(crate) fn knew_of(&self, by: OperationId, other: &Word) -> bool {
        let Some((phone, counter)) = self.place_of_word(by) else {
            return false;
        };
        let version = other.operation;
        let shown = self.shown[phone].range((version, FactKey::Code)..);
        let mut shown = shown.take_while(|((operation, _), _)| *operation == version);
        self.users[phone] == other.by || shown.any(|(_, from)| *from <= counter)
    }

    /// Whether a phone has forgotten an operation by right.
    pub(crate) fn is_forgotten(&self, phone: usize, operation: OperationId) -> bool {
        let place = self.places.get(&operation);
        place.is_some_and(|(_, counter)| self.forgotten[phone].contains(counter))
    }

    pub(crate) fn said(&self, key: &Key) -> Option<&Said> {
        self.said.get(key)
    }

    /// Whether a copy of a phone has said something.
    pub(crate) fn is_forged(&self, phone: usize) -> bool {
        self.said
            .values()
            .any(|said| said.forged && said.phone == phone)
    }

    pub(crate) fn by_digest(&self, digest: &str) -> Option<&Key> {
        self.by_digest.get(digest)
    }

    /// The office gives a receipt; whether it is the first for this content.
    pub(crate) fn receipt(&mut self, key: Key, receipt: &Receipt) -> bool {
        let time = self.time;
        let is_first = self.receipts.insert(key, receipt.clone()).is_none();
        let given = self.given.entry(key).or_default();
        if !given.iter().any(|(_, known)| known == receipt) {
            given.push((time, receipt.clone()));
        }
        is_first
    }

    /// Whether somebody may believe a receipt: the office knows it, or gave it in a time that was lost since.
    pub(crate) fn is_given(&self, key: &Key, receipt: &Receipt) -> bool {
        if self.receipts.get(key) == Some(receipt) {
            return true;
        }
        let given = self.given.get(key).into_iter().flatten();
        given
            .clone()
            .any(|(time, known)| *time < self.time && known == receipt)
    }

    /// What comes of a content that has this receipt: what it says itself, or what an officer releases by it, as
    /// another id than the one that says so.
    pub(crate) fn effects(&self, key: &Key, receipt: &Receipt) -> Vec<(OperationId, Action)> {
        let Some(operation) = self.said.get(key).and_then(|said| said.operation.as_ref()) else {
            return Vec::new();
        };
        if !matches!(receipt.outcome, Outcome::Applied { .. }) {
            return Vec::new();
        }
        let mut effects = vec![(operation.id, operation.action.clone())];
        let Action::Release { digest, ruling, .. } = &operation.action else {
            return effects;
        };
        let key = self.by_digest.get(digest);
        let held = key.and_then(|key| self.said.get(key));
        let Some(held) = held.and_then(|said| said.operation.as_ref()) else {
            return effects;
        };
        // Of two contents under one id the second is known by whoever released it.
        let receipt = key.and_then(|key| self.receipts.get(key));
        let is_first = receipt.is_none_or(Receipt::is_first);
        let id = if is_first { held.id } else { operation.id };
        let mut action = held.action.clone();
        match ruling {
            Ruling::Apply => {}
            Ruling::Place { household } => match &mut action {
                Action::FinishVisit(visit) => visit.household = *household,
                Action::ChangeHousehold(changed) => changed.household = *household,
                _ => return effects,
            },
            Ruling::SendBack { .. } | Ruling::Close { .. } => return effects,
        }
        effects.push((id, action));
        effects
    }
}

/// The household that an action is about, where it says so.
pub(crate) fn household_of(action: &Action) -> Option<HouseholdId> {
    match action {
        Action::RegisterHousehold { household } => Some(household.id),
        Action::FinishVisit(visit) => Some(visit.household),
        Action::ChangeHousehold(changed) => Some(changed.household),
        Action::ReviewVisit { .. }
        | Action::Release { .. }
        | Action::ChangeSettings { .. }
        | Action::Erase { .. }
        | Action::Acknowledge {} => None,
    }
}

#[cfg(test)]
mod tests;
