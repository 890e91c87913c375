//! One question on the page: what every kind of question needs to show itself.

use std::sync::Arc;

use dong_hanh_form::{Answer, Lang, Media, MediaRef, Offer, Path, Problem, Question, Value};
use leptos::prelude::*;

use super::filling::Filling;
use super::standing::Now;
use crate::words::form as words;

/// A question, where it lies, and how it stands.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) filling: Filling,
    pub(super) path: Path,
    pub(super) question: Arc<Question>,
    pub(super) lang: Lang,
    now: ArcRwSignal<Now>,
    /// Whether somebody is typing an answer: nothing new is held against it until it is done.
    pub(super) typing: RwSignal<bool>,
    error: Memo<Option<String>>,
}

impl Asked {
    pub(super) fn new(filling: Filling, path: Path, question: &Question, lang: Lang) -> Self {
        let now = filling.stand(&path).now;
        let typing = RwSignal::new(false);
        let question = Arc::new(question.clone());
        let error = {
            let (now, path, question) = (now.clone(), path.clone(), Arc::clone(&question));
            Memo::new(move |before: Option<&Option<String>>| {
                let shown = before.is_some_and(Option::is_some);
                let error = error(&now.read(), filling.is_left(&path), &question, lang);
                error.filter(|_| shown || !typing.get())
            })
        };
        Self {
            filling,
            path,
            question,
            lang,
            now,
            typing,
            error,
        }
    }

    /// The answer. Tracked.
    pub(super) fn answer(&self) -> Option<Answer> {
        self.now.read().answer.clone()
    }

    /// The answer, for an event.
    pub(super) fn answer_untracked(&self) -> Option<Answer> {
        self.now.read_untracked().answer.clone()
    }

    /// The pictures, recordings and files of the answer. Tracked.
    pub(super) fn media(&self) -> Vec<MediaRef> {
        let now = self.now.read();
        let answer = now.answer.as_ref();
        answer.map_or_else(Vec::new, |answer| answer.media().to_vec())
    }

    /// Whether the answer can be seen and not changed. Tracked.
    pub(super) fn is_read_only(&self) -> bool {
        self.now.read().read_only
    }

    /// The recorded value. Tracked.
    pub(super) fn value(&self) -> Option<Value> {
        match self.answer() {
            Some(Answer::Given(value)) => Some(value),
            _ => None,
        }
    }

    /// The question in words. Tracked.
    pub(super) fn label(&self) -> String {
        self.now.read().said.label.get(self.lang).to_owned()
    }

    /// The question in words, now and later.
    pub(super) fn said(&self) -> Signal<String> {
        let asked = self.clone();
        Signal::derive(move || asked.label())
    }

    /// A sentence of help. Tracked.
    pub(super) fn hint(&self) -> Option<String> {
        let now = self.now.read();
        Some(now.said.hint.as_ref()?.get(self.lang).to_owned())
    }

    /// More help, for whoever asks for it. Tracked.
    pub(super) fn guidance(&self) -> Option<String> {
        let now = self.now.read();
        Some(now.said.guidance.as_ref()?.get(self.lang).to_owned())
    }

    /// The choices on offer. Tracked.
    pub(super) fn offers(&self) -> Arc<[Offer]> {
        if let Some(offers) = &self.now.read().offers {
            return Arc::clone(offers);
        }
        let own = self.question.kind.choices().iter();
        own.map(|choice| Offer {
            key: choice.name.clone(),
            label: choice.label.clone(),
            media: Media::default(),
        })
        .collect()
    }

    /// Whether an answer is required. Tracked.
    pub(super) fn is_required(&self) -> bool {
        self.now.read().required
    }

    /// What is asked back, where something is wrong. Tracked.
    pub(super) fn error(&self) -> Option<String> {
        self.error.get()
    }

    /// Whether something is wrong. Tracked.
    pub(super) fn is_bad(&self) -> bool {
        self.error.read().is_some()
    }

    /// `true` where something is wrong, for `aria-invalid`. Tracked.
    pub(super) fn aria_invalid(&self) -> Option<&'static str> {
        self.is_bad().then_some("true")
    }

    /// `true` where an answer is required, for `aria-required`. Tracked.
    pub(super) fn aria_required(&self) -> Option<&'static str> {
        self.is_required().then_some("true")
    }

    /// An answer that would be right, where one tap can mend what is wrong. Tracked.
    pub(super) fn repair(&self) -> Option<Answer> {
        let now = self.now.read();
        match (&now.problem, &now.answer) {
            (Some(Problem::Constraint(_)), Some(wrong)) => {
                self.filling.repair(&self.question, &self.path, wrong)
            }
            _ => None,
        }
    }

    /// Commits an answer.
    pub(super) fn put(&self, answer: Option<Answer>) {
        self.filling.put(self.path.clone(), answer);
    }

    /// Commits a value.
    pub(super) fn put_value(&self, value: Value) {
        self.put(Some(Answer::Given(value)));
    }

    /// The `id` of the control, and the stem of all others.
    pub(super) fn id(&self) -> String {
        html_id(&self.path)
    }

    /// The words for the last answer, where there was one.
    pub(super) fn before(&self) -> Option<String> {
        let (day, answer) = self.filling.before(&self.question, &self.path)?;
        if matches!(
            answer,
            Answer::Given(
                Value::Photos(_)
                    | Value::Sounds(_)
                    | Value::Files(_)
                    | Value::Place(_)
                    | Value::Line(_)
            )
        ) {
            return None;
        }
        Some(words::before(self.lang, &day, &self.in_words(&answer)))
    }

    /// An answer to it in words.
    pub(super) fn in_words(&self, answer: &Answer) -> String {
        self.filling.in_words(&self.path, answer, self.lang)
    }

    /// The ids of what describes the control: hint, last answer, error. Tracked.
    pub(super) fn described_by(&self) -> Option<String> {
        let id = self.id();
        let mut ids = Vec::new();
        if self.now.read().said.hint.is_some() {
            ids.push(format!("{id}-hint"));
        }
        if self.before().is_some() {
            ids.push(format!("{id}-before"));
        }
        if self.is_bad() {
            ids.push(format!("{id}-error"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// A path as the `id` of an element.
pub fn html_id(path: &Path) -> String {
    let plain = path.as_str().replace(['/', '['], "-").replace(']', "");
    format!("q-{plain}")
}

fn error(now: &Now, left: bool, question: &Question, lang: Lang) -> Option<String> {
    match (&now.problem, &now.answer) {
        (Some(Problem::Missing { .. }), _) if !left => None,
        (Some(Problem::WrongKind), Some(Answer::Given(Value::Text(typed)))) => {
            Some(match question.kind {
                dong_hanh_form::Kind::Integer { .. } => words::not_whole(lang, typed),
                _ => words::not_a_number(lang, typed),
            })
        }
        (problem, _) => problem.as_ref().map(|problem| problem.text(lang)),
    }
}
