//! A place on the earth, exact through every round trip.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

/// A place as the phone measured it, to a millionth of a degree (about 0.1 m).
///
/// Kept as whole micro-degrees, so that a place equals itself after every round trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "PlaceWire")]
pub struct Place {
    lat_e6: i32,
    lon_e6: i32,
    accuracy_m: u32,
    height_cm: Option<i32>,
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
            height_cm: None,
        })
    }

    /// The same place with its height above the sea in metres, to a hundredth; without it where that is no height.
    #[must_use]
    pub fn at_height(self, height_m: f64) -> Place {
        /// Nobody stands higher or lower, in metres.
        const MOST: f64 = 100_000.0;
        let height_cm = (height_m.abs() <= MOST).then(|| (height_m * 100.0).round() as i32);
        Place { height_cm, ..self }
    }

    /// The height above the sea in metres, where it was measured.
    #[must_use]
    pub fn height_m(self) -> Option<f64> {
        self.height_cm.map(|height| f64::from(height) / 100.0)
    }

    /// The same place to a hundredth of a degree, about a kilometre, without its height: what may be kept where nobody
    /// agreed to more. One that is rounded stays as it is.
    #[must_use]
    pub fn rounded(self) -> Place {
        /// Millionths of a degree in a hundredth of one.
        const STEP: i32 = 10_000;
        /// Half the way across such a field near the equator, in metres: nobody takes the corner for the house.
        const WITHIN_M: u32 = 800;
        let round = |e6: i32| (e6 + STEP / 2).div_euclid(STEP) * STEP;
        Place {
            lat_e6: round(self.lat_e6),
            lon_e6: round(self.lon_e6),
            accuracy_m: self.accuracy_m.max(WITHIN_M),
            height_cm: None,
        }
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

#[derive(Deserialize)]
struct PlaceWire {
    lat: f64,
    lon: f64,
    accuracy_m: u32,
    #[serde(default)]
    height_m: Option<f64>,
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A binary format has no other way to say that there is no height.
        let height = self.height_m().is_some() || !serializer.is_human_readable();
        let mut wire = serializer.serialize_struct("Place", 3 + usize::from(height))?;
        wire.serialize_field("lat", &self.lat())?;
        wire.serialize_field("lon", &self.lon())?;
        wire.serialize_field("accuracy_m", &self.accuracy_m)?;
        if height {
            wire.serialize_field("height_m", &self.height_m())?;
        }
        wire.end()
    }
}

impl TryFrom<PlaceWire> for Place {
    type Error = NotAPlace;

    fn try_from(wire: PlaceWire) -> Result<Self, NotAPlace> {
        let place = Place::new(wire.lat, wire.lon, f64::from(wire.accuracy_m))?;
        Ok(wire
            .height_m
            .map_or(place, |height| place.at_height(height)))
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

    #[test]
    fn a_rounded_place_lies_within_a_kilometre_and_stays_so() {
        let at = |lat, lon| Place::new(lat, lon, 4.0).unwrap().at_height(3.0);
        for (lat, lon) in [
            (16.463_714, 107.590_866),
            (-16.465, -107.595),
            (90.0, 180.0),
        ] {
            let round = at(lat, lon).rounded();
            assert!((round.lat() - lat).abs() <= 0.005 && (round.lon() - lon).abs() <= 0.005);
            assert_eq!((round.accuracy_m(), round.height_m()), (800, None));
            assert_eq!(round.rounded(), round);
        }
        let json = serde_json::to_string(&at(16.463_714, 107.590_866).rounded()).unwrap();
        assert_eq!(json, r#"{"lat":16.46,"lon":107.59,"accuracy_m":800}"#);
    }

    #[test]
    fn a_height_is_kept_where_there_is_one() {
        let pass = Place::new(16.2, 108.1, 4.0).unwrap().at_height(496.25);
        let json = serde_json::to_string(&pass).unwrap();
        assert_eq!(
            json,
            r#"{"lat":16.2,"lon":108.1,"accuracy_m":4,"height_m":496.25}"#
        );
        assert_eq!(serde_json::from_str::<Place>(&json).unwrap(), pass);
        assert_eq!(pass.at_height(f64::NAN).height_m(), None);
    }
}
