//! What this device knows, in memory: opened from the store, kept current, searched.
//!
//! A screen reads the [`Replica`] and gives it commands; nothing else reaches the store or the network.

mod alone;
mod around;
mod arranging;
mod boot;
mod choosing;
mod cleared;
mod coming_in;
mod commands;
mod consent;
mod door;
mod drafts;
mod edit;
mod erasing;
mod exchange;
mod facts;
mod following;
mod form;
mod gallery;
mod handover;
mod hearing;
mod held;
mod help;
mod household;
mod known;
mod leading;
mod list;
mod listing;
mod looking;
mod lost;
mod midnight;
mod outbox;
mod overlay;
mod photos;
mod places;
mod plain;
mod reading;
mod requests;
mod retention;
mod ruling;
mod shown;
mod state;
mod tasks;
mod topics;
mod turning;
mod twins;
mod unread;
mod views;
mod visit;
mod whereabouts;

use std::cell::{Cell, OnceCell, RefCell};

use dong_hanh_sync::device::Input;
use dong_hanh_vault::DataKey;
use futures::channel::mpsc;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::spawn_local;

use self::midnight::Midnight;
use crate::device::keys::Keeper;
use crate::device::network::Network;
use crate::device::storage;
use crate::device::store::Store;
use crate::device::tabs::Tabs;
use crate::device::wakes::{self, Alarm};

pub use crate::device::SaveError;
pub use crate::device::tabs::Typing;
pub use arranging::Arranged;
pub use boot::{BlockedWhy, Boot, Robbed, Session, SignInError, use_session};
pub use choosing::values;
pub use cleared::{Evictions, Kept};
pub use coming_in::{Choosing, Why};
pub use consent::RestsOn;
pub use dong_hanh_records::{Draft, Points};
pub use door::UnlockError;
pub(crate) use door::key_of;
pub use edit::Heard;
pub use gallery::Medium;
pub use handover::{Handover, Item, Lying};
pub use held::WayOut;
pub use help::{new_promise, new_support};
pub use household::{HouseholdFilter, HouseholdRow, LONG_AGO_DAYS, Visited};
pub use known::KnownUser;
pub use lost::Stage as LostStage;
pub use outbox::{OutboxRow, OutboxWhat};
pub use requests::{Asked, new_request};
pub use ruling::{Decided, Fitting, HeldEntry, Refused};
pub use tasks::Task;
pub use twins::Answered;
pub use views::{Fullness, Me, StorageView, SyncView};
pub use visit::{Standing, VisitRow, VisitView};

use gallery::Gallery;
use hearing::Missed;
use state::State;
use topics::Topics;

/// What this device knows. A handle that is copied freely and lives as long as the app; getters are tracked,
/// commands resolve when durable.
#[derive(Clone, Copy)]
pub struct Replica(&'static SendWrapper<Inner>);

/// The same one, not one that knows the same.
impl PartialEq for Replica {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

struct Inner {
    store: Store,
    /// What the store is sealed with, until the phone is locked.
    key: RefCell<Option<DataKey>>,
    /// Answers other tabs that want to come in.
    keys: RefCell<Option<Keeper>>,
    network: Network,
    state: RefCell<State>,
    topics: Topics,
    alarm: Alarm,
    midnight: Midnight,
    /// Told whenever the device has moved.
    watch: RefCell<Option<mpsc::UnboundedSender<()>>>,
    tabs: OnceCell<Tabs>,
    session: OnceCell<Session>,
    missed: RefCell<Missed>,
    /// What was missed is being read.
    catching_up: Cell<bool>,
    /// Held by whoever reads something to write it anew, so that no two commands build on the same state.
    writing: futures::lock::Mutex<()>,
    /// Held from the start until it is known which tab leads.
    unknown: Cell<Option<futures::lock::MutexGuard<'static, ()>>>,
    session_ended: Cell<bool>,
    storage: Cell<StorageView>,
    /// Since this start; see [`facts::name::ASKED`] for those before.
    asked_to_persist: Cell<bool>,
    /// The office has said since the start for whom a hand-over is locked, or that it does not know.
    asked_for_recipient: Cell<bool>,
    /// Another token is being asked for, or the office has said since the start that it makes none.
    asked_for_token: Cell<bool>,
    /// The office is being told why households were opened.
    telling_looks: Cell<bool>,
    /// What local storage says that is on this device only.
    noted: Cell<Option<Kept>>,
    /// This tab may lead, and could not begin to; whether it has to read the store anew.
    stuck: Cell<Option<bool>>,
    gallery: RefCell<Gallery>,
}

/// The replica of the open session; inside [`Boot::Open`] only.
#[must_use]
pub fn use_replica() -> Replica {
    expect_context()
}

impl Replica {
    /// A replica of what a store holds. It sends and fetches nothing until it leads, see [`Replica::lead`].
    fn new(store: Store, key: DataKey, network: Network, state: State) -> Self {
        let storage = StorageView {
            evictions: state.evictions,
            ..StorageView::default()
        };
        let inner = Inner {
            store,
            key: RefCell::new(Some(key)),
            keys: RefCell::default(),
            network,
            state: RefCell::new(state),
            topics: Topics::default(),
            alarm: Alarm::default(),
            midnight: Midnight::default(),
            watch: RefCell::default(),
            tabs: OnceCell::new(),
            session: OnceCell::new(),
            missed: RefCell::default(),
            catching_up: Cell::default(),
            writing: futures::lock::Mutex::new(()),
            unknown: Cell::default(),
            session_ended: Cell::new(false),
            storage: Cell::new(storage),
            asked_to_persist: Cell::default(),
            asked_for_recipient: Cell::default(),
            asked_for_token: Cell::default(),
            telling_looks: Cell::default(),
            noted: Cell::default(),
            stuck: Cell::default(),
            gallery: RefCell::default(),
        };
        // It lives as long as the app, so that no page can hold on to one that is gone.
        let replica = Self(Box::leak(Box::new(SendWrapper::new(inner))));
        wakes::listen(
            move || replica.tell(Input::NetworkBack),
            move || {
                replica.tell(Input::Wanted);
                replica.catch_up();
                replica.turn_the_day();
            },
        );
        replica.turn_the_day();
        replica
    }

    /// The server, for the screens that work only with a network: sessions, people.
    #[must_use]
    pub fn network(self) -> Network {
        self.0.network.clone()
    }

    /// Sends and fetches now, with what had been set aside.
    pub fn sync_now(self) {
        self.0.state.borrow_mut().photos.retry();
        self.tell(Input::Pressed);
        self.0.topics.records.notify();
        self.0.topics.outbox.notify();
    }

    /// Gives up what is under way; nothing of it is lost.
    pub fn cancel_sync(self) {
        self.tell(Input::Cancelled);
    }

    /// Makes this tab the one that works; the other one follows.
    pub fn take_over(self) {
        self.lead(true);
    }

    /// What keeps the storage from working.
    #[must_use]
    pub fn trouble(self) -> Option<SaveError> {
        self.0.store.trouble().get()
    }

    /// Tries once more what the storage did not do, as somebody has made room or waited.
    pub fn try_storage_again(self) {
        spawn_local(async move {
            // What still fails is told again.
            if let Ok(_turn) = self.turn().await {
                let _ = self.drop_photos().await;
            }
            self.look_at_storage().await;
            self.sync_now();
        });
    }

    /// Reads anew how full the storage is.
    async fn look_at_storage(self) {
        let room = storage::room().await;
        let persisted = storage::is_persisted().await;
        self.0.storage.set(StorageView {
            persisted,
            used: room.used,
            quota: room.quota,
            ..self.0.storage.get()
        });
        self.0.topics.storage.notify();
    }

    fn record_count(self) -> usize {
        self.0.state.borrow().records.len()
    }

    /// The key of the store; none where the phone was locked.
    #[must_use]
    pub fn key(self) -> Option<DataKey> {
        self.0.key.borrow().clone()
    }

    /// What is stored is out of reach from now on, also for what was under way.
    fn forget_key(self) {
        self.0.key.take();
        self.0.store.lock();
        self.0.network.set_token(None);
    }
}
