//! Workbooks and records for the tests.
#![allow(dead_code)]

use chrono::NaiveDate;
use dong_hanh_domain::{Hamlet, HamletId, HamletKind, Household, UserId};
use dong_hanh_register::{Guess, Hamlets, Known, List, Planned, Verdict, guess, open, plan, read};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

pub(crate) const AN_HAI: HamletId = HamletId(Uuid::from_u128(1));
pub(crate) const TEN: HamletId = HamletId(Uuid::from_u128(2));
pub(crate) const OFFICER: UserId = UserId(Uuid::from_u128(9));

pub(crate) fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

pub(crate) fn hamlets() -> Hamlets {
    let hamlet = |id, name: &str| Hamlet {
        id,
        unit: "19900@2025-07-01".parse().unwrap(),
        name: name.to_owned(),
        kind: HamletKind::Neighbourhood,
        before: Vec::new(),
    };
    Hamlets::new(&[hamlet(AN_HAI, "An Hải"), hamlet(TEN, "10")])
}

/// A workbook of one sheet: a line a row, cells parted by strokes. `#12` is a number, `@1958-03-12` a day of Excel.
pub(crate) fn book(lines: &[&str]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split('|')) {
            if let Some(number) = cell.strip_prefix('#') {
                sheet
                    .write_number(row, column, number.parse::<f64>().unwrap())
                    .unwrap();
            } else if let Some(date) = cell.strip_prefix('@') {
                let date = ExcelDateTime::parse_from_str(date).unwrap();
                sheet
                    .write_datetime_with_format(row, column, &date, &day)
                    .unwrap();
            } else if !cell.is_empty() {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

pub(crate) fn guessed(lines: &[&str]) -> Guess {
    guess(&open(&book(lines)).unwrap(), None).unwrap()
}

/// Reads a list as it is guessed.
pub(crate) fn list(lines: &[&str]) -> List {
    list_with(lines, |_| {})
}

/// Reads a list as it is guessed and corrected.
pub(crate) fn list_with(lines: &[&str], correct: impl FnOnce(&mut Guess)) -> List {
    let workbook = open(&book(lines)).unwrap();
    let mut guess = guess(&workbook, None).unwrap();
    correct(&mut guess);
    read(&workbook, &guess.reading, &hamlets(), today())
}

pub(crate) fn planned(list: List, known: Vec<Household>) -> Vec<Planned> {
    let mut next = 100_u128;
    let mut ids = || {
        next += 1;
        Uuid::from_u128(next)
    };
    plan(
        list,
        &Known::new(known),
        &hamlets(),
        OFFICER,
        today(),
        &mut ids,
    )
}

/// The same text as some keyboards and other systems write it: each accent a letter of its own.
pub(crate) fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// The households that a list makes of an empty record.
pub(crate) fn fresh(lines: &[&str]) -> Vec<Household> {
    let new = planned(list(lines), Vec::new())
        .into_iter()
        .map(|planned| match planned.verdict {
            Verdict::New(household) => *household,
            other => panic!("{other:?} {:?}", planned.listed.problems),
        });
    new.collect()
}

/// The codes of what is wrong or odd, by their rows.
pub(crate) fn problems(planned: &Planned) -> Vec<(u32, &'static str)> {
    let problems = planned.listed.problems.iter();
    problems
        .map(|problem| (problem.row, problem.trouble.code()))
        .collect()
}
