//! What forms show and play beside their words: fetched behind everything else, kept as long as a form needs it.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_form::{FormId, MediaRef, Sha256};
use dong_hanh_sync::Record;
use dong_hanh_sync::device::{Failure, Phase};
use leptos::prelude::{ArcRwSignal, Notify};

use super::state::State;
use super::whereabouts::Whereabouts;
use super::{Medium, Replica, SaveError};
use crate::device::store::{Batch, Shelf};
use crate::device::{digest, storage};

/// What stands in a definition that shows something.
const FILES: &str = "\"files\"";

/// The files that forms show and that are not here.
#[derive(Debug, Default)]
pub(super) struct ToCome {
    /// Each with a form that shows it, the smallest first.
    files: Vec<(FormId, MediaRef)>,
    /// What has come of the one that is on its way.
    part: Option<(Sha256, Vec<u8>)>,
    /// What came and was something else: it is not asked for again before the app starts anew.
    wrong: BTreeSet<Sha256>,
}

impl ToCome {
    /// How many they are.
    pub(super) fn count(&self) -> usize {
        self.files.len()
    }
}

impl State {
    /// The files of the forms with which visits begin, or were begun.
    pub(super) fn shown(&self) -> BTreeMap<Sha256, (FormId, MediaRef)> {
        // Most forms show nothing, and are not read for that when the app starts.
        let shows = |record: &Record| match record {
            Record::Form(form) => form.definition.get().contains(FILES),
            _ => false,
        };
        if !self.records.whole().any(shows) {
            return BTreeMap::new();
        }
        let begin = self.beginnings().unwrap_or_default().into_iter();
        let begun = self.drafts.values().map(|draft| draft.form.clone());
        let forms: BTreeSet<FormId> = begin.map(|(id, _)| id).chain(begun).collect();
        let mut shown = BTreeMap::new();
        for id in forms {
            let form = self.form(&id);
            let files = form.iter().flat_map(|form| form.files.values());
            let of = |media: &MediaRef| (media.sha256.clone(), (id.clone(), media.clone()));
            shown.extend(files.map(|file| of(&file.media)));
        }
        shown
    }

    /// Looks anew which of them are not here.
    pub(super) fn look_for_shown(&mut self) {
        let shown = self.shown().into_iter();
        let is_wanted =
            |sha256: &Sha256| !self.is_here(sha256) && !self.to_come.wrong.contains(sha256);
        let missing = shown.filter(|(sha256, _)| is_wanted(sha256));
        let mut files: Vec<_> = missing.map(|(_, file)| file).collect();
        files.sort_by_key(|(_, media)| media.bytes);
        self.to_come.files = files;
    }

    fn is_here(&self, sha256: &Sha256) -> bool {
        let at = self.media.get(sha256);
        at.is_some_and(|at| *at != Whereabouts::Lost)
    }

    /// Whether something is here that no form shows any more.
    fn keeps_too_much(&self) -> bool {
        let shown = self.shown();
        let mut kept = self.media.iter();
        kept.any(|(sha256, at)| *at == Whereabouts::Shown && !shown.contains_key(sha256))
    }
}

impl Replica {
    /// What a form shows, where it is on this device; it is looked for when a form is opened, and nothing moves later.
    #[must_use]
    pub fn shown(self, media: &MediaRef) -> Option<ArcRwSignal<Medium>> {
        let is_here = self.0.state.borrow().is_here(&media.sha256);
        is_here.then(|| self.medium(media))
    }

    /// Fetches what forms show, after photos were sent: nobody's record waits for it.
    pub(super) async fn fetch_shown(self) -> Result<(), Failure> {
        let too_much = self.0.state.borrow().keeps_too_much();
        if too_much && let Ok(_turn) = self.turn().await {
            // It only takes room, and is looked for again at the next start.
            let _ = self.drop_photos().await;
        }
        let files = {
            let mut state = self.0.state.borrow_mut();
            state.look_for_shown();
            state.to_come.files.clone()
        };
        let mut came = false;
        for (form, media) in files {
            // Answers need the room more.
            if !storage::room().await.holds(media.bytes.into()) {
                break;
            }
            match self.shown_bytes(&form, &media).await {
                Ok(Some(bytes)) => {
                    let kept = self.keep_shown(&media, bytes).await;
                    self.kept(kept).await?;
                    came = true;
                }
                // Texts or news are wanted, somebody has stopped the round, or another tab works.
                Ok(None) | Err(_) if self.phase() != Phase::SendingPhotos => break,
                // The form shows its words alone.
                Ok(None) | Err(Failure::Refused { .. }) => {}
                Err(failure) => return self.heard(Err(failure)),
            }
        }
        if came {
            self.announce();
        }
        Ok(())
    }

    /// The bytes of one file, from where it broke off; none of what is not what its name says.
    async fn shown_bytes(
        self,
        form: &FormId,
        media: &MediaRef,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let part = self.0.state.borrow_mut().to_come.part.take();
        let begun = part.filter(|(sha256, _)| *sha256 == media.sha256);
        let mut bytes = begun.map_or_else(Vec::new, |(_, bytes)| bytes);
        while bytes.len() < media.bytes as usize {
            let came = match self.phase() {
                Phase::SendingPhotos => {
                    let next = self.0.network.get_shown(form, &media.sha256, bytes.len());
                    next.await
                }
                _ => Err(Failure::NoAnswer),
            };
            match came {
                Ok(next) if next.is_empty() => return Ok(None),
                Ok(next) => bytes.extend(next),
                Err(failure) => {
                    let part = (media.sha256.clone(), bytes);
                    self.0.state.borrow_mut().to_come.part = Some(part);
                    return Err(failure);
                }
            }
        }
        let Ok(found) = digest::hex(&bytes).await else {
            return Ok(None);
        };
        if found == media.sha256.as_str() {
            return Ok(Some(bytes));
        }
        let mut state = self.0.state.borrow_mut();
        state.to_come.wrong.insert(media.sha256.clone());
        state.look_for_shown();
        Ok(None)
    }

    async fn keep_shown(self, media: &MediaRef, bytes: Vec<u8>) -> Result<(), SaveError> {
        let (key, at) = (media.sha256.as_str(), Whereabouts::Shown);
        let _turn = self.turn().await?;
        // Somebody may have put the same into an answer meanwhile.
        if !self.0.state.borrow().is_here(&media.sha256) {
            let batch = Batch::relaxed().put(Shelf::Media, key, bytes).put(
                Shelf::MediaState,
                key,
                at.text(),
            );
            self.write(batch).await?;
            let mut state = self.0.state.borrow_mut();
            state.media.insert(media.sha256.clone(), at);
        }
        self.0.state.borrow_mut().look_for_shown();
        self.0.topics.outbox.notify();
        Ok(())
    }
}
