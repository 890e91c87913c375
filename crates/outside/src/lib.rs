#![doc = include_str!("../README.md")]
// What does not hold is said by a panic, as fuzzers and tests both understand it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod damage;
mod forms;
mod handover;
mod messages;
mod office;
mod records;
mod register;
mod seeds;
mod texts;
mod trip;
mod workbooks;

pub use damage::damaged;

/// One kind of bytes.
#[derive(Clone, Copy)]
pub struct Target {
    /// What the fuzz target is called.
    pub name: &'static str,
    /// Looks at some bytes, and panics where something does not hold that must.
    pub check: fn(&[u8]),
    /// Bytes as they really come, to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them; what the app stores by itself has targets of its own.
pub const TARGETS: [Target; 19] = [
    target("push_request", messages::push_request, seeds::push_requests),
    target("push_answer", messages::push_answer, seeds::push_answers),
    target("pull_request", messages::pull_request, seeds::pull_requests),
    target("pull_answer", messages::pull_answer, seeds::pull_answers),
    target("operation", records::operation, seeds::operations),
    target("receipt", records::receipt, seeds::receipts),
    target("sent", records::sent, seeds::sent),
    target("record", records::record, seeds::records),
    target("office", office::receives, seeds::batches),
    target("handover", handover::stream, seeds::handovers),
    target("form", forms::form, seeds::forms),
    target("expression", forms::expression, seeds::expressions),
    target("workbook", workbooks::workbook, seeds::workbooks),
    target("sheets", workbooks::sheets, seeds::sheets),
    target("register", register::list, seeds::registers),
    target("shown", workbooks::shown, seeds::shown),
    target("answers", forms::answers, seeds::answers),
    target("text", texts::text, seeds::texts),
    target("search", texts::search, seeds::searches),
];

const fn target(name: &'static str, check: fn(&[u8]), seeds: fn() -> Vec<Vec<u8>>) -> Target {
    Target { name, check, seeds }
}

/// The target of this name.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn named(name: &str) -> Target {
    let found = TARGETS.into_iter().find(|target| target.name == name);
    found.unwrap_or_else(|| panic!("there is no target {name}"))
}
