//! Places in answers, rounded where a family did not agree that they are kept as they were measured.

use crate::{Answer, Answers, Path, Place, Value};

/// Of one answer what may be kept of a place that nobody agreed to: a hundredth of a degree, about a kilometre.
#[must_use]
pub fn rounded(answer: Answer) -> Answer {
    match answer {
        Answer::Given(Value::Place(place)) => Answer::Given(Value::Place(place.rounded())),
        Answer::Given(Value::Line(line)) => {
            let line = line.into_iter().map(Place::rounded).collect();
            Answer::Given(Value::Line(line))
        }
        other => other,
    }
}

impl Answers {
    /// Rounds every place, line and piece of land. Rounded answers stay as they are.
    pub fn round_places(&mut self) {
        let is_place =
            |answer: &Answer| matches!(answer, Answer::Given(Value::Place(_) | Value::Line(_)));
        let places = self.iter().filter(|(_, answer)| is_place(answer));
        let places: Vec<(Path, Answer)> = places
            .map(|(path, answer)| (path.clone(), rounded(answer.clone())))
            .collect();
        for (path, answer) in places {
            self.set(path, answer);
        }
    }
}
