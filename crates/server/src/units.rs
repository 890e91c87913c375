//! The units of Việt Nam by their official codes, so that an installation is set up by a code alone.

use dong_hanh_domain::units::register::{Register, RegisteredUnit, UnitKind};
use dong_hanh_domain::{HamletKind, UnitKey};
use dong_hanh_store::Unit;
use thiserror::Error;

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
#[error("Không có xã, phường nào mang mã {0}. Mã có 5 chữ số, ví dụ 19900 là phường Thuận An.")]
pub struct UnknownUnit(String);

/// The commune or ward that bears a code now.
///
/// # Errors
/// [`UnknownUnit`] where none does.
pub fn find(code: &str) -> Result<KnownUnit, UnknownUnit> {
    let register = Register::built_in().unwrap_or_default();
    let mut bearers = register.bearers(code).iter();
    let now = bearers.find(|unit| unit.until.is_none() && unit.kind != UnitKind::Province);
    let now = now.map(|unit| named(&register, unit).into());
    now.ok_or_else(|| UnknownUnit(code.to_owned()))
}

/// All that bear one, or have borne one, by code.
#[must_use]
pub fn all() -> Vec<KnownUnit> {
    let register = Register::built_in().unwrap_or_default();
    let all = register.all().iter();
    all.map(|unit| named(&register, unit).into()).collect()
}

/// The province or city that bears a code now.
///
/// # Errors
/// [`UnknownUnit`] where none does.
pub fn find_province(code: &str) -> Result<Unit, UnknownUnit> {
    let register = Register::built_in().unwrap_or_default();
    let mut bearers = register.bearers(code).iter();
    let now = bearers.find(|unit| unit.until.is_none() && unit.kind == UnitKind::Province);
    let now = now.map(|unit| named(&register, unit));
    now.ok_or_else(|| UnknownUnit(code.to_owned()))
}

/// In which province a commune or ward lies, by its first day; `None` for a province, and for what is not known.
#[must_use]
pub fn province(unit: &UnitKey) -> Option<UnitKey> {
    let register = Register::built_in().unwrap_or_default();
    province_of(&register, register.get(unit)?)
}

fn province_of(register: &Register, unit: &RegisteredUnit) -> Option<UnitKey> {
    let province = register.on(unit.province.as_deref()?, unit.key.valid_from)?;
    Some(province.key.clone())
}

fn named(register: &Register, unit: &RegisteredUnit) -> Unit {
    Unit {
        key: unit.key.clone(),
        name: unit.name.to_string(),
        province: province_of(register, unit),
    }
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
    fn every_commune_of_the_country_can_be_set_up_and_what_ended_cannot() {
        assert!(all().len() > 3_321);
        assert_eq!(find("00004").unwrap().unit.name, "Phường Ba Đình");
        for none in ["46", "19906", "20032"] {
            assert_eq!(find(none), Err(UnknownUnit(none.to_owned())));
        }
        assert_eq!(find("19753").unwrap().unit.name, "Phường Phú Xuân");
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
        assert!(find("00000").is_err());
    }
}
