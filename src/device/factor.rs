//! The second factor of whoever is signed in, as the server says and changes it.

use chrono::{DateTime, Utc};
use dong_hanh_form::Lang;
use dong_hanh_sync::device::Failure;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::network::Network;
use super::people::DrawnCode;
use crate::words::{account, factor as words};

const FACTOR: &str = "/api/v1/me/factor";

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Factor {
    /// Since when it is asked for; none where it is not.
    #[serde(default)]
    pub since: Option<DateTime<Utc>>,
    /// How many recovery codes are left.
    pub recovery: u64,
}

/// A key, which is told once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Begun {
    /// The key, to be typed.
    pub key: String,
    /// The same as a code for a phone's camera.
    pub drawn: DrawnCode,
}

#[derive(Serialize)]
struct Password<'a> {
    password: &'a str,
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
}

#[derive(Serialize)]
struct Both<'a> {
    password: &'a str,
    code: &'a str,
}

#[derive(Deserialize)]
struct Codes {
    codes: Vec<String>,
}

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FactorError {
    /// No network, or the server is away.
    #[error("no answer")]
    NoAnswer,
    /// The password.
    #[error("wrong password")]
    Password,
    /// The code.
    #[error("wrong code")]
    Code,
    /// Too many tries; wait so many seconds.
    #[error("too many tries")]
    TooMany {
        /// Seconds.
        retry_after: u32,
    },
    /// It stands otherwise by now.
    #[error("it was changed elsewhere")]
    MovedOn,
    /// The own session has ended.
    #[error("the session has ended")]
    SessionEnded,
    /// The server refuses for another reason, named by its code.
    #[error("refused: {0}")]
    Refused(String),
}

impl FactorError {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoAnswer => words::no_answer(lang),
            Self::Password => words::password_wrong(lang),
            Self::Code => words::wrong(lang),
            Self::TooMany { retry_after } => words::wait(lang, retry_after.div_ceil(60)),
            Self::MovedOn => words::moved_on(lang),
            Self::SessionEnded => account::signed_out_title(lang),
            Self::Refused(code) => words::refused(lang, code),
        }
    }
}

/// How it stands.
///
/// # Errors
/// [`FactorError`].
pub async fn stands(network: &Network) -> Result<Factor, FactorError> {
    Ok(network.get(FACTOR).await?)
}

/// Makes a key.
///
/// # Errors
/// [`FactorError`]; where no answer came there may be a key that nobody knows, which counts for nothing.
pub async fn begin(network: &Network, password: &str) -> Result<Begun, FactorError> {
    Ok(network.make_of(FACTOR, &Password { password }).await?)
}

/// Shows a code of the key that was made: from now on it is asked for. Gives the recovery codes.
///
/// # Errors
/// [`FactorError`]; where no answer came it may be asked for, and other recovery codes can be made.
pub async fn confirm(network: &Network, code: &str) -> Result<Vec<String>, FactorError> {
    let made: Codes = network.put_of(FACTOR, &Code { code }).await?;
    Ok(made.codes)
}

/// Makes other recovery codes.
///
/// # Errors
/// [`FactorError`]; where no answer came those of before may count no more.
pub async fn renew(network: &Network, code: &str) -> Result<Vec<String>, FactorError> {
    let path = format!("{FACTOR}/codes");
    let made: Codes = network.make_of(&path, &Code { code }).await?;
    Ok(made.codes)
}

/// Takes it off.
///
/// # Errors
/// [`FactorError`].
pub async fn remove(network: &Network, password: &str, code: &str) -> Result<(), FactorError> {
    let path = format!("{FACTOR}/removal");
    Ok(network.post(&path, &Both { password, code }).await?)
}

impl From<Failure> for FactorError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused { code } => match code.as_str() {
                "wrong-password" => Self::Password,
                "wrong-code" => Self::Code,
                "factor-moved-on" => Self::MovedOn,
                _ => Self::Refused(code),
            },
            Failure::Busy {
                retry_after: Some(retry_after),
            } => Self::TooMany { retry_after },
            Failure::SignedOut => Self::SessionEnded,
            Failure::Version => Self::Refused("protocol-unknown".to_owned()),
            Failure::NoAnswer
            | Failure::Busy { retry_after: None }
            | Failure::Full
            | Failure::Storage => Self::NoAnswer,
        }
    }
}
