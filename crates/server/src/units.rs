//! The units of Huế by their official codes, so that an installation is set up by a code alone.

use dong_hanh_domain::{HamletKind, UnitKey};
use dong_hanh_store::Unit;
use thiserror::Error;

/// `code,valid_from,kind,name`, see `data/README.md`.
const UNITS: &str = include_str!("../data/units.csv");

/// A unit, and what its hamlets are called by law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownUnit {
    /// The unit.
    pub unit: Unit,
    /// Thôn in a commune, tổ dân phố in a ward.
    pub hamlets: HamletKind,
}

/// A code that no unit bears.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "Không có xã, phường nào của Huế mang mã {0}. Mã có 5 chữ số, ví dụ 19900 là phường Thuận An."
)]
pub struct UnknownUnit(String);

/// The unit that bears a code.
///
/// # Errors
/// [`UnknownUnit`] where none does.
pub fn find(code: &str) -> Result<KnownUnit, UnknownUnit> {
    all()
        .find(|known| known.unit.key.code == code)
        .ok_or_else(|| UnknownUnit(code.to_owned()))
}

/// All of them, by code.
pub fn all() -> impl Iterator<Item = KnownUnit> {
    UNITS.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(4, ',');
        let (code, day, _, name) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let key = UnitKey {
            code: code.to_owned(),
            valid_from: day.parse().ok()?,
        };
        let name = name.to_owned();
        Some(Unit { key, name }.into())
    })
}

impl From<Unit> for KnownUnit {
    /// By its name, which begins with what it is.
    fn from(unit: Unit) -> Self {
        let hamlets = if unit.name.starts_with("Xã ") {
            HamletKind::Village
        } else {
            HamletKind::Neighbourhood
        };
        Self { unit, hamlets }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn all_forty_units_are_read() {
        assert_eq!(all().count(), 40);
    }

    #[test]
    fn a_ward_has_neighbourhoods_and_a_commune_villages() {
        let ward = find("19900").unwrap();
        assert_eq!(
            (ward.unit.name.as_str(), ward.hamlets),
            ("Phường Thuận An", HamletKind::Neighbourhood)
        );
        assert_eq!(ward.unit.key.to_string(), "19900@2025-07-01");
        assert_eq!(find("20044").unwrap().hamlets, HamletKind::Village);
        for line in UNITS.lines().skip(1) {
            let is_ward = find(&line[..5]).unwrap().hamlets == HamletKind::Neighbourhood;
            assert_eq!(line.split(',').nth(2) == Some("ward"), is_ward, "{line}");
        }
        assert!(find("00000").is_err());
    }
}
