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

    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Where a column lies.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The text in a cell; empty where there is none.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let cell = self.rows.get(row).and_then(|row| row.get(column));
        cell.map_or("", String::as_str)
    }

    /// The text in one column of the first row that says something in another.
    pub(crate) fn pull(&self, wanted: &str, by: &str, key: &str) -> Option<&str> {
        let (wanted, by) = (self.column(wanted)?, self.column(by)?);
        let row = (0..self.rows.len()).find(|row| self.cell(*row, by) == key)?;
        Some(self.cell(row, wanted))
    }
}
