//! What another client finds otherwise with the same answers: by chance, or because it looks at another moment.

use super::{Function, Path, Start, Tree};

impl<R> Tree<R> {
    /// Whether its value depends on chance or on the moment in which it is reckoned.
    pub(crate) fn is_drawn(&self) -> bool {
        match self {
            Tree::Text(_) | Tree::Number(_) | Tree::Ref(_) | Tree::Last(_) => false,
            Tree::Path(path) => path.is_drawn(),
            Tree::Negate(inner) => inner.is_drawn(),
            Tree::Binary(_, left, right) => left.is_drawn() || right.is_drawn(),
            Tree::Call(function, arguments) => {
                draws(*function, arguments.len()) || arguments.iter().any(Tree::is_drawn)
            }
        }
    }
}

impl<R> Path<R> {
    fn is_drawn(&self) -> bool {
        let start = match &self.start {
            Start::Root | Start::Here => false,
            Start::At(tree, predicates) => tree.is_drawn() || predicates.iter().any(Tree::is_drawn),
        };
        let mut predicates = self.steps.iter().flat_map(|step| &step.predicates);
        start || predicates.any(Tree::is_drawn)
    }
}

fn draws(function: Function, arguments: usize) -> bool {
    match function {
        Function::Random | Function::Uuid | Function::Now | Function::Today => true,
        // With a seed everybody shuffles alike.
        Function::Randomize => arguments < 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::xpath::parse;

    #[test]
    fn chance_and_the_moment_are_found_wherever_they_stand() {
        for (source, drawn) in [
            ("once(random())", true),
            ("concat('a', uuid(8))", true),
            ("-int((today() - ${born}) div 365.25)", true),
            ("if(${a} = 1, now(), '')", true),
            ("randomize(instance('t')/root/item)[1]/name", true),
            (
                "instance('t')/root/item[position() = int(random() * 3)]/name",
                true,
            ),
            ("randomize(instance('t')/root/item, 7)[1]/name", false),
            ("${a} + 1", false),
            ("once(${a})", false),
            ("${last-saved#a}", false),
        ] {
            assert_eq!(parse(source).unwrap().is_drawn(), drawn, "{source}");
        }
    }
}
