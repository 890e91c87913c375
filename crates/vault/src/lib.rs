//! The vault of a phone: one random key seals all that it keeps, a PIN and a secret at the office open the key.
//!
//! Pure: chance and the hour are passed in, and nothing is read or written here. What is protected from whom, and what is
//! not, says `docs/security.md`, with the vectors by which another program can check the formats.

mod content;
mod key;
mod keyring;
mod pin;
mod text;
mod tries;

pub use content::Content;
pub use key::{Broken, DataKey, Nonce, TooLong};
pub use keyring::{CannotLock, Cost, Keyring, RecoverySecret, Salt, WrongKey};
pub use pin::{Pin, UnfitPin};
pub use tries::{Tries, Turn};
