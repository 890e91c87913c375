//! Segments and the log, on made-up communes of any size.

#![allow(clippy::unwrap_used, clippy::panic)]
use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::*;

fn scope(number: u8) -> Scope {
    format!("h:{}", Uuid::from_u128(u128::from(number) + 1))
        .parse()
        .unwrap()
}

/// A household or visit of a few, or a kind from the future, with a field that this version does not know.
fn change(which: u8, version: Option<u16>) -> (RecordKey, Option<String>) {
    let id = Uuid::from_u128(u128::from(which));
    let nil = Uuid::nil();
    let (key, body) = match which % 3 {
        0 => (
            RecordKey::Household(HouseholdId(id)),
            json!({"new": version, "id": id, "hamlet": nil, "address": "x".repeat(usize::from(which) * 40), "head": {"id": nil, "name": "Lê Bưởi", "sex": "female", "birth": 1958}, "registered_by": nil}),
        ),
        1 => (
            RecordKey::Visit(VisitId(id)),
            json!({"id": id, "household": Uuid::from_u128(u128::from(which / 3)), "hamlet": nil, "author": nil, "device": nil, "form": "sha256:0", "answers": {"answers": {}}, "started": {"utc_ms": 0, "zone_min": 420, "mono_ms": 0}, "finished": {"utc_ms": version, "zone_min": 420, "mono_ms": 0}, "received": "2026-11-24T00:00:00Z", "review": {"state": "waiting"}, "new": [1, 2]}),
        ),
        _ => (
            RecordKey::Other(format!("flood:{which}")),
            json!({ "level_cm": version }),
        ),
    };
    (key, version.map(|_| body.to_string()))
}

fn page(scope: &Scope, anew: bool, changes: &[(RecordKey, Option<String>)]) -> String {
    let changes: Vec<_> = changes
        .iter()
        .map(|(key, body)| {
            let body: Option<Box<serde_json::value::RawValue>> = body
                .clone()
                .map(|body| serde_json::value::RawValue::from_string(body).unwrap());
            dong_hanh_sync::Change {
                seq: dong_hanh_sync::Seq(1),
                key: key.clone(),
                body,
            }
        })
        .collect();
    serde_json::to_string(&[FeedPage {
        scope: scope.clone(),
        changes,
        cursor: dong_hanh_sync::Seq(1),
        more: false,
        anew,
    }])
    .unwrap()
}

/// What lies in the database: opened anew it must be what the running app knows.
#[derive(Default)]
struct Disk {
    log: BTreeMap<u32, String>,
    segments: BTreeMap<u32, Vec<u8>>,
}

impl Disk {
    fn open(&self) -> Records {
        let mut records = Records::default();
        for (number, bytes) in &self.segments {
            records.open_segment(*number, bytes.clone()).unwrap();
        }
        for (number, text) in &self.log {
            records.open_log(*number, text).unwrap();
        }
        records
    }

    fn pull(&mut self, records: &mut Records, text: String) {
        let number = records.next_log();
        records.open_log(number, &text).unwrap();
        self.log.insert(number, text);
    }

    fn pack(&mut self, records: &mut Records, packing: Packing) {
        for number in &packing.log {
            self.log.remove(number).unwrap();
        }
        for number in &packing.delete {
            self.segments.remove(number).unwrap();
        }
        for (number, bytes) in &packing.put {
            assert!(self.segments.insert(*number, bytes.clone()).is_none());
        }
        records.packed(packing).unwrap();
    }
}

fn known(records: &Records) -> BTreeMap<RecordKey, String> {
    let households = records.households().map(|(id, _)| RecordKey::Household(id));
    let visits = records.visits().map(|(id, _)| RecordKey::Visit(id));
    households
        .chain(visits)
        .chain(records.whole.keys().cloned())
        .map(|key| (key.clone(), records.body(&key).unwrap()))
        .collect()
}

#[derive(Clone, Debug)]
enum Step {
    Pull(u8, Vec<(u8, Option<u16>)>),
    /// A scope is given from its beginning.
    Begin(u8, Vec<(u8, Option<u16>)>),
    Pack,
    PackAll,
    Lose(u8),
    /// Records of a scope leave it, as they were erased.
    Erase(u8, Vec<u8>),
}

fn step() -> impl Strategy<Value = Step> {
    let changes = || {
        (
            0u8..3,
            prop::collection::vec((0u8..90, prop::option::weighted(0.8, any::<u16>())), 1..30),
        )
    };
    prop_oneof![
        4 => changes().prop_map(|(scope, changes)| Step::Pull(scope, changes)),
        1 => changes().prop_map(|(scope, changes)| Step::Begin(scope, changes)),
        2 => Just(Step::Pack),
        1 => Just(Step::PackAll),
        1 => (0u8..3).prop_map(Step::Lose),
        1 => (0u8..3, prop::collection::vec(0u8..90, 1..30)).prop_map(|(scope, which)| Step::Erase(scope, which)),
    ]
}

proptest! {
    /// [S9.5]
    /// [S10.4] Unknown kinds and fields are among them.
    /// [S20.7] Of what was erased no copy stays on the disk.
    #[test]
    fn what_is_packed_and_opened_again_is_what_came(steps in prop::collection::vec(step(), 0..30)) {
        let (mut disk, mut records, mut model) = (Disk::default(), Records::default(), BTreeMap::new());
        for step in steps {
            let begins = matches!(step, Step::Begin(..));
            match step {
                Step::Pull(number, changes) | Step::Begin(number, changes) => {
                    if begins {
                        model.retain(|_, (owner, _)| *owner != number);
                    }
                    let changes: Vec<_> = changes.into_iter().map(|(which, version)| change(which, version)).collect();
                    for (key, body) in changes.clone() {
                        match body {
                            Some(body) => drop(model.insert(key, (number, body))),
                            None if model.get(&key).is_some_and(|(owner, _)| *owner == number) => drop(model.remove(&key)),
                            None => {}
                        }
                    }
                    disk.pull(&mut records, page(&scope(number), begins, &changes));
                }
                Step::Pack => {
                    let packing = records.pack();
                    disk.pack(&mut records, packing);
                }
                Step::PackAll => {
                    let packing = records.pack_scopes(&[0, 1, 2].map(scope));
                    disk.pack(&mut records, packing);
                }
                Step::Erase(number, which) => {
                    let changes: Vec<_> = which.into_iter().map(|which| change(which, None)).collect();
                    let text = page(&scope(number), false, &changes);
                    let feeds: Vec<FeedPage> = serde_json::from_str(&text).unwrap();
                    let packing = records.pack_without(&feeds);
                    disk.pack(&mut records, packing);
                    prop_assert!(disk.log.is_empty());
                    disk.pull(&mut records, text);
                    let segments = Disk { segments: disk.segments.clone(), ..Disk::default() }.open();
                    for (key, _) in changes {
                        if model.get(&key).is_some_and(|(owner, _)| *owner == number) {
                            prop_assert_eq!(segments.body(&key), None);
                            model.remove(&key);
                        }
                    }
                }
                Step::Lose(number) => {
                    let rest: Vec<Scope> = (0..3).filter(|other| *other != number).map(scope).collect();
                    let before = known(&records);
                    let packing = records.pack_scopes(&rest);
                    prop_assert_eq!(known(&records), before, "until it is stored, all of it is there");
                    records.keep_scopes(&rest);
                    disk.pack(&mut records, packing);
                    model.retain(|_, (owner, _)| *owner != number);
                }
            }
            let expected: BTreeMap<_, _> = model.iter().map(|(key, (_, body))| (key.clone(), body.clone())).collect();
            prop_assert_eq!(known(&records), expected.clone());
            prop_assert_eq!(known(&disk.open()), expected);
        }
    }
}

#[test]
fn a_long_register_takes_several_segments_and_keeps_every_byte() {
    let (mut disk, mut records) = (Disk::default(), Records::default());
    let changes: Vec<_> = (0..1200u32)
        .map(|number| {
            let id = Uuid::from_u128(u128::from(number));
            let body = json!({"id": id, "hamlet": Uuid::nil(), "address": "kiệt ".repeat(50), "head": {"id": Uuid::nil(), "name": "Lê Bưởi", "sex": "female"}, "registered_by": Uuid::nil(), "number": number});
            (RecordKey::Household(HouseholdId(id)), Some(body.to_string()))
        })
        .collect();
    disk.pull(&mut records, page(&scope(0), false, &changes));
    let packing = records.pack();
    disk.pack(&mut records, packing);
    assert_eq!(disk.segments.len(), 3);
    let opened = disk.open();
    for (key, body) in changes {
        assert_eq!(opened.body(&key), body);
    }
    assert_eq!(opened.households().count(), 1200);
}

#[test]
fn heads_of_another_version_are_made_anew() {
    let (mut disk, mut records) = (Disk::default(), Records::default());
    disk.pull(
        &mut records,
        page(
            &scope(0),
            false,
            &[change(0, Some(1)), change(1, Some(2)), change(2, Some(3))],
        ),
    );
    let packing = records.pack();
    disk.pack(&mut records, packing);
    let before: Vec<_> = disk
        .open()
        .households()
        .map(|(id, head)| (id, head.clone()))
        .collect();
    for bytes in disk.segments.values_mut() {
        bytes[1] = 200;
    }
    let after: Vec<_> = disk
        .open()
        .households()
        .map(|(id, head)| (id, head.clone()))
        .collect();
    assert_eq!(before, after);
    for bytes in disk.segments.values_mut() {
        bytes[0] = 200;
        assert_eq!(
            Records::default().open_segment(1, bytes.clone()),
            Err(Unreadable)
        );
    }
}

proptest! {
    #[test]
    fn damaged_bytes_are_refused_or_read_and_never_worse(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        let mut records = Records::default();
        let changes: Vec<_> = (0..6).map(|which| change(which, Some(7))).collect();
        records.open_log(1, &page(&scope(0), false, &changes)).unwrap();
        let (_, whole) = records.pack().put.remove(0);
        let mut damaged = whole.clone();
        damaged[at.index(whole.len())] = byte;
        for bytes in [damaged, whole[..cut.index(whole.len())].to_vec()] {
            let mut records = Records::default();
            if records.open_segment(1, bytes).is_ok() {
                known_or_not(&records);
            }
        }
    }
}

/// Reads every body.
fn known_or_not(records: &Records) {
    let households = records.households().map(|(id, _)| RecordKey::Household(id));
    let visits = records.visits().map(|(id, _)| RecordKey::Visit(id));
    households
        .chain(visits)
        .for_each(|key| drop(records.body(&key)));
}
