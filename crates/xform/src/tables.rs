//! The tables of a form: in it, or beside it as files where a function looks for a file.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_form::{Choices, Definition, Expr, FromTable, Media, Node, Shuffle, Table, Text};

use crate::element::Element;
use crate::expression::{BEFORE, LAST_SAVED, Reader};
use crate::itext::{Itext, Said};
use crate::names::{Names, Spot};

/// The column that names the words of a row in several languages.
const ITEXT: &str = "itextId";

/// The tables as secondary instances, and those that come as files, by name.
pub(crate) fn instances(
    form: &Definition,
    names: &Names,
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
            let told = Told::of(names, table);
            let items = (0..table.len()).map(|row| told.item(name, row, itext));
            elements.push(instance.holding([Element::new("root").holding(items)]));
        }
    }
    (elements, files)
}

/// What an itemset calls the words of a table's rows.
pub(crate) fn words_of(form: &Definition, names: &Names, from: &FromTable) -> String {
    let table = form.tables.get(&from.table);
    let by_id = table.is_some_and(|table| {
        let exact = table.columns().contains(&from.words);
        let translated = !exact && table.has_column(&from.words);
        let own = matches!(from.words.as_str(), "label" | "name");
        translated || (own && Told::of(names, table).by_id)
    });
    if by_id {
        format!("jr:itext({ITEXT})")
    } else {
        from.words.clone()
    }
}

/// How the rows of a table are told.
struct Told<'f> {
    table: &'f Table,
    names: &'f Names,
    /// Whether its words are found by an id, also where they are in no language: they speak of answers, or something is
    /// seen or heard beside them.
    by_id: bool,
}

impl<'f> Told<'f> {
    fn of(names: &'f Names, table: &'f Table) -> Told<'f> {
        let here = Spot::default();
        let reader = reader(names, &here);
        let speaks = |words: &str| {
            let begun = words.split("${").skip(1);
            let mut ended = begun.filter_map(|rest| rest.split_once('}'));
            ended.any(|(name, _)| reader.knows(name.trim()))
        };
        let by_id = table.columns().iter().enumerate().any(|(at, column)| {
            let mut cells = table.rows().iter().filter_map(|row| row.get(at));
            column.starts_with(MEDIA)
                || tag(column, "label").is_some() && cells.any(|words| speaks(words))
        });
        Told {
            table,
            names,
            by_id,
        }
    }

    fn item(&self, name: &str, row: usize, itext: &mut Itext) -> Element {
        let cells = self.table.rows().get(row).into_iter().flatten();
        let mut item = Element::new("item");
        for (column, cell) in self.table.columns().iter().zip(cells) {
            if !cell.is_empty() && is_element(column) {
                item.push(Element::new(column.as_str()).text(cell.as_str()));
            }
        }
        let translated = self.words("label", row).filter(|text| {
            let mut tags = text.iter().map(|(tag, _)| tag);
            self.by_id || tags.any(|tag| !tag.is_empty())
        });
        let unsaid = || self.words("name", row).filter(|_| self.by_id);
        if let Some(text) = translated.or_else(unsaid) {
            let (id, preferred) = (
                format!("{name}-{row}"),
                text.iter().next().map(|(_, words)| words.to_owned()),
            );
            let media = self.beside(row);
            let said = Said {
                media: Some(&media),
                ..Said::plain(&text)
            };
            itext.add(&id, &said, reader(self.names, &Spot::default()));
            item.push(Element::new(ITEXT).text(id));
            // Expressions may ask for the words themselves.
            if let Some(words) = preferred.filter(|_| item.first("label").is_none()) {
                item.push(Element::new("label").text(words));
            }
        }
        item
    }

    /// What a row says in a column, or in one for each language.
    fn words(&self, stem: &str, row: usize) -> Option<Text> {
        let cells = self.table.rows().get(row).into_iter().flatten();
        let columns = self.table.columns().iter().zip(cells);
        Text::of(columns.filter_map(|(column, cell)| {
            let tag = tag(column, stem).filter(|_| !cell.is_empty())?;
            Some((tag.to_owned(), cell.clone()))
        }))
    }

    /// What is seen or heard beside the words of a row.
    fn beside(&self, row: usize) -> Media {
        let of = |medium: &str| self.words(&format!("{MEDIA}{medium}"), row);
        Media {
            image: of("image"),
            big_image: of("big-image"),
            audio: of("audio"),
            video: of("video"),
        }
    }
}

/// What the columns begin with of what is seen or heard beside words.
pub(crate) const MEDIA: &str = "media::";

/// The language of a column, if it has this stem; empty where it has none.
fn tag<'c>(column: &'c str, stem: &str) -> Option<&'c str> {
    let rest = column.strip_prefix(stem)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix("::")
}

/// Choices lie nowhere in the form, so that all that they speak of is called by its whole path.
fn reader<'n>(names: &'n Names, here: &'n Spot) -> Reader<'n> {
    Reader {
        names,
        here,
        in_predicate: false,
    }
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
