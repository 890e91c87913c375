//! A visit beside the one before it: what changed, what stayed.

use dong_hanh_domain::VisitId;
use dong_hanh_form::{Answers, Difference, Form, Lang, differences, recorded, words};

use super::reading::is_fact;
use crate::replica::{Standing, VisitRow};

/// What a visit is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The version that the office had returned.
    Returned(VisitId),
    /// The household's visit before.
    Previous(VisitId),
    /// The first visit of a household.
    Nothing,
}

impl Against {
    /// The visit, if there is one.
    #[must_use]
    pub fn visit(self) -> Option<VisitId> {
        match self {
            Self::Returned(id) | Self::Previous(id) => Some(id),
            Self::Nothing => None,
        }
    }
}

/// What changed and what stayed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Answers that differ, in the order of the form.
    pub changed: Vec<Difference>,
    /// Facts that were found as before: question and answer in words.
    pub same: Vec<(String, String)>,
}

/// Chooses what a visit is compared with; `visits` are all of its household.
///
/// An amendment stands beside the version that it amends. Any other visit stands beside the newest one
/// that was finished before it, leaving aside versions that were amended or are with their author.
#[must_use]
pub fn against(visit: &VisitRow, visits: &[VisitRow]) -> Against {
    if let Some(earlier) = visit.amends {
        return Against::Returned(earlier);
    }
    visits
        .iter()
        .filter(|other| other.id != visit.id)
        .filter(|other| other.finished.corrected() < visit.finished.corrected())
        .filter(|other| {
            !matches!(
                other.standing,
                Standing::Amended { .. } | Standing::Returned { .. } | Standing::Held { .. }
            )
        })
        .max_by_key(|other| other.finished.corrected())
        .map_or(Against::Nothing, |other| Against::Previous(other.id))
}

/// Compares two visits. An amendment is the same meeting told again, so everything counts; between two
/// meetings only the facts do.
#[must_use]
pub fn compare(
    against: Against,
    before: (&Form, &Answers),
    after: (&Form, &Answers),
    lang: Lang,
) -> Comparison {
    let all = matches!(against, Against::Returned(_));
    let mut changed = differences(before.0, before.1, after.0, after.1);
    changed.retain(|difference| all || is_fact(&difference.path));
    let same = recorded(after.0, after.1)
        .into_iter()
        .filter(|item| all || is_fact(&item.path))
        .filter(|item| !changed.iter().any(|changed| changed.path == item.path))
        .map(|item| {
            (
                item.question.label.get(lang).to_owned(),
                words(item.question, item.answer, lang),
            )
        })
        .collect();
    Comparison { changed, same }
}

/// The facts of a first visit, which has nothing to be compared with.
#[must_use]
pub fn first(form: &Form, answers: &Answers, lang: Lang) -> Comparison {
    let same = recorded(form, answers)
        .into_iter()
        .filter(|item| is_fact(&item.path))
        .map(|item| {
            (
                item.question.label.get(lang).to_owned(),
                words(item.question, item.answer, lang),
            )
        })
        .collect();
    Comparison {
        changed: Vec::new(),
        same,
    }
}
