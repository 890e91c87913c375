//! A chain shows what was done to it: whatever one changes, takes out, swaps or puts in is found and named.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use dong_hanh_audit::{
    Actor, AuditAct, Broken, Chain, Door, Entry, EntryHash, GivenOut, Head, Note, What, Why,
    subjects_of,
};
use dong_hanh_domain::{DeviceId, HouseholdId, Scope, UserId};
use proptest::prelude::*;
use uuid::Uuid;

fn note(at: u64, act: AuditAct, why: Option<Why>) -> Note {
    Note {
        at: DateTime::from_timestamp_millis(1_795_476_600_000 + at.cast_signed()).unwrap(),
        actor: Actor::User(UserId(Uuid::from_u128(21))),
        device: Some(DeviceId(Uuid::from_u128(31))),
        act,
        why,
    }
}

fn chain(length: u64) -> Vec<Entry> {
    let mut head = Head::NONE;
    (1..=length)
        .map(|at| {
            let act = match at % 3 {
                0 => AuditAct::SignedIn { by: Door::Password },
                1 => AuditAct::Pulled { feeds: Vec::new() },
                _ => read(at),
            };
            let entry = note(at, act, None).entered(head).unwrap();
            head = entry.head();
            entry
        })
        .collect()
}

fn read(at: u64) -> AuditAct {
    let household = HouseholdId(Uuid::from_u128(at.into()));
    let what = What::Household { household };
    AuditAct::Read { what, records: 1 }
}

/// What docs/security.md shows; another program has reckoned it.
#[test]
fn an_entry_is_hashed_as_the_document_says() {
    let household = HouseholdId(Uuid::from_u128(0x0190_f000_0000_7000_8000_0000_0000_0007));
    let first = note(
        0,
        AuditAct::Looked {
            household,
            at_ms: 5,
        },
        Some(Why::Complaint),
    );
    let first = first.entered(Head::NONE).unwrap();
    assert_eq!(
        String::from_utf8(first.canonical()).unwrap(),
        "1:1,1:1,13:1795476600000,36:00000000-0000-0000-0000-000000000015,36:00000000-0000-0000-0000-00000000001f,\
         77:{\"did\":\"looked\",\"household\":\"0190f000-0000-7000-8000-000000000007\",\"at_ms\":5},9:complaint,"
    );
    assert_eq!(
        first.head().to_string(),
        "1:cc01f5f265e9a6b5ff11722c9124b5e9254be69be72599c9675fae3e54390319"
    );
    let second = note(60_000, AuditAct::SignedOut {}, None);
    let second = second.entered(first.head()).unwrap();
    assert_eq!(
        second.head().to_string(),
        "2:a7cdacffcb86da5b3f9622358aff9e4bc9d1e4111817dee0ef2fc96813e0da7c"
    );
    let document = include_str!("../../../docs/security.md");
    for entry in [first, second] {
        assert!(document.contains(&entry.hash.to_string()));
        assert!(document.contains(std::str::from_utf8(&entry.canonical()).unwrap()));
    }
}

#[test]
fn a_head_is_read_as_it_is_written() {
    let head = chain(3)[2].head();
    assert_eq!(head.to_string().parse(), Ok(head));
    for wrong in [
        "",
        "3",
        "3:",
        "3:ab",
        "x:00",
        &format!("3:{}", "é".repeat(32)),
    ] {
        assert!(wrong.parse::<Head>().is_err(), "{wrong}");
    }
}

#[test]
fn an_act_is_found_by_every_id_that_it_names() {
    let scope = Scope::Hamlet(dong_hanh_domain::HamletId(Uuid::from_u128(1)));
    let feeds = vec![
        GivenOut { scope, records: 2 },
        GivenOut {
            scope: Scope::Unit("19900@2025-07-01".parse().unwrap()),
            records: 2,
        },
    ];
    let text = serde_json::to_string(&AuditAct::Pulled { feeds }).unwrap();
    assert_eq!(subjects_of(&text), [Uuid::from_u128(1)].into());
    // Also in what this version does not know.
    let later = format!(
        "{{\"did\":\"tomorrow\",\"of\":[\"{}\"]}}",
        Uuid::from_u128(9)
    );
    assert_eq!(subjects_of(&later), [Uuid::from_u128(9)].into());
    assert_eq!(
        subjects_of("đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ-đ"),
        [].into()
    );
}

#[test]
fn the_end_is_found_missing_by_whoever_kept_it_elsewhere() {
    let whole = chain(9);
    let head = whole[8].head();
    assert_eq!(Chain::verify(&whole, Some(head)), Ok(head));
    let (first, last) = (7, 9);
    assert_eq!(
        first_fault(&whole[..6], Some(head)),
        Err(Broken::Missing { first, last })
    );
    assert_eq!(
        Chain::verify(&whole[..6], None).unwrap().number,
        6,
        "by itself it looks whole"
    );
    let mut cut = Chain::begin();
    for entry in &whole[..6] {
        assert_eq!(cut.check(entry), []);
    }
    let missing = [Broken::Missing { first, last }];
    assert_eq!(cut.end(9), missing, "the database remembers");
}

#[test]
fn a_chain_that_was_written_anew_is_found_by_whoever_kept_its_end() {
    let head = chain(9)[8].head();
    let mut entries = chain(9);
    entries[2].actor = Uuid::from_u128(22).to_string();
    rehash(&mut entries, 2);
    assert_eq!(Chain::verify(&entries, None).unwrap().number, 9);
    assert_eq!(
        first_fault(&entries, Some(head)),
        Err(Broken::Rewritten { number: 9 })
    );
}

/// The first thing that is wrong.
fn first_fault(entries: &[Entry], expected: Option<Head>) -> Result<Head, Broken> {
    Chain::verify(entries, expected).map_err(|faults| faults.first)
}

/// All that is wrong.
fn all(entries: &[Entry]) -> Vec<Broken> {
    let faults = Chain::verify(entries, None).unwrap_err();
    assert_eq!(faults.more, 0);
    faults.named().collect()
}

#[test]
fn what_comes_behind_the_first_fault_is_named_too() {
    let mut entries = chain(20);
    entries[2].actor.push('1');
    entries[7].why = "other".to_owned();
    entries[7].hash = entries[7].reckoned();
    entries[11].before = EntryHash([7; 32]);
    entries[11].hash = entries[11].reckoned();
    entries.drain(14..16);
    assert_eq!(
        all(&entries),
        [
            Broken::Changed { number: 3 },
            Broken::Replaced { number: 8 },
            Broken::Replaced { number: 12 },
            Broken::Missing {
                first: 15,
                last: 16
            },
        ]
    );
}

#[test]
fn a_hundred_things_are_named_and_the_rest_is_counted() {
    let mut entries = chain(150);
    for entry in &mut entries {
        entry.actor.push('1');
    }
    let faults = Chain::verify(&entries, None).unwrap_err();
    assert_eq!((faults.named().count(), faults.more), (100, 50));
    assert_eq!(faults.first, Broken::Changed { number: 1 });
}

/// Whether it or the one before is wrong only a later one could tell.
#[test]
fn of_the_last_two_nothing_says_which_was_replaced() {
    let parted = Broken::Parted { number: 11 };
    for at in [10, 11] {
        let mut entries = chain(12);
        entries[at].why = "other".to_owned();
        if at == 11 {
            entries[at].before = EntryHash([7; 32]);
        }
        entries[at].hash = entries[at].reckoned();
        assert_eq!(all(&entries), [parted]);
    }
}

/// Hashes all anew from a place on, as whoever has the database can.
fn rehash(entries: &mut [Entry], from: usize) {
    for at in from..entries.len() {
        if let Some(before) = at.checked_sub(1) {
            entries[at].before = entries[before].hash;
        }
        entries[at].hash = entries[at].reckoned();
    }
}

#[derive(Clone, Copy, Debug)]
enum Field {
    At,
    Actor,
    Device,
    Act,
    Why,
    Before,
    Hash,
}

fn change(entry: &mut Entry, field: Field) {
    match field {
        Field::At => entry.at_ms += 1,
        Field::Actor => entry.actor.push('1'),
        Field::Device => entry.device.clear(),
        Field::Act => entry.act = entry.act.replacen("did", "dID", 1),
        Field::Why => entry.why = "other".to_owned(),
        Field::Before => entry.before = EntryHash([7; 32]),
        Field::Hash => entry.hash = EntryHash([7; 32]),
    }
}

fn field() -> impl Strategy<Value = Field> {
    use Field::{Act, Actor, At, Before, Device, Hash, Why};
    prop::sample::select(vec![At, Actor, Device, Act, Why, Before, Hash])
}

proptest! {
    #[test]
    fn a_changed_entry_is_named(at in 0_usize..12, field in field()) {
        let mut entries = chain(12);
        change(&mut entries[at], field);
        let number = at as u64 + 1;
        prop_assert_eq!(first_fault(&entries, None), Err(Broken::Changed { number }));
    }

    #[test]
    fn an_entry_that_was_changed_and_hashed_anew_is_named(at in 0_usize..10, field in field()) {
        let mut entries = chain(12);
        change(&mut entries[at], field);
        entries[at].hash = entries[at].reckoned();
        let found = first_fault(&entries, None);
        let number = at as u64 + 1;
        match field {
            Field::Hash => prop_assert!(found.is_ok()),
            Field::Before if at > 0 => prop_assert_eq!(found, Err(Broken::Replaced { number })),
            Field::Before => prop_assert_eq!(found, Err(Broken::Changed { number })),
            _ => prop_assert_eq!(found, Err(Broken::Replaced { number })),
        }
    }

    #[test]
    fn missing_entries_are_named(first in 0_usize..11, more in 0_usize..4) {
        let mut entries = chain(12);
        let last = (first + more).min(10);
        entries.drain(first..=last);
        let (first, last) = (first as u64 + 1, last as u64 + 1);
        prop_assert_eq!(first_fault(&entries, None), Err(Broken::Missing { first, last }));
    }

    #[test]
    fn swapped_entries_are_named(one in 0_usize..12, other in 0_usize..12) {
        prop_assume!(one != other);
        let mut entries = chain(12);
        let (first, second) = (one.min(other), one.max(other));
        entries.swap(first, second);
        let found = first_fault(&entries, None).unwrap_err();
        prop_assert_eq!(found.number(), first as u64 + 1);
        // Under each other's numbers.
        entries[first].number = first as u64 + 1;
        entries[second].number = second as u64 + 1;
        let number = first as u64 + 1;
        prop_assert_eq!(first_fault(&entries, None), Err(Broken::Changed { number }));
    }

    #[test]
    fn an_entry_that_was_put_in_is_named(at in 0_usize..12, hashed in any::<bool>()) {
        let mut entries = chain(12);
        let before = at.checked_sub(1).map_or(Head::NONE, |at| entries[at].head());
        let mut entry = note(99, AuditAct::SignedOut {}, None).entered(before).unwrap();
        if !hashed {
            entry.hash = EntryHash([1; 32]);
        }
        entries.insert(at, entry);
        let number = at as u64 + 1;
        let found = first_fault(&entries, None).unwrap_err();
        if hashed {
            // The one whose place it has taken is there a second time.
            prop_assert_eq!(found, Broken::OutOfPlace { number });
            entries[at + 1..].iter_mut().for_each(|entry| entry.number += 1);
            let pushed_back = number + 1;
            prop_assert_eq!(first_fault(&entries, None), Err(Broken::Changed { number: pushed_back }));
        } else {
            prop_assert_eq!(found, Broken::Changed { number });
        }
    }
}

/// Whoever writes the first entries anew, each behind the one before, leaves one place at which two do not belong together.
#[test]
fn nobody_vouches_for_entries_before_a_place_where_two_do_not_belong_together() {
    let mut entries = chain(12);
    let last = entries[7].hash;
    entries[1].actor = Uuid::from_u128(22).to_string();
    rehash(&mut entries, 1);
    // The rest is as it was, behind the entries that were.
    let (rest, whole) = (8, chain(12));
    entries.truncate(rest);
    entries.extend(whole.into_iter().skip(rest));
    assert_eq!(entries[rest].before, last);
    let found = first_fault(&entries, None);
    assert!(
        matches!(found, Err(Broken::Replaced { number: 8 })),
        "{found:?}"
    );
    assert_eq!(Broken::Replaced { number: 8 }.vouched(), 0);
    assert_eq!(Broken::Changed { number: 8 }.vouched(), 7);
}
