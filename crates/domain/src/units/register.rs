//! All communes, wards and provinces by their official codes, each for the days on which a code has its meaning; and which
//! unit became which other one.
//!
//! Codes are used again: 19753 was phường Thuận Lộc until 30 June 2025 and is phường Phú Xuân since (Resolution
//! 1675/NQ-UBTVQH15). So every question names a day, and every answer the day from which on it holds. Where the data comes
//! from, and of which units it knows nothing before 1 July 2025, says `data/README.md`.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::NaiveDate;
use thiserror::Error;

use super::UnitKey;

/// `code,name,kind,province,from,until`.
const UNITS: &str = include_str!("../../data/units.csv");
/// `code,from,into,into_from`.
const SUCCESSION: &str = include_str!("../../data/succession.csv");

/// What a unit is called by law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Tỉnh, thành phố.
    Province,
    /// Phường.
    Ward,
    /// Xã.
    Commune,
    /// Thị trấn, of which there are none since 1 July 2025.
    Township,
    /// Đặc khu.
    SpecialZone,
}

/// A unit for as long as its code means it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredUnit {
    /// Its code, with the first day on which it is known to mean this.
    pub key: UnitKey,
    /// `Phường Thuận An`.
    pub name: Box<str>,
    /// What it is.
    pub kind: UnitKind,
    /// The code of its province; none for a province.
    pub province: Option<Box<str>>,
    /// The last day on which its code meant this; `None` while it does.
    pub until: Option<NaiveDate>,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// By code and first day.
    units: Vec<RegisteredUnit>,
    heirs: HashMap<UnitKey, UnitKey>,
}

/// A line of the data that cannot be read, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("line {0} of the units cannot be read")]
pub struct UnreadLine(pub usize);

impl Register {
    /// The register that comes with the app.
    ///
    /// # Errors
    /// [`UnreadLine`]: the data was damaged.
    pub fn built_in() -> Result<Self, UnreadLine> {
        Self::read(UNITS, SUCCESSION)
    }

    /// A register of such lines, each file below a line of names.
    ///
    /// # Errors
    /// [`UnreadLine`] of the first of the two in which one cannot be read.
    pub fn read(units: &str, succession: &str) -> Result<Self, UnreadLine> {
        let mut units = lines(units, unit)?;
        units.sort_by(|one, other| one.key.cmp(&other.key));
        let heirs = lines(succession, heir)?.into_iter().collect();
        Ok(Self { units, heirs })
    }

    /// The unit that a code means on a day; `None` where none did, or nothing of that time is known.
    #[must_use]
    pub fn on(&self, code: &str, day: NaiveDate) -> Option<&RegisteredUnit> {
        self.bearers(code).iter().find(|unit| unit.is_in_force(day))
    }

    /// All that a code has meant, the first meaning first.
    #[must_use]
    pub fn bearers(&self, code: &str) -> &[RegisteredUnit] {
        let from = self.units.partition_point(|unit| *unit.key.code < *code);
        let bearers = self.units[from..].partition_point(|unit| *unit.key.code == *code);
        &self.units[from..from + bearers]
    }

    /// The unit of a key, whose day may be any on which the code means it.
    #[must_use]
    pub fn get(&self, key: &UnitKey) -> Option<&RegisteredUnit> {
        self.on(&key.code, key.valid_from)
    }

    /// The unit that on a day is what this one became, through all mergers: itself where it is still in force. `None` where
    /// that is not known, or the day lies before it.
    #[must_use]
    pub fn became(&self, key: &UnitKey, day: NaiveDate) -> Option<&RegisteredUnit> {
        let mut unit = self.get(key)?;
        // An heir is in force later than the one before it, so that this comes to an end.
        while !unit.is_in_force(day) {
            let heir = self.get(self.heirs.get(&unit.key)?)?;
            unit = Some(heir).filter(|heir| heir.key.valid_from > unit.key.valid_from)?;
        }
        Some(unit)
    }

    /// The units that became another one on its first day, by code.
    #[must_use]
    pub fn before(&self, key: &UnitKey) -> Vec<&RegisteredUnit> {
        let became = |unit: &&RegisteredUnit| self.heirs.get(&unit.key) == Some(key);
        self.units.iter().filter(became).collect()
    }

    /// All of them, by code and first day.
    #[must_use]
    pub fn all(&self) -> &[RegisteredUnit] {
        &self.units
    }

    /// All that are in force on a day, by code.
    pub fn in_force(&self, day: NaiveDate) -> impl Iterator<Item = &RegisteredUnit> {
        let units = self.units.iter();
        units.filter(move |unit| unit.is_in_force(day))
    }
}

impl RegisteredUnit {
    /// Whether its code means it on a day.
    #[must_use]
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.key.valid_from <= day && self.until.is_none_or(|until| day <= until)
    }
}

fn lines<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, UnreadLine> {
    let lines = text.lines().enumerate().skip(1);
    lines
        .map(|(at, line)| read(line).ok_or(UnreadLine(at + 1)))
        .collect()
}

fn unit(line: &str) -> Option<RegisteredUnit> {
    let cells: [&str; 6] = line.split(',').collect::<Vec<_>>().try_into().ok()?;
    let [code, name, kind, province, from, until] = cells;
    let kind = match kind {
        "province" => UnitKind::Province,
        "ward" => UnitKind::Ward,
        "commune" => UnitKind::Commune,
        "township" => UnitKind::Township,
        "special_zone" => UnitKind::SpecialZone,
        _ => return None,
    };
    let until = match until {
        "" => None,
        day => Some(day.parse().ok()?),
    };
    Some(RegisteredUnit {
        key: key(code, from)?,
        name: name.into(),
        kind,
        province: (!province.is_empty()).then(|| province.into()),
        until,
    })
}

fn heir(line: &str) -> Option<(UnitKey, UnitKey)> {
    let cells: [&str; 4] = line.split(',').collect::<Vec<_>>().try_into().ok()?;
    let [code, from, into, into_from] = cells;
    Some((key(code, from)?, key(into, into_from)?))
}

fn key(code: &str, from: &str) -> Option<UnitKey> {
    format!("{code}@{from}").parse().ok()
}
