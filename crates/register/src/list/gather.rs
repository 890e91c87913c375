//! Which rows are of one household.

use std::collections::{BTreeMap, HashMap};

use dong_hanh_domain::HamletId;
use dong_hanh_domain::search::fold;
use dong_hanh_workbook::{Cell, Row, Sheet};

use crate::code::{code, key, width};
use crate::devices::has;
use crate::grid::said;
use crate::hamlets::is_like_one;
use crate::person::Cells;
use crate::words::kin;
use crate::{Column, Hamlets, Reading};

/// The rows of one household.
#[derive(Debug, Default)]
pub(super) struct Raw<'a> {
    pub(super) rows: Vec<(u32, Cells<'a>)>,
    /// What the row says under whose name the household stands.
    pub(super) section: Option<Section>,
    /// The code as it is compared, and the row that has it already.
    pub(super) first: Option<u32>,
    pub(super) width: Option<usize>,
    pub(super) is_by_person: bool,
}

/// A row that names a hamlet, over the households that live in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Section {
    Known(HamletId),
    Unknown(String),
}

#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    pub(super) raw: Vec<Raw<'a>>,
    pub(super) aside: Vec<u32>,
}

/// Gathers the rows of a sheet.
pub(super) fn gather<'a>(sheet: &'a Sheet, reading: &Reading, hamlets: &Hamlets) -> Gathered<'a> {
    let first = reading.first.saturating_sub(1);
    let rows: Vec<(u32, &Row, Cells<'a>)> = sheet
        .rows
        .range(first..)
        .map(|(row, cells)| (row + 1, cells, meant(cells, &reading.columns)))
        .collect();
    let shape = Shape::of(&rows, reading);
    // Behind the last row that says two things of somebody stand sums, places and signatures.
    let last = rows.iter().rposition(|(_, _, cells)| is_data(cells));
    let mut gathered = Gathered::default();
    let mut codes: HashMap<String, usize> = HashMap::new();
    let mut section = None;
    let mut open: Option<usize> = None;
    for (at, (row, all, cells)) in rows.into_iter().enumerate() {
        let alone = alone(all);
        let named = alone.and_then(|text| heading(&text, hamlets));
        if let Some(named) = named {
            (section, open) = (Some(named), None);
            gathered.aside.push(row);
            continue;
        }
        if last.is_none_or(|last| at > last) || is_sum(&cells) || !says_something(&cells) {
            gathered.aside.push(row);
            continue;
        }
        let code = cells
            .get(&Column::Code)
            .and_then(|(_, cell)| code(cell, None));
        let code = code.map(|code| key(&code.text));
        let known = code.as_ref().and_then(|code| codes.get(code)).copied();
        let current = open.and_then(|open| gathered.raw.get(open));
        let goes_on = current.is_some_and(|current| !shape.begins(current, &cells));
        // Somebody of a household whose rows stand elsewhere.
        let back = known.filter(|_| {
            shape.is_by_person && !is_head(&cells) && cells.contains_key(&Column::Relation)
        });
        let to = if goes_on { open } else { back };
        let to = to.unwrap_or_else(|| {
            gathered.raw.push(Raw {
                section: section.clone(),
                first: known.and_then(|known| Some(gathered.raw.get(known)?.rows.first()?.0)),
                width: shape.width,
                is_by_person: shape.is_by_person,
                ..Raw::default()
            });
            gathered.raw.len() - 1
        });
        if let Some(code) = code {
            codes.entry(code).or_insert(to);
        }
        if let Some(raw) = gathered.raw.get_mut(to) {
            raw.rows.push((row, cells));
        }
        open = Some(to);
    }
    gathered
}

/// The cells of a row by what they mean; of several columns that mean the same, the first that says something, or the
/// first with a mark where they are marks.
fn meant<'a>(row: &'a Row, columns: &BTreeMap<u32, Column>) -> Cells<'a> {
    let mut cells = Cells::new();
    for (at, cell) in row {
        let says = !said(cell).is_empty();
        if let Some(column) = columns.get(at).filter(|_| says) {
            let held = cells.entry(*column).or_insert((*at, cell));
            let is_marked = |cell: &Cell| has(&said(cell)) == Some(true);
            if column.is_of_several() && !is_marked(held.1) && is_marked(cell) {
                *held = (*at, cell);
            }
        }
    }
    cells
}

/// How a list tells its households apart.
struct Shape {
    is_by_person: bool,
    /// A running number stands only where a household begins.
    by_number: bool,
    width: Option<usize>,
}

impl Shape {
    fn of(rows: &[(u32, &Row, Cells<'_>)], reading: &Reading) -> Self {
        let has = |column: Column| reading.columns.values().any(|known| *known == column);
        let is_by_person = Column::say_people(reading.columns.values());
        let named = || {
            rows.iter()
                .filter(|(_, _, cells)| name(cells).is_some() && is_data(cells))
        };
        let numbered = named()
            .filter(|(_, _, cells)| cells.contains_key(&Column::Number))
            .count();
        let by_number = !has(Column::HouseholdNumber) && numbered > 0 && numbered < named().count();
        let codes = rows
            .iter()
            .filter_map(|(_, _, cells)| cells.get(&Column::Code));
        Self {
            is_by_person: is_by_person || by_number,
            by_number,
            width: width(codes.map(|(_, cell)| *cell)),
        }
    }

    /// Whether a row begins another household than the one before it.
    fn begins(&self, current: &Raw<'_>, cells: &Cells<'_>) -> bool {
        if !self.is_by_person {
            return true;
        }
        let other = |column: Column, same: fn(&Cell) -> String| {
            let (_, next) = cells.get(&column)?;
            let mut known = current
                .rows
                .iter()
                .filter_map(|(_, cells)| cells.get(&column));
            let (_, known) = known.next()?;
            Some(same(next) != same(known))
        };
        let plain = |cell: &Cell| key(&said(cell));
        let folded = |cell: &Cell| fold(&said(cell));
        if let Some(other) = other(Column::Code, plain) {
            return other;
        }
        if let Some(other) = other(Column::HouseholdNumber, plain) {
            return other;
        }
        // The first row had none, and this one does.
        if cells.contains_key(&Column::HouseholdNumber) || cells.contains_key(&Column::Code) {
            return true;
        }
        if let Some(true) = other(Column::HeadName, folded) {
            return true;
        }
        is_head(cells) || (self.by_number && cells.contains_key(&Column::Number))
    }
}

/// Whether a row says that it is about a head.
fn is_head(cells: &Cells<'_>) -> bool {
    let relation = cells.get(&Column::Relation);
    relation.is_some_and(|(_, cell)| {
        let kin = kin(&said(cell));
        kin.is_known && kin.relation.is_none()
    })
}

/// The name that a row is about.
pub(super) fn name(cells: &Cells<'_>) -> Option<(u32, String)> {
    let name = cells.get(&Column::Name).or(cells.get(&Column::HeadName));
    name.map(|(at, cell)| (*at, said(cell)))
}

/// Whether a row says somebody's name and something else.
fn is_data(cells: &Cells<'_>) -> bool {
    name(cells).is_some() && cells.len() > 1
}

/// Whether a row that may have lost its name says something of a person.
fn says_something(cells: &Cells<'_>) -> bool {
    let numbers = [
        Column::Number,
        Column::HouseholdNumber,
        Column::MemberNumber,
        Column::Size,
    ];
    let rest = cells.keys().filter(|column| !numbers.contains(column));
    name(cells).is_some() || rest.count() > 1
}

/// Whether a row is a sum of others.
fn is_sum(cells: &Cells<'_>) -> bool {
    let begins = |text: &str| {
        let folded = fold(text);
        ["tong cong", "tong so", "cong", "tong"].iter().any(|sum| {
            let rest = folded.strip_prefix(sum);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let mut texts = cells.values().filter_map(|(_, cell)| match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    });
    // Nobody is born in a sum.
    let births = [
        Column::Birth,
        Column::BirthMale,
        Column::BirthFemale,
        Column::Relation,
    ];
    texts.any(|text| begins(text)) && !births.iter().any(|birth| cells.contains_key(birth))
}

/// The only text of a row.
fn alone(row: &Row) -> Option<String> {
    let mut texts = row.values();
    match (texts.next(), texts.next()) {
        (Some(cell @ Cell::Text(_)), None) => Some(said(cell)),
        _ => None,
    }
}

/// A row that names a hamlet over its households: `I. Thôn An Hải`.
fn heading(text: &str, hamlets: &Hamlets) -> Option<Section> {
    let bare = text.split_once(['.', ')']).map_or(text, |(number, rest)| {
        let is_number = number.trim().chars().count() <= 4 && !rest.trim().is_empty();
        if is_number { rest } else { text }
    });
    let name = bare.split([':', '(']).next().unwrap_or(bare).trim();
    let is_like_one = is_like_one(name);
    match hamlets.named(name) {
        Some(id) if is_like_one || !hamlets.take_any() => Some(Section::Known(id)),
        None if is_like_one => Some(Section::Unknown(name.to_owned())),
        _ => None,
    }
}
