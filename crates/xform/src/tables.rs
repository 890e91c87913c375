//! The tables of a form: in it, or beside it as files where a function looks for a file.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_form::{Choices, Definition, Expr, Node, Shuffle, Table, Text};

use crate::element::Element;
use crate::expression::{BEFORE, LAST_SAVED, Reader};
use crate::itext::{Itext, Said};
use crate::names::{Names, Spot};

/// The column that names the words of a row in several languages.
const ITEXT: &str = "itextId";

/// The tables as secondary instances, and those that come as files, by name.
pub(crate) fn instances(
    form: &Definition,
    itext: &mut Itext,
) -> (Vec<Element>, BTreeMap<String, String>) {
    let pulled = pulled(form);
    let (mut elements, mut files) = (Vec::new(), BTreeMap::new());
    for (name, table) in &form.tables {
        let instance = Element::new("instance").with("id", name.as_str());
        if pulled.contains(name) {
            let file = format!("{name}.csv");
            elements.push(instance.with("src", format!("jr://file-csv/{file}")));
            let columns = table.columns().iter().map(String::as_str);
            files.insert(
                file,
                csv(
                    columns,
                    table
                        .rows()
                        .iter()
                        .map(|row| row.iter().map(String::as_str)),
                ),
            );
        } else {
            let items = (0..table.len()).map(|row| item(name, table, row, itext));
            elements.push(instance.holding([Element::new("root").holding(items)]));
        }
    }
    (elements, files)
}

/// What an itemset calls the words of a table's rows.
pub(crate) fn words_of(table: Option<&Table>, stem: &str) -> String {
    let translated = table.is_some_and(|table| {
        let exact = table.columns().iter().any(|column| column == stem);
        !exact && table.has_column(stem)
    });
    if translated {
        format!("jr:itext({ITEXT})")
    } else {
        stem.to_owned()
    }
}

fn item(name: &str, table: &Table, row: usize, itext: &mut Itext) -> Element {
    let cells = table.rows().get(row).into_iter().flatten();
    let (mut words, mut item) = (Vec::new(), Element::new("item"));
    for (column, cell) in table.columns().iter().zip(cells) {
        match column.split_once("::") {
            Some(("label", tag)) => words.push((tag.to_owned(), cell.clone())),
            Some(_) => {}
            None if cell.is_empty() || !is_element(column) => {}
            None => item.push(Element::new(column.as_str()).text(cell.as_str())),
        }
    }
    if let Some(text) = Text::of(words) {
        let (id, preferred) = (
            format!("{name}-{row}"),
            text.iter().next().map(|(_, words)| words.to_owned()),
        );
        let (names, here) = (Names::default(), Spot::default());
        let reader = Reader {
            names: &names,
            here: &here,
            in_predicate: false,
        };
        itext.add(&id, &Said::plain(&text), reader);
        item.push(Element::new(ITEXT).text(id));
        // Expressions may ask for the words themselves.
        if let Some(words) = preferred.filter(|_| item.first("label").is_none()) {
            item.push(Element::new("label").text(words));
        }
    }
    item
}

/// Whether a column can be an element.
fn is_element(column: &str) -> bool {
    !column.contains(['/', '[', ':']) && column.parse::<dong_hanh_form::Path>().is_ok()
}

/// A table as a file.
pub(crate) fn csv<'c>(
    columns: impl IntoIterator<Item = &'c str>,
    rows: impl Iterator<Item = impl IntoIterator<Item = &'c str>>,
) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.write_record(row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The tables that `pulldata()` looks up, which clients want as files.
fn pulled(form: &Definition) -> BTreeSet<String> {
    let mentions = expressions(form).into_iter();
    let mentions = mentions.filter_map(|expr| expr.mentions().ok());
    mentions.flat_map(|mentions| mentions.files).collect()
}

/// The answers of the time before, if the form speaks of them.
pub(crate) fn last_saved(form: &Definition) -> Option<Element> {
    let speaks = |text: &str| text.contains(BEFORE) || text.contains(LAST_SAVED);
    let said = expressions(form).iter().any(|expr| speaks(&expr.0));
    let source = || {
        Element::new("instance")
            .with("id", LAST_SAVED)
            .with("src", "jr://instance/last-saved")
    };
    (said || shown(&form.nodes, &speaks)).then(source)
}

/// Whether words that people read say something.
fn shown(nodes: &[Node], speaks: &impl Fn(&str) -> bool) -> bool {
    let said = |text: &Text| text.iter().any(|(_, words)| speaks(words));
    nodes.iter().any(|node| match node {
        Node::Group(group) => said(&group.label) || shown(&group.nodes, speaks),
        Node::Repeat(repeat) => said(&repeat.label) || shown(&repeat.nodes, speaks),
        Node::Question(question) => {
            let beside = question.hint.iter().chain(&question.guidance);
            said(&question.label) || beside.chain(&question.required_message).any(said)
        }
    })
}

fn expressions(form: &Definition) -> Vec<&Expr> {
    let mut expressions = Vec::new();
    gather(&form.nodes, &mut expressions);
    expressions.extend(&form.instance_name);
    expressions
}

fn gather<'f>(nodes: &'f [Node], found: &mut Vec<&'f Expr>) {
    for node in nodes {
        match node {
            Node::Group(group) => {
                found.extend(&group.relevant);
                gather(&group.nodes, found);
            }
            Node::Repeat(repeat) => {
                found.extend(repeat.relevant.iter().chain(&repeat.count));
                gather(&repeat.nodes, found);
            }
            Node::Question(question) => {
                let of = [
                    &question.required,
                    &question.relevant,
                    &question.default,
                    &question.calculate,
                    &question.read_only,
                ];
                found.extend(of.into_iter().flatten());
                found.extend(
                    question
                        .constraint
                        .as_ref()
                        .map(|constraint| &constraint.expr),
                );
                let (filter, shuffle) = match question.kind.chosen_from() {
                    Some(Choices::Table(from)) => (&from.filter, &from.shuffle),
                    Some(Choices::Answers(from)) => (&from.filter, &from.shuffle),
                    Some(Choices::Own(_)) | None => continue,
                };
                found.extend(filter);
                if let Shuffle::By(seed) = shuffle {
                    found.push(seed);
                }
            }
        }
    }
}
