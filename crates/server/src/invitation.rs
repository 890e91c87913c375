//! The code of an invitation, and of a way back in without the phone: ten letters and digits that can be read aloud and typed.

use dong_hanh_store::TokenHash;
use sha2::{Digest as _, Sha256};

/// Crockford's letters: none that is taken for another one.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many there are: 50 bits, of which nobody tries a noticeable part in a day.
const LENGTH: usize = 10;

/// A code in the clear.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new one.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes)?;
        let letters = bytes.iter().map(|byte| LETTERS[usize::from(byte & 31)]);
        Ok(Self(letters.map(char::from).collect()))
    }

    /// What somebody typed: in any case, with what parts the letters, and with `O`, `I` and `L` for the digits that
    /// look like them. Any text may be asked for; only a real code is found.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        let letters = letters.map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        });
        Self(letters.take(2 * LENGTH).collect())
    }

    /// As it is read aloud: two groups of five.
    #[must_use]
    pub fn spoken(&self) -> String {
        let (first, second) = self.0.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }

    /// As it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the server keeps.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(format!("invitation:{}", self.0)).into())
    }

    /// What the server keeps of one that stands in for a second factor.
    #[must_use]
    pub fn recovery_hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(format!("recovery:{}", self.0)).into())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = Code::generate().unwrap();
        assert_eq!(code.as_str().len(), LENGTH);
        let typed = format!(" {} ", code.spoken().to_lowercase());
        assert!(Code::typed(&typed).hash() == code.hash());
        assert!(Code::typed("oO i-L l").as_str() == "00111");
        assert!(Code::generate().unwrap() != code);
    }
}
