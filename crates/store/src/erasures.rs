//! What was erased, as it is kept beside the database too: a backup knows nothing of it.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, HamletId, HouseholdId, ListId, Role, UnitKey, UserId};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Author, Written};
use dong_hanh_sync::{Action, ErasedPicture, Outcome, RawOperation, Receipt, Subject};
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

    /// Who said it, so that it can be said again to a database that was put back to a backup.
    #[must_use]
    pub fn speaker(&self) -> Option<Author> {
        let (_, hamlet) = self.household()?;
        Some(Author {
            user: self.author,
            device: self.device,
            role: Role::CommuneOfficer {
                unit: self.unit.clone(),
                hamlets: [hamlet].into(),
            },
            list: None::<ListId>,
        })
    }
}

fn subject(raw: &RawOperation) -> Option<(HouseholdId, HamletId)> {
    match raw.open().ok()?.action {
        Action::Erase { what, .. } => Some(what.household()),
        _ => None,
    }
}
