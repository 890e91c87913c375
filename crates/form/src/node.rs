//! What a form holds: questions, groups and repeats.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{DeclineReason, Expr, Kind, Text};

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
    /// What is seen or heard beside the heading.
    #[serde(default, skip_serializing_if = "Media::is_empty")]
    pub media: Media,
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
    Question(Arc<Question>),
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
    /// What is seen or heard beside the heading.
    pub media: Media,
    /// The heading of one instance, before its number: «Phần quà».
    pub each: Text,
    /// The words on the button that adds an instance.
    pub add: Text,
    /// When the repeat is asked; always, if absent.
    pub relevant: Option<Expr>,
    /// How many instances there are; as many as the person adds, if absent.
    pub count: Option<Expr>,
    /// With how many instances it begins, where the person adds them.
    pub begins: u16,
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
    /// More help, for whoever asks for it.
    pub guidance: Option<Text>,
    /// What is seen or heard beside the question.
    pub media: Media,
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
    /// The answer that follows from others: whenever one of them changes, or one that `trigger` names.
    pub calculate: Option<Expr>,
    /// The questions with whose change alone it is reckoned anew.
    pub trigger: Vec<String>,
    /// When the answer can be seen and not changed; never, if absent.
    pub read_only: Option<Expr>,
    /// What of the household the answer says, as XLSForm's entities have it.
    pub save_to: Option<String>,
    /// What an answer is asked for, as the app's purposes are called; it is told to whoever asks.
    pub purpose: Option<String>,
    /// Whether an answer is sensitive (health, ethnicity, a family's secrets): it is shown to who asks for it, and is in no
    /// list.
    pub sensitive: bool,
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

/// What is seen or heard beside words, in each language: names of [files](crate::Definition::files) that come with the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Media {
    /// A picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Text>,
    /// The same picture, to be looked at closely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub big_image: Option<Text>,
    /// A recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<Text>,
    /// A film.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video: Option<Text>,
}

impl Media {
    /// Whether there is nothing to see or hear.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Media::default()
    }
}
