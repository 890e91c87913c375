//! The parts of a request: the filled form, and files.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use tokio::time::timeout;

use crate::error::Problem;

/// A connection that brings nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// What OpenRosa calls the part with the answers.
const XML: &str = "xml_submission_file";

/// What a client says with a part after which more are to come.
const INCOMPLETE: &str = "*isIncomplete*";

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
    pub(super) bytes: Bytes,
}

impl Parts {
    pub(super) async fn of(mut body: Multipart) -> Result<Self, Problem> {
        let (mut parts, mut count) = (Self::default(), 0);
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
            let bytes = whole(field).await?;
            match (name.as_str(), file) {
                (XML, _) => parts.xml = Some(bytes),
                (INCOMPLETE, _) => parts.more = bytes.eq_ignore_ascii_case(b"yes"),
                (_, Some(name)) => parts.files.push(File { name, kind, bytes }),
                _ => {}
            }
        }
        Ok(parts)
    }
}

async fn whole(mut field: Field<'_>) -> Result<Bytes, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = silent(field.chunk())
        .await?
        .map_err(|error| wrong(&error))?
    {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.into())
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
