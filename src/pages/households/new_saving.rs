//! What the page of a new household holds while it is open, and how it becomes a household.

use dong_hanh_sync::device::Phase;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::new_form::{Fault, Typed};
use super::new_keeping::Keeper;
use crate::form::Keeping;
use crate::replica::{Replica, SaveError, use_replica};
use crate::ui::{ensure_id, focus_soon, use_lang};

/// The page's state; a handle that lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) typed: RwSignal<Typed>,
    /// Whether somebody wanted to save: only then is said what is wrong.
    pub(super) tried: RwSignal<bool>,
    pub(super) busy: RwSignal<bool>,
    pub(super) failed: RwSignal<Option<SaveError>>,
    /// Where what was typed is.
    pub(super) keeping: Signal<Keeping>,
    /// Whether another tab works, so that this one only shows.
    pub(super) following: Memo<bool>,
    replica: Replica,
}

impl Entry {
    /// Goes on with what was typed before, where it was not saved.
    pub(super) fn take_up() -> Self {
        let replica = use_replica();
        let keeper = Keeper::of(replica);
        keeper.renew();
        let keeping = keeper.keeping.clone();
        let entry = Self {
            typed: RwSignal::new(keeper.typed()),
            tried: RwSignal::new(false),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            keeping: Signal::derive(move || keeping.get()),
            following: Memo::new(move |_| {
                matches!(replica.sync().phase, Phase::Starting | Phase::Following)
            }),
            replica,
        };
        entry.go_with_other_tabs();
        entry
    }

    /// What another tab has stored is shown; what could not be stored while it worked is written afterwards.
    fn go_with_other_tabs(self) {
        Effect::new(move |_| {
            self.replica.track_reloaded();
            let keeper = Keeper::of(self.replica);
            keeper.renew();
            let typed = keeper.typed();
            if *self.typed.read_untracked() != typed {
                self.typed.set(typed);
            }
        });
        Effect::new(move |_| {
            if !self.following.get() {
                self.retry();
            }
        });
    }

    /// Tries again to keep what could not be kept.
    pub(super) fn retry(self) {
        Keeper::of(self.replica).write();
    }

    /// Changes what was typed.
    pub(super) fn change(self, put: impl FnOnce(&mut Typed)) {
        let mut typed = self.typed.get_untracked();
        put(&mut typed);
        if typed.has_words() {
            typed
                .id
                .get_or_insert_with(|| self.replica.new_household_id());
        }
        self.keep(typed);
    }

    /// How many fields are wrong, once somebody wanted to save.
    pub(super) fn faults(self) -> usize {
        if self.tried.get() {
            self.typed.read().faults(self.replica.today())
        } else {
            0
        }
    }

    /// What is wrong with one field, in words, once somebody wanted to save.
    pub(super) fn fault(self, find: fn(&Typed) -> Option<Fault>) -> Signal<Option<String>> {
        let lang = use_lang();
        Signal::derive(move || {
            let fault = self.tried.get().then(|| find(&self.typed.read())).flatten();
            fault.map(|fault| fault.text(lang))
        })
    }

    /// What saves the household and then shows it, or brings the first field that is wrong to the eye.
    pub(super) fn saving(self) -> Callback<()> {
        let navigate = use_navigate();
        let replica = self.replica;
        Callback::new(move |()| {
            self.tried.set(true);
            self.failed.set(None);
            let typed = self.typed.get_untracked();
            let household = typed.household(
                replica.today(),
                || replica.new_member_id(),
                |hamlet, head| {
                    let id = typed.id.unwrap_or_else(|| replica.new_household_id());
                    replica.new_household(id, hamlet, head)
                },
            );
            let Ok(household) = household else {
                return focus_first_fault();
            };
            let navigate = navigate.clone();
            self.busy.set(true);
            let keeper = Keeper::of(replica);
            keeper.hand_on();
            spawn_local(async move {
                match replica.register_household(household).await {
                    Ok(id) => {
                        // The page may have been left; what was typed is a household now all the same.
                        self.keep(Typed::default());
                        if self.busy.try_set(false).is_none() {
                            let there = NavigateOptions {
                                replace: true,
                                ..NavigateOptions::default()
                            };
                            navigate(&format!("/households/{id}"), there);
                        }
                    }
                    Err(error) => {
                        keeper.take_back();
                        let _ = self.busy.try_set(false);
                        drop(self.failed.try_set(Some(error)));
                    }
                }
            });
        })
    }

    /// Puts words in the place of those that were typed, also when the page has been left.
    pub(super) fn keep(self, typed: Typed) {
        Keeper::of(self.replica).keep(typed.clone());
        drop(self.typed.try_set(typed));
    }
}

fn focus_first_fault() {
    // Once the fields are marked.
    request_animation_frame(|| {
        let first = document()
            .query_selector(".q.has-error input")
            .ok()
            .flatten();
        if let Some(id) = first.map(|input| ensure_id(&input)) {
            focus_soon(id);
        }
    });
}
