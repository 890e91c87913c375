//! How much room something takes, in words.

use dong_hanh_form::Lang;

/// A count of bytes as `3,1 MB`: one decimal below ten.
#[must_use]
pub fn bytes(lang: Lang, count: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    // Tenths of the unit, so that whole numbers suffice.
    let mut tenths = count.saturating_mul(10) / 1024;
    let mut unit = 0;
    while tenths >= 10_240 && unit < UNITS.len() - 1 {
        tenths /= 1024;
        unit += 1;
    }
    let mark = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    let number = if tenths < 100 && unit > 0 {
        format!("{}{mark}{}", tenths / 10, tenths % 10)
    } else {
        (tenths / 10).to_string()
    };
    format!("{number}\u{a0}{}", UNITS[unit])
}

/// The same for a count of MiB, as devices report their room.
#[must_use]
pub fn mebibytes(lang: Lang, count: u64) -> String {
    bytes(lang, count.saturating_mul(1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_size_is_said_with_few_digits() {
        assert_eq!(bytes(Lang::Vi, 0), "0\u{a0}KB");
        assert_eq!(bytes(Lang::Vi, 300 * 1024), "300\u{a0}KB");
        assert_eq!(bytes(Lang::Vi, 3_300_000), "3,1\u{a0}MB");
        assert_eq!(bytes(Lang::En, 3_300_000), "3.1\u{a0}MB");
        assert_eq!(mebibytes(Lang::Vi, 64 * 1024), "64\u{a0}GB");
    }
}
