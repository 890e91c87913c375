//! Six digits that somebody chooses and types in the rain.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

/// Six digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(Zeroizing<[u8; Pin::DIGITS]>);

/// Why six digits are not taken for a new PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UnfitPin {
    /// There are not six, or something else is among them.
    #[error("not six digits")]
    NotSixDigits,
    /// It is among the first that anybody would try.
    #[error("soon guessed")]
    SoonGuessed,
}

/// What people choose most often that no rule below finds: figures on the keypad, and numbers that mean something
/// in Việt Nam (luck, wealth, death) written twice over.
const COMMON: [&str; 20] = [
    "112233", "332211", "123321", "321123", "159753", "159357", "147258", "258369", "369258",
    "147369", "789456", "456123", "102030", "010203", "246810", "135790", "686868", "398979",
    "197919", "520131",
];

impl Pin {
    /// How many digits it has.
    pub const DIGITS: usize = 6;

    /// What somebody types to open their vault; `None` where it cannot be any PIN.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let digits: [u8; Self::DIGITS] = text.as_bytes().try_into().ok()?;
        let are_digits = digits.iter().all(u8::is_ascii_digit);
        are_digits.then(|| Self(Zeroizing::new(digits)))
    }

    /// What somebody chooses for their vault.
    ///
    /// # Errors
    /// [`UnfitPin`]: they have to choose another one.
    pub fn chosen(text: &str) -> Result<Self, UnfitPin> {
        let pin = Self::typed(text).ok_or(UnfitPin::NotSixDigits)?;
        let digits = &pin.0[..];
        let is_row = |step: i8| {
            let follows = |pair: &[u8]| pair[0].checked_add_signed(step) == Some(pair[1]);
            digits.windows(2).all(follows)
        };
        // 111111, 121212, 123123.
        let repeats = (1..=3).any(|length| digits[length..] == digits[..digits.len() - length]);
        if is_row(1) || is_row(-1) || repeats || COMMON.contains(&text) {
            return Err(UnfitPin::SoonGuessed);
        }
        Ok(pin)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0[..]
    }
}

/// Nothing of it gets into a log.
impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("280963", Ok(()))]
    #[case("904617", Ok(()))]
    #[case("28096", Err(UnfitPin::NotSixDigits))]
    #[case("2809631", Err(UnfitPin::NotSixDigits))]
    #[case("28o963", Err(UnfitPin::NotSixDigits))]
    #[case("２８０９６３", Err(UnfitPin::NotSixDigits))]
    #[case("000000", Err(UnfitPin::SoonGuessed))]
    #[case("232323", Err(UnfitPin::SoonGuessed))]
    #[case("907907", Err(UnfitPin::SoonGuessed))]
    #[case("456789", Err(UnfitPin::SoonGuessed))]
    #[case("543210", Err(UnfitPin::SoonGuessed))]
    #[case("159753", Err(UnfitPin::SoonGuessed))]
    fn what_is_soon_guessed_is_no_pin(#[case] text: &str, #[case] expected: Result<(), UnfitPin>) {
        assert_eq!(Pin::chosen(text).map(drop), expected);
    }

    #[test]
    fn an_old_pin_opens_whatever_is_asked_of_new_ones() {
        assert!(Pin::typed("123456").is_some());
        assert!(Pin::typed("12345").is_none());
    }

    #[test]
    fn no_log_shows_it() {
        let pin = Pin::typed("280963");
        assert_eq!(format!("{pin:?}"), "Some(Pin)");
    }
}
