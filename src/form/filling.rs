//! A form while it is filled: its answers, what is asked now, and what is wrong, as fine-grained signals.
//!
//! After each answer only what it can have touched is looked at, and only what stands otherwise is told to the page.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use chrono::FixedOffset;
use dong_hanh_domain::VisitId;
use dong_hanh_form::{Answer, Answers, Changed, Form, Lang, MediaRef, Path, Place, Question, Spot};
use dong_hanh_sync::device::Phase;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;

use super::asked::html_id;
use super::keeper::{Keeper, Keeping};
use super::parts::{self, Part};
use super::repair;
use super::standing::{Head, Stand, Standing};
use crate::replica::{Draft, Replica, SaveError};
use crate::ui::focus_soon;

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

struct Inner {
    form: Arc<Form>,
    before: Option<Before>,
    keeper: Rc<Keeper>,
    standing: Standing,
    /// Whether everything is on the page at once: somebody is on the way to what may lie far down.
    is_whole: ArcRwSignal<bool>,
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
        let standing = keeper.with(|filling| Standing::of(Arc::clone(&form), filling));
        let inner = Rc::new(Inner {
            before,
            keeper,
            form,
            standing,
            is_whole: ArcRwSignal::new(false),
            left: ArcRwSignal::default(),
            typing: RefCell::default(),
            is_typing: ArcRwSignal::new(false),
            following: Memo::new(move |_| {
                matches!(replica.sync().phase, Phase::Starting | Phase::Following)
            }),
            renewed: ArcTrigger::new(),
        });
        Self(StoredValue::new_local(inner))
    }

    /// The parts that there are to show now. Tracked.
    pub fn parts(self) -> Arc<[Part]> {
        self.inner().standing.parts()
    }

    /// Whether a part asks a question now.
    pub fn asks(self, part: &str, question: &Path) -> bool {
        self.inner().standing.asks(part, question)
    }

    /// Brings a question under the eyes, with the focus on it.
    pub fn go_to(self, question: &Path) {
        self.inner().is_whole.set(true);
        focus_soon(html_id(question));
    }

    /// Whether everything has to be on the page at once. Tracked.
    pub(super) fn is_whole(self) -> bool {
        self.inner().is_whole.get()
    }

    /// What may stand in a part, asked or not. Tracked.
    pub(super) fn spots(self, part: &str) -> Arc<[Spot]> {
        self.inner().standing.spots(part)
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

    /// The points of a way or a land that are too few for an answer. Tracked.
    pub(super) fn points(self, path: &Path) -> Vec<Place> {
        self.inner().keeper.points(path)
    }

    /// Whether places are kept as they were measured.
    pub(super) fn keeps_places(self) -> bool {
        self.inner().keeper.keeps_places()
    }

    /// Keeps them beside the answers.
    pub(super) fn keep_points(self, path: &Path, points: Vec<Place>) {
        self.inner().keeper.keep_points(path, points);
    }

    /// Removes a photo or a recording of a question.
    pub(super) fn remove_media(self, path: &Path, media: &MediaRef) {
        let inner = self.inner();
        inner.commit_typing();
        let changed = inner.keeper.remove_media(path, media);
        inner.look_again(&changed);
    }

    /// Adds an instance of a repeat, and says where it lies.
    pub(super) fn add_instance(self, repeat: &Path) -> Path {
        let inner = self.inner();
        inner.commit_typing();
        let (added, changed) = inner.keeper.add_instance(repeat);
        inner.look_again(&changed);
        added
    }

    /// Removes an instance with its answers.
    pub(super) fn remove_instance(self, instance: &Path) {
        let inner = self.inner();
        inner.commit_typing();
        if let Some(changed) = inner.keeper.remove_instance(instance) {
            inner.look_again(&changed);
        }
    }

    /// How a question stands, now and later.
    pub(super) fn stand(self, path: &Path) -> Stand {
        self.inner().standing.stand(path)
    }

    /// How a heading stands, now and later: of a group, a repeat or an instance.
    pub(super) fn head(self, path: &Path) -> ArcRwSignal<Head> {
        self.inner().standing.head(path)
    }

    /// An answer to a question in words.
    pub(super) fn in_words(self, path: &Path, answer: &Answer, lang: Lang) -> String {
        let words = |filling: &dong_hanh_form::Filling| filling.words(path, answer, lang);
        self.inner().keeper.with(words)
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
        let hide = move |hidden: bool| {
            self.inner().keeper.hurry(hidden);
            self.commit_typing();
        };
        let hidden = window_event_listener(leptos::ev::pagehide, move |_| hide(true));
        let document = window_event_listener_untyped("visibilitychange", move |_| {
            hide(document().hidden());
        });
        on_cleanup(move || {
            self.commit_typing();
            hidden.remove();
            document.remove();
        });
    }
}

impl Inner {
    fn put(&self, path: Path, answer: Option<Answer>) {
        if let Some(changed) = self.keeper.put(&path, answer) {
            self.look_again(&changed);
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
            self.keeper.with(|filling| self.standing.lay_out(filling));
            self.renewed.notify();
        }
    }

    fn look_again(&self, changed: &Changed) {
        self.keeper
            .with(|filling| self.standing.look_again(filling, changed));
    }
}
