//! What is still on its way: bytes that grow in one file, and beside it how many of them will last.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::UserId;
use dong_hanh_form::{MediaKind, Sha256};
use serde::{Deserialize, Serialize};

use super::{
    MediaError, MediaFolder, Seat, Taken, blocking, check, make_folder, remove, replace_durably,
};

/// An upload with which nobody goes on is kept so long.
pub const LASTS: TimeDelta = TimeDelta::days(7);

/// Which upload: nobody meets another's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UploadKey {
    /// Who sends.
    pub by: UserId,
    /// SHA-256 of the whole.
    pub digest: Sha256,
}

/// What is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is.
    pub kind: MediaKind,
    /// How many bytes.
    pub length: u64,
}

/// An upload on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// What is to come.
    #[serde(flatten)]
    pub about: About,
    /// How many bytes are here and survive a power cut.
    pub offset: u64,
    /// When somebody last went on with it.
    pub touched: DateTime<Utc>,
}

impl Upload {
    /// When it is thrown away if nobody goes on with it.
    #[must_use]
    pub fn expires(&self) -> DateTime<Utc> {
        self.touched + LASTS
    }

    /// Whether all of it is here.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.offset == self.about.length
    }
}

impl MediaFolder {
    /// Asks for the right to work on an upload; whoever has it leaves.
    ///
    /// # Errors
    /// Where nobody leaves for long.
    pub async fn sit(&self, key: &UploadKey) -> Result<Seat, Taken> {
        self.seats.take(key).await
    }

    /// Begins an upload, or finds the one that its sender began with the same words. Whoever calls has the seat.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn begin(
        &self,
        key: &UploadKey,
        about: About,
        now: DateTime<Utc>,
    ) -> io::Result<Upload> {
        let (folder, key) = (self.clone(), key.clone());
        blocking(move || {
            let known = folder.read(&key, now)?;
            let mut upload = Upload {
                about,
                offset: 0,
                touched: now,
            };
            if let Some(known) = known.filter(|known| known.about == about) {
                upload.offset = known.offset;
            }
            folder.note(&key, &upload)?;
            Ok(upload)
        })
        .await
    }

    /// An upload that its sender began and that has not expired.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn upload(&self, key: &UploadKey, now: DateTime<Utc>) -> io::Result<Option<Upload>> {
        let (folder, key) = (self.clone(), key.clone());
        blocking(move || folder.read(&key, now)).await
    }

    /// Adds bytes to those that last: they survive a power cut when this returns.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn grow(
        &self,
        key: &UploadKey,
        upload: Upload,
        bytes: Vec<u8>,
    ) -> io::Result<Upload> {
        let (folder, key) = (self.clone(), key.clone());
        blocking(move || {
            let options = File::options()
                .create(true)
                .write(true)
                .truncate(false)
                .clone();
            let mut part = options.open(folder.part(&key))?;
            // What was written and never noted is not known to be whole.
            part.set_len(upload.offset)?;
            part.seek(SeekFrom::End(0))?;
            part.write_all(&bytes)?;
            part.sync_all()?;
            let upload = Upload {
                offset: upload.offset + bytes.len() as u64,
                ..upload
            };
            folder.note(&key, &upload)?;
            Ok(upload)
        })
        .await
    }

    /// Notes how far an upload is, where it goes back or was only touched.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn put_upload(&self, key: &UploadKey, upload: Upload) -> io::Result<()> {
        let (folder, key) = (self.clone(), key.clone());
        blocking(move || folder.note(&key, &upload)).await
    }

    /// Puts what is whole in its place, if it is what it was said to be; what is not is thrown away. The note of the
    /// upload stays until [`MediaFolder::forget`], so that a crash between the two only means doing both again.
    ///
    /// # Errors
    /// [`MediaError`] where the bytes are not what they are said to be, or the disk fails.
    pub async fn finish(&self, key: &UploadKey, upload: &Upload) -> Result<Finished, MediaError> {
        let (folder, key, kind) = (self.clone(), key.clone(), upload.about.kind);
        blocking(move || {
            let (part, place) = (folder.part(&key), folder.place(kind, &key.digest));
            let here = fs::exists(&place)?;
            match fs::read(&part) {
                Ok(bytes) => {
                    if let Err(wrong) = check(kind, &key.digest, &bytes) {
                        folder.remove_upload(&key)?;
                        return Err(wrong);
                    }
                    if here {
                        remove(&part)?;
                        return Ok(Finished::WasHere);
                    }
                    folder.shelve(&part, &place)?;
                    Ok(Finished::New)
                }
                // It was put in its place right before a crash.
                Err(error) if error.kind() == io::ErrorKind::NotFound && here => Ok(Finished::New),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    folder.remove_upload(&key)?;
                    Err(MediaError::WrongDigest)
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    /// Ends an upload, with what has come of it.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn forget(&self, key: &UploadKey) -> io::Result<()> {
        let (folder, key) = (self.clone(), key.clone());
        blocking(move || folder.remove_upload(&key)).await
    }

    /// Throws away what nobody has gone on with for [`LASTS`]; says how many uploads that were.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn sweep(&self, now: DateTime<Utc>) -> io::Result<usize> {
        let folder = self.clone();
        blocking(move || {
            let mut thrown = 0;
            for person in fs::read_dir(folder.uploads())? {
                let person = person?;
                let Some(by) = person
                    .file_name()
                    .to_str()
                    .and_then(|name| name.parse().ok())
                else {
                    continue;
                };
                let mut digests = BTreeSet::new();
                for file in fs::read_dir(person.path())? {
                    let name = file?.file_name();
                    let stem = name.to_str().and_then(|name| name.split('.').next());
                    digests.extend(stem.and_then(|stem| stem.parse::<Sha256>().ok()));
                }
                for digest in digests {
                    let key = UploadKey { by, digest };
                    // Whoever works on it right now goes on with it.
                    if let Some(_seat) = folder.seats.take_free(&key)
                        && folder.read(&key, now)?.is_none()
                    {
                        // Also what a crash left without its note.
                        folder.remove_upload(&key)?;
                        thrown += 1;
                    }
                }
            }
            folder.seats.tidy();
            Ok(thrown)
        })
        .await
    }

    /// What is known of an upload; throws it away where it has expired or its note says nothing.
    fn read(&self, key: &UploadKey, now: DateTime<Utc>) -> io::Result<Option<Upload>> {
        let note = match fs::read(self.about(key)) {
            Ok(note) => note,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let upload = serde_json::from_slice(&note).ok();
        let upload = upload.filter(|upload: &Upload| now < upload.expires());
        if upload.is_none() {
            self.remove_upload(key)?;
        }
        Ok(upload)
    }

    fn note(&self, key: &UploadKey, upload: &Upload) -> io::Result<()> {
        make_folder(&self.person(key))?;
        // Only who has the seat writes, so there is one of them.
        replace_durably(&self.about(key), &serde_json::to_vec(upload)?)
    }

    fn remove_upload(&self, key: &UploadKey) -> io::Result<()> {
        // The note goes first: one of a whole upload, without its bytes, would say that they are in their place.
        remove(&self.about(key))?;
        remove(&self.part(key))
    }

    fn uploads(&self) -> PathBuf {
        self.root.join("uploads")
    }

    fn person(&self, key: &UploadKey) -> PathBuf {
        self.uploads().join(key.by.to_string())
    }

    fn part(&self, key: &UploadKey) -> PathBuf {
        self.person(key).join(format!("{}.part", key.digest))
    }

    fn about(&self, key: &UploadKey) -> PathBuf {
        self.person(key).join(format!("{}.json", key.digest))
    }
}

/// What came of an upload that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// It is the first of its bytes.
    New,
    /// Somebody sent the same bytes before.
    WasHere,
}
