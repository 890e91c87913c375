//! Keeps what was typed of a new household in the store of whoever types: one durable write after another.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use dong_hanh_domain::UserId;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::new_form::Typed;
use crate::form::Keeping;
use crate::replica::{Replica, SaveError};

/// A write that failed is tried again after this many milliseconds, besides with whatever is typed next.
const RETRY_MS: u32 = 5_000;

/// The one keeper of a person's new household; it outlives the page, so that leaving it loses nothing.
pub(super) struct Keeper {
    replica: Replica,
    typed: RefCell<Typed>,
    /// What was typed last is not written.
    due: Cell<bool>,
    writing: Cell<bool>,
    /// The next try after a failure.
    again: RefCell<Option<Timeout>>,
    pub(super) keeping: ArcRwSignal<Keeping>,
}

thread_local! {
    static KEEPERS: RefCell<BTreeMap<UserId, Rc<Keeper>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether something that was typed is in memory only.
pub(crate) fn has_unwritten() -> bool {
    KEEPERS.with_borrow(|keepers| keepers.values().any(|keeper| keeper.is_unwritten()))
}

impl Keeper {
    /// The keeper of whoever works here.
    pub(super) fn of(replica: Replica) -> Rc<Self> {
        let user = untrack(|| replica.me()).user;
        let before = KEEPERS.with_borrow(|keepers| keepers.get(&user).cloned());
        let left = match before {
            Some(keeper) if keeper.replica == replica => return keeper,
            left => left.filter(|left| left.is_unwritten()),
        };
        let keeper = Rc::new(Self {
            replica,
            typed: RefCell::new(stored(replica)),
            due: Cell::default(),
            writing: Cell::default(),
            again: RefCell::default(),
            keeping: ArcRwSignal::new(Keeping::Kept { at: replica.now() }),
        });
        KEEPERS.with_borrow_mut(|keepers| keepers.insert(user, Rc::clone(&keeper)));
        // Its replica was left with this unwritten; the same person is here again.
        if let Some(left) = left {
            left.due.set(false);
            keeper.keep(left.typed.take());
        }
        keeper
    }

    /// What was typed.
    pub(super) fn typed(&self) -> Typed {
        self.typed.borrow().clone()
    }

    /// Puts this in the place of what was typed.
    pub(super) fn keep(self: &Rc<Self>, typed: Typed) {
        let kept = typed.kept();
        if self.typed.replace(typed).kept() == kept {
            return;
        }
        self.due.set(true);
        // A failure stays on the screen until a write has succeeded.
        if matches!(*self.keeping.read_untracked(), Keeping::Kept { .. }) {
            self.keeping.set(Keeping::Writing);
        }
        self.write();
    }

    /// Takes up what another tab has stored, where nothing waits to be written here.
    pub(super) fn renew(&self) {
        if !self.is_unwritten() {
            self.typed.replace(stored(self.replica));
        }
    }

    /// Writes no more of it, as it becomes a household: that takes it out of the store.
    pub(super) fn hand_on(&self) {
        self.due.set(false);
    }

    /// It did not become one.
    pub(super) fn take_back(self: &Rc<Self>) {
        self.due.set(true);
        self.write();
    }

    /// Tries again what failed.
    pub(super) fn write(self: &Rc<Self>) {
        if !self.due.get() || self.writing.replace(true) {
            return;
        }
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let written = keeper.write_all().await;
            keeper.writing.set(false);
            keeper.keeping.set(match written {
                Ok(()) => Keeping::Kept {
                    at: keeper.replica.now(),
                },
                Err(error) => {
                    let again = Rc::clone(&keeper);
                    let again = Timeout::new(RETRY_MS, move || again.write());
                    // It replaces any earlier one, which is cancelled as it is dropped.
                    keeper.again.replace(Some(again));
                    Keeping::Failed(error)
                }
            });
        });
    }

    /// Writes until nothing is due, also of what was typed during the last write.
    async fn write_all(&self) -> Result<(), SaveError> {
        while self.due.take() {
            let kept = self.typed.borrow().kept();
            if let Err(error) = self.replica.keep_new_household(kept).await {
                self.due.set(true);
                return Err(error);
            }
        }
        Ok(())
    }

    fn is_unwritten(&self) -> bool {
        self.due.get() || self.writing.get()
    }
}

fn stored(replica: Replica) -> Typed {
    let kept = untrack(|| replica.new_household_kept());
    let typed = kept.and_then(|text| serde_json::from_str(&text).ok());
    typed.unwrap_or_default()
}
