//! A form's answers laid out: a cell for each node and instance, with its text and whether it is relevant.

use std::borrow::Cow;

use crate::model::{Model, NodeId, Role, TableId};
use crate::spelling::spelt;
use crate::{Answer, Answers, Path};

/// More instances than anybody records; what claims to have more is not laid out further.
const MOST_ROWS: usize = 1_000;

#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// By table.
    rows: Vec<Vec<Row>>,
    /// By node, then by row of the node's table.
    cells: Vec<Vec<Cell>>,
}

/// An instance of a repeat.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The row of the table around it.
    pub(crate) outer: usize,
    /// None for the one row of table 0.
    pub(crate) path: Option<Path>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// The answer as an XForm spells it, also of a cell that is not relevant; expressions do not see it there.
    pub(crate) text: String,
    pub(crate) relevant: bool,
    /// Whether it was laid out and not reckoned since: what it is found to be then has not changed.
    pub(crate) is_new: bool,
}

impl Sheet {
    /// Lays answers out. Nothing is relevant until it is reckoned.
    pub(crate) fn lay_out(model: &Model, answers: &Answers) -> Sheet {
        let outermost = Row {
            outer: 0,
            path: None,
        };
        let mut sheet = Sheet {
            rows: model.tables.iter().map(|_| Vec::new()).collect(),
            cells: Vec::with_capacity(model.nodes.len()),
        };
        sheet.rows[0].push(outermost);
        let plain = plain_answers(model, answers);
        for (node, plain) in plain.into_iter().enumerate() {
            sheet.add(model, node, answers, plain);
        }
        sheet
    }

    /// Lays out answers of which nothing has to be reckoned, as they were all asked.
    pub(crate) fn asked(model: &Model, answers: &Answers) -> Sheet {
        let mut sheet = Sheet::lay_out(model, answers);
        for cell in sheet.cells.iter_mut().flatten() {
            cell.relevant = true;
        }
        sheet
    }

    /// Makes the cells of a node, which all lie in rows that are laid out already; `plain` is its answer outside all
    /// repeats.
    fn add(&mut self, model: &Model, node: NodeId, answers: &Answers, plain: Option<&Answer>) {
        let part = &model.nodes[node];
        let rows = 0..self.rows[part.table].len();
        let text = |row: usize| match part.role {
            Role::Question if part.table == 0 => plain.map(spelt),
            Role::Question => answers.get(&self.path(model, node, row)).map(spelt),
            Role::Group | Role::Repeat(_) => None,
        };
        let cell = |row: usize| Cell {
            text: text(row).map(Cow::into_owned).unwrap_or_default(),
            relevant: false,
            is_new: true,
        };
        let cells = rows.clone().map(cell).collect();
        if let Role::Repeat(own) = part.role {
            let instances = rows.flat_map(|outer| {
                let repeat = self.path(model, node, outer).into_owned();
                let row = move |number| Row {
                    outer,
                    path: Some(repeat.nth(number)),
                };
                (1..=answers.instances(&self.path(model, node, outer))).map(row)
            });
            let instances: Vec<Row> = instances.take(MOST_ROWS).collect();
            self.rows[own] = instances;
        }
        self.cells.push(cells);
    }

    /// Where a node lies in one row.
    pub(crate) fn path<'m>(&self, model: &'m Model, node: NodeId, row: usize) -> Cow<'m, Path> {
        let part = &model.nodes[node];
        let (Some(instance), Some(parent)) = (&self.rows[part.table][row].path, part.parent) else {
            return Cow::Borrowed(&part.path);
        };
        // Only what lies in an instance has a place that the form does not say.
        Cow::Owned(match model.nodes[parent].role {
            Role::Repeat(_) => instance.child(&part.name),
            Role::Group | Role::Question => self.path(model, parent, row).child(&part.name),
        })
    }

    /// The node at a path, and its row; of an instance of a repeat the row of the repeat's own table.
    pub(crate) fn find(&self, model: &Model, path: &Path) -> Option<(NodeId, usize)> {
        let mut found = None;
        let mut row = 0;
        for step in path.steps() {
            let named = |node: &NodeId| model.nodes[*node].name == step.name;
            let node = model.children(found).find(named)?;
            if let (Role::Repeat(own), Some(number)) = (model.nodes[node].role, step.instance) {
                let nth = usize::from(number).checked_sub(1)?;
                row = self.rows_in(own, row).nth(nth)?.0;
            }
            found = Some(node);
        }
        found.map(|node| (node, row))
    }

    pub(crate) fn cell(&self, node: NodeId, row: usize) -> &Cell {
        &self.cells[node][row]
    }

    pub(crate) fn cell_mut(&mut self, node: NodeId, row: usize) -> &mut Cell {
        &mut self.cells[node][row]
    }

    /// How many cells a node has: one for each row of its table.
    pub(crate) fn cell_count(&self, node: NodeId) -> usize {
        self.cells[node].len()
    }

    pub(crate) fn rows(&self, table: TableId) -> &[Row] {
        &self.rows[table]
    }

    /// The instances of a repeat's table that lie in one row of the table around it.
    pub(crate) fn rows_in(
        &self,
        table: TableId,
        outer: usize,
    ) -> impl Iterator<Item = (usize, &Row)> {
        // They lie together, in the order of the rows around them.
        let rows = &self.rows[table];
        let first = rows.partition_point(|row| row.outer < outer);
        let own = rows[first..]
            .iter()
            .take_while(move |row| row.outer == outer);
        own.enumerate()
            .map(move |(index, row)| (first + index, row))
    }

    /// The row of the table `until` in which a row of `table`, the same or inside it, lies.
    pub(crate) fn outer_row(
        &self,
        model: &Model,
        mut table: TableId,
        mut row: usize,
        until: TableId,
    ) -> usize {
        while table != until {
            row = self.rows[table][row].outer;
            table = model.tables[table].parent.unwrap_or(until);
        }
        row
    }

    /// Whether two cells lie in the same row of the innermost table around both nodes.
    pub(crate) fn share(&self, model: &Model, a: (NodeId, usize), b: (NodeId, usize)) -> bool {
        let (here, there) = (model.nodes[a.0].table, model.nodes[b.0].table);
        let shared = model.shared(here, there);
        self.outer_row(model, here, a.1, shared) == self.outer_row(model, there, b.1, shared)
    }

    /// The row in which what a node lies in has its cell.
    pub(crate) fn row_of_parent(
        &self,
        model: &Model,
        node: NodeId,
        row: usize,
    ) -> Option<(NodeId, usize)> {
        let part = &model.nodes[node];
        let parent = part.parent?;
        Some(match model.nodes[parent].role {
            Role::Repeat(_) => (parent, self.rows[part.table][row].outer),
            Role::Group | Role::Question => (parent, row),
        })
    }
}

/// The answers outside all repeats, by node: both lists are in the order of their paths, so one walk along them finds
/// what a search for each question would.
fn plain_answers<'a>(model: &Model, answers: &'a Answers) -> Vec<Option<&'a Answer>> {
    let mut found = vec![None; model.nodes.len()];
    let mut answers = answers.iter().peekable();
    for node in &model.plain {
        let path = &model.nodes[*node].path;
        while answers.next_if(|(at, _)| *at < path).is_some() {}
        if let Some((_, answer)) = answers.next_if(|(at, _)| *at == path) {
            found[*node] = Some(answer);
        }
    }
    found
}
