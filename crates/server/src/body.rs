//! Bodies of requests, with a clear problem for each way in which one can be wrong.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::error::Problem;

/// A whole body, decompressed, within the limit of its route.
pub struct Whole(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Whole {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Bytes::from_request(request, state)
            .await
            .map(Self)
            .map_err(incomplete)
    }
}

/// A JSON body.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Whole(bytes) = Whole::from_request(request, state).await?;
        parse(&bytes).map(Self)
    }
}

/// Reads JSON.
///
/// # Errors
/// [`Problem::NotJson`] for what is broken or cut off, [`Problem::WrongShape`] for what means something else.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        Category::Data => Problem::WrongShape(without_content(&error.to_string())),
        Category::Syntax | Category::Eof | Category::Io => Problem::NotJson(error.to_string()),
    })
}

/// What was wrong, without the value itself, which may be a password in the wrong place: `invalid type: …, expected u64`.
fn without_content(message: &str) -> String {
    const SAYING: [&str; 5] = [
        "invalid type: ",
        "invalid value: ",
        "invalid length: ",
        "unknown variant ",
        "unknown field ",
    ];
    let said = SAYING
        .iter()
        .find_map(|saying| Some((saying, message.find(saying)? + saying.len())));
    // The last, as the value itself may say so too.
    let expected = message
        .rfind(", expected")
        .or_else(|| message.rfind(", there are"));
    match (said, expected) {
        (Some((_, from)), Some(to)) if from <= to => {
            format!("{}…{}", &message[..from], &message[to..])
        }
        (Some((_, from)), _) => format!("{}…", &message[..from]),
        (None, _) => message.to_owned(),
    }
}

fn incomplete(rejection: BytesRejection) -> Problem {
    let detail = rejection.body_text();
    match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::NotJson(detail),
    }
}

/// The next bytes of a body.
pub(crate) async fn next_bytes(body: &mut Body) -> Option<Result<Bytes, axum::Error>> {
    loop {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
        match frame.map(|frame| frame.into_data()) {
            Ok(Ok(bytes)) => return Some(Ok(bytes)),
            // Trailers say nothing here.
            Ok(Err(_)) => {}
            Err(error) => return Some(Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_wrong_is_told_without_what_it_was() {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code)]
        struct Asked {
            number: u8,
            kind: Kind,
        }
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Kind {
            Officer,
        }
        for (json, told) in [
            (
                r#"{"number":"mật, expected khẩu"}"#,
                "invalid type: …, expected u8",
            ),
            (r#"{"number":280963}"#, "invalid value: …, expected u8"),
            (
                r#"{"kind":"mật khẩu"}"#,
                "unknown variant …, expected `officer`",
            ),
            (
                r#"{"mật khẩu":1}"#,
                "unknown field …, expected `number` or `kind`",
            ),
            (r#"{"number":1}"#, "missing field `kind`"),
        ] {
            let problem = parse::<Asked>(json.as_bytes()).err();
            let Some(Problem::WrongShape(detail)) = problem else {
                unreachable!("{json}: {problem:?}");
            };
            assert_eq!(detail.split(" at line").next(), Some(told));
        }
        let _ = Kind::Officer;
    }
}
