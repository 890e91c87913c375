//! The second factor of an account: the key of its codes, and how far they were used.

use std::fmt;

use chrono::{DateTime, Utc};

/// The key from which a phone and the server reckon the same codes. The server has to read it, and so it is kept as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct FactorKey(pub Vec<u8>);

impl fmt::Debug for FactorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorKey(…)")
    }
}

/// A second factor as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The key of its codes.
    pub key: FactorKey,
    /// Since when it is asked for; none where no code of it was shown yet.
    pub since: Option<DateTime<Utc>>,
    /// How many recovery codes are left.
    pub recovery: u64,
}
