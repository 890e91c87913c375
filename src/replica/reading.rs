//! What screens read. Every getter is tracked by the topics that it depends on.

use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::household::hamlet_at;
use dong_hanh_domain::units::FormerUnit;
use dong_hanh_domain::{
    DeviceTime, Given, Hamlet, HamletId, Household, HouseholdId, Member, MemberId, Person, UserId,
    VisitId,
};
use dong_hanh_form::{Form, FormId};
use dong_hanh_sync::{Account, Elsewhere, Record, RecordKey, Tally};
use leptos::prelude::Track;

use super::{
    Draft, HouseholdFilter, HouseholdRow, Me, OutboxRow, Replica, StorageView, SyncView, Task,
    VisitRow, VisitView,
};
use crate::device::clock;
use crate::device::tabs::Typing;

impl Replica {
    /// Who works on this device.
    #[must_use]
    pub fn me(self) -> Me {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let account = state.account.clone();
        Me {
            user: account.user,
            person: account.person,
            role: account.role,
            device: state.device.id(),
            unit_name: account.unit.name,
        }
    }

    /// Today, where this device is, by the corrected clock. Tracked.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        self.0.topics.day.track();
        self.now().day()
    }

    /// Now, by this device's clock with the known skew.
    #[must_use]
    pub fn now(self) -> DeviceTime {
        self.0.state.borrow().now()
    }

    /// All households, in Vietnamese order by given name.
    #[must_use]
    pub fn households(self) -> Arc<[HouseholdRow]> {
        self.0.topics.records.track();
        self.0.state.borrow_mut().list().rows.clone()
    }

    /// The households that answer what was typed, best first; all of them, in list order, where nothing was.
    #[must_use]
    pub fn search(self, typed: &str, filter: HouseholdFilter) -> Vec<HouseholdId> {
        self.0.topics.records.track();
        let today = self.today();
        let mut state = self.0.state.borrow_mut();
        if !typed.is_empty() {
            state.prepare_search(usize::MAX);
        }
        state.list().search(typed, filter, today)
    }

    /// One household of the list.
    #[must_use]
    pub fn row(self, id: HouseholdId) -> Option<HouseholdRow> {
        self.0.topics.records.track();
        self.0.state.borrow_mut().list().row(id).cloned()
    }

    /// One household with all that is known of it.
    #[must_use]
    pub fn household(self, id: HouseholdId) -> Option<Household> {
        self.0.topics.records.track();
        self.0.state.borrow().household(id)
    }

    /// A household's visits, newest first, with those of this device that were not sent yet.
    #[must_use]
    pub fn visits_of(self, id: HouseholdId) -> Vec<VisitRow> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        self.0.state.borrow().visits_of(id)
    }

    /// In which unit a household lived when somebody came to it, where its hamlet has come to another one since then and
    /// it is known what that was called.
    #[must_use]
    pub fn unit_then(self, visit: &VisitRow) -> Option<FormerUnit> {
        self.0.topics.records.track();
        let hamlet = {
            let state = self.0.state.borrow();
            let head = state.records.household(visit.household)?;
            hamlet_at(&head.moved, head.hamlet, visit.finished.corrected())
        };
        let hamlet = self.hamlet(hamlet)?;
        let then = hamlet.unit_of_the_day(visit.began.day())?;
        (!then.name.is_empty()).then(|| then.clone())
    }

    /// Of a household's visits those that were recorded with a form of the same name as this one, newest first.
    #[must_use]
    pub fn visits_alike(self, id: HouseholdId, form: &FormId) -> Vec<VisitRow> {
        let mut visits = self.visits_of(id);
        let name = |form: &FormId| self.form(form).map(|form| form.name.clone());
        let own = name(form);
        visits.retain(|row| {
            self.visit(row.id)
                .is_some_and(|visit| visit.form == *form || name(&visit.form) == own)
        });
        visits
    }

    /// One finished visit.
    #[must_use]
    pub fn visit(self, id: VisitId) -> Option<VisitView> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        self.0.state.borrow().visit(id)
    }

    /// What is known of a visit that another client has sent; nothing where our own app filled it.
    #[must_use]
    pub fn elsewhere(self, id: VisitId) -> Option<Elsewhere> {
        self.0.topics.records.track();
        self.0.state.borrow().elsewhere(id)
    }

    /// A published form.
    #[must_use]
    pub fn form(self, id: &FormId) -> Option<Arc<Form>> {
        self.0.topics.records.track();
        self.0.state.borrow().form(id)
    }

    /// The forms that a visit can begin with, the usual one first; none where none has come that this app can read.
    #[must_use]
    pub fn beginnings(self) -> Vec<(FormId, Arc<Form>)> {
        self.0.topics.records.track();
        self.0.state.borrow().beginnings().unwrap_or_default()
    }

    /// The version of its form that a draft could go on with, where the office has published another one.
    #[must_use]
    pub fn newer_form(self, visit: VisitId) -> Option<(FormId, Arc<Form>)> {
        self.0.topics.records.track();
        self.0.topics.draft_text.track();
        let state = self.0.state.borrow();
        state.newer_form(state.drafts.get(&visit)?)
    }

    /// The hamlets that this device knows, by name.
    #[must_use]
    pub fn hamlets(self) -> Vec<Hamlet> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let hamlets = state.records.whole().filter_map(|record| match record {
            Record::Hamlet(hamlet) => Some(hamlet.clone()),
            _ => None,
        });
        let mut hamlets: Vec<_> = hamlets.collect();
        hamlets.sort_by(|a, b| a.name.cmp(&b.name));
        hamlets
    }

    /// One hamlet.
    #[must_use]
    pub fn hamlet(self, id: HamletId) -> Option<Hamlet> {
        self.0.topics.records.track();
        match self.0.state.borrow().records.find(&RecordKey::Hamlet(id))? {
            Record::Hamlet(hamlet) => Some(hamlet.clone()),
            _ => None,
        }
    }

    /// The people of the unit, by their names.
    #[must_use]
    pub fn people(self) -> Vec<Person> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let people = state.records.whole().filter_map(|record| match record {
            Record::Person(person) => Some(person.clone()),
            _ => None,
        });
        let mut people: Vec<_> = people.collect();
        people.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
        people
    }

    /// The hamlets that volunteers were given, as far as this device is told: the office's is.
    #[must_use]
    pub fn given_hamlets(self) -> Vec<Given> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let given = state.records.whole().filter_map(|record| match record {
            Record::Given(given) => Some(given.clone()),
            _ => None,
        });
        given.collect()
    }

    /// One person who uses Đồng Hành.
    #[must_use]
    pub fn person(self, id: UserId) -> Option<Person> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        match state.records.find(&RecordKey::Person(id)) {
            Some(Record::Person(person)) => Some(person.clone()),
            _ => (id == state.account.user).then(|| state.account.person.clone()),
        }
    }

    /// The visits that are being recorded, latest begun first.
    #[must_use]
    pub fn drafts(self) -> Vec<Draft> {
        self.0.topics.drafts.track();
        self.0.topics.draft_text.track();
        self.0
            .state
            .borrow()
            .drafts
            .values()
            .rev()
            .cloned()
            .collect()
    }

    /// One visit that is being recorded.
    #[must_use]
    pub fn draft(self, id: VisitId) -> Option<Draft> {
        self.0.topics.drafts.track();
        self.0.topics.draft_text.track();
        self.0.state.borrow().drafts.get(&id).cloned()
    }

    /// What is and was sent, newest first: waiting, on its way, held, and received within 30 days.
    #[must_use]
    pub fn outbox(self) -> Vec<OutboxRow> {
        self.0.topics.outbox.track();
        self.0.state.borrow().outbox_rows()
    }

    /// What is to be done today, most urgent first.
    #[must_use]
    pub fn tasks(self) -> Vec<Task> {
        self.0.topics.records.track();
        self.0.topics.drafts.track();
        self.0.topics.outbox.track();
        self.0.state.borrow_mut().tasks()
    }

    /// What waits for an officer, oldest first.
    #[must_use]
    pub fn review_queue(self) -> Vec<VisitRow> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        self.0.state.borrow().review_queue()
    }

    /// What this device has made, and what became of it.
    #[must_use]
    pub fn account(self) -> Account {
        self.0.topics.outbox.track();
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let outbox = state.device.outbox();
        let tally = Tally::of_device(outbox, state.unread.operations as u64);
        tally.account(outbox.counter())
    }

    /// How the exchange with the office goes.
    #[must_use]
    pub fn sync(self) -> SyncView {
        self.0.topics.sync.track();
        self.0.topics.outbox.track();
        self.0.topics.drafts.track();
        let state = self.0.state.borrow();
        SyncView {
            phase: self.phase(),
            online: web_sys::window().is_none_or(|window| window.navigator().on_line()),
            waiting: state.device.outbox().waiting(),
            set_aside: state.device.outbox().set_aside(),
            held: state.device.outbox().held().count(),
            photos: state.photos_left(),
            photos_lost: state.photos_lost(),
            shown_to_come: state.to_come.count(),
            drafts: state.begun(),
            last_contact: state.device.exchange().last_contact,
            clock_off_min: state.device.exchange().clock_off_min(),
            session_ended: self.0.session_ended.get(),
        }
    }

    /// Tracks what is stored beside the forms that show it: by another tab, or a photo.
    pub fn track_reloaded(self) {
        self.0.topics.reloaded.track();
    }

    /// How safe the data is on this device.
    #[must_use]
    pub fn storage(self) -> StorageView {
        self.0.topics.storage.track();
        self.0.storage.get()
    }

    /// What was typed and is not said yet, as it was kept.
    #[must_use]
    pub fn typed(self, typing: Typing) -> Option<String> {
        self.0.topics.drafts.track();
        self.0.topics.draft_text.track();
        self.0.state.borrow().facts.get(&typing.name()).cloned()
    }

    /// A household, for the form that registers one.
    #[must_use]
    pub fn new_household(self, id: HouseholdId, hamlet: HamletId, head: Member) -> Household {
        let me = self.0.state.borrow().account.user;
        Household::new(id, hamlet, head, me)
    }

    /// A new id for a household.
    #[must_use]
    pub fn new_household_id(self) -> HouseholdId {
        HouseholdId(clock::new_id())
    }

    /// A new id for a member of a household.
    #[must_use]
    pub fn new_member_id(self) -> MemberId {
        MemberId(clock::new_id())
    }
}
