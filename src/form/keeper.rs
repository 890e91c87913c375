//! Keeps the answers of one open draft: one durable write after another, and none is forgotten.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Poll, Waker};

use dong_hanh_domain::consent::Allowed;
use dong_hanh_domain::{DeviceTime, VisitId};
use dong_hanh_form::{
    Answer, Answers, Changed, Filling, Form, MediaRef, Path, Place, Value, rounded,
    without_instance,
};
use dong_hanh_sync::Grounds;
use dong_hanh_sync::consent::keeps_places;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;
use leptos::task::spawn_local;

use super::change::Change;
use crate::device::worker::{self, UpdateHold};
use crate::replica::{Draft, Points, Replica, SaveError};

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

pub(super) struct Keeper {
    replica: Replica,
    pub(super) visit: VisitId,
    /// The answers on the screen, and what follows from them.
    filling: RefCell<Filling>,
    /// The points on the screen that are no answer yet.
    points: RefCell<Points>,
    /// Told when they became others than were put here, or lie elsewhere.
    points_moved: ArcTrigger,
    /// What is being written.
    under_way: RefCell<Vec<Change>>,
    /// What has to be written after that.
    due: RefCell<Vec<Change>>,
    /// How many recordings run and photos are made smaller: what is said and seen lies nowhere else.
    taking: Cell<u8>,
    /// Recordings and drawings that have to be written, after the answers.
    taken: RefCell<Vec<Taken>>,
    screen: RefCell<Option<String>>,
    writing: Cell<bool>,
    /// The page may be gone a moment from now: nothing waits for the screen.
    hurries: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
    /// The next try after a failure.
    again: RefCell<Option<Timeout>>,
    pub(super) keeping: ArcRwSignal<Keeping>,
    /// What the family allowed before, where the form does not ask itself.
    rests_on: Option<Allowed>,
    /// Nothing of it is ever written: somebody tries a form.
    is_rehearsal: bool,
    /// A new build waits for what is unwritten as well as for the page.
    _hold: UpdateHold,
}

/// What somebody said or drew as the answer to a question.
#[derive(Clone)]
pub(super) struct Taken {
    pub(super) question: Path,
    pub(super) media: MediaRef,
    pub(super) bytes: Vec<u8>,
    /// What it is the answer as.
    pub(super) answer: fn(Vec<MediaRef>) -> Value,
}

thread_local! {
    /// Keepers with something unwritten outlive their page, so that leaving it loses nothing.
    static UNWRITTEN: RefCell<BTreeMap<VisitId, Rc<Keeper>>> = const { RefCell::new(BTreeMap::new()) };
}

impl Keeper {
    /// The keeper of a draft; the same as before while something of it is unwritten.
    pub(super) fn open(replica: Replica, draft: &Draft, form: Arc<Form>) -> Rc<Self> {
        let unwritten = UNWRITTEN.with_borrow(|open| open.get(&draft.visit).cloned());
        match unwritten {
            Some(keeper) if keeper.replica == replica && keeper.is_of(&form) => keeper,
            // Its replica or its form was left with this unwritten; the same user is here again.
            Some(left) => {
                let keeper = Self::new(replica, draft, form);
                let (under_way, due) = (left.under_way.take(), left.due.take());
                let changes: Vec<Change> = under_way.into_iter().chain(due).collect();
                let (answers, points) = applied(draft, &changes);
                keeper.points.replace(points);
                keeper.replace(answers);
                keeper.write_down(changes);
                for taken in left.taken.take() {
                    keeper.begin_taking();
                    keeper.end_taking(Some(taken));
                }
                keeper
            }
            None => Self::new(replica, draft, form),
        }
    }

    fn new(replica: Replica, draft: &Draft, form: Arc<Form>) -> Rc<Self> {
        // Judged by the time of the visit, as the office does: an amendment comes days later.
        let context = replica.form_context(draft.visit, draft.started, &draft.grounds);
        let filling = Filling::open(form, draft.answers.clone(), context);
        Rc::new(Self {
            points: RefCell::new(draft.points.clone()),
            rests_on: replica.allowed_for(draft),
            ..Self::of(replica, draft.visit, filling, draft.saved)
        })
    }

    /// The keeper of answers that are thrown away with the page.
    pub(super) fn rehearse(replica: Replica, form: Arc<Form>) -> Rc<Self> {
        let (visit, now) = (VisitId(uuid::Uuid::nil()), replica.now());
        let context = replica.form_context(visit, now, &Grounds::default());
        let filling = Filling::open(form, Answers::new(), context);
        Rc::new(Self {
            is_rehearsal: true,
            ..Self::of(replica, visit, filling, now)
        })
    }

    fn of(replica: Replica, visit: VisitId, filling: Filling, saved: DeviceTime) -> Self {
        Self {
            replica,
            visit,
            filling: RefCell::new(filling),
            points: RefCell::default(),
            points_moved: ArcTrigger::new(),
            under_way: RefCell::default(),
            due: RefCell::default(),
            taking: Cell::default(),
            taken: RefCell::default(),
            screen: RefCell::default(),
            writing: Cell::new(false),
            hurries: Cell::new(false),
            waiting: RefCell::default(),
            again: RefCell::default(),
            keeping: ArcRwSignal::new(Keeping::Kept { at: saved }),
            rests_on: None,
            is_rehearsal: false,
            _hold: worker::hold_update(),
        }
    }

    fn is_of(&self, form: &Arc<Form>) -> bool {
        self.with(|filling| filling.form() == form)
    }

    /// Whether an answer, a recording or a photo of any draft is in memory only.
    pub(super) fn has_unwritten() -> bool {
        UNWRITTEN.with_borrow(|open| !open.is_empty())
    }

    /// The answers on the screen.
    pub(super) fn answers(&self) -> Answers {
        self.with(|filling| filling.answers().clone())
    }

    /// Reads the form as it is filled.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Filling) -> T) -> T {
        read(&self.filling.borrow())
    }

    /// Changes one answer, and says what follows; nothing where it was the same before.
    pub(super) fn put(self: &Rc<Self>, path: &Path, answer: Option<Answer>) -> Option<Changed> {
        let answer = match answer {
            // What is not to be kept is not written down either.
            Some(answer) if !self.keeps_places() => Some(rounded(answer)),
            answer => answer,
        };
        if self.with(|filling| filling.answers().get(path) == answer.as_ref()) {
            return None;
        }
        let changed = self.filling.borrow_mut().put(path, answer);
        self.write_down(self.steps(&changed));
        Some(changed)
    }

    /// Whether places are kept as they were measured: the family agreed (SPEC.md S18.5).
    pub(super) fn keeps_places(&self) -> bool {
        self.with(|filling| keeps_places(filling.form(), filling.answers(), self.rests_on))
    }

    /// The points of a way or a land that are too few for an answer. Tracked.
    pub(super) fn points(&self, path: &Path) -> Vec<Place> {
        self.points_moved.track();
        self.points.borrow().get(path).cloned().unwrap_or_default()
    }

    /// Keeps them beside the answers.
    pub(super) fn keep_points(self: &Rc<Self>, path: &Path, mut points: Vec<Place>) {
        if !self.keeps_places() {
            points.iter_mut().for_each(|point| *point = point.rounded());
        }
        if self.points(path) != points {
            let put = Change::Points(path.clone(), points);
            put.apply(&mut Answers::new(), &mut self.points.borrow_mut());
            self.write_down([put]);
        }
    }

    /// Removes a photo or a recording of a question.
    pub(super) fn remove_media(self: &Rc<Self>, path: &Path, media: &MediaRef) -> Changed {
        let mut left = self.answers();
        left.remove_media(path, media);
        let mut changed = self.filling.borrow_mut().put(path, left.get(path).cloned());
        changed.answers.remove(path);
        let removal = Change::RemoveMedia(path.clone(), media.clone());
        let steps = self.steps(&changed);
        self.write_down([removal].into_iter().chain(steps));
        changed
    }

    /// Somebody speaks, or a photo is made smaller: it counts as unwritten until it [has ended](Self::end_taking) and
    /// is written.
    pub(super) fn begin_taking(self: &Rc<Self>) {
        self.taking.update(|running| running.saturating_add(1));
        self.remember();
    }

    /// It has ended; what there is of a recording is written.
    pub(super) fn end_taking(self: &Rc<Self>, taken: Option<Taken>) {
        self.taking.update(|running| running.saturating_sub(1));
        self.taken.borrow_mut().extend(taken);
        self.write();
    }

    /// Adds an instance at the end of a repeat, and says where it lies and what follows.
    pub(super) fn add_instance(self: &Rc<Self>, repeat: &Path) -> (Path, Changed) {
        let (instance, changed) = self.filling.borrow_mut().add_instance(repeat);
        let count = instance.instance().unwrap_or(1);
        let added = Change::Instances(repeat.clone(), count);
        let steps = self.steps(&changed);
        self.write_down([added].into_iter().chain(steps));
        (instance, changed)
    }

    /// Removes an instance of a repeat with its answers, and says what follows.
    pub(super) fn remove_instance(self: &Rc<Self>, instance: &Path) -> Option<Changed> {
        let repeat = instance.repeat()?;
        let of = self.with(|filling| filling.answers().instances(&repeat));
        let changed = self.filling.borrow_mut().remove_instance(instance)?;
        without_instance(&mut self.points.borrow_mut(), instance, of);
        self.points_moved.notify();
        let removed = Change::Remove {
            instance: instance.clone(),
            repeat,
            of,
        };
        let steps = self.steps(&changed);
        self.write_down([removed].into_iter().chain(steps));
        Some(changed)
    }

    /// Shows what is stored now, with what is not yet written on top; says whether that is anything else than before.
    pub(super) fn renew(&self, stored: &Draft) -> bool {
        let (under_way, due) = (self.under_way.borrow(), self.due.borrow());
        let (answers, points) = applied(stored, under_way.iter().chain(due.iter()));
        let is_other = *self.points.borrow() != points;
        self.points.replace(points);
        if is_other {
            self.points_moved.notify();
        }
        if !self.is_unwritten() {
            self.keeping.set(Keeping::Kept { at: stored.saved });
        }
        self.replace(answers)
    }

    /// Shows other answers; says whether they are others.
    fn replace(&self, answers: Answers) -> bool {
        if self.with(|filling| *filling.answers() == answers) {
            return false;
        }
        let mut filling = self.filling.borrow_mut();
        *filling = Filling::open(
            Arc::clone(filling.form()),
            answers,
            filling.context().clone(),
        );
        true
    }

    /// Gives up what is not yet written: there is no draft any more that it could be written to.
    pub(super) fn give_up(&self) {
        self.due.take();
        self.taken.take();
        self.let_go();
    }

    /// Nothing is unwritten. Another keeper of the same draft may have taken over what was.
    fn let_go(&self) {
        UNWRITTEN.with_borrow_mut(|open| {
            let is_this = |keeper: &Rc<Self>| std::ptr::eq(Rc::as_ptr(keeper), self);
            if open.get(&self.visit).is_some_and(is_this) {
                open.remove(&self.visit);
            }
        });
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

    /// Waits until nothing is being taken and no write is under way.
    ///
    /// # Errors
    /// [`SaveError`] where the last one failed; the answers are still in memory.
    pub(super) async fn settled(self: &Rc<Self>) -> Result<(), SaveError> {
        self.write();
        poll_fn(|context| {
            if self.writing.get() || self.taking.get() > 0 {
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

    /// What has to be written of what an answer changed.
    fn steps(&self, changed: &Changed) -> Vec<Change> {
        self.with(|filling| {
            let answers = filling.answers();
            let counted = changed.counted.iter();
            let counted =
                counted.map(|repeat| Change::Counted(repeat.clone(), answers.instances(repeat)));
            let given = changed.answers.iter();
            let given = given.map(|path| Change::Answer(path.clone(), answers.get(path).cloned()));
            counted.chain(given).collect()
        })
    }

    /// Writes changes that belong together in one transaction.
    fn write_down(self: &Rc<Self>, changes: impl IntoIterator<Item = Change>) {
        let changes: Vec<Change> = changes.into_iter().collect();
        let mut due = self.due.borrow_mut();
        // Somebody who types on changes the same answer over and over.
        let is_covered = |last: &mut Change| changes.iter().any(|change| change.covers(last));
        while due.pop_if(is_covered).is_some() {}
        due.extend(changes);
        drop(due);
        self.remember();
        self.write();
    }

    /// Whether to write at once from now on, without a wait for the screen.
    pub(super) fn hurry(&self, hurries: bool) {
        self.hurries.set(hurries);
    }

    /// Outlives the page from now on, until all is written.
    fn remember(self: &Rc<Self>) {
        if self.is_rehearsal {
            return;
        }
        // A failure stays on the screen until a write has succeeded.
        if matches!(*self.keeping.read_untracked(), Keeping::Kept { .. }) {
            self.keeping.set(Keeping::Writing);
        }
        UNWRITTEN.with_borrow_mut(|open| open.insert(self.visit, Rc::clone(self)));
    }

    fn is_unwritten(&self) -> bool {
        self.taking.get() > 0
            || !self.taken.borrow().is_empty()
            || !self.under_way.borrow().is_empty()
            || !self.due.borrow().is_empty()
    }

    fn write(self: &Rc<Self>) {
        if self.is_rehearsal {
            self.due.take();
            self.taken.take();
            return;
        }
        if self.writing.replace(true) {
            return;
        }
        let keeper = Rc::clone(self);
        spawn_local(async move {
            // What follows from the answer is on the screen before the disk is asked for anything.
            if !keeper.hurries.get() {
                TimeoutFuture::new(0).await;
            }
            let written = keeper.write_all().await;
            keeper.writing.set(false);
            match written {
                Ok(()) if keeper.is_unwritten() => {}
                Ok(()) => keeper.let_go(),
                // Its draft was thrown away, or another tab has finished it.
                Err(SaveError::Gone) => {
                    keeper.give_up();
                    keeper.keeping.set(Keeping::Failed(SaveError::Gone));
                }
                Err(error) => {
                    keeper.keeping.set(Keeping::Failed(error));
                    let again = Rc::clone(&keeper);
                    let again = Timeout::new(RETRY_MS, move || again.retry());
                    // It replaces any earlier one, which is cancelled as it is dropped.
                    keeper.again.replace(Some(again));
                }
            }
            keeper.waiting.take().into_iter().for_each(Waker::wake);
        });
    }

    /// Writes until nothing is due, also of what came in during the last write; what failed is due again.
    async fn write_all(&self) -> Result<(), SaveError> {
        loop {
            let changes = self.due.take();
            if !changes.is_empty() {
                self.write_changes(changes).await?;
                continue;
            }
            let next = self.taken.borrow().first().cloned();
            if let Some(taken) = next {
                self.write_taken(taken).await?;
                continue;
            }
            let stays = matches!(
                *self.keeping.read_untracked(),
                Keeping::Kept { .. } | Keeping::Failed(SaveError::Gone)
            );
            if !stays && !self.is_unwritten() {
                let at = self.replica.now();
                self.keeping.set(Keeping::Kept { at });
            }
            let Some(screen) = self.screen.take() else {
                return Ok(());
            };
            // Where the page was is a comfort; only answers are worth an alarm.
            let _ = self.replica.set_screen(self.visit, screen).await;
        }
    }

    async fn write_changes(&self, changes: Vec<Change>) -> Result<(), SaveError> {
        self.under_way.replace(changes.clone());
        let apply = |answers: &mut Answers, points: &mut Points| {
            changes.iter().for_each(|one| one.apply(answers, points));
        };
        let written = self.replica.change_answers(self.visit, apply).await;
        let mut again = self.under_way.take();
        if written.is_err() {
            again.append(&mut self.due.borrow_mut());
            self.due.replace(again);
        }
        written
    }

    async fn write_taken(&self, taken: Taken) -> Result<(), SaveError> {
        let Taken {
            question,
            media,
            bytes,
            answer,
        } = taken;
        let written = media.clone();
        let keeping = self
            .replica
            .keep_media(self.visit, question, media, bytes, answer);
        keeping.await?;
        self.taken
            .borrow_mut()
            .retain(|taken| taken.media != written);
        Ok(())
    }
}

/// The answers of a draft with changes upon them, and the points that are none yet.
fn applied<'c>(draft: &Draft, changes: impl IntoIterator<Item = &'c Change>) -> (Answers, Points) {
    let (mut answers, mut points) = (draft.answers.clone(), draft.points.clone());
    let changes = changes.into_iter();
    changes.for_each(|change| change.apply(&mut answers, &mut points));
    (answers, points)
}
