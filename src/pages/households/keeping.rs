//! Keeps what was typed of a new household in the store of whoever types: one durable write after another.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use dong_hanh_domain::UserId;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::form::Keeping;
use crate::replica::{Replica, SaveError, Typing};

/// A write that failed is tried again after this many milliseconds, besides with whatever is typed next.
const RETRY_MS: u32 = 5_000;

/// The one keeper of what a person types of one thing; it outlives the page, so that leaving it loses nothing.
pub(super) struct Keeper {
    replica: Replica,
    what: Typing,
    /// As it is stored; nothing where nothing was typed.
    typed: RefCell<Option<String>>,
    /// What was typed last is not written.
    due: Cell<bool>,
    writing: Cell<bool>,
    /// The next try after a failure.
    again: RefCell<Option<Timeout>>,
    pub(super) keeping: ArcRwSignal<Keeping>,
}

thread_local! {
    static KEEPERS: RefCell<BTreeMap<(UserId, Typing), Rc<Keeper>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether something that was typed is in memory only.
pub(crate) fn has_unwritten() -> bool {
    KEEPERS.with_borrow(|keepers| keepers.values().any(|keeper| keeper.is_unwritten()))
}

impl Keeper {
    /// The keeper of whoever works here.
    pub(super) fn of(replica: Replica, what: Typing) -> Rc<Self> {
        let whose = (untrack(|| replica.me()).user, what);
        let before = KEEPERS.with_borrow(|keepers| keepers.get(&whose).cloned());
        let left = match before {
            Some(keeper) if keeper.replica == replica => return keeper,
            left => left.filter(|left| left.is_unwritten()),
        };
        let keeper = Rc::new(Self {
            replica,
            what,
            typed: RefCell::new(stored(replica, what)),
            due: Cell::default(),
            writing: Cell::default(),
            again: RefCell::default(),
            keeping: ArcRwSignal::new(Keeping::Kept { at: replica.now() }),
        });
        KEEPERS.with_borrow_mut(|keepers| keepers.insert(whose, Rc::clone(&keeper)));
        // Its replica was left with this unwritten; the same person is here again.
        if let Some(left) = left {
            left.due.set(false);
            keeper.keep(left.typed.take());
        }
        keeper
    }

    /// What was typed.
    pub(super) fn typed(&self) -> Option<String> {
        self.typed.borrow().clone()
    }

    /// Puts this in the place of what was typed.
    pub(super) fn keep(self: &Rc<Self>, typed: Option<String>) {
        if *self.typed.borrow() == typed {
            return;
        }
        self.typed.replace(typed);
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
            self.typed.replace(stored(self.replica, self.what));
        }
    }

    /// Writes no more of it, as it is being said: that takes it out of the store.
    pub(super) fn hand_on(&self) {
        self.due.set(false);
    }

    /// It could not be said.
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
            let typed = self.typed();
            if let Err(error) = self.replica.keep_typed(self.what, typed).await {
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

fn stored(replica: Replica, what: Typing) -> Option<String> {
    untrack(|| replica.typed(what))
}
