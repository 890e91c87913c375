//! Lengths and areas on the earth, from points as XForms write them: `lat lon altitude accuracy`.

use super::Given;
use crate::Place;
use crate::xpath::Function;
use crate::xpath::value::XPath;

/// At the equator, in metres, as ODK reckons.
const EARTH: f64 = 6_378_100.0;

/// Latitude and longitude in degrees.
type Point = (f64, f64);

pub(super) fn of<'a>(function: Function, given: &Given<'_, 'a>) -> XPath<'a> {
    match function {
        Function::Area => XPath::number(points(given, 0).map(|points| hundredths(area(&points)))),
        Function::Distance => {
            XPath::number(points(given, 0).map(|points| hundredths(distance(&points))))
        }
        Function::Geofence => {
            let (point, shape) = (read(&given.text(0)), read(&given.text(1)));
            let inside = match (point.as_deref(), shape.as_deref()) {
                (Some([point]), Some(shape)) => contains(shape, *point),
                _ => false,
            };
            XPath::Bool(inside)
        }
        _ => XPath::EMPTY,
    }
}

/// The points of all arguments in turn; none if one of them is none.
fn points(given: &Given<'_, '_>, from: usize) -> Option<Vec<Point>> {
    let mut points = Vec::new();
    for text in given.texts(from) {
        points.extend(read(&text)?);
    }
    Some(points)
}

/// The points of a place, a trace or a shape.
fn read(text: &str) -> Option<Vec<Point>> {
    let parts = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.map(read_point).collect()
}

fn read_point(text: &str) -> Option<Point> {
    let mut numbers = text
        .split_whitespace()
        .map(|number| number.parse::<f64>().ok());
    let (lat, lon) = (numbers.next()??, numbers.next()??);
    let known = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    known.then_some((lat, lon))
}

/// The area of a piece of land in square metres; its bounds may end where they begin.
#[must_use]
pub fn area_m2(places: &[Place]) -> f64 {
    area(&points_of(places))
}

/// The length of a way in metres.
#[must_use]
pub fn length_m(places: &[Place]) -> f64 {
    distance(&points_of(places))
}

fn points_of(places: &[Place]) -> Vec<Point> {
    places
        .iter()
        .map(|place| (place.lat(), place.lon()))
        .collect()
}

fn area(points: &[Point]) -> f64 {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return 0.0;
    };
    if points.len() < 3 {
        return 0.0;
    }
    let closing = (first != last).then_some((*last, *first));
    let sides = points.windows(2).map(|two| (two[0], two[1])).chain(closing);
    let sum: f64 = sides
        .map(|(a, b)| {
            (b.1 - a.1).to_radians() * (2.0 + b.0.to_radians().sin() + a.0.to_radians().sin())
        })
        .sum();
    (sum * EARTH * EARTH / 2.0).abs()
}

fn distance(points: &[Point]) -> f64 {
    points.windows(2).map(|two| between(two[0], two[1])).sum()
}

fn between(a: Point, b: Point) -> f64 {
    let (from, to) = (a.0.to_radians(), b.0.to_radians());
    let turn = (a.1 - b.1).to_radians();
    let cosine = from.sin() * to.sin() + from.cos() * to.cos() * turn.cos();
    // The same place twice may come out a little above 1.
    cosine.min(1.0).acos() * EARTH
}

/// Whether a point lies inside a closed shape.
fn contains(shape: &[Point], (lat, lon): Point) -> bool {
    if shape.len() < 2 || shape.first() != shape.last() {
        return false;
    }
    let crosses = |two: &&[Point]| {
        let (a, b) = (two[0], two[1]);
        (b.0 > lat) != (a.0 > lat) && lon < (a.1 - b.1) * (lat - b.0) / (a.0 - b.0) + b.1
    };
    shape.windows(2).filter(crosses).count() % 2 == 1
}

fn hundredths(metres: f64) -> f64 {
    (metres * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_bounds_of_land_may_end_where_they_begin() {
        let corners = [(16.0, 107.0), (16.0, 107.001), (16.001, 107.001)];
        let mut land: Vec<_> = corners
            .iter()
            .map(|(lat, lon)| Place::new(*lat, *lon, 0.0).unwrap())
            .collect();
        let (area, two_sides) = (area_m2(&land), length_m(&land));
        // Half of what lies between two thousandths of a degree, of some 107 m and 111 m.
        assert!((area - 107.0 * 111.3 / 2.0).abs() < 10.0, "{area}");
        assert!((two_sides - 218.3).abs() < 1.0, "{two_sides}");
        land.push(land[0]);
        assert!((area_m2(&land) - area).abs() < 1e-6);
        assert_eq!(area_m2(&land[..2]), 0.0);
    }
}
