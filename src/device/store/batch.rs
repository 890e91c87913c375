//! What is written together: all of it or nothing.

use wasm_bindgen::JsValue;

use super::Shelf;

/// Changes of one transaction.
#[derive(Clone, Debug)]
pub struct Batch {
    pub(super) durability: Durability,
    /// What has to lie at the door.
    pub(super) door: Expected,
    pub(super) changes: Vec<(Shelf, Change)>,
}

/// What has to lie at the door for a batch to be written into a store that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// The id of the key with which it is open.
    Key,
    /// No id of any key.
    Nothing,
    /// The id of no other key.
    NoOtherKey,
}

/// What a commit waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// The operating system has it: survives the tab, not the battery.
    Relaxed,
    /// The disk has it.
    Strict,
}

#[derive(Clone, Debug)]
pub(super) enum Change {
    Put(Key, Value),
    Add(Key, Value),
    Delete(Key),
}

/// The name of a value on its shelf.
#[derive(Clone, Debug)]
pub enum Key {
    /// A text.
    Text(String),
    /// A number; numbers sort before texts and by size.
    Number(u64),
}

/// What lies on a shelf.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// Bytes. Never a `Blob`: WebKit loses those.
    Bytes(Vec<u8>),
}

impl Batch {
    /// For what a person has done: the disk has it before the app says so.
    #[must_use]
    pub fn strict() -> Self {
        Self {
            durability: Durability::Strict,
            door: Expected::Key,
            changes: Vec::new(),
        }
    }

    /// For what can be had again.
    #[must_use]
    pub fn relaxed() -> Self {
        Self {
            durability: Durability::Relaxed,
            door: Expected::Key,
            changes: Vec::new(),
        }
    }

    /// With it begins the vault of the key: where there is one, of whatever key, nothing of it is written.
    #[must_use]
    pub fn founding(mut self) -> Self {
        self.door = Expected::Nothing;
        self
    }

    /// The same after a clearing, where another hand of the same tab may have been faster.
    #[must_use]
    pub(super) fn restoring(mut self) -> Self {
        self.door = Expected::NoOtherKey;
        self
    }

    /// Puts a value in the place of an earlier one.
    #[must_use]
    pub fn put(mut self, shelf: Shelf, key: impl Into<Key>, value: impl Into<Value>) -> Self {
        self.changes
            .push((shelf, Change::Put(key.into(), value.into())));
        self
    }

    /// Adds a value; where there is one already, because another tab was faster, nothing of the batch is written.
    #[must_use]
    pub fn add(mut self, shelf: Shelf, key: impl Into<Key>, value: impl Into<Value>) -> Self {
        self.changes
            .push((shelf, Change::Add(key.into(), value.into())));
        self
    }

    /// Takes a value away.
    #[must_use]
    pub fn delete(mut self, shelf: Shelf, key: impl Into<Key>) -> Self {
        self.changes.push((shelf, Change::Delete(key.into())));
        self
    }

    /// What becomes of the texts of a shelf, by their names; `None` where one is taken away.
    pub fn texts(&self, of: Shelf) -> impl Iterator<Item = (&str, Option<&str>)> {
        let there = self.changes.iter().filter(move |(shelf, _)| *shelf == of);
        there.filter_map(|(_, change)| match change {
            Change::Put(key, Value::Text(text)) | Change::Add(key, Value::Text(text)) => {
                Some((key.text()?, Some(text.as_str())))
            }
            Change::Put(..) | Change::Add(..) => None,
            Change::Delete(key) => Some((key.text()?, None)),
        })
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl Value {
    /// The text, where it is one.
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(_) => None,
        }
    }

    /// The bytes, where they are some.
    #[must_use]
    pub fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Text(_) => None,
        }
    }
}

impl Key {
    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(_) => None,
        }
    }

    pub(super) fn from_js(key: &JsValue) -> Option<Self> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let number = || key.as_f64().map(|number| Self::Number(number as u64));
        key.as_string().map(Self::Text).or_else(number)
    }
}

impl From<&Key> for JsValue {
    fn from(key: &Key) -> Self {
        match key {
            Key::Text(text) => Self::from_str(text),
            // Counters stay far below 2^53.
            #[allow(clippy::cast_precision_loss)]
            Key::Number(number) => Self::from_f64(*number as f64),
        }
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Key {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Key {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}
