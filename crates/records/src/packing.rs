//! Packing the log away, a few segments at a time.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::Scope;
use dong_hanh_sync::RecordKey;
use dong_hanh_sync::feed::FeedPage;

use super::head::Head;
use super::segment::{Packed, encode};
use super::{Body, Records, Unreadable};

/// Records in a segment.
const SEGMENT: usize = 512;

/// A log is packed when it has so many entries or bytes.
const LOG_ENTRIES: usize = 200;
const LOG_BYTES: usize = 512 * 1024;

/// What one transaction writes to pack the log away.
#[derive(Debug, Default)]
pub struct Packing {
    /// New segments.
    pub put: Vec<(u32, Vec<u8>)>,
    /// Segments whose records are in the new ones.
    pub delete: Vec<u32>,
    /// Entries of the log that are in the new segments.
    pub log: Vec<u32>,
}

impl Records {
    /// Whether the log is worth packing.
    pub fn is_log_long(&self) -> bool {
        self.log.len() > LOG_ENTRIES || self.log.values().sum::<usize>() > LOG_BYTES
    }

    /// Packs the log, and segments of which little is left, into new segments.
    pub fn pack(&self) -> Packing {
        let live = self.live();
        let sparse = |number: &u32| live.get(number).is_none_or(|live| *live < SEGMENT / 2);
        self.repack(sparse, |_, _| true)
    }

    /// Packs everything anew, without the records of other scopes than these: what [`Records::keep_scopes`] does in
    /// memory once it is stored.
    pub fn pack_scopes(&self, scopes: &[Scope]) -> Packing {
        let keeps = self.among(scopes);
        self.repack(
            |_| true,
            |_, scope| keeps.get(usize::from(scope)).copied().unwrap_or(false),
        )
    }

    /// Packs everything anew, without what these pages take away: of what was erased no text stays in older segments or in
    /// the log. The pages are taken after it, in the same transaction.
    pub fn pack_without(&self, feeds: &[FeedPage]) -> Packing {
        let left = feeds.iter().flat_map(|feed| {
            let left = feed.changes.iter().filter(|change| change.body.is_none());
            left.map(|change| &change.key)
                .filter(|key| self.scope_of(key) == Some(&feed.scope))
        });
        let left: BTreeSet<&RecordKey> = left.collect();
        self.repack(|_| true, |key, _| !left.contains(key))
    }

    /// Packs everything anew, for a store in which nothing is left.
    pub fn pack_all(&self) -> Packing {
        self.repack(|_| true, |_, _| true)
    }

    fn repack(
        &self,
        renewed: impl Fn(&u32) -> bool,
        kept: impl Fn(&RecordKey, u16) -> bool,
    ) -> Packing {
        let delete: BTreeSet<u32> = self.segments.keys().copied().filter(renewed).collect();
        let moves = |key: &RecordKey, scope: u16, body: &Body| {
            kept(key, scope)
                && match body {
                    Body::Loose(_) => true,
                    Body::Packed { segment, .. } => delete.contains(segment),
                }
        };
        let mut households: Vec<_> = self
            .households
            .iter()
            .filter(|(id, known)| moves(&RecordKey::Household(**id), known.scope, &known.body))
            .collect();
        households.sort_by(|(_, a), (_, b)| a.head.order.cmp(&b.head.order));
        let mut visits: Vec<_> = self
            .visits
            .iter()
            .filter(|(id, known)| moves(&RecordKey::Visit(**id), known.scope, &known.body))
            .collect();
        visits.sort_by_key(|(id, known)| (known.head.household, **id));

        let whole = self
            .whole
            .iter()
            .filter(|(key, known)| moves(key, known.scope, &known.body))
            .map(|(key, known)| (known.scope, key.clone(), Head::Whole, &known.body));
        let households = households.into_iter().map(|(id, known)| {
            (
                known.scope,
                RecordKey::Household(*id),
                Head::Household(known.head.clone()),
                &known.body,
            )
        });
        let visits = visits.into_iter().map(|(id, known)| {
            (
                known.scope,
                RecordKey::Visit(*id),
                Head::Visit(known.head.clone()),
                &known.body,
            )
        });
        let records: Vec<_> = whole
            .chain(households)
            .chain(visits)
            .filter_map(|(scope, key, head, body)| Some((scope, key, head, self.text(body)?)))
            .collect();

        // Without an older segment there is nothing that could come back.
        let stays = self.segments.len() > delete.len();
        let gone = self.gone.iter().filter(|_| stays);
        let mut next = self
            .segments
            .last_key_value()
            .map_or(1, |(last, _)| last + 1);
        let mut put = Vec::new();
        let mut chunks = records.chunks(SEGMENT);
        let first = chunks.next().unwrap_or_default();
        if !first.is_empty() || (stays && !self.gone.is_empty()) {
            put.push((next, self.encode(first, gone)));
            next += 1;
        }
        for chunk in chunks {
            put.push((next, self.encode(chunk, [])));
            next += 1;
        }
        Packing {
            put,
            delete: delete.into_iter().collect(),
            log: self.log.keys().copied().collect(),
        }
    }

    /// Takes up what was packed, after it has been stored.
    ///
    /// # Errors
    /// Never for what [`Records::pack`] made.
    pub fn packed(&mut self, packing: Packing) -> Result<(), Unreadable> {
        for number in &packing.log {
            self.log.remove(number);
        }
        for number in &packing.delete {
            self.segments.remove(number);
        }
        if self.segments.is_empty() {
            self.gone.clear();
        }
        for (number, bytes) in packing.put {
            self.open_segment(number, bytes)?;
        }
        Ok(())
    }

    fn encode<'a>(
        &'a self,
        records: &'a [(u16, RecordKey, Head, String)],
        gone: impl IntoIterator<Item = &'a RecordKey>,
    ) -> Vec<u8> {
        let records = records.iter().filter_map(|(scope, key, head, body)| {
            let scope = self.scopes.get(usize::from(*scope))?;
            Some(Packed {
                scope,
                key,
                head: head.clone(),
                body,
            })
        });
        encode(records, gone)
    }

    /// How many records of every segment are still the latest.
    fn live(&self) -> BTreeMap<u32, usize> {
        let mut live = BTreeMap::new();
        let bodies = self
            .households
            .values()
            .map(|known| &known.body)
            .chain(self.visits.values().map(|known| &known.body))
            .chain(self.whole.values().map(|known| &known.body));
        for body in bodies {
            if let Body::Packed { segment, .. } = body {
                *live.entry(*segment).or_insert(0) += 1;
            }
        }
        live
    }
}
