//! What a phone has read of the feeds, and what must hold of it when nobody sends.

use std::collections::BTreeMap;

use dong_hanh_domain::Scope;
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::feed::{Change, FeedPage};
use dong_hanh_sync::{RecordKey, Seq};

use crate::wire::{NoAnswer, Wire};

/// The records of a phone, each with its number, as a phone keeps them.
#[derive(Default)]
pub(crate) struct Reader {
    exchange: Exchange,
    pub(crate) records: BTreeMap<(Scope, RecordKey), (Seq, String)>,
}

impl Reader {
    /// Reads what is new, to its end.
    pub(crate) fn pull(&mut self, wire: &Wire, address: &str) -> Result<(), NoAnswer> {
        loop {
            let Some(mut answer) = wire.pull(address, &self.exchange.request())? else {
                // A server that was killed has lost nothing that it had told, but a phone does not know that.
                match self.exchange.cut_short() {
                    Some(doubting) => self.exchange = doubting,
                    None => break,
                }
                continue;
            };
            // What a reading that was cut by a kill began is read from its beginning (S9.2).
            self.exchange.begin_anew(&mut answer);
            let before = self.exchange.clone();
            self.exchange = before.clone().read(&answer);
            for feed in &answer.feeds {
                self.take(feed, before.cursors.0.get(&feed.scope).copied());
            }
            if !answer.has_more() {
                break;
            }
        }
        Ok(())
    }

    /// [S3.2] Numbers grow, behind the cursor that was asked from, and no record comes twice.
    fn take(&mut self, feed: &FeedPage, cursor: Option<Seq>) {
        if feed.anew {
            self.records.retain(|(scope, _), _| *scope != feed.scope);
        }
        let mut last = cursor.filter(|_| !feed.anew).unwrap_or_default();
        let mut seen = BTreeMap::new();
        for Change { seq, key, body } in &feed.changes {
            assert!(*seq > last, "{}: {seq:?} comes behind {last:?}", feed.scope);
            last = *seq;
            assert_eq!(
                seen.insert(key, seq),
                None,
                "{}: {key} comes twice",
                feed.scope
            );
            let place = (feed.scope.clone(), key.clone());
            match body {
                Some(body) => self.records.insert(place, (*seq, body.get().to_owned())),
                None => self.records.remove(&place),
            };
        }
        assert!(feed.cursor >= last);
    }

    /// The text of every record of a kind, by what follows the colon of its key.
    pub(crate) fn of_kind(&self, kind: &str) -> BTreeMap<String, &str> {
        let records = self.records.iter().filter_map(|((_, key), (_, body))| {
            let key = key.to_string();
            let id = key.strip_prefix(kind)?.strip_prefix(':')?;
            Some((id.to_owned(), body.as_str()))
        });
        records.collect()
    }
}
