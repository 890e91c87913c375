//! From rows to households: a row a household, or a row a person.

mod gather;
mod house;
mod turned;

use chrono::NaiveDate;
use dong_hanh_domain::{Fact, HamletId};
use dong_hanh_workbook::Workbook;

use crate::code::Code;
use crate::devices::Devices;
use crate::{Hamlets, Person, Problem, Reading};
use house::House;
use turned::Turned;

/// What a list says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Its households, in the order of their first rows.
    pub households: Vec<Listed>,
    /// Rows that are about nobody: names of hamlets, sums, signatures.
    pub aside: Vec<u32>,
}

/// A household as a list says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its rows, as Excel counts.
    pub rows: Vec<u32>,
    /// Its people, the head first; nobody where no row says a name.
    pub people: Vec<Person>,
    /// Where it lives, if that is known.
    pub hamlet: Option<HamletId>,
    /// What else is said of it.
    pub facts: Vec<Fact>,
    /// Whether everybody of it has a row.
    pub is_whole: bool,
    /// What is wrong or odd.
    pub problems: Vec<Problem>,
    pub(crate) code: Option<Code>,
    pub(crate) devices: Devices,
}

impl Listed {
    /// Whether it can be compared with the record.
    #[must_use]
    pub fn is_right(&self) -> bool {
        !self
            .problems
            .iter()
            .any(|problem| problem.trouble.is_wrong())
    }

    /// Its first row, as Excel counts.
    #[must_use]
    pub fn first(&self) -> u32 {
        self.rows.first().copied().unwrap_or_default()
    }
}

/// Reads a list as somebody says that it is to be read; nothing of a sheet that is not there.
#[must_use]
pub fn read(workbook: &Workbook, reading: &Reading, hamlets: &Hamlets, today: NaiveDate) -> List {
    let mut sheets = workbook.sheets.iter();
    let Some(sheet) = sheets.find(|sheet| sheet.title == reading.sheet) else {
        return List::default();
    };
    let gathered = gather::gather(sheet, reading, hamlets);
    let turned = Turned::of(&gathered.raw, today);
    let mut house = House::new(reading, hamlets, today);
    let households = gathered.raw.iter().map(|raw| {
        let mut listed = house.build(raw);
        listed.problems.extend(turned.problems(raw, today));
        listed
    });
    List {
        households: households.collect(),
        aside: gathered.aside,
    }
}
