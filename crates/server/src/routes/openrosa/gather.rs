//! The parts of a request: the filled form, and files.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use dong_hanh_form::LARGEST_FILE;
use dong_hanh_sync::Refused;
use tokio::time::timeout;

use crate::error::Problem;

/// A connection that brings nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// What OpenRosa calls the part with the answers.
const XML: &str = "xml_submission_file";

/// What a client says with a part after which more are to come.
const INCOMPLETE: &str = "*isIncomplete*";

/// As much of one request is held in memory: the largest file beside the largest text.
const HELD: u64 = 20 * 1024 * 1024;

/// More than any form asks for.
const MOST_PARTS: usize = 1_000;

/// What came in one request.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) xml: Option<Bytes>,
    pub(super) files: Vec<File>,
    /// Whether the client has more to send.
    pub(super) more: bool,
}

/// A file that came.
#[derive(Debug)]
pub(super) struct File {
    /// As the answers call it.
    pub(super) name: String,
    /// What the client says that it is.
    pub(super) kind: Option<String>,
    /// Its bytes, if they can be kept as far as is known.
    pub(super) bytes: Result<Bytes, Refused>,
}

impl Parts {
    pub(super) async fn of(mut body: Multipart) -> Result<Self, Problem> {
        let (mut parts, mut count, mut room) = (Self::default(), 0, HELD);
        while let Some(field) = silent(body.next_field())
            .await?
            .map_err(|error| wrong(&error))?
        {
            count += 1;
            if count > MOST_PARTS {
                return Err(Problem::TooLarge);
            }
            let name = field.name().unwrap_or_default().to_owned();
            let file = field
                .file_name()
                .map(|file| file.rsplit('/').next().unwrap_or(file).to_owned());
            let kind = field.content_type().map(str::to_owned);
            let most = room.min(LARGEST_FILE);
            let (length, bytes) = read(field, most).await?;
            room -= bytes.as_ref().map_or(0, |_| length);
            match (name.as_str(), file) {
                (XML, _) => parts.xml = Some(bytes.ok_or(Problem::TooLarge)?),
                (INCOMPLETE, _) => {
                    parts.more = bytes.is_some_and(|bytes| bytes.eq_ignore_ascii_case(b"yes"));
                }
                (_, Some(name)) => {
                    let bytes = match bytes {
                        Some(bytes) => Ok(bytes),
                        None if length > LARGEST_FILE => Err(Refused::TooLarge),
                        // In a request of its own it can be kept.
                        None => return Err(Problem::TooLarge),
                    };
                    parts.files.push(File { name, kind, bytes });
                }
                _ => {}
            }
        }
        Ok(parts)
    }
}

/// The length of a part, and its bytes if there are no more than `most`; what is longer is skipped while it comes.
async fn read(mut field: Field<'_>, most: u64) -> Result<(u64, Option<Bytes>), Problem> {
    let (mut length, mut bytes) = (0, Some(Vec::new()));
    while let Some(chunk) = silent(field.chunk())
        .await?
        .map_err(|error| wrong(&error))?
    {
        length += chunk.len() as u64;
        bytes = bytes.filter(|_| length <= most);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((length, bytes.map(Bytes::from)))
}

async fn silent<T>(coming: impl Future<Output = T>) -> Result<T, Problem> {
    timeout(SILENCE, coming).await.map_err(|_| Problem::Timeout)
}

fn wrong(error: &MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::NotSubmission(error.body_text()),
    }
}
