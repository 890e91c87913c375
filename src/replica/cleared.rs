//! Data that the browser has thrown away: noticed at the next start or sign-in, told to the person and, in the report,
//! to the office; written once more where it happens under the open app.
//!
//! Browsers clear all of a database or nothing. What was in it that nobody else has is noted in local storage, which
//! most of them leave alone; where that is gone as well, the office knows that the same person was here before.

use chrono::{DateTime, Utc};
use dong_hanh_domain::UserId;
use dong_hanh_sync::outbox::Sent;
use leptos::prelude::Notify;
use serde::{Deserialize, Serialize};

use super::door::Door;
use super::facts::{name, text_of};
use super::known;
use super::whereabouts::Whereabouts;
use super::{Replica, SaveError};
use crate::device::network::device_label;
use crate::device::store::{Batch, Shelf};
use crate::device::{clock, people, preferences};

/// What is on this device only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Operations without a receipt.
    pub waiting: usize,
    /// Photos of finished visits; where they are gone, also those of visits that are begun.
    pub photos: usize,
    /// What is begun and not finished: visits, households, facts.
    pub drafts: usize,
}

impl Kept {
    /// Whether the office has all of it.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// What is known of data that was thrown away here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evictions {
    /// How often it was noticed.
    pub times: u64,
    /// When it was noticed last, by the device's clock.
    pub last: Option<DateTime<Utc>>,
    /// The person has not yet said that they know of the last time.
    pub is_news: bool,
    /// What the last one took that nobody else has; `None` where nobody knows.
    pub kept: Option<Kept>,
    /// Somebody with the same name was here or on another device of this kind, last at this time: only they know which.
    pub maybe: Option<DateTime<Utc>>,
}

/// What stands in local storage.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Note {
    times: u64,
    kept: Kept,
}

impl Evictions {
    /// What to think of a store in which nobody has worked yet; `known` says that they have signed in here before.
    pub(super) fn noticed(user: UserId, known: bool) -> Self {
        let note = preferences::read::<Note>(&key(user));
        if note.is_none() && !known {
            return Self::default();
        }
        Self {
            times: note.as_ref().map_or(0, |note| note.times) + 1,
            last: Some(clock::now(None).corrected()),
            is_news: true,
            kept: note.map(|note| note.kept),
            maybe: None,
        }
    }

    /// It has happened once more, under the open app: what is in memory is written again, and so many photos are gone.
    fn under_the_open_app(self, photos: usize) -> Self {
        // What was lost before and is not known yet is still to be told.
        let before = if self.is_news {
            self.kept
        } else {
            Some(Kept::default())
        };
        Self {
            times: self.times + 1,
            last: Some(clock::now(None).corrected()),
            is_news: true,
            kept: before.map(|kept| Kept {
                photos: kept.photos + photos,
                ..kept
            }),
            maybe: None,
        }
    }
}

/// What was on this device only when it was last noted.
pub(super) fn noted(user: UserId) -> Option<Kept> {
    preferences::read::<Note>(&key(user)).map(|note| note.kept)
}

impl Replica {
    /// Notes what is on this device only, where that has changed.
    pub(super) fn note_kept(self) {
        let (user, kept) = {
            let state = self.0.state.borrow();
            let kept = Kept {
                waiting: state.device.outbox().waiting(),
                photos: state.photos_left(),
                drafts: state.begun(),
            };
            (state.account.user, kept)
        };
        if self.0.noted.replace(Some(kept)) != Some(kept) {
            let times = self.0.storage.get().evictions.times;
            preferences::write(&key(user), &Note { times, kept });
        }
    }

    /// The person knows that the browser has thrown data away.
    ///
    /// # Errors
    /// [`SaveError`]: they are told again.
    pub async fn know_of_eviction(self) -> Result<(), SaveError> {
        let evictions = self.0.storage.get().evictions;
        self.keep_evictions(Evictions {
            is_news: false,
            ..evictions
        })
        .await
    }

    /// The person says whether they were on this very device before.
    ///
    /// # Errors
    /// [`SaveError`]: they are asked again.
    pub async fn was_here_before(self, here: bool) -> Result<(), SaveError> {
        let evictions = self.0.storage.get().evictions;
        let last = here.then(|| self.now().corrected());
        self.keep_evictions(Evictions {
            times: evictions.times + u64::from(here),
            last: last.or(evictions.last),
            is_news: here,
            kept: None,
            maybe: None,
        })
        .await
    }

    /// Asks the office whether the same person has worked on a device of this kind before. Without an answer nobody is
    /// asked anything.
    pub(super) async fn ask_of_before(self) {
        let Ok(sessions) = people::own_sessions(&self.0.network).await else {
            return;
        };
        let (label, device) = (device_label(), self.me().device);
        let before = sessions
            .into_iter()
            .filter(|row| row.ended.is_none() && row.label == label && row.device != device);
        let Some(maybe) = before.map(|row| row.used).max() else {
            return;
        };
        let evictions = Evictions {
            maybe: Some(maybe),
            ..self.0.storage.get().evictions
        };
        // Where it cannot be stored it is asked now, and not again.
        let _ = self.keep_evictions(evictions).await;
    }

    async fn keep_evictions(self, evictions: Evictions) -> Result<(), SaveError> {
        let mut storage = self.0.storage.get();
        storage.evictions = evictions;
        let batch = Batch::strict().put(Shelf::Meta, name::EVICTIONS, text_of(&evictions)?);
        self.write(batch).await?;
        self.0.storage.set(storage);
        self.0.noted.set(None);
        self.note_kept();
        self.0.topics.storage.notify();
        Ok(())
    }

    /// Writes all of a batch or nothing; where the browser has cleared the store under the open app, first all that is
    /// in memory.
    pub(super) async fn write(self, batch: Batch) -> Result<(), SaveError> {
        match self.0.store.write(batch.clone()).await {
            Err(SaveError::Cleared) if !known::is_erased(self.0.state.borrow().account.user) => {
                self.restore().await?;
                self.0.store.write(batch.clone()).await
            }
            written => written,
        }?;
        self.wrote(&batch);
        Ok(())
    }

    /// Has all that is in memory stored again where the browser has cleared the store, before it is asked who was here.
    ///
    /// # Errors
    /// [`SaveError`]: what is in memory may be nowhere else.
    pub(super) async fn find_store(self) -> Result<(), SaveError> {
        let device = self.0.state.borrow().device.id().to_string();
        let as_it_is = Batch::relaxed().put(Shelf::Meta, name::DEVICE, device);
        self.write(as_it_is).await
    }

    /// Remembers the small facts of a batch that is stored.
    pub(super) fn wrote(self, batch: &Batch) {
        let state = &mut *self.0.state.borrow_mut();
        for (shelf, kept) in [
            (Shelf::Meta, &mut state.facts),
            (Shelf::Door, &mut state.door),
        ] {
            for (name, text) in batch.texts(shelf) {
                match text {
                    Some(text) => kept.insert(name.to_owned(), text.to_owned()),
                    None => kept.remove(name),
                };
            }
        }
    }

    /// Makes the store anew of what is in memory. The bytes of photos are in the store alone, and are gone.
    async fn restore(self) -> Result<(), SaveError> {
        self.may_write()?;
        let storage = self.0.storage.get();
        let (media, gone) = self.0.state.borrow().media_without_bytes();
        let evictions = storage.evictions.under_the_open_app(gone);
        let (batch, packing) = {
            let state = self.0.state.borrow();
            let outbox = state.device.outbox();
            let packing = state.records.pack_all();
            let facts = state.facts.iter().map(|fact| (Shelf::Meta, fact));
            let door = state.door.iter().map(|fact| (Shelf::Door, fact));
            let as_they_were =
                |batch: Batch, (shelf, (name, text)): (Shelf, (&String, &String))| {
                    batch.put(shelf, name.as_str(), text.as_str())
                };
            let mut batch = facts
                .chain(door)
                .fold(Batch::strict(), as_they_were)
                .put(Shelf::Meta, name::COUNTER, outbox.counter().to_string())
                .put(
                    Shelf::Meta,
                    name::EXCHANGE,
                    text_of(state.device.exchange())?,
                )
                .put(Shelf::Meta, name::EVICTIONS, text_of(&evictions)?);
            // Another tab may have signed in since.
            if let Some(token) = self.0.network.token() {
                batch = batch.put(Shelf::Meta, name::TOKEN, token);
            }
            for draft in state.drafts.values() {
                batch = batch.put(Shelf::Drafts, draft.visit.to_string(), text_of(draft)?);
            }
            for (counter, entry) in outbox.iter() {
                batch = match entry.receipt.clone() {
                    None => batch.put(Shelf::Outbox, counter, entry.raw.text()),
                    Some(receipt) => {
                        let operation = entry.raw.clone();
                        batch.put(Shelf::Sent, counter, text_of(&Sent { operation, receipt })?)
                    }
                };
            }
            for (number, bytes) in &packing.put {
                batch = batch.put(Shelf::Segments, *number, bytes.clone());
            }
            for (sha256, at) in &media {
                batch = batch.put(Shelf::MediaState, sha256.as_str(), at.text());
            }
            (batch, packing)
        };
        self.0.store.restore(batch).await?;
        let mut state = self.0.state.borrow_mut();
        // What forms show is fetched again.
        state.media.retain(|_, at| *at != Whereabouts::Shown);
        state.media.extend(media);
        state.look_for_shown();
        state.take_up(packing)?;
        drop(state);
        let mut storage = self.0.storage.get();
        storage.evictions = evictions;
        self.0.storage.set(storage);
        self.0.topics.storage.notify();
        self.0.topics.outbox.notify();
        self.announce();
        Ok(())
    }
}

/// Whether the data of somebody who was here is gone. What cannot be opened is not.
pub(super) async fn is_cleared(user: UserId) -> bool {
    let door = Door::of(user).await;
    door.is_ok_and(|door| door.device.is_none())
}

/// Forgets what was noted of somebody.
pub(super) fn forget(user: UserId) {
    preferences::forget(&key(user));
}

fn key(user: UserId) -> String {
    format!("dong-hanh.kept.{user}")
}
