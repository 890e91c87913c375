//! The list that an officer has in hand, and how far it has come.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::File;

use crate::device::imports::{self, Details, Kind, Page, Reading, State, Summary};
use crate::device::people::PeopleError;
use crate::device::sending::{Upload, UploadError};
use crate::pages::office::sending::Gone;
use crate::replica::Replica;
use crate::ui::focus_soon;

/// The id of what is said of a list.
pub(super) const RESULT: &str = "import-result";

/// How often a list is asked about that is being said, in milliseconds.
const ASKED_EVERY: u32 = 700;

/// How far the page has come.
#[derive(Clone)]
pub(super) enum Stage {
    /// There is no list.
    Waiting,
    /// One is on its way.
    Going(SendWrapper<Upload>),
    /// It was not taken.
    Failed(UploadError),
    /// One is in hand.
    Looked,
}

/// The list in hand.
#[derive(Clone, Copy)]
pub(super) struct Course {
    pub(super) replica: Replica,
    pub(super) stage: RwSignal<Stage>,
    pub(super) gone: Gone,
    /// What the server has said of it last.
    pub(super) details: RwSignal<Option<Details>>,
    /// How it is to be read now, where that is otherwise than what was looked at.
    pub(super) otherwise: RwSignal<Option<Reading>>,
    /// Something is asked of the server.
    pub(super) busy: RwSignal<bool>,
    /// What did not work last.
    pub(super) failed: RwSignal<Option<PeopleError>>,
    /// Which households are shown, and those that came.
    pub(super) kind: RwSignal<Kind>,
    pub(super) rows: RwSignal<Option<Page>>,
    /// Those that came before.
    pub(super) earlier: RwSignal<Option<Result<Vec<Summary>, PeopleError>>>,
}

impl Course {
    pub(super) fn new(replica: Replica) -> Self {
        Self {
            replica,
            stage: RwSignal::new(Stage::Waiting),
            gone: RwSignal::new((0, 0)),
            details: RwSignal::new(None),
            otherwise: RwSignal::new(None),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            kind: RwSignal::new(Kind::New),
            rows: RwSignal::new(None),
            earlier: RwSignal::new(None),
        }
    }

    /// Asks which lists were taken in before.
    pub(super) fn list_earlier(self) {
        spawn_local(async move {
            let came = imports::list(&self.replica.network()).await;
            // The page may be gone when the answer comes.
            drop(self.earlier.try_set(Some(came)));
        });
    }

    /// Sends a workbook.
    pub(super) fn take(self, file: &File) {
        if matches!(*self.stage.read_untracked(), Stage::Going(_)) {
            return;
        }
        self.gone.set((0, 0));
        let progress = move |done, of| {
            self.gone.try_set((done, of));
        };
        let Ok((upload, told)) = imports::begin(&self.replica.network(), file, progress) else {
            return self.stage.set(Stage::Failed(UploadError::NoAnswer));
        };
        self.stage.set(Stage::Going(SendWrapper::new(upload)));
        spawn_local(async move {
            match told.await.unwrap_or(Err(UploadError::NoAnswer)) {
                Ok(details) => self.hold(details),
                Err(UploadError::Stopped) => drop(self.stage.try_set(Stage::Waiting)),
                Err(error) => drop(self.stage.try_set(Stage::Failed(error))),
            }
            focus_soon(RESULT.to_owned());
        });
    }

    /// Takes a list in hand.
    pub(super) fn open(self, id: String) {
        self.ask(
            move |network| async move { imports::show(&network, &id).await },
            Self::hold,
        );
    }

    /// Puts it down.
    pub(super) fn put_aside(self) {
        self.otherwise.set(None);
        self.details.set(None);
        self.rows.set(None);
        self.failed.set(None);
        self.stage.set(Stage::Waiting);
        self.list_earlier();
    }

    /// Reads it as it is to be read now, and looks again.
    pub(super) fn look_again(self) {
        let as_before = self
            .details
            .with_untracked(|details| Some(details.as_ref()?.reading.clone()));
        let reading = self.otherwise.get_untracked().or(as_before);
        let (Some(id), Some(reading), false) = (self.id(), reading, self.busy.get_untracked())
        else {
            return;
        };
        let looked = move |network| async move { imports::correct(&network, &id, &reading).await };
        self.ask(looked, Self::hold);
    }

    /// Says it, or takes it back, and looks how that goes.
    pub(super) fn work(self, undo: bool) {
        let Some(id) = self.id() else { return };
        let work = move |network| async move {
            if undo {
                imports::undo(&network, &id).await?;
            } else {
                imports::apply(&network, &id).await?;
            }
            imports::show(&network, &id).await
        };
        self.ask(work, Self::hold);
    }

    /// Stops that.
    pub(super) fn stop(self) {
        let Some(id) = self.id() else { return };
        let stop = move |network| async move { imports::stop(&network, &id).await };
        self.ask(stop, |_, ()| {});
    }

    /// Forgets it.
    pub(super) fn forget(self) {
        let Some(id) = self.id() else { return };
        let forget = move |network| async move { imports::forget(&network, &id).await };
        self.ask(forget, |course, ()| course.put_aside());
    }

    /// Fetches what was not taken.
    pub(super) fn rejects(self) {
        let Some(import) = self
            .details
            .with_untracked(|details| Some(details.as_ref()?.import.clone()))
        else {
            return;
        };
        let rejects = move |network| async move { imports::rejects(&network, &import).await };
        self.ask(rejects, |_, ()| {});
    }

    /// Shows households of a kind, or more of them.
    pub(super) fn show(self, kind: Kind, more: bool) {
        let Some(id) = self.id() else { return };
        let known = if more {
            self.rows.get_untracked()
        } else {
            None
        };
        if !more {
            self.rows.set(None);
        }
        self.kind.set(kind);
        spawn_local(async move {
            let behind = known
                .as_ref()
                .and_then(|page| Some(page.rows.last()?.place));
            let came = imports::rows(&self.replica.network(), &id, kind, behind).await;
            match came {
                Ok(page) => {
                    let before = known.map(|known| known.rows).unwrap_or_default();
                    let rows = before.into_iter().chain(page.rows).collect();
                    let more = page.more;
                    drop(self.rows.try_set(Some(Page { rows, more })));
                }
                Err(error) => drop(self.failed.try_set(Some(error))),
            }
        });
    }

    fn id(self) -> Option<String> {
        self.details
            .with_untracked(|details| Some(details.as_ref()?.import.id.clone()))
    }

    fn ask<T: 'static, F>(
        self,
        ask: impl FnOnce(crate::device::network::Network) -> F + 'static,
        next: impl FnOnce(Self, T) + 'static,
    ) where
        F: Future<Output = Result<T, PeopleError>> + 'static,
    {
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let came = ask(self.replica.network()).await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match came {
                Ok(came) => next(self, came),
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    fn hold(self, details: Details) {
        let state = details.import.state;
        // Those are shown first of which there are most to look at.
        let kinds = [Kind::Wrong, Kind::Changed, Kind::New, Kind::Same];
        let kind = kinds.into_iter().find(|kind| details.import.of(*kind) > 0);
        if self.details.try_set(Some(details)).is_some() {
            return;
        }
        self.otherwise.set(None);
        self.stage.set(Stage::Looked);
        self.show(kind.unwrap_or(Kind::New), false);
        if matches!(state, State::Applying | State::Undoing) {
            self.follow();
        }
    }

    /// Asks how far it is until it is over.
    fn follow(self) {
        let Some(id) = self.id() else { return };
        spawn_local(async move {
            loop {
                TimeoutFuture::new(ASKED_EVERY).await;
                let came = imports::show(&self.replica.network(), &id).await;
                // The page may be gone, or have another list in hand.
                let is_here = self.details.try_with_untracked(|details| {
                    details
                        .as_ref()
                        .is_some_and(|details| details.import.id == id)
                });
                if is_here != Some(true) {
                    return;
                }
                // Without a network it is asked again.
                let Ok(details) = came else { continue };
                let state = details.import.state;
                self.details.set(Some(details));
                if !matches!(state, State::Applying | State::Undoing) {
                    // What was said comes by the feeds as well.
                    self.replica.sync_now();
                    self.show(self.kind.get_untracked(), false);
                    return self.list_earlier();
                }
            }
        });
    }
}
