//! Hand-over files: what a phone has not sent is written into one, which is taken in at the office (SPEC.md S5).

use std::iter::once;

use dong_hanh_domain::{Extra, OperationId};
use dong_hanh_store::HandedKind;
use dong_hanh_sync::handover::{Counts, Decoder, Entry, Header, preamble};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::protocol::PUSH_LIMIT;
use dong_hanh_sync::server::Arrival;
use dong_hanh_sync::{PushRequest, RawOperation};

use crate::broken::{Broken, Holds, holds};
use crate::disk::Photo;
use crate::flight::Flight;
use crate::life::Life;
use crate::mutation::Mutation;
use crate::phone::Phone;
use crate::photos;
use crate::town;
use crate::truth::Key;

/// So many bytes of a file are read at once.
const PIECE: usize = 1_000;

/// A file, and what has to be in it.
#[derive(Clone)]
pub(crate) struct File {
    user: usize,
    bytes: Vec<u8>,
    operations: Vec<Key>,
    drafts: Vec<String>,
    photos: Vec<OperationId>,
}

impl Life {
    /// [S5.1] What the office has not acknowledged to a phone is written into a file.
    pub(crate) fn hand_over(&mut self, at: usize) -> Holds {
        // Nobody makes two files in one moment.
        self.now_ms += 1;
        let phone = &mut self.phones[at];
        let bytes = phone.file(self.now_ms)?;
        if phone.mutation == Some(Mutation::EmptiesByFile) {
            phone.drop_unanswered(|_| true);
        }
        let shelves = phone.shelves();
        let made = self.truth.made[at].iter();
        let unsent = made.filter(|(counter, _)| {
            !shelves.sent.contains_key(counter) && !self.truth.forgotten[at].contains(counter)
        });
        let photos = self.truth.photos[at].iter();
        let photos = photos.filter(|id| {
            shelves.photos.get(id) != Some(&Photo::Received) && !self.truth.is_forgotten(at, **id)
        });
        let drafts = shelves.drafts.iter();
        self.files.push(File {
            user: phone.user,
            bytes,
            operations: unsent.map(|(_, key)| *key).collect(),
            drafts: drafts.map(|(visit, draft)| draft.text(*visit)).collect(),
            photos: photos.copied().collect(),
        });
        Ok(())
    }

    /// One of the files is taken in.
    pub(crate) fn import_any(&mut self, which: usize, cut: bool) -> Holds {
        if self.files.is_empty() {
            return Ok(());
        }
        let file = self.files[which % self.files.len()].clone();
        self.import(&file, cut)?;
        self.drafts_are_listed()
    }

    /// All of them are taken in.
    pub(crate) fn import_all(&mut self) -> Holds {
        for file in self.files.clone() {
            self.import(&file, false)?;
        }
        Ok(())
    }

    fn import(&mut self, file: &File, cut: bool) -> Holds {
        let length = file.bytes.len() / if cut { 2 } else { 1 };
        let mut entries = entries(&file.bytes[..length])?.into_iter();
        // Where even the header was cut nothing is taken in.
        let Some(Entry::Header(header)) = entries.next() else {
            return Ok(());
        };
        let arrival = Arrival {
            now: self.server_now(),
            skew_ms: header.made.skew_ms.unwrap_or(0),
        };
        let mut batch = Vec::new();
        for entry in entries {
            match entry {
                Entry::Operation(text) => batch.push(RawOperation::from_text(text)?),
                Entry::Draft(text) => {
                    self.truth.desk.comes(&header, &text)?;
                    self.office.keep_draft(&header, text, arrival.now)?;
                }
                Entry::Media { sha256, bytes } => {
                    let named = photos::name(&bytes)?;
                    holds(named == sha256, "S5.2", || format!("{sha256} is {named}"))?;
                    self.photo_comes(file.user, &bytes)?;
                }
                Entry::End => {}
                other => return Err(Broken::new("S5.1", format!("{other:?}"))),
            }
            if batch.len() == PUSH_LIMIT {
                self.take_in(file.user, &header, &mut batch, arrival)?;
            }
        }
        self.take_in(file.user, &header, &mut batch, arrival)
    }

    fn take_in(
        &mut self,
        user: usize,
        header: &Header,
        batch: &mut Vec<RawOperation>,
        arrival: Arrival,
    ) -> Holds {
        let batch = std::mem::take(batch);
        let given = self.office.take_in(user, header.device, batch, arrival)?;
        self.written_down(given)?;
        Ok(())
    }

    /// Whatever became of the phones, what was written into files is at the office: [S5.4] operations with a receipt,
    /// [S5.8] drafts once each, [S5.9] photos as if their author had sent them.
    pub(crate) fn files_came(&self) -> Holds {
        for file in &self.files {
            for key in &file.operations {
                holds(self.truth.receipts.contains_key(key), "S5.4", || {
                    format!("{} was handed over and is nowhere", key.0)
                })?;
            }
            for draft in &file.drafts {
                let place = (town::user(file.user), draft.clone());
                holds(self.truth.desk.has(&place), "S5.1", || {
                    format!("{draft} is not in its file")
                })?;
            }
        }
        for photo in self
            .files
            .iter()
            .flat_map(|file| file.photos.iter().map(|photo| (file.user, *photo)))
        {
            holds(self.truth.has_photos(photo.0, photo.1), "S5.9", || {
                format!("the photos of {} were handed over and are nowhere", photo.1)
            })?;
        }
        let mut there = Vec::new();
        for unit in &self.town.units {
            there.extend(self.office.handed(unit, HandedKind::Draft)?);
        }
        there.sort();
        let desk = &self.truth.desk;
        holds(there.iter().eq(desk.all()), "S5.8", || {
            format!("{desk:?} was handed over, and {there:?} is there")
        })?;
        self.drafts_are_listed()
    }
}

impl Phone {
    /// What the office does not have, as a file.
    fn file(&self, now_ms: i64) -> Result<Vec<u8>, Broken> {
        let shelves = self.shelves();
        let skipped = match self.mutation {
            Some(Mutation::SkipsWhatIsOnItsWay) => self.on_its_way(),
            _ => Vec::new(),
        };
        let operations = shelves.outbox.values();
        let operations = operations.filter(|raw| !skipped.contains(&raw.digest()));
        let operations = operations.map(|raw| Entry::Operation(raw.text().to_owned()));
        let drafts = shelves.drafts.iter();
        let drafts = drafts.map(|(visit, draft)| Entry::Draft(draft.text(*visit)));
        let mut entries: Vec<_> = operations.chain(drafts).collect();
        // Texts come before pictures.
        if self.mutation != Some(Mutation::LeavesPhotosOut) {
            for operation in shelves.unsent_photos() {
                let bytes = photos::content(operation);
                let sha256 = photos::name(&bytes)?;
                entries.push(Entry::Media { sha256, bytes });
            }
        }
        let mut counts = Counts::default();
        entries.iter().for_each(|entry| counts += entry);
        let header = Header {
            user: town::user(self.user),
            device: self.device.id(),
            app: "1".to_owned(),
            made: self.clock(now_ms),
            counts,
            session: None,
            extra: Extra::default(),
        };
        let header = Entry::Header(Box::new(header));
        let mut bytes = preamble();
        for entry in once(header).chain(entries).chain(once(Entry::End)) {
            bytes.extend(entry.encode()?);
        }
        Ok(bytes)
    }

    fn on_its_way(&self) -> Vec<ContentDigest> {
        let Some(Flight::Request(request)) = &self.flight else {
            return Vec::new();
        };
        let request: Option<PushRequest> = serde_json::from_str(&request.text).ok();
        let sent = request.into_iter().flat_map(|request| request.operations);
        sent.map(|raw| raw.digest()).collect()
    }
}

/// What can be read of a file.
fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Broken> {
    let mut decoder = Decoder::default();
    let mut entries = Vec::new();
    for piece in bytes.chunks(PIECE) {
        decoder.feed(piece);
        while let Some(entry) = decoder.next_entry()? {
            entries.push(entry);
        }
    }
    Ok(entries)
}
