//! What is shown of a form at one moment. Words have the answers in them that they speak of (`${name}`).

use std::borrow::Cow;

use crate::{Answer, Group, Offer, Path, Problem, Question, Repeat, Text};

/// The relevant part of a form with its answers, flattened for display.
#[derive(Clone, Debug, PartialEq)]
pub struct View<'f> {
    /// The screens that have something to show.
    pub screens: Vec<Screen<'f>>,
}

/// One screen: a group at the top of the form, or what lies between such groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen<'f> {
    /// Its group, if it is one.
    pub group: Option<&'f Group>,
    /// The heading of its group.
    pub label: Option<Cow<'f, Text>>,
    /// A sentence of help under the heading.
    pub hint: Option<Cow<'f, Text>>,
    /// Its place: of the group, or of the first that lies on it.
    pub path: Path,
    /// What it shows, from top to bottom.
    pub items: Vec<Item<'f>>,
}

/// One thing on a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'f> {
    /// A question or a note.
    Question(QuestionView<'f>),
    /// The heading of a group within the screen.
    Heading {
        /// The group.
        group: &'f Group,
        /// Its place.
        path: Path,
        /// The heading.
        label: Cow<'f, Text>,
        /// A sentence of help under the heading.
        hint: Option<Cow<'f, Text>>,
    },
    /// The heading of a repeat, above its instances.
    RepeatStart {
        /// The repeat.
        repeat: &'f Repeat,
        /// Its place.
        path: Path,
        /// The number of instances.
        count: u16,
        /// The heading.
        label: Cow<'f, Text>,
        /// A sentence of help under the heading.
        hint: Option<Cow<'f, Text>>,
    },
    /// The heading of an instance; it can be removed.
    Instance {
        /// The repeat.
        repeat: &'f Repeat,
        /// The place of the instance.
        path: Path,
        /// Its number, from 1.
        number: u16,
        /// The heading, before its number.
        each: Cow<'f, Text>,
    },
    /// The end of a repeat, where another instance can be added.
    RepeatEnd {
        /// The repeat.
        repeat: &'f Repeat,
        /// Its place.
        path: Path,
        /// The number of instances.
        count: u16,
        /// The words on the button.
        add: Cow<'f, Text>,
    },
}

/// A question as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView<'f> {
    /// The question.
    pub question: &'f Question,
    /// The question in words.
    pub label: Cow<'f, Text>,
    /// A sentence of help under the question.
    pub hint: Option<Cow<'f, Text>>,
    /// More help, for whoever asks for it.
    pub guidance: Option<Cow<'f, Text>>,
    /// Its place, which does not change while the form is open.
    pub path: Path,
    /// Whether an answer is required now.
    pub required: bool,
    /// Whether the answer can be seen and not changed.
    pub read_only: bool,
    /// The choices on offer, where they are rows of a table; those of the question's own are in its kind.
    pub offers: Option<Vec<Offer>>,
    /// The answer.
    pub answer: Option<Answer>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

impl QuestionView<'_> {
    /// Whether it has an answer that says something, or was declined.
    pub fn is_answered(&self) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|answer| !answer.is_blank())
    }
}

impl<'f> Screen<'f> {
    /// Its questions and notes.
    pub fn questions(&self) -> impl Iterator<Item = &QuestionView<'f>> {
        self.items.iter().filter_map(|item| match item {
            Item::Question(question) => Some(question),
            _ => None,
        })
    }

    /// What is wrong, and where.
    pub fn problems(&self) -> impl Iterator<Item = (&QuestionView<'f>, &Problem)> {
        self.questions()
            .filter_map(|view| Some((view, view.problem.as_ref()?)))
    }

    /// Whether nothing is missing or wrong.
    pub fn is_complete(&self) -> bool {
        self.problems().next().is_none()
    }

    /// How many of its questions are answered, and how many there are.
    pub fn done_of_total(&self) -> (usize, usize) {
        let questions = self.questions().filter(|v| v.question.kind.is_answerable());
        questions.fold((0, 0), |(done, total), view| {
            (done + usize::from(view.is_answered()), total + 1)
        })
    }
}

impl<'f> View<'f> {
    /// Every question and note, in order.
    pub fn questions(&self) -> impl Iterator<Item = &QuestionView<'f>> {
        self.screens.iter().flat_map(Screen::questions)
    }

    /// The question at a path, if it is relevant.
    pub fn question(&self, path: &Path) -> Option<&QuestionView<'f>> {
        self.questions().find(|view| view.path == *path)
    }

    /// What is wrong, and where, in order.
    pub fn problems(&self) -> impl Iterator<Item = (&QuestionView<'f>, &Problem)> {
        self.screens.iter().flat_map(Screen::problems)
    }

    /// Whether the form can be finished.
    pub fn is_complete(&self) -> bool {
        self.problems().next().is_none()
    }

    /// How many questions are answered, and how many there are; notes do not count.
    pub fn done_of_total(&self) -> (usize, usize) {
        self.screens.iter().fold((0, 0), |(done, total), screen| {
            let (screen_done, screen_total) = screen.done_of_total();
            (done + screen_done, total + screen_total)
        })
    }
}
