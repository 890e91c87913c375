//! Which operations go in the next request, and which are set aside so that they stop no others (S1.10).

use std::collections::BTreeMap;

use crate::device::Failure;
use crate::protocol::{BODY_LIMIT, PUSH_LIMIT};

/// What the device has learnt of requests that were refused as a whole. It lives as long as the app is open, so
/// that every start tries everything again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    most: usize,
    aside: BTreeMap<u64, String>,
}

impl Default for Sending {
    fn default() -> Self {
        Self {
            most: PUSH_LIMIT,
            aside: BTreeMap::new(),
        }
    }
}

impl Sending {
    /// The counters of what goes next, of those that `waiting` gives in their order with their length in bytes.
    pub fn next(&self, waiting: impl IntoIterator<Item = (u64, usize)>) -> Vec<u64> {
        let mut bytes = 0;
        waiting
            .into_iter()
            .filter(|(counter, _)| self.refusal(*counter).is_none())
            .take(self.most)
            // The first one goes even where it alone is too large, so that the office can say so.
            .take_while(|(_, length)| {
                let first = bytes == 0;
                bytes += length;
                first || bytes < BODY_LIMIT / 2
            })
            .map(|(counter, _)| counter)
            .collect()
    }

    /// A request was answered with receipts: the next one may be larger again.
    pub fn answered(&mut self) {
        self.most = (self.most * 2).min(PUSH_LIMIT);
    }

    /// A request with these operations came to nothing. Where it was refused for what is in it, the next one has half
    /// as many; an operation that was alone in it is set aside.
    ///
    /// # Errors
    /// The failure, where fewer operations would fare no better.
    pub fn failed(&mut self, sent: &[u64], failure: Failure) -> Result<(), Failure> {
        match (failure, sent) {
            (Failure::Refused { code }, [alone]) if is_about_content(&code) => {
                self.aside.insert(*alone, code);
                Ok(())
            }
            (Failure::Refused { code }, [_, _, ..]) if is_about_content(&code) => {
                self.most = sent.len() / 2;
                Ok(())
            }
            (failure, _) => Err(failure),
        }
    }

    /// The stable code with which the office refused an operation that is set aside.
    #[must_use]
    pub fn refusal(&self, counter: u64) -> Option<&str> {
        self.aside.get(&counter).map(String::as_str)
    }

    /// A person wants it all to be tried again.
    pub fn retry(&mut self) {
        self.aside.clear();
    }
}

/// Whether a refusal may be about what is in the request. The others are about who sends it or the way to the
/// office, and would meet every operation alike.
fn is_about_content(code: &str) -> bool {
    !matches!(
        code,
        "foreign-device" | "not-allowed" | "not-found" | "wrong-method" | "wrong-type"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn refused(code: &str) -> Failure {
        Failure::Refused {
            code: code.to_owned(),
        }
    }

    fn short(counters: std::ops::RangeInclusive<u64>) -> impl Iterator<Item = (u64, usize)> {
        counters.map(|counter| (counter, 100))
    }

    #[test]
    fn a_request_takes_only_so_many_and_so_much() {
        let sending = Sending::default();
        assert_eq!(sending.next(short(1..=300)).len(), PUSH_LIMIT);
        assert_eq!(sending.next([(1, BODY_LIMIT), (2, 1)]), [1]);
        assert_eq!(sending.next([(1, 1), (2, BODY_LIMIT / 2), (3, 1)]), [1]);
    }

    #[test]
    fn s1_10_a_refused_request_is_halved_and_grows_again_with_the_answers() {
        let mut sending = Sending::default();
        assert_eq!(
            sending.failed(&[1, 2, 3, 4, 5], refused("too-large")),
            Ok(())
        );
        assert_eq!(sending.next(short(1..=5)), [1, 2]);
        sending.answered();
        assert_eq!(sending.next(short(3..=9)), [3, 4, 5, 6]);
        (0..9).for_each(|_| sending.answered());
        assert_eq!(sending.next(short(1..=300)).len(), PUSH_LIMIT);
    }

    #[test]
    fn s1_10_what_is_refused_alone_is_set_aside_until_a_person_wants_it() {
        let mut sending = Sending::default();
        assert_eq!(sending.failed(&[1], refused("no-id")), Ok(()));
        assert_eq!(sending.refusal(1), Some("no-id"));
        assert_eq!(sending.next(short(1..=2)), [2]);
        sending.retry();
        assert_eq!(sending.next(short(1..=2)), [1, 2]);
    }

    #[test]
    fn s1_10_nothing_is_set_aside_for_what_is_not_its_fault() {
        let failures = [
            refused("foreign-device"),
            Failure::NoAnswer,
            Failure::SignedOut,
            Failure::Version,
            Failure::Storage,
            Failure::Busy { retry_after: None },
        ];
        let mut sending = Sending::default();
        for failure in failures {
            assert_eq!(sending.failed(&[1], failure.clone()), Err(failure.clone()));
            assert_eq!(sending.failed(&[1, 2], failure.clone()), Err(failure));
        }
        assert_eq!(sending, Sending::default());
    }

    proptest! {
        /// Whatever the office refuses, all the rest gets there, and only the refused ones are set aside.
        #[test]
        fn s1_10_no_operation_stops_the_others(bad in prop::collection::btree_set(1u64..=150, 0..20)) {
            let mut sending = Sending::default();
            let mut waiting: BTreeSet<u64> = (1..=150).collect();
            for _ in 0..1_000 {
                let sent = sending.next(waiting.iter().map(|counter| (*counter, 100)));
                if sent.is_empty() {
                    break;
                }
                if sent.iter().any(|counter| bad.contains(counter)) {
                    prop_assert_eq!(sending.failed(&sent, refused("wrong-shape")), Ok(()));
                } else {
                    sent.iter().for_each(|counter| { waiting.remove(counter); });
                    sending.answered();
                }
            }
            prop_assert!(waiting.iter().all(|counter| sending.refusal(*counter).is_some()));
            prop_assert_eq!(waiting, bad);
        }
    }
}
