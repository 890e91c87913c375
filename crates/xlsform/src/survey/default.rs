//! Whether a default is an expression or the answer itself, by the rule of pyxform.

use dong_hanh_form::Expr;

/// The expression of a default.
pub(crate) fn default(written: &str, hyphens_are_plain: bool) -> Expr {
    if is_expression(written, hyphens_are_plain) {
        Expr(written.to_owned())
    } else {
        Expr(quoted(written))
    }
}

/// A text as an expression.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    if !text.contains('"') {
        return format!("\"{text}\"");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}

/// An operator, a reference or a call makes an expression. In days and places a hyphen is none, and ends the search.
fn is_expression(written: &str, hyphens_are_plain: bool) -> bool {
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let token = token(rest, first);
        match token {
            Token::Hyphen if hyphens_are_plain => return false,
            Token::Hyphen | Token::Sign => return true,
            Token::Other(length) => rest = &rest[length..],
        }
    }
    false
}

enum Token {
    Hyphen,
    /// What makes an expression.
    Sign,
    /// So many bytes that do not.
    Other(usize),
}

fn token(rest: &str, first: char) -> Token {
    if let Some(length) = day_or_time(rest).or_else(|| number(rest)) {
        return Token::Other(length);
    }
    match first {
        '-' => Token::Hyphen,
        '*' | '+' | '|' => Token::Sign,
        ' ' if rest.starts_with(" mod ") || rest.starts_with(" div ") => Token::Sign,
        '\'' | '"' => {
            let length = rest[1..].find(first).map_or(1, |end| end + 2);
            Token::Other(length)
        }
        '$' if rest.starts_with("${") && rest.contains('}') => Token::Sign,
        _ => match name(rest) {
            0 => Token::Other(first.len_utf8()),
            length if rest[length..].starts_with('(') => Token::Sign,
            length => Token::Other(length),
        },
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `2026-11-24` or `08:30:00`, with what may follow.
fn day_or_time(text: &str) -> Option<usize> {
    let shaped = |text: &str, shape: &[u8]| {
        let bytes = text.as_bytes().get(..shape.len())?;
        let fits = |(byte, shape): (&u8, &u8)| {
            if *shape == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == shape
            }
        };
        bytes.iter().zip(shape).all(fits).then_some(shape.len())
    };
    let time = |text: &str| {
        let time = shaped(text, b"00:00:00")?;
        let zone = text[time..].strip_prefix(['+', '-']);
        let zone = zone.and_then(|zone| shaped(zone, b"00:00"));
        Some(zone.map_or(time, |zone| time + 1 + zone))
    };
    let sign = usize::from(text.starts_with('-'));
    let Some(day) = shaped(&text[sign..], b"0000-00-00") else {
        return time(text);
    };
    let day = sign + day;
    let time = text[day..].strip_prefix('T').and_then(time);
    Some(time.map_or(day, |time| day + 1 + time))
}

fn number(text: &str) -> Option<usize> {
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(&text[sign..]);
    let end = sign + whole;
    let point = text[end..].starts_with('.');
    let fraction = if point { digits(&text[end + 1..]) } else { 0 };
    match (whole, fraction) {
        (0, 0) => None,
        _ if point => Some(end + 1 + fraction),
        _ => Some(end),
    }
}

/// How long the name at the beginning is, with its prefix; 0 if there is none.
fn name(text: &str) -> usize {
    let begins = |c: char| c.is_alphabetic() || c == '_';
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let length = |text: &str| {
        if !text.starts_with(begins) {
            return 0;
        }
        text.find(|c| !goes_on(c)).unwrap_or(text.len())
    };
    let first = length(text);
    let local = text[first..].strip_prefix(':').map_or(0, length);
    if first > 0 && local > 0 {
        first + 1 + local
    } else {
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_is_an_expression_where_pyxform_says_so() {
        for (written, hyphens_are_plain, expected) in [
            ("abc", false, "'abc'"),
            ("a-b", false, "'a-b'"),
            ("a - b", false, "a - b"),
            ("-5", false, "'-5'"),
            ("5 -3", false, "'5 -3'"),
            ("2026-11-24", true, "'2026-11-24'"),
            (
                "2026-11-24T08:00:00+07:00",
                true,
                "'2026-11-24T08:00:00+07:00'",
            ),
            ("today()", true, "today()"),
            ("today() - 3", true, "today() - 3"),
            ("16.3 107.2 - 4", true, "'16.3 107.2 - 4'"),
            ("${a}", false, "${a}"),
            ("'a + b'", false, "\"'a + b'\""),
            ("7 mod 2", false, "7 mod 2"),
            ("Hà Nội (thủ đô)", false, "'Hà Nội (thủ đô)'"),
            ("it's", false, "\"it's\""),
            ("'\"", false, "concat('', \"'\", '\"')"),
        ] {
            assert_eq!(default(written, hyphens_are_plain).0, expected);
        }
    }
}
