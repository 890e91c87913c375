//! Texts as codes of squares that a phone's camera reads.

use std::fmt::Write as _;
use std::io;

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use utoipa::ToSchema;

/// A code to be drawn, dark on light, with a margin of four squares around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DrawnCode {
    /// How many squares it is wide and high.
    pub side: u32,
    /// The dark ones, as the data of a path in SVG whose unit is a square.
    pub squares: String,
}

impl DrawnCode {
    /// The code that says a text.
    ///
    /// # Errors
    /// Where the text is too long for a code.
    pub fn of(text: &str) -> io::Result<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M);
        let code = code.map_err(io::Error::other)?;
        let side = code.width();
        Ok(Self {
            squares: squares(&code.to_colors(), side),
            side: u32::try_from(side).unwrap_or_default(),
        })
    }
}

/// Dark squares that stand side by side are one stroke.
fn squares(colors: &[Color], side: usize) -> String {
    let mut path = String::new();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let width = run.len();
                // Writing to a text does not fail.
                let _ = write!(path, "M{x} {y}h{width}v1h-{width}z");
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashSet;

    use super::*;

    /// A code as a camera sees it, drawn from its path.
    pub(crate) fn seen(code: &DrawnCode) -> String {
        let mut dark = HashSet::new();
        for stroke in code.squares.split('M').skip(1) {
            let mut numbers = stroke.split([' ', 'h', 'v']).map(str::parse::<usize>);
            let mut next = || numbers.next().unwrap().unwrap();
            let (x, y, width) = (next(), next(), next());
            dark.extend((x..x + width).map(|x| (x, y)));
        }
        let (margin, scale) = (4, 4);
        let side = (code.side as usize + 2 * margin) * scale;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            let square = (x / scale)
                .checked_sub(margin)
                .zip((y / scale).checked_sub(margin));
            if square.is_some_and(|square| dark.contains(&square)) {
                0
            } else {
                255
            }
        });
        let (_, text) = image.detect_grids()[0].decode().unwrap();
        text
    }

    #[test]
    fn a_camera_reads_what_it_says() {
        let address = "https://office.example/join#K7QF29XRMT";
        assert_eq!(seen(&DrawnCode::of(address).unwrap()), address);
    }
}
