#![doc = include_str!("../README.md")]

mod birth;
mod code;
mod column;
mod devices;
mod grid;
mod guess;
mod hamlets;
mod known;
mod list;
mod person;
mod plan;
mod problem;
mod words;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use dong_hanh_domain::{Class, HamletId};
use dong_hanh_workbook::{Limits, Unread, Workbook};
use serde::{Deserialize, Serialize};

pub use column::Column;
pub use guess::{Guess, Heading, Passed, guess};
pub use hamlets::Hamlets;
pub use known::Known;
pub use list::{List, Listed, read};
pub use person::Person;
pub use plan::{Change, Ids, Kind, Planned, Verdict, plan};
pub use problem::{Problem, Trouble};

/// What a workbook of a register may hold: twenty thousand households, a row for each of their people, and notes.
pub const LIMITS: Limits = Limits {
    bytes: 192 << 20,
    rows: 150_000,
    columns: 200,
    text: 64 << 20,
};

/// The most households of one list.
pub const MOST_HOUSEHOLDS: usize = 40_000;

/// How a list is read: guessed, and corrected by whoever knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The title of its sheet.
    pub sheet: String,
    /// The first row behind the headings, as Excel counts: from 1.
    pub first: u32,
    /// What its columns mean, by their places from 0. Of one that is not here nothing is read.
    pub columns: BTreeMap<u32, Column>,
    /// The class of every household whose row says none, as in a list of the poor households.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// The day of the decision about every household whose row says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The number of that decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Where every household lives whose row does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hamlet: Option<HamletId>,
}

/// Opens a workbook with all its sheets.
///
/// # Errors
/// [`Unread`]: it is none, is broken, or is larger than a register.
pub fn open(bytes: &[u8]) -> Result<Workbook, Unread> {
    dong_hanh_workbook::read(bytes, LIMITS, <[String]>::to_vec)
}
