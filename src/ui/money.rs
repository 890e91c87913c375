//! Money, as it is written in Việt Nam.

/// `1.500.000 đ`.
#[must_use]
pub fn money(dong: u64) -> String {
    let digits = dong.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text.push_str("\u{a0}đ");
    text
}

#[cfg(test)]
mod tests {
    use super::money;

    #[test]
    fn dots_stand_between_thousands() {
        assert_eq!(money(0), "0\u{a0}đ");
        assert_eq!(money(999), "999\u{a0}đ");
        assert_eq!(money(1_500_000), "1.500.000\u{a0}đ");
        assert_eq!(money(60_000_000), "60.000.000\u{a0}đ");
    }
}
