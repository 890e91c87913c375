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
    /// Cán bộ tỉnh, thành phố: sees how far all of its communes and wards have come, by numbers.
    CityOfficer {
        /// The province or city.
        unit: UnitKey,
        /// All its communes and wards that the installation serves or has served.
        communes: BTreeSet<UnitKey>,
    },
}

/// Those of whoever has none.
static NO_HAMLETS: BTreeSet<HamletId> = BTreeSet::new();
static NO_COMMUNES: BTreeSet<UnitKey> = BTreeSet::new();

impl Role {
    /// The role without its scope.
    #[must_use]
    pub fn kind(&self) -> RoleKind {
        match self {
            Self::Volunteer { .. } => RoleKind::Volunteer,
            Self::CommuneOfficer { .. } => RoleKind::CommuneOfficer,
            Self::CityOfficer { .. } => RoleKind::CityOfficer,
        }
    }

    /// The unit that the role belongs to.
    #[must_use]
    pub fn unit(&self) -> &UnitKey {
        match self {
            Self::Volunteer { unit, .. }
            | Self::CommuneOfficer { unit, .. }
            | Self::CityOfficer { unit, .. } => unit,
        }
    }

    /// The hamlets whose households the role reads and visits.
    #[must_use]
    pub fn hamlets(&self) -> &BTreeSet<HamletId> {
        match self {
            Self::Volunteer { hamlets, .. } | Self::CommuneOfficer { hamlets, .. } => hamlets,
            Self::CityOfficer { .. } => &NO_HAMLETS,
        }
    }

    /// The same role in another unit, with the hamlets that it has.
    #[must_use]
    pub fn in_unit(self, unit: UnitKey) -> Self {
        match self {
            Self::Volunteer { hamlets, .. } => Self::Volunteer { unit, hamlets },
            Self::CommuneOfficer { hamlets, .. } => Self::CommuneOfficer { unit, hamlets },
            // No city becomes another unit with its communes.
            city @ Self::CityOfficer { .. } => city,
        }
    }

    /// The feeds that a device of this role reads for a person, in the order in which it needs them.
    #[must_use]
    pub fn scopes(&self, user: UserId) -> Vec<Scope> {
        let mut scopes = vec![Scope::Unit(self.unit().clone()), Scope::Person(user)];
        scopes.extend(self.hamlets().iter().copied().map(Scope::Hamlet));
        if self.sees_to_held(self.unit()) {
            scopes.push(Scope::Office(self.unit().clone()));
        }
        scopes
    }

    /// Whether it is that of a unit's own office.
    fn answers_for(&self, unit: &UnitKey) -> bool {
        self.kind() == RoleKind::CommuneOfficer && self.unit() == unit
    }

    /// Whether it is that of whoever sees to what a unit's office holds. Nothing is held where nobody does.
    fn sees_to_held(&self, unit: &UnitKey) -> bool {
        self.kind() != RoleKind::Volunteer && self.unit() == unit
    }

    /// The communes and wards whose numbers the role sees.
    #[must_use]
    pub fn communes(&self) -> &BTreeSet<UnitKey> {
        match self {
            Self::CityOfficer { communes, .. } => communes,
            Self::Volunteer { .. } | Self::CommuneOfficer { .. } => &NO_COMMUNES,
        }
    }

    /// Whether the role reads a feed. What one person is told goes with the person, not with a role.
    fn reads(&self, scope: &Scope) -> bool {
        match scope {
            Scope::Unit(unit) => self.unit() == unit,
            Scope::Office(unit) => self.sees_to_held(unit),
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
    /// See how far visits reach in a commune: numbers without names of households.
    SeeCoverage(UnitKey),
    /// See in them whose visits those were.
    SeeVisitors(UnitKey),
    /// See the same of all communes of a city or province.
    SeeCity(UnitKey),
    /// Take in a list of the households of a unit, and take it back.
    TakeIn(UnitKey),
    /// See and revoke the sessions of other people in one's unit.
    ManageSessions,
    /// See what the people of a unit did and read.
    SeeAudit(UnitKey),
    /// Take volunteers of a unit on, and invite its people to a phone.
    Invite(UnitKey),
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
        Act::Release(unit) => role.sees_to_held(unit),
        Act::PublishForms(unit)
        | Act::Set(unit)
        | Act::SeeLeftBehind(unit)
        | Act::TakeIn(unit)
        | Act::SeeAudit(unit)
        | Act::Invite(unit) => role.answers_for(unit),
        Act::SeeVisitors(unit) => role.answers_for(unit),
        Act::SeeCoverage(unit) => role.answers_for(unit) || role.communes().contains(unit),
        Act::SeeCity(unit) => role.kind() == RoleKind::CityOfficer && role.unit() == unit,
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

    fn city() -> Role {
        Role::CityOfficer {
            unit: "46@2025-07-01".parse().unwrap(),
            communes: [unit()].into(),
        }
    }

    #[rstest]
    #[case(Act::Read(Scope::Unit(unit())), true, true, false)]
    #[case(Act::Read(Scope::Office(unit())), false, true, false)]
    #[case(Act::Read(Scope::Hamlet(OWN)), true, true, false)]
    #[case(Act::Read(Scope::Hamlet(NEIGHBOUR)), false, true, false)]
    #[case(Act::Read(Scope::Hamlet(FOREIGN)), false, false, false)]
    #[case(Act::Read(Scope::Person(UserId(Uuid::nil()))), false, false, false)]
    #[case(Act::Record(OWN), true, true, false)]
    #[case(Act::Record(NEIGHBOUR), false, true, false)]
    #[case(Act::Record(FOREIGN), false, false, false)]
    #[case(Act::Review(OWN), false, true, false)]
    #[case(Act::Review(FOREIGN), false, false, false)]
    #[case(Act::Arrange(OWN), false, true, false)]
    #[case(Act::Arrange(FOREIGN), false, false, false)]
    #[case(Act::Release(unit()), false, true, false)]
    #[case(Act::Release("46@2025-07-01".parse().unwrap()), false, false, true)]
    #[case(Act::PublishForms(unit()), false, true, false)]
    #[case(Act::PublishForms("46@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::Set(unit()), false, true, false)]
    #[case(Act::Set("46@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::SeeLeftBehind(unit()), false, true, false)]
    #[case(Act::SeeLeftBehind("46@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::SeeCoverage(unit()), false, true, true)]
    #[case(Act::SeeCoverage("46@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::SeeVisitors(unit()), false, true, false)]
    #[case(Act::SeeCity("46@2025-07-01".parse().unwrap()), false, false, true)]
    #[case(Act::SeeCity("48@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::SeeCity(unit()), false, false, false)]
    #[case(Act::SeeCoverage("19753@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::Read(Scope::Unit("46@2025-07-01".parse().unwrap())), false, false, true)]
    #[case(Act::Read(Scope::Office("46@2025-07-01".parse().unwrap())), false, false, true)]
    #[case(Act::TakeIn(unit()), false, true, false)]
    #[case(Act::TakeIn("46@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::SeeAudit(unit()), false, true, false)]
    #[case(Act::SeeAudit("46@2025-07-01".parse().unwrap()), false, false, false)]
    #[case(Act::ManageSessions, false, true, false)]
    #[case(Act::Invite(unit()), false, true, false)]
    #[case(Act::Invite("46@2025-07-01".parse().unwrap()), false, false, false)]
    fn the_table_of_rights(
        #[case] act: Act,
        #[case] volunteer_may: bool,
        #[case] officer_may: bool,
        #[case] city_may: bool,
    ) {
        assert_eq!(may(&volunteer(), &act), volunteer_may, "volunteer {act:?}");
        assert_eq!(may(&officer(), &act), officer_may, "officer {act:?}");
        assert_eq!(may(&city(), &act), city_may, "city officer {act:?}");
    }
}
