//! How many connections there may be, and how long each may keep the server waiting.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tracing::warn;

use crate::tries::network;

/// What a connection may cost.
#[derive(Clone, Debug)]
pub struct Limits {
    /// From its beginning until the head of the first request is there, with what TLS agrees on before: three round trips and
    /// 6 KB, which take a second or two on the poorest signal.
    pub first: Duration,
    /// Until the head of a further request is there. A phone asks every minute or so, and each new connection costs its owner
    /// bytes.
    pub next: Duration,
    /// Without a byte in either direction. Longer than anything may be reckoned.
    pub still: Duration,
    /// How long a request that runs may still take when the server is asked to stop; the phone keeps what has no receipt and
    /// sends again.
    pub grace: Duration,
    /// The bytes of a request's head, its address included: our longest has 1 KB.
    pub head: u32,
    /// The requests that one connection may have open.
    pub streams: u32,
    /// Connections at once: a commune of 300 phones with six each, and half as many again. Each is some 20 KB.
    pub seats: usize,
    /// Of them from one address. Hundreds of phones may come from one, of an office or of a whole network of mobile phones, so
    /// it is no share that a commune reaches; and one machine cannot take the seats of all.
    pub seats_each: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(20),
            next: Duration::from_secs(90),
            still: Duration::from_secs(300),
            grace: Duration::from_secs(20),
            head: 16 * 1024,
            streams: 100,
            seats: 4_096,
            seats_each: 2_048,
        }
    }
}

/// How often it is said that connections are turned away.
const SAID_EVERY: Duration = Duration::from_secs(60);

/// The connections that there are.
pub(super) struct Seats {
    all: usize,
    each: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    by: HashMap<IpAddr, usize>,
    sum: usize,
    said: Option<Instant>,
}

/// One of them, for as long as it is held.
pub(super) struct Seat {
    seats: Arc<Seats>,
    /// Where it counts; nowhere but in the sum for a proxy, through which everybody comes.
    of: Option<IpAddr>,
}

impl Seats {
    pub(super) fn of(limits: &Limits) -> Arc<Self> {
        Arc::new(Self {
            all: limits.seats,
            each: limits.seats_each,
            taken: Mutex::default(),
        })
    }

    /// A seat for whoever comes, where one is free.
    pub(super) fn take(self: &Arc<Self>, from: IpAddr, is_proxy: bool) -> Option<Seat> {
        let of = Some(network(from)).filter(|_| !is_proxy);
        let mut taken = self.taken();
        let held = of.map_or(0, |of| taken.by.get(&of).copied().unwrap_or_default());
        if taken.sum >= self.all || held >= self.each {
            let now = Instant::now();
            if taken.said.is_none_or(|said| now - said >= SAID_EVERY) {
                taken.said = Some(now);
                warn!(
                    connections = taken.sum,
                    of_one_address = held,
                    "connections are turned away"
                );
            }
            return None;
        }
        taken.sum += 1;
        if let Some(of) = of {
            taken.by.insert(of, held + 1);
        }
        let seats = Arc::clone(self);
        Some(Seat { seats, of })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.taken();
        taken.sum -= 1;
        let Some(of) = self.of else { return };
        match taken.by.get_mut(&of) {
            Some(held) if *held > 1 => *held -= 1,
            _ => drop(taken.by.remove(&of)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_address_does_not_take_all_seats() {
        let limits = Limits {
            seats: 3,
            seats_each: 2,
            ..Limits::default()
        };
        let seats = Seats::of(&limits);
        let take = |from: &str, is_proxy| seats.take(from.parse().unwrap(), is_proxy);
        let one = take("203.0.113.1", false).unwrap();
        let _two = take("::ffff:203.0.113.1", false).unwrap();
        assert!(take("203.0.113.1", false).is_none());
        let three = take("203.0.113.2", false).unwrap();
        assert!(take("203.0.113.3", false).is_none(), "all are taken");
        drop(three);
        drop(one);
        let _again = take("203.0.113.1", false).unwrap();
        assert!(take("203.0.113.1", false).is_none());
    }

    #[test]
    fn through_a_proxy_come_all() {
        let limits = Limits {
            seats: 3,
            seats_each: 1,
            ..Limits::default()
        };
        let seats = Seats::of(&limits);
        let take = || seats.take(IpAddr::from([10, 0, 0, 1]), true);
        let all = [take(), take(), take()];
        assert!(all.iter().all(Option::is_some) && take().is_none());
        drop(all);
        assert!(take().is_some());
    }
}
