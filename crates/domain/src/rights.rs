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
    /// Quản trị viên: sees to the people, units and devices of a province or city and of all of its communes and wards, and
    /// to no household.
    Administrator {
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
            Self::Administrator { .. } => RoleKind::Administrator,
        }
    }

    /// The unit that the role belongs to.
    #[must_use]
    pub fn unit(&self) -> &UnitKey {
        match self {
            Self::Volunteer { unit, .. }
            | Self::CommuneOfficer { unit, .. }
            | Self::CityOfficer { unit, .. }
            | Self::Administrator { unit, .. } => unit,
        }
    }

    /// The hamlets whose households the role reads and visits.
    #[must_use]
    pub fn hamlets(&self) -> &BTreeSet<HamletId> {
        match self {
            Self::Volunteer { hamlets, .. } | Self::CommuneOfficer { hamlets, .. } => hamlets,
            Self::CityOfficer { .. } | Self::Administrator { .. } => &NO_HAMLETS,
        }
    }

    /// The same role in another unit, with the hamlets that it has.
    #[must_use]
    pub fn in_unit(self, unit: UnitKey) -> Self {
        match self {
            Self::Volunteer { hamlets, .. } => Self::Volunteer { unit, hamlets },
            Self::CommuneOfficer { hamlets, .. } => Self::CommuneOfficer { unit, hamlets },
            // No city becomes another unit with its communes.
            city @ (Self::CityOfficer { .. } | Self::Administrator { .. }) => city,
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
        let sees = matches!(self, Self::CommuneOfficer { .. } | Self::CityOfficer { .. });
        sees && self.unit() == unit
    }

    /// The communes and wards of whose city it is.
    #[must_use]
    pub fn communes(&self) -> &BTreeSet<UnitKey> {
        match self {
            Self::CityOfficer { communes, .. } | Self::Administrator { communes, .. } => communes,
            Self::Volunteer { .. } | Self::CommuneOfficer { .. } => &NO_COMMUNES,
        }
    }

    /// Whether it is that of an administrator of the city in which a commune lies.
    fn administers(&self, commune: &UnitKey) -> bool {
        self.kind() == RoleKind::Administrator && self.communes().contains(commune)
    }

    /// Whether it is that of an administrator of a city.
    fn administers_city(&self, city: &UnitKey) -> bool {
        self.kind() == RoleKind::Administrator && self.unit() == city
    }

    /// Whether it takes on people of a kind in a unit. Nobody does so with their own kind, so that no office can lock itself
    /// out, and administrators come by the command line alone.
    fn employs(&self, kind: RoleKind, unit: &UnitKey) -> bool {
        match kind {
            RoleKind::Volunteer => self.answers_for(unit) || self.administers(unit),
            RoleKind::CommuneOfficer => self.administers(unit),
            RoleKind::CityOfficer => self.administers_city(unit),
            RoleKind::Administrator => false,
        }
    }

    /// The units whose people the role sees to, its own one first.
    pub fn units_of_people(&self) -> impl Iterator<Item = &UnitKey> {
        let units = std::iter::once(self.unit()).chain(self.communes());
        units.filter(|unit| may(self, &Act::ManageSessions((*unit).clone())))
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
    /// Erase what is recorded of a household of a hamlet.
    Erase(HamletId),
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
    /// See what of a unit only the server keeps, and empty it when its time is over.
    Empty(UnitKey),
    /// See what the people of a unit did and read.
    SeeAudit(UnitKey),
    /// See the people of a unit, how their devices stand, and where they are signed in; and end that.
    ManageSessions(UnitKey),
    /// Take people of a kind on in a unit, invite them, change what is said of them and given to them, close their accounts and
    /// open them again.
    Employ(RoleKind, UnitKey),
    /// Give volunteers of a unit a key, with which another program reads what they may read.
    GiveKey(UnitKey),
    /// See to breaches of the personal data of a unit: open them, say who was told, close them.
    SeeToBreaches(UnitKey),
    /// See in them which households they exposed, by name, and take that out as a file.
    SeeWhomBreached(UnitKey),
    /// See which communes of a city there are, with their hamlets, and how many people work there.
    SeeUnits(UnitKey),
}

/// Whether a role may do something.
#[must_use]
pub fn may(role: &Role, act: &Act) -> bool {
    match act {
        Act::Read(scope) => role.reads(scope),
        Act::Record(hamlet) => role.hamlets().contains(hamlet),
        Act::Review(hamlet) | Act::Arrange(hamlet) | Act::Erase(hamlet) => {
            role.kind() == RoleKind::CommuneOfficer && role.hamlets().contains(hamlet)
        }
        Act::Release(unit) => role.sees_to_held(unit),
        Act::PublishForms(unit)
        | Act::Set(unit)
        | Act::SeeLeftBehind(unit)
        | Act::TakeIn(unit)
        | Act::Empty(unit)
        | Act::GiveKey(unit)
        | Act::SeeWhomBreached(unit) => role.answers_for(unit),
        Act::SeeVisitors(unit) => role.answers_for(unit),
        Act::SeeCoverage(unit) => {
            let is_of_city = role.kind() == RoleKind::CityOfficer;
            role.answers_for(unit) || is_of_city && role.communes().contains(unit)
        }
        Act::SeeCity(unit) => role.kind() == RoleKind::CityOfficer && role.unit() == unit,
        Act::SeeAudit(unit) => {
            role.answers_for(unit) || role.administers(unit) || role.administers_city(unit)
        }
        Act::ManageSessions(unit) | Act::SeeToBreaches(unit) => {
            role.answers_for(unit) || role.administers(unit) || role.administers_city(unit)
        }
        Act::Employ(kind, unit) => role.employs(*kind, unit),
        Act::SeeUnits(city) => role.administers_city(city),
    }
}

#[cfg(test)]
mod tests;
