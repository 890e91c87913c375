//! What an expression refers to.

use super::{Path, Start, Step, Tree};

impl<R> Tree<R> {
    /// The same expression with every reference replaced.
    pub(crate) fn resolve<S, E>(self, to: &impl Fn(R) -> Result<S, E>) -> Result<Tree<S>, E> {
        let all = |trees: Vec<Tree<R>>| {
            trees
                .into_iter()
                .map(|tree| tree.resolve(to))
                .collect::<Result<_, E>>()
        };
        Ok(match self {
            Tree::Text(text) => Tree::Text(text),
            Tree::Number(number) => Tree::Number(number),
            Tree::Ref(reference) => Tree::Ref(to(reference)?),
            Tree::Path(path) => {
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
