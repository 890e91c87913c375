//! What has come of a filled form that a client sends in several parts, and what came first of each.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use dong_hanh_domain::DeviceId;
use dong_hanh_form::{MediaKind, MediaRef, Sha256};
use dong_hanh_sync::Refused;
use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::bare::bare;
use super::{MediaError, MediaFolder, UploadKey, blocking, make_folder, replace_durably};
use crate::token::hex;

/// A filled form as it has come so far. It is kept for good: the same form sent again has to say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// SHA-256 of its text.
    pub xml: Sha256,
    /// When it came first.
    pub first: DateTime<Utc>,
    /// From which device.
    pub device: DeviceId,
    /// The files that came, by the names that it has for them.
    pub files: BTreeMap<String, MediaRef>,
    /// The files that came and were not kept.
    #[serde(default)]
    pub refused: BTreeMap<String, Refused>,
    /// Whether it was made a visit: from then on nothing of it changes.
    pub done: bool,
}

impl MediaFolder {
    /// What has come of a filled form, by who sends it and the digest of its name. Whoever calls has the seat.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn submission(&self, key: &UploadKey) -> io::Result<Option<Submission>> {
        let path = self.submission_at(key);
        blocking(move || match fs::read(path) {
            Ok(note) => Ok(serde_json::from_slice(&note).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// Notes what has come of one; it survives a power cut when this returns.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn put_submission(&self, key: &UploadKey, known: &Submission) -> io::Result<()> {
        let (path, note) = (self.submission_at(key), serde_json::to_vec(known)?);
        blocking(move || {
            make_folder(path.parent().unwrap_or(&path))?;
            replace_durably(&path, &note)
        })
        .await
    }

    /// Keeps a file of a filled form under the digest of what is kept: a picture leaves its place behind. It is what the
    /// client says, where it begins so. Says whether it is the first of its bytes.
    ///
    /// # Errors
    /// [`MediaError`] where it is of no kind that is taken, or the disk fails.
    pub async fn keep(
        &self,
        said: Option<&str>,
        bytes: Bytes,
    ) -> Result<(MediaRef, bool), MediaError> {
        let said = said
            .and_then(MediaKind::of)
            .filter(|kind| kind.fits(&bytes));
        let kind = said.or_else(|| MediaKind::beginning(&bytes));
        let kind = kind.ok_or(MediaError::WrongKind)?;
        let (bytes, digest) = blocking(move || {
            let bytes = bare(kind, bytes);
            let digest = hex(&sha2::Sha256::digest(&bytes));
            Ok::<_, io::Error>((bytes, digest))
        })
        .await?;
        let media = MediaRef {
            sha256: digest.parse().map_err(|_| MediaError::WrongDigest)?,
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            mime: kind.media_type().to_owned(),
        };
        let new = self.put(kind, media.sha256.clone(), bytes).await?;
        Ok((media, new))
    }

    fn submission_at(&self, key: &UploadKey) -> PathBuf {
        let person = self.root.join("submissions").join(key.by.to_string());
        person.join(format!("{}.json", key.digest))
    }
}
