//! What the office asks the server about files that phones hand over: to take one in, and for what was kept of them.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Person, UserId};
use dong_hanh_sync::handover::Counts;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::File;

use super::network::Network;
use super::people::PeopleError;
use super::sending::{Sent, Told, Upload};

/// Where files are taken in.
const IMPORT: &str = "/api/v1/handovers";

/// Where drafts are that were handed over.
const DRAFTS: &str = "/api/v1/handovers/drafts";

/// Why something is closed.
#[derive(Serialize)]
struct Why<'a> {
    why: &'a str,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Imported {
    /// Whose work it is.
    pub person: Person,
    /// What their device is called.
    pub device: String,
    /// When the file was made.
    pub made: DateTime<Utc>,
    /// Operations that became part of the record now.
    pub applied: u64,
    /// Operations that the office holds now, by the reason.
    pub held: Vec<Counted>,
    /// Operations that had come before.
    pub known: u64,
    /// Pictures and sound that came now.
    pub media: u64,
    /// Those that had come before.
    pub known_media: u64,
    /// Those that were not taken, by the code of the problem.
    pub refused: Vec<Counted>,
    /// Visits that are not finished and are kept now.
    pub drafts: u64,
    /// Those that were kept before.
    pub known_drafts: u64,
    /// What the server cannot read and keeps now.
    pub unread: u64,
    /// Whether the file was whole.
    pub whole: bool,
    /// What was in the file and did not come.
    pub missing: Counts,
}

/// How often something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Counted {
    /// What: a stable word.
    pub code: String,
    /// How often.
    pub count: u64,
}

/// A visit that was handed over before it was finished.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct HandedDraft {
    /// Who was recording it.
    pub author: UserId,
    /// By what their drafts are told apart.
    pub digest: String,
    /// When it came.
    pub received: DateTime<Utc>,
    /// As the device had stored it.
    pub content: String,
    /// That an officer has closed it, if so.
    #[serde(default)]
    pub closed: Option<Closing>,
}

/// That an officer has closed what was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Closing {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where it was said.
    #[serde(default)]
    pub why: Option<String>,
}

impl HandedDraft {
    /// What it is known by among all.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}-{}", self.author, self.digest)
    }

    fn closing(&self) -> String {
        format!("{DRAFTS}/{}/{}/closing", self.author, self.digest)
    }
}

/// Takes in a file; `progress` hears how many bytes of how many are gone. The other half answers when the server has.
///
/// # Errors
/// What the browser says.
pub fn import(
    network: &Network,
    file: &File,
    progress: impl Fn(u64, u64) + 'static,
) -> Result<(Upload, Told<Imported>), JsValue> {
    Upload::begin(network, IMPORT, &Sent::File(file), progress)
}

/// What the people of the unit handed over before it was finished, and was not finished since; closed ones too.
///
/// # Errors
/// [`PeopleError`].
pub async fn drafts(network: &Network) -> Result<Vec<HandedDraft>, PeopleError> {
    Ok(network.get(DRAFTS).await?)
}

/// Closes a draft, which nobody finishes any more, for a reason or none; one that is closed already stays as it was closed.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may be closed, and can be closed again.
pub async fn close(network: &Network, draft: &HandedDraft, why: &str) -> Result<(), PeopleError> {
    Ok(network.put(&draft.closing(), &Why { why }).await?)
}

/// Opens a draft again.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may be open, and can be opened again.
pub async fn reopen(network: &Network, draft: &HandedDraft) -> Result<(), PeopleError> {
    Ok(network.delete(&draft.closing()).await?)
}
