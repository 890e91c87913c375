//! What leaves the outbox next, and what stops it.

use super::Outbox;
use crate::device::Failure;
use crate::operation::RawOperation;

impl Outbox {
    /// How many may be sent: what waits, without what is set aside.
    #[must_use]
    pub fn sendable(&self) -> usize {
        self.waiting() - self.set_aside()
    }

    /// How many are set aside, as the office refused the request that had nothing else in it.
    #[must_use]
    pub fn set_aside(&self) -> usize {
        self.aside().count()
    }

    /// The counters of those.
    pub(super) fn aside(&self) -> impl Iterator<Item = u64> {
        let refused = self.sending.refused();
        refused.filter(|counter| self.waiting.contains(counter))
    }

    /// The highest counter that has a receipt.
    #[must_use]
    pub fn receipted(&self) -> u64 {
        self.entries
            .iter()
            .rev()
            .find(|(_, entry)| entry.receipt.is_some())
            .map_or(0, |(counter, _)| *counter)
    }

    /// The next operations to send, in the order in which they were made, as many as one request takes.
    pub fn next_request(&mut self) -> Vec<(u64, RawOperation)> {
        let waiting = self
            .unanswered()
            .map(|(counter, entry)| (counter, entry.raw.text().len()));
        self.under_way = self.sending.next(waiting).into_iter().collect();
        self.under_way
            .iter()
            .filter_map(|counter| Some((*counter, self.entries.get(counter)?.raw.clone())))
            .collect()
    }

    /// The receipts of what was under way are stored.
    pub fn answered(&mut self) {
        self.under_way.clear();
        self.sending.answered();
    }

    /// The request with these operations came to nothing.
    ///
    /// # Errors
    /// The failure, where another request would fare no better.
    pub fn failed(&mut self, sent: &[u64], failure: Failure) -> Result<(), Failure> {
        self.under_way.clear();
        self.sending.failed(sent, failure)
    }

    /// Changes were fetched.
    pub fn reached(&mut self) {
        self.sending.reached();
    }

    /// Sends what is set aside once more.
    pub fn retry(&mut self) {
        self.sending.retry();
    }
}
