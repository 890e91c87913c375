//! What the office asks the server about lists of households: to take one in, to read it otherwise, to say it, to take it
//! back.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{Both, Fact, HamletId, HouseholdId, UserId};
use dong_hanh_form::Lang;
use dong_hanh_sync::device::Failure;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::{File, FormData};

use super::network::Network;
use super::people::PeopleError;
use super::sending::{Sent, Told, Upload};
use super::share;

const IMPORTS: &str = "/api/v1/imports";

/// A list that was taken in, in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// What its file is called.
    pub file: String,
    /// Who takes it in.
    pub officer: UserId,
    /// When it came.
    pub at: DateTime<Utc>,
    /// How far it has come.
    pub state: State,
    /// How many households of each kind and outcome.
    pub counts: Vec<Count>,
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It was looked at.
    Checked,
    /// It is being said.
    Applying,
    /// That was stopped.
    Stopped,
    /// All of it was said.
    Applied,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

/// How many households are of a kind and an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Count {
    /// The kind.
    pub kind: Kind,
    /// What became of them.
    #[serde(default)]
    pub outcome: Option<String>,
    /// How many.
    pub count: u64,
}

/// What a household of a list would make of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The record does not have it.
    New,
    /// Something of it is otherwise.
    Changed,
    /// The record says the same.
    Same,
    /// It is not taken.
    Wrong,
}

impl Kind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Same, Self::Wrong];

    /// How it is written.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Wrong => "wrong",
        }
    }
}

impl Summary {
    /// How many households are of a kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> u64 {
        let counts = self.counts.iter().filter(|count| count.kind == kind);
        counts.map(|count| count.count).sum()
    }

    /// How many have an outcome.
    #[must_use]
    pub fn became(&self, outcome: &str) -> u64 {
        let counts = self.counts.iter();
        let counts = counts.filter(|count| count.outcome.as_deref() == Some(outcome));
        counts.map(|count| count.count).sum()
    }

    /// How many say something of the record, and how many of them were said or taken back.
    #[must_use]
    pub fn said(&self) -> (u64, u64) {
        let says = |count: &&Count| matches!(count.kind, Kind::New | Kind::Changed);
        let saying = self.counts.iter().filter(says);
        let done = saying.clone().filter(|count| count.outcome.is_some());
        (
            done.map(|count| count.count).sum(),
            saying.map(|count| count.count).sum(),
        )
    }
}

/// A list with how it is read.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Details {
    /// It.
    pub import: Summary,
    /// How it is read.
    pub reading: Reading,
    /// The columns that hold something.
    pub headings: Vec<Heading>,
    /// The sheets that hold something.
    pub sheets: Vec<String>,
    /// What columns can mean.
    pub meanings: Vec<Meaning>,
}

/// How a list is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The title of its sheet.
    pub sheet: String,
    /// The first row behind the headings.
    pub first: u32,
    /// What its columns mean, by their places.
    pub columns: BTreeMap<String, String>,
    /// The class of all whose row says none.
    #[serde(default)]
    pub class: Option<String>,
    /// The day of the decision about them.
    #[serde(default)]
    pub since: Option<NaiveDate>,
    /// Its number.
    #[serde(default)]
    pub decision: Option<String>,
    /// Where all live whose row does not say it.
    #[serde(default)]
    pub hamlet: Option<HamletId>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Heading {
    /// Its place.
    pub column: u32,
    /// What Excel calls it.
    pub letters: String,
    /// What stands over it.
    pub text: String,
    /// The first of its cells.
    pub samples: Vec<String>,
    /// Why nothing of it is read, where it is known and passed over; an older server does not say it.
    #[serde(default)]
    pub passed: Option<Both<String>>,
}

/// What a column can mean.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Meaning {
    /// How it is written.
    pub code: String,
    vi: String,
    en: String,
}

impl Meaning {
    /// In words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// Households of a list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Page {
    /// They.
    pub rows: Vec<Row>,
    /// Whether there are more.
    pub more: bool,
}

/// One household of a list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Row {
    /// Its place.
    pub place: u32,
    /// Which of the record it is about.
    #[serde(default)]
    pub household: Option<HouseholdId>,
    /// What became of it.
    #[serde(default)]
    pub outcome: Option<String>,
    /// It.
    pub listed: Listed,
}

/// A household as the list says it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Listed {
    /// Its rows, as Excel counts.
    pub rows: Vec<u32>,
    /// Its head.
    pub name: String,
    /// How many people it has.
    pub people: u32,
    /// Where it lives.
    #[serde(default)]
    pub hamlet: Option<HamletId>,
    /// What is wrong or odd.
    pub problems: Vec<Problem>,
    /// What would be otherwise.
    pub changes: Vec<Change>,
}

/// Something wrong or odd.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Problem {
    /// The row.
    pub row: u32,
    /// The column.
    #[serde(default)]
    pub column: Option<String>,
    /// Whether the household is not taken for it.
    pub wrong: bool,
    vi: String,
    en: String,
}

impl Problem {
    /// In words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// One fact that would be otherwise.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Change {
    /// Of whom.
    #[serde(default)]
    pub name: Option<String>,
    /// What it was.
    #[serde(default)]
    pub was: Option<Fact>,
    /// What it would be.
    pub is: Fact,
}

/// Sends a workbook; `progress` hears how many bytes of how many are gone.
///
/// # Errors
/// What the browser says.
pub fn begin(
    network: &Network,
    file: &File,
    progress: impl Fn(u64, u64) + 'static,
) -> Result<(Upload, Told<Details>), JsValue> {
    let data = FormData::new()?;
    data.append_with_blob_and_filename("workbook", file, &file.name())?;
    Upload::begin(network, IMPORTS, &Sent::Files(&data), progress)
}

/// The lists that the unit has taken in, what came last first.
///
/// # Errors
/// [`PeopleError`].
pub async fn list(network: &Network) -> Result<Vec<Summary>, PeopleError> {
    Ok(network.get(IMPORTS).await?)
}

/// One list.
///
/// # Errors
/// [`PeopleError`].
pub async fn show(network: &Network, id: &str) -> Result<Details, PeopleError> {
    Ok(network.get(&format!("{IMPORTS}/{id}")).await?)
}

/// Reads a list otherwise.
///
/// # Errors
/// [`PeopleError`].
pub async fn correct(
    network: &Network,
    id: &str,
    reading: &Reading,
) -> Result<Details, PeopleError> {
    network
        .put(&format!("{IMPORTS}/{id}/reading"), reading)
        .await?;
    show(network, id).await
}

/// Households of a kind, behind a place.
///
/// # Errors
/// [`PeopleError`].
pub async fn rows(
    network: &Network,
    id: &str,
    kind: Kind,
    behind: Option<u32>,
) -> Result<Page, PeopleError> {
    let behind = behind.map(|behind| format!("&behind={behind}"));
    let behind = behind.unwrap_or_default();
    let path = format!("{IMPORTS}/{id}/rows?kind={}{behind}", kind.code());
    Ok(network.get(&path).await?)
}

/// Begins to say a list.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may have begun.
pub async fn apply(network: &Network, id: &str) -> Result<(), PeopleError> {
    Ok(network
        .put(&format!("{IMPORTS}/{id}/application"), &())
        .await?)
}

/// Stops what is being said or taken back.
///
/// # Errors
/// [`PeopleError`].
pub async fn stop(network: &Network, id: &str) -> Result<(), PeopleError> {
    Ok(network
        .delete(&format!("{IMPORTS}/{id}/application"))
        .await?)
}

/// Begins to take a list back.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may have begun.
pub async fn undo(network: &Network, id: &str) -> Result<(), PeopleError> {
    Ok(network.put(&format!("{IMPORTS}/{id}/undoing"), &()).await?)
}

/// Forgets a list of which nothing was said.
///
/// # Errors
/// [`PeopleError`].
pub async fn forget(network: &Network, id: &str) -> Result<(), PeopleError> {
    Ok(network.delete(&format!("{IMPORTS}/{id}")).await?)
}

/// Fetches what was not taken, as a workbook, and gives it to the browser's downloads.
///
/// # Errors
/// [`PeopleError`].
pub async fn rejects(network: &Network, import: &Summary) -> Result<(), PeopleError> {
    let bytes = network
        .get_bytes(&format!("{IMPORTS}/{}/rejects", import.id))
        .await?;
    let stem = import
        .file
        .rsplit_once('.')
        .map_or(import.file.as_str(), |(stem, _)| stem);
    let parts = js_sys::Array::of1(&Uint8Array::from(&bytes[..]));
    let file = File::new_with_u8_array_sequence(&parts, &format!("{stem} - chưa nhận.xlsx"));
    let saved = file.and_then(|file| share::save(&file));
    saved.map_err(|_| Failure::NoAnswer.into())
}
