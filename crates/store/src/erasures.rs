//! What was erased, as it is kept beside the database too: a backup knows nothing of it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Because, DeviceId, Erased, HamletId, HouseholdId, ListId, OperationId, Role, UnitKey, UserId,
};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Author, Written};
use dong_hanh_sync::{Action, ErasedPicture, Operation, Outcome, RawOperation, Receipt, Subject};
use serde::{Deserialize, Serialize};

/// An operation that has erased something, with who said it: ids and times alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Erasure {
    /// The officer.
    pub author: UserId,
    /// On which device.
    pub device: DeviceId,
    /// The unit whose officer it was.
    pub unit: UnitKey,
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// What was said.
    pub operation: RawOperation,
    /// All that went with it: a backup may not know yet what stood for what.
    #[serde(default)]
    pub went: Vec<Went>,
}

/// A household that was erased, by its ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Went {
    /// Which.
    pub household: HouseholdId,
    /// Where it lived.
    pub hamlet: HamletId,
}

impl From<&Erased> for Went {
    fn from(erased: &Erased) -> Self {
        Self {
            household: erased.household,
            hamlet: erased.hamlet,
        }
    }
}

impl Erasure {
    /// Those of a batch.
    #[must_use]
    pub fn of(author: &Author, written: &Written) -> Vec<Self> {
        let erasing = &written.erasing;
        if erasing.households.is_empty() && erasing.pictures.is_empty() {
            return Vec::new();
        }
        let erases = |(receipt, _, raw): &&(Receipt, ContentDigest, RawOperation)| {
            let is_applied = matches!(receipt.outcome, Outcome::Applied { .. });
            is_applied && subject(raw).is_some()
        };
        let receipts = written.receipts.iter().filter(erases);
        let erasures = receipts.map(|(receipt, _, raw)| Self {
            author: author.user,
            device: author.device,
            unit: author.role.unit().clone(),
            received: receipt.received,
            operation: raw.clone(),
            went: written.erasing.households.iter().map(Went::from).collect(),
        });
        erasures.collect()
    }

    /// Which household it erased or took a picture of, and where that lived; `None` where this version cannot read it.
    #[must_use]
    pub fn household(&self) -> Option<(HouseholdId, HamletId)> {
        subject(&self.operation)
    }

    /// Which picture it erased, and of which household.
    #[must_use]
    pub fn picture(&self) -> Option<(HouseholdId, ErasedPicture)> {
        match self.operation.open().ok()?.action {
            Action::Erase {
                what: Subject::Picture {
                    household, digest, ..
                },
                because,
            } => {
                let erased = ErasedPicture {
                    digest,
                    at: self.received,
                    by: self.author,
                    because,
                };
                Some((household, erased))
            }
            _ => None,
        }
    }

    /// What says it again to a database that was put back to a backup: the operation itself, and one for each household that
    /// went with it, under the household's own id. They are to be said in one batch, the first first.
    #[must_use]
    pub fn again(&self) -> Vec<(Went, RawOperation)> {
        let Ok(said) = self.operation.open() else {
            return Vec::new();
        };
        let Some((household, hamlet)) = self.household() else {
            return Vec::new();
        };
        let first = (Went { household, hamlet }, self.operation.clone());
        let is_household = |action: &Action| {
            matches!(
                action,
                Action::Erase {
                    what: Subject::Household { .. },
                    ..
                }
            )
        };
        // A picture takes no household along that went in the same batch.
        let others = self
            .went
            .iter()
            .filter(|went| is_household(&said.action) && went.household != household);
        let others = others.filter_map(|went| {
            let operation = Operation {
                id: OperationId(went.household.0),
                action: Action::Erase {
                    what: Subject::Household {
                        household: went.household,
                        hamlet: went.hamlet,
                    },
                    because: because(&said.action)?,
                },
                ..said.clone()
            };
            Some((went.clone(), RawOperation::seal(&operation).ok()?))
        });
        std::iter::once(first).chain(others).collect()
    }

    /// Who says it again: whoever said it, as one who may erase in all of these hamlets. In a backup a household may live
    /// elsewhere than it did when it was erased.
    #[must_use]
    pub fn speaker(&self, hamlets: &BTreeSet<HamletId>) -> Author {
        Author {
            user: self.author,
            device: self.device,
            role: Role::CommuneOfficer {
                unit: self.unit.clone(),
                hamlets: hamlets.clone(),
            },
            list: None::<ListId>,
        }
    }
}

fn because(action: &Action) -> Option<Because> {
    match action {
        Action::Erase { because, .. } => Some(*because),
        _ => None,
    }
}

fn subject(raw: &RawOperation) -> Option<(HouseholdId, HamletId)> {
    match raw.open().ok()?.action {
        Action::Erase { what, .. } => Some(what.household()),
        _ => None,
    }
}
