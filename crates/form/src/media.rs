//! Pictures, recordings and other files, named by the hash of their content.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A picture or other file, named by its content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MediaRef {
    /// SHA-256 of the bytes.
    pub sha256: Sha256,
    /// Length in bytes.
    pub bytes: u32,
    /// Media type, such as `image/jpeg`.
    pub mime: String,
}

impl MediaRef {
    /// Whether it is heard and not looked at.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.mime.starts_with("audio/")
    }

    /// Whether it is a picture that stands still.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.mime.starts_with("image/")
    }

    /// Whether it is a film.
    #[must_use]
    pub fn is_film(&self) -> bool {
        self.mime.starts_with("video/")
    }
}

/// A file that comes with a form, to be seen or heard beside its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// Its content.
    #[serde(flatten)]
    pub media: MediaRef,
    /// Width and height of a picture in pixels, so that room can be kept for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
}

/// A SHA-256 digest: 64 lowercase hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(String);

/// The text is not 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 digest of 64 lowercase hexadecimal digits")]
pub struct NotASha256;

impl Sha256 {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Sha256 {
        let digest = <sha2::Sha256 as sha2::Digest>::digest(bytes);
        Sha256(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Sha256 {
    type Error = NotASha256;

    fn try_from(text: String) -> Result<Self, NotASha256> {
        let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == 64 && text.bytes().all(is_hex) {
            Ok(Sha256(text))
        } else {
            Err(NotASha256)
        }
    }
}

impl FromStr for Sha256 {
    type Err = NotASha256;

    fn from_str(text: &str) -> Result<Self, NotASha256> {
        Sha256::try_from(text.to_owned())
    }
}

impl From<Sha256> for String {
    fn from(digest: Sha256) -> String {
        digest.0
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
