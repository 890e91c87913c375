//! Why the office keeps something that it could not file, in words: what happened to it, then what to do.

use dong_hanh_form::Lang;
use dong_hanh_sync::HeldReason;

use crate::replica::OutboxWhat;
use crate::words::outbox as words;

/// What happened to what was said, and what to do.
#[must_use]
pub(crate) fn held_words(lang: Lang, what: OutboxWhat, reason: &HeldReason) -> String {
    match reason {
        HeldReason::OtherContent => words::held_other_content(lang),
        HeldReason::Unreadable { .. } => words::held_unreadable(lang),
        HeldReason::ForeignScope => words::held_foreign_scope(lang),
        HeldReason::UnknownHousehold => words::held_unknown_household(lang),
        HeldReason::HouseholdExists => words::held_household_exists(lang),
        HeldReason::UnknownVisit if matches!(what, OutboxWhat::Review { .. }) => {
            words::held_review_unknown(lang)
        }
        HeldReason::UnknownVisit => words::held_unknown_visit(lang),
        HeldReason::VisitExists => words::held_visit_exists(lang),
        HeldReason::UnknownForm => words::held_unknown_form(lang),
        HeldReason::Answers { problems } => words::held_answers(
            lang,
            problems
                .first()
                .map_or("", |problem| problem.message.as_str()),
        ),
        HeldReason::Review { detail } if matches!(what, OutboxWhat::Review { .. }) => {
            words::held_review(lang, detail)
        }
        HeldReason::Review { detail } => words::held_amendment(lang, detail),
        HeldReason::ForeignDevice => words::held_foreign_device(lang),
        HeldReason::Unfit { .. } => words::held_unfit(lang),
        HeldReason::UnknownHamlet => words::held_unknown_hamlet(lang),
        HeldReason::Erased => words::held_erased(lang),
        HeldReason::NotHeld => words::held_not_held(lang),
        HeldReason::Unknown => words::held_unknown(lang),
    }
}
