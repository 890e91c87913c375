//! Pictures, in a folder, each under the digest of its bytes.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use dong_hanh_form::Sha256;
use sha2::Digest as _;
use thiserror::Error;

use crate::token::hex;

/// The largest picture in bytes. Phones shrink to far less before they store one.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// Every JPEG begins so: start of image, then a marker.
const JPEG: [u8; 3] = [0xff, 0xd8, 0xff];

/// The folder.
#[derive(Clone, Debug)]
pub struct MediaFolder {
    root: PathBuf,
}

/// Why a picture was not kept.
#[derive(Debug, Error)]
pub enum MediaError {
    /// The bytes have another digest.
    #[error("the bytes are not those that were named")]
    WrongDigest,
    /// The bytes are no JPEG.
    #[error("no JPEG")]
    NotJpeg,
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
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// Keeps a picture, whole or not at all: once this returns, it survives a power cut. `false` where it
    /// was here before; the bytes are checked all the same.
    ///
    /// # Errors
    /// [`MediaError`] where the bytes are not what they are said to be, or the disk fails.
    pub async fn put(&self, digest: Sha256, bytes: Bytes) -> Result<bool, MediaError> {
        let folder = self.clone();
        blocking(move || folder.write(&digest, &bytes)).await
    }

    /// The bytes of a picture, if it arrived.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn get(&self, digest: &Sha256) -> Result<Option<Bytes>, MediaError> {
        let path = self.path(digest);
        blocking(move || match fs::read(path) {
            Ok(bytes) => Ok(Some(Bytes::from(bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        })
        .await
    }

    /// Whether a picture arrived.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn has(&self, digest: &Sha256) -> Result<bool, MediaError> {
        let path = self.path(digest);
        blocking(move || Ok(fs::exists(path)?)).await
    }

    fn write(&self, digest: &Sha256, bytes: &[u8]) -> Result<bool, MediaError> {
        if hex(&sha2::Sha256::digest(bytes)) != digest.as_str() {
            return Err(MediaError::WrongDigest);
        }
        if !bytes.starts_with(&JPEG) {
            return Err(MediaError::NotJpeg);
        }
        let (shelf, place) = (self.shelf(digest), self.path(digest));
        if fs::exists(&place)? {
            return Ok(false);
        }
        fs::create_dir_all(&shelf)?;
        // Two phones may send the same picture at once, so each writes beside the other.
        let arriving = self.root.join("arriving").join(format!(
            "{}-{:016x}",
            digest.as_str(),
            getrandom::u64().map_err(io::Error::other)?
        ));
        let written = write_durably(&arriving, bytes).and_then(|()| fs::rename(&arriving, &place));
        if written.is_err() {
            // The error that matters is the one of writing; what is left in `arriving` is never read.
            let _ = fs::remove_file(&arriving);
        }
        written?;
        File::open(&shelf)?.sync_all()?;
        File::open(&self.root)?.sync_all()?;
        Ok(true)
    }

    fn shelf(&self, digest: &Sha256) -> PathBuf {
        self.root.join(&digest.as_str()[..2])
    }

    fn path(&self, digest: &Sha256) -> PathBuf {
        self.shelf(digest).join(format!("{}.jpg", digest.as_str()))
    }
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, MediaError> + Send + 'static,
) -> Result<T, MediaError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}
