//! What of the unit only the server keeps: the list, and emptying what is due.

use chrono::NaiveDate;
use dong_hanh_domain::UnitKey;
use dong_hanh_domain::retention::{Kept, Which};
use serde::{Deserialize, Serialize};

use super::network::Network;
use super::people::PeopleError;

/// So much is emptied with one request: the server takes no more.
const AT_ONCE: usize = 200;

/// One thing that only the server keeps.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Retained {
    /// Which.
    pub which: Which,
    /// Since when its term runs.
    pub since: NaiveDate,
    /// What a workbook is called.
    #[serde(default)]
    pub file: Option<String>,
}

/// How much was emptied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Emptied {
    /// Drafts that were handed over.
    pub drafts: u64,
    /// Workbooks.
    pub workbooks: u64,
}

#[derive(Serialize)]
struct Shown<'a> {
    shown: &'a [Which],
}

impl Retained {
    /// What of it the rule of terms reads.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept {
            which: self.which.clone(),
            since: self.since,
        }
    }
}

/// What only the server keeps of a unit.
///
/// # Errors
/// [`PeopleError`].
pub async fn on_server(network: &Network, unit: &UnitKey) -> Result<Vec<Retained>, PeopleError> {
    Ok(network.get(&path(unit)).await?)
}

/// Empties what was shown, as far as the server finds it due.
///
/// # Errors
/// [`PeopleError`]; some of it may be gone then, and all of it can be asked for again.
pub async fn empty(
    network: &Network,
    unit: &UnitKey,
    shown: &[Which],
) -> Result<Emptied, PeopleError> {
    let mut all = Emptied::default();
    for shown in shown.chunks(AT_ONCE) {
        let done: Emptied = network.make_of(&path(unit), &Shown { shown }).await?;
        all.drafts += done.drafts;
        all.workbooks += done.workbooks;
    }
    Ok(all)
}

fn path(unit: &UnitKey) -> String {
    format!("/api/v1/units/{unit}/retention")
}
