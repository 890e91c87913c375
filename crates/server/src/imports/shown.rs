//! A list and its rows as the office's screen gets them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{Class, HamletId, Word as _};
use dong_hanh_register::{Change, Column, Guess, Passed, Problem as Trouble, Reading};
use dong_hanh_store::{Import, ImportCount, ImportRow, ImportState};
use dong_hanh_workbook::letters;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Problem;

/// A list that was taken in, in numbers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportSummary {
    /// Its id.
    pub id: Uuid,
    /// What its file is called.
    pub file: String,
    /// Who takes it in.
    pub officer: Uuid,
    /// When it came.
    pub at: DateTime<Utc>,
    /// `checked`, `applying`, `stopped`, `applied`, `undoing` or `undone`.
    pub state: String,
    /// How many households of each kind and outcome.
    pub counts: Vec<Told>,
}

/// How many households are of a kind and an outcome.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Told {
    /// `new`, `changed`, `same` or `wrong`.
    pub kind: String,
    /// `applied`, `clashed`, `held`, `taken_back`, `partly` or `stays`; none as long as nothing was said.
    pub outcome: Option<String>,
    /// How many.
    pub count: u64,
}

/// A list, with how it is read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportDetails {
    /// The list.
    pub import: ImportSummary,
    /// How it is read.
    pub reading: ListReading,
    /// The columns that hold something.
    pub headings: Vec<Heading>,
    /// The sheets that hold something.
    pub sheets: Vec<String>,
    /// What columns can mean, in the order in which it is offered.
    pub meanings: Vec<Meaning>,
}

/// What a column can mean.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Meaning {
    /// How it is written in `ListReading`.
    pub code: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl From<Column> for Meaning {
    fn from(column: Column) -> Self {
        let words = column.both().owned();
        Self {
            code: column.code().to_owned(),
            vi: words.vi,
            en: words.en,
        }
    }
}

/// One column of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Heading {
    /// Its place, from 0.
    pub column: u32,
    /// What Excel calls it.
    pub letters: String,
    /// What stands over it.
    pub text: String,
    /// The first of its cells.
    pub samples: Vec<String>,
    /// Why nothing of it is read and where it can be written down instead, where it is known and passed over.
    pub passed: Option<WhyPassed>,
}

/// Why a column is passed over.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WhyPassed {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl From<Passed> for WhyPassed {
    fn from(passed: Passed) -> Self {
        let words = passed.both().owned();
        Self {
            vi: words.vi,
            en: words.en,
        }
    }
}

/// How a list is read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ListReading {
    /// The title of its sheet.
    pub sheet: String,
    /// The first row behind the headings, as Excel counts.
    #[schema(minimum = 1)]
    pub first: u32,
    /// What its columns mean, by their places from 0: `name`, `birth`, `code`, …
    pub columns: BTreeMap<String, String>,
    /// The class of every household whose row says none: `poor`, `near_poor`, `escaped` or `escaped_near`.
    #[serde(default)]
    pub class: Option<String>,
    /// The day of the decision about every household whose row says none.
    #[serde(default)]
    pub since: Option<NaiveDate>,
    /// The number of that decision.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub decision: Option<String>,
    /// Where every household lives whose row does not say it.
    #[serde(default)]
    pub hamlet: Option<Uuid>,
}

/// Households of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowPage {
    /// They, in the order of the list.
    pub rows: Vec<Row>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// One household of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Row {
    /// Its place among those of the list, from 0.
    pub place: u32,
    /// Which household of the record it is about.
    pub household: Option<Uuid>,
    /// What became of it, as in `Told`.
    pub outcome: Option<String>,
    /// It.
    pub listed: ListedRow,
}

/// A household as the list says it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ListedRow {
    /// `new`, `changed`, `same` or `wrong`.
    pub kind: String,
    /// Its rows, as Excel counts.
    pub rows: Vec<u32>,
    /// Its head.
    pub name: String,
    /// How many people it has.
    pub people: u32,
    /// Where it lives.
    pub hamlet: Option<Uuid>,
    /// What is wrong or odd.
    pub problems: Vec<Said>,
    /// What would be otherwise, fact by fact: `name`, `was`, `is`.
    #[schema(value_type = Vec<Object>)]
    pub changes: Vec<Change>,
}

/// Something that is wrong or odd.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Said {
    /// The row, as Excel counts.
    pub row: u32,
    /// The column, as Excel calls it.
    pub column: Option<String>,
    /// Whether the household is not taken for it.
    pub wrong: bool,
    /// A stable word.
    pub code: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl From<&Trouble> for Said {
    fn from(problem: &Trouble) -> Self {
        let words = problem.trouble.both();
        Self {
            row: problem.row,
            column: problem.column.map(letters),
            wrong: problem.trouble.is_wrong(),
            code: problem.trouble.code().to_owned(),
            vi: words.vi,
            en: words.en,
        }
    }
}

impl ImportSummary {
    /// A list as it stands; one that nobody works on any more has stopped.
    #[must_use]
    pub fn of(import: &Import, counts: Vec<ImportCount>, runs: bool) -> Self {
        let state = match import.state {
            ImportState::Checked => "checked",
            ImportState::Applying if runs => "applying",
            ImportState::Applying | ImportState::Stopped => "stopped",
            ImportState::Applied => "applied",
            ImportState::Undoing if runs => "undoing",
            // What was not taken back yet can be.
            ImportState::Undoing => "applied",
            ImportState::Undone => "undone",
        };
        let told = |count: ImportCount| Told {
            kind: count.kind,
            outcome: count.outcome,
            count: count.count,
        };
        Self {
            id: import.id.0,
            file: import.file.clone(),
            officer: import.officer.0,
            at: import.at,
            state: state.to_owned(),
            counts: counts.into_iter().map(told).collect(),
        }
    }
}

impl ImportDetails {
    /// A list with how it is read.
    #[must_use]
    pub fn of(import: ImportSummary, guess: Guess) -> Self {
        let sheets = guess.sheets.clone();
        let (reading, headings) = Self::read(guess);
        Self {
            import,
            reading,
            headings,
            sheets,
            meanings: Column::ALL.iter().copied().map(Meaning::from).collect(),
        }
    }
}

impl ImportDetails {
    /// How a list is read, and its columns.
    #[must_use]
    pub fn read(guess: Guess) -> (ListReading, Vec<Heading>) {
        let heading = |heading: dong_hanh_register::Heading| Heading {
            column: heading.column,
            letters: heading.letters,
            text: heading.text,
            samples: heading.samples,
            passed: heading.passed.map(WhyPassed::from),
        };
        let headings = guess.headings.into_iter().map(heading);
        (guess.reading.into(), headings.collect())
    }
}

impl Row {
    /// A row as the store has it.
    ///
    /// # Errors
    /// [`Problem::Internal`] where it is not what this version wrote.
    pub fn of(row: ImportRow) -> Result<Self, Problem> {
        Ok(Self {
            place: row.place,
            household: row.household.map(|household| household.0),
            outcome: row.outcome,
            listed: serde_json::from_str(&row.body).map_err(|_| Problem::Internal)?,
        })
    }
}

impl From<Reading> for ListReading {
    fn from(reading: Reading) -> Self {
        let columns = reading.columns.iter();
        Self {
            sheet: reading.sheet,
            first: reading.first,
            columns: columns
                .map(|(at, column)| (at.to_string(), column.code().to_owned()))
                .collect(),
            class: reading.class.map(|class| class.code().to_owned()),
            since: reading.since,
            decision: reading.decision,
            hamlet: reading.hamlet.map(|hamlet| hamlet.0),
        }
    }
}

impl ListReading {
    /// The same as it is understood.
    ///
    /// # Errors
    /// [`Problem::WrongShape`] with what is not.
    pub fn understood(self) -> Result<Reading, Problem> {
        let wrong = |what: &str| Problem::WrongShape(what.to_owned());
        let columns = self.columns.iter().map(|(at, name)| {
            let at: u32 = at.parse().map_err(|_| wrong(at))?;
            let mut known = Column::ALL.iter();
            let column = known.find(|column| column.code() == name);
            Ok((at, *column.ok_or_else(|| wrong(name))?))
        });
        let class = match self.class.as_deref() {
            Some(code) => Some(Class::coded(code).ok_or_else(|| wrong(code))?),
            None => None,
        };
        let decision = self.decision.map(|text| text.trim().to_owned());
        let decision = decision.filter(|text| !text.is_empty());
        if decision
            .as_ref()
            .is_some_and(|text| text.chars().count() > 200)
        {
            return Err(wrong("decision"));
        }
        Ok(Reading {
            first: self.first.max(1),
            columns: columns.collect::<Result<_, Problem>>()?,
            class,
            since: self.since,
            decision,
            hamlet: self.hamlet.map(HamletId),
            sheet: self.sheet,
        })
    }
}
