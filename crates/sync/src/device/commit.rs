//! What a device writes in one transaction.

use dong_hanh_domain::Scope;

use crate::exchange::Exchange;
use crate::feed::FeedPage;
use crate::operation::RawOperation;
use crate::outbox::Sent;

/// What is written in one transaction, all of it or nothing; after that the same is so in memory.
#[derive(Clone, Debug)]
pub struct Commit {
    /// How far the exchange has come with it.
    pub exchange: Exchange,
    /// What is written beside.
    pub written: Written,
}

/// What is written beside the exchange.
#[derive(Clone, Debug)]
pub enum Written {
    /// Operations leave the outbox with their receipts, by their counters (S1.2).
    Receipts(Vec<(u64, Sent)>),
    /// What a pull brought (S1.9).
    Changes {
        /// Changes of the feeds. None begins `anew`: what leaves with such a page is said by a change of its own.
        feeds: Vec<FeedPage>,
        /// With these the feeds were read to their end.
        last: bool,
        /// What the device's person may read now.
        scopes: Vec<Scope>,
    },
    /// The records of all other scopes than these go (S1.12).
    Leave {
        /// These.
        kept: Vec<Scope>,
    },
    /// The feeds were read to their end.
    Settled {
        /// What was sent under these counters was done so long ago that it is not shown any more.
        forgotten: Vec<u64>,
        /// Records leave that had been held back, as something unsent was about them.
        left: Vec<FeedPage>,
    },
    /// The office was put back to an earlier backup: what was sent waits again, with its photos (S9.4).
    Again(Vec<(u64, RawOperation)>),
}

impl Commit {
    /// Whether a person was told, or would be, that this is so: then the disk has to have it. All else comes again.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        matches!(self.written, Written::Receipts(_) | Written::Again(_))
    }
}
