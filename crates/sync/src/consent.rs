//! Whether a family agreed, read out of a visit by its place in the project's form; the same at both ends (SPEC.md S18).
//!
//! A form asks for consent by a question `decision` in a group `consent`, as `forms/home-visit.xlsx` does.

use std::collections::BTreeSet;
use std::str::FromStr as _;

use chrono::{DateTime, Utc};
use dong_hanh_domain::consent::{Allowed, Consent, Said};
use dong_hanh_domain::{HouseholdId, VisitId, Word};
use dong_hanh_form::{Answer, Answers, Form, Path, Question, Value};

/// What was answered, when the visit began, and what the form of that visit had read out; `None` where the visit did not
/// ask, or nobody answered.
#[must_use]
pub fn consent(
    visit: VisitId,
    at: DateTime<Utc>,
    form: Option<&Form>,
    answers: &Answers,
) -> Option<Consent> {
    let said = said(form, answers)?;
    let text = form.and_then(notice);
    let text = text.and_then(|notice| notice.text_version.clone());
    Some(Consent {
        visit,
        at,
        text,
        said,
    })
}

/// What was answered alone.
#[must_use]
pub fn said(form: Option<&Form>, answers: &Answers) -> Option<Said> {
    let by = word(answers, "by");
    match one(answers, "decision")? {
        "given" => Some(Said::Given {
            by,
            how: word(answers, "how"),
            allows: allowed(form, answers),
        }),
        "refused" => Some(Said::Refused { by }),
        _ => None,
    }
}

/// A version of a visit, as far as another visit that rests on it asks.
#[derive(Clone, Debug)]
pub struct Version {
    /// Of which household.
    pub household: HouseholdId,
    /// The version that took its place.
    pub newer: Option<VisitId>,
    /// What was said on it, where it asked.
    pub consent: Option<Consent>,
}

/// What a family allowed on the visit on which another one rests: on its newest version, as one whose place was taken says
/// nothing. Nothing where that is of another household, or is not known here.
pub fn allowed_on(
    asked: VisitId,
    household: HouseholdId,
    known: impl Fn(VisitId) -> Option<Version>,
) -> Option<Allowed> {
    let (mut seen, mut at) = (BTreeSet::new(), asked);
    // Versions that lead in a circle are nobody's word.
    while seen.insert(at) {
        let version = known(at)?;
        if version.household != household {
            return None;
        }
        match version.newer {
            Some(newer) => at = newer,
            None => return version.consent.map(|consent| consent.allows()),
        }
    }
    None
}

/// Whether a form asks for consent itself, so that what is filled with it rests on no other visit.
#[must_use]
pub fn asks(form: &Form) -> bool {
    question(form, "decision").is_some()
}

/// The text that is read out before somebody agrees.
#[must_use]
pub fn notice(form: &Form) -> Option<&Question> {
    question(form, "notice")
}

/// Rounds the places of a visit where the family did not agree that they are kept exactly: by the visit itself where its
/// form asks, else by the consent that it rests on. A form about no household speaks of nobody's home.
pub fn round_places(form: &Form, answers: &mut Answers, rests_on: Option<Allowed>) {
    if !keeps_places(form, answers, rests_on) {
        answers.round_places();
    }
}

/// Whether places of a visit are kept as they were measured.
#[must_use]
pub fn keeps_places(form: &Form, answers: &Answers, rests_on: Option<Allowed>) -> bool {
    if !form.about.is_household() {
        return true;
    }
    let allows = if asks(form) {
        match said(Some(form), answers) {
            Some(Said::Given { allows, .. }) => Some(allows),
            _ => None,
        }
    } else {
        rests_on
    };
    allows.is_some_and(|allows| allows.place)
}

/// Whether a child is in a picture of a visit, where somebody said so. What may become of such pictures says
/// [`may_be_shown_in_reports`](dong_hanh_domain::consent::may_be_shown_in_reports).
#[must_use]
pub fn child_in_pictures(answers: &Answers) -> Option<bool> {
    let path = Path::from_str("closing/child_in_photos").ok()?;
    match answers.get(&path)? {
        Answer::Given(Value::YesNo(is)) => Some(*is),
        _ => None,
    }
}

/// Until 2026-11-6 one question asked for pictures, recordings and the place together, and its answer keeps that meaning.
fn allowed(form: Option<&Form>, answers: &Answers) -> Allowed {
    let pictures = yes(answers, "photos_allowed").unwrap_or(false);
    let place = yes(answers, "place_allowed");
    let asks_apart = form.is_some_and(|form| question(form, "place_allowed").is_some());
    Allowed {
        pictures,
        place: place.unwrap_or(pictures && !asks_apart),
    }
}

fn path(name: &str) -> Option<Path> {
    Path::from_str(&format!("consent/{name}")).ok()
}

fn question<'f>(form: &'f Form, name: &str) -> Option<&'f Question> {
    form.question(&path(name)?)
}

fn value<'a>(answers: &'a Answers, name: &str) -> Option<&'a Value> {
    match answers.get(&path(name)?)? {
        Answer::Given(value) => Some(value),
        Answer::Declined(_) => None,
    }
}

fn one<'a>(answers: &'a Answers, name: &str) -> Option<&'a str> {
    match value(answers, name)? {
        Value::One(key) => Some(key),
        _ => None,
    }
}

fn word<T: Word>(answers: &Answers, name: &str) -> Option<T> {
    T::coded(one(answers, name)?)
}

fn yes(answers: &Answers, name: &str) -> Option<bool> {
    match value(answers, name)? {
        Value::YesNo(yes) => Some(*yes),
        _ => None,
    }
}

#[cfg(test)]
#[path = "consent/tests.rs"]
mod tests;
