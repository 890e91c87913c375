//! What a phone keeps: the records that the feeds have brought (heads in memory, bodies packed, changes since then in a
//! log), and the visits that are being recorded.
//!
//! Ten thousand records one by one are slow to read on a cheap phone, so they lie in segments; what a pull
//! brings is appended to a log, and a long log is packed into new segments. Pure: bytes in, bytes out.

mod draft;
mod head;
mod order;
#[cfg(any(test, feature = "outside"))]
pub mod outside;
mod packing;
mod segment;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dong_hanh_domain::{HouseholdId, Scope, VisitId};
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::{Record, RecordKey};
use serde::de::DeserializeOwned;

pub use draft::{Draft, Points};
use head::{Head, read};
pub use head::{HouseholdHead, VisitHead};
pub use packing::Packing;
use segment::Segment;
pub use segment::Unreadable;

/// The records of this device.
#[derive(Debug, Default)]
pub struct Records {
    scopes: Vec<Scope>,
    households: HashMap<HouseholdId, Known<HouseholdHead>>,
    visits: HashMap<VisitId, Known<VisitHead>>,
    visits_of: HashMap<HouseholdId, Vec<VisitId>>,
    whole: BTreeMap<RecordKey, Known<Option<Record>>>,
    segments: BTreeMap<u32, Segment>,
    /// Bytes of every entry of the log.
    log: BTreeMap<u32, usize>,
    /// In some segment, and no more: the next segment says so.
    gone: BTreeSet<RecordKey>,
    /// Of which households something has changed since somebody asked; `None` where of all something may have.
    changed: Option<BTreeSet<HouseholdId>>,
}

#[derive(Debug)]
struct Known<H> {
    scope: u16,
    body: Body,
    head: H,
}

#[derive(Debug)]
enum Body {
    Packed { segment: u32, entry: u32 },
    Loose(Box<str>),
}

impl Records {
    /// Whether no record is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        self.households.len() + self.visits.len() + self.whole.len()
    }

    /// All households, in no order.
    pub fn households(&self) -> impl Iterator<Item = (HouseholdId, &HouseholdHead)> {
        self.households.iter().map(|(id, known)| (*id, &known.head))
    }

    /// A household's head.
    pub fn household(&self, id: HouseholdId) -> Option<&HouseholdHead> {
        self.households.get(&id).map(|known| &known.head)
    }

    /// All visits, in no order.
    pub fn visits(&self) -> impl Iterator<Item = (VisitId, &VisitHead)> {
        self.visits.iter().map(|(id, known)| (*id, &known.head))
    }

    /// Of which households something has changed since this was asked last; `None` where of all something may have.
    pub fn take_changed(&mut self) -> Option<BTreeSet<HouseholdId>> {
        self.changed.replace(BTreeSet::new())
    }

    /// A visit's head.
    pub fn visit(&self, id: VisitId) -> Option<&VisitHead> {
        self.visits.get(&id).map(|known| &known.head)
    }

    /// The visits of a household, in no order.
    pub fn visits_of(&self, id: HouseholdId) -> impl Iterator<Item = (VisitId, &VisitHead)> {
        let ids = self.visits_of.get(&id).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.visit(*id)?)))
    }

    /// The records that are kept whole: forms, hamlets, people, held operations.
    pub fn whole(&self) -> impl Iterator<Item = &Record> {
        self.whole.values().filter_map(|known| known.head.as_ref())
    }

    /// One that is kept whole.
    pub fn find(&self, key: &RecordKey) -> Option<&Record> {
        self.whole.get(key)?.head.as_ref()
    }

    /// A record's text, as it came.
    pub fn body(&self, key: &RecordKey) -> Option<String> {
        let body = match key {
            RecordKey::Household(id) => &self.households.get(id)?.body,
            RecordKey::Visit(id) => &self.visits.get(id)?.body,
            _ => return self.text(&self.whole.get(key)?.body),
        };
        self.text(body)
    }

    /// A record, read from its text.
    pub fn read<T: DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        serde_json::from_str(&self.body(key)?).ok()
    }

    /// Takes a segment up; segments come in the order of their numbers, before the log.
    ///
    /// # Errors
    /// [`Unreadable`] where the bytes are no segment of this version; nothing is changed.
    pub fn open_segment(&mut self, number: u32, bytes: Vec<u8>) -> Result<(), Unreadable> {
        let opened = Segment::open(bytes)?;
        for key in opened.gone {
            self.forget(&key);
            self.gone.insert(key);
        }
        let scopes: Vec<u16> = opened
            .scopes
            .into_iter()
            .map(|scope| self.scope(scope))
            .collect();
        self.households.reserve(opened.entries.len());
        let segment = &opened.segment;
        let mut whole = Vec::new();
        for (at, (scope, key, head)) in opened.entries.into_iter().enumerate() {
            let record = match head {
                Head::Whole => segment.body(at).and_then(|body| read(&key, &body).1),
                _ => None,
            };
            whole.push((
                scopes.get(usize::from(scope)).copied().unwrap_or_default(),
                key,
                head,
                record,
            ));
        }
        for (at, (scope, key, head, record)) in whole.into_iter().enumerate() {
            self.keep(
                scope,
                key,
                head,
                record,
                Body::Packed {
                    segment: number,
                    entry: u32::try_from(at).unwrap_or(u32::MAX),
                },
            );
        }
        self.segments.insert(number, opened.segment);
        Ok(())
    }

    /// Takes up an entry of the log: what one pull brought.
    ///
    /// # Errors
    /// Where the text is no list of feeds; nothing is changed.
    pub fn open_log(&mut self, number: u32, text: &str) -> Result<(), serde_json::Error> {
        let feeds: Vec<FeedPage> = serde_json::from_str(text)?;
        self.take(number, text.len(), &feeds);
        Ok(())
    }

    /// Takes what one pull brought, which is an entry of the log of so many bytes.
    pub fn take(&mut self, number: u32, bytes: usize, feeds: &[FeedPage]) {
        for feed in feeds {
            let scope = self.scope(feed.scope.clone());
            if feed.anew {
                self.empty(scope);
            }
            for change in &feed.changes {
                match &change.body {
                    Some(body) => {
                        let (head, record) = read(&change.key, body.get());
                        self.keep(
                            scope,
                            change.key.clone(),
                            head,
                            record,
                            Body::Loose(body.get().into()),
                        );
                    }
                    // A record that moved is in its new scope already; what the old one says no longer matters.
                    None if self.place_of(&change.key) == Some(scope) => {
                        self.forget(&change.key);
                        self.gone.insert(change.key.clone());
                    }
                    None => {}
                }
            }
        }
        self.log.insert(number, bytes);
    }

    /// Forgets all records of a scope, which is given from its beginning: so did the entries of earlier versions. Now
    /// what does not come again leaves by a change of its own.
    fn empty(&mut self, scope: u16) {
        for key in self.keys_in(scope) {
            self.forget(&key);
            self.gone.insert(key);
        }
    }

    /// All records that came in a scope.
    pub fn keys_of(&self, scope: &Scope) -> BTreeSet<RecordKey> {
        let at = self.scopes.iter().position(|known| known == scope);
        let at = at.and_then(|at| u16::try_from(at).ok());
        at.map(|at| self.keys_in(at)).unwrap_or_default()
    }

    fn keys_in(&self, scope: u16) -> BTreeSet<RecordKey> {
        let households = self.households.iter();
        let households = households
            .filter(|(_, known)| known.scope == scope)
            .map(|(id, _)| RecordKey::Household(*id));
        let visits = self.visits.iter();
        let visits = visits
            .filter(|(_, known)| known.scope == scope)
            .map(|(id, _)| RecordKey::Visit(*id));
        let whole = self.whole.iter();
        let whole = whole
            .filter(|(_, known)| known.scope == scope)
            .map(|(key, _)| key.clone());
        households.chain(visits).chain(whole).collect()
    }

    /// The number of the next entry of the log.
    pub fn next_log(&self) -> u32 {
        self.log.last_key_value().map_or(1, |(last, _)| last + 1)
    }

    /// The scope that a record came in.
    pub fn scope_of(&self, key: &RecordKey) -> Option<&Scope> {
        self.scopes.get(usize::from(self.place_of(key)?))
    }

    /// Forgets all records of scopes that are not among these, after [`Records::pack_scopes`] was stored.
    pub fn keep_scopes(&mut self, scopes: &[Scope]) {
        self.changed = None;
        let keeps = self.among(scopes);
        let kept = |scope: u16| keeps.get(usize::from(scope)).copied().unwrap_or(false);
        self.households.retain(|_, known| kept(known.scope));
        self.visits.retain(|_, known| kept(known.scope));
        self.whole.retain(|_, known| kept(known.scope));
        let visits = &self.visits;
        self.visits_of
            .values_mut()
            .for_each(|ids| ids.retain(|id| visits.contains_key(id)));
    }

    /// Which of the scopes that are known here are among these, by their places.
    fn among(&self, scopes: &[Scope]) -> Vec<bool> {
        let among = |scope| scopes.contains(scope);
        self.scopes.iter().map(among).collect()
    }

    fn keep(&mut self, scope: u16, key: RecordKey, head: Head, record: Option<Record>, body: Body) {
        self.gone.remove(&key);
        if let RecordKey::Erased(id) = &key {
            self.note(*id);
        }
        match (key, head) {
            (RecordKey::Household(id), Head::Household(head)) => {
                self.note(id);
                self.whole.remove(&RecordKey::Household(id));
                self.households.insert(id, Known { scope, body, head });
            }
            (RecordKey::Visit(id), Head::Visit(head)) => {
                self.whole.remove(&RecordKey::Visit(id));
                let household = head.household;
                self.note(household);
                if self
                    .visits
                    .insert(id, Known { scope, body, head })
                    .is_none()
                {
                    self.visits_of.entry(household).or_default().push(id);
                }
            }
            (key, _) => {
                // What could be read before and cannot be now is not shown as it was.
                self.forget(&key);
                self.whole.insert(
                    key,
                    Known {
                        scope,
                        body,
                        head: record,
                    },
                );
            }
        }
    }

    fn forget(&mut self, key: &RecordKey) {
        match key {
            RecordKey::Household(id) => {
                self.households.remove(id);
                self.note(*id);
            }
            RecordKey::Visit(id) => {
                if let Some(gone) = self.visits.remove(id) {
                    let household = gone.head.household;
                    if let Some(ids) = self.visits_of.get_mut(&household) {
                        ids.retain(|known| known != id);
                    }
                    self.note(household);
                }
            }
            RecordKey::Erased(id) => self.note(*id),
            _ => {}
        }
        self.whole.remove(key);
    }

    fn note(&mut self, household: HouseholdId) {
        if let Some(changed) = &mut self.changed {
            changed.insert(household);
        }
    }

    fn place_of(&self, key: &RecordKey) -> Option<u16> {
        let known = match key {
            RecordKey::Household(id) => self.households.get(id).map(|known| known.scope),
            RecordKey::Visit(id) => self.visits.get(id).map(|known| known.scope),
            _ => None,
        };
        known.or_else(|| self.whole.get(key).map(|known| known.scope))
    }

    fn scope(&mut self, scope: Scope) -> u16 {
        place_in(&mut self.scopes, scope)
    }

    fn text(&self, body: &Body) -> Option<String> {
        match body {
            Body::Loose(text) => Some(text.to_string()),
            Body::Packed { segment, entry } => self.segments.get(segment)?.body(*entry as usize),
        }
    }
}

/// Where something stands in a list, at its end if it was not in it.
fn place_in<T: PartialEq>(list: &mut Vec<T>, wanted: T) -> u16 {
    let at = list.iter().position(|known| *known == wanted);
    let at = at.unwrap_or_else(|| {
        list.push(wanted);
        list.len() - 1
    });
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
