//! What a form is: screens of questions, as data.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Model, NodeId};
use crate::{DeclineReason, Expr, FormError, Path, Table, Text};

/// The content-addressed id of a definition, `sha256:<hex>`; computed where the bytes are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormId(pub String);

impl fmt::Display for FormId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A definition that was checked: its names are unambiguous, its expressions refer to questions
/// that exist, and nothing's relevance depends on itself.
///
/// It reads like its [`Definition`] (`form.title`, `form.groups`) and cannot be changed.
#[derive(Clone, Debug)]
pub struct Form {
    definition: Definition,
    pub(crate) model: Model,
}

impl Form {
    /// Reads and checks a definition.
    ///
    /// # Errors
    /// [`FormError`] names the place in the form and what is wrong there.
    pub fn parse(json: &str) -> Result<Form, FormError> {
        let definition = serde_json::from_str(json).map_err(FormError::Json)?;
        Form::new(definition)
    }

    /// Checks a definition.
    ///
    /// # Errors
    /// [`FormError`] names the place in the form and what is wrong there.
    pub fn new(definition: Definition) -> Result<Form, FormError> {
        let model = Model::new(&definition)?;
        Ok(Form { definition, model })
    }

    /// The question that a node of the model is.
    pub(crate) fn question_of(&self, node: NodeId) -> Option<&Question> {
        let mut next = 0;
        for group in &self.groups {
            let after = self.model.nodes[next].after;
            if node < after {
                return self.question_in(&group.nodes, next + 1, node);
            }
            next = after;
        }
        None
    }

    /// The same, among neighbours of which `next` is the first.
    fn question_in<'f>(
        &self,
        nodes: &'f [Node],
        mut next: NodeId,
        wanted: NodeId,
    ) -> Option<&'f Question> {
        for node in nodes {
            let after = self.model.nodes[next].after;
            if (next..after).contains(&wanted) {
                return match node {
                    Node::Question(question) => Some(question),
                    Node::Group(group) => self.question_in(&group.nodes, next + 1, wanted),
                    Node::Repeat(repeat) => self.question_in(&repeat.nodes, next + 1, wanted),
                };
            }
            next = after;
        }
        None
    }

    /// The question at a path, in whichever instance.
    pub fn question(&self, path: &Path) -> Option<&Question> {
        let mut steps = path.steps();
        let screen = steps.next()?;
        let group = self
            .groups
            .iter()
            .find(|group| group.name == screen.name && screen.instance.is_none())?;
        let mut nodes = &group.nodes;
        loop {
            let step = steps.next()?;
            let node = nodes.iter().find(|node| node.name() == step.name)?;
            nodes = match (node, step.instance) {
                (Node::Group(group), None) => &group.nodes,
                (Node::Repeat(repeat), Some(_)) => &repeat.nodes,
                (Node::Question(question), None) => {
                    return steps.next().is_none().then_some(question);
                }
                _ => return None,
            };
        }
    }
}

impl Deref for Form {
    type Target = Definition;

    fn deref(&self) -> &Definition {
        &self.definition
    }
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.definition == other.definition
    }
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.definition.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let definition = Definition::deserialize(deserializer)?;
        Form::new(definition).map_err(serde::de::Error::custom)
    }
}

/// A form as it is written down. [`Form`] is one that was checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The form's name for software.
    pub name: String,
    /// The form's title.
    pub title: Text,
    /// The version that its authors gave it.
    pub version: String,
    /// The screens, in order.
    pub groups: Vec<Group>,
    /// The tables that expressions may look up, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tables: BTreeMap<String, Table>,
}

/// Questions that belong together. At the top of a form a group is a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The name, one step of a path.
    pub name: String,
    /// The heading.
    pub label: Text,
    /// A sentence of help under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// When the group is asked; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expr>,
    /// What the group holds.
    pub nodes: Vec<Node>,
}

/// A part of a group. In JSON its `type` says which.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "crate::wire::WireNode", into = "crate::wire::WireNode")]
pub enum Node {
    /// A question.
    Question(Question),
    /// Questions under a heading (`"type": "group"`).
    Group(Group),
    /// Questions asked again for each of several things (`"type": "repeat"`).
    Repeat(Repeat),
}

impl Node {
    /// The name, one step of a path.
    pub fn name(&self) -> &str {
        match self {
            Node::Question(question) => &question.name,
            Node::Group(group) => &group.name,
            Node::Repeat(repeat) => &repeat.name,
        }
    }
}

/// Questions asked once for each of several things.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The name, one step of a path.
    pub name: String,
    /// The heading.
    pub label: Text,
    /// A sentence of help under the heading.
    pub hint: Option<Text>,
    /// The heading of one instance, before its number: «Phần quà».
    pub each: Text,
    /// The words on the button that adds an instance.
    pub add: Text,
    /// When the repeat is asked; always, if absent.
    pub relevant: Option<Expr>,
    /// What is asked in each instance.
    pub nodes: Vec<Node>,
}

/// One question, or a note that is only read.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The name, one step of a path.
    pub name: String,
    /// The question.
    pub label: Text,
    /// A sentence of help under the question.
    pub hint: Option<Text>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The version of a text whose wording matters, such as a notice that is read out.
    pub text_version: Option<String>,
    /// When an answer is required; never, if absent.
    pub required: Option<Expr>,
    /// What is said when a required answer is missing.
    pub required_message: Option<Text>,
    /// When the question is asked; always, if absent.
    pub relevant: Option<Expr>,
    /// What must be true of an answer.
    pub constraint: Option<Constraint>,
    /// The answer that the question starts with, see [`apply_defaults`](crate::apply_defaults).
    pub default: Option<Expr>,
    /// The phrases by which it can be declined, so that nobody has to invent an answer.
    pub declinable: Vec<DeclineReason>,
}

/// What must be true of an answer, and what to say when it is not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// True of a good answer, which it calls `.`.
    pub expr: Expr,
    /// A question rather than a verdict: «Có phải 42 m² không?»
    pub message: Text,
}

/// The kind of answer that a question takes. In JSON the `type` of XLSForm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words (`text`).
    Text {
        /// Whether several lines are expected.
        multiline: bool,
    },
    /// A whole number (`integer`).
    Integer {
        /// The unit, shown after the number.
        unit: Option<Text>,
    },
    /// A decimal number (`decimal`).
    Decimal {
        /// The unit, shown after the number.
        unit: Option<Text>,
    },
    /// A day (`date`).
    Date,
    /// One of several choices (`select_one`).
    One {
        /// The choices, in order.
        choices: Vec<Choice>,
    },
    /// Any number of choices (`select_multiple`).
    Many {
        /// The choices, in order.
        choices: Vec<Choice>,
    },
    /// Yes or no (`yes_no`); in expressions `'yes'` or `'no'`, as in a `select_one yes_no`.
    YesNo,
    /// Nothing: words that are only read (`note`).
    Note,
    /// Photos (`image`).
    Photo {
        /// The most photos that may be taken.
        max: u8,
    },
    /// Recordings of what somebody says (`audio`).
    Sound {
        /// The most recordings that may be made.
        max: u8,
    },
    /// A place (`geopoint`).
    Place,
}

impl Kind {
    /// The choices, if the kind has any.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::One { choices } | Kind::Many { choices } => choices,
            _ => &[],
        }
    }

    /// Whether a person can answer it; a note is only read.
    pub fn is_answerable(&self) -> bool {
        !matches!(self, Kind::Note)
    }
}

/// One choice of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The key that is recorded.
    pub name: String,
    /// The words.
    pub label: Text,
}
