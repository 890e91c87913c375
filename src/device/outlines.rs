//! The outline of a commune: a file that comes with the app, so that a map needs no network.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Where the service worker keeps it.
const ADDRESS: &str = "/outlines.txt";

/// A commune as seen from above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Longitude of its western end, in ten-thousandths of a degree.
    pub west: i32,
    /// Latitude of its northern end, in the same.
    pub north: i32,
    /// From west to east.
    pub width: i32,
    /// From north to south.
    pub height: i32,
    /// As SVG draws it, from the north-western corner.
    pub path: String,
}

/// The outline of the unit with a code, if it is known.
pub async fn outline(code: &str) -> Option<Outline> {
    let text = read().await.ok()?;
    text.lines().find_map(|line| of(line, code))
}

/// All that are known, each with its unit's code; none where they cannot be read.
pub async fn outlines() -> Vec<(String, Outline)> {
    let text = read().await.unwrap_or_default();
    let lines = text.lines().filter_map(|line| {
        let code = line.split(' ').next()?;
        Some((code.to_owned(), of(line, code)?))
    });
    lines.collect()
}

async fn read() -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(ADDRESS))
        .await?
        .dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}

fn of(line: &str, code: &str) -> Option<Outline> {
    let mut words = line.strip_prefix(code)?.strip_prefix(' ')?.splitn(5, ' ');
    let mut number = || words.next()?.parse().ok();
    Some(Outline {
        west: number()?,
        north: number()?,
        width: number()?,
        height: number()?,
        path: words.next()?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_outline_can_be_read_and_lies_in_the_country() {
        let text = include_str!("../../public/outlines.txt");
        let codes = text.lines().filter(|line| !line.starts_with('#'));
        let codes: Vec<_> = codes.map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(codes.len(), 40);
        for code in codes {
            let one = text.lines().find_map(|line| of(line, code)).unwrap();
            assert!((1_020_000..1_100_000).contains(&one.west), "{one:?}");
            assert!((80_000..240_000).contains(&one.north), "{one:?}");
            assert!(one.width > 0 && one.height > 0, "{one:?}");
            assert!(
                one.path.starts_with('M') && one.path.ends_with('z'),
                "{one:?}"
            );
        }
        assert_eq!(text.lines().find_map(|line| of(line, "1990")), None);
    }
}
