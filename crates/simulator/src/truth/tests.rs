//! Whose word it is that an officer files.
#![allow(clippy::unwrap_used)]

use dong_hanh_domain::{DeviceTime, Said as Word};
use dong_hanh_sync::Ruling;
use uuid::Uuid;

use super::*;

const AUTHOR: usize = 0;
const OFFICER: usize = 1;

fn id(n: u128) -> OperationId {
    OperationId(Uuid::from_u128(n))
}

fn operation(n: u128, phone: usize, counter: u64, action: Action) -> RawOperation {
    let made = DeviceTime {
        utc_ms: 0,
        zone_min: 420,
        mono_ms: 0,
        skew_ms: None,
    };
    RawOperation::seal(&Operation {
        id: id(n),
        device: town::device(phone),
        counter,
        made,
        settles: None,
        action,
    })
    .unwrap()
}

fn word(n: u128, user: usize) -> Word {
    Word {
        operation: id(n),
        by: town::user(user),
        at: Default::default(),
        on: None,
    }
}

/// [S7.11] An officer who files the second content under an id speaks for its author, and shows it nothing that is on his
/// own screen.
#[test]
fn s7_11_what_an_officer_files_is_its_authors_word() {
    let mut truth = Truth::default();
    truth.adds_phone(AUTHOR);
    truth.adds_phone(OFFICER);
    let held = operation(2, AUTHOR, 2, Action::Acknowledge {});
    let release = Action::Release {
        held: id(2),
        digest: held.digest().to_string(),
        ruling: Ruling::Apply,
    };
    let (read, on_the_desk) = ((id(7), FactKey::Phone), (id(8), FactKey::Phone));
    truth.shows(AUTHOR, 2, &[read.clone()].into());
    truth.says(AUTHOR, Some(2), &held);
    truth.shows(OFFICER, 1, &[on_the_desk.clone()].into());
    truth.says(OFFICER, Some(1), &operation(3, OFFICER, 1, release));

    // What the author had seen, and what he had said himself.
    assert!(truth.was_shown(id(3), &read));
    assert!(truth.knew_of(id(3), &word(7, 9)));
    assert!(truth.knew_of(id(3), &word(1, AUTHOR)));
    // What only the officer has seen or said.
    assert!(!truth.was_shown(id(3), &on_the_desk));
    assert!(!truth.knew_of(id(3), &word(8, 9)));
    assert!(!truth.knew_of(id(3), &word(4, OFFICER)));
}
