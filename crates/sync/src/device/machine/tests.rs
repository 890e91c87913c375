//! The rhythm of the exchange, event by event.

#![allow(clippy::panic)]
use super::*;
use proptest::prelude::*;

fn leading(waiting: usize) -> (Machine, Vec<Wish>) {
    let mut machine = Machine::new(waiting);
    let wishes = machine.step(Event::Leading(true), 0.0);
    (machine, wishes)
}

#[test]
fn s1_4_sends_before_it_fetches() {
    let (mut machine, wishes) = leading(150);
    assert_eq!(wishes, [Wish::Push]);
    assert_eq!(
        machine.step(Event::Pushed { waiting: 50 }, 0.0),
        [Wish::Push]
    );
    assert_eq!(machine.phase(), &Phase::Sending { done: 100, of: 150 });
    assert_eq!(
        machine.step(Event::Pushed { waiting: 0 }, 0.0),
        [Wish::Pull]
    );
    let photos = [Wish::Photos, Wish::WakeIn(POLL_MS)];
    assert_eq!(machine.step(Event::Pulled { more: false }, 1.0), photos);
    let rests = [Wish::WakeIn(POLL_MS)];
    assert_eq!(machine.step(Event::PhotosSent, 1.0), rests);
    assert_eq!(machine.phase(), &Phase::Resting);
}

/// New work, and news of the office, are not kept waiting by photos on a slow line.
#[test]
fn s1_11_a_text_does_not_wait_for_photos() {
    for (event, then) in [
        (Event::Queued { waiting: 1 }, Wish::Push),
        (Event::Woken, Wish::Pull),
    ] {
        let (mut machine, _) = leading(0);
        machine.step(Event::Pulled { more: false }, 1.0);
        assert_eq!(machine.phase(), &Phase::SendingPhotos);
        assert_eq!(machine.step(event, 0.0), [Wish::Abort]);
        let waiting = usize::from(then == Wish::Push);
        assert_eq!(machine.step(Event::Ended { waiting }, 0.0), [then]);
    }
}

#[test]
fn s1_5_waits_longer_after_every_failure_and_starts_anew_with_the_network() {
    let (mut machine, _) = leading(1);
    let mut waits = Vec::new();
    for _ in 0..12 {
        let wishes = machine.step(Event::Failed(Failure::NoAnswer), 1.0);
        let [Wish::WakeIn(wait)] = wishes[..] else {
            panic!("{wishes:?}")
        };
        waits.push(wait);
        assert_eq!(machine.step(Event::Woken, 0.0), [Wish::Push]);
    }
    assert_eq!(&waits[..3], [2_000, 4_000, 8_000]);
    assert_eq!(waits.last(), Some(&BACKOFF_MAX_MS));
    machine.step(Event::Failed(Failure::NoAnswer), 0.0);
    machine.step(Event::NetworkBack, 0.0);
    assert_eq!(
        machine.step(Event::Failed(Failure::NoAnswer), 1.0),
        [Wish::WakeIn(2_000)]
    );
}

#[test]
fn s1_6_an_ended_session_waits_for_a_sign_in_not_for_time() {
    let (mut machine, _) = leading(1);
    assert_eq!(machine.step(Event::Failed(Failure::SignedOut), 0.5), []);
    assert_eq!(machine.step(Event::SignedIn, 0.5), [Wish::Push]);
}

#[test]
fn s1_5_a_server_that_names_a_wait_is_not_asked_before() {
    let busy = Failure::Busy {
        retry_after: Some(60),
    };
    for (jitter, wait) in [(0.0, 60_000), (1.0, 90_000)] {
        let (mut machine, _) = leading(1);
        assert_eq!(
            machine.step(Event::Failed(busy.clone()), jitter),
            [Wish::WakeIn(wait)]
        );
        for event in [
            Event::Wanted,
            Event::NetworkBack,
            Event::Queued { waiting: 2 },
        ] {
            assert_eq!(machine.step(event, 0.0), []);
        }
        let mut pressed = machine.clone();
        assert_eq!(
            pressed.step(Event::Pressed { waiting: 2 }, 0.0),
            [Wish::Push],
            "a person wants it"
        );
        assert_eq!(machine.step(Event::Woken, 0.0), [Wish::Push]);
    }
}

#[test]
fn s1_10_after_a_refused_push_the_rest_is_sent_and_changes_are_fetched() {
    let (mut machine, _) = leading(2);
    assert_eq!(
        machine.step(Event::Refused { waiting: 2 }, 0.0),
        [Wish::Push],
        "half of it"
    );
    assert_eq!(
        machine.step(Event::Refused { waiting: 1 }, 0.0),
        [Wish::Push],
        "one is set aside"
    );
    assert_eq!(machine.phase(), &Phase::Sending { done: 0, of: 1 });
    assert_eq!(
        machine.step(Event::Pushed { waiting: 0 }, 0.0),
        [Wish::Pull]
    );
    machine.step(Event::Pulled { more: false }, 0.0);
    machine.step(Event::PhotosSent, 0.0);
    assert_eq!(machine.phase(), &Phase::Resting);
    assert_eq!(
        machine.step(Event::Pressed { waiting: 1 }, 0.0),
        [Wish::Push],
        "a person wants it again"
    );
}

#[test]
fn s1_10_a_refused_sender_fetches_and_tries_again_by_itself() {
    let refused = Failure::Refused {
        code: "foreign-device".to_owned(),
    };
    let (mut machine, _) = leading(1);
    assert_eq!(
        machine.step(Event::Failed(refused.clone()), 1.0),
        [Wish::Pull]
    );
    machine.step(Event::Pulled { more: false }, 1.0);
    assert_eq!(
        machine.step(Event::PhotosSent, 1.0),
        [Wish::WakeIn(POLL_MS)]
    );
    assert_eq!(machine.phase(), &Phase::Failing(refused.clone()));
    assert_eq!(machine.step(Event::Woken, 1.0), [Wish::Push]);
    machine.step(Event::Failed(refused.clone()), 1.0);
    assert_eq!(
        machine.step(Event::Failed(refused), 1.0),
        [Wish::WakeIn(POLL_MS)],
        "the pull was refused too"
    );
    assert_eq!(machine.step(Event::Woken, 1.0), [Wish::Push]);
    assert_eq!(
        machine.step(Event::Failed(Failure::Version), 1.0),
        [Wish::WakeIn(POLL_MS)]
    );
}

#[test]
fn s1_7_work_that_comes_during_a_round_is_not_forgotten() {
    let (mut machine, _) = leading(0);
    assert_eq!(machine.step(Event::Queued { waiting: 1 }, 0.0), []);
    assert_eq!(
        machine.step(Event::Pulled { more: false }, 0.0),
        [Wish::Push]
    );
}

#[test]
fn s1_8_a_cancelled_round_is_aborted_and_its_late_answer_ignored() {
    let (mut machine, _) = leading(1);
    assert_eq!(
        machine.step(Event::Cancelled, 0.0),
        [Wish::Abort, Wish::WakeIn(POLL_MS)]
    );
    assert_eq!(machine.step(Event::Failed(Failure::NoAnswer), 0.0), []);
    assert_eq!(machine.phase(), &Phase::Resting);
}

#[test]
fn s1_3_a_new_round_waits_until_the_cancelled_request_has_ended() {
    let (mut machine, _) = leading(1);
    machine.step(Event::Cancelled, 0.0);
    assert_eq!(machine.step(Event::Pressed { waiting: 1 }, 0.0), []);
    assert_eq!(
        machine.step(Event::Ended { waiting: 0 }, 0.0),
        [Wish::Pull],
        "its receipt had come after all"
    );
    assert_eq!(machine.step(Event::Leading(false), 0.0), [Wish::Abort]);
    assert_eq!(machine.step(Event::Leading(true), 0.0), []);
    assert_eq!(machine.step(Event::Ended { waiting: 0 }, 0.0), [Wish::Pull]);
    machine.step(Event::Cancelled, 0.0);
    machine.step(Event::Wanted, 0.0);
    assert_eq!(machine.step(Event::Cancelled, 0.0), []);
    assert_eq!(machine.step(Event::Ended { waiting: 0 }, 0.0), []);
}

#[test]
fn s1_10_changes_are_fetched_after_a_fault_and_the_next_try_waits_longer_each_time() {
    let fault = Failure::Busy { retry_after: None };
    let (mut machine, _) = leading(1);
    for wait in [2_000, 4_000, 8_000] {
        assert_eq!(
            machine.step(Event::Failed(fault.clone()), 1.0),
            [Wish::Pull]
        );
        machine.step(Event::Pulled { more: false }, 1.0);
        assert_eq!(machine.step(Event::PhotosSent, 1.0), [Wish::WakeIn(wait)]);
        assert_eq!(machine.phase(), &Phase::Failing(fault.clone()));
        assert_eq!(machine.step(Event::Woken, 1.0), [Wish::Push]);
    }
    machine.step(Event::Failed(fault.clone()), 1.0);
    assert_eq!(
        machine.step(Event::Failed(fault), 1.0),
        [Wish::WakeIn(16_000)],
        "the office is away"
    );
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Wanted),
        Just(Event::Cancelled),
        Just(Event::NetworkBack),
        Just(Event::Woken),
        Just(Event::SignedIn),
        (0usize..300).prop_map(|waiting| Event::Queued { waiting }),
        (0usize..300).prop_map(|waiting| Event::Pressed { waiting }),
        (0usize..300).prop_map(|waiting| Event::Pushed { waiting }),
        (0usize..300).prop_map(|waiting| Event::Refused { waiting }),
        any::<bool>().prop_map(|more| Event::Pulled { more }),
        Just(Event::PhotosSent),
        any::<bool>().prop_map(Event::Leading),
        Just(Event::Failed(Failure::NoAnswer)),
        Just(Event::Failed(Failure::SignedOut)),
        Just(Event::Failed(Failure::Busy { retry_after: None })),
        (0usize..300).prop_map(|waiting| Event::Ended { waiting }),
        Just(Event::Failed(Failure::Refused {
            code: String::new()
        })),
    ]
}

proptest! {
    #[test]
    fn s1_3_never_two_requests_at_once(events in prop::collection::vec(event(), 0..60)) {
        let mut machine = Machine::new(0);
        let (mut under_way, mut aborted) = (None, false);
        for event in events {
            // Only a request that is under way can be answered, and only an aborted one ends without that.
            let fits = match event {
                Event::Pushed { .. } | Event::Refused { .. } => under_way == Some(Wish::Push) && !aborted,
                Event::Pulled { .. } => under_way == Some(Wish::Pull) && !aborted,
                Event::PhotosSent => under_way == Some(Wish::Photos) && !aborted,
                Event::Failed(_) => under_way.is_some() && !aborted,
                Event::Ended { .. } => aborted,
                _ => true,
            };
            let ends = matches!(event, Event::Pushed { .. } | Event::Refused { .. } | Event::Pulled { .. } | Event::PhotosSent | Event::Failed(_) | Event::Ended { .. });
            if !fits {
                continue;
            }
            if ends {
                (under_way, aborted) = (None, false);
            }
            for effect in machine.step(event, 0.3) {
                match effect {
                    Wish::Push | Wish::Pull | Wish::Photos => {
                        prop_assert!(under_way.is_none());
                        under_way = Some(effect);
                    }
                    Wish::Abort => {
                        prop_assert!(under_way.is_some() && !aborted);
                        aborted = true;
                    }
                    Wish::WakeIn(_) => {}
                }
            }
        }
    }
}
