//! What a form is: screens of questions, as data.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Model;
use crate::{Answers, Enclosed, Entity, Expr, FormError, Lang, Node, Path, Question, Table, Text};

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

    pub(crate) fn table(&self, table: usize) -> &Table {
        &self.tables[&self.model.tables_by_name[table]]
    }

    pub(crate) fn table_named(&self, name: &str) -> Option<usize> {
        self.model
            .tables_by_name
            .iter()
            .position(|known| known == name)
    }

    /// The screens: a group at the top each, and what lies between such groups.
    pub fn screens(&self) -> impl Iterator<Item = &[Node]> {
        let is_between = |node: &Node| !matches!(node, Node::Group(_));
        let screens = self
            .nodes
            .chunk_by(move |one, next| is_between(one) && is_between(next));
        screens.filter(|screen| !screen.is_empty())
    }

    /// Of the answers of a visit those that this form asks of the time before (`last-saved`): a later visit needs to
    /// know no others.
    #[must_use]
    pub fn recalled(&self, answers: &Answers) -> Answers {
        let mut recalled = Answers::new();
        for node in &self.model.recalled {
            let path = self.model.first_path(*node);
            if let Some(answer) = answers.get(&path) {
                recalled.set(path, answer.clone());
            }
        }
        recalled
    }

    /// Whether it asks anything of the time before.
    #[must_use]
    pub fn recalls(&self) -> bool {
        !self.model.recalled.is_empty()
    }

    /// The question at a path, in whichever instance.
    pub fn question(&self, path: &Path) -> Option<&Question> {
        let mut steps = path.steps();
        let mut nodes = &self.nodes;
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
#[serde(
    try_from = "crate::wire::WireDefinition",
    into = "crate::wire::WireDefinition"
)]
pub struct Definition {
    /// The form's name for software.
    pub name: String,
    /// The form's title.
    pub title: Text,
    /// The version that its authors gave it.
    pub version: String,
    /// What it holds, in order. A group at the top is a screen; what lies between groups is one too.
    pub nodes: Vec<Node>,
    /// The tables that choices come from and that expressions may look up, by name.
    pub tables: BTreeMap<String, Table>,
    /// What a filled form is called in a list of them.
    pub instance_name: Option<Expr>,
    /// What of the world the answers make or change, see [`Question::save_to`].
    pub entities: Vec<Entity>,
    /// Whom or what it is filled about.
    pub about: About,
    /// The files that are seen or heard beside its words, by the names that it has for them; what was missing when it was
    /// published is not among them.
    pub files: BTreeMap<String, Enclosed>,
}

/// Whom or what a form is filled about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A household, at whose door it is filled.
    #[default]
    Household,
    /// No household: a way of working, what somebody has done.
    None,
}

impl About {
    /// Whether it is filled at a household.
    #[must_use]
    pub fn is_household(&self) -> bool {
        *self == About::Household
    }
}

impl Definition {
    /// The file that is meant in one language, by what [`Media`](crate::Media) has of it; none where it did not come with
    /// the form.
    #[must_use]
    pub fn file(&self, names: Option<&Text>, lang: Lang) -> Option<&Enclosed> {
        self.files.get(names?.get(lang))
    }
}
