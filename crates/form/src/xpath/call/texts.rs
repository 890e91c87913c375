//! Texts. Their characters are counted as people count them, not as bytes.

use super::Given;
use crate::xpath::Function;
use crate::xpath::value::XPath;

pub(super) fn of<'a>(function: Function, given: &Given<'_, 'a>) -> XPath<'a> {
    let own = || match given.len() {
        0 => given.scope.state.text(given.scope.here),
        _ => given.text(0),
    };
    match function {
        Function::Concat => XPath::text(given.texts(0).concat()),
        Function::Join => XPath::text(given.texts(1).join(&*given.text(0))),
        Function::Substr => XPath::text(substr(given)),
        Function::Substring => XPath::text(substring(given)),
        Function::SubstringBefore => {
            let (text, mark) = (given.text(0), given.text(1));
            XPath::text(
                text.split_once(&*mark)
                    .map_or("", |(before, _)| before)
                    .to_owned(),
            )
        }
        Function::SubstringAfter => {
            let (text, mark) = (given.text(0), given.text(1));
            XPath::text(
                text.split_once(&*mark)
                    .map_or("", |(_, after)| after)
                    .to_owned(),
            )
        }
        Function::Translate => {
            XPath::text(translate(&given.text(0), &given.text(1), &given.text(2)))
        }
        Function::NormalizeSpace => {
            let words: Vec<String> = own().split_whitespace().map(str::to_owned).collect();
            XPath::text(words.join(" "))
        }
        Function::StringLength => XPath::Number(own().chars().count() as f64),
        Function::Contains => XPath::Bool(given.text(0).contains(&*given.text(1))),
        Function::StartsWith => XPath::Bool(given.text(0).starts_with(&*given.text(1))),
        Function::EndsWith => XPath::Bool(given.text(0).ends_with(&*given.text(1))),
        Function::Regex => XPath::Bool(fits(&given.text(0), &given.text(1))),
        _ => XPath::Text(own()),
    }
}

/// From one place to before another, counted from 0; what is negative counts from the end.
fn substr(given: &Given<'_, '_>) -> String {
    let text = given.text(0);
    let length = text.chars().count() as f64;
    let place = |at: f64| {
        if at < 0.0 {
            (length + at).max(0.0)
        } else {
            at.min(length)
        }
    };
    let from = place(given.number(1).trunc());
    let until = if given.len() > 2 {
        place(given.number(2).trunc())
    } else {
        length
    };
    cut(&text, from, until)
}

/// XPath's own: so many characters from a place, counted from 1, both rounded.
fn substring(given: &Given<'_, '_>) -> String {
    let text = given.text(0);
    let from = (given.number(1) + 0.5).floor();
    let until = if given.len() > 2 {
        from + (given.number(2) + 0.5).floor()
    } else {
        f64::INFINITY
    };
    if from.is_nan() || until.is_nan() {
        return String::new();
    }
    cut(&text, (from - 1.0).max(0.0), (until - 1.0).max(0.0))
}

fn cut(text: &str, from: f64, until: f64) -> String {
    // NaN is no place, and what it begins is empty.
    let count = (until - from).max(0.0) as usize;
    text.chars().skip(from as usize).take(count).collect()
}

fn translate(text: &str, from: &str, to: &str) -> String {
    let put = |letter: char| match from.chars().position(|one| one == letter) {
        None => Some(letter),
        Some(at) => to.chars().nth(at),
    };
    text.chars().filter_map(put).collect()
}

/// Whether a pattern is found in a text. One that cannot be read, which a published form does not have, fits nothing.
fn fits(text: &str, pattern: &str) -> bool {
    regex_lite::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
}
