//! Numbers: XPath's, and those of a school's calculator.

use super::Given;
use crate::xpath::Function;

pub(super) fn of(function: Function, given: &Given<'_, '_>) -> f64 {
    let first = || given.number(0);
    match function {
        Function::Number if given.len() == 0 => {
            let here = given.scope.state.text(given.scope.here);
            super::number_of(&here, given.scope.state)
        }
        Function::Int => first().trunc(),
        Function::Round => round(first(), (given.len() > 1).then(|| given.number(1))),
        Function::Floor => first().floor(),
        Function::Ceiling => first().ceil(),
        Function::Abs => first().abs(),
        Function::Pow => first().powf(given.number(1)),
        Function::Exp => first().exp(),
        Function::Exp10 => 10f64.powf(first()),
        Function::Log => first().ln(),
        Function::Log10 => first().log10(),
        Function::Sqrt => first().sqrt(),
        Function::Sin => first().sin(),
        Function::Cos => first().cos(),
        Function::Tan => first().tan(),
        Function::Asin => first().asin(),
        Function::Acos => first().acos(),
        Function::Atan => first().atan(),
        Function::Atan2 => first().atan2(given.number(1)),
        Function::Pi => std::f64::consts::PI,
        Function::Sum => sum(given.numbers(0)),
        Function::Max => extreme(given.numbers(0), |new, old| new > old),
        Function::Min => extreme(given.numbers(0), |new, old| new < old),
        _ => first(),
    }
}

fn sum(numbers: Vec<f64>) -> f64 {
    numbers.into_iter().sum()
}

/// The least or greatest; NaN if there is none, or one of them is no number.
fn extreme(numbers: Vec<f64>, better: fn(f64, f64) -> bool) -> f64 {
    let choose = |old: f64, new: f64| {
        if old.is_nan() || new.is_nan() {
            f64::NAN
        } else if better(new, old) {
            new
        } else {
            old
        }
    };
    numbers.into_iter().reduce(choose).unwrap_or(f64::NAN)
}

/// To so many decimal places; half goes away from zero.
fn round(number: f64, digits: Option<f64>) -> f64 {
    let Some(digits) = digits else {
        return number.round();
    };
    if digits.is_nan() {
        return f64::NAN;
    }
    let scale = 10f64.powi(digits.clamp(-30.0, 30.0) as i32);
    (number * scale).round() / scale
}
