//! What must hold of what lies on this device, whatever has become of its bytes. The tests here call it with damaged
//! bytes, and `fuzz/` with whatever it finds.

// What does not hold is said by a panic, as fuzzers and tests both understand it.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;

use dong_hanh_domain::Scope;
use dong_hanh_sync::{PullAnswer, RecordKey};

use dong_hanh_outside::Target;

use crate::{Draft, Records};

/// All of them.
pub const TARGETS: [Target; 3] = [
    Target {
        name: "segment",
        check: segment,
        seeds: segments,
    },
    Target {
        name: "log",
        check: log,
        seeds: logs,
    },
    Target {
        name: "draft",
        check: draft,
        seeds: drafts,
    },
];

/// A segment: refused, or records that are packed and opened again as they are.
fn segment(bytes: &[u8]) {
    let mut records = Records::default();
    match records.open_segment(1, bytes.to_vec()) {
        Ok(()) => packs(&records),
        Err(_) => assert_eq!(records.len(), 0, "what is refused changes nothing"),
    }
}

/// What pulls brought, one after the other: refused, or records that are packed and opened again as they came.
fn log(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut records = Records::default();
    for (number, line) in (1..).zip(text.lines()) {
        let before = records.len();
        if records.open_log(number, line).is_err() {
            assert_eq!(records.len(), before, "what is refused changes nothing");
        }
    }
    assert!(known(&records).values().all(|(_, body)| body.is_some()));
    packs(&records);
}

/// A draft: read, written and read it is the same, with what this version does not know of it.
fn draft(bytes: &[u8]) {
    let Ok(draft) = serde_json::from_slice::<Draft>(bytes) else {
        return;
    };
    let written = serde_json::to_string(&draft).expect("what was read can be written");
    let again: Draft = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(again, draft);
}

/// Packed anew and opened, all that can be read is there as it was.
fn packs(records: &Records) {
    let before = known(records);
    let packing = records.pack_scopes(&records.scopes);
    let mut anew = Records::default();
    for (number, bytes) in packing.put {
        anew.open_segment(number, bytes)
            .expect("what was packed can be opened");
    }
    let readable = before.into_iter().filter(|(_, (_, body))| body.is_some());
    assert_eq!(known(&anew), readable.collect());
}

/// Every record: its scope, and its text where that can be read. None lies in two places.
fn known(records: &Records) -> BTreeMap<RecordKey, (Option<Scope>, Option<String>)> {
    let mut known = BTreeMap::new();
    let households = records.households.iter();
    let households = households.map(|(id, of)| (RecordKey::Household(*id), of.scope, &of.body));
    let visits = records.visits.iter();
    let visits = visits.map(|(id, of)| (RecordKey::Visit(*id), of.scope, &of.body));
    let whole = records.whole.iter();
    let whole = whole.map(|(key, of)| (key.clone(), of.scope, &of.body));
    for (key, scope, body) in households.chain(visits).chain(whole) {
        let scope = records.scopes.get(usize::from(scope)).cloned();
        let earlier = known.insert(key, (scope, records.text(body)));
        assert_eq!(earlier, None, "a record in two places");
    }
    known
}

fn logs() -> Vec<Vec<u8>> {
    let answers = (dong_hanh_outside::named("pull_answer").seeds)();
    let pulls = answers.iter().flat_map(|answer| {
        let mut answer: PullAnswer = serde_json::from_slice(answer).expect("it is one");
        let came = text(&answer);
        for change in answer.feeds.iter_mut().flat_map(|feed| &mut feed.changes) {
            change.body = serde_json::value::RawValue::from_string("{}".to_owned()).ok();
        }
        // A newer version writes what this one cannot read, and comes to its senses.
        let strange = text(&answer);
        let both = [came.clone(), strange, came.clone()].join("\n");
        [came, both]
    });
    pulls.map(String::into_bytes).collect()
}

fn text(answer: &PullAnswer) -> String {
    serde_json::to_string(&answer.feeds).expect("it was read")
}

fn segments() -> Vec<Vec<u8>> {
    let mut records = Records::default();
    for (number, log) in (1..).zip(logs().into_iter().take(1)) {
        let text = String::from_utf8(log).expect("JSON is UTF-8");
        records.open_log(number, &text).expect("it is a log");
    }
    let packed = records.pack().put.into_iter().map(|(_, bytes)| bytes);
    // And with heads of another version, which are made anew from the bodies.
    let with_other_heads = |mut bytes: Vec<u8>| {
        bytes[1] = 200;
        bytes
    };
    packed
        .flat_map(|bytes| [bytes.clone(), with_other_heads(bytes)])
        .collect()
}

fn drafts() -> Vec<Vec<u8>> {
    let draft = r#"{"visit":"01936f00-0000-7000-8000-000000000001","household":"01936f00-0000-7000-8000-000000000002",
        "form":"sha256:0","answers":{"answers":{"meeting/met":{"yes_no":true},"new/scan":{"barcode":"893"}}},
        "started":{"utc_ms":1,"zone_min":420,"mono_ms":0},"saved":{"utc_ms":2,"zone_min":420,"mono_ms":0,"skew_ms":-3},
        "screen":"house","amends":"01936f00-0000-7000-8000-000000000003","of_tomorrow":[1,{"a":null}]}"#;
    vec![draft.into()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use dong_hanh_outside::damaged;
    use proptest::prelude::*;

    #[test]
    fn what_really_lies_there_is_fine() {
        for target in TARGETS {
            (target.seeds)()
                .iter()
                .for_each(|seed| (target.check)(seed));
        }
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_read_or_refused_and_never_worse(noise in prop::collection::vec(any::<u8>(), 1..24)) {
            thread_local! {
                static SEEDS: [Vec<Vec<u8>>; 3] = TARGETS.map(|target| (target.seeds)());
            }
            SEEDS.with(|seeds| {
                for (target, seeds) in TARGETS.into_iter().zip(seeds) {
                    (target.check)(&damaged(seeds, &noise));
                }
            });
        }
    }
}
