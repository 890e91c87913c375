//! Groups and repeats, and what stands in them.

use std::sync::Arc;

use dong_hanh_form::{Expr, Group, Kind, Node, Question, Repeat, Text};

use super::Said;
use super::desk::Desk;
use super::kinds::Type;
use super::names::references;
use super::outline::Part;
use crate::grid::Row;
use crate::{Doubt, Section, Wrong};

/// A table of questions with the same choices, of which a row above shows the words (`table-list`).
#[derive(Default)]
pub(crate) struct TableList {
    /// The list, once the first question says it.
    pub(super) list: Option<String>,
}

impl Desk<'_> {
    /// The nodes of rows that stand side by side.
    pub(crate) fn nodes(&mut self, parts: &[Part], mut table: Option<&mut TableList>) -> Vec<Node> {
        let mut nodes = Vec::new();
        for part in parts {
            let before = nodes.len();
            match &part.kind {
                Type::Begin(Section::Repeat, _) => self.repeat(part, &mut nodes),
                Type::Begin(..) => self.group(part, &mut nodes),
                Type::Choose(choose) => self.choose(part, choose, table.as_deref_mut(), &mut nodes),
                Type::Plain(plain) => nodes.extend(
                    self.plain(part, *plain)
                        .map(|question| Node::Question(Arc::new(question))),
                ),
                Type::End(_) | Type::Setting => {}
            }
            self.remember(&nodes, before, part.row.number);
        }
        nodes
    }

    /// Whose nodes these are, and that no two are called the same: what is made of a row is among them.
    fn remember(&mut self, nodes: &[Node], before: usize, row: u32) {
        for node in &nodes[before..] {
            let path = self.path(node.name());
            let made = self.rows.get(&path).copied();
            if let Some(first) = made.filter(|first| *first != row) {
                let name = node.name().to_owned();
                let at = self.grid.at(
                    &Row {
                        number: row,
                        ..Row::default()
                    },
                    Said::Name,
                );
                // Names that rows say themselves were compared before.
                if self.names.rows(&name) < 2 {
                    self.notes
                        .wrong(at, Wrong::DuplicateName { name, row: first });
                }
            }
            self.rows.insert(path, row);
        }
    }

    fn within(&mut self, part: &Part, repeat: bool, table: Option<&mut TableList>) -> Vec<Node> {
        self.around.push((part.name.clone(), repeat));
        let nodes = self.nodes(&part.parts, table);
        self.around.pop();
        nodes
    }

    fn group(&mut self, part: &Part, nodes: &mut Vec<Node>) {
        let row = &part.row;
        let appearance = self.get(row, Said::Appearance).unwrap_or_default();
        let is_table = appearance
            .split_whitespace()
            .any(|word| word == "table-list");
        self.look(row, |word| (word == "table-list").then_some(()));
        self.refuse_questions(part, "group");
        if self.get(row, Said::RepeatCount).is_some() {
            self.no_use(row, Said::RepeatCount, "group");
        }
        let said = self.text(row, Said::Label);
        let (label, hint) = (part.own_label.clone().or(said), self.text(row, Said::Hint));
        let media = self.media(row);
        let (relevant, read_only) = (
            self.expr(row, Said::Relevant),
            self.condition(row, Said::ReadOnly),
        );
        let mut table = TableList::default();
        let mut inner = self.within(part, false, is_table.then_some(&mut table));
        seal(&mut inner, read_only.as_ref());
        let (mut label, mut hint, mut media) = (label, hint, media);
        if is_table && (label.is_some() || hint.is_some() || !media.is_empty()) {
            // The words stand above the table, in its first row.
            let name = format!("generated_table_list_label_{}", row.number);
            let label = label.take().unwrap_or_else(|| Text::plain(""));
            let note = Question {
                hint: hint.take(),
                media: std::mem::take(&mut media),
                ..bare(name, label, Kind::Note)
            };
            inner.insert(0, Node::Question(Arc::new(note)));
        }
        nodes.push(Node::Group(Group {
            name: part.name.clone(),
            label: label.unwrap_or_else(|| Text::plain("")),
            hint,
            media,
            relevant,
            nodes: inner,
        }));
    }

    fn repeat(&mut self, part: &Part, nodes: &mut Vec<Node>) {
        let row = &part.row;
        self.look(row, super::appearance::nothing);
        self.refuse_questions(part, "repeat");
        let label = self.text(row, Said::Label);
        if label.is_none() {
            self.doubt(row, Said::Label, Doubt::NoRepeatLabel);
        }
        let label = label.unwrap_or_else(|| Text::plain(""));
        let (hint, relevant) = (self.text(row, Said::Hint), self.expr(row, Said::Relevant));
        let (media, read_only) = (self.media(row), self.condition(row, Said::ReadOnly));
        let each = self.text(row, Said::Each).unwrap_or_else(|| label.clone());
        let add = self.text(row, Said::Add);
        let add = add.unwrap_or_else(|| self.languages.own("Thêm", "Add"));
        let count = self.count(part, nodes);
        let begins = self.begins(row, count.is_some());
        let mut inner = self.within(part, true, None);
        seal(&mut inner, read_only.as_ref());
        nodes.push(Node::Repeat(Repeat {
            name: part.name.clone(),
            label,
            hint,
            media,
            each,
            add,
            relevant,
            begins,
            count,
            nodes: inner,
        }));
    }

    /// How often a repeat is asked: a question's answer, or what a node beside it reckons, as in pyxform's forms.
    fn count(&mut self, part: &Part, nodes: &mut Vec<Node>) -> Option<Expr> {
        let count = self.expr(&part.row, Said::RepeatCount)?;
        let inside = references(&count.0)
            .flatten()
            .find(|name| part.holds(name) || *name == part.name);
        if let Some(name) = inside {
            let name = name.to_owned();
            self.wrong(&part.row, Said::RepeatCount, Wrong::CountsItself { name });
        }
        if is_reference(&count.0) {
            return Some(count);
        }
        let name = format!("{}_count", part.name);
        let count_of = Expr(format!("${{{name}}}"));
        let label = Text::plain(name.as_str());
        nodes.push(Node::Question(Arc::new(Question {
            calculate: Some(count),
            read_only: Some(Expr("true()".to_owned())),
            ..bare(name, label, Kind::Kept)
        })));
        Some(count_of)
    }

    /// With how many a repeat begins to which the person adds: one, as in XForms, where nothing is said.
    fn begins(&mut self, row: &Row, counted: bool) -> u16 {
        if counted {
            self.no_use_of(row, &[Said::Begins]);
            return 0;
        }
        let Some(written) = self.get(row, Said::Begins) else {
            return 1;
        };
        let begins: Option<u8> = written.parse().ok();
        if begins.is_none() {
            let written = written.to_owned();
            self.wrong(row, Said::Begins, Wrong::NotANumberToBegin { written });
        }
        begins.unwrap_or(1).into()
    }

    /// What only questions have.
    fn refuse_questions(&mut self, part: &Part, kind: &str) {
        for field in [
            Said::Required,
            Said::RequiredMessage,
            Said::Constraint,
            Said::ConstraintMessage,
            Said::Default,
            Said::Calculation,
            Said::Trigger,
            Said::ChoiceFilter,
            Said::Declinable,
            Said::Most,
            Said::Unit,
            Said::TextVersion,
            Said::Guidance,
            Said::Parameters,
        ] {
            if self.get(&part.row, field).is_some() {
                self.no_use(&part.row, field, kind);
            }
        }
        if self.get(&part.row, Said::SaveTo).is_some() {
            self.wrong(&part.row, Said::SaveTo, Wrong::SectionSaved);
        }
    }

    pub(super) fn no_use(&mut self, row: &Row, field: Said, kind: &str) {
        let kind = kind.to_owned();
        self.doubt(row, field, Doubt::NoUse { kind });
    }
}

/// Whether an expression is one reference and nothing else.
fn is_reference(source: &str) -> bool {
    let name = source
        .strip_prefix("${")
        .and_then(|name| name.strip_suffix('}'));
    name.is_some_and(super::is_name)
}

/// What is read only as a whole is so in every question.
fn seal(nodes: &mut [Node], outer: Option<&Expr>) {
    let Some(outer) = outer else {
        return;
    };
    for node in nodes {
        match node {
            Node::Group(group) => seal(&mut group.nodes, Some(outer)),
            Node::Repeat(repeat) => seal(&mut repeat.nodes, Some(outer)),
            Node::Question(question) => {
                let question = Arc::make_mut(question);
                let both = question
                    .read_only
                    .take()
                    .map(|own| format!("({}) or ({})", outer.0, own.0));
                question.read_only = Some(both.map_or_else(|| outer.clone(), Expr));
            }
        }
    }
}

/// A question of which nothing more is said.
pub(super) fn bare(name: String, label: Text, kind: Kind) -> Question {
    Question {
        name,
        label,
        hint: None,
        guidance: None,
        media: dong_hanh_form::Media::default(),
        kind,
        text_version: None,
        required: None,
        required_message: None,
        relevant: None,
        constraint: None,
        default: None,
        calculate: None,
        trigger: Vec::new(),
        read_only: None,
        save_to: None,
        purpose: None,
        sensitive: false,
        declinable: Vec::new(),
    }
}
