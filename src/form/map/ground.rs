//! The earth around a place as a plane: east to the right, south down, in ten-thousandths of a degree of latitude.

use std::fmt::Write as _;

use dong_hanh_form::Place;

use super::sight::Sight;
use crate::device::outlines::Outline;

/// A unit of the ground in metres.
const UNIT_M: f64 = 11.132;

/// Where nothing is known: the citadel of Huế.
const HUE: (f64, f64) = (16.47, 107.58);

/// Where the plane touches the earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ground {
    lat: f64,
    lon: f64,
    /// How much shorter a degree is to the east than to the north.
    east: f64,
}

impl Ground {
    /// The plane that touches the earth at a place.
    pub(crate) fn around(place: Option<Place>) -> Self {
        let (lat, lon) = place.map_or(HUE, |place| (place.lat(), place.lon()));
        Self {
            lat,
            lon,
            east: lat.to_radians().cos().max(0.01),
        }
    }

    /// Where a place lies on it; its middle where there is none.
    pub(crate) fn of(&self, place: Option<Place>) -> (f64, f64) {
        place.map_or((0.0, 0.0), |place| self.at(place.lat(), place.lon()))
    }

    fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        let x = (lon - self.lon) * 1e4 * self.east;
        (x, (self.lat - lat) * 1e4)
    }

    /// The place at a point, put there by hand: how exact it is nobody knows.
    pub(crate) fn place(&self, x: f64, y: f64) -> Option<Place> {
        let lon = self.lon + x / 1e4 / self.east;
        Place::new(self.lat - y / 1e4, lon, 0.0).ok()
    }

    /// A length in whole metres.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(crate) fn metres(&self, length: f64) -> u32 {
        (length * UNIT_M).round() as u32
    }

    /// Where an outline is put.
    pub(crate) fn transform(&self, outline: &Outline) -> String {
        let (x, y) = self.corner(outline);
        format!("translate({x:.2},{y:.2})scale({:.5},1)", self.east)
    }

    /// All of an outline.
    pub(crate) fn sight_of(&self, outline: &Outline) -> Sight {
        let (x, y) = self.corner(outline);
        let (width, height) = (
            f64::from(outline.width) * self.east,
            f64::from(outline.height),
        );
        Sight {
            x: x + width / 2.0,
            y: y + height / 2.0,
            near: 94.0 / width.max(height).max(1.0),
        }
    }

    /// Its western, northern, eastern and southern end.
    pub(crate) fn frame(&self, outline: &Outline) -> [f64; 4] {
        let (x, y) = self.corner(outline);
        let (width, height) = (f64::from(outline.width), f64::from(outline.height));
        [x, y, x + width * self.east, y + height]
    }

    fn corner(&self, outline: &Outline) -> (f64, f64) {
        self.at(
            f64::from(outline.north) / 1e4,
            f64::from(outline.west) / 1e4,
        )
    }

    /// Places as dots, which SVG draws as strokes of no length.
    pub(crate) fn dots(&self, places: &[Place]) -> String {
        self.path(places, "M", "h0")
    }

    /// Places as one line, back to where it begins or not.
    pub(crate) fn line(&self, places: &[Place], closed: bool) -> String {
        let path = self.path(places, "L", "");
        let end = if closed && !path.is_empty() { "z" } else { "" };
        path.replacen('L', "M", 1) + end
    }

    fn path(&self, places: &[Place], before: &str, after: &str) -> String {
        let mut path = String::new();
        for place in places {
            let (x, y) = self.of(Some(*place));
            // Nothing goes wrong in writing to memory.
            let _ = write!(path, "{before}{x:.3},{y:.3}{after}");
        }
        path
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn place(lat: f64, lon: f64) -> Place {
        Place::new(lat, lon, 3.0).unwrap()
    }

    #[wasm_bindgen_test]
    fn a_place_is_where_it_was_put() {
        let ground = Ground::around(Some(place(16.5, 107.6)));
        for there in [place(16.5, 107.6), place(16.6123, 107.499)] {
            let (x, y) = ground.of(Some(there));
            let back = ground.place(x, y).unwrap();
            assert_eq!((back.lat(), back.lon()), (there.lat(), there.lon()));
            assert_eq!(back.accuracy_m(), 0);
        }
        // East is right, north is up.
        let (x, y) = ground.of(Some(place(16.6, 107.7)));
        assert!(x > 0.0 && y < 0.0);
        assert_eq!(ground.metres(1000.0), 11_132);
    }

    #[wasm_bindgen_test]
    fn places_are_drawn_as_a_line_and_as_dots() {
        let ground = Ground::around(Some(place(0.0, 0.0)));
        let places = [place(0.0, 0.0), place(-0.001, 0.0), place(0.0, 0.001)];
        assert_eq!(
            ground.line(&places, false),
            "M0.000,0.000L0.000,10.000L10.000,0.000"
        );
        assert_eq!(ground.line(&places[..1], true), "M0.000,0.000z");
        assert_eq!(ground.dots(&places[1..2]), "M0.000,10.000h0");
        assert_eq!(ground.line(&[], true), "");
    }
}
