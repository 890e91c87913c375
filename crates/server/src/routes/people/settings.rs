//! The settings of ODK Collect as a code that it reads with the camera: JSON, packed by zlib, in Base64.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

/// A code to be drawn, dark on light, with a margin of four squares around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SettingsCode {
    /// How many squares it is wide and high.
    pub side: u32,
    /// The dark ones, as the data of a path in SVG whose unit is a square.
    pub squares: String,
}

impl SettingsCode {
    /// The code that sets ODK Collect up for an address of the door.
    ///
    /// # Errors
    /// Where the address is too long for a code.
    pub fn of(address: &str) -> io::Result<Self> {
        let text = text(address)?;
        let code = QrCode::with_error_correction_level(text, EcLevel::M);
        let code = code.map_err(io::Error::other)?;
        let side = code.width();
        Ok(Self {
            squares: squares(&code.to_colors(), side),
            side: u32::try_from(side).unwrap_or_default(),
        })
    }
}

/// What the code says. Collect has the forms that are current here without being asked, and sends what is finished; all
/// else is as it is when it is new.
fn text(address: &str) -> io::Result<String> {
    let settings = json!({
        "project": { "name": "Đồng Hành", "icon": "Đ" },
        "general": { "server_url": address, "form_update_mode": "match_exactly", "autosend": "wifi_and_cellular" },
        "admin": {},
    });
    let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
    packing.write_all(settings.to_string().as_bytes())?;
    Ok(STANDARD.encode(packing.finish()?))
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashSet;
    use std::io::Read as _;

    use flate2::read::ZlibDecoder;
    use serde_json::Value;

    use super::*;

    const ADDRESS: &str =
        "https://office.example/api/v1/odk/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    #[test]
    fn collect_reads_the_address_in_it() {
        let packed = STANDARD.decode(text(ADDRESS).unwrap()).unwrap();
        let mut settings = String::new();
        ZlibDecoder::new(&packed[..])
            .read_to_string(&mut settings)
            .unwrap();
        let settings: Value = serde_json::from_str(&settings).unwrap();
        assert_eq!(settings["general"]["server_url"], ADDRESS);
        // Collect refuses settings without it, also where it says nothing.
        assert!(settings["admin"].is_object());
    }

    /// A code as a camera sees it, drawn from its path.
    fn seen(code: &SettingsCode) -> String {
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
    fn a_camera_reads_the_settings_in_the_code() {
        let code = SettingsCode::of(ADDRESS).unwrap();
        assert_eq!(seen(&code), text(ADDRESS).unwrap());
        assert!(
            code.side < 80,
            "an old phone's camera reads it: {}",
            code.side
        );
    }
}
