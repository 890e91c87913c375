//! The token of a session: 256 random bits that only the device knows; the server keeps their digest.

use dong_hanh_store::TokenHash;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A token in the clear, on its way to the device.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// Takes up what a request bears. Any text may be asked for; only a real token is found.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What the device keeps.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the server keeps. A plain digest is enough, as there is nothing to guess in 256 random bits.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }

    /// What the server keeps of a key for a client that is not ours. It is another digest than that of a session, so that
    /// what stands in an address opens nothing else.
    #[must_use]
    pub fn key_hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(format!("odk:{}", self.0)).into())
    }
}

/// A new id that tells nothing, not even when it was made (UUIDv4).
///
/// # Errors
/// Where the system gives no randomness.
pub fn random_id() -> Result<Uuid, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// The 32 bytes of which [`hex`] wrote such digits.
#[must_use]
pub fn unhex(digits: &str) -> Option<[u8; 32]> {
    let digits: dong_hanh_form::Sha256 = digits.parse().ok()?;
    let digits = digits.as_str();
    let mut bytes = [0; 32];
    for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}
