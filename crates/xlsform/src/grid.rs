//! A sheet with columns that mean something.

use std::collections::BTreeMap;

use crate::language::tag;
use crate::notes::Notes;
use crate::read::Sheet;
use crate::{Doubt, Where, Wrong};

/// After so many columns without a header nothing more is looked for, as in pyxform.
const MOST_EMPTY_COLUMNS: u32 = 20;

/// What the columns of a sheet can mean.
pub(crate) trait Field: Copy + PartialEq {
    /// The meaning of a header, in parts (`bind`, `jr:constraintMsg`, `vi`), and how many of the parts say it; what is
    /// left is a language.
    fn of(parts: &[String]) -> Option<(Self, usize)>;

    /// Whether it is words for a person.
    fn is_words(self) -> bool;

    /// How it is written; empty for what other software alone follows.
    fn header(self) -> &'static str;
}

#[derive(Clone, Debug)]
pub(crate) struct Column<F> {
    pub(crate) index: u32,
    pub(crate) header: String,
    /// None for a column that only expressions know, by its header.
    pub(crate) field: Option<F>,
    pub(crate) language: Option<String>,
}

/// A row that holds something.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// As Excel counts.
    pub(crate) number: u32,
    pub(crate) cells: BTreeMap<u32, String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Grid<F> {
    pub(crate) sheet: String,
    pub(crate) columns: Vec<Column<F>>,
    pub(crate) rows: Vec<Row>,
}

impl<F: Field> Grid<F> {
    /// Reads the headers and cleans the cells; with `collapse` several spaces become one.
    pub(crate) fn new(sheet: &Sheet, collapse: bool, notes: &mut Notes) -> Grid<F> {
        let none = BTreeMap::new();
        let headers = sheet.rows.get(&0).unwrap_or(&none);
        let mut grid = Grid {
            sheet: sheet.title.clone(),
            columns: Vec::new(),
            rows: Vec::new(),
        };
        // One colon is enough, unless two stand anywhere.
        let doubled = headers.values().any(|header| header.contains("::"));
        let mut last = None;
        for (index, header) in headers {
            let gap = index - last.map_or(0, |last| last + 1);
            if gap > MOST_EMPTY_COLUMNS {
                break;
            }
            last = Some(*index);
            grid.column(*index, header, doubled, notes);
        }
        for (row, cells) in sheet.rows.range(1..) {
            let mut clean = BTreeMap::new();
            for column in &grid.columns {
                if let Some(cell) = cells.get(&column.index) {
                    let words = column.field.is_some_and(F::is_words);
                    clean.insert(column.index, cleaned(cell, collapse, words));
                }
            }
            grid.rows.push(Row {
                number: row + 1,
                cells: clean,
            });
        }
        grid
    }

    fn column(&mut self, index: u32, header: &str, doubled: bool, notes: &mut Notes) {
        let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts = parts(&header, doubled);
        let known = F::of(&parts);
        let language = known
            .and_then(|(_, said)| parts.get(said))
            .map(|language| tag(language));
        let column = Column {
            index,
            header,
            field: known.map(|(field, _)| field),
            language,
        };
        // Columns of other software mean different things, though nothing here.
        let own = column.field.filter(|field| !field.header().is_empty());
        let twin = self.columns.iter().find(|other| match own {
            None => other.header == column.header,
            Some(_) => other.field == own && other.language == column.language,
        });
        if let Some(twin) = twin {
            let other = letter(twin.index);
            notes.wrong(self.place(1, &column), Wrong::TwoColumns { other });
        } else {
            self.columns.push(column);
        }
    }

    /// What a row says of a field, in whichever column.
    pub(crate) fn get<'r>(&self, row: &'r Row, field: F) -> Option<&'r str> {
        self.all(row, field).map(|(_, text)| text).next()
    }

    /// What a row says of a field, by language.
    pub(crate) fn words<'g>(
        &'g self,
        row: &'g Row,
        field: F,
    ) -> impl Iterator<Item = (Option<&'g str>, &'g str)> {
        let all = self.all(row, field);
        all.map(|(column, text)| (column.language.as_deref(), text))
    }

    pub(crate) fn all<'g, 'r>(
        &'g self,
        row: &'r Row,
        field: F,
    ) -> impl Iterator<Item = (&'g Column<F>, &'r str)> {
        let columns = self.columns.iter();
        let columns = columns.filter(move |column| column.field == Some(field));
        columns.filter_map(|column| Some((column, row.cells.get(&column.index)?.as_str())))
    }

    pub(crate) fn has(&self, field: F) -> bool {
        self.columns
            .iter()
            .any(|column| column.field == Some(field))
    }

    /// The cell that says a field, or would.
    pub(crate) fn at(&self, row: &Row, field: F) -> Where {
        let mut columns = self.columns.iter();
        let said = self.all(row, field).next().map(|(column, _)| column);
        let column = said.or_else(|| columns.find(|column| column.field == Some(field)));
        match column {
            Some(column) => self.place(row.number, column),
            None => Where {
                sheet: self.sheet.clone(),
                row: Some(row.number),
                header: Some(field.header().to_owned()),
                letter: None,
            },
        }
    }

    pub(crate) fn place(&self, row: u32, column: &Column<F>) -> Where {
        Where {
            sheet: self.sheet.clone(),
            row: Some(row),
            header: Some(column.header.clone()),
            letter: Some(letter(column.index)),
        }
    }

    /// Tells of columns that a form has no use for.
    pub(crate) fn doubt_unknown(&self, notes: &mut Notes) {
        for column in self.columns.iter().filter(|column| column.field.is_none()) {
            notes.doubt(self.place(1, column), Doubt::UnknownColumn);
        }
    }
}

/// A header in its parts, the first as software writes it: `List name` is `list_name`.
fn parts(header: &str, doubled: bool) -> Vec<String> {
    let delimiter = if doubled || header.contains("::") {
        "::"
    } else {
        ":"
    };
    let mut parts: Vec<String> = header
        .split(delimiter)
        .map(|part| part.trim().to_owned())
        .collect();
    // The colon of `jr:count` and `dh:unit` delimits nothing.
    if let Some(prefix) = parts.iter().position(|part| part == "jr" || part == "dh")
        && prefix + 1 < parts.len()
    {
        let name = parts.remove(prefix + 1);
        parts[prefix] = format!("{}:{name}", parts[prefix]);
    }
    let snake = |part: &String| {
        part.split_whitespace()
            .collect::<Vec<_>>()
            .join("_")
            .to_lowercase()
    };
    if let Some(first) = parts.first_mut() {
        *first = snake(first);
    }
    parts
}

fn cleaned(cell: &str, collapse: bool, words: bool) -> String {
    let mut text = cell.to_owned();
    while collapse && text.contains("  ") {
        text = text.replace("  ", " ");
    }
    // Excel makes quotes typographic, which expressions do not read; in words they stay.
    if !words {
        text = text.replace(['\u{2018}', '\u{2019}'], "'");
        text = text.replace(['\u{201c}', '\u{201d}'], "\"");
    }
    text
}

/// A column's letters in Excel, of its index from 0.
pub(crate) fn letter(index: u32) -> String {
    const LETTERS: u32 = 26;
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(left % LETTERS).unwrap_or_default(),
        ));
        left /= LETTERS;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_excel() {
        for (index, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letter(index), expected);
        }
    }

    #[test]
    fn a_header_has_parts() {
        assert_eq!(parts("List name", false), ["list_name"]);
        assert_eq!(parts("label:English", false), ["label", "English"]);
        assert_eq!(
            parts("bind:jr:constraintMsg:vi", false),
            ["bind", "jr:constraintMsg", "vi"]
        );
        assert_eq!(
            parts("body::dh:each::Tiếng Việt (vi)", true),
            ["body", "dh:each", "Tiếng Việt (vi)"]
        );
    }
}
