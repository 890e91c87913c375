//! What is at hand while rows become nodes: the sheets, the names, and what was found so far.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_form::{Enclosed, Expr, Table, Text};

use super::Said;
use super::default::default;
use super::names::{Meant, Names, references, similar};
use crate::choices::Lists;
use crate::compile::Files;
use crate::enclosed::{Medium, enclosed, heavy};
use crate::entities::Entities;
use crate::grid::{Grid, Row};
use crate::language::Languages;
use crate::notes::Notes;
use crate::settings::{is_no, is_yes};
use crate::{Doubt, Where, Wrong, files};

/// What an XForm calls the answers of the time before.
const LAST_SAVED: &str = "__last-saved";

pub(crate) struct Desk<'b> {
    pub(crate) grid: &'b Grid<Said>,
    pub(crate) languages: &'b Languages,
    pub(crate) names: &'b Names,
    pub(crate) files: &'b Files,
    pub(crate) notes: &'b mut Notes,
    pub(crate) lists: Lists,
    /// Of the sheet `external_choices`.
    pub(crate) external: Lists,
    /// Those that files are.
    pub(crate) tables: BTreeMap<String, Table>,
    /// The files that are seen or heard.
    pub(crate) enclosed: BTreeMap<String, Enclosed>,
    /// Those that expressions look up.
    pub(crate) looked_up: BTreeSet<String>,
    pub(crate) entities: Entities,
    /// The rows of the nodes, by their paths.
    pub(crate) rows: BTreeMap<String, u32>,
    /// The groups and repeats around what is read now, and whether they are repeats.
    pub(crate) around: Vec<(String, bool)>,
    /// Whether a choice of nothing is added where several can be chosen.
    pub(crate) none_option: bool,
}

impl Desk<'_> {
    /// What a row says.
    pub(crate) fn get<'r>(&self, row: &'r Row, field: Said) -> Option<&'r str> {
        self.grid.get(row, field)
    }

    pub(crate) fn wrong(&mut self, row: &Row, field: Said, wrong: Wrong) {
        self.notes.wrong(self.grid.at(row, field), wrong);
    }

    pub(crate) fn doubt(&mut self, row: &Row, field: Said, doubt: Doubt) {
        self.notes.doubt(self.grid.at(row, field), doubt);
    }

    /// The path of a name here.
    pub(crate) fn path(&self, name: &str) -> String {
        let mut path = String::new();
        for (outer, _) in &self.around {
            path.push_str(outer);
            path.push('/');
        }
        path + name
    }

    /// Words for a person, whose references are checked.
    pub(crate) fn text(&mut self, row: &Row, field: Said) -> Option<Text> {
        let grid = self.grid;
        for (column, words) in grid.all(row, field) {
            let at = grid.place(row.number, column);
            self.check_words(&at, words);
        }
        self.languages.text(grid.words(row, field))
    }

    pub(crate) fn check_words(&mut self, at: &Where, words: &str) {
        for reference in references(words) {
            match reference {
                Ok(name) => self.check_name(at, name),
                Err(begun) => {
                    let begun = begun.split_whitespace().next().unwrap_or_default();
                    let written = format!("${{{begun}");
                    self.notes
                        .wrong(at.clone(), Wrong::NotAReference { written });
                }
            }
        }
    }

    /// An expression in a cell.
    pub(crate) fn expr(&mut self, row: &Row, field: Said) -> Option<Expr> {
        let (grid, source) = (self.grid, self.grid.get(row, field)?);
        // What says yes or no in these columns is said of everything.
        let source = match field {
            Said::Relevant
            | Said::Required
            | Said::Constraint
            | Said::ReadOnly
            | Said::Calculation => match source {
                yes if is_yes(yes) => "true()",
                no if is_no(no) => "false()",
                other => other,
            },
            _ => source,
        };
        let expr = Expr(source.to_owned());
        self.check_expr(&grid.at(row, field), &expr);
        Some(expr)
    }

    /// The same, where no is as good as nothing.
    pub(crate) fn condition(&mut self, row: &Row, field: Said) -> Option<Expr> {
        self.expr(row, field).filter(|expr| expr.0 != "false()")
    }

    /// An answer that a question begins with.
    pub(crate) fn default(&mut self, row: &Row, hyphens_are_plain: bool) -> Option<Expr> {
        let (grid, written) = (self.grid, self.grid.get(row, Said::Default)?);
        let expr = default(written, hyphens_are_plain);
        self.check_expr(&grid.at(row, Said::Default), &expr);
        Some(expr)
    }

    /// Reads an expression and looks up what it speaks of.
    pub(crate) fn check_expr(&mut self, at: &Where, expr: &Expr) {
        let mentions = match expr.mentions() {
            Ok(mentions) => mentions,
            Err(error) => return self.notes.wrong(at.clone(), Wrong::Expression { error }),
        };
        for name in &mentions.names {
            self.check_name(at, name);
        }
        self.looked_up
            .extend(mentions.tables.iter().chain(&mentions.files).cloned());
        for table in mentions.tables.iter().filter(|table| *table != LAST_SAVED) {
            self.look_up(at, table);
        }
        for file in &mentions.files {
            if !self.lists.lists.contains_key(file) {
                self.file(at, &format!("{file}.csv"), &[]);
            }
        }
        for pattern in mentions.unreadable {
            self.notes.wrong(at.clone(), Wrong::Pattern { pattern });
        }
    }

    fn check_name(&mut self, at: &Where, name: &str) {
        let wrong = match self.names.meant(name) {
            Meant::One => return,
            Meant::Several => Wrong::AmbiguousName {
                name: name.to_owned(),
            },
            Meant::Nothing(similar) => Wrong::UnknownName {
                name: name.to_owned(),
                similar,
            },
            Meant::NoName => Wrong::NotAReference {
                written: format!("${{{name}}}"),
            },
        };
        self.notes.wrong(at.clone(), wrong);
    }

    /// A list or file that an expression asks for by name.
    fn look_up(&mut self, at: &Where, table: &str) {
        if self.lists.lists.contains_key(table) {
            self.lists.used.insert(table.to_owned());
        } else if self.external.lists.contains_key(table) {
            self.external.used.insert(table.to_owned());
        } else if !self.tables.contains_key(table) {
            let of_name = |file: &&String| files::is_table(file) && files::split(file).0 == table;
            if let Some(file) = self.files.keys().find(of_name) {
                self.file(at, file, &[]);
            } else if self.entities.has(table) {
                self.file(at, &format!("{table}.csv"), &[]);
            } else {
                let known = self.lists.lists.keys().chain(self.tables.keys());
                let (table, similar) = (table.to_owned(), similar(table, known));
                self.notes
                    .wrong(at.clone(), Wrong::UnknownTable { table, similar });
            }
        }
    }

    /// Takes up a file that is seen or heard, if it is there and phones can show it.
    pub(crate) fn enclose(&mut self, at: Where, file: &str, medium: Medium) {
        let name = file.to_owned();
        let Some(bytes) = self.files.get(file) else {
            return self.notes.doubt(at, Doubt::MissingMedia { file: name });
        };
        let Some(found) = enclosed(bytes, medium) else {
            return self.notes.doubt(at, Doubt::UnfitMedia { file: name });
        };
        let is_new = self.enclosed.insert(name.clone(), found).is_none();
        if let Some(megabytes) = heavy(bytes).filter(|_| is_new) {
            let file = name;
            self.notes.doubt(at, Doubt::HeavyMedia { file, megabytes });
        }
    }

    /// Looks at what the choices say that are used: at the references in their words, and at their files.
    pub(crate) fn check_choices(&mut self) {
        for said in [self.lists.said(), self.external.said()].concat() {
            match said.medium {
                None => self.check_words(&said.at, &said.text),
                Some(medium) => self.enclose(said.at, &said.text, medium),
            }
        }
    }

    /// Reads a file as a table, unless it was read; `columns` are those that it needs.
    pub(crate) fn file(&mut self, at: &Where, file: &str, columns: &[&str]) -> String {
        let name = files::split(file).0.to_owned();
        if self.lists.lists.contains_key(&name) {
            let table = name.clone();
            self.notes.wrong(at.clone(), Wrong::TableTwice { table });
        }
        let file = file.to_owned();
        if !self.tables.contains_key(&name) {
            let empty = || {
                let columns = columns.iter().map(|&column| column.to_owned());
                Table::new(columns.collect(), Vec::new()).ok()
            };
            let table = match self.files.get(&file) {
                Some(bytes) => {
                    let table = files::table(&file, bytes);
                    if table.is_none() {
                        let file = file.clone();
                        self.notes.wrong(at.clone(), Wrong::NotATable { file });
                    }
                    table
                }
                None => {
                    let file = file.clone();
                    self.notes.doubt(at.clone(), Doubt::MissingFile { file });
                    empty()
                }
            };
            self.tables.extend(table.map(|table| (name.clone(), table)));
        }
        if self.files.contains_key(&file)
            && let Some(table) = self.tables.get(&name)
        {
            let missing = columns.iter().find(|column| !table.has_column(column));
            if let Some(column) = missing {
                let column = (*column).to_owned();
                self.notes
                    .wrong(at.clone(), Wrong::FileColumn { file, column });
            }
        }
        name
    }
}
