//! Photos: taken on a phone, on their way after the texts, and at the office.

use dong_hanh_domain::OperationId;
use dong_hanh_form::Sha256;
use dong_hanh_sync::device::{Failure, Input};
use dong_hanh_sync::operation::ContentDigest;
use sha2::Digest as _;

use crate::broken::{Broken, Holds, holds};
use crate::disk::{Change, Photo};
use crate::life::Life;
use crate::town;
use crate::truth::Truth;

/// The photos of an operation, which are one.
pub(crate) fn content(operation: OperationId) -> Vec<u8> {
    format!("ảnh {operation}").into_bytes()
}

/// What a photo is stored under.
pub(crate) fn name(bytes: &[u8]) -> Result<Sha256, Broken> {
    let digest = ContentDigest(sha2::Sha256::digest(bytes).into());
    let name = digest.to_string().parse();
    name.map_err(|_| Broken::new("S4.4", "a digest that is none"))
}

impl Truth {
    /// Whether the photos of an operation have come to the office.
    pub(crate) fn has_photos(&self, user: usize, operation: OperationId) -> bool {
        let name = name(&content(operation));
        name.is_ok_and(|name| self.received.contains(&(town::user(user), name)))
    }
}

impl Life {
    /// Photos of what was said last are taken on a phone; where there is no room for them, there are none.
    pub(crate) fn take_photos(&mut self, at: usize) {
        let phone = &mut self.phones[at];
        let last = phone.device.outbox().operations().next_back();
        let last = last.filter(|(_, entry, _)| entry.receipt.is_none());
        let Some(id) = last.map(|(_, _, operation)| operation.id) else {
            return;
        };
        let taken = Change::Photo(id, Photo::Here);
        if phone.disk.commit(vec![taken.clone()], true).is_ok() {
            self.truth.saved(at, &taken);
        }
    }

    /// Those of which the texts have arrived go, and the phone notes it.
    pub(crate) fn send_photos(&mut self, at: usize) -> Holds {
        let sent = if self.phones[at].signed_in {
            let sent = self.photos_arrive(at)?.into_iter();
            let noted = sent.map(|id| Change::Photo(id, Photo::Received)).collect();
            self.phones[at].disk.commit(noted, false)
        } else {
            Err(Failure::SignedOut)
        };
        self.phones[at].tell(Input::PhotosSent(sent), self.now_ms)
    }

    /// They are at the office, whether the phone hears of it or not; gives which.
    pub(crate) fn photos_arrive(&mut self, at: usize) -> Result<Vec<OperationId>, Broken> {
        let phone = &self.phones[at];
        let outbox = phone.device.outbox();
        let going = phone.shelves().unsent_photos().filter(|id| {
            let said = outbox.find(*id);
            said.is_none_or(|(_, entry, _)| entry.receipt.is_some())
        });
        let (user, going) = (phone.user, going.collect::<Vec<_>>());
        for operation in &going {
            self.photo_comes(user, &content(*operation))?;
        }
        Ok(going)
    }

    /// Somebody's photo comes to the office, by itself or in a file.
    pub(crate) fn photo_comes(&mut self, user: usize, bytes: &[u8]) -> Holds {
        let name = name(bytes)?;
        let by = town::user(user);
        let now = self.server_now();
        let fresh = self.office.take_photo(user, name.clone(), bytes, now)?;
        let is_first = self.truth.received.insert((by, name));
        holds(fresh == is_first, "S4.6", || {
            format!("the office takes a photo of {by} for {fresh}, which is {is_first}")
        })
    }

    /// [S1.11] Every photo on a phone has followed its text to the office, and lies there as its author's.
    pub(crate) fn photos_came(&self) -> Holds {
        for at in &self.in_use {
            let phone = &self.phones[*at];
            for operation in &self.truth.photos[*at] {
                // What came before the office was put back, to a text that it still has, nobody asks for again.
                let was_there = self.truth.time > 0 && !phone.shelves().keeps_photos(*operation);
                let came = was_there || self.truth.has_photos(phone.user, *operation);
                holds(came, "S1.11", || {
                    format!("the photos of {operation} are on phone {at} only")
                })?;
            }
        }
        for (user, name) in &self.truth.received {
            let is_theirs = self.office.has_photo(*user, name)?;
            holds(is_theirs, "S5.9", || {
                format!("{name} has come from {user}, and is not there as theirs")
            })?;
        }
        Ok(())
    }
}
