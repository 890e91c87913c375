//! Photos and recordings: kept here, shown from here or from the office.

use dong_hanh_domain::VisitId;
use dong_hanh_form::{MediaRef, Path, Sha256, Value as Answered};
use dong_hanh_sync::device::{Failure, Phase};
use dong_hanh_sync::photos::GoOn;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::state::media;
use super::whereabouts::Whereabouts;
use super::{Medium, Replica, SaveError};
use crate::device::store::{Batch, Shelf, Value};
use crate::device::{camera, digest, storage};

impl Replica {
    /// A photo or a recording, from this device or from the office; what was missing is looked for again with every call.
    #[must_use]
    pub fn medium(self, media: &MediaRef) -> ArcRwSignal<Medium> {
        let signal = self.0.gallery.borrow_mut().place(&media.sha256);
        if signal.get_untracked() == Medium::Missing {
            signal.set(Medium::Loading);
            let (signal, media) = (signal.clone(), media.clone());
            spawn_local(async move {
                let bytes = self.medium_bytes(&media).await;
                let url = bytes.and_then(|bytes| camera::object_url(&bytes, &media.mime).ok());
                signal.set(url.map_or(Medium::Missing, Medium::Ready));
            });
        }
        signal
    }

    /// Whether a photo is kept on this device, so that it is shown without a network.
    #[must_use]
    pub fn has_photo(self, media: &MediaRef) -> bool {
        let state = self.0.state.borrow();
        let at = state.media.get(&media.sha256);
        at.is_some_and(|at| *at != Whereabouts::Lost)
    }

    /// The bytes of a photo or a recording, from this device or from the office; `None` where neither has it now.
    pub async fn medium_bytes(self, media: &MediaRef) -> Option<Vec<u8>> {
        let own = self
            .0
            .store
            .get(Shelf::Media, media.sha256.as_str())
            .await
            .ok()
            .flatten();
        match own.and_then(Value::bytes) {
            Some(bytes) => Some(bytes),
            None => self.0.network.get_media(&media.sha256).await.ok(),
        }
    }

    /// Keeps a photo in the answer of a draft, shrunk to `side` pixels and without what the camera wrote beside it.
    ///
    /// # Errors
    /// [`SaveError::Full`] where it would take the room that answers need. Neither the photo nor its name is stored.
    pub async fn keep_photo(
        self,
        visit: VisitId,
        question: Path,
        file: web_sys::File,
        side: u32,
    ) -> Result<MediaRef, SaveError> {
        self.may_write()?;
        let (media, bytes) = camera::shrink(&file, side)
            .await
            .map_err(|_| SaveError::Picture)?;
        let kept = media.clone();
        let keeping = self.keep_media(visit, question, media, bytes, Answered::Photos);
        keeping.await?;
        Ok(kept)
    }

    /// Keeps a film or another file in the answer of a draft, as it is.
    ///
    /// # Errors
    /// [`SaveError::Full`] where it would take the room that answers need. Neither the file nor its name is stored.
    pub async fn keep_file(
        self,
        visit: VisitId,
        question: Path,
        file: web_sys::File,
    ) -> Result<(), SaveError> {
        self.may_write()?;
        let read = async {
            let bytes = camera::bytes(&file).await?;
            Ok((digest::named(&bytes, &file.type_()).await?, bytes))
        };
        let (media, bytes) = read.await.map_err(|_: JsValue| SaveError::Picture)?;
        let keeping = self.keep_media(visit, question, media, bytes, Answered::Files);
        keeping.await
    }

    /// Keeps a photo, a recording or a file in the answer of a draft, of which `answer` says what it is.
    ///
    /// # Errors
    /// [`SaveError::Full`] where it would take the room that answers need. Neither it nor its name is stored.
    pub async fn keep_media(
        self,
        visit: VisitId,
        question: Path,
        media: MediaRef,
        bytes: Vec<u8>,
        answer: fn(Vec<MediaRef>) -> Answered,
    ) -> Result<(), SaveError> {
        self.may_write()?;
        if !storage::room().await.holds(media.bytes.into()) {
            return Err(SaveError::Full);
        }
        let key = media.sha256.as_str();
        let batch = Batch::strict().put(Shelf::Media, key, bytes).put(
            Shelf::MediaState,
            key,
            Whereabouts::Waiting.text(),
        );
        // In one transaction with the answer that names it: what no answer names is thrown away.
        let named = media.clone();
        self.change(visit, batch, |draft| {
            draft.answers.add_media(&question, named, answer);
        })
        .await?;
        self.0
            .state
            .borrow_mut()
            .media
            .insert(media.sha256, Whereabouts::Waiting);
        self.0.topics.outbox.notify();
        // The form has not written it, and shows it as it shows what another tab writes.
        self.0.topics.reloaded.notify();
        spawn_local(self.look_at_storage());
        Ok(())
    }

    /// Throws away the photos that no draft and no operation names any more, and what no form shows any more. Whoever calls it has the turn, or has not
    /// begun to lead, so that nobody takes the same photo again meanwhile.
    pub(super) async fn drop_photos(self) -> Result<(), SaveError> {
        let orphans: Vec<Sha256> = {
            let state = self.0.state.borrow();
            // Nobody knows which photos are named by what cannot be read.
            if state.unread.work > 0 {
                return Ok(());
            }
            let (named, shown) = (state.named_photos(), state.shown());
            let is_needed = |sha256: &Sha256| named.contains(sha256) || shown.contains_key(sha256);
            let media = state.media.keys();
            media.filter(|sha256| !is_needed(sha256)).cloned().collect()
        };
        let drop = |batch: Batch, sha256: &Sha256| {
            batch
                .delete(Shelf::Media, sha256.as_str())
                .delete(Shelf::MediaState, sha256.as_str())
        };
        self.write(orphans.iter().fold(Batch::relaxed(), drop))
            .await?;
        self.0
            .state
            .borrow_mut()
            .media
            .retain(|sha256, _| !orphans.contains(sha256));
        Ok(())
    }

    /// Sends the photos of what the office has received already: text goes before pictures.
    pub(super) async fn send_photos(self) -> Result<(), Failure> {
        let waiting = self.photos_to_send();
        let round = self.0.state.borrow_mut().photos.round(waiting);
        for media in round {
            // Texts or news are wanted, somebody has stopped the round, or another tab works.
            if self.phase() != Phase::SendingPhotos {
                break;
            }
            let stored = self.0.store.get(Shelf::Media, media.sha256.as_str()).await;
            let Some(bytes) = self.kept(stored).await?.and_then(Value::bytes) else {
                let lost = self.photo_is(media.sha256, Whereabouts::Lost).await;
                self.kept(lost).await?;
                continue;
            };
            match self.0.network.put_media(&media, &bytes).await {
                Ok(()) => {
                    let arrived = self.photo_is(media.sha256, Whereabouts::Received).await;
                    self.kept(arrived).await?;
                }
                // It was given up for something else; it goes on where it was.
                Err(_) if self.phase() != Phase::SendingPhotos => break,
                Err(failure) => {
                    let missed = self
                        .0
                        .state
                        .borrow_mut()
                        .photos
                        .failed(&media.sha256, failure);
                    self.0.topics.outbox.notify();
                    // It stays here and in the list; the texts are at the office.
                    if self.heard(missed)? == GoOn::Later {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// It is not to be sent any more.
    async fn photo_is(self, sha256: Sha256, at: Whereabouts) -> Result<(), SaveError> {
        let batch = Batch::relaxed().put(Shelf::MediaState, sha256.as_str(), at.text());
        self.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.photos.arrived(&sha256);
        state.media.insert(sha256, at);
        drop(state);
        self.note_kept();
        self.0.topics.outbox.notify();
        Ok(())
    }

    fn photos_to_send(self) -> Vec<MediaRef> {
        let state = self.0.state.borrow();
        let received = state
            .device
            .outbox()
            .operations()
            .filter(|(_, entry, _)| entry.receipt.is_some());
        received
            .flat_map(|(_, _, operation)| media(operation))
            .filter(|media| state.media.get(&media.sha256) == Some(&Whereabouts::Waiting))
            .cloned()
            .collect()
    }
}
