//! Which piece of the ground is seen, and how near.

/// The middle of what is seen, on the [ground](super::Ground), and how many hundredths of the map's longer side one unit
/// of it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sight {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) near: f64,
}

/// Nearer than this nobody knows where he is: some ten metres across.
const NEAREST: f64 = 100.0;

/// Farther than this there is nothing to see: some hundred kilometres across.
const FARTHEST: f64 = 0.01;

/// A few houses: some three hundred metres across.
const HOUSES: f64 = 3.5;

impl Sight {
    /// As much as there may be.
    pub(crate) fn whole() -> Self {
        Self {
            x: 0.0,
            y: 0.0,
            near: 0.1,
        }
    }

    /// A few houses around a point.
    pub(crate) fn near((x, y): (f64, f64)) -> Self {
        Self { x, y, near: HOUSES }
    }

    /// The longer side of what is seen.
    pub(crate) fn width(self) -> f64 {
        100.0 / self.near
    }

    pub(crate) fn moved(self, x: f64, y: f64) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }

    /// So many times nearer, around the middle.
    pub(crate) fn nearer(self, times: f64) -> Self {
        self.nearer_at((self.x, self.y), times)
    }

    /// So many times nearer; a point stays where it is seen.
    pub(crate) fn nearer_at(self, (x, y): (f64, f64), times: f64) -> Self {
        let near = (self.near * times).clamp(FARTHEST, NEAREST);
        let left = self.near / near;
        Self {
            x: x + (self.x - x) * left,
            y: y + (self.y - y) * left,
            near,
        }
    }

    /// As SVG says it.
    pub(crate) fn transform(self) -> String {
        format!(
            "scale({:.4})translate({:.3},{:.3})",
            self.near, -self.x, -self.y
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_fingers_are_on_stays_under_them() {
        let sight = Sight {
            x: 10.0,
            y: -4.0,
            near: 2.0,
        };
        let seen = |sight: Sight, (x, y): (f64, f64)| {
            ((x - sight.x) * sight.near, (y - sight.y) * sight.near)
        };
        let point = (13.0, 1.0);
        let nearer = sight.nearer_at(point, 1.75);
        assert!((nearer.near - 3.5).abs() < 1e-9);
        let (before, after) = (seen(sight, point), seen(nearer, point));
        assert!((before.0 - after.0).abs() < 1e-9 && (before.1 - after.1).abs() < 1e-9);
    }

    #[wasm_bindgen_test]
    fn nobody_comes_nearer_or_farther_than_makes_sense() {
        let sight = Sight::whole();
        assert!(sight.nearer(1e9).near <= NEAREST);
        assert!(sight.nearer(1e-9).near >= FARTHEST);
    }
}
