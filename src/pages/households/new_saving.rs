//! What the page of a new household holds while it is open, and how it becomes a household.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::new_form::{Fault, Typed};
use crate::device::SaveError;
use crate::device::preferences;
use crate::replica::{Replica, use_replica};
use crate::ui::{ensure_id, focus_soon, use_lang};

/// Where what was typed waits until it is saved, so that a reload costs nothing.
const KEPT: &str = "dong-hanh.new-household";

/// The page's state; a handle that lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) typed: RwSignal<Typed>,
    /// Whether somebody wanted to save: only then is said what is wrong.
    pub(super) tried: RwSignal<bool>,
    pub(super) busy: RwSignal<bool>,
    pub(super) failed: RwSignal<Option<SaveError>>,
    replica: Replica,
}

impl Entry {
    /// Goes on with what was typed before, where it was not saved.
    pub(super) fn take_up() -> Self {
        let typed = RwSignal::new(preferences::read::<Typed>(KEPT).unwrap_or_default());
        Effect::new(move || preferences::write(KEPT, &*typed.read()));
        Self {
            typed,
            tried: RwSignal::new(false),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            replica: use_replica(),
        }
    }

    /// Changes what was typed.
    pub(super) fn change(self, put: impl FnOnce(&mut Typed)) {
        self.typed.update(put);
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
            let household = self.typed.read_untracked().household(
                replica.today(),
                || replica.new_member_id(),
                |hamlet, head| replica.new_household(hamlet, head),
            );
            let Ok(household) = household else {
                return focus_first_fault();
            };
            let navigate = navigate.clone();
            self.busy.set(true);
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
                        let _ = self.busy.try_set(false);
                        drop(self.failed.try_set(Some(error)));
                    }
                }
            });
        })
    }

    /// Puts words in the place of those that were typed, also when the page has been left.
    pub(super) fn keep(self, typed: Typed) {
        preferences::write(KEPT, &typed);
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
