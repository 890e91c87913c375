//! What this device says happened, as lists show it.

use dong_hanh_domain::{DeviceTime, HouseholdId, OperationId, VisitId};
use dong_hanh_sync::{Action, FinishedVisit};

use super::Standing;

/// One operation in the list of what is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxRow {
    /// Which.
    pub operation: OperationId,
    /// What it says.
    pub what: OutboxWhat,
    /// When it was made.
    pub made: DeviceTime,
    /// How far it has come.
    pub standing: Standing,
    /// How many of its photos that were taken on this device the office has, of how many.
    pub photos: (usize, usize),
    /// How many of them are nowhere, as the browser threw them away before they were sent.
    pub photos_lost: usize,
    /// The stable code with which the office refused one of them; it is kept, and goes again when a person wants it
    /// or the app is started again.
    pub photo_refused: Option<String>,
}

/// What an operation says, as far as a list needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutboxWhat {
    /// A visit was finished.
    Visit {
        /// Which.
        visit: VisitId,
        /// Who was visited.
        household: HouseholdId,
    },
    /// A household was registered.
    Household {
        /// Which.
        household: HouseholdId,
    },
    /// A visit was accepted, returned or reopened.
    Review {
        /// Which.
        visit: VisitId,
        /// Who was visited, where this device knows the visit.
        household: Option<HouseholdId>,
    },
    /// Facts of a household were changed.
    Facts {
        /// Which.
        household: HouseholdId,
    },
    /// An officer decided on something that is held.
    Ruling,
    /// An officer has set how often households are to be visited.
    Settings,
    /// An officer has erased a record.
    Erasure,
    /// What is held was seen, and let rest.
    Seen {
        /// Whom it was about, where this device knows.
        household: Option<HouseholdId>,
    },
}

impl OutboxWhat {
    /// What an action says by itself; whom a review or an acknowledgement is about stands elsewhere.
    #[must_use]
    pub fn of(action: &Action) -> Self {
        match action {
            Action::RegisterHousehold { household } => Self::Household {
                household: household.id,
            },
            Action::FinishVisit(FinishedVisit {
                visit, household, ..
            }) => Self::Visit {
                visit: *visit,
                household: *household,
            },
            Action::ReviewVisit { visit, .. } => Self::Review {
                visit: *visit,
                household: None,
            },
            Action::ChangeHousehold(changed) => Self::Facts {
                household: changed.household,
            },
            Action::Release { .. } => Self::Ruling,
            Action::ChangeSettings { .. } => Self::Settings,
            Action::Erase { .. } => Self::Erasure,
            Action::Acknowledge {} => Self::Seen { household: None },
        }
    }

    /// The household that it is about, where this device knows.
    #[must_use]
    pub fn household(self) -> Option<HouseholdId> {
        match self {
            Self::Visit { household, .. }
            | Self::Household { household }
            | Self::Facts { household } => Some(household),
            Self::Ruling | Self::Settings | Self::Erasure => None,
            Self::Review { household, .. } | Self::Seen { household } => household,
        }
    }
}
