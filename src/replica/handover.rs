//! What a store holds that the office does not have, as the inside of a hand-over file. It is read as it lies there,
//! and nothing is changed: a store of a newer version is emptied in the same way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use dong_hanh_domain::{DeviceId, DeviceTime, Extra, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::handover::{Counts, Entry, Header, UNREAD, preamble};
use dong_hanh_sync::{Action, RawOperation};
use dong_hanh_vault::DataKey;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::boot::store_name;
use super::facts::name;
use super::whereabouts::{RECEIVED, SHOWN};
use super::{Replica, SaveError};
use crate::device::store::{RawEntries, RawStore, Shelf, Value};
use crate::device::tabs::Typing;
use crate::device::{clock, digest};

/// What is to be handed over.
pub struct Handover {
    store: RawStore,
    recipient: String,
    header: Header,
    texts: VecDeque<Entry>,
    media: VecDeque<String>,
    begun: bool,
    ended: bool,
}

/// The texts that lie in a store and were not sent, also those that a newer version has written. They are read when
/// somebody wants to see them.
#[derive(Debug)]
pub struct Lying(VecDeque<Entry>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A visit that was finished.
    Visit(DeviceTime),
    /// A household that was registered, with the name of its head.
    Household(String, DeviceTime),
    /// Something else that was said.
    Other(DeviceTime),
    /// A visit that was begun.
    Draft(DeviceTime),
    /// A household that is being typed, with what there is of its head's name.
    Typed(String),
    /// So many facts of a household that are being typed.
    Facts(usize),
    /// What this version cannot read.
    Unread,
}

impl Lying {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of the file.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        self.0.iter().map(Item::of)
    }
}

impl Item {
    fn of(entry: &Entry) -> Self {
        let item = match entry {
            Entry::Operation(text) => Self::said(text),
            Entry::Draft(text) => serde_json::from_str(text).ok().map(|begun| match begun {
                Begun::Visit { started } => Self::Draft(started),
                Begun::Household { head } => Self::Typed(head.name),
                Begun::Facts { typed } => Self::Facts(typed.len()),
            }),
            _ => None,
        };
        item.unwrap_or(Self::Unread)
    }

    fn said(text: &str) -> Option<Self> {
        let raw = RawOperation::from_text(text.to_owned()).ok()?;
        let operation = raw.open().ok()?;
        Some(match &operation.action {
            Action::FinishVisit(_) => Self::Visit(operation.made),
            Action::RegisterHousehold { household } => {
                Self::Household(household.head.name.to_string(), operation.made)
            }
            _ => Self::Other(operation.made),
        })
    }
}

/// What is read of something begun, whatever a newer version keeps in it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Begun {
    Visit { started: DeviceTime },
    Household { head: Head },
    Facts { typed: BTreeMap<String, IgnoredAny> },
}

/// What is read of a head who is being typed.
#[derive(Deserialize)]
struct Head {
    name: String,
}

/// What is read of the account, whatever a newer version says of it.
#[derive(Deserialize)]
struct Known {
    /// For whom files are locked.
    #[serde(default)]
    handover: Option<String>,
}

impl Handover {
    /// Looks through the store of a user with its key; without one through that of a time before vaults. `None` where it does not know for whom to lock a file, as nobody has signed
    /// in to it yet.
    ///
    /// # Errors
    /// [`SaveError`] in the browser's words.
    pub async fn of(user: UserId, key: Option<DataKey>) -> Result<Option<Self>, SaveError> {
        let store = RawStore::open(&store_name(user)).await?;
        let store = match key {
            Some(key) => store.with_key(key),
            None => store,
        };
        let shelves = [Shelf::Meta, Shelf::Outbox, Shelf::Drafts, Shelf::MediaState];
        let [meta, outbox, drafts, states] = store.read(shelves).await?;
        let fact = |wanted: &str| text_of(&meta, wanted);
        let account: Option<Known> =
            fact(name::ACCOUNT).and_then(|text| serde_json::from_str(text).ok());
        let device: Option<DeviceId> = fact(name::DEVICE).and_then(|text| text.parse().ok());
        let (Some(recipient), Some(device)) = (account.and_then(|known| known.handover), device)
        else {
            return Ok(None);
        };
        let exchange = fact(name::EXCHANGE).and_then(|text| serde_json::from_str(text).ok());
        let skew = exchange.and_then(|exchange: Exchange| exchange.skew_ms);
        let session = match (fact(name::SESSION), fact(name::TOKEN)) {
            (Some(session), _) => Some(session.to_owned()),
            (None, Some(token)) => digest::hex(token.as_bytes()).await.ok(),
            (None, None) => None,
        };

        let typed = meta.iter().filter_map(|(key, value)| {
            Typing::named(key.text()?)?;
            match value {
                Value::Text(text) => Some(Entry::Draft(text.clone())),
                Value::Bytes(_) => None,
            }
        });
        let at_office: BTreeSet<&str> = states
            .iter()
            .filter(|(_, state)| matches!(state, Value::Text(state) if [RECEIVED, SHOWN].contains(&state.as_str())))
            .filter_map(|(key, _)| key.text())
            .collect();
        let here = store.names(Shelf::Media).await?.into_iter();
        let media: VecDeque<_> = here
            .filter(|sha256| !at_office.contains(sha256.as_str()))
            .collect();
        let entry = |text: fn(String) -> Entry| {
            move |(_, value)| match value {
                Value::Text(content) => text(content),
                Value::Bytes(content) => Entry::Other {
                    kind: UNREAD,
                    content,
                },
            }
        };
        let texts = outbox.into_iter().map(entry(Entry::Operation));
        let texts: VecDeque<_> = texts
            .chain(drafts.into_iter().map(entry(Entry::Draft)))
            .chain(typed)
            .collect();
        let mut counts = Counts {
            media: media.len() as u64,
            ..Counts::default()
        };
        texts.iter().for_each(|entry| counts += entry);
        Ok(Some(Self {
            header: Header {
                user,
                device,
                app: env!("CARGO_PKG_VERSION").to_owned(),
                made: clock::now(skew),
                counts,
                session,
                extra: Extra::default(),
            },
            store,
            recipient,
            texts,
            media,
            begun: false,
            ended: false,
        }))
    }

    /// For whom the file is to be locked.
    #[must_use]
    pub fn recipient(&self) -> &str {
        &self.recipient
    }

    /// How much there is.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.header.counts
    }

    /// What lies there in texts, for whoever wants to see it and no file.
    #[must_use]
    pub fn into_lying(self) -> Lying {
        Lying(self.texts)
    }

    /// How many things are still to come.
    #[must_use]
    pub fn left(&self) -> u64 {
        (self.texts.len() + self.media.len()) as u64
    }

    /// The next bytes of the file; texts come before pictures, and one picture at a time.
    ///
    /// # Errors
    /// What could not be read or written down, in words.
    pub async fn next_bytes(&mut self) -> Result<Option<Vec<u8>>, String> {
        if self.ended {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        if !self.begun {
            self.begun = true;
            bytes = preamble();
            put(&mut bytes, &Entry::Header(Box::new(self.header.clone())))?;
        }
        // Texts are short.
        for entry in self.texts.drain(..) {
            put(&mut bytes, &entry)?;
        }
        if bytes.is_empty()
            && let Some(name) = self.media.pop_front()
        {
            let stored = self.store.get(Shelf::Media, &name).await;
            let stored = stored.map_err(|error| error.to_string())?;
            // What is gone meanwhile is nobody's any more.
            let content = stored.and_then(Value::bytes).unwrap_or_default();
            match name.parse::<Sha256>() {
                Ok(sha256) => put(
                    &mut bytes,
                    &Entry::Media {
                        sha256,
                        bytes: content,
                    },
                )?,
                Err(_) => put(
                    &mut bytes,
                    &Entry::Other {
                        kind: UNREAD,
                        content,
                    },
                )?,
            }
        }
        if bytes.is_empty() {
            self.ended = true;
            put(&mut bytes, &Entry::End)?;
        }
        Ok(Some(bytes))
    }
}

impl Replica {
    /// Whether there is something on this device that the office does not have.
    #[must_use]
    pub fn has_unsent(self) -> bool {
        let sync = self.sync();
        sync.waiting > 0 || sync.photos > 0 || sync.drafts > 0 || self.unreadable() > 0
    }
}

fn put(bytes: &mut Vec<u8>, entry: &Entry) -> Result<(), String> {
    bytes.extend(entry.encode().map_err(|error| error.to_string())?);
    Ok(())
}

fn text_of<'a>(meta: &'a RawEntries, wanted: &str) -> Option<&'a str> {
    let (_, value) = meta.iter().find(|(key, _)| key.text() == Some(wanted))?;
    match value {
        Value::Text(text) => Some(text),
        Value::Bytes(_) => None,
    }
}
