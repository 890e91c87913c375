//! The nodes of a form as expressions see them: a tree of elements, with an element for each instance of a repeat.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::model::{NodeId, Role, TableId};
use crate::offers::label;
use crate::state::State;

/// A node that an expression can come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Above the outermost element.
    Root,
    /// The outermost element, in which the whole form lies.
    Data,
    /// A part of the form, in a row of its table; an instance of a repeat in a row of the repeat's own.
    Part(NodeId, usize),
    /// A repeat as a whole, in a row of the table around it, of which its conditions are asked.
    Range(NodeId, usize),
    /// A table, as XLSForm has it: `root` in it, and an `item` for each row.
    Table(usize),
    /// The one element of a table.
    Rows(usize),
    /// A row of a table.
    Item(usize, usize),
    /// A row of a table in one of its columns.
    Field(usize, usize, usize),
}

impl<'a> State<'a> {
    /// The text of a node; of what holds others, all of theirs. What is not relevant says nothing.
    pub(crate) fn text(&self, place: Place) -> Cow<'a, str> {
        match place {
            Place::Part(node, row) if self.model().nodes[node].role == Role::Question => {
                let cell = self.cell(node, row);
                Cow::Borrowed(if cell.relevant { &cell.text } else { "" })
            }
            Place::Field(table, item, column) => {
                Cow::Borrowed(self.table(table).cell(item, column))
            }
            _ => {
                let mut children = Vec::new();
                self.children(place, &mut children);
                Cow::Owned(children.into_iter().map(|child| self.text(child)).collect())
            }
        }
    }

    /// Whether it holds text itself.
    pub(crate) fn has_text(&self, place: Place) -> bool {
        match place {
            Place::Part(node, _) => self.model().nodes[node].role == Role::Question,
            Place::Field(..) => true,
            _ => false,
        }
    }

    pub(crate) fn name(&self, place: Place) -> Cow<'a, str> {
        match place {
            Place::Root | Place::Table(_) => Cow::Borrowed(""),
            Place::Data => Cow::Borrowed("data"),
            Place::Part(node, _) | Place::Range(node, _) => {
                Cow::Borrowed(&self.model().nodes[node].name)
            }
            Place::Rows(_) => Cow::Borrowed("root"),
            Place::Item(..) => Cow::Borrowed("item"),
            Place::Field(table, _, column) => Cow::Borrowed(&self.table(table).columns()[column]),
        }
    }

    /// Whether it is an element of this name.
    pub(crate) fn is_called(&self, place: Place, name: &str) -> bool {
        match place {
            Place::Root | Place::Table(_) => false,
            Place::Data => self.model().is_outermost(name),
            _ => self.name(place) == name,
        }
    }

    pub(crate) fn parent(&self, place: Place) -> Option<Place> {
        match place {
            Place::Root | Place::Table(_) => None,
            Place::Data => Some(Place::Root),
            Place::Part(node, row) => Some(self.parent_part(node, row)),
            Place::Range(node, row) => {
                let parent = self.model().nodes[node].parent;
                Some(parent.map_or(Place::Data, |parent| Place::Part(parent, row)))
            }
            Place::Rows(table) => Some(Place::Table(table)),
            Place::Item(table, _) => Some(Place::Rows(table)),
            Place::Field(table, item, _) => Some(Place::Item(table, item)),
        }
    }

    fn parent_part(&self, node: NodeId, row: usize) -> Place {
        let model = self.model();
        let Some(parent) = model.nodes[node].parent else {
            return Place::Data;
        };
        match model.nodes[node].role {
            // What an instance lies in is in the row around it.
            Role::Repeat(own) => Place::Part(parent, self.outer(own, row)),
            Role::Group | Role::Question => Place::Part(parent, row),
        }
    }

    /// Whether it is asked.
    pub(crate) fn is_relevant(&self, place: Place) -> bool {
        let Place::Part(node, row) = place else {
            return true;
        };
        let row = match self.model().nodes[node].role {
            Role::Repeat(own) => self.outer(own, row),
            Role::Group | Role::Question => row,
        };
        self.cell(node, row).relevant
    }

    /// Adds the elements directly within a node, in order.
    pub(crate) fn children(&self, place: Place, found: &mut Vec<Place>) {
        match place {
            Place::Root => found.push(Place::Data),
            Place::Data => self
                .model()
                .children(None)
                .for_each(|child| self.elements(child, 0, found)),
            Place::Part(node, row) => {
                let children = self.model().children(Some(node));
                children.for_each(|child| self.elements(child, row, found));
            }
            Place::Table(table) => found.push(Place::Rows(table)),
            Place::Rows(table) => {
                let rows = 0..self.table(table).len();
                found.extend(rows.map(|item| Place::Item(table, item)));
            }
            Place::Item(table, item) => {
                let columns = 0..self.table(table).columns().len();
                found.extend(columns.map(|column| Place::Field(table, item, column)));
            }
            Place::Field(..) | Place::Range(..) => {}
        }
    }

    /// The same, of those with this name alone.
    pub(crate) fn children_called(&self, place: Place, name: &str, found: &mut Vec<Place>) {
        let model = self.model();
        let called = |child: &NodeId| model.nodes[*child].name == name;
        match place {
            Place::Data => model
                .children(None)
                .filter(called)
                .for_each(|child| self.elements(child, 0, found)),
            Place::Part(node, row) => {
                let children = model.children(Some(node)).filter(called);
                children.for_each(|child| self.elements(child, row, found));
            }
            Place::Item(table, item) => {
                let column = self.table(table).column(name);
                found.extend(column.map(|column| Place::Field(table, item, column)));
            }
            Place::Rows(_) if name != "item" => {}
            _ => {
                let before = found.len();
                self.children(place, found);
                let fits: Vec<Place> = found
                    .drain(before..)
                    .filter(|child| self.is_called(*child, name))
                    .collect();
                found.extend(fits);
            }
        }
    }

    /// The elements of a part in one row of the table around it: one, or one for each instance of a repeat.
    fn elements(&self, node: NodeId, row: usize, found: &mut Vec<Place>) {
        match self.model().nodes[node].role {
            Role::Repeat(own) => found.extend(
                self.rows_in(own, row)
                    .map(|(inner, _)| Place::Part(node, inner)),
            ),
            Role::Group | Role::Question => found.push(Place::Part(node, row)),
        }
    }

    /// What `${name}` means from a node: the parts of that name that share the innermost instance around both.
    pub(crate) fn meant(&self, target: NodeId, from: Place) -> Vec<Place> {
        let (here, row) = match from {
            Place::Part(node, row) => (self.table_of(node), row),
            Place::Range(node, row) => (self.model().nodes[node].table, row),
            _ => (0, 0),
        };
        let home = self.table_of(target);
        let own = match self.model().nodes[target].role {
            // From inside it a repeat means all of its instances.
            Role::Repeat(_) => self.model().nodes[target].table,
            Role::Group | Role::Question => home,
        };
        let shared = self.model().shared(own, here);
        self.parts(target, shared, self.outer_row(here, row, shared))
    }

    /// The innermost instance of a repeat around a node; the outermost element, where there is none.
    pub(crate) fn instance_around(&self, place: Place) -> Place {
        let mut around = std::iter::successors(self.parent(place), |at| self.parent(*at));
        let is_instance = |at: &Place| match at {
            Place::Part(node, _) => matches!(self.model().nodes[*node].role, Role::Repeat(_)),
            _ => false,
        };
        around.find(is_instance).unwrap_or(Place::Data)
    }

    /// A question in all instances of the repeat that it lies in, around which a node may lie as well.
    pub(crate) fn in_all_instances(&self, target: NodeId, from: Place) -> Vec<Place> {
        let home = self.table_of(target);
        let around = self.model().tables[home].parent.unwrap_or(home);
        let (here, row) = match from {
            Place::Part(node, row) => (self.table_of(node), row),
            _ => (0, 0),
        };
        let shared = self.model().shared(around, here);
        self.parts(target, shared, self.outer_row(here, row, shared))
    }

    /// All parts of a name, in every instance.
    pub(crate) fn everywhere(&self, target: NodeId) -> Vec<Place> {
        self.parts(target, 0, 0)
    }

    fn parts(&self, target: NodeId, shared: TableId, shared_row: usize) -> Vec<Place> {
        let table = self.table_of(target);
        // What lies in the own row or one around it needs no search.
        let range = if table == shared {
            shared_row..shared_row + 1
        } else {
            0..self.row_count(table)
        };
        let shares = |row: &usize| self.outer_row(table, *row, shared) == shared_row;
        let rows = range.filter(shares);
        rows.map(|row| Place::Part(target, row)).collect()
    }

    /// The table whose rows a part's elements lie in.
    fn table_of(&self, node: NodeId) -> TableId {
        match self.model().nodes[node].role {
            Role::Repeat(own) => own,
            Role::Group | Role::Question => self.model().nodes[node].table,
        }
    }

    /// Puts nodes into the order of the document, each once.
    pub(crate) fn in_order(&self, nodes: &mut Vec<Place>) {
        nodes.sort_by(|a, b| self.compare(*a, *b));
        nodes.dedup();
    }

    fn compare(&self, a: Place, b: Place) -> Ordering {
        self.way(a).cmp(&self.way(b))
    }

    /// The way to a node from above, of which each step tells the siblings apart.
    fn way(&self, place: Place) -> Vec<(usize, usize)> {
        let mut way = Vec::new();
        let mut next = Some(place);
        while let Some(at) = next {
            way.push(match at {
                Place::Root => (0, 0),
                Place::Data => (0, 1),
                Place::Part(node, row) => match self.model().nodes[node].role {
                    Role::Repeat(_) => (node, row),
                    // Its row is that of the instance above it.
                    Role::Group | Role::Question => (node, 0),
                },
                Place::Range(node, _) => (node, 0),
                Place::Table(table) => (1, table),
                Place::Rows(_) => (0, 0),
                Place::Item(_, item) => (0, item),
                Place::Field(.., column) => (0, column),
            });
            next = self.parent(at);
        }
        way.reverse();
        way
    }

    /// Which among its neighbours of the same name it is, from 1.
    pub(crate) fn position(&self, place: Place) -> usize {
        match place {
            Place::Part(node, row) => match self.model().nodes[node].role {
                Role::Repeat(own) => {
                    let outer = self.outer(own, row);
                    1 + self
                        .rows_in(own, outer)
                        .position(|(inner, _)| inner == row)
                        .unwrap_or(0)
                }
                Role::Group | Role::Question => 1,
            },
            Place::Item(_, item) => 1 + item,
            _ => 1,
        }
    }

    /// How deep it lies.
    pub(crate) fn depth(&self, place: Place) -> usize {
        std::iter::successors(self.parent(place), |at| self.parent(*at)).count()
    }

    /// Whether it lies within another one.
    pub(crate) fn is_within(&self, place: Place, outer: Place) -> bool {
        std::iter::successors(Some(place), |at| self.parent(*at)).any(|at| at == outer)
    }

    /// A table by its name.
    pub(crate) fn list(&self, name: &str) -> Option<Place> {
        self.table_named(name).map(Place::Table)
    }

    /// What a table says in one column of the row that says something in another.
    pub(crate) fn pull(
        &self,
        list: Place,
        wanted: &str,
        by: &str,
        key: &str,
    ) -> Option<Cow<'a, str>> {
        let Place::Table(table) = list else {
            return None;
        };
        self.table(table).pull(wanted, by, key).map(Cow::Borrowed)
    }

    /// The part that a path in quotes or a name means, as `jr:choice-name` has it.
    pub(crate) fn named(&self, path: &str, from: Place) -> Option<Place> {
        let target = self.model().named(path)?;
        self.meant(target, from).first().copied()
    }

    /// What a choice of a question is called, by its key.
    pub(crate) fn choice_label(&self, question: Place, key: &str) -> Option<String> {
        let Place::Part(node, row) = question else {
            return None;
        };
        label(self, node, row, key)
    }
}
