//! What a client answered: an instance read as the answers of a form.

use std::collections::BTreeMap;

use chrono::FixedOffset;
use dong_hanh_form::{
    Answer, Answers, DeclineReason, Definition, Kind, MediaRef, Node, Path, Question, Value,
};

use crate::asks::{Added, declined, key};
use crate::element::Element;
use crate::filled::Filled;
use crate::names::ROOT;

/// The answers of a filled form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The answers by path, with what the form does not know.
    pub answers: Answers,
    /// The files that they name and that are not here.
    pub missing: Vec<Missing>,
}

/// A file that an answer names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The question.
    pub path: Path,
    /// The file's name.
    pub file: String,
}

impl Filled {
    /// The answers, by the clock of the place; `files` are those that came, by name.
    #[must_use]
    pub fn read(
        &self,
        form: &Definition,
        zone: FixedOffset,
        files: &BTreeMap<String, MediaRef>,
    ) -> Read {
        let mut reader = Reader {
            zone,
            files,
            read: Read::default(),
        };
        let put_in = Added::to(form)
            .find(&self.data)
            .map(|group| group.name.clone());
        let own = |element: &&Element| Some(&element.name) != put_in.as_ref();
        let elements: Vec<&Element> = self.data.elements().filter(own).collect();
        reader.elements(&elements, &form.nodes, None);
        reader.read
    }
}

struct Reader<'f> {
    zone: FixedOffset,
    files: &'f BTreeMap<String, MediaRef>,
    read: Read,
}

impl Reader<'_> {
    fn elements(&mut self, elements: &[&Element], nodes: &[Node], within: Option<&Path>) {
        let mut seen: BTreeMap<&str, u16> = BTreeMap::new();
        for element in elements {
            let name = element.local();
            // After a template instances are made; it is none.
            if element.attribute("jr:template").is_some() {
                continue;
            }
            // What a client says of the instance, and of things in a list, is no answer.
            if name == "meta" && !nodes.iter().any(|node| node.name() == name) {
                continue;
            }
            let Some(path) = child(within, name) else {
                continue;
            };
            let number = seen.entry(name).or_default();
            *number = number.saturating_add(1);
            let number = *number;
            let inner: Vec<&Element> = element.elements().collect();
            match nodes.iter().find(|node| node.name() == name) {
                Some(Node::Question(question)) => {
                    self.question(question, &path, element, elements, nodes);
                }
                Some(Node::Group(group)) => self.elements(&inner, &group.nodes, Some(&path)),
                Some(Node::Repeat(repeat)) => {
                    self.instance(&path, number);
                    self.elements(&inner, &repeat.nodes, Some(&path.nth(number)));
                }
                None if is_reason(nodes, name) => {}
                None => {
                    let again = elements
                        .iter()
                        .filter(|other| other.local() == name)
                        .count()
                        > 1;
                    let path = if again { path.nth(number) } else { path };
                    self.unknown(&path, element, &inner);
                }
            }
        }
    }

    /// Sees to it that an instance exists, also where nothing in it was answered.
    fn instance(&mut self, repeat: &Path, number: u16) {
        while self.read.answers.instances(repeat) < number {
            self.read.answers.add_instance(repeat);
        }
    }

    /// What the form does not know is kept as it is written.
    fn unknown(&mut self, path: &Path, element: &Element, inner: &[&Element]) {
        if !inner.is_empty() {
            self.elements(inner, &[], Some(path));
            return;
        }
        let words = element.words();
        if !words.trim().is_empty() {
            let text = Answer::Given(Value::Text(words));
            self.read.answers.set(path.clone(), text);
        }
    }

    fn question(
        &mut self,
        question: &Question,
        path: &Path,
        element: &Element,
        beside: &[&Element],
        nodes: &[Node],
    ) {
        let words = element.words();
        let text = words.trim();
        if text.is_empty() {
            let name = declined(question, nodes);
            let reason =
                name.and_then(|name| beside.iter().find(|element| element.local() == name));
            let reason = reason.and_then(|reason| reason_of(reason.words().trim()));
            if let Some(reason) = reason {
                self.read
                    .answers
                    .set(path.clone(), Answer::Declined(reason));
            }
            return;
        }
        let value = match &question.kind {
            Kind::Photo { .. } => self.file(path, text, Value::Photos),
            Kind::Sound { .. } => self.file(path, text, Value::Sounds),
            Kind::Film | Kind::File => self.file(path, text, Value::Files),
            // A note says nothing.
            Kind::Note => None,
            Kind::Text { .. } => Some(Value::Text(words.clone())),
            // What does not fit is kept, and whoever judges the answers says so.
            kind => kind
                .read(text, self.zone)
                .filter(|value| says_all(value, text))
                .or_else(|| Some(Value::Text(text.to_owned()))),
        };
        if let Some(value) = value {
            self.read.answers.set(path.clone(), Answer::Given(value));
        }
    }

    fn file(
        &mut self,
        path: &Path,
        name: &str,
        value: fn(Vec<MediaRef>) -> Value,
    ) -> Option<Value> {
        match self.files.get(name) {
            Some(media) => Some(value(vec![media.clone()])),
            None => {
                self.read.missing.push(Missing {
                    path: path.clone(),
                    file: name.to_owned(),
                });
                None
            }
        }
    }
}

/// Whether nothing of a text is lost in what was read of it: of 3.9 a whole number has only the 3.
fn says_all(value: &Value, text: &str) -> bool {
    let part = text.split_once('.').map_or("", |(_, part)| part);
    !matches!(value, Value::Integer(_)) || part.trim_matches('0').is_empty()
}

fn child(within: Option<&Path>, name: &str) -> Option<Path> {
    if name.contains(['/', '[']) || (within.is_none() && name == ROOT) {
        return None;
    }
    let path = match within {
        Some(within) => format!("{within}/{name}"),
        None => name.to_owned(),
    };
    path.parse().ok()
}

/// Whether a name is that of the question why another one has no answer.
fn is_reason(nodes: &[Node], name: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Question(question) => declined(question, nodes).as_deref() == Some(name),
        Node::Group(_) | Node::Repeat(_) => false,
    })
}

fn reason_of(text: &str) -> Option<DeclineReason> {
    use DeclineReason::{NotAsked, NotKnown, NotMeasured, NotSaid};
    [NotAsked, NotMeasured, NotKnown, NotSaid]
        .into_iter()
        .find(|reason| key(*reason) == text)
}
