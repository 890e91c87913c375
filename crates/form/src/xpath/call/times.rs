//! Days and times.

use std::fmt::Write as _;

use chrono::{Datelike, Timelike};

use super::Given;
use crate::xpath::Function;
use crate::xpath::moment::{Moment, part_of_day};
use crate::xpath::value::XPath;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

pub(super) fn of<'a>(function: Function, given: &Given<'_, 'a>) -> XPath<'a> {
    let state = given.scope.state;
    let moment = || given.value(0).to_moment(state);
    match function {
        Function::Today => {
            Moment::of_day(state.today(), state.zone()).map_or(XPath::EMPTY, XPath::Moment)
        }
        Function::Now => XPath::Moment(Moment(state.now())),
        Function::Date => {
            let day = moment().and_then(|moment| Moment::of_day(moment.day(), state.zone()));
            day.map_or(XPath::EMPTY, XPath::Moment)
        }
        Function::DateTime => moment().map_or(XPath::EMPTY, XPath::Moment),
        Function::DecimalDateTime => XPath::number(moment().map(Moment::days_in_greenwich)),
        Function::DecimalTime => XPath::number(part_of_day(&given.text(0), state.zone())),
        Function::FormatDate => XPath::text(formatted(moment(), &given.text(1), false)),
        Function::FormatDateTime => XPath::text(formatted(moment(), &given.text(1), true)),
        _ => XPath::EMPTY,
    }
}

/// A moment in a form such as `%d/%m/%Y`; empty if it is none.
fn formatted(moment: Option<Moment>, form: &str, with_time: bool) -> String {
    let Some(Moment(moment)) = moment else {
        return String::new();
    };
    let mut out = String::with_capacity(form.len() + 8);
    let mut signs = form.chars();
    while let Some(sign) = signs.next() {
        if sign != '%' {
            out.push(sign);
            continue;
        }
        let Some(what) = signs.next() else {
            out.push('%');
            break;
        };
        // Writing to a text never fails.
        let _ = match what {
            'Y' => write!(out, "{:04}", moment.year()),
            'y' => write!(out, "{:02}", moment.year().rem_euclid(100)),
            'm' => write!(out, "{:02}", moment.month()),
            'n' => write!(out, "{}", moment.month()),
            'b' => write!(out, "{}", MONTHS[moment.month0() as usize % 12]),
            'd' => write!(out, "{:02}", moment.day()),
            'e' => write!(out, "{}", moment.day()),
            'a' => write!(
                out,
                "{}",
                DAYS[moment.weekday().num_days_from_sunday() as usize % 7]
            ),
            'H' if with_time => write!(out, "{:02}", moment.hour()),
            'h' if with_time => write!(out, "{}", moment.hour()),
            'M' if with_time => write!(out, "{:02}", moment.minute()),
            'S' if with_time => write!(out, "{:02}", moment.second()),
            '3' if with_time => write!(out, "{:03}", moment.timestamp_subsec_millis()),
            other => write!(out, "%{other}"),
        };
    }
    out
}
