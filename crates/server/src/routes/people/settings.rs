//! The settings of ODK Collect as a code that it reads with the camera: JSON, packed by zlib, in Base64.

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::json;

use crate::drawn::DrawnCode;

/// The code that sets ODK Collect up for an address of the door.
///
/// # Errors
/// Where the address is too long for a code.
pub fn settings(address: &str) -> io::Result<DrawnCode> {
    DrawnCode::of(&text(address)?)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read as _;

    use flate2::read::ZlibDecoder;
    use serde_json::Value;

    use super::*;
    use crate::drawn::tests::seen;

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

    #[test]
    fn a_camera_reads_the_settings_in_the_code() {
        let code = super::settings(ADDRESS).unwrap();
        assert_eq!(seen(&code), text(ADDRESS).unwrap());
        assert!(
            code.side < 80,
            "an old phone's camera reads it: {}",
            code.side
        );
    }
}
