//! Where a house lies on the map: rounded, unless the family agreed that it is kept exactly.

use serde::{Deserialize, Serialize};

/// A place on the map. Where a home lies exactly is sensitive (Decree 356/2025/NĐ-CP), so one that the family did not
/// agree to is rounded before anybody can keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Place {
    latitude: i32,
    longitude: i32,
    coarseness: Coarseness,
}

/// How near a place may be to the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coarseness {
    /// To a hundredth of a degree, about a kilometre.
    Rounded,
    /// As it was measured: the family agreed.
    Agreed,
}

/// Not a place on the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("latitude lies between -90 and 90, longitude between -180 and 180")]
pub struct NoPlace;

/// Mean radius of the earth, in metres.
const EARTH_M: f64 = 6_371_008.8;
/// Units of a degree: to a metre.
const UNITS: i32 = 100_000;
/// What a rounded place is a multiple of.
const ROUNDED: i32 = UNITS / 100;

impl Place {
    /// A place, rounded unless the family agreed; degrees of WGS 84.
    ///
    /// # Errors
    /// [`NoPlace`].
    pub fn new(latitude: f64, longitude: f64, coarseness: Coarseness) -> Result<Self, NoPlace> {
        let units = |degrees: f64, most: f64| {
            #[allow(clippy::cast_possible_truncation)]
            let units = (degrees * f64::from(UNITS)).round() as i32;
            (degrees.abs() <= most).then_some(units).ok_or(NoPlace)
        };
        let (latitude, longitude) = (units(latitude, 90.0)?, units(longitude, 180.0)?);
        Ok(Self::of_units(latitude, longitude, coarseness))
    }

    fn of_units(latitude: i32, longitude: i32, coarseness: Coarseness) -> Self {
        let round = |units: i32| match coarseness {
            Coarseness::Agreed => units,
            Coarseness::Rounded => (units + ROUNDED / 2).div_euclid(ROUNDED) * ROUNDED,
        };
        Self {
            latitude: round(latitude),
            longitude: round(longitude),
            coarseness,
        }
    }

    /// Latitude and longitude in degrees.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        let degrees = |units: i32| f64::from(units) / f64::from(UNITS);
        (degrees(self.latitude), degrees(self.longitude))
    }

    /// How far another place is, in metres over the ground.
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        let radians = |place: Self| {
            let (latitude, longitude) = place.degrees();
            (latitude.to_radians(), longitude.to_radians())
        };
        let ((from, west), (to, east)) = (radians(self), radians(other));
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let chord = half(to - from) + from.cos() * to.cos() * half(east - west);
        2.0 * EARTH_M * chord.sqrt().min(1.0).asin()
    }

    /// How near it may be to the house.
    #[must_use]
    pub fn coarseness(self) -> Coarseness {
        self.coarseness
    }
}

/// It as it is written: hundred-thousandths of a degree.
#[derive(Serialize, Deserialize)]
struct Wire {
    lat: i32,
    lon: i32,
    by: Coarseness,
}

impl TryFrom<Wire> for Place {
    type Error = NoPlace;

    fn try_from(Wire { lat, lon, by }: Wire) -> Result<Self, NoPlace> {
        let is_place = lat.unsigned_abs() <= 90 * UNITS.unsigned_abs()
            && lon.unsigned_abs() <= 180 * UNITS.unsigned_abs();
        let place = is_place.then(|| Self::of_units(lat, lon, by));
        place.ok_or(NoPlace)
    }
}

impl From<Place> for Wire {
    fn from(place: Place) -> Self {
        Self {
            lat: place.latitude,
            lon: place.longitude,
            by: place.coarseness,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_place_is_rounded_unless_the_family_agreed() {
        let house = |coarseness| Place::new(16.463_71, 107.590_96, coarseness).unwrap();
        assert_eq!(house(Coarseness::Rounded).degrees(), (16.46, 107.59));
        assert_eq!(house(Coarseness::Agreed).degrees(), (16.463_71, 107.590_96));
    }

    #[test]
    fn what_is_written_as_rounded_is_rounded_whoever_wrote_it() {
        let text = r#"{"lat":1646371,"lon":10759096,"by":"rounded"}"#;
        let place: Place = serde_json::from_str(text).unwrap();
        assert_eq!(place.degrees(), (16.46, 107.59));
        let text = serde_json::to_string(&place).unwrap();
        assert_eq!(serde_json::from_str::<Place>(&text).unwrap(), place);
    }

    #[test]
    fn a_degree_of_latitude_is_111_kilometres() {
        let at = |latitude| Place::new(latitude, 107.6, Coarseness::Agreed).unwrap();
        let metres = at(16.0).metres_to(at(17.0));
        assert!((metres - 111_195.0).abs() < 10.0, "{metres}");
        assert!(at(16.0).metres_to(at(16.0)).abs() < f64::EPSILON);
    }

    #[test]
    fn what_lies_beside_the_earth_is_no_place() {
        for (latitude, longitude) in [(90.1, 0.0), (0.0, -180.1), (f64::NAN, 0.0)] {
            assert_eq!(
                Place::new(latitude, longitude, Coarseness::Agreed),
                Err(NoPlace)
            );
        }
        assert!(serde_json::from_str::<Place>(r#"{"lat":9000001,"lon":0,"by":"agreed"}"#).is_err());
    }
}
