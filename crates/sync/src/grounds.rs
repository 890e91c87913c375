//! What the answers of a visit are reckoned from besides themselves, the same on every device and at the office.

use std::sync::Arc;

use dong_hanh_domain::{DeviceTime, Extra, VisitId};
use dong_hanh_form::{Answers, Context};
use serde::{Deserialize, Serialize};

/// What a visit keeps of the moment in which it began, because nobody can find it out later.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grounds {
    /// The visit from whose name chance is drawn, where that is another one: the first version of an amended visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<VisitId>,
    /// What was answered the time before, as far as the form asks (`last-saved`).
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub last: Answers,
    /// The visit on which the family was last asked whether it agrees, as far as whoever began this one knew; of a form
    /// that does not ask itself (SPEC.md S18.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<VisitId>,
    /// What a newer version says beside it.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Grounds {
    /// Whether the visit's own name is all that there is.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Those of a visit that takes the place of this one: the same chance, the same time before.
    #[must_use]
    pub fn handed_on(self, from: VisitId) -> Self {
        Self {
            chance: Some(self.chance.unwrap_or(from)),
            ..self
        }
    }

    /// What a form needs to know of a visit besides its answers.
    #[must_use]
    pub fn context(&self, visit: VisitId, started: DeviceTime) -> Context {
        let (_, seed) = self.chance.unwrap_or(visit).0.as_u64_pair();
        Context {
            seed,
            last: Arc::new(self.last.clone()),
            ..Context::at(started.local())
        }
    }
}
