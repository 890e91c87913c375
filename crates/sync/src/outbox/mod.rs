//! What a device says happened, from the moment it is durable until the office has answered for it and longer.
//!
//! The outbox owns no storage. Whoever does writes first, in one transaction, and tells the outbox after that:
//! [`Outbox::plan`] and then [`Outbox::queue`], the receipts of an answer and then [`Outbox::received`].

mod entry;
mod leaving;
mod sending;
mod stage;

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::{DeviceId, OperationId};

use crate::feed::FeedPage;
use crate::operation::{Action, Operation, RawOperation};
use crate::receipt::Receipt;
use crate::record::RulingRecord;
use sending::Sending;

pub use entry::{Entry, Saying, Sent};
pub use stage::{SHOWN_DAYS, Stage};

/// All operations of a device that are not forgotten yet, by counter.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// The highest counter that was used.
    counter: u64,
    entries: BTreeMap<u64, Entry>,
    /// Which of them have no receipt.
    waiting: BTreeSet<u64>,
    /// Which of them the office has not applied.
    held: BTreeSet<u64>,
    /// Where each of them lies.
    places: BTreeMap<OperationId, u64>,
    /// Which operation took the place of which, by its counter.
    replacements: BTreeMap<OperationId, u64>,
    /// What an officer decided on what is held, by the digest of its content.
    rulings: BTreeMap<String, RulingRecord>,
    under_way: BTreeSet<u64>,
    sending: Sending,
}

impl Outbox {
    /// An outbox that is empty, after so many operations.
    #[must_use]
    pub fn after(counter: u64) -> Self {
        Self {
            counter,
            ..Self::default()
        }
    }

    /// The highest counter that was used.
    #[must_use]
    pub fn counter(&self) -> u64 {
        self.counter
    }

    /// The operations that say this, with the counters behind those that were used; to be stored, each under a counter
    /// that nothing else has, and then [queued](Self::queue).
    ///
    /// # Errors
    /// Never for the types of this crate; the error is serde's.
    pub fn plan(
        &self,
        device: DeviceId,
        sayings: impl IntoIterator<Item = (OperationId, Saying)>,
    ) -> Result<Vec<(u64, RawOperation)>, serde_json::Error> {
        let counters = self.counter + 1..;
        let seal = |(counter, (id, saying)): (u64, (OperationId, Saying))| {
            let operation = Operation {
                id,
                device,
                counter,
                made: saying.made,
                settles: saying.settles,
                action: saying.action,
            };
            RawOperation::seal(&operation).map(|raw| (counter, raw))
        };
        counters.zip(sayings).map(seal).collect()
    }

    /// Whether an operation says this already, as another tab may have said it.
    #[must_use]
    pub fn says(&self, saying: &Saying) -> bool {
        let same = |other: &Operation| match (&saying.action, &other.action) {
            (Action::FinishVisit(this), Action::FinishVisit(other)) => this.visit == other.visit,
            (
                Action::RegisterHousehold { household: this },
                Action::RegisterHousehold { household: other },
            ) => this.id == other.id,
            _ => false,
        };
        match saying.settles {
            Some(earlier) => self.is_replaced(earlier),
            None => self.operations().any(|(_, _, other)| same(other)),
        }
    }

    /// Takes up an operation that is stored and waits.
    pub fn queue(&mut self, counter: u64, raw: RawOperation) {
        self.put(counter, Entry::new(raw, None));
    }

    /// Takes up an operation that is stored with its receipt.
    pub fn sent(&mut self, counter: u64, sent: Sent) {
        self.put(counter, Entry::new(sent.operation, Some(sent.receipt)));
    }

    fn put(&mut self, counter: u64, entry: Entry) {
        self.counter = self.counter.max(counter);
        if let Some(earlier) = entry.settles() {
            self.replacements.insert(earlier, counter);
        }
        if let Some(id) = entry.id() {
            self.places.insert(id, counter);
        }
        self.file(counter, &entry);
        self.entries.insert(counter, entry);
    }

    /// Where an operation is found by how far it has come.
    fn file(&mut self, counter: u64, entry: &Entry) {
        let lists = [
            (&mut self.waiting, entry.receipt.is_none()),
            (&mut self.held, entry.is_held()),
        ];
        for (list, belongs) in lists {
            if belongs {
                list.insert(counter);
            } else {
                list.remove(&counter);
            }
        }
    }

    /// The operation that waits for the receipt of this id.
    #[must_use]
    pub fn awaiting(&self, id: OperationId) -> Option<(u64, &Entry)> {
        let counter = *self.places.get(&id)?;
        let entry = self.entries.get(&counter)?;
        entry.receipt.is_none().then_some((counter, entry))
    }

    /// Its receipt is stored; gives what it says.
    pub fn received(&mut self, counter: u64, receipt: Receipt) -> Option<&Operation> {
        self.under_way.remove(&counter);
        let mut entry = self.entries.remove(&counter)?;
        entry.receipt = Some(receipt);
        self.put(counter, entry);
        self.said(counter)
    }

    /// An officer decided on something that is held, as its author is told.
    pub fn ruled(&mut self, told: RulingRecord) {
        self.rulings.insert(told.digest.clone(), told);
    }

    /// What officers decided, or have not decided after all, as feeds tell it.
    pub(crate) fn told(&mut self, feeds: &[FeedPage]) {
        for (digest, told) in feeds.iter().flat_map(FeedPage::rulings) {
            match told {
                Some(told) => self.ruled(told),
                None => drop(self.rulings.remove(digest)),
            }
        }
    }

    /// What an officer decided on an operation that is held.
    #[must_use]
    pub fn ruling_on(&self, entry: &Entry) -> Option<&RulingRecord> {
        // Few are ever decided on, and a digest costs more than a look.
        if self.rulings.is_empty() || !entry.is_held() {
            return None;
        }
        self.rulings.get(&entry.raw.digest().to_string())
    }

    /// Forgets an operation that is no longer stored.
    pub fn forget(&mut self, counter: u64) {
        self.waiting.remove(&counter);
        self.held.remove(&counter);
        let Some(entry) = self.entries.remove(&counter) else {
            return;
        };
        if let Some(id) = entry
            .id()
            .filter(|id| self.places.get(id) == Some(&counter))
        {
            self.places.remove(&id);
        }
        let earlier = entry.settles();
        if let Some(id) = earlier.filter(|id| self.replacements.get(id) == Some(&counter)) {
            self.replacements.remove(&id);
        }
    }

    /// Whether a later operation of this device took its place.
    #[must_use]
    pub fn is_replaced(&self, id: OperationId) -> bool {
        self.replacements.contains_key(&id)
    }

    /// The operation that took the place of another one.
    #[must_use]
    pub fn replaced_by(&self, id: OperationId) -> Option<(u64, &Entry, &Operation)> {
        self.at(*self.replacements.get(&id)?)
    }

    /// All operations, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry)> {
        self.entries
            .iter()
            .map(|(counter, entry)| (*counter, entry))
    }

    /// The operations that say something to this version, oldest first.
    pub fn operations(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry, &Operation)> {
        self.iter()
            .filter_map(|(counter, entry)| Some((counter, entry, entry.operation.as_ref()?)))
    }

    /// One operation.
    #[must_use]
    pub fn find(&self, id: OperationId) -> Option<(u64, &Entry, &Operation)> {
        self.at(*self.places.get(&id)?)
    }

    fn at(&self, counter: u64) -> Option<(u64, &Entry, &Operation)> {
        let entry = self.entries.get(&counter)?;
        Some((counter, entry, entry.operation.as_ref()?))
    }

    /// What another tab has stored meanwhile takes the place of all that is here, but for what was learnt of requests.
    pub(crate) fn follow(&mut self, stored: Self) {
        let sending = std::mem::take(&mut self.sending);
        *self = Self { sending, ..stored };
    }

    /// Those that have no receipt, oldest first.
    pub(crate) fn unanswered(&self) -> impl Iterator<Item = (u64, &Entry)> {
        let at = |counter: &u64| Some((*counter, self.entries.get(counter)?));
        self.waiting.iter().filter_map(at)
    }

    /// What this device may have to do something about: what the office has not applied, and what is set aside; oldest
    /// first.
    pub fn troubled(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry, &Operation)> {
        let held = self.held.iter().copied();
        let troubled: BTreeSet<u64> = held.chain(self.aside()).collect();
        troubled.into_iter().filter_map(|counter| self.at(counter))
    }

    /// What was said under a counter, where this version can read it.
    pub(crate) fn said(&self, counter: u64) -> Option<&Operation> {
        self.entries.get(&counter)?.operation.as_ref()
    }

    /// Those of them that can be forgotten together: what took the place of something that stays, stays with it, or that
    /// would be held once more.
    pub(crate) fn together(&self, counters: Vec<u64>) -> Vec<u64> {
        let mut goes = BTreeSet::new();
        for counter in counters {
            let settles = self.entries.get(&counter).and_then(Entry::settles);
            let earlier = settles.and_then(|earlier| self.places.get(&earlier));
            if earlier.is_none_or(|earlier| goes.contains(earlier)) {
                goes.insert(counter);
            }
        }
        goes.into_iter().collect()
    }

    /// How many of all that were ever made have a receipt; `unread` lie in the store without one and are not here.
    pub(crate) fn acknowledged(&self, unread: u64) -> u64 {
        let waiting = self.waiting() as u64;
        self.counter.saturating_sub(waiting).saturating_sub(unread)
    }

    /// What has its receipt and is still here, to be sent once more.
    pub(crate) fn receipted_texts(&self) -> Vec<(u64, RawOperation)> {
        let receipted = self.iter().filter(|(_, entry)| entry.receipt.is_some());
        receipted
            .map(|(counter, entry)| (counter, entry.raw.clone()))
            .collect()
    }

    /// How many have no receipt.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }
}
