//! The hash of an entry, and where a chain ends.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// SHA-256 of the entry before and of this one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct EntryHash(pub [u8; 32]);

impl EntryHash {
    /// What stands before the first entry.
    pub const NONE: Self = Self([0; 32]);

    pub(crate) fn of(before: Self, entry: &[u8]) -> Self {
        let digest = Sha256::new().chain_update(before.0).chain_update(entry);
        Self(digest.finalize().into())
    }
}

impl fmt::Display for EntryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for EntryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryHash({self})")
    }
}

impl FromStr for EntryHash {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let digits = text.as_bytes();
        let (pairs, rest) = digits.as_chunks::<2>();
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return Err(NotAHead);
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotAHead)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAHead)?;
        }
        Ok(Self(bytes))
    }
}

/// The last entry of a chain: who has it elsewhere finds whether the end was cut off or all of it was written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the entry; 0 where there is none.
    pub number: u64,
    /// Its hash.
    pub hash: EntryHash,
}

impl Head {
    /// That of a chain without an entry.
    pub const NONE: Self = Self {
        number: 0,
        hash: EntryHash::NONE,
    };
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, self.hash)
    }
}

/// The text is no number with a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a head is written as NUMBER:HASH, the hash in 64 hexadecimal digits")]
pub struct NotAHead;

impl FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (number, hash) = text.trim().split_once(':').ok_or(NotAHead)?;
        Ok(Self {
            number: number.parse().map_err(|_| NotAHead)?,
            hash: hash.parse()?,
        })
    }
}

/// Text in JSON, as people compare it.
macro_rules! serde_as_text {
    ($name:ty) => {
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

serde_as_text!(EntryHash);
serde_as_text!(Head);
