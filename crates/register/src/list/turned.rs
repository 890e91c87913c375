//! Days that Excel took the wrong way round: where it is set to month before day it makes days of those alone that could
//! be read so, and leaves the others as the text that somebody typed.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use dong_hanh_domain::Birth;
use dong_hanh_workbook::Cell;

use super::gather::Raw;
use crate::birth::{birth, day_comes_first};
use crate::{Column, Problem, Trouble};

const OF_DAYS: [Column; 4] = [
    Column::Birth,
    Column::BirthMale,
    Column::BirthFemale,
    Column::Since,
];

/// Columns in which Excel's own days may be turned: none of them has a day that no month could be, and somebody typed
/// such days beside them, the day before the month.
pub(super) struct Turned(BTreeSet<u32>);

impl Turned {
    pub(super) fn of(raw: &[Raw<'_>], today: NaiveDate) -> Self {
        let (mut typed, mut sure) = (BTreeSet::new(), BTreeSet::new());
        for (_, at, cell) in raw.iter().flat_map(days) {
            match (cell, excels(cell, today)) {
                (Cell::Text(text), _) if day_comes_first(text) => drop(typed.insert(at)),
                (_, Some(day)) if day.day() > 12 => drop(sure.insert(at)),
                _ => {}
            }
        }
        Self(typed.difference(&sure).copied().collect())
    }

    /// What is worth a look in the rows of a household.
    pub(super) fn problems(&self, raw: &Raw<'_>, today: NaiveDate) -> Vec<Problem> {
        let turned = days(raw).filter(|(_, at, _)| self.0.contains(at));
        let turned = turned.filter_map(|(row, at, cell)| {
            let read = excels(cell, today)?;
            let other = NaiveDate::from_ymd_opt(read.year(), read.day(), read.month())?;
            let trouble = Trouble::Turned { read, other };
            (read != other).then(|| Problem::at(row, at, trouble))
        });
        turned.collect()
    }
}

/// The cells that are to hold days, each with its row and column.
fn days<'a>(raw: &'a Raw<'_>) -> impl Iterator<Item = (u32, u32, &'a Cell)> {
    raw.rows.iter().flat_map(|(row, cells)| {
        let days = OF_DAYS.iter().filter_map(|column| cells.get(column));
        days.map(|(at, cell)| (*row, *at, *cell))
    })
}

/// The day that Excel itself keeps in a cell.
fn excels(cell: &Cell, today: NaiveDate) -> Option<NaiveDate> {
    match (cell, birth(cell, today)) {
        (Cell::Moment(_), Ok(Birth::Date(date))) => Some(date),
        _ => None,
    }
}
