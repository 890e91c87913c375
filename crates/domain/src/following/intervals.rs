//! How often a commune wants its households to be visited.

use serde::{Deserialize, Deserializer, Serialize};

use crate::household::Class;

/// The commune's settings, in days. No law names them: they are the movement's own, and a commune may choose others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Intervals {
    /// At most so many from one visit of a poor household to the next.
    #[serde(deserialize_with = "days")]
    pub poor: u16,
    /// The same of a near-poor household.
    #[serde(deserialize_with = "days")]
    pub near_poor: u16,
    /// The same of a household that has left poverty or near-poverty.
    #[serde(deserialize_with = "days")]
    pub escaped: u16,
    /// The same of a household whose class nobody has entered: it may be poor.
    #[serde(deserialize_with = "days")]
    pub unclassed: u16,
    /// At most so many from the day on which a household is listed to its first visit.
    #[serde(deserialize_with = "days")]
    pub first: u16,
    /// What is due within so many is a task before it is due.
    #[serde(deserialize_with = "days")]
    pub soon: u16,
    /// A promise that is overdue by more than so many is the office's to see to as well: the volunteer was reminded first.
    pub officer_after: u16,
}

impl Default for Intervals {
    fn default() -> Self {
        Self {
            poor: 60,
            near_poor: 90,
            escaped: 180,
            unclassed: 60,
            first: 30,
            soon: 7,
            officer_after: 14,
        }
    }
}

impl Intervals {
    /// What may be set, in days: two years are too long for any household.
    pub const BOUNDS: std::ops::RangeInclusive<u16> = 1..=730;

    /// The shorter one of each.
    #[must_use]
    pub fn shortest(&self, other: &Self) -> Self {
        Self {
            poor: self.poor.min(other.poor),
            near_poor: self.near_poor.min(other.near_poor),
            escaped: self.escaped.min(other.escaped),
            unclassed: self.unclassed.min(other.unclassed),
            first: self.first.min(other.first),
            // Who is reminded earlier misses nothing.
            soon: self.soon.max(other.soon),
            officer_after: self.officer_after.min(other.officer_after),
        }
    }

    /// At most so many days from one visit to the next.
    #[must_use]
    pub fn of(&self, class: Option<Class>) -> u16 {
        match class {
            Some(Class::Poor) => self.poor,
            Some(Class::NearPoor) => self.near_poor,
            Some(Class::Escaped | Class::EscapedNear) => self.escaped,
            None => self.unclassed,
        }
    }
}

/// So many days as may be set.
fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let days = u16::deserialize(deserializer)?;
    if Intervals::BOUNDS.contains(&days) {
        Ok(days)
    } else {
        Err(serde::de::Error::custom("not between 1 and 730 days"))
    }
}
