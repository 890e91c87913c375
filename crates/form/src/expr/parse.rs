//! From tokens to a tree, by XPath's precedence: `or`, `and`, equality, order, sums, products,
//! sign.

use super::function::Signature;
use super::lex::{Spot, Token, lex};
use super::{ExprError, Function, Op, Tree};

/// How deep parentheses and calls may nest, and how many operators and calls there may be: both
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

struct Parser<'t> {
    tokens: &'t [Spot],
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

impl Parser<'_> {
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
        let sign = match self.tokens.first()? {
            (Token::Sign(sign), _) => sign,
            (Token::Name(name), _) => name.as_str(),
            _ => return None,
        };
        let (_, op) = among.iter().find(|(word, _)| *word == sign)?;
        self.tokens = &self.tokens[1..];
        Some(*op)
    }

    fn unary(&mut self) -> Result<Tree<String>, ExprError> {
        if !self.skip("-") {
            return self.primary();
        }
        self.deeper()?;
        let inner = self.unary()?;
        self.nesting -= 1;
        Ok(Tree::Negate(Box::new(inner)))
    }

    fn primary(&mut self) -> Result<Tree<String>, ExprError> {
        let (spot, rest) = self.tokens.split_first().ok_or(ExprError::End)?;
        self.tokens = rest;
        match &spot.0 {
            Token::Number(number) => Ok(Tree::Number(*number)),
            Token::Text(text) => Ok(Tree::Text(text.clone())),
            Token::Ref(name) => Ok(Tree::Ref(name.clone())),
            Token::Sign(".") => Ok(Tree::Current),
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
        if !(signature.least..=signature.most).contains(&arguments.len()) {
            return Err(ExprError::Arguments {
                function: signature.name,
                expects: signature.expects(),
                given: arguments.len(),
            });
        }
        let of_nodes = matches!(signature.function, Function::Count | Function::Sum);
        if of_nodes && !matches!(arguments[0], Tree::Ref(_)) {
            return Err(ExprError::NeedsReference(signature.name));
        }
        Ok(Tree::Call(signature.function, arguments))
    }

    fn skip(&mut self, sign: &str) -> bool {
        let here = matches!(self.tokens.first(), Some((Token::Sign(s), _)) if *s == sign);
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

fn unexpected((token, at): &Spot) -> ExprError {
    let found = match token {
        Token::Number(number) => number.to_string(),
        Token::Text(text) => format!("'{text}'"),
        Token::Ref(name) => format!("${{{name}}}"),
        Token::Name(name) => name.clone(),
        Token::Sign(sign) => (*sign).to_owned(),
    };
    ExprError::Unexpected { found, at: *at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (source, error) in [
            ("", "something is missing at its end"),
            ("1 +", "something is missing at its end"),
            ("(1", "something is missing at its end"),
            ("1 2", "“2” at character 3 was not expected here"),
            ("1 and and", "“and” at character 7 was not expected here"),
            ("'a", "what begins at character 1 does not end"),
            ("${a", "what begins at character 1 does not end"),
            (
                "‘a’",
                "“‘” at character 1 has no meaning here; text stands in straight quotes",
            ),
            ("1.2.3", "“1.2.3” at character 1 was not expected here"),
            ("dance(1)", "there is no function dance()"),
            ("not()", "not() takes 1 argument and was given 0"),
            (
                "round(1, 2, 3)",
                "round() takes 1 to 2 arguments and was given 3",
            ),
            ("count(1)", "count() takes a reference such as ${name}"),
        ] {
            let said = parse(source).map_err(|error| error.to_string());
            assert_eq!(said, Err(error.to_owned()), "{source}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = format!("{}1{}", "(".repeat(500), ")".repeat(500));
        assert_eq!(parse(&nested), Err(ExprError::TooDeep));
        let chain = format!("1{}", "+1".repeat(501));
        assert_eq!(parse(&chain), Err(ExprError::TooDeep));
        assert!(parse(&format!("1{}", "+1".repeat(500))).is_ok());
    }
}
