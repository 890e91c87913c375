//! What the office asks the server about forms: which there are, to check a workbook, to publish it, to go back.

use chrono::{DateTime, Utc};
use dong_hanh_domain::UserId;
use dong_hanh_form::{Change, Form, FormId, Lang, Text};
use dong_hanh_sync::device::Failure;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::{File, FormData};

use super::network::Network;
use super::people::PeopleError;
use super::sending::{Sent, Told, Upload};
use super::share;

const FORMS: &str = "/api/v1/forms";

/// A version of a form that was published in the unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FormRow {
    /// It.
    pub id: FormId,
    /// Its name, which its versions have in common.
    pub name: String,
    /// What people call it.
    #[serde(default)]
    pub title: Option<Text>,
    /// What its author calls this version of it.
    pub version: String,
    /// When it was published first.
    pub published: DateTime<Utc>,
    /// Who published it; nobody where the installation has brought it along.
    #[serde(default)]
    pub publisher: Option<UserId>,
    /// Whether new visits begin with it.
    pub current: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who decided that.
    #[serde(default)]
    pub decided_by: Option<UserId>,
    /// How many visits of the unit were recorded with it.
    pub visits: u64,
    /// What it was made from, the workbook first.
    pub sources: Vec<String>,
}

/// What a workbook says.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Checked {
    /// It can be published.
    Right(Box<Right>),
    /// It cannot.
    Wrong {
        /// All that is wrong, by sheet, row and column.
        mistakes: Vec<Note>,
    },
}

/// A form as it would be published.
#[derive(Clone, Debug, Deserialize)]
pub struct Right {
    /// What it is named by.
    pub id: FormId,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Text,
    /// What its author calls this version of it.
    pub version: String,
    /// The version of this name with which new visits begin now.
    #[serde(default)]
    pub over: Option<FormId>,
    /// What that one is called, where this is hardly meant as a version of it.
    #[serde(default)]
    pub instead_of: Option<Text>,
    /// What is not the same as in that one.
    pub changes: Vec<Change>,
    /// What somebody should know.
    pub warnings: Vec<Note>,
    /// The form.
    pub definition: Form,
}

/// What is wrong or doubtful in one place of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Note {
    /// The sheet; empty for the file as a whole.
    pub sheet: String,
    /// The row, as Excel counts.
    #[serde(default)]
    pub row: Option<u32>,
    /// The column's header.
    #[serde(default)]
    pub header: Option<String>,
    /// The column's letters.
    #[serde(default)]
    pub column: Option<String>,
    vi: String,
    en: String,
}

impl Note {
    /// What is wrong and what to write instead.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// The cell, as Excel calls it: `B3`, a whole row or column, or nothing.
    #[must_use]
    pub fn cell(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        format!("{}{row}", self.column.as_deref().unwrap_or_default())
    }
}

/// A workbook with the files that it asks for, as somebody has chosen them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The workbook.
    pub book: Option<File>,
    /// The files that come with it.
    pub files: Vec<File>,
}

impl Workbook {
    /// Adds what somebody has chosen now: a workbook takes the place of the one before, and so does a file that is called
    /// like another.
    pub fn add(&mut self, chosen: impl IntoIterator<Item = File>) {
        for file in chosen {
            let name = file.name();
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            if matches!(ending.as_str(), "xlsx" | "xls") {
                self.book = Some(file);
            } else {
                self.files.retain(|known| known.name() != name);
                self.files.push(file);
            }
        }
    }

    fn sent(&self) -> Result<FormData, JsValue> {
        let data = FormData::new()?;
        let book = self.book.iter().map(|book| ("workbook", book));
        let files = self.files.iter().map(|file| ("files", file));
        for (field, file) in book.chain(files) {
            data.append_with_blob_and_filename(field, file, &file.name())?;
        }
        Ok(data)
    }
}

/// Every form that was ever published in the unit, what was published last first.
///
/// # Errors
/// [`PeopleError`].
pub async fn list(network: &Network) -> Result<Vec<FormRow>, PeopleError> {
    Ok(network.get(FORMS).await?)
}

/// Asks what a workbook would be as a form; `progress` hears how many bytes of how many are gone.
///
/// # Errors
/// What the browser says.
pub fn check(
    network: &Network,
    workbook: &Workbook,
    progress: impl Fn(u64, u64) + 'static,
) -> Result<(Upload, Told<Checked>), JsValue> {
    let (path, sent) = (format!("{FORMS}/check"), workbook.sent()?);
    Upload::begin(network, &path, &Sent::Files(&sent), progress)
}

/// Publishes a workbook as it was checked.
///
/// # Errors
/// What the browser says.
pub fn publish(
    network: &Network,
    workbook: &Workbook,
    checked: &Right,
    progress: impl Fn(u64, u64) + 'static,
) -> Result<(Upload, Told<()>), JsValue> {
    let over = checked.over.as_ref().map(|over| format!("&over={over}"));
    let path = format!("{FORMS}?id={}{}", checked.id, over.unwrap_or_default());
    let sent = workbook.sent()?;
    Upload::begin(network, &path, &Sent::Files(&sent), progress)
}

/// Makes a version the current one of its name, or withdraws it.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may have been done, and can be done again.
pub async fn set_current(
    network: &Network,
    form: &FormId,
    current: bool,
) -> Result<(), PeopleError> {
    let path = format!("{FORMS}/{form}/current");
    Ok(network.put(&path, &Decided { current }).await?)
}

#[derive(Serialize)]
struct Decided {
    current: bool,
}

/// Fetches a file that a form was made from, and gives it to the browser's downloads.
///
/// # Errors
/// [`PeopleError`].
pub async fn download(network: &Network, form: &FormId, name: &str) -> Result<(), PeopleError> {
    let called = String::from(js_sys::encode_uri_component(name));
    let path = format!("{FORMS}/{form}/files/{called}");
    let bytes = network.get_bytes(&path).await?;
    let parts = js_sys::Array::of1(&Uint8Array::from(&bytes[..]));
    let saved = File::new_with_u8_array_sequence(&parts, name).and_then(|file| share::save(&file));
    saved.map_err(|_| Failure::NoAnswer.into())
}
