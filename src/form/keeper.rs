//! Keeps the answers of one open draft: one durable write after another, and none is forgotten.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use dong_hanh_domain::{DeviceTime, VisitId};
use dong_hanh_form::{Answer, Answers, Path};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::replica::{Draft, Replica, SaveError};

/// A write that failed is tried again after this many milliseconds, besides with every next answer.
const RETRY_MS: u32 = 5_000;

/// Where the answers on the screen are.
#[derive(Clone, Debug, PartialEq)]
pub enum Keeping {
    /// All of them are durable on this device.
    Kept {
        /// Since when.
        at: DeviceTime,
    },
    /// A write is under way.
    Writing,
    /// The last write failed; the answers are in memory and will be written again.
    Failed(SaveError),
}

/// What has to be written.
#[derive(Clone, Debug, Default, PartialEq)]
enum Due {
    #[default]
    Nothing,
    One(Path),
    All,
}

impl Due {
    fn and(self, more: Due) -> Due {
        match (self, more) {
            (due, Due::Nothing) | (Due::Nothing, due) => due,
            (Due::One(path), Due::One(other)) if path == other => Due::One(path),
            _ => Due::All,
        }
    }
}

pub(super) struct Keeper {
    replica: Replica,
    visit: VisitId,
    answers: RefCell<Answers>,
    due: RefCell<Due>,
    screen: RefCell<Option<String>>,
    writing: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
    pub(super) keeping: ArcRwSignal<Keeping>,
}

thread_local! {
    /// Keepers with something unwritten outlive their page, so that leaving it loses nothing.
    static UNWRITTEN: RefCell<BTreeMap<VisitId, Rc<Keeper>>> = const { RefCell::new(BTreeMap::new()) };
}

impl Keeper {
    /// The keeper of a draft; the same as before while something of it is unwritten.
    pub(super) fn open(replica: Replica, draft: &Draft) -> Rc<Self> {
        let unwritten = UNWRITTEN.with_borrow(|open| open.get(&draft.visit).cloned());
        unwritten.unwrap_or_else(|| {
            Rc::new(Self {
                replica,
                visit: draft.visit,
                answers: RefCell::new(draft.answers.clone()),
                due: RefCell::default(),
                screen: RefCell::default(),
                writing: Cell::new(false),
                waiting: RefCell::default(),
                keeping: ArcRwSignal::new(Keeping::Kept { at: draft.saved }),
            })
        })
    }

    /// The answers on the screen.
    pub(super) fn answers(&self) -> Answers {
        self.answers.borrow().clone()
    }

    /// Reads the answers on the screen.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Answers) -> T) -> T {
        read(&self.answers.borrow())
    }

    /// Changes one answer; says whether it was another before.
    pub(super) fn put(self: &Rc<Self>, path: Path, answer: Option<Answer>) -> bool {
        if self.with(|answers| answers.get(&path) == answer.as_ref()) {
            return false;
        }
        match answer {
            Some(answer) => self.answers.borrow_mut().set(path.clone(), answer),
            None => self.answers.borrow_mut().clear(&path),
        }
        self.owe(Due::One(path));
        true
    }

    /// Changes the answers as a whole.
    pub(super) fn change(self: &Rc<Self>, change: impl FnOnce(&mut Answers)) {
        change(&mut self.answers.borrow_mut());
        self.owe(Due::All);
    }

    /// Remembers which part is shown.
    pub(super) fn at_screen(self: &Rc<Self>, name: &str) {
        *self.screen.borrow_mut() = Some(name.to_owned());
        self.write();
    }

    /// Tries again what failed.
    pub(super) fn retry(self: &Rc<Self>) {
        self.write();
    }

    /// Waits until no write is under way.
    ///
    /// # Errors
    /// [`SaveError`] where the last one failed; the answers are still in memory.
    pub(super) async fn settled(self: &Rc<Self>) -> Result<(), SaveError> {
        self.write();
        poll_fn(|context| {
            if self.writing.get() {
                self.waiting.borrow_mut().push(context.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(())
        })
        .await;
        match self.keeping.get_untracked() {
            Keeping::Failed(error) => Err(error),
            Keeping::Kept { .. } | Keeping::Writing => Ok(()),
        }
    }

    fn owe(self: &Rc<Self>, more: Due) {
        let due = self.due.take().and(more);
        self.due.replace(due);
        UNWRITTEN.with_borrow_mut(|open| open.insert(self.visit, Rc::clone(self)));
        self.write();
    }

    fn write(self: &Rc<Self>) {
        let idle = *self.due.borrow() == Due::Nothing && self.screen.borrow().is_none();
        if idle || self.writing.replace(true) {
            return;
        }
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let written = keeper.write_all().await;
            keeper.writing.set(false);
            match written {
                Ok(()) => UNWRITTEN.with_borrow_mut(|open| drop(open.remove(&keeper.visit))),
                Err(error) => {
                    keeper.keeping.set(Keeping::Failed(error));
                    let again = Rc::clone(&keeper);
                    Timeout::new(RETRY_MS, move || again.retry()).forget();
                }
            }
            keeper.waiting.take().into_iter().for_each(Waker::wake);
        });
    }

    /// Writes until nothing is due; what failed is due again.
    async fn write_all(&self) -> Result<(), SaveError> {
        loop {
            let due = self.due.take();
            let written = match &due {
                Due::Nothing => break,
                Due::One(path) => {
                    self.show_writing();
                    let answer = self.with(|answers| answers.get(path).cloned());
                    self.replica.answer(self.visit, path.clone(), answer).await
                }
                Due::All => {
                    self.show_writing();
                    self.replica.set_answers(self.visit, self.answers()).await
                }
            };
            if let Err(error) = written {
                let newer = self.due.take();
                self.due.replace(due.and(newer));
                return Err(error);
            }
            self.keeping.set(Keeping::Kept {
                at: self.replica.now(),
            });
        }
        if let Some(screen) = self.screen.take() {
            // Where the page was is a comfort; only answers are worth an alarm.
            let _ = self.replica.set_screen(self.visit, screen).await;
        }
        Ok(())
    }

    /// A failure stays on the screen until a write has succeeded.
    fn show_writing(&self) {
        if matches!(*self.keeping.read_untracked(), Keeping::Kept { .. }) {
            self.keeping.set(Keeping::Writing);
        }
    }
}
