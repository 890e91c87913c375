//! What of the world a form's answers make or change, as XLSForm's sheet `entities` says it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::spelling::spelt;
use crate::{Answers, Expr, Form, Node, Path};

/// One thing of a list that a filled form makes or changes: a household, a house, a loan.
///
/// Without an id it is made; with one it is changed, and made where `create_if` is true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The list that it belongs to.
    pub list: String,
    /// The path of the group or repeat for whose every instance there is one; one for the form, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Expr>,
    /// Which one is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Expr>,
    /// When it is made; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_if: Option<Expr>,
    /// When it is changed; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_if: Option<Expr>,
}

impl Form {
    /// What the answers say of the one thing of a list about which the form is: properties, and what they are as an
    /// XForm spells it. What was declined says nothing, nor does what is asked of each of several.
    #[must_use]
    pub fn saved<'f>(&'f self, list: &str, answers: &'f Answers) -> Vec<(&'f str, Cow<'f, str>)> {
        let is_about = self.entities.iter().any(|entity| entity.list == list);
        let mut saved = Vec::new();
        if is_about {
            let several = self.entities.len() > 1;
            let property = |save_to: &'f str| match save_to.split_once('#') {
                Some((of, property)) => (of == list).then_some(property),
                None => (!several).then_some(save_to),
            };
            save(&self.nodes, None, answers, &property, &mut saved);
        }
        saved
    }
}

fn save<'f>(
    nodes: &'f [Node],
    at: Option<&Path>,
    answers: &'f Answers,
    property: &impl Fn(&'f str) -> Option<&'f str>,
    saved: &mut Vec<(&'f str, Cow<'f, str>)>,
) {
    for node in nodes {
        let path = || at.map_or_else(|| Path::top(node.name()), |at| at.child(node.name()));
        match node {
            Node::Question(question) => {
                let property = question.save_to.as_deref().and_then(property);
                let answer = property.and_then(|property| Some((property, answers.get(&path())?)));
                saved.extend(answer.map(|(property, answer)| (property, spelt(answer))));
            }
            Node::Group(group) => save(&group.nodes, Some(&path()), answers, property, saved),
            Node::Repeat(_) => {}
        }
    }
}
