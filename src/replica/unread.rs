//! What lies in the store and cannot be read by this version: work is kept as it is and counted, records are put
//! aside and fetched again.

use leptos::prelude::{Notify, Track};

use super::facts::{name, text_of};
use super::{Replica, SaveError};
use crate::device::store::{Batch, Entries, Key, Shelf, Value};

/// What could not be read.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Drafts and operations. They stay where they are, untouched, for a version that can read them.
    pub(super) work: usize,
    /// Operations without a receipt among them.
    pub(super) operations: usize,
    /// Records under their numbers.
    pub(super) records: Vec<(Shelf, u32)>,
    /// Records that were put aside under names, until the feeds have brought them again.
    pub(super) aside: Vec<(Shelf, String)>,
}

impl Unread {
    /// The texts of work by their keys; what is none is counted.
    pub(super) fn work(&mut self, entries: Entries) -> Vec<(Key, String)> {
        let before = entries.len();
        let texts = entries
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?.text()?)));
        let texts: Vec<_> = texts.collect();
        self.work += before - texts.len();
        texts
    }

    /// What stands under numbers; what bears a name was put aside.
    pub(super) fn numbered(&mut self, shelf: Shelf, entries: Entries) -> Vec<(u32, Option<Value>)> {
        let mut numbered = Vec::new();
        for (key, value) in entries {
            match key {
                Key::Text(name) => self.aside.push((shelf, name)),
                Key::Number(number) => {
                    numbered.extend(u32::try_from(number).map(|number| (number, value)));
                }
            }
        }
        numbered
    }
}

impl Replica {
    /// How many drafts and operations lie on this device that this version cannot read. They are kept.
    #[must_use]
    pub fn unreadable(self) -> usize {
        self.0.topics.outbox.track();
        self.0.state.borrow().unread.work
    }

    /// Puts records aside that could not be read, so that they are in nobody's way, and has every feed read from its
    /// beginning: which of them they came from nobody can tell. What is readable is shown meanwhile.
    pub(super) async fn put_aside(self) -> Result<(), SaveError> {
        let records = self.0.state.borrow().unread.records.clone();
        if records.is_empty() {
            return Ok(());
        }
        let exchange = self.0.state.borrow().device.exchange().clone();
        let exchange = exchange.from_the_beginning();
        let mut batch = Batch::strict().put(Shelf::Meta, name::EXCHANGE, text_of(&exchange)?);
        let mut aside = Vec::new();
        for (shelf, number) in records {
            let name = format!("unreadable-{number}");
            if let Some(value) = self.0.store.get(shelf, number).await? {
                batch = batch.put(shelf, name.as_str(), value);
                aside.push((shelf, name));
            }
            batch = batch.delete(shelf, number);
        }
        self.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.device.resume(exchange);
        state.unread.records.clear();
        state.unread.aside.extend(aside);
        drop(state);
        self.0.topics.sync.notify();
        Ok(())
    }
}
