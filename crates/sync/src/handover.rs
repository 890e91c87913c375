//! The inside of a hand-over file: everything of one device that the office does not have, in one stream (SPEC.md S5).
//!
//! ```text
//! DONGHANH                      8 bytes
//! version                       2 bytes, big-endian
//! kind, length, content         1 byte, 4 bytes big-endian, and so many bytes; again and again
//! ```
//!
//! The first entry is the header, the last one is the end, which has no content. Whoever reads needs no more memory than
//! the longest entry takes. Around it lies an age file, which keeps others from reading it and says where it was damaged.

use std::ops::AddAssign;

use dong_hanh_domain::{DeviceId, DeviceTime, Extra, UserId};
use dong_hanh_form::Sha256;
use serde::{Deserialize, Serialize};
use thiserror::Error;

const MAGIC: &[u8; 8] = b"DONGHANH";

/// The version of the stream that this build writes. A reader knows every one from 1 on.
pub const VERSION: u16 = 1;

/// The longest content of an entry, in bytes. Nothing that an app stores is nearly so long.
pub const LONGEST: usize = 64 * 1024 * 1024;

const PREAMBLE: usize = MAGIC.len() + 2;
const HEAD: usize = 5;
/// How many hexadecimal digits name a picture.
const DIGITS: usize = 64;

/// Whose work a file holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Whose.
    pub user: UserId,
    /// The device that made the operations.
    pub device: DeviceId,
    /// The version of the app.
    pub app: String,
    /// When the file was begun; its skew is the last that the device has learnt.
    pub made: DeviceTime,
    /// How much follows, so that it can be said what of a damaged file is missing.
    pub counts: Counts,
    /// SHA-256 of the token of a session that the device had, in hexadecimal: what nobody else knows but the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// What a newer version says beside it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How many entries of which kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Operations without a receipt.
    #[serde(default)]
    pub operations: u64,
    /// Visits that are begun and not finished.
    #[serde(default)]
    pub drafts: u64,
    /// Pictures and sound.
    #[serde(default)]
    pub media: u64,
    /// Whatever else.
    #[serde(default)]
    pub others: u64,
}

/// One part of the stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Whose work it is; the first one.
    Header(Box<Header>),
    /// The text of an operation, byte for byte.
    Operation(String),
    /// The text of a draft, as it is stored.
    Draft(String),
    /// A picture or a sound, with its name, which nobody has compared with the bytes.
    Media {
        /// What it is stored under.
        sha256: Sha256,
        /// It.
        bytes: Vec<u8>,
    },
    /// What this version cannot read: a kind of a newer one, or a content that is none of its kind.
    Other {
        /// The kind.
        kind: u8,
        /// As it came.
        content: Vec<u8>,
    },
    /// There is nothing more; the last one.
    End,
}

/// Why a stream cannot be read on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HandoverError {
    /// It is something else.
    #[error("not a hand-over")]
    Foreign,
    /// A newer app wrote it in another way.
    #[error("version {0} of hand-overs is not known")]
    Newer(u16),
    /// It does not begin with a header that can be read.
    #[error("no header: {0}")]
    Header(String),
    /// An entry is longer than [`LONGEST`].
    #[error("an entry of {0} bytes")]
    TooLong(usize),
}

mod kind {
    pub(super) const END: u8 = 0;
    pub(super) const HEADER: u8 = 1;
    pub(super) const OPERATION: u8 = 2;
    pub(super) const DRAFT: u8 = 3;
    pub(super) const MEDIA: u8 = 4;
}

/// The kind of what lies among the operations of a store and is no text to this version.
pub const UNREAD: u8 = 5;

/// What every stream begins with.
#[must_use]
pub fn preamble() -> Vec<u8> {
    [&MAGIC[..], &VERSION.to_be_bytes()].concat()
}

impl Entry {
    /// It as it stands in the stream.
    ///
    /// # Errors
    /// [`HandoverError::TooLong`], or [`HandoverError::Header`] for one that cannot be written.
    pub fn encode(&self) -> Result<Vec<u8>, HandoverError> {
        match self {
            Self::Header(header) => {
                let text = serde_json::to_vec(header)
                    .map_err(|error| HandoverError::Header(error.to_string()))?;
                framed(kind::HEADER, &[&text])
            }
            Self::Operation(text) => framed(kind::OPERATION, &[text.as_bytes()]),
            Self::Draft(text) => framed(kind::DRAFT, &[text.as_bytes()]),
            Self::Media { sha256, bytes } => {
                framed(kind::MEDIA, &[sha256.as_str().as_bytes(), bytes])
            }
            Self::Other { kind, content } => framed(*kind, &[content]),
            Self::End => framed(kind::END, &[]),
        }
    }

    fn decode(kind: u8, content: Vec<u8>) -> Self {
        let text = |content: Vec<u8>, entry: fn(String) -> Self| {
            String::from_utf8(content).map_or_else(
                |error| Self::Other {
                    kind,
                    content: error.into_bytes(),
                },
                entry,
            )
        };
        match kind {
            kind::END if content.is_empty() => Self::End,
            kind::OPERATION => text(content, Self::Operation),
            kind::DRAFT => text(content, Self::Draft),
            kind::MEDIA => match named(&content) {
                Some(sha256) => Self::Media {
                    sha256,
                    bytes: content[DIGITS..].to_vec(),
                },
                None => Self::Other { kind, content },
            },
            _ => Self::Other { kind, content },
        }
    }
}

fn named(content: &[u8]) -> Option<Sha256> {
    std::str::from_utf8(content.get(..DIGITS)?)
        .ok()?
        .parse()
        .ok()
}

fn framed(kind: u8, parts: &[&[u8]]) -> Result<Vec<u8>, HandoverError> {
    let length = parts.iter().map(|part| part.len()).sum();
    let fits = u32::try_from(length)
        .ok()
        .filter(|_| length <= LONGEST)
        .ok_or(HandoverError::TooLong(length))?;
    let mut framed = Vec::with_capacity(HEAD + length);
    framed.push(kind);
    framed.extend(fits.to_be_bytes());
    parts.iter().for_each(|part| framed.extend(*part));
    Ok(framed)
}

/// Reads a stream in pieces of any size.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    /// What has come and was not read yet, from `at` on.
    bytes: Vec<u8>,
    at: usize,
    reads: Reads,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reads {
    #[default]
    Preamble,
    Header,
    Entries,
    Nothing,
}

impl Decoder {
    /// Takes up the next piece.
    pub fn feed(&mut self, piece: &[u8]) {
        // What was read is let go of before more comes, so that nothing grows with the file.
        self.bytes.drain(..self.at);
        self.at = 0;
        self.bytes.extend(piece);
    }

    /// The next entry; `None` where more has to come first, and behind the end.
    ///
    /// # Errors
    /// [`HandoverError`]: nothing more is to be had of this stream.
    pub fn next_entry(&mut self) -> Result<Option<Entry>, HandoverError> {
        if self.reads == Reads::Preamble {
            let Some(preamble) = self.take(PREAMBLE) else {
                return self.is_begun();
            };
            let (magic, version) = preamble.split_at(MAGIC.len());
            if magic != MAGIC {
                return Err(HandoverError::Foreign);
            }
            let version = version
                .iter()
                .fold(0, |sum, byte| (sum << 8) | u16::from(*byte));
            if version != VERSION {
                return Err(HandoverError::Newer(version));
            }
            self.reads = Reads::Header;
        }
        if self.reads == Reads::Nothing {
            return Ok(None);
        }
        let Some((kind, content)) = self.framed()? else {
            return Ok(None);
        };
        if self.reads == Reads::Header {
            let header = match kind {
                kind::HEADER => serde_json::from_slice(&content).map_err(|error| error.to_string()),
                _ => Err(format!("an entry of kind {kind}")),
            };
            self.reads = Reads::Entries;
            return header
                .map(|header| Some(Entry::Header(header)))
                .map_err(HandoverError::Header);
        }
        let entry = Entry::decode(kind, content);
        if entry == Entry::End {
            self.reads = Reads::Nothing;
        }
        Ok(Some(entry))
    }

    /// Whether the end has come.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.reads == Reads::Nothing
    }

    /// Says of something else as soon as it can be seen.
    fn is_begun(&self) -> Result<Option<Entry>, HandoverError> {
        let came = self.bytes.len().min(MAGIC.len());
        if self.bytes[..came] == MAGIC[..came] {
            Ok(None)
        } else {
            Err(HandoverError::Foreign)
        }
    }

    fn framed(&mut self) -> Result<Option<(u8, Vec<u8>)>, HandoverError> {
        let left = &self.bytes[self.at..];
        let Some((head, behind)) = left.split_at_checked(HEAD) else {
            return Ok(None);
        };
        let (kind, length) = (head[0], head[1..].iter());
        let length = length.fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
        if length > LONGEST {
            return Err(HandoverError::TooLong(length));
        }
        let Some(content) = behind.get(..length) else {
            return Ok(None);
        };
        let content = content.to_vec();
        self.at += HEAD + length;
        Ok(Some((kind, content)))
    }

    fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        let taken = self.bytes.get(self.at..self.at + count)?.to_vec();
        self.at += count;
        Some(taken)
    }
}

impl Counts {
    /// What of so much is not among what came.
    #[must_use]
    pub fn without(self, came: Self) -> Self {
        Self {
            operations: self.operations.saturating_sub(came.operations),
            drafts: self.drafts.saturating_sub(came.drafts),
            media: self.media.saturating_sub(came.media),
            others: self.others.saturating_sub(came.others),
        }
    }

    /// How many in all.
    #[must_use]
    pub fn all(self) -> u64 {
        self.operations
            .saturating_add(self.drafts)
            .saturating_add(self.media)
            .saturating_add(self.others)
    }
}

/// One more of its kind.
impl AddAssign<&Entry> for Counts {
    fn add_assign(&mut self, entry: &Entry) {
        match entry {
            Entry::Header(_) | Entry::End => {}
            Entry::Operation(_) => self.operations += 1,
            Entry::Draft(_) => self.drafts += 1,
            Entry::Media { .. } => self.media += 1,
            Entry::Other { .. } => self.others += 1,
        }
    }
}
