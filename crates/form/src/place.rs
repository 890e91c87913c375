//! A place on the earth, exact through every round trip.

use serde::{Deserialize, Serialize};

/// A place as the phone measured it, to a millionth of a degree (about 0.1 m).
///
/// Kept as whole micro-degrees, so that a place equals itself after every round trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "PlaceWire", into = "PlaceWire")]
pub struct Place {
    lat_e6: i32,
    lon_e6: i32,
    accuracy_m: u32,
}

/// The numbers are not a place on the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("latitude must lie within ±90°, longitude within ±180°, accuracy must not be negative")]
pub struct NotAPlace;

impl Place {
    /// A place from degrees (WGS 84) and the accuracy in metres, rounded up to whole metres.
    ///
    /// # Errors
    /// [`NotAPlace`] if a number is not finite or out of range.
    pub fn new(lat: f64, lon: f64, accuracy_m: f64) -> Result<Place, NotAPlace> {
        let inside = lat.abs() <= 90.0 && lon.abs() <= 180.0 && accuracy_m >= 0.0;
        if !inside || !accuracy_m.is_finite() {
            return Err(NotAPlace);
        }
        Ok(Place {
            lat_e6: (lat * 1e6).round() as i32,
            lon_e6: (lon * 1e6).round() as i32,
            accuracy_m: accuracy_m.ceil() as u32,
        })
    }

    /// Latitude in degrees north.
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e6) / 1e6
    }

    /// Longitude in degrees east.
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e6) / 1e6
    }

    /// The radius, in metres, within which the phone believed itself to be.
    pub fn accuracy_m(self) -> u32 {
        self.accuracy_m
    }
}

#[derive(Serialize, Deserialize)]
struct PlaceWire {
    lat: f64,
    lon: f64,
    accuracy_m: u32,
}

impl TryFrom<PlaceWire> for Place {
    type Error = NotAPlace;

    fn try_from(wire: PlaceWire) -> Result<Self, NotAPlace> {
        Place::new(wire.lat, wire.lon, f64::from(wire.accuracy_m))
    }
}

impl From<Place> for PlaceWire {
    fn from(place: Place) -> Self {
        PlaceWire {
            lat: place.lat(),
            lon: place.lon(),
            accuracy_m: place.accuracy_m,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_place_lies_on_the_earth() {
        assert!(Place::new(90.1, 0.0, 1.0).is_err());
        assert!(Place::new(f64::NAN, 0.0, 1.0).is_err());
        assert!(Place::new(0.0, 0.0, f64::INFINITY).is_err());
        let hue = Place::new(16.463_714, 107.590_866, 11.2).unwrap();
        assert_eq!(hue.accuracy_m(), 12);
        let json = serde_json::to_string(&hue).unwrap();
        assert_eq!(
            json,
            r#"{"lat":16.463714,"lon":107.590866,"accuracy_m":12}"#
        );
        assert_eq!(serde_json::from_str::<Place>(&json).unwrap(), hue);
    }
}
