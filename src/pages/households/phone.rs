//! A telephone number as people write it: `0905 123.456`, `+84 905 123 456`.

/// A text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoPhone;

/// Reads what was typed, as it is dialled: spaces and dots are for reading. `None` where nothing was typed.
pub(crate) fn read_phone(text: &str) -> Result<Option<String>, NoPhone> {
    let dialled: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')'))
        .collect();
    let digits = dialled.strip_prefix('+').unwrap_or(&dialled);
    match dialled.len() {
        0 => Ok(None),
        8..=15 if digits.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Some(dialled)),
        _ => Err(NoPhone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_number_is_read_as_it_is_dialled() {
        assert_eq!(read_phone("0905 123 456"), Ok(Some("0905123456".into())));
        assert_eq!(
            read_phone("+84 905.123.456"),
            Ok(Some("+84905123456".into()))
        );
        assert_eq!(read_phone(" "), Ok(None));
        assert_eq!(read_phone("hỏi cháu"), Err(NoPhone));
        assert_eq!(read_phone("0905"), Err(NoPhone));
    }
}
