//! The names of rows, and references to them.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_form::Path;

use super::Parts;
use crate::Section;

/// What stands before the name of an answer of the visit before.
const LAST_SAVED: &str = "last-saved#";

/// Whether a text can name a row, a column or a list.
pub(crate) fn is_name(text: &str) -> bool {
    !text.contains(['/', '[']) && text.parse::<Path>().is_ok()
}

/// The rows that have each name.
#[derive(Debug, Default)]
pub(crate) struct Names {
    rows: BTreeMap<String, Vec<u32>>,
    /// Those of questions that are asked in a repeat.
    repeated: BTreeSet<String>,
}

/// What a reference leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    One,
    Several,
    /// Nothing; perhaps this was meant.
    Nothing(Option<String>),
    /// It cannot be a name.
    NoName,
}

impl Names {
    pub(crate) fn new(parts: &Parts) -> Names {
        let mut names = Names::default();
        names.add(parts, false);
        names
    }

    fn add(&mut self, parts: &Parts, in_repeat: bool) {
        for part in parts {
            let rows = self.rows.entry(part.name.clone()).or_default();
            rows.push(part.row.number);
            let section = part.section();
            if in_repeat && section.is_none() {
                self.repeated.insert(part.name.clone());
            }
            self.add(&part.parts, in_repeat || section == Some(Section::Repeat));
        }
    }

    /// Whether a question is asked in a repeat.
    pub(crate) fn is_repeated(&self, name: &str) -> bool {
        self.repeated.contains(name)
    }

    /// How many rows have a name.
    pub(crate) fn rows(&self, name: &str) -> usize {
        self.rows.get(name).map_or(0, Vec::len)
    }

    /// What `${…}` leads to.
    pub(crate) fn meant(&self, reference: &str) -> Meant {
        // An answer of the time before has the same name.
        let reference = reference.strip_prefix(LAST_SAVED).unwrap_or(reference);
        match self.rows.get(reference).map(Vec::as_slice) {
            Some([_]) => Meant::One,
            Some(_) => Meant::Several,
            None if is_name(reference) => Meant::Nothing(similar(reference, self.rows.keys())),
            None => Meant::NoName,
        }
    }
}

/// The one of some names that is written most alike, if any is.
pub(crate) fn similar<'n>(name: &str, known: impl Iterator<Item = &'n String>) -> Option<String> {
    const MOST_APART: usize = 2;
    /// A large form has better things to do.
    const MOST_KNOWN: usize = 1_000;
    let apart = known
        .take(MOST_KNOWN)
        .map(|known| (strsim::levenshtein(name, known), known));
    let (apart, nearest) = apart.min_by_key(|(apart, _)| *apart)?;
    // Short names are all alike.
    let alike = apart <= MOST_APART && apart * 2 < name.chars().count();
    alike.then(|| nearest.clone())
}

/// The references in words for a person; one that does not end is an error.
pub(crate) fn references(words: &str) -> impl Iterator<Item = Result<&str, &str>> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let (_, begun) = rest.split_once("${")?;
        let (reference, after) = match begun.split_once('}') {
            Some((reference, after)) => (Ok(reference.trim()), after),
            None => (Err(begun), ""),
        };
        rest = after;
        Some(reference)
    })
}
