//! From characters to tokens.

use super::ExprError;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'s> {
    Number(f64),
    Text(&'s str),
    /// `${name}`; the name may say `last-saved#` before it.
    Ref(&'s str),
    /// A name, with its prefix if it has one: `selected`, `jr:choice-name`, `and`.
    Name(&'s str),
    /// Any other sign, such as `<=`, `//` or `.`.
    Sign(&'static str),
}

/// A token and the position of its first character, from 1.
pub(super) type Spot<'s> = (Token<'s>, usize);

/// Longer ones first, of those that begin alike.
const SIGNS: [&str; 21] = [
    "!=", "<=", ">=", "::", "//", "..", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",",
    ".", "|", "@",
];

pub(super) fn lex(source: &str) -> Result<Vec<Spot<'_>>, ExprError> {
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

fn next(rest: &str, first: char, at: usize) -> Result<(Token<'_>, &str), ExprError> {
    if first == '\'' || first == '"' {
        let inner = &rest[1..];
        let end = inner.find(first).ok_or(ExprError::Unfinished { at })?;
        return Ok((Token::Text(&inner[..end]), &inner[end + 1..]));
    }
    if let Some(inner) = rest.strip_prefix("${") {
        let end = inner.find('}').ok_or(ExprError::Unfinished { at })?;
        return Ok((Token::Ref(inner[..end].trim()), &inner[end + 1..]));
    }
    let digits = length(rest, |c| c.is_ascii_digit() || c == '.');
    if rest[..digits].contains(|c: char| c.is_ascii_digit()) {
        let number = rest[..digits].parse().map_err(|_| ExprError::Unexpected {
            found: rest[..digits].to_owned(),
            at,
        })?;
        return Ok((Token::Number(number), &rest[digits..]));
    }
    if first.is_alphabetic() || first == '_' {
        let name = name_length(rest);
        return Ok((Token::Name(&rest[..name]), &rest[name..]));
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign) => Ok((Token::Sign(sign), &rest[sign.len()..])),
        None => Err(ExprError::Character { found: first, at }),
    }
}

/// How long a name is, with the prefix before a colon; an axis' two colons belong to no name.
fn name_length(text: &str) -> usize {
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let first = length(text, of_name);
    let local = text[first..].strip_prefix(':').filter(|local| {
        let begins = |c: char| c.is_alphabetic() || c == '_';
        local.chars().next().is_some_and(begins)
    });
    local.map_or(first, |local| first + 1 + length(local, of_name))
}

/// How many bytes from the start consist of such characters.
fn length(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}
