//! What an expression refers to.

use super::{Axis, Function, Path, Start, Step, Test, Tree};

/// The table that holds the answers of the time before, as XForms call it.
const LAST_SAVED: &str = "__last-saved";

/// Something that an expression refers to.
pub(crate) enum Meant<R> {
    /// What stands in `${…}`.
    Reference(R),
    /// The names on the way to an answer of the time before, from the outermost element down.
    Last(Vec<Box<str>>),
}

impl<R> Tree<R> {
    /// The same expression with every reference replaced.
    pub(crate) fn resolve<S, E>(
        self,
        to: &impl Fn(Meant<R>) -> Result<Tree<S>, E>,
    ) -> Result<Tree<S>, E> {
        let all = |trees: Vec<Tree<R>>| {
            trees
                .into_iter()
                .map(|tree| tree.resolve(to))
                .collect::<Result<_, E>>()
        };
        Ok(match self {
            Tree::Text(text) => Tree::Text(text),
            Tree::Number(number) => Tree::Number(number),
            Tree::Ref(reference) | Tree::Last(reference) => to(Meant::Reference(reference))?,
            Tree::Path(path) => {
                if let Some(names) = path.of_last_saved() {
                    return to(Meant::Last(names));
                }
                let start = match path.start {
                    Start::Root => Start::Root,
                    Start::Here => Start::Here,
                    Start::At(tree, predicates) => Start::At(tree.resolve(to)?, all(predicates)?),
                };
                let step = |step: Step<R>| {
                    Ok(Step {
                        axis: step.axis,
                        test: step.test,
                        predicates: all(step.predicates)?,
                    })
                };
                let steps = path.steps.into_iter().map(step).collect::<Result<_, E>>()?;
                Tree::Path(Box::new(Path { start, steps }))
            }
            Tree::Call(function, arguments) => Tree::Call(function, all(arguments)?),
            Tree::Negate(inner) => Tree::Negate(Box::new(inner.resolve(to)?)),
            Tree::Binary(op, left, right) => Tree::Binary(
                op,
                Box::new(left.resolve(to)?),
                Box::new(right.resolve(to)?),
            ),
        })
    }
}

impl<R> Path<R> {
    /// The names on the way to one answer of the time before, if the path leads to one.
    fn of_last_saved(&self) -> Option<Vec<Box<str>>> {
        let Start::At(Tree::Call(Function::Instance, arguments), predicates) = &self.start else {
            return None;
        };
        let is_last = matches!(arguments.as_slice(), [Tree::Text(table)] if **table == *LAST_SAVED);
        let name = |step: &Step<R>| match &step.test {
            Test::Name(name) if step.axis == Axis::Child && step.predicates.is_empty() => {
                Some(name.clone())
            }
            _ => None,
        };
        let plain = is_last && predicates.is_empty();
        plain.then(|| self.steps.iter().map(name).collect())?
    }
}
