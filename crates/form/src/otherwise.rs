//! What somebody else's calculations came to otherwise than ours.

use std::borrow::Cow;

use crate::reckon::{Over, Reckoning};
use crate::sheet::Sheet;
use crate::spelling::spelt;
use crate::{Answer, Answers, Context, Form, Path};

/// Two engines may write the last digits of a number otherwise.
const CLOSE: f64 = 1e-9;

/// Which calculated answers are not what follows from the others, in the order of their paths. What only depends on chance
/// or on the moment is not looked at where the context [keeps](Context::keeps_drawn) it.
#[must_use]
pub fn otherwise(form: &Form, answers: &Answers, context: &Context) -> Vec<Path> {
    let mut sheet = Sheet::lay_out(&form.model, answers);
    let (mut ours, mut over) = (Cow::Borrowed(answers), Over::new());
    let changed = Reckoning::of(form, context, &mut ours, &mut sheet, &mut over).all();
    let differs = |path: &Path| !is_same(answers.get(path), ours.get(path));
    changed.answers.into_iter().filter(differs).collect()
}

/// Whether two answers say the same, however they are written.
fn is_same(theirs: Option<&Answer>, ours: Option<&Answer>) -> bool {
    let text = |answer: Option<&Answer>| answer.map(|answer| spelt(answer).into_owned());
    let (theirs, ours) = (
        text(theirs).unwrap_or_default(),
        text(ours).unwrap_or_default(),
    );
    if theirs == ours {
        return true;
    }
    match (theirs.parse::<f64>(), ours.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= CLOSE * a.abs().max(b.abs()),
        _ => false,
    }
}
