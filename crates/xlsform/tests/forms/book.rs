//! Workbooks written as text: sheets of lines, with `|` between the cells.

use std::collections::BTreeMap;

use dong_hanh_form::{Definition, Node, Question};
use dong_hanh_xlsform::{Compiled, Mistake, Where, compile};
use rust_xlsxwriter::Workbook;

/// Sheets with their titles.
pub(crate) type Sheets<'s> = &'s [(&'s str, &'s str)];

/// The bytes of a workbook.
pub(crate) fn book(sheets: Sheets<'_>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (title, text) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*title).unwrap();
        for (row, line) in text.trim().lines().enumerate() {
            for (column, cell) in line.split('|').map(str::trim).enumerate() {
                if !cell.is_empty() {
                    sheet.write_string(row as u32, column as u16, cell).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// What a workbook compiles to.
pub(crate) fn compiled(sheets: Sheets<'_>) -> Compiled {
    compiled_of("", sheets)
}

/// What a workbook in a file of this name compiles to.
pub(crate) fn compiled_of(file: &str, sheets: Sheets<'_>) -> Compiled {
    let compiled = compile(file, &book(sheets), &BTreeMap::new());
    compiled.unwrap_or_else(|mistakes| panic!("refused: {}", told(&mistakes)))
}

/// The form that a sheet of questions compiles to.
pub(crate) fn form(survey: &str) -> Definition {
    compiled(&[("survey", survey)]).form
}

/// A form's first question.
pub(crate) fn question(definition: &Definition, index: usize) -> Question {
    match &definition.nodes[index] {
        Node::Question(question) => (**question).clone(),
        other => panic!("no question: {other:?}"),
    }
}

pub(crate) fn mistakes(sheets: Sheets<'_>) -> Vec<Mistake> {
    match compile("", &book(sheets), &BTreeMap::new()) {
        Err(mistakes) => mistakes,
        Ok(compiled) => panic!("not refused: {:?}", compiled.form),
    }
}

/// A place as Excel says it, with the header: `survey!B3 name`.
pub(crate) fn place(at: &Where) -> String {
    let letter = at.letter.as_deref().unwrap_or("");
    let row = at.row.map(|row| row.to_string()).unwrap_or_default();
    let header = at.header.as_deref().unwrap_or("");
    format!("{}!{letter}{row} {header}", at.sheet)
        .trim()
        .to_owned()
}

fn told(mistakes: &[Mistake]) -> String {
    let lines = mistakes
        .iter()
        .map(|mistake| format!("{} {:?}", place(&mistake.at), mistake.wrong));
    lines.collect::<Vec<_>>().join("\n")
}
