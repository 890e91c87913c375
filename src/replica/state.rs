//! What is known, from the store and beside it: records as received, with the device's own operations laid over.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::{DeviceId, Household, HouseholdId, Review, UserId, VisitId};
use dong_hanh_form::{Form, FormId, Sha256};
use dong_hanh_sync::{Action, FinishedVisit, Operation, Record, RecordKey, Visit};

use super::facts::{Exchange, Facts};
use super::list::{List, Listed};
use super::outbox::{Entry, Outbox, Sent};
use super::records::{HouseholdHead, Records, VisitHead};
use super::{Draft, OutboxRow, OutboxWhat, Standing, Task, VisitRow, VisitView, tasks};
use crate::device::clock;
use crate::device::network::Account;
use crate::device::store::{Key, SaveError, Shelf, Store, Value};

pub(super) struct State {
    pub(super) account: Account,
    pub(super) device: DeviceId,
    pub(super) counter: u64,
    pub(super) exchange: Exchange,
    pub(super) records: Records,
    pub(super) drafts: BTreeMap<VisitId, Draft>,
    pub(super) outbox: Outbox,
    /// Photos on this device, and whether the office has them.
    pub(super) media: BTreeMap<Sha256, bool>,
    list: List,
    /// Which households the list shows as they were; `None` where all may have changed.
    dirty: Option<BTreeSet<HouseholdId>>,
    listed_on: Option<NaiveDate>,
    forms: RefCell<HashMap<FormId, Option<Arc<Form>>>>,
}

impl State {
    /// Reads a store; `None` where nobody has signed in to it yet.
    pub(super) async fn load(store: &Store) -> Result<Option<Self>, SaveError> {
        let shelves = [
            Shelf::Meta,
            Shelf::Drafts,
            Shelf::Outbox,
            Shelf::Sent,
            Shelf::MediaState,
            Shelf::Log,
            Shelf::Segments,
        ];
        let [meta, drafts, outbox, sent, media, log, segments] = store.read(shelves).await?;
        let facts = Facts::read(meta);
        let (Some(account), Some(device)) = (facts.account, facts.device) else {
            return Ok(None);
        };

        let mut records = Records::default();
        for (number, value) in numbered(segments) {
            let bytes = value.bytes().ok_or(SaveError::Newer)?;
            records
                .open_segment(number, bytes)
                .map_err(|_| SaveError::Newer)?;
        }
        for (number, value) in numbered(log) {
            let text = value.text().unwrap_or_default();
            records
                .open_log(number, &text)
                .map_err(|_| SaveError::Newer)?;
        }
        let mut operations = Outbox::default();
        for (counter, value) in numbered(outbox) {
            let raw = value.text().map(dong_hanh_sync::RawOperation::from_text);
            if let Some(Ok(raw)) = raw {
                operations.queue(counter.into(), raw);
            }
        }
        for (counter, value) in numbered(sent) {
            if let Some(Ok(sent)) = value.text().map(|text| serde_json::from_str::<Sent>(&text)) {
                operations.sent(counter.into(), sent);
            }
        }
        let drafts = drafts
            .into_iter()
            .filter_map(|(_, value)| serde_json::from_str::<Draft>(&value.text()?).ok());
        let media = media.into_iter().filter_map(|(key, value)| match key {
            Key::Text(sha256) => Some((sha256.parse().ok()?, value.text()? == RECEIVED)),
            Key::Number(_) => None,
        });
        Ok(Some(Self {
            account,
            device,
            counter: facts.counter,
            exchange: facts.exchange,
            records,
            drafts: drafts.map(|draft| (draft.visit, draft)).collect(),
            outbox: operations,
            media: media.collect(),
            list: List::default(),
            dirty: None,
            listed_on: None,
            forms: RefCell::default(),
        }))
    }

    /// The device's clock with the known skew.
    pub(super) fn now(&self) -> dong_hanh_domain::DeviceTime {
        clock::now(self.exchange.skew_ms)
    }

    /// Operations that the feeds have not brought back yet, oldest first; what is held has no effect.
    fn pending(&self) -> impl DoubleEndedIterator<Item = (u64, &Entry, &Operation)> {
        let settled = self.exchange.settled;
        self.outbox.operations().filter(move |(counter, entry, _)| {
            !entry.is_held() && (entry.receipt.is_none() || *counter > settled)
        })
    }

    // Households

    /// The household as received, or as it was registered here.
    pub(super) fn household(&self, id: HouseholdId) -> Option<Household> {
        self.records.read(&RecordKey::Household(id)).or_else(|| {
            self.registered()
                .find(|(_, household)| household.id == id)
                .map(|(_, household)| household.clone())
        })
    }

    /// Households of this device that are not among the received ones, and whether the office has them.
    fn registered(&self) -> impl Iterator<Item = (bool, &Household)> {
        self.outbox
            .operations()
            .filter_map(|(_, entry, operation)| match &operation.action {
                Action::RegisterHousehold { household }
                    if self.records.household(household.id).is_none() =>
                {
                    Some((entry.receipt.is_some() && !entry.is_held(), &**household))
                }
                _ => None,
            })
    }

    /// Some households changed, or with `None` all.
    pub(super) fn touch(&mut self, households: Option<impl IntoIterator<Item = HouseholdId>>) {
        match (&mut self.dirty, households) {
            (Some(dirty), Some(households)) => dirty.extend(households),
            (dirty, _) => *dirty = None,
        }
    }

    /// The list, made anew where something or the day has changed.
    pub(super) fn list(&mut self) -> &mut List {
        let today = self.now().day();
        let clean =
            self.dirty.as_ref().is_some_and(BTreeSet::is_empty) && self.listed_on == Some(today);
        if !clean {
            let last = self.last_visits();
            let mut list = std::mem::take(&mut self.list);
            let own: Vec<_> = self
                .registered()
                .map(|(received, household)| (household.id, received, HouseholdHead::of(household)))
                .collect();
            let received = self.records.households().map(|(id, head)| Listed {
                id,
                head,
                last_visit: last.get(&id).copied(),
                on_device: false,
            });
            let registered = own.iter().map(|(id, received, head)| Listed {
                id: *id,
                head,
                last_visit: last.get(id).copied(),
                on_device: !received,
            });
            let dirty = self.dirty.take();
            list.renew(received.chain(registered).collect(), today, |id| {
                dirty.as_ref().is_some_and(|dirty| !dirty.contains(&id))
            });
            self.list = list;
            self.dirty = Some(BTreeSet::new());
            self.listed_on = Some(today);
        }
        &mut self.list
    }

    /// Prepares some more households for the search; says whether all are.
    pub(super) fn prepare_search(&mut self, most: usize) -> bool {
        self.list();
        let own: HashMap<_, _> = self
            .registered()
            .map(|(_, household)| (household.id, HouseholdHead::of(household)))
            .collect();
        self.list.prepare(most, |id| {
            self.records.household(id).or_else(|| own.get(&id))
        })
    }

    /// The day of every household's last visit.
    fn last_visits(&self) -> HashMap<HouseholdId, NaiveDate> {
        let received = self
            .records
            .visits()
            .map(|(_, visit)| (visit.household, visit.finished()));
        let own = self
            .own_visits()
            .map(|(_, _, operation, _, household)| (household, operation.made));
        let mut last = HashMap::new();
        for (household, finished) in received.chain(own) {
            let moment = finished
                .utc_ms
                .saturating_add(finished.skew_ms.unwrap_or(0));
            let latest = last.entry(household).or_insert((moment, finished));
            if latest.0 < moment {
                *latest = (moment, finished);
            }
        }
        last.into_iter()
            .map(|(household, (_, finished))| (household, finished.day()))
            .collect()
    }

    // Visits

    /// Visits finished here that are not among the received ones.
    fn own_visits(
        &self,
    ) -> impl DoubleEndedIterator<Item = (u64, &Entry, &Operation, VisitId, HouseholdId)> {
        self.outbox
            .operations()
            .filter_map(|(counter, entry, operation)| match &operation.action {
                Action::FinishVisit(FinishedVisit {
                    visit, household, ..
                }) if self.records.visit(*visit).is_none() => {
                    Some((counter, entry, operation, *visit, *household))
                }
                _ => None,
            })
    }

    fn own_row(
        &self,
        (counter, entry, operation, visit, household): (
            u64,
            &Entry,
            &Operation,
            VisitId,
            HouseholdId,
        ),
    ) -> VisitRow {
        let amends = match &operation.action {
            Action::FinishVisit(FinishedVisit { amends, .. }) => *amends,
            _ => None,
        };
        let mut standing = self.outbox.standing(counter, entry);
        if let Some(with) = self.amended_here(visit) {
            standing = Standing::Amended { with, reason: None };
        }
        VisitRow {
            id: visit,
            household,
            author: self.account.user,
            finished: operation.made,
            amends,
            standing,
        }
    }

    fn received_row(&self, id: VisitId, head: &VisitHead) -> VisitRow {
        let standing = Standing::of(&self.review_of(id, head), head.received());
        VisitRow {
            id,
            household: head.household,
            author: head.author,
            finished: head.finished(),
            amends: head.amends,
            standing,
        }
    }

    /// What the office says, with what this device has said since.
    fn review_of(&self, id: VisitId, head: &VisitHead) -> Review {
        let mut review = head.review();
        for (_, entry, operation) in self.pending() {
            let moved = match &operation.action {
                Action::ReviewVisit { visit, decision } if *visit == id => {
                    let at = entry
                        .receipt
                        .as_ref()
                        .map_or_else(|| operation.made.corrected(), |receipt| receipt.received);
                    review.decide(decision, self.account.user, at).ok()
                }
                Action::FinishVisit(FinishedVisit {
                    visit,
                    amends: Some(earlier),
                    ..
                }) if *earlier == id => review.amended(*visit).ok(),
                _ => None,
            };
            review = moved.unwrap_or(review);
        }
        review
    }

    fn amended_here(&self, id: VisitId) -> Option<VisitId> {
        self.pending()
            .find_map(|(_, _, operation)| match &operation.action {
                Action::FinishVisit(FinishedVisit {
                    visit,
                    amends: Some(earlier),
                    ..
                }) if *earlier == id => Some(*visit),
                _ => None,
            })
    }

    /// A household's visits, newest first.
    pub(super) fn visits_of(&self, household: HouseholdId) -> Vec<VisitRow> {
        let received = self
            .records
            .visits_of(household)
            .map(|(id, head)| self.received_row(id, head));
        let own = self
            .own_visits()
            .filter(|own| own.4 == household)
            .map(|own| self.own_row(own));
        let mut rows: Vec<_> = received.chain(own).collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.finished.corrected(), row.id)));
        rows
    }

    /// A visit with everything that was recorded.
    pub(super) fn visit(&self, id: VisitId) -> Option<VisitView> {
        if let Some(head) = self.records.visit(id) {
            let visit: Visit = self.records.read(&RecordKey::Visit(id))?;
            return Some(VisitView {
                row: self.received_row(id, head),
                form: visit.form,
                answers: visit.answers,
                started: visit.started,
                received: Some(visit.received),
            });
        }
        let own = self.own_visits().find(|own| own.3 == id)?;
        let received = own.1.receipt.as_ref().map(|receipt| receipt.received);
        match own.2.action.clone() {
            Action::FinishVisit(FinishedVisit {
                form,
                answers,
                started,
                ..
            }) => Some(VisitView {
                row: self.own_row(own),
                form,
                answers,
                started,
                received,
            }),
            _ => None,
        }
    }

    /// Who was visited.
    pub(super) fn household_of(&self, visit: VisitId) -> Option<HouseholdId> {
        let received = self.records.visit(visit).map(|head| head.household);
        received.or_else(|| {
            self.own_visits()
                .find(|own| own.3 == visit)
                .map(|own| own.4)
        })
    }

    /// What waits for an officer, oldest first.
    pub(super) fn review_queue(&self) -> Vec<VisitRow> {
        let decided: HashSet<VisitId> = self
            .pending()
            .filter_map(|(_, _, operation)| match &operation.action {
                Action::ReviewVisit { visit, .. } => Some(*visit),
                Action::FinishVisit(FinishedVisit { amends, .. }) => *amends,
                Action::RegisterHousehold { .. } => None,
            })
            .collect();
        let waiting = self
            .records
            .visits()
            .filter(|(id, head)| head.review() == Review::Waiting || decided.contains(id));
        let mut rows: Vec<_> = waiting
            .map(|(id, head)| self.received_row(id, head))
            .filter(|row| matches!(row.standing, Standing::Received { .. }))
            .collect();
        rows.sort_by_key(|row| (row.finished.corrected(), row.id));
        rows
    }

    // Outbox, tasks, forms

    /// What is and was sent, newest first.
    pub(super) fn outbox_rows(&self) -> Vec<OutboxRow> {
        let rows = self
            .outbox
            .operations()
            .rev()
            .map(|(counter, entry, operation)| {
                let photos: Vec<_> = photos(operation).collect();
                let received = photos
                    .iter()
                    .filter(|photo| self.media.get(photo).is_none_or(|received| *received))
                    .count();
                OutboxRow {
                    operation: operation.id,
                    what: OutboxWhat::of(&operation.action, |visit| self.household_of(visit)),
                    made: operation.made,
                    standing: self.outbox.standing(counter, entry),
                    photos: (received, photos.len()),
                }
            });
        rows.collect()
    }

    /// What is to be done today.
    pub(super) fn tasks(&mut self) -> Vec<Task> {
        let me: UserId = self.account.user;
        let mended: HashSet<VisitId> = self
            .drafts
            .values()
            .filter_map(|draft| draft.amends)
            .collect();
        let mut returned: Vec<_> = self
            .records
            .visits()
            .filter(|(id, head)| {
                head.author == me && head.review().is_returned() && !mended.contains(id)
            })
            .map(|(id, head)| self.received_row(id, head))
            .collect();
        returned.sort_by_key(|row| (row.finished.corrected(), row.id));
        let corrected: HashSet<_> = self
            .drafts
            .values()
            .filter_map(|draft| draft.corrects)
            .collect();
        let mut outbox = self.outbox_rows();
        outbox.retain(|row| !corrected.contains(&row.operation));
        let drafts: Vec<Draft> = self.drafts.values().rev().cloned().collect();
        let rows = self.list().rows.clone();
        let drafted: HashSet<_> = drafts.iter().map(|draft| draft.household).collect();
        let today = self.now().day();
        let mut tasks = tasks::tasks(&returned, &outbox, &drafts, &rows, today);
        tasks.retain(
            |task| !matches!(task, Task::Due { household, .. } if drafted.contains(household)),
        );
        tasks
    }

    /// A published form.
    pub(super) fn form(&self, id: &FormId) -> Option<Arc<Form>> {
        let make = || match self.records.find(&RecordKey::Form(id.clone())) {
            Some(Record::Form(record)) => record.form().ok().map(Arc::new),
            _ => None,
        };
        if let Some(form) = self.forms.borrow().get(id).cloned().flatten() {
            return Some(form);
        }
        let form = make();
        self.forms.borrow_mut().insert(id.clone(), form.clone());
        form
    }

    /// The form that new visits begin with: the last one that was published as current.
    pub(super) fn current_form(&self) -> Option<(FormId, Arc<Form>)> {
        let current = self.records.whole().filter_map(|record| match record {
            Record::Form(form) if form.current => Some(form),
            _ => None,
        });
        let id = current.max_by_key(|form| form.published)?.id.clone();
        let form = self.form(&id)?;
        Some((id, form))
    }
}

/// What stands on the shelf of media for a photo that the office has.
pub(super) const RECEIVED: &str = "received";

/// The photos that an operation names.
pub(super) fn photos(operation: &Operation) -> impl Iterator<Item = &Sha256> {
    let answers = match &operation.action {
        Action::FinishVisit(FinishedVisit { answers, .. }) => Some(answers),
        _ => None,
    };
    answers
        .into_iter()
        .flat_map(|answers| answers.media())
        .map(|media| &media.sha256)
}

fn numbered(entries: Vec<(Key, Value)>) -> impl Iterator<Item = (u32, Value)> {
    entries.into_iter().filter_map(|(key, value)| match key {
        Key::Number(number) => Some((u32::try_from(number).ok()?, value)),
        Key::Text(_) => None,
    })
}
