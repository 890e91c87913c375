//! The key of a store, and what is sealed with it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead as _, AeadInPlace as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use thiserror::Error;
use zeroize::Zeroizing;

/// What every sealed value begins with: the format in which it is.
const FORMAT: u8 = 1;

const NONCE: usize = 24;
const HEAD: usize = 1 + NONCE;
const TAG: usize = 16;

/// The key with which a store is sealed. Whoever has it reads all of the store; it is never stored but locked.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

/// Chance that is used for one value and never again: 192 bits, so that nobody has to count them.
#[derive(Clone, Copy, Debug)]
pub struct Nonce(pub [u8; NONCE]);

/// A value that was not sealed with this key for this place, or was changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the value was not sealed with this key for this place")]
pub struct Broken;

/// A value of more than 256 GiB, which no nonce is enough for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the value is too long to be sealed")]
pub struct TooLong;

impl DataKey {
    /// A key of 32 bytes of chance.
    #[must_use]
    pub fn new(chance: [u8; 32]) -> Self {
        Self(Zeroizing::new(chance))
    }

    /// What tells it from other keys and nothing else of it: the tag of no value. It lies beside what the key seals, so
    /// that nobody seals one store with two.
    #[must_use]
    pub fn id(&self) -> String {
        // Nothing else is ever sealed under this nonce.
        let tag = self
            .cipher()
            .encrypt_in_place_detached(&XNonce::default(), b"id", &mut []);
        STANDARD_NO_PAD.encode(tag.unwrap_or_default())
    }

    /// Its bytes, for whoever locks it or hands it to another tab.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals a value for its place (XChaCha20-Poly1305, the place as what goes along): the format, the nonce, the
    /// sealed bytes with their tag. At another place it does not open, so that nobody can put one value where
    /// another one was.
    ///
    /// # Errors
    /// [`TooLong`]: no phone has such a value.
    pub fn seal(&self, place: &str, nonce: Nonce, value: &[u8]) -> Result<Vec<u8>, TooLong> {
        let mut bytes = Vec::with_capacity(HEAD + value.len() + TAG);
        bytes.push(FORMAT);
        bytes.extend(nonce.0);
        bytes.extend(value);
        let nonce = XNonce::from_slice(&nonce.0);
        let tag = self
            .cipher()
            .encrypt_in_place_detached(nonce, place.as_bytes(), &mut bytes[HEAD..])
            .map_err(|_| TooLong)?;
        bytes.extend(tag);
        Ok(bytes)
    }

    /// What was sealed for a place.
    ///
    /// # Errors
    /// [`Broken`] where it was sealed with another key, for another place or in another format, or was changed.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        let (nonce, sealed) = match sealed {
            [FORMAT, rest @ ..] => rest.split_at_checked(NONCE).ok_or(Broken)?,
            _ => return Err(Broken),
        };
        let payload = Payload {
            msg: sealed,
            aad: place.as_bytes(),
        };
        let opened = self.cipher().decrypt(XNonce::from_slice(nonce), payload);
        opened.map_err(|_| Broken)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(Key::from_slice(&self.0[..]))
    }
}

/// Nothing of it gets into a log.
impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey")
    }
}
