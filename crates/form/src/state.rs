//! A form's answers laid out for one evaluation: a cell for each node and instance, with its
//! path, its answer and whether it is relevant.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::expr::{Scope, Tree, XPath};
use crate::plan::{NodeId, Plan, Role, TableId};
use crate::{Answer, Answers, Form, Path};

/// What an evaluation needs to know besides form and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The day of the visit, where the household lives. A visit that is checked or amended later
    /// is judged by the day on which it took place, or its promises would turn into mistakes.
    pub today: NaiveDate,
}

/// More instances than anybody records; what claims to have more is not laid out further.
const MOST_ROWS: usize = 1_000;

pub(crate) struct State<'a> {
    plan: &'a Plan,
    context: Context,
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
        let plan = &form.plan;
        let outermost = Row {
            outer: 0,
            path: None,
        };
        let mut state = State {
            plan,
            context,
            rows: plan.tables.iter().map(|_| Vec::new()).collect(),
            cells: Vec::with_capacity(plan.nodes.len()),
        };
        state.rows[0].push(outermost);
        let plain = plain_answers(plan, answers);
        for (node, plain) in plain.into_iter().enumerate() {
            state.lay_out(node, answers, plain);
        }
        for node in &plan.order {
            state.find_relevance(*node);
        }
        state
    }

    /// Makes the cells of a node, which all lie in rows that are laid out already; `plain` is its answer outside all
    /// repeats.
    fn lay_out(&mut self, node: NodeId, answers: &'a Answers, plain: Option<&'a Answer>) {
        let plan = &self.plan.nodes[node];
        // Only what lies in an instance has a place that the form does not say.
        let path = |row: usize, state: &Self| match (&state.rows[plan.table][row].path, plan.parent)
        {
            (Some(instance), Some(parent)) => Cow::Owned(match state.plan.nodes[parent].role {
                Role::Repeat(_) => instance.child(&plan.name),
                Role::Group | Role::Question => state.cells[parent][row].path.child(&plan.name),
            }),
            _ => Cow::Borrowed(&plan.path),
        };
        let cells: Vec<Cell<'a>> = (0..self.rows[plan.table].len())
            .map(|row| {
                let path = path(row, self);
                let answer = match plan.role {
                    Role::Question if plan.table == 0 => plain,
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
        if let Role::Repeat(table) = plan.role {
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
        let plan = &self.plan.nodes[node];
        for row in 0..self.cells[node].len() {
            let outer = plan.parent.is_none_or(|parent| {
                let row = match self.plan.nodes[parent].role {
                    Role::Repeat(_) => self.rows[plan.table][row].outer,
                    Role::Group | Role::Question => row,
                };
                self.cells[parent][row].relevant
            });
            let relevant = outer
                && self
                    .truth(plan.relevant.as_ref(), node, row)
                    .unwrap_or(true);
            self.cells[node][row].relevant = relevant;
        }
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.context.today
    }

    pub(crate) fn plan(&self) -> &'a Plan {
        self.plan
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
        let scope = Scope {
            state: self,
            node,
            row,
        };
        scope.value(tree)
    }

    /// The truth of an expression, if there is one.
    pub(crate) fn truth(
        &self,
        tree: Option<&'a Tree<NodeId>>,
        node: NodeId,
        row: usize,
    ) -> Option<bool> {
        tree.map(|tree| self.value(tree, node, row).to_bool())
    }

    /// What a reference to `target` means in a row of `from`: the first of its values.
    pub(crate) fn first_value(&self, target: NodeId, from: NodeId, row: usize) -> XPath<'a> {
        let first = self.values(target, from, row).next();
        first.unwrap_or(XPath::EMPTY)
    }

    /// The values of the relevant nodes that a reference means: those that share the innermost
    /// instance around both ends. For a repeat there is one, empty, for each instance.
    pub(crate) fn values(
        &self,
        target: NodeId,
        from: NodeId,
        row: usize,
    ) -> impl Iterator<Item = XPath<'a>> {
        let home = self.plan.nodes[target].table;
        let here = self.plan.nodes[from].table;
        let shared = self.plan.shared(home, here);
        let shared_row = self.outer_row(here, row, shared);
        let (table, instances) = match self.plan.nodes[target].role {
            Role::Repeat(own) => (own, true),
            Role::Group | Role::Question => (home, false),
        };
        // A reference to the own row or one around it needs no search.
        let range = if table == shared {
            shared_row..shared_row + 1
        } else {
            0..self.rows[table].len()
        };
        range
            .filter(move |row| self.outer_row(table, *row, shared) == shared_row)
            .map(move |row| {
                let row = if instances {
                    self.rows[table][row].outer
                } else {
                    row
                };
                &self.cells[target][row]
            })
            .filter(|cell| cell.relevant)
            .map(|cell| XPath::of(cell.answer))
    }

    /// The row of the table `until` in which a row of `table`, the same or inside it, lies.
    fn outer_row(&self, mut table: TableId, mut row: usize, until: TableId) -> usize {
        while table != until {
            row = self.rows[table][row].outer;
            table = self.plan.tables[table].parent.unwrap_or(until);
        }
        row
    }
}

/// The answers outside all repeats, by node: both lists are in the order of their paths, so one walk along them finds
/// what a search for each question would.
fn plain_answers<'a>(plan: &Plan, answers: &'a Answers) -> Vec<Option<&'a Answer>> {
    let mut found = vec![None; plan.nodes.len()];
    let mut answers = answers.iter().peekable();
    for node in &plan.plain {
        let path = &plan.nodes[*node].path;
        while answers.next_if(|(at, _)| *at < path).is_some() {}
        if let Some((_, answer)) = answers.next_if(|(at, _)| *at == path) {
            found[*node] = Some(answer);
        }
    }
    found
}
