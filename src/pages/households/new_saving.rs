//! What the page of a new household holds while it is open, and how it becomes a household.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::new_form::{Fault, Typed};
use super::typing::OnPage;
use crate::replica::{Replica, Typing, use_replica};
use crate::ui::{ensure_id, focus_soon, use_lang};

/// The page's state; a handle that lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) typed: RwSignal<Typed>,
    /// Whether somebody wanted to save: only then is said what is wrong.
    pub(super) tried: RwSignal<bool>,
    /// It as it is kept.
    pub(super) page: OnPage,
    replica: Replica,
}

impl Entry {
    /// Goes on with what was typed before, where it was not saved.
    pub(super) fn take_up() -> Self {
        let page = OnPage::take_up(Typing::NewHousehold);
        let entry = Self {
            typed: RwSignal::new(Typed::read(page.typed.get_untracked().as_deref())),
            tried: RwSignal::new(false),
            page,
            replica: use_replica(),
        };
        // What another tab has typed.
        Effect::new(move |_| {
            let kept = entry.page.typed.get();
            if entry.typed.read_untracked().kept() != kept {
                entry.typed.set(Typed::read(kept.as_deref()));
            }
        });
        entry
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
            self.page.begin();
            spawn_local(async move {
                match replica.register_household(household).await {
                    Ok(id) => {
                        // The page may have been left; what was typed is a household now all the same.
                        self.keep(Typed::default());
                        if self.page.busy.try_set(false).is_none() {
                            let there = NavigateOptions {
                                replace: true,
                                ..NavigateOptions::default()
                            };
                            navigate(&format!("/households/{id}"), there);
                        }
                    }
                    Err(error) => {
                        self.page.fail(error);
                    }
                }
            });
        })
    }

    /// Puts words in the place of those that were typed, also when the page has been left.
    pub(super) fn keep(self, typed: Typed) {
        let kept = typed.kept();
        // First what is shown: what is kept is compared with it.
        drop(self.typed.try_set(typed));
        self.page.keep(kept);
    }
}

/// Brings the first field that is wrong to the eye.
pub(super) fn focus_first_fault() {
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
