//! What an expression speaks of, before there is a form to look it up in.

use super::{Axis, Expr, ExprError, Function, Path, Start, Test, Tree, parse};

/// What an expression speaks of, in the order in which it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// The names in `${…}`, with `last-saved#` where it stands before one.
    pub names: Vec<String>,
    /// The tables whose rows it asks for by a name in quotes (`instance`).
    pub tables: Vec<String>,
    /// The tables that it looks one text up in, by a name in quotes (`pulldata`).
    pub files: Vec<String>,
    /// The names that it asks for directly within the node for which it is read, as a filter of choices asks for columns.
    pub children: Vec<String>,
    /// The patterns in quotes that `regex()` cannot read.
    pub unreadable: Vec<String>,
}

impl Expr {
    /// Reads the expression and says what it speaks of.
    ///
    /// # Errors
    /// [`ExprError`] says why it cannot be read.
    pub fn mentions(&self) -> Result<Mentions, ExprError> {
        let mut mentions = Mentions::default();
        mentions.tree(&parse(&self.0)?);
        Ok(mentions)
    }
}

impl Mentions {
    fn tree(&mut self, tree: &Tree<String>) {
        match tree {
            Tree::Text(_) | Tree::Number(_) => {}
            Tree::Ref(name) | Tree::Last(name) => self.names.push(name.clone()),
            Tree::Path(path) => self.path(path),
            Tree::Negate(inner) => self.tree(inner),
            Tree::Binary(_, left, right) => {
                self.tree(left);
                self.tree(right);
            }
            Tree::Call(function, arguments) => {
                match (function, arguments.as_slice()) {
                    (Function::Instance, [Tree::Text(table), ..]) => {
                        self.tables.push(table.to_string());
                    }
                    (Function::Pulldata, [Tree::Text(table), ..]) => {
                        self.files.push(table.to_string());
                    }
                    (Function::Regex, [_, Tree::Text(pattern)])
                        if regex_lite::Regex::new(pattern).is_err() =>
                    {
                        self.unreadable.push(pattern.to_string());
                    }
                    _ => {}
                }
                arguments.iter().for_each(|argument| self.tree(argument));
            }
        }
    }

    fn path(&mut self, path: &Path<String>) {
        if let (Start::Here, Some((Axis::Child, Test::Name(name)))) = (
            &path.start,
            path.steps.first().map(|step| (step.axis, &step.test)),
        ) {
            self.children.push(name.to_string());
        }
        let mut within = Mentions::default();
        if let Start::At(tree, predicates) = &path.start {
            self.tree(tree);
            predicates
                .iter()
                .for_each(|predicate| within.tree(predicate));
        }
        for predicate in path.steps.iter().flat_map(|step| &step.predicates) {
            within.tree(predicate);
        }
        // What a predicate asks for lies within the nodes among which it chooses.
        self.names.append(&mut within.names);
        self.tables.append(&mut within.tables);
        self.files.append(&mut within.files);
        self.unreadable.append(&mut within.unreadable);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn all_of_an_expression_is_looked_at() {
        let source = "if(${a} > 1, instance('t')/root/item[name = ${b}]/x, -(pulldata('u', 'x', 'y', ${last-saved#c}))) \
                      or regex(${d}, '(?=a)') or regex(., '^a+$') or ../r[x = ${e}]/y = z";
        let mentions = Expr(source.to_owned()).mentions().unwrap();
        assert_eq!(mentions.names, ["a", "b", "last-saved#c", "d", "e"]);
        assert_eq!(mentions.tables, ["t"]);
        assert_eq!(mentions.files, ["u"]);
        assert_eq!(mentions.children, ["z"]);
        assert_eq!(mentions.unreadable, ["(?=a)"]);
    }
}
