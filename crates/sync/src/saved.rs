//! What the answers of a visit say of its household (SPEC.md S7.12 to S7.14): the same at both ends.

use dong_hanh_domain::{Fact, Property};
use dong_hanh_form::{Answers, Form};

/// A form and what was answered to it.
pub type Filled<'a> = (&'a Form, &'a Answers);

/// The facts that a visit says; one that takes the place of another says only what that one had not said.
#[must_use]
pub fn said_on((form, answers): Filled<'_>, before: Option<Filled<'_>>) -> Vec<Fact> {
    let mut facts = facts(form, answers);
    if let Some((form, answers)) = before {
        let before = self::facts(form, answers);
        facts.retain(|fact| !before.contains(fact));
    }
    facts
}

fn facts(form: &Form, answers: &Answers) -> Vec<Fact> {
    let saved = form.saved(Property::LIST, answers).into_iter();
    let fact = saved.filter_map(|(property, answer)| Property::named(property)?.fact(&answer));
    fact.collect()
}
