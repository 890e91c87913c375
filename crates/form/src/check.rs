//! What is wrong with one answer, or with its absence.

use crate::kind::AGREED;
use crate::rounded::rounded;
use crate::state::State;
use crate::walk::Asked;
use crate::{Answer, Answers, Choices, Kind, Problem, Value};

/// Whether an answer is a place, a line or a piece of land that was rounded, as nobody agreed that it is kept: what it was
/// measured for was judged when it was measured, and is not in it any more.
fn is_rounded(value: &Value) -> bool {
    let is_place = matches!(value, Value::Place(_) | Value::Line(_));
    let given = Answer::Given(value.clone());
    is_place && rounded(given.clone()) == given
}

/// What keeps the form from being finished at this question.
pub(crate) fn problem(state: State<'_>, answers: &Answers, asked: &Asked<'_>) -> Option<Problem> {
    let Asked {
        question, id, row, ..
    } = *asked;
    let model = &state.model().nodes[id];
    // What is not on offer any more is as if it had not been chosen.
    let is_offered = !is_from_elsewhere(&question.kind) || !state.cell(id, row).text.is_empty();
    match answers.get(&asked.path).filter(|_| is_offered) {
        Some(answer) if !answer.is_blank() => match answer {
            Answer::Declined(reason) => {
                let offered = question.declinable.contains(reason);
                (!offered).then_some(Problem::CannotDecline)
            }
            Answer::Given(value) => misfit(&question.kind, value).or_else(|| {
                let constraint = question.constraint.as_ref()?;
                if is_rounded(value) {
                    return None;
                }
                let good = state.truth(model.constraint.as_ref(), id, row)?;
                (!good).then(|| {
                    let message = state.said(&constraint.message, asked.place());
                    Problem::Constraint(message.into_owned())
                })
            }),
        },
        Some(Answer::Given(value)) if misfit(&question.kind, value).is_some() => {
            Some(Problem::WrongKind)
        }
        _ if answers.is_unread(&asked.path) => Some(Problem::WrongKind),
        _ => is_required(state, asked).then(|| {
            let own = question.required_message.as_ref();
            Problem::Missing {
                message: own.map(|own| state.said(own, asked.place()).into_owned()),
            }
        }),
    }
}

/// Whether an answer is required now.
pub(crate) fn is_required(state: State<'_>, asked: &Asked<'_>) -> bool {
    let required = state.model().nodes[asked.id].required.as_ref();
    state.truth(required, asked.id, asked.row).unwrap_or(false)
}

fn is_from_elsewhere(kind: &Kind) -> bool {
    let from = kind.chosen_from();
    matches!(from, Some(Choices::Table(_) | Choices::Answers(_)))
}

/// Why a value does not fit the kind of its question.
pub(crate) fn misfit(kind: &Kind, value: &Value) -> Option<Problem> {
    let unknown = |key: &String| {
        let known = kind.choices().iter().any(|choice| choice.name == *key);
        (!is_from_elsewhere(kind) && !known).then(|| Problem::UnknownChoice(key.clone()))
    };
    match (kind, value) {
        (Kind::Text { .. }, Value::Text(_))
        | (Kind::Integer { .. }, Value::Integer(_))
        | (Kind::Decimal { .. }, Value::Decimal(_))
        | (Kind::Date { .. }, Value::Date(_))
        | (Kind::YesNo, Value::YesNo(_))
        | (Kind::Time, Value::Time(_))
        | (Kind::Moment, Value::Moment(_))
        | (Kind::Barcode | Kind::Kept | Kind::Known(_), Value::Text(_))
        | (Kind::Way | Kind::Land, Value::Line(_))
        | (Kind::Place { .. }, Value::Place(_)) => None,
        (Kind::One { .. }, Value::One(key)) => unknown(key),
        (Kind::Many { .. }, Value::Many(keys)) => keys.iter().find_map(unknown),
        (Kind::Rank { .. }, Value::Ranked(keys)) => keys.iter().find_map(unknown),
        (Kind::Agreed, Value::One(key)) if key == AGREED => None,
        (Kind::Range { .. }, Value::Decimal(_) | Value::Integer(_)) => None,
        (Kind::Film | Kind::File, Value::Files(files)) if files.len() <= 1 => None,
        (Kind::Photo { max, .. }, Value::Photos(photos)) => {
            let too_many = photos.len() > usize::from(*max);
            too_many.then_some(Problem::TooManyPhotos { max: *max })
        }
        (Kind::Sound { max }, Value::Sounds(sounds)) => {
            let too_many = sounds.len() > usize::from(*max);
            too_many.then_some(Problem::TooManySounds { max: *max })
        }
        _ => Some(Problem::WrongKind),
    }
}
