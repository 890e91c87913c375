//! What was recorded, and what changed from one visit to the next, in words.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeMap;

use chrono::DateTime;

use crate::offers::label_of;
use crate::places::Place;
use crate::said::names;
use crate::sheet::Sheet;
use crate::state::State;
use crate::words::words;
use crate::{Answer, Answers, Context, Form, Lang, Node, Path, Question, Text};

/// One recorded answer with the question that it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<'v> {
    /// Its place.
    pub path: Path,
    /// The headings above it, outermost first; an instance with its number: «Phần quà 2».
    pub within: Vec<Text>,
    /// The question.
    pub question: &'v Question,
    /// The question in words, with the answers in them that they speak of.
    pub label: Cow<'v, Text>,
    /// The answer.
    pub answer: &'v Answer,
    /// What those of the choices are called that were chosen and speak of answers, by their keys.
    choices: BTreeMap<&'v str, Text>,
    form: &'v Form,
}

impl Recorded<'_> {
    /// The answer in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        words(&self.question.kind, self.answer, lang, &|key| {
            let said = self.choices.get(key).map(Cow::Borrowed);
            said.or_else(|| label_of(self.form, &self.question.kind, key))
        })
    }

    fn both(&self) -> Text {
        Text::each(|lang| self.words(lang))
    }
}

/// One answer that differs between two visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its place.
    pub path: Path,
    /// The headings above the question, outermost first.
    pub within: Vec<Text>,
    /// The question.
    pub label: Text,
    /// The answer before, in words; none if there was none.
    pub before: Option<Text>,
    /// The answer after, in words; none if there is none.
    pub after: Option<Text>,
}

/// Every answer that the form knows and shows, in the order of the form.
pub fn recorded<'v>(form: &'v Form, answers: &'v Answers) -> Vec<Recorded<'v>> {
    let sheet = LazyCell::new(|| Sheet::asked(&form.model, answers));
    let context = Context::at(DateTime::UNIX_EPOCH.into());
    let place = |path: &Path| {
        let (node, row) = sheet.find(&form.model, path)?;
        Some((State::new(form, &context, &sheet), Place::Part(node, row)))
    };
    let said = |text: &'v Text, path: &Path| {
        let speaks = names(text).next().is_some();
        match speaks.then(|| place(path)).flatten() {
            Some((state, place)) => state.said(text, place),
            None => Cow::Borrowed(text),
        }
    };
    let choices = |question: &'v Question, answer: &'v Answer, path: &Path| {
        let chosen = answer.chosen().into_iter().filter_map(|key| {
            let label = label_of(form, &question.kind, key)?;
            names(&label).next()?;
            let (state, place) = place(path)?;
            Some((key, state.said(&label, place).into_owned()))
        });
        chosen.collect()
    };
    let mut walk = Walk {
        form,
        answers,
        said: &said,
        choices: &choices,
        found: Vec::new(),
    };
    for node in &form.nodes {
        walk.node(node, None, &[]);
    }
    walk.found
}

/// What differs between two visits, in the order of the later form; what only the earlier form
/// asked comes last. Answers that read the same in words do not differ.
pub fn differences(
    form_before: &Form,
    before: &Answers,
    form_after: &Form,
    after: &Answers,
) -> Vec<Difference> {
    let before = recorded(form_before, before);
    let mut earlier: BTreeMap<&Path, &Recorded<'_>> = before
        .iter()
        .map(|recorded| (&recorded.path, recorded))
        .collect();
    let mut found = Vec::new();
    for now in recorded(form_after, after) {
        let was = earlier.remove(&now.path);
        let old_words = was.map(|was| was.both());
        let new_words = Some(now.both());
        if old_words != new_words || was.is_some_and(|was| unlike(was.answer, now.answer)) {
            found.push(Difference {
                label: now.label.into_owned(),
                path: now.path,
                within: now.within,
                before: old_words,
                after: new_words,
            });
        }
    }
    let gone = before.iter().filter(|was| earlier.contains_key(&was.path));
    found.extend(gone.map(|was| Difference {
        path: was.path.clone(),
        within: was.within.clone(),
        label: was.label.clone().into_owned(),
        before: Some(was.both()),
        after: None,
    }));
    found
}

/// Words such as «3 ảnh» hide a change of what is counted.
fn unlike(before: &Answer, after: &Answer) -> bool {
    before.media() != after.media()
}

struct Walk<'w, 'v> {
    form: &'v Form,
    answers: &'v Answers,
    said: &'w dyn Fn(&'v Text, &Path) -> Cow<'v, Text>,
    choices: &'w dyn Fn(&'v Question, &'v Answer, &Path) -> BTreeMap<&'v str, Text>,
    found: Vec<Recorded<'v>>,
}

impl<'v> Walk<'_, 'v> {
    fn nodes(&mut self, nodes: &'v [Node], outer: &Path, within: &[Text]) {
        for node in nodes {
            self.node(node, Some(outer), within);
        }
    }

    fn node(&mut self, node: &'v Node, outer: Option<&Path>, within: &[Text]) {
        let path = outer.map_or_else(|| Path::top(node.name()), |outer| outer.child(node.name()));
        match node {
            Node::Question(question) if !question.kind.is_shown() => {}
            Node::Question(question) => {
                if let Some(answer) = self.answers.get(&path) {
                    self.found.push(Recorded {
                        label: (self.said)(&question.label, &path),
                        choices: (self.choices)(question, answer, &path),
                        path,
                        within: within.to_vec(),
                        question,
                        answer,
                        form: self.form,
                    });
                }
            }
            Node::Group(group) => {
                let heading = (self.said)(&group.label, &path).into_owned();
                let inner = [within, &[heading]].concat();
                self.nodes(&group.nodes, &path, &inner);
            }
            Node::Repeat(repeat) => {
                for number in 1..=self.answers.instances(&path) {
                    let instance = path.nth(number);
                    let each = (self.said)(&repeat.each, &instance);
                    let heading = each.map(|words| format!("{words} {number}"));
                    let inner = [within, &[heading]].concat();
                    self.nodes(&repeat.nodes, &instance, &inner);
                }
            }
        }
    }
}
