//! Where an answer lies: `house/roof`, `support/gift[2]/kind`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The place of a group, a repeat, an instance or a question in a form's answers.
///
/// Names from the screen down, an instance of a repeat with its number from 1. Paths are ordered
/// by their steps, so what lies inside a path follows it directly and `gift[2]` comes before
/// `gift[10]`. Kept as one canonical string: a form of 300 questions makes as many paths with
/// every answer, and a phone can afford one allocation each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Path(String);

/// One step of a [`Path`]. Ordered by name, then by instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step<'p> {
    /// The name of the group, repeat or question.
    pub name: &'p str,
    /// The number of the instance, from 1, if this step is an instance of a repeat.
    pub instance: Option<u16>,
}

/// The text is not a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a path such as house/roof or support/gift[2]/kind")]
pub struct PathError(String);

impl Path {
    /// The steps from the screen down.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        // A path was checked when it was made, so every step parses.
        self.0.split('/').filter_map(Step::parse)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last name, without its instance.
    pub fn name(&self) -> &str {
        let last = self.0.rsplit('/').next().unwrap_or_default();
        last.split('[').next().unwrap_or_default()
    }

    /// The number of the instance that this path names, from 1.
    pub fn instance(&self) -> Option<u16> {
        self.0.rsplit('/').next().and_then(Step::parse)?.instance
    }

    /// The path without its last step; none above a screen.
    pub fn parent(&self) -> Option<Path> {
        let (above, _) = self.0.rsplit_once('/')?;
        Some(Path(above.to_owned()))
    }

    /// The repeat of which this path is an instance.
    pub fn repeat(&self) -> Option<Path> {
        let (repeat, _) = self.0.strip_suffix(']')?.rsplit_once('[')?;
        Some(Path(repeat.to_owned()))
    }

    /// Whether this path is `outer` or lies inside it. An instance lies inside its repeat.
    pub fn is_within(&self, outer: &Path) -> bool {
        match self.0.strip_prefix(outer.as_str()) {
            Some(rest) => rest.is_empty() || rest.starts_with(['/', '[']),
            None => false,
        }
    }

    /// Whether an instance of a repeat is this path or lies on the way to it.
    pub(crate) fn passes_an_instance(&self) -> bool {
        self.0.contains('[')
    }

    /// A path of one step; the name must have passed [`is_name`].
    pub(crate) fn top(name: &str) -> Path {
        Path(name.to_owned())
    }

    /// This path and one more step; the name must have passed [`is_name`].
    pub(crate) fn child(&self, name: &str) -> Path {
        let mut text = String::with_capacity(self.0.len() + 1 + name.len());
        text.push_str(&self.0);
        text.push('/');
        text.push_str(name);
        Path(text)
    }

    /// The instance with this number of the repeat that this path names.
    pub fn nth(&self, number: u16) -> Path {
        Path(format!("{}[{number}]", self.0))
    }

    /// The number of the instance of a repeat that the path lies in, or is.
    pub(crate) fn number_in(&self, repeat: &Path) -> Option<u16> {
        let inside = self.0.strip_prefix(&repeat.0)?.strip_prefix('[')?;
        inside.split(']').next()?.parse().ok()
    }

    /// The same path with `from`, an instance that it lies within, renumbered to `to`.
    pub(crate) fn moved(&self, from: &Path, to: &Path) -> Path {
        Path(format!("{}{}", to.0, &self.0[from.0.len()..]))
    }
}

/// Whether a text can name a group, repeat, question or choice: a letter or `_`, then letters,
/// digits, `_`, `-` and `.`, as XML and so XLSForm have it.
pub(crate) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Whether a text is a path of ASCII names without instances, in one look at each byte.
fn is_plain(text: &[u8]) -> bool {
    let mut begins = true;
    for byte in text {
        let fits = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => true,
            b'0'..=b'9' | b'-' | b'.' | b'/' => !begins,
            _ => false,
        };
        if !fits {
            return false;
        }
        begins = *byte == b'/';
    }
    !begins
}

impl<'p> Step<'p> {
    fn parse(text: &'p str) -> Option<Step<'p>> {
        let (name, instance) = match text.strip_suffix(']') {
            None => (text, None),
            Some(rest) => {
                let (name, digits) = rest.split_once('[')?;
                let canonical = digits.bytes().all(|b| b.is_ascii_digit());
                if !canonical || digits.starts_with('0') {
                    return None;
                }
                (name, Some(digits.parse().ok()?))
            }
        };
        is_name(name).then_some(Step { name, instance })
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        Path::try_from(text.to_owned())
    }
}

impl TryFrom<String> for Path {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        // A server reads dozens of paths with each visit, nearly all of them plain.
        if is_plain(text.as_bytes()) || text.split('/').all(|step| Step::parse(step).is_some()) {
            Ok(Path(text))
        } else {
            Err(PathError(text))
        }
    }
}

impl From<Path> for String {
    fn from(path: Path) -> String {
        path.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Path {
    /// The order of the steps, found at the first byte that differs: no step is parsed.
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.0.as_bytes(), other.0.as_bytes());
        let same = same_bytes(a, b);
        let digits_before = a[..same].iter().rev().take_while(|d| d.is_ascii_digit());
        let number = same - digits_before.count();
        if number > 0 && a[number - 1] == b'[' {
            let digits = |text: &[u8]| text[number..].iter().take_while(|d| **d != b']').count();
            // Without leading zeros the longer number is the larger.
            return digits(a).cmp(&digits(b)).then_with(|| a.cmp(b));
        }
        let rank = |byte: Option<&u8>| match byte {
            None => (0, 0),
            Some(b'/') => (1, 0),
            Some(b'[') => (2, 0),
            Some(other) => (3, *other),
        };
        rank(a.get(same)).cmp(&rank(b.get(same)))
    }
}

/// How many bytes two texts begin with in common, found eight at a time: paths share long beginnings,
/// and the layout of a form does little else than compare them.
fn same_bytes(a: &[u8], b: &[u8]) -> usize {
    let (words_a, words_b) = (a.as_chunks::<8>().0, b.as_chunks::<8>().0);
    let words = words_a.iter().zip(words_b);
    let same = 8 * words.take_while(|(x, y)| x == y).count();
    let rest = a[same..].iter().zip(&b[same..]);
    same + rest.take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn path(text: &str) -> Path {
        text.parse().unwrap()
    }

    #[test]
    fn only_the_canonical_spelling_is_a_path() {
        for text in [
            "", "/", "a/", "/a", "a//b", "a/-b", "a/1b", "a[0]", "a[01]", "a[]", "a[-1]", "a[1",
            "1a", "a[65536]", "a b", "a[1][2]",
        ] {
            assert!(text.parse::<Path>().is_err(), "{text}");
        }
        assert_eq!(
            path("support/gift[2]/kind").to_string(),
            "support/gift[2]/kind"
        );
    }

    #[test]
    fn instances_are_ordered_as_numbers() {
        let mut paths = [
            "a/g[10]/x",
            "a/g[2]/x",
            "a/g[2]",
            "a/g",
            "a",
            "a-b",
            "a/g[1]/x",
            "a/gift",
        ]
        .map(path);
        paths.sort();
        assert_eq!(
            paths.each_ref().map(Path::as_str),
            [
                "a",
                "a/g",
                "a/g[1]/x",
                "a/g[2]",
                "a/g[2]/x",
                "a/g[10]/x",
                "a/gift",
                "a-b"
            ]
        );
    }

    #[test]
    fn a_path_knows_its_parts() {
        let kind = path("support/gift[2]/kind");
        assert_eq!(kind.name(), "kind");
        let gift = kind.parent().unwrap();
        assert_eq!((gift.name(), gift.instance()), ("gift", Some(2)));
        assert_eq!(gift.repeat(), Some(path("support/gift")));
        assert!(kind.is_within(&path("support/gift")));
        assert!(!path("support/gifts").is_within(&path("support/gift")));
        assert_eq!(
            kind.moved(&gift, &path("support/gift[1]")),
            path("support/gift[1]/kind")
        );
    }
}
