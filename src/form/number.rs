//! Numbers as people type them in Việt Nam: `1.500.000`, `3,1`.

use dong_hanh_form::Decimal;

/// A whole number; points, commas and spaces may part its thousands.
pub(super) fn integer(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    ['.', ',', ' ', '\u{a0}']
        .into_iter()
        .find_map(|mark| together(typed, mark))
        .unwrap_or_else(|| typed.to_owned())
        .parse()
        .ok()
}

/// A decimal number, with a comma or a point before its fraction. One point before exactly three
/// digits parts thousands, as it does on paper.
pub(super) fn decimal(typed: &str) -> Option<Decimal> {
    let typed = typed.trim();
    let (whole, fraction) = typed.split_once(',').unwrap_or((typed, ""));
    let whole = together(whole, '.').unwrap_or_else(|| whole.to_owned());
    match fraction {
        "" => whole.trim_end_matches('.').parse().ok(),
        fraction => format!("{whole}.{fraction}").parse().ok(),
    }
}

/// The digits without the mark between their thousands; none where the mark does not part thousands.
fn together(typed: &str, mark: char) -> Option<String> {
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", typed),
    };
    let mut groups = digits.split(mark);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let leads = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let parts = !rest.is_empty() && rest.iter().all(|group| group.len() == 3);
    (leads && parts).then(|| format!("{sign}{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn whole_numbers_are_read_with_and_without_marks() {
        for (typed, number) in [
            ("42", Some(42)),
            (" 1.500.000 ", Some(1_500_000)),
            ("60 000 000", Some(60_000_000)),
            ("1,500", Some(1500)),
            ("-5", Some(-5)),
            ("4,2", None),
            ("4.2", None),
            ("0.500", None),
            ("1.500.00", None),
            ("bốn", None),
            ("", None),
        ] {
            assert_eq!(integer(typed), number, "{typed}");
        }
    }

    #[wasm_bindgen_test]
    fn a_fraction_may_follow_a_comma_or_a_point() {
        for (typed, number) in [
            ("3,1", Some("3.1")),
            ("3.1", Some("3.1")),
            ("3,", Some("3")),
            ("0.500", Some("0.5")),
            ("1.500", Some("1500")),
            ("1.500.000,25", Some("1500000.25")),
            ("1,2,3", None),
            ("x", None),
        ] {
            assert_eq!(
                decimal(typed).as_ref().map(Decimal::as_str),
                number,
                "{typed}"
            );
        }
    }
}
