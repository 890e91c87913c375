//! Lists of households: as files, and by what stands in their cells.

use chrono::NaiveDate;
use dong_hanh_domain::UserId;
use dong_hanh_register::{Hamlets, Known, Verdict, guess, open, plan, read};
use rust_xlsxwriter::Workbook;
use uuid::Uuid;

/// A file, or the cells of one as text: lines, with `|` between cells. Whatever it is, it is refused or read; what is wrong
/// is told with a row; and a record that was made from a list is told nothing new by the same list.
pub(crate) fn list(bytes: &[u8]) {
    let is_file = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let book = if is_file {
        Some(bytes.to_vec())
    } else {
        std::str::from_utf8(bytes).ok().and_then(book)
    };
    let Some(workbook) = book.and_then(|book| open(&book).ok()) else {
        return;
    };
    let Some(guess) = guess(&workbook, None) else {
        return;
    };
    let today: NaiveDate = "2026-11-24".parse().unwrap();
    let hamlets = Hamlets::any();
    let planned = |known: Known| {
        let list = read(&workbook, &guess.reading, &hamlets, today);
        let mut next = 0_u128;
        let mut ids = || {
            next += 1;
            Uuid::from_u128(next)
        };
        plan(list, &known, &hamlets, UserId(Uuid::nil()), today, &mut ids)
    };
    let mut made = Vec::new();
    for planned in planned(Known::default()) {
        for problem in &planned.listed.problems {
            let words = problem.trouble.both();
            assert!(problem.row > 0 && !words.vi.is_empty() && !words.en.is_empty());
        }
        match planned.verdict {
            Verdict::New(household) => made.push(*household),
            Verdict::Wrong => {
                assert!(!planned.listed.is_right() || planned.listed.people.is_empty());
            }
            other => panic!("of an empty record: {other:?}"),
        }
    }
    for again in planned(Known::new(made)) {
        let says_nothing = matches!(again.verdict, Verdict::Same(_) | Verdict::Wrong);
        assert!(says_nothing, "{again:?}");
    }
}

/// The workbook with such cells; none where Excel could not hold them.
pub(crate) fn book(text: &str) -> Option<Vec<u8>> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split('|')) {
            match cell
                .strip_prefix('#')
                .and_then(|number| number.parse::<f64>().ok())
            {
                Some(number) => page.write_number(row, column, number).ok()?,
                None => page.write_string(row, column, cell).ok()?,
            };
        }
    }
    workbook.save_to_buffer().ok()
}
