//! What a phone has committed: transactions in their order, of which the last relaxed ones may be lost with the power.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dong_hanh_domain::{HouseholdId, OperationId, Scope, VisitId};
use dong_hanh_form::FormId;
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::outbox::Sent;
use dong_hanh_sync::{RawOperation, RecordKey};

use crate::truth::Version;

/// A visit that is begun.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) household: HouseholdId,
    pub(crate) form: FormId,
    pub(crate) amends: Option<VisitId>,
    /// What its author saw of the household when it began.
    pub(crate) seen: BTreeSet<OperationId>,
    /// And what of it was on the screen, for the checks alone.
    pub(crate) looked_at: BTreeSet<Version>,
    /// Whom one has met, as far as that is typed.
    pub(crate) met: u64,
    /// It was opened in the moment in which the phone was storing what an answer had brought, or let go.
    pub(crate) amid: bool,
}

impl Draft {
    /// It as it is handed over.
    pub(crate) fn text(&self, visit: VisitId) -> String {
        let Self {
            household,
            form,
            met,
            ..
        } = self;
        format!(
            r#"{{"visit":"{visit}","household":"{household}","form":"{form}","answers":{{"who/met":"bà {met}"}}}}"#
        )
    }
}

/// Where the photos of an operation are that were taken on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Photo {
    /// On this phone only.
    Here,
    /// At the office too.
    Received,
}

/// One thing that a transaction writes.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Exchange(Box<Exchange>),
    /// An operation is made, and with it the counter moves. A sealed one cannot be read by an older app.
    Made {
        counter: u64,
        raw: RawOperation,
        sealed: bool,
    },
    Receipt(u64, Rc<Sent>),
    Forget(u64),
    Again(u64, RawOperation),
    /// Without a receipt; no transaction of the real device does that.
    Drop(u64),
    Feeds(Rc<Vec<FeedPage>>),
    Keep(Vec<Scope>),
    Draft(VisitId, Draft),
    Undraft(VisitId),
    Photo(OperationId, Photo),
}

impl Change {
    /// Whether it takes something away and writes nothing, which is possible where there is no room.
    fn is_removal(&self) -> bool {
        match self {
            Self::Forget(_) | Self::Drop(_) | Self::Keep(_) | Self::Undraft(_) => true,
            Self::Exchange(_)
            | Self::Made { .. }
            | Self::Receipt(..)
            | Self::Again(..)
            | Self::Feeds(_)
            | Self::Draft(..)
            | Self::Photo(..) => false,
        }
    }
}

/// The shelves of a phone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelves {
    pub(crate) exchange: Exchange,
    pub(crate) counter: u64,
    pub(crate) outbox: BTreeMap<u64, RawOperation>,
    pub(crate) sealed: BTreeSet<u64>,
    pub(crate) sent: BTreeMap<u64, Rc<Sent>>,
    pub(crate) records: BTreeMap<RecordKey, (Scope, Rc<str>)>,
    pub(crate) drafts: BTreeMap<VisitId, Draft>,
    pub(crate) photos: BTreeMap<OperationId, Photo>,
}

impl Shelves {
    /// The photos that are on this phone only.
    pub(crate) fn unsent_photos(&self) -> impl Iterator<Item = OperationId> {
        let here = self.photos.iter().filter(|(_, at)| **at == Photo::Here);
        here.map(|(operation, _)| *operation)
    }

    pub(crate) fn keeps_photos(&self, operation: OperationId) -> bool {
        self.photos.get(&operation) == Some(&Photo::Here)
    }

    fn write(&mut self, change: &Change) {
        match change {
            Change::Exchange(exchange) => self.exchange = (**exchange).clone(),
            Change::Made {
                counter,
                raw,
                sealed,
            } => {
                self.counter = self.counter.max(*counter);
                self.outbox.insert(*counter, raw.clone());
                if *sealed {
                    self.sealed.insert(*counter);
                }
            }
            Change::Receipt(counter, sent) => {
                self.outbox.remove(counter);
                self.sent.insert(*counter, sent.clone());
            }
            Change::Forget(counter) => {
                let sent = self.sent.remove(counter);
                let id = sent.and_then(|sent| sent.operation.id());
                id.map(|id| self.photos.remove(&id));
            }
            Change::Again(counter, raw) => {
                self.sent.remove(counter);
                if let Some(at) = raw.id().and_then(|id| self.photos.get_mut(&id)) {
                    *at = Photo::Here;
                }
                self.outbox.insert(*counter, raw.clone());
            }
            Change::Drop(counter) => drop(self.outbox.remove(counter)),
            Change::Feeds(feeds) => feeds.iter().for_each(|page| self.read(page)),
            Change::Keep(kept) => self.records.retain(|_, (scope, _)| kept.contains(scope)),
            Change::Draft(visit, draft) => drop(self.drafts.insert(*visit, draft.clone())),
            Change::Undraft(visit) => drop(self.drafts.remove(visit)),
            Change::Photo(operation, at) => drop(self.photos.insert(*operation, *at)),
        }
    }

    /// Takes up changes as the app does: a record that came in another scope meanwhile has not left.
    fn read(&mut self, page: &FeedPage) {
        for change in &page.changes {
            let place = self.records.get(&change.key).map(|(scope, _)| scope);
            if let Some(body) = &change.body {
                let body = Rc::from(body.get());
                self.records
                    .insert(change.key.clone(), (page.scope.clone(), body));
            } else if place == Some(&page.scope) {
                self.records.remove(&change.key);
            }
        }
    }
}

/// The disk of a phone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    /// What was committed.
    now: Shelves,
    /// What no loss of power can take.
    safe: Shelves,
    /// What lies between the two.
    relaxed: Vec<Vec<Change>>,
    /// There is no room for anything more.
    pub(crate) full: bool,
}

impl Disk {
    pub(crate) fn shelves(&self) -> &Shelves {
        &self.now
    }

    /// Commits a transaction. A strict one takes all before it along to where no loss of power can take it. Nothing of
    /// it is written where there is no room.
    pub(crate) fn commit(&mut self, changes: Vec<Change>, strict: bool) -> Result<(), Failure> {
        if self.full && !changes.iter().all(Change::is_removal) {
            return Err(Failure::Full);
        }
        changes.iter().for_each(|change| self.now.write(change));
        self.relaxed.push(changes);
        if strict {
            let all = std::mem::take(&mut self.relaxed);
            all.iter()
                .flatten()
                .for_each(|change| self.safe.write(change));
        }
        Ok(())
    }

    /// The power goes, and with it so many of the last relaxed transactions at most.
    pub(crate) fn lose(&mut self, most: usize) {
        let kept = self.relaxed.len().saturating_sub(most);
        let kept: Vec<_> = self.relaxed.drain(..).take(kept).collect();
        kept.iter()
            .flatten()
            .for_each(|change| self.safe.write(change));
        self.now = self.safe.clone();
    }
}
