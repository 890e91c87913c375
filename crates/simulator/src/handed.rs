//! What comes to the server that is no operation: drafts of files, and photos.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UnitKey, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_store::{
    Handed, HandedDecision, HandedKind, HandedRuling, KeptHanded, NewMedia, drafts,
};
use dong_hanh_sync::handover::Header;
use uuid::Uuid;

use crate::base::at_once;
use crate::breaking;
use crate::broken::Broken;
use crate::desk::Place;
use crate::mutation::Mutation;
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
        let draft = Handed {
            device: header.device,
            made: header.made.corrected(),
            ..draft((header.user, text), now)
        };
        let is_new = at_once(self.store.keep_handed(&draft))?;
        if !is_new && self.mutation == Some(Mutation::OpensWhatComesAgain) {
            self.open_again(&draft, now)?;
        }
        Ok(())
    }

    /// An officer decides on a draft that was handed over; whether his unit has it.
    pub(crate) fn decide_on_draft(
        &self,
        unit: &UnitKey,
        place: &Place,
        by: UserId,
        ruling: HandedRuling,
        at: DateTime<Utc>,
    ) -> Result<bool, Broken> {
        let id = draft(place.clone(), at).id();
        let decision = HandedDecision { by, at, ruling };
        Ok(at_once(self.store.decide_handed(unit, id, &decision))?)
    }

    /// The drafts that an office lists, and who has closed them if so.
    pub(crate) fn drafts(
        &self,
        unit: &UnitKey,
    ) -> Result<BTreeSet<(Place, Option<UserId>)>, Broken> {
        let mut kept = at_once(self.store.handed(unit, HandedKind::Draft))?;
        if self.mutation == Some(Mutation::ClosesByClock) {
            kept.iter_mut().for_each(breaking::number_by_clock);
        }
        let listed = at_once(drafts::listed(&*self.store, kept))?.into_iter();
        let listed = listed.map(|kept| {
            let by = kept.decided.as_ref().map(|last| last.decision.by);
            let closed = by.filter(|_| kept.is_closed());
            ((kept.handed.author, text_of(&kept.handed)), closed)
        });
        Ok(listed.collect())
    }

    /// What the people of a unit handed over, and whose it is.
    pub(crate) fn handed(&self, unit: &UnitKey, kind: HandedKind) -> Result<Vec<Place>, Broken> {
        let handed = at_once(self.store.handed(unit, kind))?.into_iter();
        let place = |kept: KeptHanded| (kept.handed.author, text_of(&kept.handed));
        Ok(handed.map(place).collect())
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

/// A draft by which its author and its text are found.
fn draft((author, text): Place, now: DateTime<Utc>) -> Handed {
    Handed {
        author,
        device: DeviceId(Uuid::nil()),
        kind: HandedKind::Draft,
        content: text.into_bytes(),
        made: now,
        received: now,
    }
}

fn text_of(handed: &Handed) -> String {
    String::from_utf8_lossy(&handed.content).into_owned()
}
