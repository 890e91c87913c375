//! A form that is being filled.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::answers::{forget_beyond, without_instance};
use crate::check::problem;
use crate::model::{NodeId, Role};
use crate::offers::label_of;
use crate::places::Place;
use crate::reckon::{Changed, Over, Reckoning};
use crate::sheet::Sheet;
use crate::state::State;
use crate::view::View;
use crate::walk::Asked;
use crate::words::words;
use crate::{Answer, Answers, Context, Form, Lang, Path, Problem, evaluate, finish, moved};

/// A form with its answers, which reckons what follows from each of them and no more.
#[derive(Clone, Debug)]
pub struct Filling {
    form: Arc<Form>,
    context: Context,
    answers: Answers,
    sheet: Sheet,
    over: Over,
}

impl Filling {
    /// Opens answers that were given before. What is calculated is calculated anew.
    #[must_use]
    pub fn open(form: Arc<Form>, answers: Answers, context: Context) -> Filling {
        let mut filling = Filling::laid_out(form, answers, context);
        filling.reckon(|reckoning| reckoning.all());
        filling
    }

    /// Begins: with the first instances of repeats, and with what questions start with.
    #[must_use]
    pub fn begin(form: Arc<Form>, context: Context) -> Filling {
        let mut answers = Answers::new();
        add_first_in(&form, None, None, false, &mut answers, &mut BTreeSet::new());
        let mut filling = Filling::laid_out(form, answers, context);
        filling.reckon(|reckoning| reckoning.begin(None).0);
        filling
    }

    fn laid_out(form: Arc<Form>, answers: Answers, context: Context) -> Filling {
        let sheet = Sheet::lay_out(&form.model, &answers);
        Filling {
            form,
            context,
            answers,
            sheet,
            over: Over::new(),
        }
    }

    /// Goes on with another version of a form: what was answered comes along as far as it [fits](moved), and what only
    /// this version asks starts as it does in a new visit. An answer that was taken away stays away.
    #[must_use]
    pub fn go_on(form: Arc<Form>, from: &Form, answers: &Answers, context: Context) -> Filling {
        let mut answers = moved(answers, from, &form);
        let new = Filling::begin(Arc::clone(&form), context.clone());
        for (path, answer) in new.answers.iter() {
            let is_new = !path.passes_an_instance() && from.question(path).is_none();
            if is_new && answers.get(path).is_none() {
                answers.set(path.clone(), answer.clone());
            }
        }
        Filling::open(form, answers, context)
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// What is known of the visit besides.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// What was answered and calculated.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Gives an answer, or takes it away.
    pub fn put(&mut self, path: &Path, answer: Option<Answer>) -> Changed {
        self.reckon(|reckoning| reckoning.put(path, answer))
    }

    /// Adds an instance at the end of a repeat, with what its questions start with, and says where it lies.
    pub fn add_instance(&mut self, repeat: &Path) -> (Path, Changed) {
        let instance = self.answers.add_instance(repeat);
        let mut counted = BTreeSet::new();
        add_first_in_instance(&self.form, &instance, true, &mut self.answers, &mut counted);
        let mut changed = self.reckon(|reckoning| reckoning.added(&instance));
        changed.counted.extend(counted);
        (instance, changed)
    }

    /// Removes an instance with all that lies inside it; nothing if there is none.
    pub fn remove_instance(&mut self, instance: &Path) -> Option<Changed> {
        let count = instance
            .repeat()
            .map(|repeat| self.answers.instances(&repeat));
        if !self.answers.remove_instance(instance) {
            return None;
        }
        without_instance(&mut self.over, instance, count.unwrap_or(0));
        Some(self.reckon(|reckoning| reckoning.anew()))
    }

    /// Forgets what was answered in instances that a count has taken away, as other clients of XForms do at once.
    pub fn forget_counted_away(&mut self) {
        for repeat in self.state().counted() {
            self.answers.forget_beyond(&repeat);
            let count = self.answers.instances(&repeat);
            forget_beyond(&mut self.over, &repeat, count);
        }
    }

    /// What there is to show and what is missing.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        evaluate::shown(&self.form, &self.answers, self.state())
    }

    /// What is wrong with the answer of one question, or with its absence; nothing with what is not asked.
    #[must_use]
    pub fn problem(&self, path: &Path) -> Option<Problem> {
        let (id, row) = self.find(path)?;
        let state = self.state();
        let question = self.form.model.nodes[id].question.as_deref()?;
        let asked = Asked {
            question,
            path: path.clone(),
            id,
            row,
        };
        let is_asked = state.cell(id, row).relevant;
        is_asked.then(|| problem(state, &self.answers, &asked))?
    }

    /// An answer to a question in words: labels of choices, dd/mm/yyyy, numbers with their unit. Of what is not in the form
    /// there is nothing to say.
    #[must_use]
    pub fn words(&self, path: &Path, answer: &Answer, lang: Lang) -> String {
        let found = self.find(path).and_then(|(id, row)| {
            let question = self.form.model.nodes[id].question.as_deref()?;
            Some((&question.kind, Place::Part(id, row)))
        });
        let Some((kind, place)) = found else {
            return String::new();
        };
        words(kind, answer, lang, &|key| {
            let label = label_of(&self.form, kind, key)?;
            Some(Cow::Owned(self.state().said(&label, place).into_owned()))
        })
    }

    /// The answers as they are recorded, see [`finish`](crate::finish).
    ///
    /// # Errors
    /// Every problem with its path, in the order of the form.
    pub fn finish(&self) -> Result<Answers, Vec<(Path, Problem)>> {
        finish::finished(&self.form, &self.answers, self.state())
    }

    /// The node at a path, and its row.
    pub(crate) fn find(&self, path: &Path) -> Option<(NodeId, usize)> {
        self.sheet.find(&self.form.model, path)
    }

    pub(crate) fn state(&self) -> State<'_> {
        State::new(&self.form, &self.context, &self.sheet)
    }

    fn reckon(&mut self, how: impl FnOnce(Reckoning<'_, '_>) -> Changed) -> Changed {
        let mut answers = Cow::Owned(std::mem::take(&mut self.answers));
        let changed = how(Reckoning::of(
            &self.form,
            &self.context,
            &mut answers,
            &mut self.sheet,
            &mut self.over,
        ));
        self.answers = answers.into_owned();
        changed
    }
}

/// Adds the instances with which repeats in an instance begin, as in the XForms that pyxform makes: all, in the first
/// instance that a form has; what is added later is made after a template, which has none of the repeats that lie
/// directly in it. `counted` are the repeats that got some.
pub(crate) fn add_first_in_instance(
    form: &Form,
    instance: &Path,
    after_template: bool,
    answers: &mut Answers,
    counted: &mut BTreeSet<Path>,
) {
    let mut node = None;
    for step in instance.steps() {
        let named = |child: &NodeId| form.model.nodes[*child].name == step.name;
        let Some(child) = form.model.children(node).find(named) else {
            return;
        };
        node = Some(child);
    }
    add_first_in(form, node, Some(instance), after_template, answers, counted);
}

/// Adds the instances with which repeats begin, and in those the ones with which repeats in them begin.
fn add_first_in(
    form: &Form,
    node: Option<NodeId>,
    at: Option<&Path>,
    after_template: bool,
    answers: &mut Answers,
    counted: &mut BTreeSet<Path>,
) {
    for child in form.model.children(node) {
        let part = &form.model.nodes[child];
        let path = at.map_or_else(|| Path::top(&part.name), |at| at.child(&part.name));
        match part.role {
            Role::Question => {}
            Role::Group => {
                add_first_in(form, Some(child), Some(&path), false, answers, counted);
            }
            Role::Repeat(_) if after_template => {}
            Role::Repeat(_) => {
                // What was counted away and is there again has begun before.
                for _ in answers.instances(&path)..part.begins {
                    let instance = answers.add_instance(&path);
                    add_first_in(form, Some(child), Some(&instance), false, answers, counted);
                    counted.insert(path.clone());
                }
            }
        }
    }
}

/// Lays out answers that stay where they are, and reckons what follows.
pub(crate) fn reckoned<'a>(
    form: &Form,
    answers: &'a Answers,
    context: &Context,
) -> (Cow<'a, Answers>, Sheet) {
    let mut sheet = Sheet::lay_out(&form.model, answers);
    let mut answers = Cow::Borrowed(answers);
    Reckoning::of(form, context, &mut answers, &mut sheet, &mut Over::new()).all();
    (answers, sheet)
}
