//! Words at the beginning of a line.

/// With a capital at the beginning: `tổ dân phố An Hải` becomes `Tổ dân phố An Hải`.
#[must_use]
pub fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sentence_case;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn only_the_first_letter_changes() {
        assert_eq!(sentence_case("đổ bằng"), "Đổ bằng");
        assert_eq!(sentence_case("tổ dân phố An Hải"), "Tổ dân phố An Hải");
        assert_eq!(sentence_case(""), "");
    }
}
