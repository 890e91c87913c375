//! Tables that a form brings along, for expressions to look up: `instance('communes')`, `pulldata()`.

use serde::{Deserialize, Serialize};

/// A table: columns with names, and rows with a text for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire")]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A row has more texts than there are columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {0} of a table has more cells than the table has columns")]
pub struct NotATable(usize);

#[derive(Deserialize)]
struct Wire {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl TryFrom<Wire> for Table {
    type Error = NotATable;

    fn try_from(wire: Wire) -> Result<Self, NotATable> {
        Table::new(wire.columns, wire.rows)
    }
}

impl Table {
    /// A table; a row that is shorter than the columns has nothing in the rest.
    ///
    /// # Errors
    /// [`NotATable`] where a row is longer.
    pub fn new(columns: Vec<String>, rows: Vec<Vec<String>>) -> Result<Table, NotATable> {
        match rows.iter().position(|row| row.len() > columns.len()) {
            None => Ok(Table { columns, rows }),
            Some(row) => Err(NotATable(row + 1)),
        }
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it has a column of this name.
    #[must_use]
    pub fn has_column(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The names of its columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Its rows; one that is shorter than the columns has nothing in the rest.
    #[must_use]
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Where a column lies. Of words in several languages the preferred ones are meant, also by the name
    /// that pyxform gives to words that are translated.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        let called = |name: &str| self.columns.iter().position(|column| column == name);
        let name = match called(name) {
            None if name == "itextId" => "label",
            found => return found.or_else(|| self.translated(name)),
        };
        called(name).or_else(|| self.translated(name))
    }

    fn translated(&self, stem: &str) -> Option<usize> {
        let is_one = |column: &String| {
            let language = column.strip_prefix(stem);
            language.is_some_and(|language| language.starts_with("::"))
        };
        self.columns.iter().position(is_one)
    }

    /// The text in a cell; empty where there is none.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let cell = self.rows.get(row).and_then(|row| row.get(column));
        cell.map_or("", String::as_str)
    }

    /// What a row says in one column, or in one for each language, by their tags (`label::vi`).
    pub(crate) fn words<'t>(
        &'t self,
        stem: &'t str,
        row: usize,
    ) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.columns
            .iter()
            .enumerate()
            .filter_map(move |(column, name)| {
                let tag = name.strip_prefix(stem)?;
                let tag = if tag.is_empty() {
                    tag
                } else {
                    tag.strip_prefix("::")?
                };
                Some((tag, self.cell(row, column)))
            })
    }

    /// The text in one column of the first row that says something in another.
    pub(crate) fn pull(&self, wanted: &str, by: &str, key: &str) -> Option<&str> {
        let (wanted, by) = (self.column(wanted)?, self.column(by)?);
        let row = (0..self.rows.len()).find(|row| self.cell(*row, by) == key)?;
        Some(self.cell(row, wanted))
    }
}
