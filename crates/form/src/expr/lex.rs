//! From characters to tokens.

use super::ExprError;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Number(f64),
    Text(String),
    /// `${name}`
    Ref(String),
    /// The name of a function, or one of `and or div mod`.
    Name(String),
    /// Any other sign, such as `<=`, `(` or `.`.
    Sign(&'static str),
}

/// A token and the position of its first character, from 1.
pub(crate) type Spot = (Token, usize);

const SIGNS: [&str; 13] = [
    "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "(", ")", ",", ".",
];

pub(crate) fn lex(source: &str) -> Result<Vec<Spot>, ExprError> {
    let mut tokens = Vec::new();
    let mut rest = source;
    loop {
        rest = rest.trim_start();
        let at = source[..source.len() - rest.len()].chars().count() + 1;
        let Some(first) = rest.chars().next() else {
            return Ok(tokens);
        };
        let (token, after) = next(rest, first, at)?;
        tokens.push((token, at));
        rest = after;
    }
}

fn next(rest: &str, first: char, at: usize) -> Result<(Token, &str), ExprError> {
    if first == '\'' || first == '"' {
        let inner = &rest[1..];
        let end = inner.find(first).ok_or(ExprError::Unfinished { at })?;
        return Ok((Token::Text(inner[..end].to_owned()), &inner[end + 1..]));
    }
    if let Some(inner) = rest.strip_prefix("${") {
        let end = inner.find('}').ok_or(ExprError::Unfinished { at })?;
        return Ok((
            Token::Ref(inner[..end].trim().to_owned()),
            &inner[end + 1..],
        ));
    }
    let digits = length(rest, |c| c.is_ascii_digit() || c == '.');
    if rest[..digits].contains(|c: char| c.is_ascii_digit()) {
        let number = rest[..digits].parse().map_err(|_| ExprError::Unexpected {
            found: rest[..digits].to_owned(),
            at,
        })?;
        return Ok((Token::Number(number), &rest[digits..]));
    }
    if first.is_ascii_alphabetic() {
        let name = length(rest, |c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
        });
        return Ok((Token::Name(rest[..name].to_owned()), &rest[name..]));
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign) => Ok((Token::Sign(sign), &rest[sign.len()..])),
        None => Err(ExprError::Character { found: first, at }),
    }
}

/// How many bytes from the start consist of such characters.
fn length(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}
