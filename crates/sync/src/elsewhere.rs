//! What is known of a visit that another client has filled (SPEC.md S12). It lies among what is said beside a visit, so that
//! a version which does not know it passes it on.

use std::collections::BTreeSet;

use dong_hanh_domain::Extra;
use dong_hanh_form::Path;
use serde::{Deserialize, Serialize};

/// Under which name it lies there.
const NAME: &str = "openrosa";

/// A visit as another client sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// What the client named it.
    pub instance: String,
    /// The files that its answers name and that are not here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<Lack>,
    /// The calculated answers that came to something else there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub otherwise: BTreeSet<Path>,
}

/// A file that is not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// The question that it answers.
    pub question: Path,
    /// As the client calls it.
    pub file: String,
    /// Why it is not here.
    pub why: LackReason,
}

/// Why a file is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LackReason {
    /// It never came.
    NeverCame,
    /// It came and was not kept.
    #[serde(untagged)]
    Refused(Refused),
}

/// Why a file that came is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    /// It has more than 16 MiB.
    TooLarge,
    /// It is of no kind that is taken.
    WrongKind,
    /// A picture that says where it was taken, and cannot be rid of that.
    BearsPlace,
}

impl Elsewhere {
    /// Whether another client has filled what this was said beside.
    #[must_use]
    pub fn filled(said: &Extra) -> bool {
        said.0.contains_key(NAME)
    }

    /// What is known of it there; nothing where our own app filled it.
    #[must_use]
    pub fn of(said: &Extra) -> Option<Elsewhere> {
        Elsewhere::deserialize(said.0.get(NAME)?).ok()
    }

    /// As it is said beside a visit.
    #[must_use]
    pub fn said(&self) -> Extra {
        let said = serde_json::to_value(self).unwrap_or_default();
        Extra([(NAME.to_owned(), said)].into_iter().collect())
    }
}
