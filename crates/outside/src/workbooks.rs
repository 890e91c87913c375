//! Workbooks in the manner of XLSForm: as files, and by what stands in their cells.

use std::sync::Arc;

use dong_hanh_form::{Context, Filling, Form, Lang, Sha256};
use dong_hanh_xlsform::{Files, compile, instance};
use rust_xlsxwriter::Workbook;

/// The titles of the sheets, in the order in which [`sheets`] gives them.
const TITLES: [&str; 4] = ["survey", "choices", "settings", "entities"];

/// A file: refused with words for each mistake, or a form that can be filled.
pub(crate) fn workbook(bytes: &[u8]) {
    match compile("a.xlsx", bytes, &Files::new()) {
        Ok(compiled) => {
            for warning in &compiled.warnings {
                assert!(!warning.text(Lang::Vi).is_empty());
            }
            let json = serde_json::to_string(&compiled.form).unwrap();
            let form = Form::parse(&json).expect("what was compiled is a form");
            assert_eq!(*form, compiled.form);
            fill(form);
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            for mistake in &mistakes {
                assert!(!mistake.text(Lang::Vi).is_empty() && !mistake.text(Lang::En).is_empty());
            }
        }
    }
}

/// What stands in the cells of a workbook: sheets with an empty line between, rows as lines, and `|` between cells.
pub(crate) fn sheets(bytes: &[u8]) {
    if let Some(book) = std::str::from_utf8(bytes).ok().and_then(book) {
        workbook(&book);
    }
}

/// A file that is to be seen, heard and played beside a question: it comes with the form, as its bytes are, or is told of.
pub(crate) fn shown(bytes: &[u8]) {
    let book =
        book("type|name|label|image|audio|video\nnote|a|A|x|x|x").expect("Excel can hold it");
    let files = Files::from([("x".to_owned(), bytes.to_vec())]);
    let compiled = compile("", &book, &files).expect("no file keeps a form from being one");
    let file = compiled.form.files.get("x");
    assert!(file.is_some() || compiled.warnings.len() == 3);
    if let Some(file) = file {
        assert_eq!(file.media.sha256, Sha256::of(bytes));
        assert!(
            file.size
                .is_none_or(|(width, height)| width > 0 && height > 0)
        );
    }
}

/// The workbook with such cells; none where Excel could not hold them.
pub(crate) fn book(text: &str) -> Option<Vec<u8>> {
    let mut workbook = Workbook::new();
    for (title, sheet) in TITLES.into_iter().zip(text.split("\n\n")) {
        let page = workbook.add_worksheet();
        page.set_name(title).ok()?;
        for (row, line) in (0..).zip(sheet.lines()) {
            for (column, cell) in (0..).zip(line.split('|')) {
                page.write_string(row, column, cell).ok()?;
            }
        }
    }
    workbook.save_to_buffer().ok()
}

/// Begins a form, and says the same to every question.
fn fill(form: Form) {
    let context = Context::on("2026-11-24".parse().unwrap());
    let mut filling = Filling::begin(Arc::new(form), context);
    let paths = filling.nodes().into_iter().map(|node| node.path);
    for path in paths.take(50).collect::<Vec<_>>() {
        for text in ["3", "x"] {
            // What is refused changes nothing.
            let before = filling.answers().clone();
            let done = filling.say(&path, text).is_ok();
            assert!(done || before == *filling.answers());
        }
    }
    let shown = filling.view().is_complete();
    assert_eq!(shown, filling.finish().is_ok());
    assert!(instance(&filling, None).starts_with("<data"));
}
