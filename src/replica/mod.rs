//! What this device knows, in memory: opened from the store, kept current, searched.
//!
//! A screen reads the [`Replica`] and gives it commands; nothing else reaches the store or the network.

mod boot;
mod commands;
mod draft;
mod facts;
mod household;
mod list;
mod order;
mod outbox;
mod photos;
mod records;
mod rounds;
mod state;
mod tasks;
mod topics;
mod views;
mod visit;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::{
    DeviceTime, Hamlet, HamletId, Household, HouseholdId, Member, MemberId, Person, UserId, VisitId,
};
use dong_hanh_form::{Form, FormId, Sha256};
use dong_hanh_sync::device::{Event, Phase};
use dong_hanh_sync::{HeldRecord, Record, RecordKey};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::device::network::Network;
use crate::device::store::{Batch, Shelf, Store};
use crate::device::sync::Driver;
use crate::device::tabs::Tabs;
use crate::device::{clock, storage};

pub use crate::device::SaveError;
pub use boot::{BlockedWhy, Boot, KnownUser, Session, SignInError, use_session};
pub use draft::Draft;
pub use household::{HouseholdFilter, HouseholdRow, Visited};
pub use outbox::{OutboxRow, OutboxWhat};
pub use photos::Photo;
pub use tasks::{DUE_AFTER_DAYS, Task};
pub use views::{Me, StorageView, SyncView};
pub use visit::{Standing, VisitRow, VisitView};

use state::State;
use topics::Topics;

/// What this device knows. A handle that is copied freely and lives as long as the app; getters are tracked,
/// commands resolve when durable.
#[derive(Clone, Copy)]
pub struct Replica(&'static SendWrapper<Inner>);

struct Inner {
    store: Store,
    network: Network,
    state: RefCell<State>,
    topics: Topics,
    driver: OnceCell<Driver<Replica>>,
    tabs: OnceCell<Tabs>,
    /// Held by whoever reads something to write it anew, so that no two commands build on the same state.
    writing: futures::lock::Mutex<()>,
    session_ended: Cell<bool>,
    storage: Cell<StorageView>,
    asked_to_persist: Cell<bool>,
    photos: RefCell<HashMap<Sha256, ArcRwSignal<Photo>>>,
}

/// The replica of the open session; inside [`Boot::Open`] only.
#[must_use]
pub fn use_replica() -> Replica {
    expect_context()
}

impl Replica {
    /// A replica of what a store holds. It sends and fetches nothing until it leads, see [`Replica::lead`].
    fn new(store: Store, network: Network, state: State) -> Self {
        let waiting = state.outbox.waiting();
        let inner = Inner {
            store,
            network,
            state: RefCell::new(state),
            topics: Topics::default(),
            driver: OnceCell::new(),
            tabs: OnceCell::new(),
            writing: futures::lock::Mutex::new(()),
            session_ended: Cell::new(false),
            storage: Cell::default(),
            asked_to_persist: Cell::default(),
            photos: RefCell::default(),
        };
        // It lives as long as the app, so that no page can hold on to one that is gone.
        let replica = Self(Box::leak(Box::new(SendWrapper::new(inner))));
        let driver = Driver::new(replica, waiting);
        replica.0.driver.get_or_init(|| driver);
        replica
    }

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
            device: state.device,
            unit_name: account.unit.name,
        }
    }

    /// Today, where this device is, by the corrected clock.
    #[must_use]
    pub fn today(self) -> NaiveDate {
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

    /// One finished visit.
    #[must_use]
    pub fn visit(self, id: VisitId) -> Option<VisitView> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        self.0.state.borrow().visit(id)
    }

    /// A published form.
    #[must_use]
    pub fn form(self, id: &FormId) -> Option<Arc<Form>> {
        self.0.topics.records.track();
        self.0.state.borrow().form(id)
    }

    /// The form that new visits begin with.
    #[must_use]
    pub fn current_form(self) -> Option<(FormId, Arc<Form>)> {
        self.0.topics.records.track();
        self.0.state.borrow().current_form()
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

    /// What the office keeps without having applied it, latest first.
    #[must_use]
    pub fn held(self) -> Vec<HeldRecord> {
        self.0.topics.records.track();
        let state = self.0.state.borrow();
        let held = state.records.whole().filter_map(|record| match record {
            Record::Held(held) => Some(held.clone()),
            _ => None,
        });
        let mut held: Vec<_> = held.collect();
        held.sort_by_key(|held| std::cmp::Reverse(held.received));
        held
    }

    /// How the exchange with the office goes.
    #[must_use]
    pub fn sync(self) -> SyncView {
        self.0.topics.sync.track();
        let state = self.0.state.borrow();
        SyncView {
            phase: self.phase(),
            online: web_sys::window().is_none_or(|window| window.navigator().on_line()),
            waiting: state.outbox.waiting(),
            last_contact: state.exchange.last_contact,
            skew_ms: state.exchange.skew_ms,
            session_ended: self.0.session_ended.get(),
        }
    }

    /// How safe the data is on this device.
    #[must_use]
    pub fn storage(self) -> StorageView {
        self.0.topics.storage.track();
        self.0.storage.get()
    }

    /// A household with a new id, for the form that registers one.
    #[must_use]
    pub fn new_household(self, hamlet: HamletId, head: Member) -> Household {
        Household {
            id: HouseholdId(clock::new_id()),
            hamlet,
            code: None,
            address: String::new(),
            phone: None,
            head,
            others: Vec::new(),
            dwelling: dong_hanh_domain::Dwelling::default(),
            class: None,
            registered_by: self.0.state.borrow().account.user,
            extra: dong_hanh_domain::Extra::default(),
        }
    }

    /// A new id for a member of a household.
    #[must_use]
    pub fn new_member_id(self) -> MemberId {
        MemberId(clock::new_id())
    }

    /// The server, for the screens that work only with a network: sessions, people.
    #[must_use]
    pub fn network(self) -> Network {
        self.0.network.clone()
    }

    /// Sends and fetches now.
    pub fn sync_now(self) {
        self.tell(Event::Wanted);
    }

    /// Gives up what is under way; nothing of it is lost.
    pub fn cancel_sync(self) {
        self.tell(Event::Cancelled);
    }

    /// Makes this tab the one that works; the other one follows.
    pub fn take_over(self) {
        self.lead(true);
    }

    fn tell(self, event: Event) {
        if let Some(driver) = self.0.driver.get() {
            driver.tell(event);
        }
    }

    fn phase(self) -> Phase {
        self.0.driver.get().map_or(Phase::Following, Driver::phase)
    }

    /// Reads anew how full the storage is; `lost` says that the browser had thrown the data away.
    async fn look_at_storage(self, lost: bool) {
        let room = storage::room().await;
        let persisted = storage::is_persisted().await;
        let lost = lost || self.0.storage.get().lost;
        self.0.storage.set(StorageView {
            persisted,
            used: room.used,
            quota: room.quota,
            lost,
        });
        self.0.topics.storage.notify();
    }

    fn record_count(self) -> usize {
        self.0.state.borrow().records.len()
    }

    async fn forget_token(self) -> Result<(), SaveError> {
        self.0.network.set_token(None);
        self.0
            .store
            .write(Batch::strict().delete(Shelf::Meta, facts::name::TOKEN))
            .await
    }
}
