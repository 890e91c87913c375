//! Media, in a folder, each under the digest of its bytes.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use dong_hanh_form::{MediaKind, Sha256};
use sha2::Digest as _;
use thiserror::Error;

use crate::token::hex;

mod bare;
mod place;
mod seat;
mod submission;
mod upload;

pub use seat::{Seat, Taken};
pub use submission::Submission;
pub use upload::{About, Finished, LASTS, Upload, UploadKey};

/// The most bytes that are taken in one request. Phones shrink a picture to far less before they store it.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The folder, with what is whole and what is still on its way. Clones are the same folder.
#[derive(Clone, Debug)]
pub struct MediaFolder {
    root: PathBuf,
    seats: seat::Seats,
}

/// Why something was not kept.
#[derive(Debug, Error)]
pub enum MediaError {
    /// The bytes have another digest.
    #[error("the bytes are not those that were named")]
    WrongDigest,
    /// The bytes are not of the kind that was named.
    #[error("another kind of file")]
    WrongKind,
    /// A picture that says where it was taken.
    #[error("a picture with its place")]
    BearsPlace,
    /// The disk.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl MediaFolder {
    /// Takes a folder, and makes it where it is missing.
    ///
    /// # Errors
    /// Where that fails.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("arriving"))?;
        fs::create_dir_all(root.join("uploads"))?;
        fs::create_dir_all(root.join("submissions"))?;
        Ok(Self {
            root: root.to_owned(),
            seats: seat::Seats::default(),
        })
    }

    /// Keeps what came in one request, whole or not at all: once this returns, it survives a power cut. `false`
    /// where it was here before; the bytes are checked all the same.
    ///
    /// # Errors
    /// [`MediaError`] where the bytes are not what they are said to be, or the disk fails.
    pub async fn put(
        &self,
        kind: MediaKind,
        digest: Sha256,
        bytes: Bytes,
    ) -> Result<bool, MediaError> {
        let folder = self.clone();
        blocking(move || {
            check(kind, &digest, &bytes)?;
            let place = folder.place(kind, &digest);
            if fs::exists(&place)? {
                return Ok(false);
            }
            // Two phones may send the same picture at once, so each writes beside the other.
            let random = getrandom::u64().map_err(io::Error::other)?;
            let name = format!("{}-{random:016x}", digest.as_str());
            let arriving = folder.root.join("arriving").join(name);
            let shelved =
                write_durably(&arriving, &bytes).and_then(|()| folder.shelve(&arriving, &place));
            if shelved.is_err() {
                // The error that matters is the one of writing; what is left in `arriving` is never read.
                let _ = fs::remove_file(&arriving);
            }
            shelved?;
            Ok(true)
        })
        .await
    }

    /// The bytes of what arrived, and what they are.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn get(&self, digest: &Sha256) -> Result<Option<(MediaKind, Bytes)>, MediaError> {
        let (folder, digest) = (self.clone(), digest.clone());
        blocking(move || {
            for kind in MediaKind::ALL {
                match fs::read(folder.place(kind, &digest)) {
                    Ok(bytes) => return Ok(Some((kind, Bytes::from(bytes)))),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(None)
        })
        .await
    }

    /// What arrived under a digest, and its length in bytes.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn find(&self, digest: &Sha256) -> Result<Option<(MediaKind, u64)>, MediaError> {
        let (folder, digest) = (self.clone(), digest.clone());
        blocking(move || {
            for kind in MediaKind::ALL {
                match fs::metadata(folder.place(kind, &digest)) {
                    Ok(found) => return Ok(Some((kind, found.len()))),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(None)
        })
        .await
    }

    /// Takes all bytes of something from the disk, also those that are on their way here.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn erase(&self, digest: &Sha256) -> Result<(), MediaError> {
        let (folder, digest) = (self.clone(), digest.clone());
        blocking(move || {
            for kind in MediaKind::ALL {
                remove(&folder.place(kind, &digest))?;
            }
            for person in fs::read_dir(folder.root.join("uploads"))? {
                let person = person?.path();
                if person.is_dir() {
                    remove(&person.join(format!("{}.part", digest.as_str())))?;
                    remove(&person.join(format!("{}.json", digest.as_str())))?;
                }
            }
            Ok(())
        })
        .await
    }

    /// A file for something on its way; it has no name, and is gone with whoever has it open.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn nameless(&self) -> io::Result<File> {
        tempfile::tempfile_in(self.root.join("arriving"))
    }

    /// Moves a file to its place, for good.
    fn shelve(&self, file: &Path, place: &Path) -> io::Result<()> {
        let shelf = place.parent().unwrap_or(&self.root);
        fs::create_dir_all(shelf)?;
        fs::rename(file, place)?;
        sync_folder(shelf)?;
        sync_folder(&self.root)
    }

    fn place(&self, kind: MediaKind, digest: &Sha256) -> PathBuf {
        let name = format!("{}.{}", digest.as_str(), kind.extension());
        self.root.join(&digest.as_str()[..2]).join(name)
    }
}

fn check(kind: MediaKind, digest: &Sha256, bytes: &[u8]) -> Result<(), MediaError> {
    if hex(&sha2::Sha256::digest(bytes)) != digest.as_str() {
        Err(MediaError::WrongDigest)
    } else if !kind.fits(bytes) {
        Err(MediaError::WrongKind)
    } else if place::bears_place(kind, bytes) {
        Err(MediaError::BearsPlace)
    } else {
        Ok(())
    }
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file anew: who reads it finds what stood there before or all of this.
fn replace_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let fresh = path.with_extension("new");
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    sync_folder(folder)
}

/// Makes a folder in another one, so that it survives a power cut.
fn make_folder(folder: &Path) -> io::Result<()> {
    if !fs::exists(folder)? {
        fs::create_dir_all(folder)?;
        sync_folder(folder.parent().unwrap_or(folder))?;
    }
    Ok(())
}

/// Makes names that came into a folder or went from it survive a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

async fn blocking<T: Send + 'static, E: From<io::Error> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}
