//! The officer's desk: what is open, what was just done, and the decisions. It outlives the page, so the
//! way to a household and back leads to where it began.

use std::collections::BTreeSet;

use dong_hanh_domain::{ReviewDecision, VisitId};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::entry::entry;
use super::queue::{Group, Queue};
use crate::device::{SaveError, preferences};
use crate::replica::{OutboxWhat, Replica, Standing};
use crate::words::review as words;

/// What can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// What was done, for the toast.
    pub text: String,
    /// The visits that it was done to.
    visits: Vec<VisitId>,
}

/// The desk. Copied freely; it belongs to the office's shell, so a decision that is still being saved
/// when the page is left finds everything it needs.
#[derive(Clone, Copy)]
pub struct Desk {
    replica: Replica,
    lang: Lang,
    /// The list.
    pub queue: RwSignal<Queue>,
    /// The visit that is open.
    open: RwSignal<Option<VisitId>>,
    /// Whether what did not change is shown.
    pub unfolded: RwSignal<bool>,
    /// What was done last, until it is taken back or something else is done.
    pub done: RwSignal<Option<Done>>,
    /// Why a decision could not be saved.
    pub failed: RwSignal<Option<SaveError>>,
    /// Said to those who hear the page.
    pub said: RwSignal<String>,
    /// Whether single keys work; who speaks to the computer turns them off (WCAG 2.1.4).
    pub keys: RwSignal<bool>,
}

/// The desk.
///
/// # Panics
/// Outside of the office's shell.
#[must_use]
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// Puts up the desk below the current owner, and keeps its list current.
    pub fn provide(replica: Replica, lang: Lang) -> Self {
        let desk = Self {
            replica,
            lang,
            queue: RwSignal::default(),
            open: RwSignal::new(None),
            unfolded: RwSignal::new(false),
            done: RwSignal::new(None),
            failed: RwSignal::new(None),
            said: RwSignal::default(),
            keys: RwSignal::new(preferences::single_keys()),
        };
        Effect::new(move || {
            let waiting = replica.review_queue();
            let ids: Vec<VisitId> = waiting.iter().map(|row| row.id).collect();
            let read = |id: VisitId| {
                let row = waiting.iter().find(|row| row.id == id)?;
                untrack(|| entry(replica, row, lang))
            };
            desk.queue.update(|queue| queue.refresh(&ids, read));
        });
        Effect::new(move || preferences::set_single_keys(desk.keys.get()));
        provide_context(desk);
        desk
    }

    /// The visit on the desk: the chosen one while it waits, else the first. Tracked.
    #[must_use]
    pub fn open(self) -> Option<VisitId> {
        let queue = self.queue.read();
        self.open
            .get()
            .filter(|visit| queue.get(*visit).is_some())
            .or_else(|| queue.first())
    }

    /// Opens a visit.
    pub fn show(self, visit: VisitId) {
        self.open.set(Some(visit));
    }

    /// Goes so many rows down, or up where negative.
    pub fn step(self, by: isize) {
        let next =
            untrack(|| self.open()).and_then(|visit| self.queue.read_untracked().step(visit, by));
        if let Some(next) = next {
            self.show(next);
        }
    }

    /// Accepts the open visit.
    pub fn accept(self) {
        self.decide(ReviewDecision::Accept, words::accepted);
    }

    /// Returns the open visit with a reason.
    pub fn give_back(self, reason: String) {
        self.decide(ReviewDecision::Return { reason }, words::returned);
    }

    /// Puts the open visit aside and goes on.
    pub fn put_aside(self) {
        let Some(visit) = untrack(|| self.open()) else {
            return;
        };
        let name = self.name(visit);
        let next = self.queue.read_untracked().after(visit);
        self.queue.update(|queue| queue.put_aside(visit));
        self.go_on(&words::put_aside(self.lang, &name), next);
    }

    /// Accepts every visit that shows nothing unusual.
    pub fn accept_same(self) {
        let visits: Vec<VisitId> = self
            .queue
            .read_untracked()
            .group(Group::Same)
            .map(|entry| entry.visit)
            .collect();
        if visits.is_empty() {
            return;
        }
        spawn_local(async move {
            let mut done = Vec::with_capacity(visits.len());
            for visit in visits {
                if let Err(error) = self.replica.review(visit, ReviewDecision::Accept).await {
                    self.failed.set(Some(error));
                    break;
                }
                done.push(visit);
            }
            if done.is_empty() {
                return;
            }
            let text = words::accepted_all(self.lang, done.len());
            let next = untrack(|| self.open());
            self.go_on(&text, next);
            self.done.set(Some(Done { text, visits: done }));
        });
    }

    /// Takes back what was done last, and opens it again.
    pub fn undo(self) {
        let Some(done) = self.done.get_untracked() else {
            return;
        };
        self.done.set(None);
        spawn_local(async move {
            for visit in &done.visits {
                if let Err(error) = self.replica.review(*visit, ReviewDecision::Reopen).await {
                    self.failed.set(Some(error));
                    self.done.set(Some(done));
                    return;
                }
            }
            let text = words::undone(self.lang);
            self.go_on(&text, done.visits.first().copied());
        });
    }

    /// How many visits this officer has decided today. Tracked.
    #[must_use]
    pub fn decided_today(self) -> usize {
        let today = self.replica.today();
        let visits: BTreeSet<VisitId> = self
            .replica
            .outbox()
            .iter()
            .filter(|row| row.made.day() == today)
            .filter_map(|row| match row.what {
                OutboxWhat::Review { visit, .. } => Some(visit),
                _ => None,
            })
            .collect();
        let decided = |visit: &&VisitId| {
            self.replica.visit(**visit).is_some_and(|visit| {
                matches!(
                    visit.row.standing,
                    Standing::Accepted { .. }
                        | Standing::Returned { .. }
                        | Standing::Amended { .. }
                )
            })
        };
        visits.iter().filter(decided).count()
    }

    fn decide(self, decision: ReviewDecision, text: fn(Lang, &str) -> String) {
        let Some(visit) = untrack(|| self.open()) else {
            return;
        };
        let text = text(self.lang, &self.name(visit));
        let next = self.queue.read_untracked().after(visit);
        spawn_local(async move {
            match self.replica.review(visit, decision).await {
                Ok(()) => {
                    self.go_on(&text, next);
                    self.done.set(Some(Done {
                        text,
                        visits: vec![visit],
                    }));
                }
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    fn go_on(self, text: &str, next: Option<VisitId>) {
        self.failed.set(None);
        self.open.set(next);
        let said = match next
            .map(|visit| self.name(visit))
            .filter(|name| !name.is_empty())
        {
            Some(name) => format!("{text}. {}", words::opened(self.lang, &name)),
            None => format!("{text}. {}", words::empty_title(self.lang)),
        };
        self.said.set(said);
    }

    fn name(self, visit: VisitId) -> String {
        let queue = self.queue.read_untracked();
        queue
            .get(visit)
            .map(|entry| entry.called.clone())
            .unwrap_or_default()
    }
}
