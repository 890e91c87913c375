//! Numbers that only the server has, fetched anew every minute while a page shows them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use dong_hanh_domain::coverage::Period;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::CityPeriod;
use crate::device::people::PeopleError;
use crate::pages::office::say;
use crate::replica::use_replica;
use crate::ui::{Button, Empty, Icon};
use crate::words::{city as words, office};

/// A number is never older than this while there is a network.
const EVERY: Duration = Duration::from_secs(60);

/// What has come for a period, and how the last try went.
pub(super) struct Fresh<T: Send + Sync + 'static> {
    came: RwSignal<Option<T>>,
    at: RwSignal<Option<DateTime<Utc>>>,
    failed: RwSignal<Option<PeopleError>>,
    again: Trigger,
}

impl<T: Send + Sync> Clone for Fresh<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Fresh<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Fresh<T> {
    /// Asks at once, for another period when it is chosen, and every minute.
    pub(super) fn ask<F>(question: impl Fn(Period) -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, PeopleError>> + 'static,
    {
        let fresh = Self {
            came: RwSignal::new(None),
            at: RwSignal::new(None),
            failed: RwSignal::new(None),
            again: Trigger::new(),
        };
        let replica = use_replica();
        let CityPeriod(chosen) = expect_context();
        let asked = StoredValue::new((None, 0_u32));
        Effect::new(move || {
            fresh.again.track();
            let period = chosen.get();
            let (before, number) = asked.get_value();
            if before != Some(period) {
                // What was counted in another period is not shown under the name of this one.
                fresh.came.set(None);
                fresh.at.set(None);
                fresh.failed.set(None);
            }
            let asking = question(period);
            let this = (Some(period), number.wrapping_add(1));
            asked.set_value(this);
            spawn_local(async move {
                let answer = asking.await;
                // The page may be gone, or have asked for something else meanwhile.
                if asked.try_get_value() == Some(this) {
                    fresh.hear(answer, replica.now().corrected());
                }
            });
        });
        // Where there is no timer, the numbers are those of the moment when the page was opened.
        let timer = set_interval_with_handle(move || fresh.again.notify(), EVERY).ok();
        on_cleanup(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
        });
        fresh
    }

    fn hear(self, answer: Result<T, PeopleError>, at: DateTime<Utc>) {
        match answer {
            Ok(came) => {
                self.at.set(Some(at));
                self.failed.set(None);
                let came = Some(came);
                // The same numbers leave the page as it is, with the focus of whoever reads it.
                if self.came.with_untracked(|known| *known != came) {
                    self.came.set(came);
                }
            }
            Err(error) => self.failed.set(Some(error)),
        }
    }

    /// What came last. Tracked.
    pub(super) fn came(self) -> Option<T> {
        self.came.get()
    }
}

/// How fresh the numbers are, or why there are none and what to do.
#[component]
pub(super) fn Standing<T: Clone + PartialEq + Send + Sync + 'static>(
    fresh: Fresh<T>,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let again = move |()| {
        fresh.failed.set(None);
        fresh.again.notify();
    };
    let empty = move |icon, title: String, text: String| {
        view! {
            <div class="tile">
                <Empty icon title>
                    <p>{text}</p>
                    <Button on_press=again>{office::try_again(lang)}</Button>
                </Empty>
            </div>
        }
        .into_any()
    };
    move || match (fresh.at.get(), fresh.failed.get()) {
        (Some(at), failed) => {
            let time = say::moment(at, replica.today());
            match failed {
                None => view! { <p class="small muted">{words::as_of(lang, &time)}</p> }.into_any(),
                Some(_) => {
                    view! { <p class="small muted" role="status">{words::stale(lang, &time)}</p> }
                        .into_any()
                }
            }
        }
        (None, None) => {
            view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any()
        }
        (None, Some(PeopleError::NoAnswer)) => empty(
            Icon::Offline,
            words::offline(lang),
            words::offline_text(lang),
        ),
        (None, Some(PeopleError::Busy)) => {
            empty(Icon::Clock, words::busy(lang), words::busy_text(lang))
        }
        (None, Some(PeopleError::Refused(_))) => empty(
            Icon::Attention,
            words::failed(lang),
            words::failed_text(lang),
        ),
        (None, Some(error)) => empty(Icon::Attention, words::failed(lang), error.text(lang)),
    }
}
