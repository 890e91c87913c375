//! Answers that were given to one version of a form, in another one.

use std::collections::BTreeMap;

use crate::check::misfit;
use crate::pairs::{Placed, pairs, placed};
use crate::{Answer, Answers, Form, Kind, Node, Path, Problem, Step, Value};

/// The answers of a visit that goes on with another version of its form.
///
/// An answer goes where its question stands now, and becomes one of the question's kind where nothing is lost by that: a
/// whole number a decimal one, one choice one of several. What fits no question stays at its path as what no version
/// knows does, and is there again where one goes back.
#[must_use]
pub fn moved(answers: &Answers, old: &Form, new: &Form) -> Answers {
    let (before, after) = (placed(&old.nodes), placed(&new.nodes));
    let pairs = (0..).zip(pairs(&before, &after));
    let now: BTreeMap<&Path, &Placed<'_>> = pairs
        .filter_map(|(now, was): (usize, _)| Some((&before[was?].path, &after[now])))
        .collect();
    let mut moved = answers.clone();
    let mut arrive = Vec::new();
    for (path, answer) in answers.iter() {
        let Some(placed) = bare(path).and_then(|bare| now.get(&bare)) else {
            continue;
        };
        let Node::Question(question) = placed.node else {
            continue;
        };
        let (Some(to), Some(fitting)) = (within(path, placed), fitting(answer, &question.kind))
        else {
            continue;
        };
        if to != *path {
            moved.clear(path);
        }
        if to != *path || fitting != *answer {
            arrive.push((to, fitting));
        }
    }
    // Where one leaves another one may have arrived.
    for (to, answer) in arrive {
        moved.set(to, answer);
    }
    moved
}

/// A place without instances, as a form has it.
fn bare(path: &Path) -> Option<Path> {
    path_of(path.steps().map(|step| Step {
        instance: None,
        ..step
    }))
}

/// Where a question stands in the instance that an answer lies in.
fn within(path: &Path, question: &Placed<'_>) -> Option<Path> {
    let repeat = question.repeat.as_ref();
    let depth = repeat.map_or(0, |repeat| repeat.steps().count());
    path_of(
        path.steps()
            .take(depth)
            .chain(question.path.steps().skip(depth)),
    )
}

fn path_of<'p>(steps: impl Iterator<Item = Step<'p>>) -> Option<Path> {
    steps.fold(None, |outer: Option<Path>, step| {
        let path = outer.map_or_else(|| Path::top(step.name), |outer| outer.child(step.name));
        Some(
            step.instance
                .map_or_else(|| path.clone(), |number| path.nth(number)),
        )
    })
}

/// An answer as one of a kind, where it is one or nothing is lost when it becomes one.
fn fitting(answer: &Answer, kind: &Kind) -> Option<Answer> {
    let Answer::Given(value) = answer else {
        return Some(answer.clone());
    };
    // A choice that is not there any more is asked for again, where its question stands.
    let fits = |value: &Value| misfit(kind, value) != Some(Problem::WrongKind);
    if fits(value) {
        return Some(answer.clone());
    }
    let other = match (value, kind) {
        (Value::Integer(number), Kind::Decimal { .. } | Kind::Range { .. }) => {
            Value::Decimal(number.to_string().parse().ok()?)
        }
        (Value::Decimal(number), Kind::Integer { .. }) => {
            Value::Integer(number.as_str().parse().ok()?)
        }
        (Value::Integer(number), Kind::Text { .. }) => Value::Text(number.to_string()),
        (Value::Decimal(number), Kind::Text { .. }) => Value::Text(number.as_str().to_owned()),
        (Value::One(key), Kind::Many { .. }) => Value::Many([key.clone()].into()),
        (Value::Many(keys), Kind::One { .. }) if keys.len() == 1 => {
            Value::One(keys.first()?.clone())
        }
        (Value::YesNo(yes), Kind::One { .. }) => {
            Value::One(if *yes { "yes" } else { "no" }.to_owned())
        }
        (Value::One(key), Kind::YesNo) if key == "yes" || key == "no" => Value::YesNo(key == "yes"),
        _ => return None,
    };
    fits(&other).then_some(Answer::Given(other))
}
