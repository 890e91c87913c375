//! A node as JSON: one flat object whose `type` says which fields it may have.

use serde::{Deserialize, Serialize};

use crate::{Choice, Constraint, DeclineReason, Expr, Group, Kind, Node, Question, Repeat, Text};

/// Every field that any node may have. Flat, so that an unknown or misplaced field is refused.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WireNode {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    label: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    multiline: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<Vec<Choice>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relevant: Option<Expr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<Expr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_message: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraint: Option<Constraint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<Expr>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    declinable: Vec<DeclineReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    each: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    add: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nodes: Option<Vec<Node>>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum WireError {
    #[error("“{name}” has the unknown type “{kind}”")]
    UnknownType { name: String, kind: String },
    #[error("“{name}” of type {kind} needs the field “{field}”")]
    Needs {
        name: String,
        kind: String,
        field: &'static str,
    },
    #[error("“{name}” of type {kind} cannot have the field “{field}”")]
    CannotHave {
        name: String,
        kind: String,
        field: &'static str,
    },
}

impl WireNode {
    fn need<T>(&self, field: &'static str, value: Option<T>) -> Result<T, WireError> {
        value.ok_or_else(|| WireError::Needs {
            name: self.name.clone(),
            kind: self.kind.clone(),
            field,
        })
    }

    /// Whatever the type's own fields did not take is out of place.
    fn refuse_leftovers(&self) -> Result<(), WireError> {
        let leftovers = [
            ("multiline", self.multiline.is_some()),
            ("unit", self.unit.is_some()),
            ("choices", self.choices.is_some()),
            ("max", self.max.is_some()),
            ("text_version", self.text_version.is_some()),
            ("required", self.required.is_some()),
            ("required_message", self.required_message.is_some()),
            ("constraint", self.constraint.is_some()),
            ("default", self.default.is_some()),
            ("declinable", !self.declinable.is_empty()),
            ("each", self.each.is_some()),
            ("add", self.add.is_some()),
            ("nodes", self.nodes.is_some()),
        ];
        match leftovers.into_iter().find(|(_, there)| *there) {
            None => Ok(()),
            Some((field, _)) => Err(WireError::CannotHave {
                name: self.name.clone(),
                kind: self.kind.clone(),
                field,
            }),
        }
    }

    fn take_kind(&mut self) -> Result<Kind, WireError> {
        Ok(match self.kind.as_str() {
            "text" => Kind::Text {
                multiline: self.multiline.take().unwrap_or(false),
            },
            "integer" => Kind::Integer {
                unit: self.unit.take(),
            },
            "decimal" => Kind::Decimal {
                unit: self.unit.take(),
            },
            "date" => Kind::Date,
            "select_one" => {
                let choices = self.choices.take();
                Kind::One {
                    choices: self.need("choices", choices)?,
                }
            }
            "select_multiple" => {
                let choices = self.choices.take();
                Kind::Many {
                    choices: self.need("choices", choices)?,
                }
            }
            "yes_no" => Kind::YesNo,
            "note" => Kind::Note,
            "image" => Kind::Photo {
                max: self.max.take().unwrap_or(1),
            },
            "audio" => Kind::Sound {
                max: self.max.take().unwrap_or(1),
            },
            "geopoint" => Kind::Place,
            _ => {
                return Err(WireError::UnknownType {
                    name: self.name.clone(),
                    kind: self.kind.clone(),
                });
            }
        })
    }
}

impl TryFrom<WireNode> for Node {
    type Error = WireError;

    fn try_from(mut wire: WireNode) -> Result<Self, WireError> {
        let label = wire.label.take();
        let label = wire.need("label", label)?;
        let name = wire.name.clone();
        let (hint, relevant) = (wire.hint.take(), wire.relevant.take());
        let node = match wire.kind.as_str() {
            "group" | "repeat" => {
                let nodes = wire.nodes.take();
                let nodes = wire.need("nodes", nodes)?;
                if wire.kind == "group" {
                    Node::Group(Group {
                        name,
                        label,
                        hint,
                        relevant,
                        nodes,
                    })
                } else {
                    let (each, add) = (wire.each.take(), wire.add.take());
                    Node::Repeat(Repeat {
                        name,
                        label,
                        hint,
                        each: wire.need("each", each)?,
                        add: wire.need("add", add)?,
                        relevant,
                        nodes,
                    })
                }
            }
            _ => {
                let kind = wire.take_kind()?;
                let text_version = wire.text_version.take();
                if !kind.is_answerable() {
                    wire.refuse_leftovers()?;
                }
                Node::Question(Question {
                    name,
                    label,
                    hint,
                    kind,
                    text_version,
                    required: wire.required.take(),
                    required_message: wire.required_message.take(),
                    relevant,
                    constraint: wire.constraint.take(),
                    default: wire.default.take(),
                    declinable: std::mem::take(&mut wire.declinable),
                })
            }
        };
        wire.refuse_leftovers()?;
        Ok(node)
    }
}

impl From<Node> for WireNode {
    fn from(node: Node) -> Self {
        match node {
            Node::Group(group) => WireNode {
                kind: "group".into(),
                name: group.name,
                label: Some(group.label),
                hint: group.hint,
                relevant: group.relevant,
                nodes: Some(group.nodes),
                ..WireNode::default()
            },
            Node::Repeat(repeat) => WireNode {
                kind: "repeat".into(),
                name: repeat.name,
                label: Some(repeat.label),
                hint: repeat.hint,
                each: Some(repeat.each),
                add: Some(repeat.add),
                relevant: repeat.relevant,
                nodes: Some(repeat.nodes),
                ..WireNode::default()
            },
            Node::Question(question) => WireNode {
                name: question.name,
                label: Some(question.label),
                hint: question.hint,
                text_version: question.text_version,
                required: question.required,
                required_message: question.required_message,
                relevant: question.relevant,
                constraint: question.constraint,
                default: question.default,
                declinable: question.declinable,
                ..WireNode::from(question.kind)
            },
        }
    }
}

impl From<Kind> for WireNode {
    fn from(kind: Kind) -> Self {
        let mut wire = WireNode::default();
        wire.kind = match kind {
            Kind::Text { multiline } => {
                wire.multiline = multiline.then_some(true);
                "text"
            }
            Kind::Integer { unit } => {
                wire.unit = unit;
                "integer"
            }
            Kind::Decimal { unit } => {
                wire.unit = unit;
                "decimal"
            }
            Kind::Date => "date",
            Kind::One { choices } => {
                wire.choices = Some(choices);
                "select_one"
            }
            Kind::Many { choices } => {
                wire.choices = Some(choices);
                "select_multiple"
            }
            Kind::YesNo => "yes_no",
            Kind::Note => "note",
            Kind::Photo { max } => {
                wire.max = Some(max);
                "image"
            }
            Kind::Sound { max } => {
                wire.max = Some(max);
                "audio"
            }
            Kind::Place => "geopoint",
        }
        .into();
        wire
    }
}
