//! What a person sees of a form: a control for each question, in groups and repeats.

use std::collections::BTreeMap;

use dong_hanh_form::{Definition, Group, Kind, Media, Node, Question, Repeat, Text};

use crate::asks::{declined, why};
use crate::binds::begin;
use crate::element::Element;
use crate::expression::Reader;
use crate::itext::{Itext, Said};
use crate::kinds::control;
use crate::names::{Names, Spot};

pub(crate) struct Body<'f> {
    pub(crate) form: &'f Definition,
    pub(crate) names: &'f Names,
    declinable: bool,
    /// What is reckoned when a question's answer changes, by its name.
    triggered: BTreeMap<&'f str, Vec<Element>>,
}

impl<'f> Body<'f> {
    pub(crate) fn new(form: &'f Definition, names: &'f Names, declinable: bool) -> Body<'f> {
        let mut body = Body {
            form,
            names,
            declinable,
            triggered: BTreeMap::new(),
        };
        body.trigger(&form.nodes, &Spot::default());
        body
    }

    /// Finds what waits for the change of another answer.
    fn trigger(&mut self, nodes: &'f [Node], within: &Spot) {
        for node in nodes {
            let spot = within.node(node);
            match node {
                Node::Group(group) => self.trigger(&group.nodes, &spot),
                Node::Repeat(repeat) => self.trigger(&repeat.nodes, &spot),
                Node::Question(question) => {
                    let value = question
                        .calculate
                        .as_ref()
                        .map(|value| self.reader(&spot).written(&value.0));
                    for source in &question.trigger {
                        let set = Element::new("setvalue")
                            .with("ref", spot.path())
                            .with("event", "xforms-value-changed")
                            .maybe("value", value.clone().filter(|value| value != "''"));
                        self.triggered.entry(source).or_default().push(set);
                    }
                }
            }
        }
    }

    pub(crate) fn reader<'a>(&'a self, here: &'a Spot) -> Reader<'a> {
        Reader {
            names: self.names,
            here,
            in_predicate: false,
        }
    }

    pub(crate) fn nodes(&self, nodes: &[Node], within: &Spot, itext: &mut Itext) -> Vec<Element> {
        let mut elements = Vec::new();
        for node in nodes {
            let spot = within.node(node);
            match node {
                Node::Question(question) => {
                    if !question.kind.is_shown() {
                        continue;
                    }
                    elements.push(self.question(question, &spot, itext));
                    if let Some(name) = declined(question, nodes).filter(|_| self.declinable) {
                        elements.push(why(question, &within.child(&name), itext));
                    }
                }
                Node::Group(group) => {
                    elements.extend(self.group(group, &spot, *within == Spot::default(), itext));
                }
                Node::Repeat(repeat) => elements.push(self.repeat(repeat, &spot, itext)),
            }
        }
        elements
    }

    fn group(
        &self,
        group: &Group,
        spot: &Spot,
        is_screen: bool,
        itext: &mut Itext,
    ) -> Option<Element> {
        let label = self.label(&group.label, &group.media, spot, itext);
        let inner = self.nodes(&group.nodes, spot, itext);
        // Of what nobody sees nothing is shown.
        if inner.is_empty() {
            return None;
        }
        // A group at the top is one screen here too, unless something grows on it.
        let one_screen = is_screen && !grows(&group.nodes);
        let group = Element::new("group")
            .with("ref", spot.path())
            .maybe("appearance", one_screen.then(|| "field-list".to_owned()));
        Some(group.holding(label).holding(inner))
    }

    fn repeat(&self, repeat: &Repeat, spot: &Spot, itext: &mut Itext) -> Element {
        let label = self.label(&repeat.label, &repeat.media, spot, itext);
        let mut around = spot.clone();
        around = around.without_own_repeat();
        let count = repeat
            .count
            .as_ref()
            .map(|count| self.reader(&around).written(&count.0));
        let begins = self.begins(&repeat.nodes, spot);
        let inner = self.nodes(&repeat.nodes, spot, itext);
        let element = Element::new("repeat")
            .with("nodeset", spot.path())
            .maybe("jr:count", count)
            .holding(inner)
            .holding(begins);
        Element::new("group")
            .with("ref", spot.path())
            .holding(label)
            .holding([element])
    }

    /// What the questions of an instance begin with, without those of repeats in it.
    fn begins(&self, nodes: &[Node], within: &Spot) -> Vec<Element> {
        let mut elements = Vec::new();
        for node in nodes {
            let spot = within.node(node);
            match node {
                Node::Question(question) => elements.extend(begin(question, &spot, self.names)),
                Node::Group(group) => elements.extend(self.begins(&group.nodes, &spot)),
                Node::Repeat(_) => {}
            }
        }
        elements
    }

    /// Words with what is seen or heard beside them.
    fn label(
        &self,
        label: &Text,
        media: &Media,
        spot: &Spot,
        itext: &mut Itext,
    ) -> Option<Element> {
        let id = format!("{}:label", spot.path());
        let said = Said {
            media: Some(media),
            ..Said::plain(label)
        };
        itext.element("label", &id, &said, self.reader(spot))
    }

    fn question(&self, question: &Question, spot: &Spot, itext: &mut Itext) -> Element {
        let path = spot.path();
        let label = self.label(&question.label, &question.media, spot, itext);
        // A note without words is one all the same.
        let label = label.or_else(|| (question.kind == Kind::Note).then(|| Element::new("label")));
        let help = Said {
            words: question.hint.as_ref().or(question.guidance.as_ref()),
            guidance: question.guidance.as_ref(),
            media: None,
        };
        let hint = itext.element("hint", &format!("{path}:hint"), &help, self.reader(spot));
        let choices = self.choices(&question.kind, spot, itext);
        let triggered = self
            .triggered
            .get(question.name.as_str())
            .into_iter()
            .flatten();
        control(&question.kind, &path)
            .holding(label)
            .holding(hint)
            .holding(choices)
            .holding(triggered.cloned())
    }
}

fn grows(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Repeat(_) => true,
        Node::Group(group) => grows(&group.nodes),
        Node::Question(_) => false,
    })
}
