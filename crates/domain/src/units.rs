//! Units of government, hamlets, and the scopes of the feeds that cover them.

pub mod register;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{HamletId, UserId};

/// A province, commune or ward. Codes are used again with another meaning after a merger (19753 was
/// phường Thuận Lộc until 30 June 2025 and is phường Phú Xuân since), so a code never stands alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitKey {
    /// The official code: two digits for a province, five for a commune or ward.
    pub code: String,
    /// The first day on which the code has this meaning.
    pub valid_from: NaiveDate,
}

impl UnitKey {
    /// Whether it names a province or city; otherwise a commune or ward.
    #[must_use]
    pub fn is_province(&self) -> bool {
        self.code.len() == 2
    }
}

/// A text that names no unit or scope.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` names no unit or scope")]
pub struct ScopeError(pub String);

impl fmt::Display for UnitKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.code, self.valid_from)
    }
}

impl FromStr for UnitKey {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ScopeError(text.to_owned());
        let (code, day) = text.split_once('@').ok_or_else(wrong)?;
        let digits = code.bytes().all(|b| b.is_ascii_digit());
        if !digits || !(code.len() == 2 || code.len() == 5) {
            return Err(wrong());
        }
        Ok(Self {
            code: code.to_owned(),
            valid_from: day.parse().map_err(|_| wrong())?,
        })
    }
}

/// The part of a unit that a volunteer is given, and the smallest scope of sync.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hamlet {
    /// Its id.
    pub id: HamletId,
    /// The commune or ward that it lies in.
    pub unit: UnitKey,
    /// What it is called, without the kind: `An Hải`.
    pub name: String,
    /// Thôn or tổ dân phố.
    pub kind: HamletKind,
    /// The units in which it lay before, the first one first. Nobody says it but the record (SPEC.md S8.15).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<FormerUnit>,
}

/// A unit in which a hamlet lay, until it came to another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerUnit {
    /// Which.
    pub unit: UnitKey,
    /// What it was called; empty where nobody knows.
    #[serde(default)]
    pub name: String,
    /// The first day on which the hamlet lay in it no more.
    pub until: NaiveDate,
}

/// What a hamlet is called by law: thôn in a commune (xã), tổ dân phố in a ward (phường).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HamletKind {
    /// Thôn.
    Village,
    /// Tổ dân phố.
    Neighbourhood,
}

impl Hamlet {
    /// The same as the record has it from now on, where it knew this hamlet as `known`: with the units in which it lay, the
    /// last one, called so, until this day.
    #[must_use]
    pub fn after(mut self, known: &Self, name: &str, until: NaiveDate) -> Self {
        self.before.clone_from(&known.before);
        if known.unit != self.unit {
            self.before.push(FormerUnit {
                unit: known.unit.clone(),
                name: name.to_owned(),
                until,
            });
        }
        self
    }

    /// The unit in which it lay on a day, where that is not the one in which it lies.
    #[must_use]
    pub fn unit_of_the_day(&self, day: NaiveDate) -> Option<&FormerUnit> {
        let then = self.before.iter().find(|before| day < before.until);
        then.filter(|then| then.unit != self.unit)
    }

    /// Its name with its kind: `tổ dân phố An Hải`.
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.kind {
            HamletKind::Village => format!("thôn {}", self.name),
            HamletKind::Neighbourhood => format!("tổ dân phố {}", self.name),
        }
    }
}

/// What one feed covers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The households of one hamlet and their visits.
    Hamlet(HamletId),
    /// What everybody in a unit needs: its hamlets, people and forms.
    Unit(UnitKey),
    /// What only the unit's officers see: work that is held, and which hamlets volunteers were given.
    Office(UnitKey),
    /// What one person is told: what officers decided on their work.
    Person(UserId),
    /// A kind that a newer version knows: kept as it came.
    Other(String),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hamlet(id) => write!(f, "h:{id}"),
            Self::Unit(unit) => write!(f, "u:{unit}"),
            Self::Office(unit) => write!(f, "o:{unit}"),
            Self::Person(user) => write!(f, "p:{user}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl FromStr for Scope {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_at_checked(2) {
            Some(("h:", id)) => id
                .parse()
                .map(Self::Hamlet)
                .map_err(|_| ScopeError(text.to_owned())),
            Some(("u:", unit)) => unit.parse().map(Self::Unit),
            Some(("o:", unit)) => unit.parse().map(Self::Office),
            Some(("p:", user)) => user
                .parse()
                .map(Self::Person)
                .map_err(|_| ScopeError(text.to_owned())),
            Some((kind, _)) if kind.ends_with(':') => Ok(Self::Other(text.to_owned())),
            _ => Err(ScopeError(text.to_owned())),
        }
    }
}

macro_rules! serde_as_text {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use serde_as_text;

serde_as_text!(UnitKey);
serde_as_text!(Scope);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn s8_15_a_hamlet_lay_in_the_unit_of_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let unit = |text: &str| text.parse::<UnitKey>().unwrap();
        let first = Hamlet {
            id: HamletId(uuid::Uuid::nil()),
            unit: unit("19915@2025-01-01"),
            name: "An Dương".into(),
            kind: HamletKind::Village,
            before: Vec::new(),
        };
        let moves = |hamlet: &Hamlet, to: &str, name: &str, on: &str| {
            let moved = Hamlet {
                unit: unit(to),
                // Nobody says it.
                before: Vec::new(),
                ..hamlet.clone()
            };
            moved.after(hamlet, name, day(on))
        };
        let second = moves(&first, "19900@2025-07-01", "Xã Phú Thuận", "2025-07-01");
        let again = moves(&second, "19900@2025-07-01", "Phường Thuận An", "2026-01-01");
        assert_eq!(again, second);
        let third = moves(&second, "19901@2027-01-01", "Phường Thuận An", "2027-01-01");
        let then = |on: &str| {
            third
                .unit_of_the_day(day(on))
                .map(|then| then.name.as_str())
        };
        assert_eq!(then("2025-06-30"), Some("Xã Phú Thuận"));
        assert_eq!(then("2025-07-01"), Some("Phường Thuận An"));
        assert_eq!(then("2026-12-31"), Some("Phường Thuận An"));
        assert_eq!(then("2027-01-01"), None);
        assert_eq!(first.unit_of_the_day(day("2020-01-01")), None);
        // What an older version wrote is read, and an older version reads what this one wrote.
        let text = serde_json::to_string(&first).unwrap();
        assert!(!text.contains("before"));
        assert_eq!(serde_json::from_str::<Hamlet>(&text).unwrap(), first);
    }

    #[test]
    fn scopes_survive_their_own_text() {
        for text in [
            "h:01936f00-0000-7000-8000-000000000001",
            "u:19900@2025-07-01",
            "o:46@2025-07-01",
            "z:something of tomorrow",
        ] {
            assert_eq!(text.parse::<Scope>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_code_without_its_day_is_no_unit() {
        for text in ["u:19900", "u:1990@2025-07-01", "h:", "đ"] {
            assert!(text.parse::<Scope>().is_err(), "{text}");
        }
    }
}
