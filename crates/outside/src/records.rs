//! What devices say, what they are answered, and what they know.

use std::fmt::Debug;

use dong_hanh_sync::outbox::Sent;
use dong_hanh_sync::{Action, RawOperation, Receipt, Record, RecordKey};
use serde_json::Value;

use crate::trip::{keeps_extra, round_trip, settled};

/// An operation: its text is never touched, and what is understood of it is written so that it is understood again.
pub(crate) fn operation(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(raw) = RawOperation::from_text(text.to_owned()) else {
        return;
    };
    assert_eq!(raw.text(), text.trim_matches([' ', '\n', '\t', '\r']));
    let written = serde_json::to_string(&raw).unwrap();
    assert_eq!(written, raw.text());
    let again: RawOperation = serde_json::from_str(&written).unwrap();
    assert_eq!((again.text(), again.digest()), (raw.text(), raw.digest()));
    let head = raw.head();
    assert_eq!(raw.id(), head.map(|head| head.id));
    let Ok(opened) = raw.open() else {
        return;
    };
    let head = head.expect("what is understood has an id");
    assert_eq!((head.id, head.settles), (opened.id, opened.settles));
    let sealed = RawOperation::seal(&opened).unwrap();
    same(&sealed.open().unwrap(), &opened);
    if let Action::FinishVisit(visited) = &opened.action {
        let visit = |text: &str| {
            let whole: Value = serde_json::from_str(text).unwrap();
            whole["action"]["finish_visit"].to_string()
        };
        let known = [
            "visit",
            "household",
            "form",
            "answers",
            "started",
            "amends",
            "seen",
            "grounds",
        ];
        let written = visit(sealed.text());
        keeps_extra(&visit(raw.text()), &written, &known, &visited.extra);
    }
}

fn same<T: PartialEq + Debug>(a: &T, b: &T) {
    assert_eq!(a, b);
}

/// A receipt, such as newer servers give too.
pub(crate) fn receipt(bytes: &[u8]) {
    round_trip::<Receipt>(bytes);
}

/// An operation with its receipt, as a device stores it.
pub(crate) fn sent(bytes: &[u8]) {
    let Some(sent) = round_trip::<Sent>(bytes) else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    assert!(text.contains(sent.operation.text()));
}

/// A record behind its key: `household:… {…}`.
pub(crate) fn record(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Some((key, body)) = text.split_once(' ') else {
        return;
    };
    let Ok(key) = key.parse::<RecordKey>();
    let Ok(Some(record)) = Record::from_body(&key, body) else {
        return;
    };
    let written = record.to_body().unwrap();
    let again = Record::from_body(&key, written.get())
        .unwrap()
        .expect("the same kind");
    assert_eq!(again.to_body().unwrap().get(), written.get());
    assert_eq!(again.key(), record.key());
    // A record finds its own kind by its key.
    let named: RecordKey = record
        .key()
        .to_string()
        .parse()
        .unwrap_or_else(|never| match never {});
    assert_eq!(named, record.key());
    match &record {
        Record::Household(household) => {
            settled(household);
            keeps_extra(body, written.get(), &HOUSEHOLD, &household.extra);
        }
        Record::Visit(visit) => {
            settled(visit);
            keeps_extra(body, written.get(), &VISIT, &visit.extra);
        }
        Record::Form(form) => {
            assert!(body.contains(form.definition.get()));
            drop(form.form());
        }
        Record::Held(held) => assert!(body.contains(held.content.get())),
        _ => {}
    }
}

const HOUSEHOLD: [&str; 24] = [
    "id",
    "hamlet",
    "code",
    "address",
    "phone",
    "head",
    "others",
    "dwelling",
    "place",
    "left",
    "class",
    "classes_before",
    "income_score",
    "counts",
    "ended",
    "same_as",
    "not_same",
    "help",
    "requests",
    "moved",
    "versions",
    "history",
    "registered_by",
    "list",
];

const VISIT: [&str; 15] = [
    "id",
    "household",
    "hamlet",
    "author",
    "device",
    "form",
    "answers",
    "started",
    "finished",
    "skew_ms",
    "received",
    "amends",
    "grounds",
    "review",
    "said",
];
