//! The headers of tus.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use dong_hanh_form::{MediaKind, Sha256};

use crate::error::Problem;

pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub(super) const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
pub(super) const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// The type of every piece.
pub(super) const PIECE: &str = "application/offset+octet-stream";

/// A number of bytes.
pub(super) fn bytes(
    headers: &HeaderMap,
    name: &HeaderName,
    shown: &'static str,
) -> Result<u64, Problem> {
    let text = text(headers, name).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    text.and_then(|text| text.parse().ok())
        .ok_or(Problem::WrongHeader(shown))
}

/// Whether the body is a piece of an upload.
pub(super) fn is_piece(headers: &HeaderMap) -> bool {
    text(headers, &header::CONTENT_TYPE).is_some_and(|kind| kind.eq_ignore_ascii_case(PIECE))
}

/// What is to come, by the keys `sha256` and `filetype`; others say nothing here.
pub(super) fn metadata(headers: &HeaderMap) -> Result<(Sha256, MediaKind), Problem> {
    let wrong = || Problem::WrongHeader("Upload-Metadata");
    let text = text(headers, &METADATA).ok_or_else(wrong)?;
    let value = |wanted: &str| {
        let mut pairs = text.split(',').map(|pair| pair.trim().split_once(' '));
        let (_, value) = pairs.find_map(|pair| pair.filter(|(key, _)| *key == wanted))?;
        String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()
    };
    let digest = value("sha256").and_then(|digest| digest.parse().ok());
    let kind = value("filetype").ok_or_else(wrong)?;
    let kind = MediaKind::of(&kind).ok_or(Problem::NotMedia)?;
    Ok((digest.ok_or_else(wrong)?, kind))
}

/// The same, as it is told.
pub(super) fn tell_metadata(headers: &mut HeaderMap, digest: &Sha256, kind: MediaKind) {
    let (digest, kind) = (
        STANDARD.encode(digest.as_str()),
        STANDARD.encode(kind.media_type()),
    );
    if let Ok(value) = HeaderValue::from_str(&format!("sha256 {digest},filetype {kind}")) {
        headers.insert(METADATA, value);
    }
}

pub(super) fn offset(headers: &mut HeaderMap, offset: u64) {
    headers.insert(OFFSET, HeaderValue::from(offset));
}

pub(super) fn length(headers: &mut HeaderMap, length: u64) {
    headers.insert(LENGTH, HeaderValue::from(length));
}

pub(super) fn expires(headers: &mut HeaderMap, at: DateTime<Utc>) {
    if let Ok(value) = HeaderValue::from_str(&httpdate::fmt_http_date(at.into())) {
        headers.insert(EXPIRES, value);
    }
}

/// What a piece has to be.
#[derive(Clone)]
pub(super) enum Checksum {
    Sha1(sha1::Sha1, Vec<u8>),
    Sha256(Box<sha2::Sha256>, Vec<u8>),
}

impl Checksum {
    /// What the request says of its piece, if it says anything.
    pub(super) fn of(headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let wrong = || Problem::WrongHeader("Upload-Checksum");
        if !headers.contains_key(&CHECKSUM) {
            return Ok(None);
        }
        let text = text(headers, &CHECKSUM).ok_or_else(wrong)?;
        let (algorithm, sum) = text.split_once(' ').ok_or_else(wrong)?;
        let sum = STANDARD.decode(sum.trim()).map_err(|_| wrong())?;
        match algorithm {
            "sha1" => Ok(Some(Self::Sha1(sha1::Sha1::default(), sum))),
            "sha256" => Ok(Some(Self::Sha256(Box::default(), sum))),
            _ => Err(wrong()),
        }
    }

    /// Goes on with bytes of the piece.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(sum, _) => sha1::Digest::update(sum, bytes),
            Self::Sha256(sum, _) => sha2::Digest::update(&mut **sum, bytes),
        }
    }

    /// Whether the bytes were those of the piece.
    pub(super) fn holds(self) -> bool {
        match self {
            Self::Sha1(sum, said) => sha1::Digest::finalize(sum)[..] == said[..],
            Self::Sha256(sum, said) => sha2::Digest::finalize(*sum)[..] == said[..],
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
