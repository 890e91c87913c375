//! What follows from answers: what is relevant, what is calculated, how many instances there are. What an answer does
//! not touch is not looked at again.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::defaults::started;
use crate::filling::add_first_in_instance;
use crate::looks::Touched;
use crate::model::{Dependant, NodeId, Role};
use crate::offers::{as_offered, keys};
use crate::sheet::Sheet;
use crate::spelling::{read, spelt};
use crate::state::State;
use crate::{Answer, Answers, Context, Form, Kind, Path};

/// How often counts may make a form be laid out anew before it is left as it is: they may chase each other.
const MOST_LAYOUTS: u32 = 100;

/// Where somebody answered in spite of a calculation, and what that had come to: the answer stays until it comes to
/// something else.
pub(crate) type Over = BTreeMap<Path, String>;

/// A form, its answers, and what follows from them.
pub(crate) struct Reckoning<'r, 'a> {
    pub(crate) form: &'r Form,
    pub(crate) context: &'r Context,
    pub(crate) answers: &'r mut Cow<'a, Answers>,
    pub(crate) sheet: &'r mut Sheet,
    over: &'r mut Over,
    /// Cells, by their place in the order in which they can be known.
    due: BTreeSet<(usize, NodeId, usize)>,
    layouts: u32,
    /// Whether what changes waits for nobody's change: when a form begins or is opened.
    is_quiet: bool,
    /// What waited for a change that has happened.
    triggered: Vec<Path>,
    /// Instances that were counted in, and begin.
    begun: Vec<Path>,
    /// Questions that got what they start with.
    started: Vec<Path>,
    pub(crate) changed: Changed,
}

/// What is otherwise than it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The answers that were given, taken away or calculated anew.
    pub answers: BTreeSet<Path>,
    /// The repeats that the form itself gave more instances, or fewer.
    pub counted: BTreeSet<Path>,
    /// Whether other questions are asked, or other instances are there.
    pub asks: bool,
    /// What may stand otherwise on the screens.
    pub(crate) touched: Touched,
}

impl<'r, 'a> Reckoning<'r, 'a> {
    pub(crate) fn of(
        form: &'r Form,
        context: &'r Context,
        answers: &'r mut Cow<'a, Answers>,
        sheet: &'r mut Sheet,
        over: &'r mut Over,
    ) -> Self {
        Reckoning {
            form,
            context,
            answers,
            sheet,
            over,
            due: BTreeSet::new(),
            layouts: 0,
            is_quiet: false,
            triggered: Vec::new(),
            begun: Vec::new(),
            started: Vec::new(),
            changed: Changed::default(),
        }
    }

    /// Reckons everything.
    pub(crate) fn all(mut self) -> Changed {
        self.everything_is_due();
        self.is_quiet = true;
        self.run()
    }

    /// Lays the answers out anew, where instances came or went, and reckons everything.
    pub(crate) fn anew(mut self) -> Changed {
        self.lay_out();
        self.run()
    }

    /// The same, where an instance came: its questions get what they start with.
    pub(crate) fn added(mut self, instance: &Path) -> Changed {
        self.lay_out();
        self.begun.push(instance.clone());
        self.run()
    }

    /// Gives an answer, or takes it away, and reckons what depends on it. What is at no question of the form is kept.
    pub(crate) fn put(mut self, path: &Path, answer: Option<Answer>) -> Changed {
        let model = &self.form.model;
        let grows = answer.is_some() && self.sheet.find(model, path).is_none();
        self.record(path, answer);
        if grows {
            // An answer in an instance that was not there makes it.
            return self.anew();
        }
        if let Some((node, row)) = self.sheet.find(model, path) {
            self.changed.touched.add(node, row);
            self.answer_over(node, row, path);
            self.take_text(node, row);
        }
        self.run()
    }

    /// Keeps in mind what a calculation had come to when somebody answered in spite of it.
    fn answer_over(&mut self, node: NodeId, row: usize, path: &Path) {
        let part = &self.form.model.nodes[node];
        let state = self.state();
        let is_asked = state.kind(node).is_some_and(Kind::is_answerable);
        if let (Some(calculate), true, true) =
            (&part.calculate, is_asked, part.triggers_from.is_empty())
        {
            let result = state
                .value(calculate, node, row)
                .result(&state)
                .into_owned();
            self.over.insert(path.clone(), result);
        }
    }

    /// Writes an answer down.
    fn record(&mut self, path: &Path, answer: Option<Answer>) {
        if self.answers.get(path) == answer.as_ref() {
            return;
        }
        let answers = self.answers.to_mut();
        match answer {
            Some(answer) => answers.set(path.clone(), answer),
            None => answers.clear(path),
        }
        self.changed.answers.insert(path.clone());
    }

    /// Spells the answer of a question that may have changed.
    fn take_text(&mut self, node: NodeId, row: usize) {
        let text = self.text(node, row);
        let cell = self.sheet.cell_mut(node, row);
        if cell.text == text {
            return;
        }
        cell.text = text;
        self.touches(node, row);
        self.are_due(&self.form.model.nodes[node].dependants, row);
        self.trigger(node, row);
    }

    /// The answer of a question as expressions see it.
    fn text(&self, node: NodeId, row: usize) -> String {
        let path = self.sheet.path(&self.form.model, node, row);
        let answer = self.answers.get(&path);
        answer
            .map(|answer| self.spelt(answer, node, row))
            .unwrap_or_default()
    }

    /// An answer as expressions see it; of choices what is on offer.
    fn spelt(&self, answer: &Answer, node: NodeId, row: usize) -> String {
        match keys(&self.state(), node, row) {
            Some(keys) => as_offered(answer, &keys),
            None => spelt(answer).into_owned(),
        }
    }

    /// Reckons everything, and answers every unanswered question that has a default: of the whole form, or within an
    /// instance that was just added. Says what else changed, and which it answered, in the order of the form.
    pub(crate) fn begin(mut self, within: Option<&Path>) -> (Changed, Vec<Path>) {
        self.everything_is_due();
        self.is_quiet = true;
        self.reckon_due();
        self.changed = Changed::default();
        self.start(within);
        self.settle();
        (self.changed, self.started)
    }

    fn run(mut self) -> Changed {
        self.settle();
        self.changed
    }

    /// Reckons what is due, and lets begin what was counted in, until nothing is left.
    fn settle(&mut self) {
        self.reckon_due();
        while let Some(instance) = self.begun.pop() {
            self.start(Some(&instance));
        }
    }

    fn reckon_due(&mut self) {
        loop {
            while let Some((_, node, row)) = self.due.pop_first() {
                self.reckon(node, row);
            }
            // What waited sees all that follows from the change.
            let Some(path) = self.triggered.pop() else {
                return;
            };
            if let Some((node, row)) = self.sheet.find(&self.form.model, &path) {
                self.calculate(node, row);
            }
        }
    }

    /// Gives questions what they start with; each sees those before it.
    fn start(&mut self, within: Option<&Path>) {
        for node in 0..self.form.model.nodes.len() {
            let mut row = 0;
            // There may be more of them with every answer.
            while row < self.sheet.cell_count(node) {
                self.start_with(node, row, within);
                self.reckon_due();
                row += 1;
            }
        }
    }

    fn start_with(&mut self, node: NodeId, row: usize, within: Option<&Path>) {
        let part = &self.form.model.nodes[node];
        let Some(question) = &part.question else {
            return;
        };
        if part.default.is_none() && !matches!(question.kind, Kind::Known(_)) {
            return;
        }
        let path = self.sheet.path(&self.form.model, node, row).into_owned();
        let asked = within.is_none_or(|within| path.is_within(within));
        if !asked || self.answers.get(&path).is_some() || self.answers.is_unread(&path) {
            return;
        }
        if let Some(value) = started(&self.state(), node, row) {
            self.record(&path, Some(Answer::Given(value)));
            // What is calculated is what it comes to, whatever it started with.
            self.due
                .insert((self.form.model.nodes[node].rank, node, row));
            let was_quiet = std::mem::replace(&mut self.is_quiet, true);
            self.take_text(node, row);
            self.is_quiet = was_quiet;
            self.started.push(path);
        }
    }

    fn state(&self) -> State<'_> {
        State::new(self.form, self.context, self.sheet)
    }

    fn reckon(&mut self, node: NodeId, row: usize) {
        // A count may have made the form be laid out anew meanwhile.
        if row >= self.sheet.cell_count(node) {
            return;
        }
        let relevant = self.state().finds_relevant(node, row);
        let cell = self.sheet.cell_mut(node, row);
        let is_new = std::mem::take(&mut cell.is_new);
        if cell.relevant != relevant {
            cell.relevant = relevant;
            let says = !cell.text.is_empty();
            self.changed.asks = true;
            self.touches(node, row);
            self.are_due(&self.form.model.nodes[node].dependants, row);
            if !is_new {
                let path = self.sheet.path(&self.form.model, node, row);
                self.over.remove(&*path);
                // What is not asked says nothing to those that wait for it.
                if says {
                    self.trigger(node, row);
                }
            }
        }
        let part = &self.form.model.nodes[node];
        // Which choices are on offer may have changed.
        if part.is_chosen() {
            self.changed.touched.add(node, row);
            if is_new {
                self.sheet.cell_mut(node, row).text = self.text(node, row);
            } else {
                self.take_text(node, row);
            }
        }
        match part.role {
            Role::Question if relevant && part.triggers_from.is_empty() => {
                self.calculate(node, row);
            }
            // A count holds also while the repeat is not asked.
            Role::Repeat(_) => self.count(node, row),
            _ => {}
        }
    }

    /// Gives a calculated question what follows.
    fn calculate(&mut self, node: NodeId, row: usize) {
        let part = &self.form.model.nodes[node];
        let Some(calculate) = &part.calculate else {
            return;
        };
        if self.context.keeps_drawn && calculate.is_drawn() {
            return;
        }
        let state = self.state();
        let kind = state.kind(node);
        let value = state.value(calculate, node, row);
        let text = value.result(&state);
        let path = self.sheet.path(&self.form.model, node, row).into_owned();
        if self.over.get(&path).is_some_and(|was| **was == *text) {
            return;
        }
        let answer = kind.and_then(|kind| read(kind, &text, state.zone()));
        self.over.remove(&path);
        self.record(&path, answer.map(Answer::Given));
        self.take_text(node, row);
    }

    /// Gives a counted repeat its instances. A count that is no number changes nothing.
    fn count(&mut self, node: NodeId, row: usize) {
        let Some(count) = &self.form.model.nodes[node].count else {
            return;
        };
        let state = self.state();
        let wanted = state.value(count, node, row).to_number(&state);
        if wanted.is_nan() {
            return;
        }
        let wanted = wanted.clamp(0.0, f64::from(u16::MAX)) as u16;
        let path = self.sheet.path(&self.form.model, node, row).into_owned();
        let there = self.answers.instances(&path);
        if wanted == there || self.layouts >= MOST_LAYOUTS {
            return;
        }
        // Somebody who types `13` passes `1`: what was answered in the others is not thrown away.
        let answers = self.answers.to_mut();
        answers.count(&path, wanted.min(there));
        for _ in there..wanted {
            let instance = answers.add_instance(&path);
            let is_first = instance
                .steps()
                .all(|step| step.instance.is_none_or(|number| number == 1));
            let counted = &mut self.changed.counted;
            add_first_in_instance(self.form, &instance, !is_first, answers, counted);
            self.begun.push(instance);
        }
        self.changed.counted.insert(path);
        self.layouts += 1;
        self.lay_out();
    }

    fn lay_out(&mut self) {
        *self.sheet = Sheet::lay_out(&self.form.model, self.answers);
        self.changed.asks = true;
        self.changed.touched = Touched::All;
        self.everything_is_due();
    }

    /// Questions that are calculated when this one changes, and not otherwise.
    fn trigger(&mut self, node: NodeId, row: usize) {
        let model = &self.form.model;
        if self.is_quiet {
            return;
        }
        for target in &model.nodes[node].triggers {
            let rows = 0..self.sheet.cell_count(*target);
            for other in rows {
                if self.sheet.share(model, (node, row), (*target, other)) {
                    let path = self.sheet.path(model, *target, other);
                    self.triggered.push(path.into_owned());
                }
            }
        }
    }

    /// A part is not as it was: it may stand otherwise on its screen, and so may what speaks of it.
    fn touches(&mut self, node: NodeId, row: usize) {
        self.changed.touched.add(node, row);
        for dependant in &self.form.model.nodes[node].shown_by {
            for row in self.rows_of(*dependant, row) {
                self.changed.touched.add(dependant.node, row);
            }
        }
    }

    fn everything_is_due(&mut self) {
        let nodes = self.form.model.nodes.iter().enumerate();
        for (node, part) in nodes {
            let rows = 0..self.sheet.cell_count(node);
            self.due.extend(rows.map(|row| (part.rank, node, row)));
        }
    }

    fn are_due(&mut self, dependants: &[Dependant], row: usize) {
        for dependant in dependants {
            let rank = self.form.model.nodes[dependant.node].rank;
            let rows = self.rows_of(*dependant, row);
            self.due.extend(rows.map(|row| (rank, dependant.node, row)));
        }
    }

    /// In which rows a part has to do with a change in one.
    fn rows_of(&self, dependant: Dependant, row: usize) -> std::ops::Range<usize> {
        match dependant.is_near {
            true => row..row + 1,
            false => 0..self.sheet.cell_count(dependant.node),
        }
    }
}
