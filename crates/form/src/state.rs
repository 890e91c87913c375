//! A form with its answers, as expressions look at it.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::model::{Model, NodeId, Role, TableId};
use crate::places::Place;
use crate::sheet::{Cell, Row, Sheet};
use crate::spelling::spelt;
use crate::xpath::{Scope, Tree, XPath};
use crate::{Context, Form, Kind, Lang, Path, Table, Who};

#[derive(Clone, Copy)]
pub(crate) struct State<'a> {
    form: &'a Form,
    context: &'a Context,
    sheet: &'a Sheet,
}

impl<'a> State<'a> {
    pub(crate) fn new(form: &'a Form, context: &'a Context, sheet: &'a Sheet) -> State<'a> {
        State {
            form,
            context,
            sheet,
        }
    }

    pub(crate) fn form(&self) -> &'a Form {
        self.form
    }

    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        self.context.now
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.context.now.date_naive()
    }

    pub(crate) fn zone(&self) -> FixedOffset {
        *self.context.now.offset()
    }

    pub(crate) fn who(&self) -> &'a Who {
        &self.context.who
    }

    /// What was answered to a question the time before; of a repeat in the first instance.
    pub(crate) fn last(&self, node: NodeId) -> Cow<'a, str> {
        let answer = self.context.last.get(&self.model().first_path(node));
        answer.map(spelt).unwrap_or_default()
    }

    pub(crate) fn lang(&self) -> Lang {
        self.context.lang
    }

    /// What chance gives a node, always the same of one visit.
    pub(crate) fn drawn(&self, place: Place) -> u64 {
        let at = match place {
            Place::Part(node, row) => (node as u64) << 32 | row as u64,
            _ => u64::MAX,
        };
        mixed(self.context.seed ^ mixed(at))
    }

    /// The version of the form, as its authors call it.
    pub(crate) fn version(&self) -> &'a str {
        &self.form.version
    }

    /// A table of the form, by its place among them.
    pub(crate) fn table(&self, table: usize) -> &'a Table {
        self.form.table(table)
    }

    /// Where a table of this name is among those of the form.
    pub(crate) fn table_named(&self, name: &str) -> Option<usize> {
        self.form.table_named(name)
    }

    /// The kind of a question.
    pub(crate) fn kind(&self, node: NodeId) -> Option<&'a Kind> {
        self.model().nodes[node]
            .question
            .as_deref()
            .map(|question| &question.kind)
    }

    pub(crate) fn model(&self) -> &'a Model {
        &self.form.model
    }

    pub(crate) fn cell(&self, node: NodeId, row: usize) -> &'a Cell {
        self.sheet.cell(node, row)
    }

    /// How many cells a node has: one for each row of its table.
    pub(crate) fn cell_count(&self, node: NodeId) -> usize {
        self.sheet.cell_count(node)
    }

    /// The repeats whose instances the form counts.
    pub(crate) fn counted(&self) -> Vec<Path> {
        let nodes = 0..self.model().nodes.len();
        let counted = nodes.filter(|node| self.model().nodes[*node].count.is_some());
        counted
            .flat_map(|node| {
                (0..self.cell_count(node)).map(move |row| self.path(node, row).into_owned())
            })
            .collect()
    }

    /// Where what is not asked lies.
    pub(crate) fn irrelevant(&self) -> impl Iterator<Item = Path> {
        let nodes = 0..self.model().nodes.len();
        nodes.flat_map(move |node| {
            let rows =
                (0..self.cell_count(node)).filter(move |row| !self.cell(node, *row).relevant);
            rows.map(move |row| self.path(node, row).into_owned())
        })
    }

    /// Where a node lies in one row.
    pub(crate) fn path(&self, node: NodeId, row: usize) -> Cow<'a, Path> {
        self.sheet.path(self.model(), node, row)
    }

    /// The instances of a repeat's table that lie in one row of the table around it.
    pub(crate) fn rows_in(
        &self,
        table: TableId,
        outer: usize,
    ) -> impl Iterator<Item = (usize, &'a Row)> {
        self.sheet.rows_in(table, outer)
    }

    /// How many rows a table has.
    pub(crate) fn row_count(&self, table: TableId) -> usize {
        self.sheet.rows(table).len()
    }

    /// The row of the table around it in which a row lies.
    pub(crate) fn outer(&self, table: TableId, row: usize) -> usize {
        self.sheet.rows(table)[row].outer
    }

    /// The row of the table `until` in which a row of `table`, the same or inside it, lies.
    pub(crate) fn outer_row(&self, table: TableId, row: usize, until: TableId) -> usize {
        self.sheet.outer_row(self.model(), table, row, until)
    }

    /// The value of an expression of a node in one row.
    pub(crate) fn value(&self, tree: &'a Tree<NodeId>, node: NodeId, row: usize) -> XPath<'a> {
        let place = match self.model().nodes[node].role {
            Role::Repeat(_) => Place::Range(node, row),
            Role::Group | Role::Question => Place::Part(node, row),
        };
        Scope::of(self, place).value(tree)
    }

    /// The truth of an expression, if there is one.
    pub(crate) fn truth(
        &self,
        tree: Option<&'a Tree<NodeId>>,
        node: NodeId,
        row: usize,
    ) -> Option<bool> {
        tree.map(|tree| self.value(tree, node, row).to_bool(self))
    }

    /// Whether an answer can be seen and not changed; a person gives no other to what is only read.
    pub(crate) fn is_read_only(&self, node: NodeId, row: usize) -> bool {
        let part = &self.model().nodes[node];
        let kind = self.kind(node);
        let only_read = matches!(kind, Some(Kind::Note));
        only_read
            || self
                .truth(part.read_only.as_ref(), node, row)
                .unwrap_or(false)
    }

    /// Whether a node is asked in one row, as far as what it depends on is known.
    pub(crate) fn finds_relevant(&self, node: NodeId, row: usize) -> bool {
        let outer = self.sheet.row_of_parent(self.model(), node, row);
        let around = outer.is_none_or(|(parent, row)| self.cell(parent, row).relevant);
        let relevant = self.model().nodes[node].relevant.as_ref();
        around && self.truth(relevant, node, row).unwrap_or(true)
    }
}

/// Splitmix64: far numbers from near ones.
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
