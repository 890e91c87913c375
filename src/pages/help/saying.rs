//! Says what became of something, tells that it is saved, and takes it back where somebody wants that.

use dong_hanh_domain::{Fact, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::replica::{Replica, use_replica};
use crate::ui::{Toaster, use_lang, use_toaster};
use crate::words::help as words;

/// Who says things of one household.
#[derive(Clone, Copy)]
pub(crate) struct Sayer {
    household: HouseholdId,
    replica: Replica,
    toaster: Toaster,
    lang: Lang,
}

impl Sayer {
    /// Of a household.
    pub(crate) fn new(household: HouseholdId) -> Self {
        Self {
            household,
            replica: use_replica(),
            toaster: use_toaster(),
            lang: use_lang(),
        }
    }

    /// Says a fact; the toast takes it back.
    pub(crate) fn say(self, fact: Fact) {
        self.say_then(fact, || ());
    }

    /// The same, and does something once it is saved: what was pressed may be gone with it.
    pub(crate) fn say_then(self, fact: Fact, then: impl FnOnce() + 'static) {
        let (lang, household) = (self.lang, self.household);
        let before = untrack(|| self.replica.household(household));
        let before = before.and_then(|known| known.fact(&fact.key()));
        let (replica, toaster) = (self.replica, self.toaster);
        spawn_local(async move {
            let said = replica.say_of_help(household, fact).await;
            if said.is_ok() {
                then();
            }
            match said {
                Ok(()) => match before {
                    Some(before) => {
                        toaster.say_with_undo(words::saved(lang), words::undo(lang), move || {
                            let before = before.clone();
                            spawn_local(async move {
                                if let Err(error) = replica.say_of_help(household, before).await {
                                    toaster.say(error.text(lang));
                                }
                            });
                        });
                    }
                    None => toaster.say(words::saved(lang)),
                },
                Err(error) => toaster.say(error.text(lang)),
            }
        });
    }
}
