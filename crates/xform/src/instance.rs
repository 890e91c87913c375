//! The instance that a form begins with.

use dong_hanh_form::{Definition, Entity, Expr, Node, Repeat};

use crate::asks::declined;
use crate::element::Element;

/// Which of a repeat's elements are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// What the form begins with, and of each repeat beside it what is added.
    Beginning,
    /// An instance that is added: repeats in it have none yet.
    Template,
    /// An instance that is there from the beginning.
    First,
}

/// What nodes are as elements. With `declinable`, there is one for each reason why there is no answer.
pub(crate) fn elements(form: &Definition, declinable: bool) -> Vec<Element> {
    let builder = Builder { form, declinable };
    builder.nodes(&form.nodes, "", For::Beginning)
}

struct Builder<'f> {
    form: &'f Definition,
    declinable: bool,
}

impl Builder<'_> {
    fn nodes(&self, nodes: &[Node], within: &str, what: For) -> Vec<Element> {
        let mut elements = Vec::with_capacity(nodes.len());
        for node in nodes {
            let path = if within.is_empty() {
                node.name().to_owned()
            } else {
                format!("{within}/{}", node.name())
            };
            match node {
                Node::Question(question) => {
                    let element = Element::new(question.name.as_str());
                    elements.push(match question.default.as_ref().and_then(literal) {
                        Some(text) if !text.is_empty() => element.text(text),
                        _ => element,
                    });
                    if self.declinable {
                        elements.extend(declined(question, nodes).map(Element::new));
                    }
                }
                Node::Group(group) => {
                    let inner = self.nodes(&group.nodes, &path, what);
                    let element = Element::new(group.name.as_str()).holding(inner);
                    elements.push(element.holding(meta(self.form, Some(&path))));
                }
                Node::Repeat(repeat) => self.repeat(repeat, &path, what, &mut elements),
            }
        }
        elements
    }

    fn repeat(&self, repeat: &Repeat, path: &str, what: For, elements: &mut Vec<Element>) {
        let instance = |what| {
            let inner = self.nodes(&repeat.nodes, path, what);
            (inner, meta(self.form, Some(path)))
        };
        if what != For::First {
            let (inner, meta) = instance(For::Template);
            let template = Element::new(repeat.name.as_str()).with("jr:template", "");
            elements.push(template.holding(inner).holding(meta));
        }
        if what != For::Template {
            // One that the form counts has one to begin with, as pyxform writes it.
            let first = if repeat.count.is_some() {
                1
            } else {
                repeat.begins
            };
            for _ in 0..first {
                let (inner, meta) = instance(For::First);
                elements.push(
                    Element::new(repeat.name.as_str())
                        .holding(inner)
                        .holding(meta),
                );
            }
        }
    }
}

/// Where an entity is written down: in its repeat or at the top, or deeper where another one is there already.
pub(crate) fn place<'f>(form: &'f Definition, entity: &'f Entity) -> Option<&'f str> {
    let outer = |entity: &'f Entity| {
        let within = entity.within.as_deref()?;
        let (mut nodes, mut end, mut at) = (&form.nodes, None, 0);
        for name in within.split('/') {
            at += name.len();
            nodes = match nodes.iter().find(|node| node.name() == name)? {
                Node::Group(group) => &group.nodes,
                Node::Repeat(repeat) => {
                    end = Some(at);
                    &repeat.nodes
                }
                Node::Question(_) => return None,
            };
            at += 1;
        }
        end.map(|end| &within[..end])
    };
    let own = outer(entity);
    let alone = form
        .entities
        .iter()
        .filter(|other| outer(other) == own)
        .count()
        == 1;
    if alone { own } else { entity.within.as_deref() }
}

/// What is said of the instance, or of a part of it, beside the answers.
pub(crate) fn meta(form: &Definition, within: Option<&str>) -> Option<Element> {
    let mut meta = Element::new("meta");
    for entity in form
        .entities
        .iter()
        .filter(|entity| place(form, entity) == within)
    {
        meta.push(entity_element(entity));
    }
    if within.is_none() {
        meta.push(Element::new("instanceID"));
        if form.instance_name.is_some() {
            meta.push(Element::new("instanceName"));
        }
    }
    (!meta.content.is_empty()).then_some(meta)
}

fn entity_element(entity: &Entity) -> Element {
    let creates = entity.id.is_none() || entity.create_if.is_some();
    let updates = entity.id.is_some();
    let one = |wanted: bool| wanted.then(|| "1".to_owned());
    let none = |wanted: bool| wanted.then(String::new);
    Element::new("entity")
        .with("dataset", entity.list.as_str())
        .maybe("create", one(creates))
        .with("id", "")
        .maybe("update", one(updates))
        .maybe("baseVersion", none(updates))
        .maybe("trunkVersion", none(updates))
        .maybe("branchId", none(updates))
        .holding(entity.label.as_ref().map(|_| Element::new("label")))
}

/// The text that an expression is, if it is nothing but a text or a number.
pub(crate) fn literal(expr: &Expr) -> Option<&str> {
    let source = expr.0.trim();
    for quote in ['\'', '"'] {
        let inner = source
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote));
        if let Some(inner) = inner.filter(|inner| !inner.contains(quote)) {
            return Some(inner);
        }
    }
    source.parse::<f64>().is_ok().then_some(source)
}
