//! Which operations go in the next request, and which are set aside so that they stop no others (S1.10).

use std::collections::BTreeMap;

use crate::device::Failure;
use crate::protocol::{BODY_LIMIT, PUSH_LIMIT};

/// So many faults of the server in a row make a request suspect, and so many silences too large.
pub(crate) const TRIES: u32 = 3;

/// What is set aside is tried again by itself after so many answered pulls, about an hour of them; then after twice
/// as many, and so on up to [`REST_MAX`].
pub(crate) const REST: u32 = 16;

/// About a day of answered pulls.
pub(crate) const REST_MAX: u32 = 24 * REST;

/// The code of what was set aside because the server met a fault with it each time.
pub(crate) const FAULT: &str = "server-fault";

/// The code of a body that ended in the middle.
const CUT: &str = "not-json";

/// What the device has learnt of requests that came to nothing. It lives as long as the app is open, so that every
/// start tries everything again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sending {
    most: usize,
    aside: BTreeMap<u64, Aside>,
    suspect: Option<Suspect>,
    silences: u32,
}

/// An operation that is set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Aside {
    code: String,
    /// Answered pulls until it is tried again.
    left: u32,
    /// How many there were to be.
    rest: u32,
}

/// A request that met a fault, known by its first operation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Suspect {
    first: u64,
    faults: u32,
    /// The office has answered something else since.
    reached: bool,
}

impl Default for Sending {
    fn default() -> Self {
        Self {
            most: PUSH_LIMIT,
            aside: BTreeMap::new(),
            suspect: None,
            silences: 0,
        }
    }
}

impl Sending {
    /// The counters of what goes next, of those that `waiting` gives in their order with their length in bytes. What
    /// was set aside and has rested goes alone, after all others.
    pub(crate) fn next(&self, waiting: impl IntoIterator<Item = (u64, usize)>) -> Vec<u64> {
        let (mut bytes, mut next, mut rested) = (0, Vec::new(), None);
        for (counter, length) in waiting {
            match self.aside.get(&counter) {
                Some(aside) if aside.left == 0 => rested = rested.or(Some(counter)),
                Some(_) => {}
                // The first one goes even where it alone is too large, so that the office can say so.
                None if next.is_empty()
                    || (next.len() < self.most && bytes + length < BODY_LIMIT / 2) =>
                {
                    bytes += length;
                    next.push(counter);
                }
                None => break,
            }
        }
        if next.is_empty() {
            next.extend(rested);
        }
        next
    }

    /// A request was answered with receipts: the next one may be larger again.
    pub(crate) fn answered(&mut self) {
        self.most = (self.most * 2).min(PUSH_LIMIT);
        self.suspect = None;
        self.silences = 0;
    }

    /// Changes were fetched: the office is there, and time goes by.
    pub(crate) fn reached(&mut self) {
        if let Some(suspect) = &mut self.suspect {
            suspect.reached = true;
        }
        for aside in self.aside.values_mut() {
            aside.left = aside.left.saturating_sub(1);
        }
    }

    /// A request with these operations came to nothing. Where that may be for what is in it, the next one has half as
    /// many, and an operation that was alone in it is set aside.
    ///
    /// # Errors
    /// The failure, where the same request is tried again after a while.
    pub(crate) fn failed(&mut self, sent: &[u64], failure: Failure) -> Result<(), Failure> {
        match failure {
            Failure::Refused { code } if is_about_content(&code) => {
                self.ease(sent, code);
                Ok(())
            }
            Failure::Busy { retry_after: None } if self.is_at_fault(sent) => {
                self.ease(sent, FAULT.to_owned());
                Ok(())
            }
            // A body that was cut on its way is no fault of what was in it.
            Failure::Refused { code } if code == CUT => self.failed(sent, Failure::NoAnswer),
            Failure::NoAnswer => {
                self.silences += 1;
                // On a poor line less may get through; that nothing does is no operation's fault.
                if self.silences.is_multiple_of(TRIES) {
                    self.most = (sent.len() / 2).max(1);
                }
                Err(Failure::NoAnswer)
            }
            failure => Err(failure),
        }
    }

    /// Whether the server meets a fault with this request each time, though it answers others.
    fn is_at_fault(&mut self, sent: &[u64]) -> bool {
        let Some(first) = sent.first().copied() else {
            return false;
        };
        let fresh = Suspect {
            first,
            faults: 0,
            reached: true,
        };
        let known = self.suspect.take().filter(|known| known.first == first);
        let suspect = self.suspect.insert(known.unwrap_or(fresh));
        if std::mem::take(&mut suspect.reached) {
            suspect.faults += 1;
        }
        suspect.faults >= TRIES
    }

    fn ease(&mut self, sent: &[u64], code: String) {
        self.suspect = None;
        match sent {
            [] => {}
            [alone] => {
                let before = self.aside.get(alone);
                let rest = before.map_or(REST, |aside| (aside.rest * 2).min(REST_MAX));
                let aside = Aside {
                    code,
                    left: rest,
                    rest,
                };
                self.aside.insert(*alone, aside);
            }
            [_, _, ..] => self.most = sent.len() / 2,
        }
    }

    /// The stable code for which an operation is set aside; `None` once it has rested.
    #[must_use]
    pub(crate) fn refusal(&self, counter: u64) -> Option<&str> {
        let aside = self.aside.get(&counter).filter(|aside| aside.left > 0)?;
        Some(&aside.code)
    }

    /// The counters of all that is set aside.
    pub(crate) fn refused(&self) -> impl Iterator<Item = u64> {
        let resting = self.aside.iter().filter(|(_, aside)| aside.left > 0);
        resting.map(|(counter, _)| *counter)
    }

    /// A person wants it all to be tried again.
    pub(crate) fn retry(&mut self) {
        self.aside.clear();
    }
}

/// Whether a refusal may be about what is in the request. The others are about who sends it or the way to the
/// office, and would meet every operation alike.
fn is_about_content(code: &str) -> bool {
    !matches!(
        code,
        CUT | "foreign-device" | "not-allowed" | "not-found" | "wrong-method" | "wrong-type"
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
    fn s1_10_a_request_that_was_cut_on_its_way_sets_nothing_aside() {
        let mut sending = Sending::default();
        for _ in 0..9 {
            assert_eq!(sending.failed(&[1], refused(CUT)), Err(Failure::NoAnswer));
            assert_eq!(sending.next(short(1..=5)).first(), Some(&1));
        }
        assert_eq!(sending.refusal(1), None);
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
            Failure::Full,
            Failure::Storage,
            Failure::Busy {
                retry_after: Some(1),
            },
        ];
        let mut sending = Sending::default();
        for failure in failures {
            for sent in [&[1][..], &[1, 2]] {
                for _ in 0..9 {
                    sending.reached();
                    assert_eq!(sending.failed(sent, failure.clone()), Err(failure.clone()));
                }
            }
        }
        assert_eq!(sending.aside, BTreeMap::new());
    }

    const BROKEN: Failure = Failure::Busy { retry_after: None };

    /// Meets faults until something is done about it; says how many there were.
    fn faults(sending: &mut Sending, sent: &[u64]) -> u32 {
        let mut faults = 1;
        while sending.failed(sent, BROKEN).is_err() {
            sending.reached();
            faults += 1;
        }
        faults
    }

    #[test]
    fn s1_10_what_meets_a_fault_three_times_is_halved_and_set_aside() {
        let mut sending = Sending::default();
        assert_eq!(faults(&mut sending, &[1, 2]), TRIES);
        assert_eq!(sending.next(short(1..=2)), [1]);
        assert_eq!(faults(&mut sending, &[1]), TRIES);
        assert_eq!(sending.refusal(1), Some(FAULT));
        assert_eq!(sending.next(short(1..=2)), [2]);
    }

    #[test]
    fn s1_10_a_server_that_answers_nothing_else_blames_no_operation() {
        let mut sending = Sending::default();
        for _ in 0..100 {
            assert_eq!(sending.failed(&[1], BROKEN), Err(BROKEN));
        }
        sending.reached();
        assert_eq!(
            sending.failed(&[1], BROKEN),
            Err(BROKEN),
            "the second one that counts"
        );
        sending.answered();
        sending.reached();
        assert_eq!(
            sending.failed(&[1], BROKEN),
            Err(BROKEN),
            "the first one anew"
        );
    }

    #[test]
    fn s1_10_what_is_set_aside_is_tried_again_alone_and_less_and_less_often() {
        let mut sending = Sending::default();
        for rest in [
            REST,
            2 * REST,
            4 * REST,
            8 * REST,
            16 * REST,
            REST_MAX,
            REST_MAX,
        ] {
            assert_eq!(sending.failed(&[1], refused("no-id")), Ok(()));
            (1..rest).for_each(|_| sending.reached());
            assert_eq!(sending.refusal(1), Some("no-id"));
            assert!(sending.next(short(1..=1)).is_empty());
            sending.reached();
            assert_eq!(sending.refusal(1), None);
            assert_eq!(sending.next(short(1..=3)), [2, 3], "the others first");
            assert_eq!(sending.next(short(1..=1)), [1]);
        }
    }

    #[test]
    fn s1_10_what_gets_no_answer_is_made_smaller_and_nothing_is_set_aside() {
        let mut sending = Sending::default();
        let mut sizes = Vec::new();
        for _ in 0..12 {
            let sent = sending.next(short(1..=8));
            sizes.push(sent.len());
            assert_eq!(
                sending.failed(&sent, Failure::NoAnswer),
                Err(Failure::NoAnswer)
            );
        }
        assert_eq!(sizes, [8, 8, 8, 4, 4, 4, 2, 2, 2, 1, 1, 1]);
        assert_eq!(sending.next(short(1..=8)), [1]);
    }

    proptest! {
        /// Whatever the office refuses or breaks at, all the rest gets there, and only those are set aside.
        #[test]
        fn s1_10_no_operation_stops_the_others(bad in prop::collection::btree_set(1u64..=150, 0..20), breaks: bool) {
            let mut sending = Sending::default();
            let mut waiting: BTreeSet<u64> = (1..=150).collect();
            for _ in 0..2_000 {
                let sent = sending.next(waiting.iter().map(|counter| (*counter, 100)));
                if sent.is_empty() {
                    break;
                }
                if sent.iter().any(|counter| bad.contains(counter)) {
                    let failure = if breaks { BROKEN } else { refused("wrong-shape") };
                    let eased = sending.failed(&sent, failure).is_ok();
                    prop_assert!(eased || breaks);
                    // The office is there, though no time goes by.
                    if let Some(suspect) = &mut sending.suspect {
                        suspect.reached = true;
                    }
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
