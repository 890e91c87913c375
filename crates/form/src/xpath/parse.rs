//! From tokens to a tree, by XPath's precedence: `or`, `and`, equality, order, sums, products, sign, union, path.

use super::function::{Signature, Takes};
use super::lex::{Spot, Token, lex};
use super::{Axis, ExprError, Op, Path, Start, Step, Test, Tree};

/// How deep parentheses, predicates and calls may nest, and how many operators, steps and calls there may be: both
/// bound how deep reading and evaluating recurse, on a phone's stack of 1 MB.
const MOST_NESTING: usize = 60;
const MOST_PARTS: usize = 500;

/// Reads an expression; its references are still names.
pub(crate) fn parse(source: &str) -> Result<Tree<String>, ExprError> {
    let tokens = lex(source)?;
    let mut parser = Parser {
        tokens: &tokens,
        nesting: 0,
        parts: 0,
    };
    let tree = parser.binary(0)?;
    match parser.tokens.first() {
        None => Ok(tree),
        Some(spot) => Err(unexpected(spot)),
    }
}

struct Parser<'t, 's> {
    tokens: &'t [Spot<'s>],
    nesting: usize,
    parts: usize,
}

/// Operators from the loosest level to the tightest.
const LEVELS: [&[(&str, Op)]; 6] = [
    &[("or", Op::Or)],
    &[("and", Op::And)],
    &[("=", Op::Equal), ("!=", Op::NotEqual)],
    &[
        ("<", Op::Less),
        ("<=", Op::AtMost),
        (">", Op::Greater),
        (">=", Op::AtLeast),
    ],
    &[("+", Op::Add), ("-", Op::Subtract)],
    &[
        ("*", Op::Multiply),
        ("div", Op::Divide),
        ("mod", Op::Modulo),
    ],
];

const UNION: [(&str, Op); 1] = [("|", Op::Union)];

const AXES: [(&str, Axis); 10] = [
    ("child", Axis::Child),
    ("parent", Axis::Parent),
    ("self", Axis::Itself),
    ("descendant", Axis::Descendant),
    ("descendant-or-self", Axis::DescendantOrSelf),
    ("ancestor", Axis::Ancestor),
    ("ancestor-or-self", Axis::AncestorOrSelf),
    ("preceding-sibling", Axis::PrecedingSibling),
    ("following-sibling", Axis::FollowingSibling),
    ("attribute", Axis::Attribute),
];

impl Parser<'_, '_> {
    fn binary(&mut self, level: usize) -> Result<Tree<String>, ExprError> {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(op) = self.operator(operators) {
            self.part()?;
            let right = self.binary(level + 1)?;
            left = Tree::Binary(op, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn operator(&mut self, among: &[(&str, Op)]) -> Option<Op> {
        let sign = match self.tokens.first()?.0 {
            Token::Sign(sign) => sign,
            Token::Name(name) => name,
            _ => return None,
        };
        let (_, op) = among.iter().find(|(word, _)| *word == sign)?;
        self.tokens = &self.tokens[1..];
        Some(*op)
    }

    fn unary(&mut self) -> Result<Tree<String>, ExprError> {
        if !self.skip("-") {
            return self.union();
        }
        self.deeper()?;
        let inner = self.unary()?;
        self.nesting -= 1;
        Ok(Tree::Negate(Box::new(inner)))
    }

    fn union(&mut self) -> Result<Tree<String>, ExprError> {
        let mut left = self.path()?;
        while let Some(op) = self.operator(&UNION) {
            self.part()?;
            let right = self.path()?;
            left = Tree::Binary(op, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    /// A location path, or a value with what may follow it: predicates and steps.
    fn path(&mut self) -> Result<Tree<String>, ExprError> {
        let mut steps = Vec::new();
        let start = if self.begins_value() {
            let value = self.value()?;
            let predicates = self.predicates()?;
            if predicates.is_empty() && !self.sees("/") && !self.sees("//") {
                return Ok(value);
            }
            self.steps(&mut steps)?;
            Start::At(value, predicates)
        } else if self.sees("//") {
            self.steps(&mut steps)?;
            Start::Root
        } else if self.skip("/") {
            if self.begins_step() {
                steps.push(self.step()?);
                self.steps(&mut steps)?;
            }
            Start::Root
        } else {
            steps.push(self.step()?);
            self.steps(&mut steps)?;
            Start::Here
        };
        Ok(Tree::Path(Box::new(Path { start, steps })))
    }

    /// The steps that follow, each behind `/` or `//`.
    fn steps(&mut self, steps: &mut Vec<Step<String>>) -> Result<(), ExprError> {
        loop {
            if self.skip("//") {
                steps.push(Step {
                    axis: Axis::DescendantOrSelf,
                    test: Test::Any,
                    predicates: Vec::new(),
                });
            } else if !self.skip("/") {
                return Ok(());
            }
            steps.push(self.step()?);
        }
    }

    fn step(&mut self) -> Result<Step<String>, ExprError> {
        self.part()?;
        let (spot, rest) = self.tokens.split_first().ok_or(ExprError::End)?;
        self.tokens = rest;
        let short = |axis| {
            Ok(Step {
                axis,
                test: Test::Any,
                predicates: Vec::new(),
            })
        };
        let (axis, name) = match spot.0 {
            // XPath allows no predicate behind a dot; people write one, and other engines take it.
            Token::Sign(".") => return self.chosen(short(Axis::Itself)?),
            Token::Sign("..") => return self.chosen(short(Axis::Parent)?),
            Token::Sign("@") => (Axis::Attribute, None),
            Token::Name(axis) if self.skip("::") => {
                let known = AXES.iter().find(|(word, _)| *word == axis);
                let known = known.ok_or_else(|| ExprError::UnknownAxis(axis.to_owned()))?;
                (known.1, None)
            }
            _ => (Axis::Child, Some(spot)),
        };
        let test = match name {
            Some(spot) => self.test(spot)?,
            None => {
                let (spot, rest) = self.tokens.split_first().ok_or(ExprError::End)?;
                self.tokens = rest;
                self.test(spot)?
            }
        };
        self.chosen(Step {
            axis,
            test,
            predicates: Vec::new(),
        })
    }

    fn test(&mut self, spot: &Spot<'_>) -> Result<Test, ExprError> {
        match spot.0 {
            Token::Sign("*") => Ok(Test::Any),
            Token::Name("node") if self.skip("(") => self.expect(")").map(|()| Test::Any),
            Token::Name("text") if self.skip("(") => self.expect(")").map(|()| Test::Text),
            Token::Name(name) => Ok(Test::Name(name.into())),
            _ => Err(unexpected(spot)),
        }
    }

    fn chosen(&mut self, step: Step<String>) -> Result<Step<String>, ExprError> {
        let predicates = self.predicates()?;
        Ok(Step { predicates, ..step })
    }

    fn predicates(&mut self) -> Result<Vec<Tree<String>>, ExprError> {
        let mut predicates = Vec::new();
        while self.skip("[") {
            self.deeper()?;
            predicates.push(self.binary(0)?);
            self.expect("]")?;
            self.nesting -= 1;
        }
        Ok(predicates)
    }

    /// Whether what follows is no step: text, number, reference, call or parentheses.
    fn begins_value(&self) -> bool {
        match self.tokens.first() {
            Some((Token::Number(_) | Token::Text(_) | Token::Ref(_) | Token::Sign("("), _)) => true,
            Some((Token::Name(name), _)) => {
                let calls = matches!(self.tokens.get(1), Some((Token::Sign("("), _)));
                calls && !matches!(*name, "node" | "text")
            }
            _ => false,
        }
    }

    fn begins_step(&self) -> bool {
        match self.tokens.first() {
            Some((Token::Name(_), _)) => true,
            Some((Token::Sign(sign), _)) => matches!(*sign, "." | ".." | "@" | "*"),
            _ => false,
        }
    }

    fn value(&mut self) -> Result<Tree<String>, ExprError> {
        let (spot, rest) = self.tokens.split_first().ok_or(ExprError::End)?;
        self.tokens = rest;
        match spot.0 {
            Token::Number(number) => Ok(Tree::Number(number)),
            Token::Text(text) => Ok(Tree::Text(text.into())),
            Token::Ref(name) => Ok(Tree::Ref(name.to_owned())),
            Token::Sign("(") => {
                self.deeper()?;
                let inner = self.binary(0)?;
                self.expect(")")?;
                self.nesting -= 1;
                Ok(inner)
            }
            Token::Name(name) if self.skip("(") => self.call(name),
            Token::Name(_) | Token::Sign(_) => Err(unexpected(spot)),
        }
    }

    fn call(&mut self, name: &str) -> Result<Tree<String>, ExprError> {
        let signature =
            Signature::named(name).ok_or_else(|| ExprError::UnknownFunction(name.to_owned()))?;
        self.deeper()?;
        let mut arguments = Vec::new();
        if !self.skip(")") {
            arguments.push(self.binary(0)?);
            while self.skip(",") {
                arguments.push(self.binary(0)?);
            }
            self.expect(")")?;
        }
        self.nesting -= 1;
        if !signature.allows(arguments.len()) {
            return Err(ExprError::Arguments {
                function: signature.name,
                expects: signature.expects(),
                given: arguments.len(),
            });
        }
        let first_is_nodes = arguments.first().is_none_or(is_nodes);
        if signature.takes == Takes::Nodes && !first_is_nodes {
            return Err(ExprError::NeedsReference(signature.name));
        }
        Ok(Tree::Call(signature.function, arguments))
    }

    fn sees(&self, sign: &str) -> bool {
        matches!(self.tokens.first(), Some((Token::Sign(s), _)) if *s == sign)
    }

    fn skip(&mut self, sign: &str) -> bool {
        let here = self.sees(sign);
        if here {
            self.tokens = &self.tokens[1..];
        }
        here
    }

    fn expect(&mut self, sign: &str) -> Result<(), ExprError> {
        if self.skip(sign) {
            return Ok(());
        }
        Err(self.tokens.first().map_or(ExprError::End, unexpected))
    }

    fn deeper(&mut self) -> Result<(), ExprError> {
        self.nesting += 1;
        if self.nesting > MOST_NESTING {
            return Err(ExprError::TooDeep);
        }
        self.part()
    }

    fn part(&mut self) -> Result<(), ExprError> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(ExprError::TooDeep);
        }
        Ok(())
    }
}

/// Whether an expression stands for nodes.
fn is_nodes(tree: &Tree<String>) -> bool {
    match tree {
        Tree::Ref(_) | Tree::Path(_) | Tree::Binary(Op::Union, ..) => true,
        Tree::Call(function, _) => function.gives_nodes(),
        Tree::Text(_) | Tree::Number(_) | Tree::Last(_) | Tree::Negate(_) | Tree::Binary(..) => {
            false
        }
    }
}

fn unexpected((token, at): &Spot<'_>) -> ExprError {
    let found = match token {
        Token::Number(number) => number.to_string(),
        Token::Text(text) => format!("'{text}'"),
        Token::Ref(name) => format!("${{{name}}}"),
        Token::Name(name) => (*name).to_owned(),
        Token::Sign(sign) => (*sign).to_owned(),
    };
    ExprError::Unexpected { found, at: *at }
}
