//! A form while it is filled: its answers, what is asked now, and what is wrong, as fine-grained signals.
//!
//! The form is evaluated once for each answer; only what changed is told to the page, so that no
//! input is made anew under a finger.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use chrono::FixedOffset;
use dong_hanh_domain::VisitId;
use dong_hanh_form::{
    Answer, Answers, Form, Item, MediaRef, Offer, Path, Problem, Question, QuestionView, Text,
};
use dong_hanh_sync::device::Phase;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;

use super::keeper::{Keeper, Keeping};
use super::parts::{self, Part};
use super::repair;
use crate::replica::{Draft, Replica, SaveError};

/// An answer that is being typed is committed after this pause, in milliseconds.
const PAUSE_MS: u32 = 400;

/// What was answered last time, shown under the questions.
#[derive(Clone)]
pub struct Before {
    /// On which day, as it is shown: `03/09`.
    pub day: String,
    /// With which form.
    pub form: Arc<Form>,
    /// What.
    pub answers: Answers,
}

/// A form that is being filled; a handle that lives as long as its page.
#[derive(Clone, Copy)]
pub struct Filling(StoredValue<Rc<Inner>, LocalStorage>);

/// A question as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Now {
    pub(super) said: Said,
    pub(super) required: bool,
    pub(super) answer: Option<Answer>,
    pub(super) problem: Option<Problem>,
    /// Whether the answer can be seen and not changed.
    pub(super) read_only: bool,
    /// The choices on offer, where they are rows of a table.
    pub(super) offers: Option<Arc<[Offer]>>,
}

/// The words of a question or a heading, with the answers in them that they speak of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) label: Text,
    pub(super) hint: Option<Text>,
    pub(super) guidance: Option<Text>,
}

struct Inner {
    form: Arc<Form>,
    before: Option<Before>,
    keeper: Rc<Keeper>,
    questions: RefCell<BTreeMap<Path, ArcRwSignal<Now>>>,
    headings: RefCell<BTreeMap<Path, ArcRwSignal<Said>>>,
    parts: ArcRwSignal<Arc<[Part]>>,
    /// The parts whose missing answers are pointed out.
    left: ArcRwSignal<BTreeSet<String>>,
    typing: RefCell<Option<Typing>>,
    /// Whether something of what is on the screen is being typed, and so nowhere else.
    is_typing: ArcRwSignal<bool>,
    /// Whether another tab works.
    following: Memo<bool>,
    /// Told when the answers became others than were given here.
    renewed: ArcTrigger,
}

/// An answer that is being typed; dropping it stops its timer.
struct Typing {
    path: Path,
    answer: Option<Answer>,
    _pause: Timeout,
}

impl Filling {
    /// Opens a draft.
    pub fn open(replica: Replica, draft: &Draft, form: Arc<Form>, before: Option<Before>) -> Self {
        let keeper = Keeper::open(replica, draft, Arc::clone(&form));
        let filling = Self::of(replica, keeper, form, before);
        filling.keep_on_hiding();
        filling.go_with_other_tabs(replica, draft.visit);
        filling
    }

    /// Opens a form to be tried: what is answered is thrown away with the page.
    pub fn rehearse(replica: Replica, form: Arc<Form>) -> Self {
        let keeper = Keeper::rehearse(replica, Arc::clone(&form));
        Self::of(replica, keeper, form, None)
    }

    fn of(replica: Replica, keeper: Rc<Keeper>, form: Arc<Form>, before: Option<Before>) -> Self {
        let inner = Rc::new(Inner {
            before,
            keeper,
            form,
            questions: RefCell::default(),
            headings: RefCell::default(),
            parts: ArcRwSignal::new(Arc::from([])),
            left: ArcRwSignal::default(),
            typing: RefCell::default(),
            is_typing: ArcRwSignal::new(false),
            following: Memo::new(move |_| {
                matches!(replica.sync().phase, Phase::Starting | Phase::Following)
            }),
            renewed: ArcTrigger::new(),
        });
        inner.refresh();
        Self(StoredValue::new_local(inner))
    }

    /// The parts that there are to show now. Tracked.
    pub fn parts(self) -> Arc<[Part]> {
        self.inner().parts.get()
    }

    /// Where the answers on the screen are. Tracked.
    pub fn keeping(self) -> Keeping {
        let inner = self.inner();
        match inner.keeper.keeping.get() {
            Keeping::Kept { .. } if inner.is_typing.get() => Keeping::Writing,
            keeping => keeping,
        }
    }

    /// The answers on the screen.
    pub fn answers(self) -> Answers {
        self.inner().keeper.answers()
    }

    /// The clock of the place where the visit is.
    pub(super) fn zone(self) -> FixedOffset {
        let zone = |filling: &dong_hanh_form::Filling| *filling.context().now.offset();
        self.inner().keeper.with(zone)
    }

    /// Which visit is recorded.
    pub(super) fn visit(self) -> VisitId {
        self.inner().keeper.visit
    }

    /// What keeps its answers, for work that may outlive the page.
    pub(super) fn keeper(self) -> Rc<Keeper> {
        Rc::clone(&self.inner().keeper)
    }

    /// The form.
    pub fn form(self) -> Arc<Form> {
        Arc::clone(&self.inner().form)
    }

    /// Commits what is being typed, and remembers that this part is shown.
    pub fn enter(self, part: &str) {
        self.commit_typing();
        self.inner().keeper.at_screen(part);
    }

    /// From now on the missing answers of a part are pointed out.
    pub fn leave(self, part: &str) {
        self.commit_typing();
        self.inner().left.update(|left| {
            left.insert(part.to_owned());
        });
    }

    /// Whether another tab works, so that this one only shows. Tracked.
    pub fn is_following(self) -> bool {
        self.inner().following.get()
    }

    /// Tracks that the answers became others than were given here.
    pub fn track_renewed(self) {
        self.inner().renewed.track();
    }

    /// Tries again to write what could not be written.
    pub fn retry(self) {
        self.inner().keeper.retry();
    }

    /// Commits what is being typed and waits until all is durable, recordings too.
    ///
    /// # Errors
    /// [`SaveError`] where it is not; the answers stay on the screen.
    pub async fn settled(self) -> Result<(), SaveError> {
        let inner = self.inner();
        inner.commit_typing();
        inner.keeper.settled().await
    }

    /// Gives up what could not be written: the draft was thrown away with it.
    pub fn give_up(self) {
        self.inner().keeper.give_up();
    }

    /// Commits what is being typed, without waiting for the pause.
    pub(super) fn commit_typing(self) {
        if let Some(inner) = self.0.try_get_value() {
            inner.commit_typing();
        }
    }

    /// Takes what is being typed; it is committed after a pause.
    pub(super) fn type_in(self, path: Path, answer: Option<Answer>) {
        let inner = self.inner();
        let other = inner
            .typing
            .borrow()
            .as_ref()
            .is_some_and(|typing| typing.path != path);
        if other {
            inner.commit_typing();
        }
        let later = Rc::clone(&inner);
        let pause = Timeout::new(PAUSE_MS, move || later.commit_typing());
        inner.typing.replace(Some(Typing {
            path,
            answer,
            _pause: pause,
        }));
        inner.set_typing(true);
    }

    /// Commits an answer.
    pub(super) fn put(self, path: Path, answer: Option<Answer>) {
        let inner = self.inner();
        inner.commit_typing();
        inner.put(path, answer);
    }

    /// Removes a photo or a recording of a question.
    pub(super) fn remove_media(self, path: &Path, media: &MediaRef) {
        let inner = self.inner();
        inner.commit_typing();
        inner.keeper.remove_media(path, media);
        inner.refresh();
    }

    /// Adds an instance of a repeat, and says where it lies.
    pub(super) fn add_instance(self, repeat: &Path) -> Path {
        let inner = self.inner();
        inner.commit_typing();
        let added = inner.keeper.add_instance(repeat);
        inner.refresh();
        added
    }

    /// Removes an instance with its answers.
    pub(super) fn remove_instance(self, instance: &Path) {
        let inner = self.inner();
        inner.commit_typing();
        inner.keeper.remove_instance(instance);
        inner.refresh();
    }

    /// How a question stands, now and later.
    pub(super) fn now(self, path: &Path) -> ArcRwSignal<Now> {
        self.inner().now(path)
    }

    /// What a heading says, now and later: of a group, a repeat, an instance, or the button that adds one.
    pub(super) fn heading(self, row: &Path) -> ArcRwSignal<Said> {
        self.inner().heading(row)
    }

    /// Whether the missing answers around a question are pointed out. Tracked.
    pub(super) fn is_left(self, path: &Path) -> bool {
        let part = path.steps().next().map(|step| step.name.to_owned());
        part.is_some_and(|part| self.was_left(&part))
    }

    /// Whether the missing answers of a part are pointed out. Tracked.
    pub(super) fn was_left(self, part: &str) -> bool {
        self.inner().left.read().contains(part)
    }

    /// What was answered last time, and when. What lies in a repeat has no last time: its
    /// instances are other things.
    pub(super) fn before(self, question: &Question, path: &Path) -> Option<(String, Answer)> {
        let inner = self.inner();
        let before = inner.before.as_ref()?;
        let repeated = path.steps().any(|step| step.instance.is_some());
        let same =
            parts::question(&before.form, path).is_some_and(|then| then.kind == question.kind);
        if repeated || !same {
            return None;
        }
        let answer = before.answers.get(path)?;
        (!answer.is_blank()).then(|| (before.day.clone(), answer.clone()))
    }

    /// An answer that would be right in place of one that is not.
    pub(super) fn repair(self, question: &Question, path: &Path, wrong: &Answer) -> Option<Answer> {
        let inner = self.inner();
        let before = self.before(question, path).map(|(_, answer)| answer);
        let mut filling = inner.keeper.with(dong_hanh_form::Filling::clone);
        before
            .into_iter()
            .filter(|last| repair::is_near(wrong, last))
            .chain(repair::candidates(wrong))
            .find(|candidate| {
                filling.put(path, Some(candidate.clone()));
                filling.problem(path).is_none()
            })
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }

    /// What was stored beside this form is shown: by another tab, or a photo. What could not be stored while another tab
    /// worked is written afterwards.
    fn go_with_other_tabs(self, replica: Replica, visit: VisitId) {
        Effect::new(move |_| {
            replica.track_reloaded();
            untrack(|| self.inner().renew(replica.draft(visit).as_ref()));
        });
        Effect::new(move |_| {
            if !self.is_following() {
                self.retry();
            }
        });
    }

    /// A phone may end a hidden page without another word.
    fn keep_on_hiding(self) {
        let hidden = window_event_listener(leptos::ev::pagehide, move |_| self.commit_typing());
        let document =
            window_event_listener_untyped("visibilitychange", move |_| self.commit_typing());
        on_cleanup(move || {
            self.commit_typing();
            hidden.remove();
            document.remove();
        });
    }
}

impl Inner {
    fn put(&self, path: Path, answer: Option<Answer>) {
        if self.keeper.put(&path, answer) {
            self.refresh();
        }
    }

    fn commit_typing(&self) {
        if let Some(Typing { path, answer, .. }) = self.typing.take() {
            self.put(path, answer);
        }
        self.set_typing(false);
    }

    fn set_typing(&self, typing: bool) {
        if *self.is_typing.read_untracked() != typing {
            self.is_typing.set(typing);
        }
    }

    fn renew(&self, stored: Option<&Draft>) {
        self.commit_typing();
        let Some(stored) = stored else {
            return self.keeper.give_up();
        };
        if self.keeper.renew(stored) {
            self.refresh();
            self.renewed.notify();
        }
    }

    fn now(&self, path: &Path) -> ArcRwSignal<Now> {
        let mut questions = self.questions.borrow_mut();
        let blank = || {
            ArcRwSignal::new(Now {
                said: Said::nothing(),
                required: false,
                answer: None,
                problem: None,
                read_only: false,
                offers: None,
            })
        };
        questions.entry(path.clone()).or_insert_with(blank).clone()
    }

    fn heading(&self, path: &Path) -> ArcRwSignal<Said> {
        let mut headings = self.headings.borrow_mut();
        let blank = || ArcRwSignal::new(Said::nothing());
        headings.entry(path.clone()).or_insert_with(blank).clone()
    }

    /// Evaluates the form and tells the page what changed.
    fn refresh(&self) {
        self.keeper.with(|filling| {
            let view = filling.view();
            for item in view.screens.iter().flat_map(|screen| &screen.items) {
                self.patch_item(item);
            }
            let parts: Arc<[Part]> = view
                .screens
                .iter()
                .map(|screen| Part::of(&self.form, screen))
                .collect();
            if *self.parts.read_untracked() != parts {
                self.parts.set(parts);
            }
        });
    }

    fn patch_item(&self, item: &Item<'_>) {
        let (path, label, hint) = match item {
            Item::Question(view) => return self.patch(view),
            Item::Heading {
                path, label, hint, ..
            }
            | Item::RepeatStart {
                path, label, hint, ..
            } => (path, label, hint.as_deref()),
            Item::Instance { path, each, .. } => (path, each, None),
            // What is in force for the button is in the words of its repeat.
            Item::RepeatEnd { .. } => return,
        };
        let signal = self.heading(path);
        let same = {
            let said = signal.read_untracked();
            said.label == **label && said.hint.as_ref() == hint
        };
        if !same {
            signal.set(Said {
                label: label.clone().into_owned(),
                hint: hint.cloned(),
                guidance: None,
            });
        }
    }

    fn patch(&self, view: &QuestionView<'_>) {
        let signal = self.now(&view.path);
        let same = {
            let now = signal.read_untracked();
            now.said.is(view)
                && now.required == view.required
                && now.answer == view.answer
                && now.problem == view.problem
                && now.read_only == view.read_only
                && now.offers.as_deref() == view.offers.as_deref()
        };
        if !same {
            signal.set(Now {
                said: Said::of(view),
                required: view.required,
                answer: view.answer.clone(),
                problem: view.problem.clone(),
                read_only: view.read_only,
                offers: view.offers.clone().map(Arc::from),
            });
        }
    }
}

impl Said {
    fn nothing() -> Self {
        Self {
            label: Text::plain(String::new()),
            hint: None,
            guidance: None,
        }
    }

    fn of(view: &QuestionView<'_>) -> Self {
        Self {
            label: view.label.clone().into_owned(),
            hint: view.hint.as_deref().cloned(),
            guidance: view.guidance.as_deref().cloned(),
        }
    }

    fn is(&self, view: &QuestionView<'_>) -> bool {
        self.label == *view.label
            && self.hint.as_ref() == view.hint.as_deref()
            && self.guidance.as_ref() == view.guidance.as_deref()
    }
}
