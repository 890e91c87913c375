//! A place on the map as it is typed: `16.463; 107.591`, and `gia đình đồng ý` behind it where it may be kept as it is.

use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Coarseness, Place};

/// What stands behind a place that may be kept as it is.
const AGREED: &str = "gia đình đồng ý";

/// A place as somebody would type it.
#[must_use]
pub fn typed(latitude: f64, longitude: f64, coarseness: Coarseness) -> String {
    match coarseness {
        Coarseness::Rounded => format!("{latitude}; {longitude}"),
        Coarseness::Agreed => format!("{latitude}; {longitude}; {AGREED}"),
    }
}

/// How near the place that was typed may be to the house: the family agreed only where that was said.
#[must_use]
pub fn coarseness(text: &str) -> Coarseness {
    match split(text).1 {
        true => Coarseness::Agreed,
        false => Coarseness::Rounded,
    }
}

/// The same place, nearer to the house or less near.
#[must_use]
pub fn as_near(text: &str, coarseness: Coarseness) -> String {
    let place = split(text).0;
    match coarseness {
        Coarseness::Rounded => place.to_owned(),
        Coarseness::Agreed => format!("{place}; {AGREED}"),
    }
}

fn split(text: &str) -> (&str, bool) {
    let behind = text.rsplit_once(';');
    let agreed = behind.filter(|(_, said)| fold(said).trim() == fold(AGREED));
    agreed.map_or((text, false), |(place, _)| (place, true))
}

/// Latitude and longitude as maps show them; the outer `None` for what is none. It is rounded where nobody said that
/// the family agreed.
pub(super) fn read(text: &str) -> Option<Option<Place>> {
    if text.is_empty() {
        return Some(None);
    }
    let coarseness = coarseness(text);
    let text = split(text).0;
    let (latitude, longitude) = text.split_once(';').or_else(|| text.split_once(", "))?;
    let degrees = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok();
    let place = Place::new(degrees(latitude)?, degrees(longitude)?, coarseness);
    place.ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_place_that_is_typed_is_rounded_unless_the_family_agreed() {
        let is = |coarseness| Some(Place::new(16.463_71, 107.590_96, coarseness).ok());
        let plain = "16,46371; 107,59096";
        for text in ["16.46371, 107.59096", plain] {
            assert_eq!(read(text), is(Coarseness::Rounded));
        }
        let agreed = as_near(plain, Coarseness::Agreed);
        assert_eq!(read(&agreed), is(Coarseness::Agreed));
        assert_eq!(
            read("16.46371; 107.59096; Gia dinh dong y"),
            is(Coarseness::Agreed)
        );
        assert_eq!(as_near(&agreed, Coarseness::Agreed), agreed);
        assert_eq!(as_near(&agreed, Coarseness::Rounded), plain);
        assert_eq!(read("sau chợ"), None);
    }
}
