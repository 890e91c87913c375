//! What a form's checks found out, kept for evaluation: every reference resolved, every
//! expression read, and the order in which relevance can be known.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::path::is_name;
use crate::reach::{HowFar, reach};
use crate::said::{names, names_in};
use crate::xpath::{self, Axis, Meant, Start, Step, Test, Tree, parse};
use crate::{
    Choices, Definition, Expr, Fault, FormError, FromTable, Group, Kind, Node, Path, Question,
    Repeat, Shuffle, Text,
};

/// What stands before the name of an answer of the time before.
const LAST_SAVED: &str = "last-saved#";

/// A node's index in document order.
pub(crate) type NodeId = usize;

/// A table's index: the cells of the nodes outside all repeats are the one row of table 0, and
/// each repeat has a table with a row for each instance.
pub(crate) type TableId = usize;

#[derive(Clone, Debug)]
pub(crate) struct Model {
    name: String,
    /// The names of the form's tables, in order.
    pub(crate) tables_by_name: Vec<String>,
    /// In document order, so a node comes after what it lies in.
    pub(crate) nodes: Vec<ModelNode>,
    pub(crate) tables: Vec<Table>,
    /// The questions outside all repeats, in the order of their paths, which is that of their answers.
    pub(crate) plain: Vec<NodeId>,
    /// What expressions and words ask of the time before.
    pub(crate) recalled: BTreeSet<NodeId>,
}

#[derive(Clone, Debug)]
pub(crate) struct ModelNode {
    pub(crate) name: String,
    /// Its place outside all repeats; inside one each instance has its own.
    pub(crate) path: Path,
    pub(crate) parent: Option<NodeId>,
    /// The table that holds the node's cells.
    pub(crate) table: TableId,
    pub(crate) role: Role,
    /// What it asks, if it is a question.
    pub(crate) question: Option<Arc<Question>>,
    /// The node after this one and all that it holds.
    pub(crate) after: NodeId,
    pub(crate) relevant: Option<Tree<NodeId>>,
    pub(crate) required: Option<Tree<NodeId>>,
    pub(crate) constraint: Option<Tree<NodeId>>,
    pub(crate) default: Option<Tree<NodeId>>,
    pub(crate) calculate: Option<Tree<NodeId>>,
    pub(crate) read_only: Option<Tree<NodeId>>,
    pub(crate) count: Option<Tree<NodeId>>,
    /// What its words speak of, by the names in them.
    pub(crate) mentions: Vec<(Box<str>, Tree<NodeId>)>,
    /// With how many instances it begins.
    pub(crate) begins: u16,
    /// The question whose answers are chosen from.
    pub(crate) chosen_among: Option<NodeId>,
    /// Which rows of its table, or which of those answers, are on offer.
    pub(crate) filter: Option<Tree<NodeId>>,
    /// What decides their order.
    pub(crate) shuffle: Option<Tree<NodeId>>,
    /// What is calculated when this one changes, and only then.
    pub(crate) triggers: Vec<NodeId>,
    /// With whose change alone it is calculated.
    pub(crate) triggers_from: Vec<NodeId>,
    /// What has to be reckoned anew when this one changes.
    pub(crate) dependants: Vec<Dependant>,
    /// What speaks of this one where it is shown: in its words, or in what it asks of its answer.
    pub(crate) shown_by: Vec<Dependant>,
    /// Where it stands among all in the order in which they can be known.
    pub(crate) rank: usize,
}

/// What looks at another part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dependant {
    pub(crate) node: NodeId,
    /// Whether it looks at no other row than its own.
    pub(crate) is_near: bool,
}

impl ModelNode {
    /// Whether it asks to choose.
    pub(crate) fn is_chosen(&self) -> bool {
        let question = self.question.as_ref();
        question.is_some_and(|question| question.kind.chosen_from().is_some())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Group,
    Question,
    /// A repeat, with the table of its instances.
    Repeat(TableId),
}

#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The table around it; none for table 0.
    pub(crate) parent: Option<TableId>,
    pub(crate) depth: usize,
}

impl Model {
    pub(crate) fn new(definition: &Definition) -> Result<Model, FormError> {
        if definition.nodes.is_empty() {
            return Err(FormError::Empty);
        }
        let mut builder = Builder::default();
        builder.nodes(&definition.nodes, None, 0)?;
        builder.finish(definition)
    }

    /// Whether the outermost element is called so: it is `data`, or as the form.
    pub(crate) fn is_outermost(&self, name: &str) -> bool {
        name == "data" || name == self.name
    }

    /// The first node that a path in quotes or a name means, as `jr:choice-name` has it.
    pub(crate) fn named(&self, path: &str) -> Option<NodeId> {
        let name = path.trim().rsplit('/').next()?;
        let name = name.trim_start_matches("${").trim_end_matches('}').trim();
        self.nodes.iter().position(|node| node.name == name)
    }

    /// Where a node lies in the first instances of all repeats around it.
    pub(crate) fn first_path(&self, node: NodeId) -> Path {
        let part = &self.nodes[node];
        let Some(parent) = part.parent else {
            return Path::top(&part.name);
        };
        let outer = self.first_path(parent);
        match self.nodes[parent].role {
            Role::Repeat(_) => outer.nth(1).child(&part.name),
            Role::Group | Role::Question => outer.child(&part.name),
        }
    }

    /// The nodes directly within another one, or at the top of the form, in order.
    pub(crate) fn children(&self, of: Option<NodeId>) -> impl Iterator<Item = NodeId> {
        let (first, end) = match of {
            Some(node) => (node + 1, self.nodes[node].after),
            None => (0, self.nodes.len()),
        };
        let next = move |node: &NodeId| Some(self.nodes[*node].after).filter(|next| *next < end);
        std::iter::successors((first < end).then_some(first), next)
    }

    /// The table around two tables that lies deepest.
    pub(crate) fn shared(&self, mut a: TableId, mut b: TableId) -> TableId {
        while a != b {
            let deeper = if self.tables[a].depth >= self.tables[b].depth {
                &mut a
            } else {
                &mut b
            };
            *deeper = self.tables[*deeper].parent.unwrap_or(0);
        }
        a
    }
}

/// The expressions of one node, as text.
#[derive(Default)]
struct Sources<'f> {
    relevant: Option<&'f Expr>,
    required: Option<&'f Expr>,
    constraint: Option<&'f Expr>,
    default: Option<&'f Expr>,
    calculate: Option<&'f Expr>,
    read_only: Option<&'f Expr>,
    count: Option<&'f Expr>,
    filter: Option<&'f Expr>,
    shuffle: Option<&'f Expr>,
    table: Option<&'f FromTable>,
    answers: Option<&'f str>,
    trigger: &'f [String],
    /// All words that a person may read of it, by the field that they stand in.
    words: Vec<(&'static str, &'f Text)>,
}

struct Draft<'f> {
    node: ModelNode,
    sources: Sources<'f>,
}

struct Builder<'f> {
    drafts: Vec<Draft<'f>>,
    tables: Vec<Table>,
}

impl Default for Builder<'_> {
    fn default() -> Self {
        let outermost = Table {
            parent: None,
            depth: 0,
        };
        Builder {
            drafts: Vec::new(),
            tables: vec![outermost],
        }
    }
}

impl<'f> Builder<'f> {
    /// Checks the names of neighbours.
    fn names(
        &self,
        names: impl Iterator<Item = &'f str>,
        outer: Option<&Path>,
    ) -> Result<(), FormError> {
        let mut seen = BTreeSet::new();
        for name in names {
            if !is_name(name) {
                return Err(FormError::Name(name.to_owned()));
            }
            if !seen.insert(name) {
                let place = outer.map_or_else(|| Path::top(name), |outer| outer.child(name));
                return Err(at(&place, Fault::DuplicateName));
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        name: &str,
        parent: Option<NodeId>,
        table: TableId,
        role: Role,
        sources: Sources<'f>,
    ) -> (NodeId, Path) {
        let id = self.drafts.len();
        let path = match parent {
            None => Path::top(name),
            Some(parent) => self.drafts[parent].node.path.child(name),
        };
        let node = ModelNode {
            name: name.to_owned(),
            path: path.clone(),
            parent,
            table,
            role,
            question: None,
            after: id + 1,
            relevant: None,
            required: None,
            constraint: None,
            default: None,
            calculate: None,
            read_only: None,
            count: None,
            mentions: Vec::new(),
            begins: 0,
            chosen_among: None,
            filter: None,
            shuffle: None,
            triggers: Vec::new(),
            triggers_from: Vec::new(),
            dependants: Vec::new(),
            shown_by: Vec::new(),
            rank: 0,
        };
        self.drafts.push(Draft { node, sources });
        (id, path)
    }

    fn group(
        &mut self,
        group: &'f Group,
        parent: Option<NodeId>,
        table: TableId,
    ) -> Result<(), FormError> {
        let sources = Sources {
            relevant: group.relevant.as_ref(),
            words: heading(&group.label, group.hint.as_ref()),
            ..Sources::default()
        };
        let (id, path) = self.add(&group.name, parent, table, Role::Group, sources);
        self.nodes(&group.nodes, Some((id, &path)), table)
    }

    fn repeat(
        &mut self,
        repeat: &'f Repeat,
        parent: Option<NodeId>,
        table: TableId,
    ) -> Result<(), FormError> {
        let own = self.tables.len();
        self.tables.push(Table {
            parent: Some(table),
            depth: self.tables[table].depth + 1,
        });
        let mut sources = Sources {
            relevant: repeat.relevant.as_ref(),
            count: repeat.count.as_ref(),
            words: heading(&repeat.label, repeat.hint.as_ref()),
            ..Sources::default()
        };
        sources
            .words
            .extend([("each", &repeat.each), ("add", &repeat.add)]);
        let role = Role::Repeat(own);
        let (id, path) = self.add(&repeat.name, parent, table, role, sources);
        self.drafts[id].node.begins = repeat.begins;
        self.nodes(&repeat.nodes, Some((id, &path)), own)
    }

    fn nodes(
        &mut self,
        nodes: &'f [Node],
        within: Option<(NodeId, &Path)>,
        table: TableId,
    ) -> Result<(), FormError> {
        let (parent, path) = within.unzip();
        if let Some(path) = path.filter(|_| nodes.is_empty()) {
            return Err(at(path, Fault::NoNodes));
        }
        self.names(nodes.iter().map(Node::name), path)?;
        for node in nodes {
            match node {
                Node::Group(group) => self.group(group, parent, table)?,
                Node::Repeat(repeat) => self.repeat(repeat, parent, table)?,
                Node::Question(question) => {
                    let (id, path) = self.add(
                        &question.name,
                        parent,
                        table,
                        Role::Question,
                        Sources {
                            relevant: question.relevant.as_ref(),
                            required: question.required.as_ref(),
                            constraint: question.constraint.as_ref().map(|c| &c.expr),
                            default: question.default.as_ref(),
                            calculate: question.calculate.as_ref(),
                            read_only: question.read_only.as_ref(),
                            trigger: &question.trigger,
                            words: words_of(question),
                            ..chosen_from(&question.kind)
                        },
                    );
                    check_question(question, &path)?;
                    self.drafts[id].node.question = Some(Arc::clone(question));
                }
            }
        }
        if let Some(parent) = parent {
            self.drafts[parent].node.after = self.drafts.len();
        }
        Ok(())
    }

    /// The innermost repeat around a node.
    fn repeat_around(&self, node: NodeId) -> Option<NodeId> {
        let parent = |node: &NodeId| self.drafts[*node].node.parent;
        let mut around = std::iter::successors(parent(&node), parent);
        around.find(|node| matches!(self.drafts[*node].node.role, Role::Repeat(_)))
    }

    /// The way from an instance of a repeat down to a node, if it lies within one.
    fn way_within(&self, repeat: NodeId, node: NodeId) -> Option<Tree<NodeId>> {
        let parent = |node: &NodeId| self.drafts[*node].node.parent;
        let mut names = Vec::new();
        let mut at = node;
        while at != repeat {
            names.push(self.drafts[at].node.name.as_str());
            at = parent(&at)?;
        }
        let step = |name: &str| Step {
            axis: Axis::Child,
            test: Test::Name(name.into()),
            predicates: Vec::new(),
        };
        let steps = names.into_iter().rev().map(step).collect();
        let start = Start::Here;
        Some(Tree::Path(Box::new(xpath::Path { start, steps })))
    }

    /// Reads the expressions, now that every name is known.
    fn finish(self, definition: &Definition) -> Result<Model, FormError> {
        let mut by_name: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
        for (id, draft) in self.drafts.iter().enumerate() {
            by_name.entry(&draft.node.name).or_default().push(id);
        }
        let named = |name: &str, field: &'static str, place: &Path| match by_name
            .get(name)
            .map(Vec::as_slice)
        {
            Some([id]) => Ok(*id),
            Some(_) => Err(at(
                place,
                Fault::AmbiguousReference {
                    field,
                    name: name.to_owned(),
                },
            )),
            None => Err(at(
                place,
                Fault::UnknownReference {
                    field,
                    name: name.to_owned(),
                },
            )),
        };
        let recalled = RefCell::new(BTreeSet::new());
        let recall = |node| {
            recalled.borrow_mut().insert(node);
            Tree::Last(node)
        };
        // `within` is a repeat in whose instances names are looked up first.
        let meant_by =
            |meant: Meant<String>, field, place: &Path, within: Option<NodeId>| match meant {
                Meant::Reference(name) => match name.strip_prefix(LAST_SAVED) {
                    Some(name) => named(name, field, place).map(recall),
                    None => {
                        let node = named(&name, field, place)?;
                        let inner = within.and_then(|repeat| self.way_within(repeat, node));
                        Ok(inner.unwrap_or(Tree::Ref(node)))
                    }
                },
                Meant::Last(names) => {
                    let path = names.get(1..).unwrap_or_default().join("/");
                    let mut drafts = self.drafts.iter();
                    let found = drafts.position(|draft| draft.node.path.as_str() == path);
                    let unknown = Fault::UnknownReference { field, name: path };
                    found.map(recall).ok_or_else(|| at(place, unknown))
                }
            };
        let resolve_within = |expr: Option<&Expr>, field: &'static str, place: &Path, within| {
            let Some(Expr(source)) = expr else {
                return Ok(None);
            };
            let tree =
                parse(source).map_err(|error| at(place, Fault::Expression { field, error }))?;
            let to_node = |meant| meant_by(meant, field, place, within);
            tree.resolve(&to_node).map(Some)
        };
        let resolve = |expr, field, place: &Path| resolve_within(expr, field, place, None);
        let mentions = |draft: &Draft<'f>| {
            let mut found: Vec<(Box<str>, Tree<NodeId>)> = Vec::new();
            for (field, text) in &draft.sources.words {
                for name in names(text) {
                    if found.iter().all(|(known, _)| **known != *name) {
                        let meant = Meant::Reference(name.to_owned());
                        let tree = meant_by(meant, field, &draft.node.path, None)?;
                        found.push((name.into(), tree));
                    }
                }
            }
            // A list that came as a file speaks of nothing, whatever stands in it.
            let table = draft.sources.table.into_iter();
            let cells = table.flat_map(|from| words_in(definition, from));
            for name in cells.flat_map(names_in) {
                let is_new = found.iter().all(|(known, _)| **known != *name);
                let meant = Meant::Reference(name.to_owned());
                let tree = meant_by(meant, "choices", &draft.node.path, None);
                if let (true, Ok(tree)) = (is_new, tree) {
                    found.push((name.into(), tree));
                }
            }
            Ok(found)
        };
        let mut nodes = Vec::with_capacity(self.drafts.len());
        for draft in &self.drafts {
            let (place, sources) = (&draft.node.path, &draft.sources);
            if let Some(table) = sources
                .table
                .map(|from| &from.table)
                .filter(|table| !definition.tables.contains_key(*table))
            {
                return Err(at(place, Fault::NoTable(table.clone())));
            }
            let field = "from_answers";
            let chosen_among = sources.answers.map(|name| named(name, field, place));
            let chosen_among = chosen_among.transpose()?;
            let repeat = chosen_among.and_then(|question| self.repeat_around(question));
            if let (Some(name), None) = (sources.answers, repeat) {
                return Err(at(place, Fault::NotRepeated(name.to_owned())));
            }
            nodes.push(ModelNode {
                relevant: resolve(sources.relevant, "relevant", place)?,
                required: resolve(sources.required, "required", place)?,
                constraint: resolve(sources.constraint, "constraint", place)?,
                default: resolve(sources.default, "default", place)?,
                calculate: resolve(sources.calculate, "calculation", place)?,
                read_only: resolve(sources.read_only, "read_only", place)?,
                count: resolve(sources.count, "repeat_count", place)?,
                mentions: mentions(draft)?,
                chosen_among,
                filter: resolve_within(sources.filter, "choice_filter", place, repeat)?,
                shuffle: resolve(sources.shuffle, "seed", place)?,
                triggers_from: sources
                    .trigger
                    .iter()
                    .map(|name| named(name, "trigger", place))
                    .collect::<Result<_, _>>()?,
                ..draft.node.clone()
            });
        }
        let is_plain = |id: &NodeId| nodes[*id].table == 0 && nodes[*id].role == Role::Question;
        let mut plain: Vec<NodeId> = (0..nodes.len()).filter(is_plain).collect();
        plain.sort_by(|a, b| nodes[*a].path.cmp(&nodes[*b].path));
        let mut model = Model {
            name: definition.name.clone(),
            tables_by_name: definition.tables.keys().cloned().collect(),
            nodes,
            tables: self.tables,
            plain,
            recalled: recalled.into_inner(),
        };
        rank(&mut model).map_err(|id| at(&self.drafts[id].node.path, Fault::Cycle))?;
        for target in 0..model.nodes.len() {
            for source in model.nodes[target].triggers_from.clone() {
                model.nodes[source].triggers.push(target);
            }
            let beyond = speaks_of(&model, target, HowFar::BeyondItsRow);
            for source in speaks_of(&model, target, HowFar::Anywhere) {
                let dependant = dependant(&model, target, source, &beyond);
                model.nodes[source].shown_by.push(dependant);
            }
        }
        Ok(model)
    }
}

fn heading<'f>(label: &'f Text, hint: Option<&'f Text>) -> Vec<(&'static str, &'f Text)> {
    let hint = hint.map(|hint| ("hint", hint));
    [("label", label)].into_iter().chain(hint).collect()
}

fn words_of(question: &Question) -> Vec<(&'static str, &Text)> {
    let mut words = heading(&question.label, question.hint.as_ref());
    let constraint = question.constraint.as_ref();
    let more = [
        ("guidance", question.guidance.as_ref()),
        ("required_message", question.required_message.as_ref()),
        (
            "constraint",
            constraint.map(|constraint| &constraint.message),
        ),
    ];
    words.extend(
        more.into_iter()
            .filter_map(|(field, text)| Some((field, text?))),
    );
    let choices = question.kind.choices().iter();
    words.extend(choices.map(|choice| ("choices", &choice.label)));
    words
}

/// The words of a table's choices that may speak of answers.
fn words_in<'f>(definition: &'f Definition, from: &'f FromTable) -> impl Iterator<Item = &'f str> {
    let table = definition.tables.get(&from.table);
    let rows = table.into_iter().flat_map(|table| {
        let row = |row| table.words(&from.words, row).map(|(_, words)| words);
        (0..table.len()).flat_map(row)
    });
    rows.filter(|words| words.contains("${"))
}

/// Where the choices of a question come from.
fn chosen_from(kind: &Kind) -> Sources<'_> {
    let Some(choices) = kind.chosen_from() else {
        return Sources::default();
    };
    let (filter, shuffle) = choices.filter_and_shuffle();
    let (table, answers) = match choices {
        Choices::Own(_) => (None, None),
        Choices::Table(from) => (Some(from), None),
        Choices::Answers(from) => (None, Some(from.question.as_str())),
    };
    Sources {
        filter,
        shuffle: match shuffle {
            Shuffle::By(seed) => Some(seed),
            Shuffle::No | Shuffle::Yes => None,
        },
        table,
        answers,
        ..Sources::default()
    }
}

fn at(place: &Path, fault: Fault) -> FormError {
    FormError::At {
        place: place.clone(),
        fault,
    }
}

fn check_question(question: &Question, path: &Path) -> Result<(), FormError> {
    match &question.kind {
        Kind::One { choices, .. } | Kind::Many { choices, .. } | Kind::Rank { choices } => {
            let choices = match choices {
                Choices::Own(choices) => choices,
                // Whether there is such a table or question is seen at the end.
                Choices::Table(_) | Choices::Answers(_) => return Ok(()),
            };
            if choices.is_empty() {
                return Err(at(path, Fault::NoChoices));
            }
            let mut seen = BTreeSet::new();
            for choice in choices {
                let key = &choice.name;
                if key.is_empty() || key.contains(char::is_whitespace) {
                    return Err(at(path, Fault::ChoiceKey(key.clone())));
                }
                if !seen.insert(key) {
                    return Err(at(path, Fault::DuplicateChoice(key.clone())));
                }
            }
            Ok(())
        }
        Kind::Photo { max: 0, .. } | Kind::Sound { max: 0 } => Err(at(path, Fault::NoMedia)),
        _ => Ok(()),
    }
}

/// Finds what depends on what, and an order in which each node comes after what it depends on: what it lies in, what its
/// condition looks at, what it is calculated or counted from. The error is a node that depends on itself.
fn rank(model: &mut Model) -> Result<(), NodeId> {
    let count = model.nodes.len();
    let mut waiting = vec![0usize; count];
    let mut dependants: Vec<Vec<Dependant>> = vec![Vec::new(); count];
    for (id, waiting) in waiting.iter_mut().enumerate() {
        let needs = needs(model, id)?;
        let beyond = looked_at(model, id, HowFar::BeyondItsRow);
        *waiting = needs.len();
        for need in needs {
            dependants[need].push(dependant(model, id, need, &beyond));
        }
    }
    let mut order: Vec<NodeId> = (0..count).filter(|id| waiting[*id] == 0).collect();
    let mut next = 0;
    while let Some(done) = order.get(next).copied() {
        model.nodes[done].rank = next;
        next += 1;
        for dependant in &dependants[done] {
            waiting[dependant.node] -= 1;
            if waiting[dependant.node] == 0 {
                order.push(dependant.node);
            }
        }
    }
    if let Some(id) = waiting.iter().position(|left| *left > 0) {
        return Err(id);
    }
    for (node, dependants) in model.nodes.iter_mut().zip(dependants) {
        node.dependants = dependants;
    }
    Ok(())
}

/// What a node speaks of where it is shown, other than in what is reckoned of it.
fn speaks_of(model: &Model, id: NodeId, how_far: HowFar) -> BTreeSet<NodeId> {
    let node = &model.nodes[id];
    let asks = [&node.constraint, &node.required, &node.read_only];
    let asks = asks.into_iter().flatten();
    let words = node.mentions.iter().map(|(_, tree)| tree);
    asks.chain(words)
        .flat_map(|tree| reach(model, id, id, tree, how_far))
        .collect()
}

/// What of `target` looks at `source`; `beyond` are the parts of which it may look at another row than its own.
fn dependant(
    model: &Model,
    target: NodeId,
    source: NodeId,
    beyond: &BTreeSet<NodeId>,
) -> Dependant {
    let same_rows = model.nodes[target].table == model.nodes[source].table;
    Dependant {
        node: target,
        is_near: same_rows && !beyond.contains(&source),
    }
}

/// What has to be known before a node is.
fn needs(model: &Model, id: NodeId) -> Result<BTreeSet<NodeId>, NodeId> {
    let node = &model.nodes[id];
    let asked = [&node.relevant, &node.count].into_iter().flatten();
    let mut asked = asked.flat_map(|tree| reach(model, id, id, tree, HowFar::Anywhere));
    if asked.any(|need| need == id) {
        return Err(id);
    }
    let mut needs = looked_at(model, id, HowFar::Anywhere);
    // In a repeat it may be calculated from itself in an instance before.
    if needs.remove(&id) && node.table == 0 {
        return Err(id);
    }
    needs.extend(node.parent);
    Ok(needs)
}

/// What is looked at to reckon a node.
fn looked_at(model: &Model, id: NodeId, how_far: HowFar) -> BTreeSet<NodeId> {
    let node = &model.nodes[id];
    let asked_of = |here: NodeId, tree: &Option<Tree<NodeId>>| {
        let looked_at = tree
            .as_ref()
            .map(|tree| reach(model, id, here, tree, how_far));
        looked_at.unwrap_or_default()
    };
    let of = |tree| asked_of(id, tree);
    let mut found = of(&node.relevant);
    found.extend(of(&node.count));
    if node.triggers_from.is_empty() {
        found.extend(of(&node.calculate));
    }
    found.extend(node.chosen_among);
    // Which answers are chosen from is asked of the instances that they lie in.
    let around = |question| {
        let parent = |node: &NodeId| model.nodes[*node].parent;
        let mut around = std::iter::successors(parent(&question), parent);
        around.find(|node| matches!(model.nodes[*node].role, Role::Repeat(_)))
    };
    let instance = node.chosen_among.and_then(around);
    found.extend(asked_of(instance.unwrap_or(id), &node.filter));
    found.extend(of(&node.shuffle));
    found
}
