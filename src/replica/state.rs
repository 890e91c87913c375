//! What is known, from the store and beside it: records as received, with the device's own operations laid over.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use dong_hanh_domain::{Household, HouseholdId, Review, VisitId};
use dong_hanh_form::{Form, FormId, MediaRef, Sha256};
use dong_hanh_sync::device::{Device, Effect, Input};
use dong_hanh_sync::outbox::{Entry, Outbox, Sent};
use dong_hanh_sync::photos::Photos;
use dong_hanh_sync::{Action, FinishedVisit, Operation, RawOperation, Record, RecordKey};

use super::around::Surroundings;
use super::cleared::Evictions;
use super::facts::{Facts, name};
use super::following::Following;
use super::form::{ReadForms, beginnings};
use super::listing::Listing;
use super::shown::ToCome;
use super::twins::Twinned;
use super::unread::Unread;
use super::whereabouts::Whereabouts;
use super::{Draft, OutboxRow, OutboxWhat, StorageView, Task, tasks};
use crate::device::clock;
use crate::device::network::Account;
use crate::device::store::{Key, SaveError, Shelf, Store, Value};
use crate::device::tabs::Typing;
use dong_hanh_records::{HouseholdHead, Packing, Records};

pub(super) struct State {
    pub(super) account: Account,
    /// What was known when the store was read; see [`StorageView`] for what is known now.
    pub(super) evictions: Evictions,
    /// The small facts as they are stored, by name: what the app itself needs no more is kept for a store that is
    /// written anew.
    pub(super) facts: BTreeMap<String, String>,
    /// What lies at the door of the store, by name.
    pub(super) door: BTreeMap<String, String>,
    /// What was said here, and how far the exchange has come.
    pub(super) device: Device,
    pub(super) records: Records,
    pub(super) drafts: BTreeMap<VisitId, Draft>,
    /// The photos that were taken on this device and the files that forms show, and where they are.
    pub(super) media: BTreeMap<Sha256, Whereabouts>,
    /// Which of them did not get to the office.
    pub(super) photos: Photos,
    /// What forms show and is not here.
    pub(super) to_come: ToCome,
    /// What lies in the store and cannot be read.
    pub(super) unread: Unread,
    pub(super) listing: Listing,
    forms: ReadForms,
    pub(super) following: Following,
    pub(super) twinned: Twinned,
}

/// A household of this device that is not among the received ones.
struct Registered<'a> {
    household: &'a Household,
    is_received: bool,
    is_closed: bool,
}

/// The same with what a list shows of it.
pub(super) struct Own {
    pub(super) id: HouseholdId,
    pub(super) head: HouseholdHead,
    pub(super) is_received: bool,
    pub(super) is_closed: bool,
}

impl State {
    /// Whether the office was told that the phone is lost.
    pub(super) fn is_lost(&self) -> bool {
        self.door.contains_key(super::door::name::LOST)
    }

    /// Reads a store; `None` where nobody has signed in to it yet.
    pub(super) async fn load(store: &Store) -> Result<Option<Self>, SaveError> {
        let shelves = [
            Shelf::Door,
            Shelf::Meta,
            Shelf::Drafts,
            Shelf::Outbox,
            Shelf::Sent,
            Shelf::MediaState,
            Shelf::Log,
            Shelf::Segments,
        ];
        let [door, meta, drafts, outbox, sent, media, log, segments] = store.read(shelves).await?;
        let facts = Facts::read(meta);
        let (Some(account), Some(device)) = (facts.account, facts.device) else {
            return Ok(None);
        };

        // Another tab may have used a counter while it was losing the lead, also for what this version cannot read.
        let used = outbox.iter().chain(&sent).filter_map(|(key, _)| match key {
            Key::Number(counter) => Some(*counter),
            Key::Text(_) => None,
        });
        let mut operations = Outbox::after(used.fold(facts.counter, u64::max));

        let mut unread = Unread::default();
        let mut records = Records::default();
        for (number, value) in unread.numbered(Shelf::Segments, segments) {
            let bytes = value.and_then(Value::bytes);
            if bytes.is_none_or(|bytes| records.open_segment(number, bytes).is_err()) {
                unread.records.push((Shelf::Segments, number));
            }
        }
        for (number, value) in unread.numbered(Shelf::Log, log) {
            let text = value.and_then(Value::text);
            if text.is_none_or(|text| records.open_log(number, &text).is_err()) {
                unread.records.push((Shelf::Log, number));
            }
        }
        let before = unread.work;
        for (counter, text) in unread.work(outbox) {
            match (counter, RawOperation::from_text(text)) {
                (Key::Number(counter), Ok(raw)) => operations.queue(counter, raw),
                _ => unread.work += 1,
            }
        }
        unread.operations = unread.work - before;
        for (counter, text) in unread.work(sent) {
            match (counter, serde_json::from_str::<Sent>(&text)) {
                (Key::Number(counter), Ok(sent)) => operations.sent(counter, sent),
                _ => unread.work += 1,
            }
        }
        let mut open = BTreeMap::new();
        for (_, text) in unread.work(drafts) {
            match serde_json::from_str::<Draft>(&text) {
                Ok(draft) => drop(open.insert(draft.visit, draft)),
                Err(_) => unread.work += 1,
            }
        }
        for record in records.whole() {
            if let Record::Ruling(told) = record {
                operations.ruled(told.clone());
            }
        }
        let media = media.into_iter().filter_map(|(key, value)| match key {
            Key::Text(sha256) => {
                let at = Whereabouts::read(&value?.text()?);
                Some((sha256.parse().ok()?, at))
            }
            Key::Number(_) => None,
        });
        Ok(Some(Self {
            account,
            evictions: facts.evictions,
            facts: facts.texts,
            door: Facts::read(door).texts,
            device: Device::new(device, operations, facts.exchange),
            records,
            drafts: open,
            media: media.collect(),
            photos: Photos::default(),
            to_come: ToCome::default(),
            unread,
            listing: Listing::default(),
            forms: ReadForms::default(),
            following: Following::default(),
            twinned: Twinned::default(),
        }))
    }

    /// The session's token, where there is one.
    pub(super) fn token(&self) -> Option<String> {
        self.facts.get(name::TOKEN).cloned()
    }

    /// Something happened to the device.
    pub(super) fn step(&mut self, input: Input, storage: StorageView) -> Vec<Effect> {
        let around = Surroundings {
            records: &self.records,
            drafts: &self.drafts,
            typed: self.typed_of().collect(),
            begun: self.begun(),
            media: &self.media,
            photos_left: self.photos_left(),
            unread: &self.unread,
            storage,
        };
        self.device.step(input, &around)
    }

    /// Takes up what another tab has stored meanwhile.
    pub(super) fn follow(&mut self, stored: Self) {
        let before = std::mem::replace(self, stored);
        let stored = std::mem::replace(&mut self.device, before.device);
        self.device.follow(stored);
    }

    /// Takes up packed records that are stored.
    pub(super) fn take_up(&mut self, packing: Packing) -> Result<(), SaveError> {
        self.records
            .packed(packing)
            .map_err(|error| SaveError::Other(error.to_string()))
    }

    /// How much is begun and not finished: visits, a new household, facts of households.
    pub(super) fn begun(&self) -> usize {
        self.drafts.len() + self.typing().count()
    }

    /// What is typed and not said.
    fn typing(&self) -> impl Iterator<Item = Typing> {
        self.facts.keys().filter_map(|name| Typing::named(name))
    }

    /// Of which households facts are typed.
    fn typed_of(&self) -> impl Iterator<Item = HouseholdId> {
        self.typing().filter_map(|typing| match typing {
            Typing::Facts(household) => Some(household),
            Typing::NewHousehold => None,
        })
    }

    /// The device's clock with the known skew.
    pub(super) fn now(&self) -> dong_hanh_domain::DeviceTime {
        clock::now(self.device.exchange().skew_ms)
    }

    /// The household as received, or as it was registered here.
    pub(super) fn recorded(&self, id: HouseholdId) -> Option<Household> {
        self.records.read(&RecordKey::Household(id)).or_else(|| {
            let mut registered = self.registered().map(|own| own.household);
            registered.find(|household| household.id == id).cloned()
        })
    }

    /// The same, with what this device has said of it since.
    pub(super) fn household(&self, id: HouseholdId) -> Option<Household> {
        self.recorded(id)
            .map(|household| self.overlay().over(household))
    }

    /// Households of which the received ones do not say what lists show: registered here, or changed since.
    pub(super) fn own_households(&self) -> impl Iterator<Item = Own> {
        let registered = self.registered().map(|own| Own {
            id: own.household.id,
            head: HouseholdHead::of(&self.overlay().over(own.household.clone())),
            is_received: own.is_received,
            is_closed: own.is_closed,
        });
        let changed = self.overlay().changed().into_iter();
        let changed = changed.filter(|id| self.records.household(*id).is_some());
        let changed = changed.filter_map(|id| {
            Some(Own {
                id,
                head: HouseholdHead::of(&self.household(id)?),
                is_received: true,
                is_closed: false,
            })
        });
        registered.chain(changed)
    }

    /// Households of this device that are not among the received ones.
    fn registered(&self) -> impl Iterator<Item = Registered<'_>> {
        let registered = self.overlay().registrations();
        registered
            .filter(|(_, _, household)| self.records.household(household.id).is_none())
            .map(|(entry, operation, household)| Registered {
                household,
                is_received: entry.receipt.is_some() && !entry.is_held(),
                // The office has closed it, or its author let it rest.
                is_closed: entry.is_held() && !self.device.outbox().is_open(entry, operation),
            })
    }

    /// What is and was sent, newest first.
    pub(super) fn outbox_rows(&self) -> Vec<OutboxRow> {
        self.rows_of(self.device.outbox().operations())
    }

    fn rows_of<'a>(
        &'a self,
        operations: impl DoubleEndedIterator<Item = (u64, &'a Entry, &'a Operation)>,
    ) -> Vec<OutboxRow> {
        let rows = operations.rev().map(|(counter, entry, operation)| {
            let photos: Vec<_> = photos(operation).collect();
            let at = |at| {
                let known = photos.iter().filter_map(|photo| self.media.get(photo));
                known.filter(|known| **known == at).count()
            };
            let (received, lost) = (at(Whereabouts::Received), at(Whereabouts::Lost));
            let taken_here = received + lost + at(Whereabouts::Waiting);
            let refused = photos.iter().find_map(|photo| self.photos.refusal(photo));
            let row = OutboxRow {
                operation: operation.id,
                what: self.what(operation),
                made: operation.made,
                standing: self.device.outbox().stage(counter, entry).into(),
                photos: (received, taken_here),
                photos_lost: lost,
                photo_refused: refused.map(str::to_owned),
            };
            (self.first_said(counter, operation), row)
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by_key(|(first, _)| std::cmp::Reverse(*first));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The place of an operation in time: what was sent again stands where it was first said.
    fn first_said(&self, counter: u64, operation: &Operation) -> u64 {
        let earlier = operation
            .settles
            .and_then(|id| self.device.outbox().find(id));
        match earlier {
            Some((before, _, earlier))
                if before < counter && self.overlay().is_said_again(earlier) =>
            {
                self.first_said(before, earlier)
            }
            _ => counter,
        }
    }

    /// What an operation says.
    fn what(&self, operation: &Operation) -> OutboxWhat {
        match OutboxWhat::of(&operation.action) {
            OutboxWhat::Review { visit, .. } => OutboxWhat::Review {
                visit,
                household: self.household_of(visit),
            },
            OutboxWhat::Seen { .. } => OutboxWhat::Seen {
                household: operation
                    .settles
                    .and_then(|earlier| self.device.outbox().find(earlier))
                    .filter(|(_, _, earlier)| earlier.action != Action::Acknowledge {})
                    .and_then(|(_, _, earlier)| self.what(earlier).household()),
            },
            what @ (OutboxWhat::Visit { .. }
            | OutboxWhat::Household { .. }
            | OutboxWhat::Facts { .. }
            | OutboxWhat::Ruling
            | OutboxWhat::Settings
            | OutboxWhat::Erasure) => what,
        }
    }

    /// What is to be done today.
    pub(super) fn tasks(&mut self) -> Vec<Task> {
        let me = self.account.user;
        let todos = self.outlook().todos(me);
        let corrected: HashSet<_> = self
            .drafts
            .values()
            .filter_map(|draft| draft.corrects)
            .collect();
        let mut outbox = self.rows_of(self.device.outbox().troubled());
        outbox.retain(|row| !corrected.contains(&row.operation));
        let drafts: Vec<Draft> = self.drafts.values().rev().cloned().collect();
        let typed: Vec<_> = self.typed_of().collect();
        let reason = |visit| match self.review_of(visit, self.records.visit(visit)?) {
            Review::Returned { reason, .. } => Some(reason),
            _ => None,
        };
        tasks::tasks(todos, reason, &outbox, &drafts, &typed)
    }

    /// A published form.
    pub(super) fn form(&self, id: &FormId) -> Option<Arc<Form>> {
        match self.records.find(&RecordKey::Form(id.clone())) {
            Some(Record::Form(record)) => self.forms.form(record),
            _ => None,
        }
    }

    /// The forms that a visit of a household can begin with, the one first that it begins with where nobody asks for another.
    pub(super) fn beginnings(&self) -> Result<Vec<(FormId, Arc<Form>)>, SaveError> {
        let forms = self.records.whole().filter_map(|record| match record {
            Record::Form(form) => Some(form),
            _ => None,
        });
        beginnings(forms, &self.forms)
    }

    /// Another version than the one that a draft is filled with, if visits begin with it now and nobody has said that
    /// this one is not to go on with it.
    pub(super) fn newer_form(&self, draft: &Draft) -> Option<(FormId, Arc<Form>)> {
        let name = &self.form(&draft.form)?.name;
        let mut begins = self.beginnings().ok()?.into_iter();
        begins.find(|(id, form)| {
            form.name == *name && *id != draft.form && draft.keeps_from.as_ref() != Some(id)
        })
    }
}

/// What names the photos of an operation.
pub(super) fn photos(operation: &Operation) -> impl Iterator<Item = &Sha256> {
    media(operation).map(|media| &media.sha256)
}

/// The photos of an operation.
pub(super) fn media(operation: &Operation) -> impl Iterator<Item = &MediaRef> {
    let answers = match &operation.action {
        Action::FinishVisit(FinishedVisit { answers, .. }) => Some(answers),
        _ => None,
    };
    answers.into_iter().flat_map(|answers| answers.media())
}
