//! How every place of a form stands, as fine-grained signals: an answer tells only those that stand otherwise, so that no
//! input is made anew under a finger.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use dong_hanh_form::{
    Answer, Changed, Filling, Form, Item, Laid, Layout, Offer, Path, Problem, QuestionView, Spot,
    Text,
};
use leptos::prelude::*;

use super::parts::{Gap, Part};

/// A question in its place. Whether it is asked is told alone: most of what comes and goes stays as it was.
#[derive(Clone)]
pub(super) struct Stand {
    /// Whether it is asked.
    pub(super) asked: ArcRwSignal<bool>,
    /// How it stands, or stood when it was last asked.
    pub(super) now: ArcRwSignal<Now>,
}

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

/// A heading as it stands: of a group, a repeat, an instance.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    /// Whether what it is the heading of is asked.
    asked: bool,
    /// Whether it is shown: a group in which nothing is asked is not.
    pub(super) shown: bool,
    pub(super) said: Said,
    /// The words on the button that adds an instance, of a repeat.
    pub(super) add: Option<Text>,
}

/// The words of a question or a heading, with the answers in them that they speak of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) label: Text,
    pub(super) hint: Option<Text>,
    pub(super) guidance: Option<Text>,
}

/// All places of a form.
pub(super) struct Standing {
    form: Arc<Form>,
    questions: RefCell<BTreeMap<Path, Stand>>,
    headings: RefCell<BTreeMap<Path, ArcRwSignal<Head>>>,
    sheets: RefCell<Vec<Sheet>>,
    /// Told when instances came or went.
    spots: ArcRwSignal<BTreeMap<String, Arc<[Spot]>>>,
    parts: ArcRwSignal<Arc<[Part]>>,
}

/// A screen that there may be.
struct Sheet {
    name: String,
    head: Option<ArcRwSignal<Head>>,
    rows: Vec<Row>,
}

/// One place on it.
enum Row {
    Question {
        path: Path,
        stand: Stand,
        /// Whether somebody is expected to answer.
        counts: bool,
    },
    Heading {
        head: ArcRwSignal<Head>,
        /// How many of the next rows lie within; none for what is shown without them.
        holds: Option<usize>,
    },
}

impl Standing {
    pub(super) fn of(form: Arc<Form>, filling: &Filling) -> Self {
        let standing = Self {
            form,
            questions: RefCell::default(),
            headings: RefCell::default(),
            sheets: RefCell::default(),
            spots: ArcRwSignal::default(),
            parts: ArcRwSignal::new(Arc::from([])),
        };
        standing.lay_out(filling);
        standing
    }

    /// The parts that there are to show now. Tracked.
    pub(super) fn parts(&self) -> Arc<[Part]> {
        self.parts.get()
    }

    /// What may stand in a part, asked or not. Tracked.
    pub(super) fn spots(&self, part: &str) -> Arc<[Spot]> {
        let spots = self.spots.read();
        spots.get(part).map_or_else(|| Arc::from([]), Arc::clone)
    }

    /// Whether a part asks a question now.
    pub(super) fn asks(&self, part: &str, question: &Path) -> bool {
        let sheets = self.sheets.borrow();
        let here = sheets.iter().filter(|sheet| sheet.name == part);
        here.flat_map(|sheet| &sheet.rows).any(|row| {
            matches!(row, Row::Question { path, stand, .. } if path == question && stand.is_asked())
        })
    }

    /// How a question stands, now and later.
    pub(super) fn stand(&self, path: &Path) -> Stand {
        let mut questions = self.questions.borrow_mut();
        let blank = || Stand {
            asked: ArcRwSignal::new(false),
            now: ArcRwSignal::new(Now {
                said: Said::nothing(),
                required: false,
                answer: None,
                problem: None,
                read_only: false,
                offers: None,
            }),
        };
        questions.entry(path.clone()).or_insert_with(blank).clone()
    }

    /// How the heading of a group, a repeat or an instance stands, now and later.
    pub(super) fn head(&self, path: &Path) -> ArcRwSignal<Head> {
        let mut headings = self.headings.borrow_mut();
        let blank = || {
            ArcRwSignal::new(Head {
                asked: false,
                shown: false,
                said: Said::nothing(),
                add: None,
            })
        };
        headings.entry(path.clone()).or_insert_with(blank).clone()
    }

    /// Tells what a change has made other than it was.
    pub(super) fn look_again(&self, filling: &Filling, changed: &Changed) {
        if filling.look_again(changed, &mut |spot, item| self.stands(spot, item)) {
            self.sum_up();
        } else {
            self.lay_out(filling);
        }
    }

    /// Lays everything out anew, and tells what is otherwise.
    pub(super) fn lay_out(&self, filling: &Filling) {
        let screens = filling.lay_out(&mut |spot, item| self.stands(spot, item));
        let spots = screens.iter().map(|screen| {
            let spots = screen.spots.iter().map(|laid| laid.spot.clone());
            (screen.name.clone(), spots.collect())
        });
        let spots: BTreeMap<_, _> = spots.collect();
        let sheets = screens.into_iter().map(|screen| self.sheet(screen));
        self.sheets.replace(sheets.collect());
        if *self.spots.read_untracked() != spots {
            self.spots.set(spots);
        }
        self.sum_up();
    }

    fn sheet(&self, screen: Layout) -> Sheet {
        let row = |Laid { spot, holds }| match spot {
            Spot::Question(path) => Row::Question {
                stand: self.stand(&path),
                counts: super::parts::question(&self.form, &path)
                    .is_some_and(|question| question.kind.is_answerable()),
                path,
            },
            Spot::Heading(path) => Row::Heading {
                head: self.head(&path),
                holds: Some(holds),
            },
            Spot::RepeatStart(path) | Spot::Instance(path) | Spot::RepeatEnd(path) => {
                Row::Heading {
                    head: self.head(&path),
                    holds: None,
                }
            }
        };
        Sheet {
            name: screen.name,
            head: screen.group.map(|group| self.head(&group)),
            rows: screen.spots.into_iter().map(row).collect(),
        }
    }

    fn stands(&self, spot: &Spot, item: Option<Item<'_>>) {
        let path = spot.path();
        match (spot, item) {
            (Spot::Question(_), Some(Item::Question(view))) => self.question_stands(&view),
            (Spot::Question(_), _) => self.stand(path).set_asked(false),
            (Spot::RepeatEnd(_), Some(Item::RepeatEnd { add, .. })) => {
                let head = self.head(path);
                if head.read_untracked().add.as_ref() != Some(&*add) {
                    head.update(|head| head.add = Some(add.into_owned()));
                }
            }
            // Whether it is asked is told of the repeat's heading.
            (Spot::RepeatEnd(_), _) => {}
            (_, None) => {
                let head = self.head(path);
                if head.read_untracked().asked {
                    head.update(|head| head.asked = false);
                }
            }
            (_, Some(item)) => {
                let (label, hint) = match &item {
                    Item::Heading { label, hint, .. } | Item::RepeatStart { label, hint, .. } => {
                        (label, hint.as_deref())
                    }
                    Item::Instance { each, .. } => (each, None),
                    Item::Question(_) | Item::RepeatEnd { .. } => return,
                };
                let head = self.head(path);
                let same = {
                    let head = head.read_untracked();
                    head.asked && head.said.label == **label && head.said.hint.as_ref() == hint
                };
                if !same {
                    let said = Said {
                        label: label.clone().into_owned(),
                        hint: hint.cloned(),
                        guidance: None,
                    };
                    head.update(|head| (head.asked, head.said) = (true, said));
                }
            }
        }
    }

    fn question_stands(&self, view: &QuestionView<'_>) {
        let stand = self.stand(&view.path);
        let same = {
            let now = stand.now.read_untracked();
            now.said.is(view)
                && now.required == view.required
                && now.answer == view.answer
                && now.problem == view.problem
                && now.read_only == view.read_only
                && now.offers.as_deref() == view.offers.as_deref()
        };
        if !same {
            stand.now.set(Now {
                said: Said::of(view),
                required: view.required,
                answer: view.answer.clone(),
                problem: view.problem.clone(),
                read_only: view.read_only,
                offers: view.offers.clone().map(Arc::from),
            });
        }
        stand.set_asked(true);
    }

    /// Says which headings are shown, and how far each part is.
    fn sum_up(&self) {
        let sheets = self.sheets.borrow();
        let parts: Arc<[Part]> = sheets
            .iter()
            .filter_map(|sheet| sheet.part(&self.form))
            .collect();
        if *self.parts.read_untracked() != parts {
            self.parts.set(parts);
        }
    }
}

impl Stand {
    fn is_asked(&self) -> bool {
        *self.asked.read_untracked()
    }

    fn set_asked(&self, asked: bool) {
        if self.is_asked() != asked {
            self.asked.set(asked);
        }
    }
}

impl Sheet {
    /// How far it is; nothing where nothing is shown.
    fn part(&self, form: &Form) -> Option<Part> {
        let (mut done, mut of, mut gaps, mut shows) = (0, 0, Vec::new(), false);
        for (at, row) in self.rows.iter().enumerate() {
            match row {
                Row::Question {
                    path,
                    stand,
                    counts,
                } => {
                    if !stand.is_asked() {
                        continue;
                    }
                    shows = true;
                    let now = stand.now.read_untracked();
                    let is_answered = now.answer.as_ref().is_some_and(|answer| !answer.is_blank());
                    done += usize::from(*counts && is_answered);
                    of += usize::from(*counts);
                    if now.problem.is_some() {
                        gaps.push(Gap {
                            path: path.clone(),
                            label: now.said.label.clone(),
                        });
                    }
                }
                Row::Heading { head, holds } => {
                    let within = holds.map(|holds| &self.rows[at + 1..=at + holds]);
                    let is_filled = within.is_none_or(|rows| rows.iter().any(Row::is_content));
                    let shown = head.read_untracked().asked && is_filled;
                    shows |= shown;
                    if head.read_untracked().shown != shown {
                        head.update(|head| head.shown = shown);
                    }
                }
            }
        }
        let said = self.head.as_ref().map(|head| head.read_untracked());
        shows.then(|| Part {
            name: self.name.clone(),
            label: said
                .as_ref()
                .map_or(&form.title, |head| &head.said.label)
                .clone(),
            hint: said.as_ref().and_then(|head| head.said.hint.clone()),
            done,
            of,
            gaps,
        })
    }
}

impl Row {
    /// Whether it is asked, and not only the heading of a group.
    fn is_content(&self) -> bool {
        match self {
            Self::Question { stand, .. } => stand.is_asked(),
            Self::Heading { head, holds } => holds.is_none() && head.read_untracked().asked,
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
