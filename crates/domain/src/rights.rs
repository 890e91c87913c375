//! Who may do what. The server asks here on every route, and screens hide by the same answer.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{HamletId, UserId};
use crate::people::RoleKind;
use crate::units::{Scope, UnitKey};

/// A role with the part of the country that it was given for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Role {
    /// Tình nguyện viên: visits the households of his hamlets.
    Volunteer {
        /// The unit that the hamlets lie in.
        unit: UnitKey,
        /// The hamlets that he was given.
        hamlets: BTreeSet<HamletId>,
    },
    /// Cán bộ xã, phường: answers for the whole unit.
    CommuneOfficer {
        /// The unit.
        unit: UnitKey,
        /// All hamlets of the unit.
        hamlets: BTreeSet<HamletId>,
    },
}

impl Role {
    /// The role without its scope.
    #[must_use]
    pub fn kind(&self) -> RoleKind {
        match self {
            Self::Volunteer { .. } => RoleKind::Volunteer,
            Self::CommuneOfficer { .. } => RoleKind::CommuneOfficer,
        }
    }

    /// The unit that the role belongs to.
    #[must_use]
    pub fn unit(&self) -> &UnitKey {
        match self {
            Self::Volunteer { unit, .. } | Self::CommuneOfficer { unit, .. } => unit,
        }
    }

    /// The hamlets whose households the role reads and visits.
    #[must_use]
    pub fn hamlets(&self) -> &BTreeSet<HamletId> {
        match self {
            Self::Volunteer { hamlets, .. } | Self::CommuneOfficer { hamlets, .. } => hamlets,
        }
    }

    /// The same role in another unit, with the hamlets that it has.
    #[must_use]
    pub fn in_unit(self, unit: UnitKey) -> Self {
        match self {
            Self::Volunteer { hamlets, .. } => Self::Volunteer { unit, hamlets },
            Self::CommuneOfficer { hamlets, .. } => Self::CommuneOfficer { unit, hamlets },
        }
    }

    /// The feeds that a device of this role reads for a person, in the order in which it needs them.
    #[must_use]
    pub fn scopes(&self, user: UserId) -> Vec<Scope> {
        let mut scopes = vec![Scope::Unit(self.unit().clone()), Scope::Person(user)];
        scopes.extend(self.hamlets().iter().copied().map(Scope::Hamlet));
        if self.kind() == RoleKind::CommuneOfficer {
            scopes.push(Scope::Office(self.unit().clone()));
        }
        scopes
    }

    /// Whether the role reads a feed. What one person is told goes with the person, not with a role.
    fn reads(&self, scope: &Scope) -> bool {
        match scope {
            Scope::Unit(unit) => self.unit() == unit,
            Scope::Office(unit) => self.kind() == RoleKind::CommuneOfficer && self.unit() == unit,
            Scope::Hamlet(hamlet) => self.hamlets().contains(hamlet),
            Scope::Person(_) | Scope::Other(_) => false,
        }
    }
}

/// A hamlet that a volunteer was given and has lost since. What was done in it while it was theirs is work of that
/// time, whenever it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Former {
    /// Which.
    pub hamlet: HamletId,
    /// Since when it was theirs, by the server's clock.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
}

impl Former {
    /// Whether it was theirs at a moment.
    #[must_use]
    pub fn held_at(&self, moment: DateTime<Utc>) -> bool {
        (self.from..self.until).contains(&moment)
    }
}

/// Something that somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Read the feed of a scope.
    Read(Scope),
    /// Register a household in a hamlet, or record a visit there.
    Record(HamletId),
    /// Accept or return a visit of a hamlet.
    Review(HamletId),
    /// Move a household of a hamlet, say that two records are one household, or choose between two facts that clash.
    Arrange(HamletId),
    /// Decide on what a unit's office holds.
    Release(UnitKey),
    /// Publish forms for a unit, and decide which of them its visits begin with.
    PublishForms(UnitKey),
    /// Say how often the households of a unit are to be visited, and what its people are to reach.
    Set(UnitKey),
    /// See which households of a unit are left behind, and why.
    SeeLeftBehind(UnitKey),
    /// See how far visits reach in a unit: numbers without names of households.
    SeeCoverage(UnitKey),
    /// Take in a list of the households of a unit, and take it back.
    TakeIn(UnitKey),
    /// See and revoke the sessions of other people in one's unit.
    ManageSessions,
}

/// Whether a role may do something.
#[must_use]
pub fn may(role: &Role, act: &Act) -> bool {
    match act {
        Act::Read(scope) => role.reads(scope),
        Act::Record(hamlet) => role.hamlets().contains(hamlet),
        Act::Review(hamlet) | Act::Arrange(hamlet) => {
            role.kind() == RoleKind::CommuneOfficer && role.hamlets().contains(hamlet)
        }
        Act::Release(unit)
        | Act::PublishForms(unit)
        | Act::Set(unit)
        | Act::SeeLeftBehind(unit)
        | Act::TakeIn(unit)
        | Act::SeeCoverage(unit) => role.kind() == RoleKind::CommuneOfficer && role.unit() == unit,
        Act::ManageSessions => role.kind() == RoleKind::CommuneOfficer,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;
    use uuid::Uuid;

    const OWN: HamletId = HamletId(Uuid::from_u128(1));
    const NEIGHBOUR: HamletId = HamletId(Uuid::from_u128(2));
    const FOREIGN: HamletId = HamletId(Uuid::from_u128(3));

    fn unit() -> UnitKey {
        "19900@2025-07-01".parse().unwrap()
    }

    fn volunteer() -> Role {
        Role::Volunteer {
            unit: unit(),
            hamlets: [OWN].into(),
        }
    }

    fn officer() -> Role {
        Role::CommuneOfficer {
            unit: unit(),
            hamlets: [OWN, NEIGHBOUR].into(),
        }
    }

    #[rstest]
    #[case(Act::Read(Scope::Unit(unit())), true, true)]
    #[case(Act::Read(Scope::Office(unit())), false, true)]
    #[case(Act::Read(Scope::Hamlet(OWN)), true, true)]
    #[case(Act::Read(Scope::Hamlet(NEIGHBOUR)), false, true)]
    #[case(Act::Read(Scope::Hamlet(FOREIGN)), false, false)]
    #[case(Act::Read(Scope::Person(UserId(Uuid::nil()))), false, false)]
    #[case(Act::Record(OWN), true, true)]
    #[case(Act::Record(NEIGHBOUR), false, true)]
    #[case(Act::Record(FOREIGN), false, false)]
    #[case(Act::Review(OWN), false, true)]
    #[case(Act::Review(FOREIGN), false, false)]
    #[case(Act::Arrange(OWN), false, true)]
    #[case(Act::Arrange(FOREIGN), false, false)]
    #[case(Act::Release(unit()), false, true)]
    #[case(Act::Release("46@2025-07-01".parse().unwrap()), false, false)]
    #[case(Act::PublishForms(unit()), false, true)]
    #[case(Act::PublishForms("46@2025-07-01".parse().unwrap()), false, false)]
    #[case(Act::Set(unit()), false, true)]
    #[case(Act::Set("46@2025-07-01".parse().unwrap()), false, false)]
    #[case(Act::SeeLeftBehind(unit()), false, true)]
    #[case(Act::SeeLeftBehind("46@2025-07-01".parse().unwrap()), false, false)]
    #[case(Act::SeeCoverage(unit()), false, true)]
    #[case(Act::SeeCoverage("46@2025-07-01".parse().unwrap()), false, false)]
    #[case(Act::TakeIn(unit()), false, true)]
    #[case(Act::TakeIn("46@2025-07-01".parse().unwrap()), false, false)]
    #[case(Act::ManageSessions, false, true)]
    fn the_table_of_rights(
        #[case] act: Act,
        #[case] volunteer_may: bool,
        #[case] officer_may: bool,
    ) {
        assert_eq!(may(&volunteer(), &act), volunteer_may, "volunteer {act:?}");
        assert_eq!(may(&officer(), &act), officer_may, "officer {act:?}");
    }
}
