//! An exact decimal number: its digits, never a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A decimal number as a person wrote it, in one canonical spelling (`-0.5`, `12`, `3.14`).
///
/// It is kept as text because a form only stores, shows and compares what was written: a binary
/// float would turn `0.1` into something else on the way, and a numeric crate would add bytes to
/// every phone for arithmetic that nobody does. Expressions read it as XPath does, as an `f64`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(String);

/// The text is not a decimal number of at most 30 digits, such as `12.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number such as 12.5")]
pub struct NotADecimal;

const MOST_DIGITS: usize = 30;

impl Decimal {
    /// As near as a binary number comes to it, for comparing.
    pub(crate) fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    pub(crate) fn is_whole(&self) -> bool {
        !self.0.contains('.')
    }

    /// The canonical spelling, with a point.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole)
            || !all_digits(fraction)
            || whole.len() + fraction.len() > MOST_DIGITS + 1
        {
            return Err(NotADecimal);
        }
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            rest => rest,
        };
        let canonical = match (sign, whole, fraction.trim_end_matches('0')) {
            (_, "0", "") => "0".to_owned(),
            (sign, whole, "") => format!("{sign}{whole}"),
            (sign, whole, fraction) => format!("{sign}{whole}.{fraction}"),
        };
        Ok(Decimal(canonical))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotADecimal;

    fn try_from(text: String) -> Result<Self, NotADecimal> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> String {
        decimal.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_number_has_one_spelling() {
        for (written, kept) in [
            ("12", "12"),
            ("007.50", "7.5"),
            ("-0.0", "0"),
            ("-0.5", "-0.5"),
            ("0.1", "0.1"),
            ("100", "100"),
        ] {
            assert_eq!(written.parse::<Decimal>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for written in [
            "", "-", ".", "1.", ".5", "1,5", "1e3", "NaN", "+1", "1.2.3", " 1",
        ] {
            assert_eq!(written.parse::<Decimal>(), Err(NotADecimal), "{written}");
        }
    }
}
