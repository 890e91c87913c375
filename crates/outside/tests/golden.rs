//! Messages of every released protocol, as `tests/fixtures/protocol-N` keeps them: this version reads them all, and
//! knows what they say.
//!
//! `cargo xtask fixtures` adds what the newest protocol says now, and never touches what is there.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use dong_hanh_outside::named;
use dong_hanh_sync::outbox::Sent;
use dong_hanh_sync::protocol::PROTOCOL;
use dong_hanh_sync::{
    HeldReason, Outcome, PullAnswer, PullRequest, PushAnswer, PushRequest, RawOperation, Receipt,
    Record, RecordKey,
};
use serde::de::DeserializeOwned;

/// Looks whether this version knows what is said.
type Knows = fn(&[u8]);

/// What travels, and what a phone keeps of it.
const KINDS: [(&str, Knows); 8] = [
    ("push_request", |bytes| {
        let request: PushRequest = read(bytes);
        request.operations.iter().for_each(is_known);
    }),
    ("push_answer", |bytes| {
        let answer: PushAnswer = read(bytes);
        answer.receipts.iter().for_each(is_understood);
    }),
    ("pull_request", |bytes| drop(read::<PullRequest>(bytes))),
    ("pull_answer", |bytes| {
        let answer: PullAnswer = read(bytes);
        for change in answer.feeds.iter().flat_map(|feed| &feed.changes) {
            if let Some(body) = &change.body {
                is_record(&change.key, body.get());
            }
        }
    }),
    ("operation", |bytes| {
        is_known(&RawOperation::from_text(text(bytes)).unwrap());
    }),
    ("receipt", |bytes| is_understood(&read(bytes))),
    ("sent", |bytes| {
        let sent: Sent = read(bytes);
        is_known(&sent.operation);
        is_understood(&sent.receipt);
    }),
    ("record", |bytes| {
        let text = text(bytes);
        let (key, body) = text.split_once(' ').unwrap();
        let Ok(key) = key.parse::<RecordKey>();
        is_record(&key, body);
    }),
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> T {
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}: {}", text(bytes)))
}

fn is_known(raw: &RawOperation) {
    raw.open()
        .unwrap_or_else(|error| panic!("{error}: {}", raw.text()));
}

/// A reason of a newer server is none that was released.
fn is_understood(receipt: &Receipt) {
    let unknown = Outcome::Held {
        reason: HeldReason::Unknown,
    };
    assert_ne!(receipt.outcome, unknown);
}

fn is_record(key: &RecordKey, body: &str) {
    let record = Record::from_body(key, body).unwrap();
    assert!(record.is_some(), "{key} {body}");
}

fn folder(protocol: u16) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    fixtures.join(format!("protocol-{protocol}"))
}

/// Writes what is not there yet.
fn write() {
    for (kind, _) in KINDS {
        let folder = folder(PROTOCOL).join(kind);
        fs::create_dir_all(&folder).unwrap();
        // What only a newer peer would say is no message of this protocol, nor is what a device remembers; and a second
        // page says the same as the first.
        let is_of_it = |bytes: &&Vec<u8>| {
            let text = String::from_utf8_lossy(bytes);
            let is_memory = kind == "pull_request" && !text.contains("\"protocol\"");
            !is_memory
                && !text.contains("moon_is_full")
                && !text.contains("flood:")
                && bytes.len() < 64 * 1024
        };
        let seeds = (named(kind).seeds)();
        for (number, bytes) in seeds.iter().filter(is_of_it).enumerate() {
            let file = folder.join(format!("{number:02}.json"));
            if !file.exists() {
                fs::write(file, bytes).unwrap();
            }
        }
    }
}

/// [S10.1]
#[test]
fn s10_1_messages_of_every_released_protocol_are_understood() {
    if std::env::var_os("DONG_HANH_FIXTURES").is_some() {
        write();
    }
    for protocol in 1..=PROTOCOL {
        for (kind, knows) in KINDS {
            let mut count = 0;
            for file in fs::read_dir(folder(protocol).join(kind)).unwrap() {
                let bytes = fs::read(file.unwrap().path()).unwrap();
                knows(&bytes);
                (named(kind).check)(&bytes);
                count += 1;
            }
            assert!(count > 0, "protocol {protocol} has no {kind}");
        }
    }
}
