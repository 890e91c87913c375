//! One thing that is said of a household: typed, kept, and then one operation.

use dong_hanh_domain::{Fact, HouseholdChange, HouseholdId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::TypedFacts;
use crate::pages::facts;
use crate::pages::households::typing::OnPage;
use crate::pages::visit::replacing;
use crate::replica::{Heard, Replica, Typing, use_replica};
use crate::ui::{use_lang, use_toaster};
use crate::words::facts as fact_words;
use crate::words::otherwise as words;

/// What is said on a page; a handle that lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Saying {
    household: HouseholdId,
    /// The last part of the page's address.
    part: StoredValue<String>,
    pub(super) page: OnPage,
    /// What is to be mended, in words.
    pub(super) fault: RwSignal<Option<String>>,
    replica: Replica,
}

impl Saying {
    /// Goes on with what was typed before, where it was not said.
    pub(super) fn take_up(household: HouseholdId, part: String) -> Self {
        Self {
            household,
            part: StoredValue::new(part),
            page: OnPage::take_up(Typing::Facts(household)),
            fault: RwSignal::new(None),
            replica: use_replica(),
        }
    }

    /// What is typed on this page. Tracked.
    pub(super) fn typed(self) -> Option<String> {
        let mut all = TypedFacts::read(self.household, self.page.typed.read().as_deref());
        all.typed
            .remove(&*self.part.read_value())
            .map(|typed| typed.text)
    }

    /// Puts this in the place of what is typed on this page.
    pub(super) fn keep(self, typed: Option<String>) {
        self.fault.set(None);
        let typed = typed.map(|text| (text, self.replica.now().corrected()));
        self.page.change(|kept| {
            let all = TypedFacts::read(self.household, kept);
            all.with(&self.part.read_value(), typed)
        });
    }

    /// What leads `back` without a word, as the record says this already.
    pub(super) fn stands(self, back: String) -> Callback<Fact> {
        let (lang, toaster, navigate) = (use_lang(), use_toaster(), use_navigate());
        Callback::new(move |fact: Fact| {
            let known = HouseholdChange::Set(fact);
            let known = untrack(|| facts::change_words(self.replica, self.household, &known));
            toaster.say(words::already(lang, &known.name, &known.value));
            navigate(&back, replacing());
        })
    }

    /// What says a change, and then leads `back`.
    pub(super) fn says(self, back: String) -> Callback<HouseholdChange> {
        let (lang, toaster, navigate) = (use_lang(), use_toaster(), use_navigate());
        let replica = self.replica;
        let (household, part) = (self.household, self.part.get_value());
        Callback::new(move |change: HouseholdChange| {
            if self.page.busy.get_untracked() {
                return;
            }
            let said = untrack(|| facts::change_words(replica, household, &change));
            let without = {
                let part = part.clone();
                move |kept: Option<&str>| TypedFacts::read(household, kept).with(&part, None)
            };
            let left = without(self.page.typed.read_untracked().as_deref());
            let (navigate, back) = (navigate.clone(), back.clone());
            self.page.begin();
            spawn_local(async move {
                let heard = match replica.say_otherwise(household, change, left).await {
                    Ok(heard) => heard,
                    Err(error) => return self.page.fail(error),
                };
                match heard {
                    Heard::Impossible => {
                        self.page.take_back();
                        let why = fact_words::not_possible(lang);
                        return drop(self.fault.try_set(Some(why)));
                    }
                    Heard::Said => toaster.say(words::saved(lang, &said.name, &said.value)),
                    Heard::Known => toaster.say(words::already(lang, &said.name, &said.value)),
                }
                // Also where the page has been left.
                self.page.change(without);
                if self.page.busy.try_set(false).is_none() {
                    navigate(&back, replacing());
                }
            });
        })
    }
}
