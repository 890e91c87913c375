//! A form's answers laid out for one evaluation: a cell for each node and instance, with its
//! path, its answer and whether it is relevant.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, Utc};

use crate::model::{Model, NodeId, Role, TableId};
use crate::places::{Place, Tables};
use crate::xpath::{Scope, Tree, XPath};
use crate::{Answer, Answers, Form, Kind, Lang, Path};

/// What an evaluation needs to know besides form and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// When the visit takes place, by the clock of the place. A visit that is checked or amended
    /// later is judged by then, or its promises would turn into mistakes.
    pub now: DateTime<FixedOffset>,
    /// The language in which expressions name choices.
    pub lang: Lang,
    /// What chance is drawn from: the same for a visit, whenever and wherever it is reckoned.
    pub seed: u64,
}

impl Context {
    /// A visit at this time, in Vietnamese, of which nothing is left to chance.
    #[must_use]
    pub fn at(now: DateTime<FixedOffset>) -> Context {
        Context {
            now,
            lang: Lang::Vi,
            seed: 0,
        }
    }

    /// A visit around noon of a day in Việt Nam.
    #[must_use]
    pub fn on(day: NaiveDate) -> Context {
        const EAST: i32 = 7 * 60 * 60;
        let zone = FixedOffset::east_opt(EAST).unwrap_or(Utc.fix());
        let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12 - 7);
        Context::at(DateTime::from_naive_utc_and_offset(noon, zone))
    }
}

/// More instances than anybody records; what claims to have more is not laid out further.
const MOST_ROWS: usize = 1_000;

pub(crate) struct State<'a> {
    form: &'a Form,
    model: &'a Model,
    context: Context,
    pub(crate) tables: Tables<'a>,
    /// By table.
    rows: Vec<Vec<Row>>,
    /// By node, then by row of the node's table.
    cells: Vec<Vec<Cell<'a>>>,
}

/// An instance of a repeat.
pub(crate) struct Row {
    /// The row of the table around it.
    pub(crate) outer: usize,
    /// None for the one row of table 0.
    pub(crate) path: Option<Path>,
}

pub(crate) struct Cell<'a> {
    pub(crate) path: Cow<'a, Path>,
    /// Also of a cell that is not relevant; expressions do not see it there.
    pub(crate) answer: Option<&'a Answer>,
    pub(crate) relevant: bool,
}

impl<'a> State<'a> {
    pub(crate) fn new(form: &'a Form, answers: &'a Answers, context: Context) -> State<'a> {
        let model = &form.model;
        let outermost = Row {
            outer: 0,
            path: None,
        };
        let mut state = State {
            form,
            model,
            context,
            tables: form.tables.iter().collect(),
            rows: model.tables.iter().map(|_| Vec::new()).collect(),
            cells: Vec::with_capacity(model.nodes.len()),
        };
        state.rows[0].push(outermost);
        let plain = plain_answers(model, answers);
        for (node, plain) in plain.into_iter().enumerate() {
            state.lay_out(node, answers, plain);
        }
        for node in &model.order {
            state.find_relevance(*node);
        }
        state
    }

    /// Makes the cells of a node, which all lie in rows that are laid out already; `plain` is its answer outside all
    /// repeats.
    fn lay_out(&mut self, node: NodeId, answers: &'a Answers, plain: Option<&'a Answer>) {
        let node_of = &self.model.nodes[node];
        // Only what lies in an instance has a place that the form does not say.
        let path =
            |row: usize, state: &Self| match (&state.rows[node_of.table][row].path, node_of.parent)
            {
                (Some(instance), Some(parent)) => {
                    Cow::Owned(match state.model.nodes[parent].role {
                        Role::Repeat(_) => instance.child(&node_of.name),
                        Role::Group | Role::Question => {
                            state.cells[parent][row].path.child(&node_of.name)
                        }
                    })
                }
                _ => Cow::Borrowed(&node_of.path),
            };
        let cells: Vec<Cell<'a>> = (0..self.rows[node_of.table].len())
            .map(|row| {
                let path = path(row, self);
                let answer = match node_of.role {
                    Role::Question if node_of.table == 0 => plain,
                    Role::Question => answers.get(&path),
                    Role::Group | Role::Repeat(_) => None,
                };
                Cell {
                    path,
                    answer,
                    relevant: false,
                }
            })
            .collect();
        if let Role::Repeat(table) = node_of.role {
            let instances = cells.iter().enumerate().flat_map(|(outer, cell)| {
                (1..=answers.instances(&cell.path)).map(move |number| Row {
                    outer,
                    path: Some(cell.path.nth(number)),
                })
            });
            self.rows[table].extend(instances.take(MOST_ROWS));
        }
        self.cells.push(cells);
    }

    fn find_relevance(&mut self, node: NodeId) {
        let node_of = &self.model.nodes[node];
        for row in 0..self.cells[node].len() {
            let outer = node_of.parent.is_none_or(|parent| {
                let row = match self.model.nodes[parent].role {
                    Role::Repeat(_) => self.rows[node_of.table][row].outer,
                    Role::Group | Role::Question => row,
                };
                self.cells[parent][row].relevant
            });
            let relevant = outer
                && self
                    .truth(node_of.relevant.as_ref(), node, row)
                    .unwrap_or(true);
            self.cells[node][row].relevant = relevant;
        }
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

    /// The kind of a question.
    pub(crate) fn kind(&self, node: NodeId) -> Option<&'a Kind> {
        self.form.question_of(node).map(|question| &question.kind)
    }

    pub(crate) fn model(&self) -> &'a Model {
        self.model
    }

    pub(crate) fn cell(&self, node: NodeId, row: usize) -> &Cell<'a> {
        &self.cells[node][row]
    }

    /// The cells of a node, one for each row of its table.
    pub(crate) fn cells(&self, node: NodeId) -> &[Cell<'a>] {
        &self.cells[node]
    }

    /// The cells that are laid out but not relevant.
    pub(crate) fn irrelevant(&self) -> impl Iterator<Item = &Cell<'a>> {
        self.cells.iter().flatten().filter(|cell| !cell.relevant)
    }

    /// The instances of a repeat's table that lie in one row of the table around it.
    pub(crate) fn rows_in(
        &self,
        table: TableId,
        outer: usize,
    ) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.rows[table].iter().enumerate();
        rows.filter(move |(_, row)| row.outer == outer)
    }

    /// The value of an expression of a node in one row.
    pub(crate) fn value(&self, tree: &'a Tree<NodeId>, node: NodeId, row: usize) -> XPath<'a> {
        let place = match self.model.nodes[node].role {
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

    /// How many rows a table has.
    pub(crate) fn row_count(&self, table: TableId) -> usize {
        self.rows[table].len()
    }

    /// The row of the table around it in which a row lies.
    pub(crate) fn outer(&self, table: TableId, row: usize) -> usize {
        self.rows[table][row].outer
    }

    /// The row of the table `until` in which a row of `table`, the same or inside it, lies.
    pub(crate) fn outer_row(&self, mut table: TableId, mut row: usize, until: TableId) -> usize {
        while table != until {
            row = self.rows[table][row].outer;
            table = self.model.tables[table].parent.unwrap_or(until);
        }
        row
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

/// Splitmix64: far numbers from near ones.
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
