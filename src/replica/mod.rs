//! What this device knows, in memory: opened from the store, kept current, searched.
//!
//! A screen reads the [`Replica`] and gives it commands; nothing else reaches the store or the network.

mod around;
mod boot;
mod choosing;
mod commands;
mod draft;
mod drafts;
mod edit;
mod exchange;
mod facts;
mod gallery;
mod held;
mod household;
mod known;
mod leading;
mod list;
mod order;
mod outbox;
mod overlay;
mod photos;
mod reading;
mod records;
mod state;
mod tasks;
mod topics;
mod unread;
mod views;
mod visit;

use std::cell::{Cell, OnceCell, RefCell};

use dong_hanh_sync::device::Input;
use futures::channel::mpsc;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::device::network::Network;
use crate::device::storage;
use crate::device::store::{Batch, Shelf, Store};
use crate::device::tabs::Tabs;
use crate::device::wakes::{self, Alarm};

pub use crate::device::SaveError;
pub use boot::{BlockedWhy, Boot, Session, SignInError, use_session};
pub use choosing::values;
pub use draft::Draft;
pub use gallery::Photo;
pub use held::WayOut;
pub use household::{HouseholdFilter, HouseholdRow, Visited};
pub use known::KnownUser;
pub use outbox::{OutboxRow, OutboxWhat};
pub use tasks::{DUE_AFTER_DAYS, Task};
pub use views::{Me, StorageView, SyncView};
pub use visit::{Standing, VisitRow, VisitView};

use gallery::Gallery;
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
    network: Network,
    state: RefCell<State>,
    topics: Topics,
    alarm: Alarm,
    /// Told whenever the device has moved.
    watch: RefCell<Option<mpsc::UnboundedSender<()>>>,
    tabs: OnceCell<Tabs>,
    /// Held by whoever reads something to write it anew, so that no two commands build on the same state.
    writing: futures::lock::Mutex<()>,
    /// Held from the start until it is known which tab leads.
    unknown: Cell<Option<futures::lock::MutexGuard<'static, ()>>>,
    session_ended: Cell<bool>,
    storage: Cell<StorageView>,
    asked_to_persist: Cell<bool>,
    gallery: RefCell<Gallery>,
}

/// The replica of the open session; inside [`Boot::Open`] only.
#[must_use]
pub fn use_replica() -> Replica {
    expect_context()
}

impl Replica {
    /// A replica of what a store holds. It sends and fetches nothing until it leads, see [`Replica::lead`].
    fn new(store: Store, network: Network, state: State) -> Self {
        let inner = Inner {
            store,
            network,
            state: RefCell::new(state),
            topics: Topics::default(),
            alarm: Alarm::default(),
            watch: RefCell::default(),
            tabs: OnceCell::new(),
            writing: futures::lock::Mutex::new(()),
            unknown: Cell::default(),
            session_ended: Cell::new(false),
            storage: Cell::default(),
            asked_to_persist: Cell::default(),
            gallery: RefCell::default(),
        };
        // It lives as long as the app, so that no page can hold on to one that is gone.
        let replica = Self(Box::leak(Box::new(SendWrapper::new(inner))));
        wakes::listen(
            move || replica.tell(Input::NetworkBack),
            move || replica.tell(Input::Wanted),
        );
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
        self.0
            .store
            .write(Batch::strict().delete(Shelf::Meta, facts::name::TOKEN))
            .await
    }
}
