//! One request at a time works on an upload, and the newest one comes first.
//!
//! A phone that has lost its network comes back on another connection while the server still waits for bytes on the
//! first. So whoever works on an upload leaves it as soon as somebody else asks for it, after keeping what has come.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use thiserror::Error;
use tokio::sync::{OwnedMutexGuard, watch};
use tokio::time::timeout;

use super::UploadKey;

/// How long the next one waits for the seat: much longer than keeping what has come takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Who works on which upload.
#[derive(Clone, Debug, Default)]
pub(super) struct Seats(Arc<Mutex<HashMap<UploadKey, Arc<Place>>>>);

#[derive(Debug)]
struct Place {
    taken: Arc<tokio::sync::Mutex<()>>,
    /// The number of whoever came last.
    newest: watch::Sender<u64>,
}

/// The right to work on an upload, until it is dropped.
#[derive(Debug)]
pub struct Seat {
    number: u64,
    newest: watch::Receiver<u64>,
    _taken: OwnedMutexGuard<()>,
}

/// Another request is working on the upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("another request is working on the upload")]
pub struct Taken;

impl Seats {
    /// Takes the seat of an upload, as soon as whoever sits there has left.
    pub(super) async fn take(&self, key: &UploadKey) -> Result<Seat, Taken> {
        let place = Arc::clone(self.places().entry(key.clone()).or_default());
        let mut number = 0;
        place.newest.send_modify(|newest| {
            *newest += 1;
            number = *newest;
        });
        let taken = timeout(PATIENCE, Arc::clone(&place.taken).lock_owned());
        let taken = taken.await.map_err(|_| Taken)?;
        Ok(Seat {
            number,
            newest: place.newest.subscribe(),
            _taken: taken,
        })
    }

    /// Takes the seat only where nobody sits.
    pub(super) fn take_free(&self, key: &UploadKey) -> Option<Seat> {
        let place = Arc::clone(self.places().entry(key.clone()).or_default());
        let taken = Arc::clone(&place.taken).try_lock_owned().ok()?;
        Some(Seat {
            number: *place.newest.borrow(),
            newest: place.newest.subscribe(),
            _taken: taken,
        })
    }

    /// Forgets the seats on which nobody sits and for which nobody waits.
    pub(super) fn tidy(&self) {
        let busy =
            |place: &Arc<Place>| Arc::strong_count(place) > 1 || place.taken.try_lock().is_err();
        self.places().retain(|_, place| busy(place));
    }

    fn places(&self) -> MutexGuard<'_, HashMap<UploadKey, Arc<Place>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Comes when somebody else wants the seat.
    pub async fn wanted(&mut self) {
        let number = self.number;
        // Where the place is forgotten nobody can ask for it any more.
        if self
            .newest
            .wait_for(|newest| *newest > number)
            .await
            .is_err()
        {
            std::future::pending::<()>().await;
        }
    }
}

impl Default for Place {
    fn default() -> Self {
        Self {
            taken: Arc::default(),
            newest: watch::Sender::new(0),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::UserId;
    use uuid::Uuid;

    fn key() -> UploadKey {
        UploadKey {
            by: UserId(Uuid::from_u128(1)),
            digest: "0".repeat(64).parse().unwrap(),
        }
    }

    #[tokio::test]
    async fn the_newest_is_waited_for_by_nobody() {
        let seats = Seats::default();
        let mut first = seats.take(&key()).await.unwrap();
        assert!(seats.take_free(&key()).is_none());
        let leaves = async {
            first.wanted().await;
            drop(first);
        };
        let (second, ()) = tokio::join!(async { seats.take(&key()).await }, leaves);
        let second = second.unwrap();
        seats.tidy();
        assert!(seats.take_free(&key()).is_none(), "taken, so not forgotten");
        drop(second);
        assert!(seats.take_free(&key()).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_leave_is_not_waited_for_without_end() {
        let seats = Seats::default();
        let _sits = seats.take(&key()).await.unwrap();
        assert_eq!(seats.take(&key()).await.err(), Some(Taken));
    }
}
