//! A visit that is being recorded: every committed answer of it is on the device already.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::{DeviceTime, Extra, HouseholdId, OperationId, VisitId};
use dong_hanh_form::{Answers, FormId, Path, Place};
use dong_hanh_sync::Grounds;
use serde::{Deserialize, Serialize};

/// The points of ways and lands that are too few for an answer, by the questions that they are put for.
pub type Points = BTreeMap<Path, Vec<Place>>;

/// A visit in state draft, as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The id that the visit will have.
    pub visit: VisitId,
    /// Who is visited.
    pub household: HouseholdId,
    /// The definition that is filled; a draft keeps the one that it began with.
    pub form: FormId,
    /// What was answered so far.
    pub answers: Answers,
    /// What was put on a map and is no answer yet.
    #[serde(default, skip_serializing_if = "Points::is_empty")]
    pub points: Points,
    /// When the form was opened.
    pub started: DeviceTime,
    /// When the last answer was stored.
    pub saved: DeviceTime,
    /// The name of the group that was on the screen.
    #[serde(default)]
    pub screen: String,
    /// The version of the visit that this one will take the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<VisitId>,
    /// What its author saw of the household when it began, see [`FinishedVisit::seen`](dong_hanh_sync::FinishedVisit).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub seen: BTreeSet<OperationId>,
    /// What its answers are reckoned from besides.
    #[serde(default, skip_serializing_if = "Grounds::is_none")]
    pub grounds: Box<Grounds>,
    /// The held operation that this one will correct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<OperationId>,
    /// A newer version of the form that it is not to go on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeps_from: Option<FormId>,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}
