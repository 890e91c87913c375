//! A form that is being filled.

use std::borrow::Cow;
use std::sync::Arc;

use crate::reckon::{Changed, Reckoning};
use crate::sheet::Sheet;
use crate::state::State;
use crate::view::View;
use crate::{Answer, Answers, Context, Form, Path, Problem, evaluate, finish};

/// A form with its answers, which reckons what follows from each of them and no more.
#[derive(Clone, Debug)]
pub struct Filling {
    form: Arc<Form>,
    context: Context,
    answers: Answers,
    sheet: Sheet,
}

impl Filling {
    /// Opens answers that were given before. What is calculated is calculated anew.
    #[must_use]
    pub fn open(form: Arc<Form>, answers: Answers, context: Context) -> Filling {
        let sheet = Sheet::lay_out(&form.model, &answers);
        let mut filling = Filling {
            form,
            context,
            answers,
            sheet,
        };
        filling.reckon(|reckoning| reckoning.all());
        filling
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &Arc<Form> {
        &self.form
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

    /// Adds an instance at the end of a repeat, and says where it lies.
    pub fn add_instance(&mut self, repeat: &Path) -> (Path, Changed) {
        let instance = self.answers.add_instance(repeat);
        (instance, self.reckon(|reckoning| reckoning.anew()))
    }

    /// Removes an instance with all that lies inside it; nothing if there is none.
    pub fn remove_instance(&mut self, instance: &Path) -> Option<Changed> {
        let removed = self.answers.remove_instance(instance);
        removed.then(|| self.reckon(|reckoning| reckoning.anew()))
    }

    /// What there is to show and what is missing.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        evaluate::shown(&self.form, &self.answers, self.state())
    }

    /// The answers as they are recorded, see [`finish`](crate::finish).
    ///
    /// # Errors
    /// Every problem with its path, in the order of the form.
    pub fn finish(&self) -> Result<Answers, Vec<(Path, Problem)>> {
        finish::finished(&self.form, &self.answers, self.state())
    }

    fn state(&self) -> State<'_> {
        State::new(&self.form, &self.context, &self.sheet)
    }

    fn reckon(&mut self, how: impl FnOnce(Reckoning<'_, '_>) -> Changed) -> Changed {
        let mut answers = Cow::Owned(std::mem::take(&mut self.answers));
        let changed = how(Reckoning::of(
            &self.form,
            &self.context,
            &mut answers,
            &mut self.sheet,
        ));
        self.answers = answers.into_owned();
        changed
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
    Reckoning::of(form, context, &mut answers, &mut sheet).all();
    (answers, sheet)
}
