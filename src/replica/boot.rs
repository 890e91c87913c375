//! From the start of the app to an open replica: who was here last, signing in and out.

use dong_hanh_domain::UserId;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Replica;
use crate::device::SaveError;
use crate::words::device as words;

/// How far the start has come.
#[derive(Clone)]
pub enum Boot {
    /// The store is being opened.
    Starting,
    /// Nobody is signed in here.
    SignedOut {
        /// Who has signed in on this device before; their data is still here.
        known: Vec<KnownUser>,
    },
    /// Signed in; the first records are on their way.
    Fetching {
        /// So many have arrived.
        records: usize,
    },
    /// Ready for work.
    Open(Replica),
    /// The data cannot be opened; none of it was touched.
    Blocked(BlockedWhy),
}

/// Why the data cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockedWhy {
    /// A newer version of the app has upgraded it.
    Newer,
    /// The browser gives this page no storage, as in a private window or by a setting.
    NoStorage,
    /// Anything else, in the browser's words.
    Other(String),
}

/// Somebody whose data is on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownUser {
    /// Their id.
    pub user: UserId,
    /// The name that they sign in with.
    pub sign_in: String,
    /// The name that others see.
    pub name: String,
}

/// Why a sign-in did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SignInError {
    /// Name or password.
    #[error("wrong name or password")]
    Wrong,
    /// Too many tries; wait so many seconds.
    #[error("too many tries")]
    TooMany {
        /// Seconds.
        retry_after: u32,
    },
    /// No network, or the server is away.
    #[error("no answer")]
    NoAnswer,
    /// The server refuses for another reason, named by its code.
    #[error("refused: {0}")]
    Refused(String),
    /// What came could not be stored.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl SignInError {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Wrong => words::sign_in_wrong(lang),
            Self::TooMany { retry_after } => words::sign_in_wait(lang, retry_after.div_ceil(60)),
            Self::NoAnswer => words::sign_in_no_answer(lang),
            Self::Refused(code) => words::sign_in_refused(lang, code),
            Self::Save(error) => error.text(lang),
        }
    }
}

/// The session of this device; in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Session(());

/// The session.
#[must_use]
pub fn use_session() -> Session {
    expect_context()
}

#[allow(missing_docs, unused_variables, clippy::todo, clippy::unused_async)]
impl Session {
    /// Starts the app: opens the store of whoever was here last, without a network.
    pub fn start() -> Self { todo!() }
    pub fn boot(self) -> Boot { todo!() }
    /// Signs in; resolves when the first records are here and the replica is open.
    pub async fn sign_in(self, user: String, password: String) -> Result<(), SignInError> { todo!() }
    /// Closes the replica. The data stays on this device.
    pub async fn sign_out(self) { todo!() }
}
