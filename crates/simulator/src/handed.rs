//! What comes to the server that is no operation: drafts of files, and photos.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{UnitKey, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_store::{Handed, HandedKind, KeptHanded, NewMedia};
use dong_hanh_sync::handover::Header;

use crate::base::at_once;
use crate::broken::Broken;
use crate::office::Office;
use crate::town;

impl Office {
    /// Keeps a draft that was handed over.
    pub(crate) fn keep_draft(
        &self,
        header: &Header,
        text: String,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        at_once(self.store.keep_handed(&Handed {
            author: header.user,
            device: header.device,
            kind: HandedKind::Draft,
            content: text.into_bytes(),
            made: header.made.corrected(),
            received: now,
        }))?;
        Ok(())
    }

    /// What the people of a unit handed over, and whose it is.
    pub(crate) fn handed(
        &self,
        unit: &UnitKey,
        kind: HandedKind,
    ) -> Result<Vec<(UserId, String)>, Broken> {
        let handed = at_once(self.store.handed(unit, kind))?.into_iter();
        let text = |KeptHanded { handed, .. }: KeptHanded| {
            let text = String::from_utf8_lossy(&handed.content);
            (handed.author, text.into_owned())
        };
        Ok(handed.map(text).collect())
    }

    /// Somebody's photo comes; whether it is the first time.
    pub(crate) fn take_photo(
        &self,
        user: usize,
        digest: Sha256,
        bytes: &[u8],
        now: DateTime<Utc>,
    ) -> Result<bool, Broken> {
        Ok(at_once(self.store.put_media(&NewMedia {
            digest,
            by: town::user(user),
            bytes: bytes.len() as u64,
            received: now,
        }))?)
    }

    /// Whether somebody's photo is here.
    pub(crate) fn has_photo(&self, user: UserId, digest: &Sha256) -> Result<bool, Broken> {
        let known = at_once(self.store.media(digest))?;
        Ok(known.senders.contains(&user))
    }
}
