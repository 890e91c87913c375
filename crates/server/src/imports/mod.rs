//! Lists of households that officers take in from Excel (SPEC.md S15): looked at, said as operations like anybody's, and
//! taken back.

mod check;
mod rejects;
mod say;
mod shown;
mod undo;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use dong_hanh_domain::ListId;

pub(crate) use check::new_id;
pub use check::{Looked, listed, look, record, rows};
pub use rejects::rejects;
pub use say::say;
pub use shown::{
    Heading, ImportDetails, ImportSummary, ListReading, ListedRow, Meaning, Row, RowPage, Said,
    Told, WhyPassed,
};
pub use undo::undo;

/// What became of a row: words of the store.
pub mod outcome {
    /// It is part of the record.
    pub const APPLIED: &str = "applied";
    /// Some of it is part of the record, and some clashed with what others have said.
    pub const CLASHED: &str = "clashed";
    /// The office holds it.
    pub const HELD: &str = "held";
    /// It was taken back.
    pub const TAKEN_BACK: &str = "taken_back";
    /// Some of it was taken back, and somebody has gone on with the rest.
    pub const PARTLY: &str = "partly";
    /// Somebody has gone on with it, so it stays.
    pub const STAYS: &str = "stays";
}

/// Lists that are being said or taken back now, each with the wish that it stops.
#[derive(Debug, Default)]
pub struct Jobs(Mutex<HashMap<ListId, Arc<AtomicBool>>>);

/// One of them, for as long as it runs.
#[derive(Debug)]
pub struct Running {
    jobs: Arc<Jobs>,
    id: ListId,
    stop: Arc<AtomicBool>,
}

impl Jobs {
    /// Begins one; `None` where it runs already.
    #[must_use]
    pub fn begin(self: &Arc<Self>, id: ListId) -> Option<Running> {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.contains_key(&id) {
            return None;
        }
        let stop = Arc::new(AtomicBool::new(false));
        jobs.insert(id, Arc::clone(&stop));
        Some(Running {
            jobs: Arc::clone(self),
            id,
            stop,
        })
    }

    /// Wishes that one stops behind the rows that are under way; `false` where none runs.
    pub fn stop(&self, id: ListId) -> bool {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = jobs.get(&id);
        found.is_some_and(|stop| {
            stop.store(true, Ordering::Relaxed);
            true
        })
    }

    /// Whether one runs.
    #[must_use]
    pub fn runs(&self, id: ListId) -> bool {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.contains_key(&id)
    }
}

impl Running {
    /// Whether somebody wishes that it stops.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut jobs = self.jobs.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.remove(&self.id);
    }
}
