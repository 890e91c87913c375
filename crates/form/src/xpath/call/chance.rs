//! Chance, from the seed of the visit: the same visit draws the same numbers wherever it is reckoned.

use super::Given;
use crate::xpath::Function;
use crate::xpath::value::XPath;

pub(super) fn of<'a>(function: Function, given: &Given<'_, 'a>) -> XPath<'a> {
    let state = given.scope.state;
    match function {
        Function::Random => XPath::Number(part(state.drawn(given.scope.current))),
        Function::Uuid => XPath::text(uuid(given)),
        _ => {
            let seed = match given.len() {
                0 | 1 => state.drawn(given.scope.current) as f64,
                _ => given.number(1),
            };
            XPath::Nodes(shuffled(given.nodes(0), seed))
        }
    }
}

/// A number from 0 to below 1.
fn part(drawn: u64) -> f64 {
    (drawn >> 11) as f64 / (1u64 << 53) as f64
}

/// A random UUID of version 4, or so many of its characters.
fn uuid(given: &Given<'_, '_>) -> String {
    let state = given.scope.state;
    let high = state.drawn(given.scope.current);
    let low = high.rotate_left(32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bits = (u128::from(high) << 64 | u128::from(low)) & !(0xf << 76) & !(0b11 << 62)
        | 4 << 76
        | 0b10 << 62;
    let digits = format!("{bits:032x}");
    let parts = [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ];
    let whole = parts.join("-");
    match given.len() {
        0 => whole,
        _ => {
            let count = given.number(0).clamp(0.0, 1000.0) as usize;
            whole.chars().cycle().take(count).collect()
        }
    }
}

/// Park and Miller's generator over Fisher and Yates' shuffle from the inside out, as the specification of ODK XForms has it.
pub(crate) fn shuffled<T>(nodes: Vec<T>, seed: f64) -> Vec<T> {
    const MODULUS: i64 = 2_147_483_647;
    let seed = if seed.is_finite() { seed as i64 } else { 0 };
    let mut seed = seed % MODULUS;
    if seed <= 0 {
        seed += MODULUS - 1;
    }
    let mut next = || {
        seed = seed * 16_807 % MODULUS;
        (seed - 1) as f64 / (MODULUS - 1) as f64
    };
    let mut order: Vec<T> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let at = (next() * (order.len() + 1) as f64) as usize;
        order.push(node);
        let last = order.len() - 1;
        order.swap(at.min(last), last);
    }
    order
}
