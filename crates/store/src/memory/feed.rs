//! Feeds in memory: each record once, under the number of its last change.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::Scope;
use dong_hanh_sync::feed::{FeedPage, PageLimit};
use dong_hanh_sync::{Change, RecordKey, Seq};
use serde_json::value::RawValue;

/// The changes of one scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Feed {
    pub(super) last: Seq,
    /// The highest number of a leaving that was swept away. Who has not read so far reads from the beginning.
    floor: Seq,
    records: BTreeMap<RecordKey, (Seq, State)>,
    /// The same by their numbers, so that who reads on passes over nothing that he knows.
    order: BTreeMap<Seq, RecordKey>,
}

#[derive(Clone, Debug)]
enum State {
    Here(Box<RawValue>),
    Left(DateTime<Utc>),
}

impl Feed {
    /// A record as it is now.
    pub(super) fn body(&self, key: &RecordKey) -> Option<&RawValue> {
        match &self.records.get(key)?.1 {
            State::Here(body) => Some(body),
            State::Left(_) => None,
        }
    }

    /// All records that are in it, by their names.
    pub(super) fn bodies(&self) -> impl Iterator<Item = &RawValue> {
        self.records.values().filter_map(|(_, state)| match state {
            State::Here(body) => Some(&**body),
            State::Left(_) => None,
        })
    }

    /// Gives a record its new number.
    pub(super) fn write(&mut self, key: RecordKey, body: Box<RawValue>) {
        self.set(key, State::Here(body));
    }

    /// The same, except where nothing changed.
    pub(super) fn put(&mut self, key: RecordKey, body: Box<RawValue>) {
        if self
            .body(&key)
            .is_none_or(|known| known.get() != body.get())
        {
            self.write(key, body);
        }
    }

    /// A record belongs here no more.
    pub(super) fn leave(&mut self, key: RecordKey, now: DateTime<Utc>) {
        if self.body(&key).is_some() {
            self.set(key, State::Left(now));
        }
    }

    fn set(&mut self, key: RecordKey, state: State) {
        self.last = self.last.next();
        self.order.insert(self.last, key.clone());
        if let Some((before, _)) = self.records.insert(key, (self.last, state)) {
            self.order.remove(&before);
        }
    }

    /// Forgets what left before a moment.
    pub(super) fn sweep(&mut self, before: DateTime<Utc>) -> u64 {
        let known = self.records.len();
        let (floor, order) = (&mut self.floor, &mut self.order);
        self.records.retain(|_, (seq, state)| {
            let old = matches!(state, State::Left(at) if *at < before);
            if old {
                *floor = (*floor).max(*seq);
                order.remove(seq);
            }
            !old
        });
        (known - self.records.len()) as u64
    }

    /// Whether what lies behind a cursor can still be told.
    pub(super) fn reaches(&self, cursor: Seq) -> bool {
        cursor >= self.floor || cursor == Seq(0)
    }

    pub(super) fn page(&self, scope: &Scope, after: Seq, limit: PageLimit) -> FeedPage {
        let waiting = self.order.range(after.next()..);
        let waiting = waiting.filter_map(|(seq, key)| Some((seq, key, &self.records.get(key)?.1)));
        let mut changes = Vec::new();
        let mut left = limit;
        let mut more = false;
        for (seq, key, state) in waiting {
            if left.is_reached() {
                more = true;
                break;
            }
            let change = Change {
                seq: *seq,
                key: key.clone(),
                body: match state {
                    State::Here(body) => Some(body.clone()),
                    State::Left(_) => None,
                },
            };
            left = left.behind(std::slice::from_ref(&change));
            changes.push(change);
        }
        let read = changes.last().map_or(after, |change| change.seq);
        FeedPage {
            scope: scope.clone(),
            changes,
            cursor: if more { read } else { self.last },
            more,
            anew: false,
        }
    }
}
