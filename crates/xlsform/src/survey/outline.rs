//! From rows to the tree that they are: what begins, ends and has a name.

use std::collections::BTreeMap;

use dong_hanh_form::Text;

use super::Said;
use super::kinds::{Plain, Type};
use super::names::is_name;
use crate::grid::{Grid, Row};
use crate::notes::Notes;
use crate::settings::is_yes;
use crate::{Doubt, Section, Wrong};

/// Deeper than anybody can follow, and than a phone's stack should have to.
const MOST_NESTING: usize = 30;

/// A row, and for a section all that stands in it.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) row: Row,
    pub(crate) name: String,
    pub(crate) kind: Type,
    /// Words that no cell of the row says: those of a choice, in a loop.
    pub(crate) own_label: Option<Text>,
    pub(crate) parts: Parts,
}

pub(crate) type Parts = Vec<Part>;

/// A section that has begun.
struct Open {
    /// None for the form itself.
    part: Option<Part>,
    parts: Parts,
    rows: BTreeMap<String, u32>,
    in_small_letters: BTreeMap<String, u32>,
}

impl Open {
    fn new(part: Option<Part>) -> Open {
        Open {
            part,
            parts: Vec::new(),
            rows: BTreeMap::new(),
            in_small_letters: BTreeMap::new(),
        }
    }
}

struct Outline<'g> {
    grid: &'g Grid<Said>,
    notes: &'g mut Notes,
    /// Sections within sections, the form outermost.
    open: Vec<Open>,
}

/// Finds the tree in the rows of the sheet.
pub(crate) fn outline(grid: &Grid<Said>, notes: &mut Notes) -> Parts {
    let mut outline = Outline {
        grid,
        notes,
        open: vec![Open::new(None)],
    };
    for row in grid.rows.iter().filter(|row| !row.cells.is_empty()) {
        outline.row(row);
    }
    outline.finish()
}

impl Outline<'_> {
    fn row(&mut self, row: &Row) {
        let grid = self.grid;
        if grid.get(row, Said::Disabled).is_some_and(is_yes) {
            return self
                .notes
                .doubt(grid.at(row, Said::Disabled), Doubt::Disabled);
        }
        let at_type = grid.at(row, Said::Type);
        let Some(written) = grid.get(row, Said::Type) else {
            let says = [Said::Name, Said::Label]
                .iter()
                .any(|field| grid.get(row, *field).is_some());
            return if says {
                self.notes.wrong(at_type, Wrong::NoType);
            } else {
                self.notes.doubt(at_type, Doubt::RowSkipped);
            };
        };
        let Some(kind) = Type::read(written) else {
            let (similar, written) = (Type::similar(written), written.to_owned());
            // Something that can hold a name all the same, so that what refers to it is not wrong too.
            self.name(row, &Type::Plain(Plain::Hidden));
            return self
                .notes
                .wrong(at_type, Wrong::UnknownType { written, similar });
        };
        match kind {
            Type::Setting => {
                let name = written.to_owned();
                self.notes.doubt(at_type, Doubt::Setting { name });
            }
            Type::Plain(Plain::LeftOut) => {
                let kind = written.to_owned();
                self.notes.doubt(at_type, Doubt::LeftOut { kind });
            }
            Type::End(section) => self.end(row, section),
            Type::Begin(..) if self.open.len() > MOST_NESTING => {
                self.notes.wrong(at_type, Wrong::TooBig);
                self.name(row, &kind);
            }
            Type::Begin(..) => {
                let part = self.name(row, &kind);
                self.open.push(Open::new(Some(part)));
            }
            Type::Choose(_) | Type::Plain(_) => {
                let part = self.name(row, &kind);
                self.add(part);
            }
        }
    }

    fn add(&mut self, part: Part) {
        if let Some(open) = self.open.last_mut() {
            open.parts.push(part);
        }
    }

    /// A row with its name, which is checked against its neighbours'.
    fn name(&mut self, row: &Row, kind: &Type) -> Part {
        let (grid, number) = (self.grid, row.number);
        let at = grid.at(row, Said::Name);
        let name = match grid.get(row, Said::Name) {
            Some(name) => name.to_owned(),
            None if *kind == Type::Plain(Plain::Note) => format!("generated_note_name_{number}"),
            None => {
                self.notes.wrong(at.clone(), Wrong::NoName);
                format!("row_{number}")
            }
        };
        if !is_name(&name) {
            let written = name.clone();
            self.notes.wrong(at.clone(), Wrong::NotAName { written });
        } else if name == "meta" {
            let name = name.clone();
            self.notes.wrong(at.clone(), Wrong::ReservedName { name });
        } else if let Some(open) = self.open.last_mut() {
            let first = *open.rows.entry(name.clone()).or_insert(number);
            let alike = *open
                .in_small_letters
                .entry(name.to_lowercase())
                .or_insert(number);
            if first != number {
                let name = name.clone();
                self.notes
                    .wrong(at, Wrong::DuplicateName { name, row: first });
            } else if alike != number {
                let name = name.clone();
                self.notes
                    .doubt(at, Doubt::SameButCase { name, row: alike });
            }
        }
        Part {
            row: row.clone(),
            name,
            kind: kind.clone(),
            own_label: None,
            parts: Vec::new(),
        }
    }

    fn end(&mut self, row: &Row, ended: Section) {
        let at = self.grid.at(row, Said::Type);
        let begun = self.open.last().and_then(|open| open.part.as_ref());
        let begun = begun.and_then(|part| Some((part.section()?, part.row.number)));
        match begun {
            None => self
                .notes
                .wrong(at, Wrong::EndWithoutBegin { section: ended }),
            Some((begun, _)) if begun == ended => self.close(),
            Some((begun, row)) => {
                self.notes.wrong(at, Wrong::OtherEnd { begun, row, ended });
                // The end of something further out ends what is open within it too.
                let is_open =
                    |open: &Open| open.part.as_ref().and_then(Part::section) == Some(ended);
                if let Some(outer) = self.open.iter().rposition(is_open) {
                    while self.open.len() > outer {
                        self.close();
                    }
                }
            }
        }
    }

    fn close(&mut self) {
        let Some(Open {
            part: Some(part),
            parts,
            ..
        }) = self.open.pop()
        else {
            return;
        };
        if parts.is_empty() {
            self.notes
                .wrong(self.grid.at(&part.row, Said::Type), Wrong::NothingInside);
        }
        self.add(Part { parts, ..part });
    }

    fn finish(mut self) -> Parts {
        while self.open.len() > 1 {
            let begun = self.open.last().and_then(|open| open.part.as_ref());
            if let Some((part, section)) = begun.and_then(|part| Some((part, part.section()?))) {
                let at = self.grid.at(&part.row, Said::Type);
                self.notes.wrong(at, Wrong::NoEnd { section });
            }
            self.close();
        }
        self.open.pop().map(|open| open.parts).unwrap_or_default()
    }
}

impl Part {
    /// The list that is chosen from.
    pub(crate) fn list(&self) -> Option<&str> {
        match &self.kind {
            Type::Choose(choose) => Some(&choose.list),
            _ => None,
        }
    }

    pub(crate) fn section(&self) -> Option<Section> {
        match self.kind {
            Type::Begin(section, _) => Some(section),
            _ => None,
        }
    }

    /// The names of all that stands in it.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.parts
            .iter()
            .any(|part| part.name == name || part.holds(name))
    }
}
