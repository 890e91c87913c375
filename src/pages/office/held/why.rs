//! Why something is held and what to do about it, in the office's words.

use dong_hanh_domain::FactKey;
use dong_hanh_form::Lang;
use dong_hanh_sync::HeldReason;

use crate::words::office as words;

/// Why it is held.
pub(super) fn why(why: &HeldReason, lang: Lang) -> String {
    match why {
        HeldReason::OtherContent => words::why_other_content(lang),
        HeldReason::Unreadable { .. } => words::why_unreadable(lang),
        HeldReason::ForeignScope => words::why_foreign_scope(lang),
        HeldReason::UnknownHousehold => words::why_unknown_household(lang),
        HeldReason::HouseholdExists => words::why_household_exists(lang),
        HeldReason::UnknownVisit => words::why_unknown_visit(lang),
        HeldReason::VisitExists => words::why_visit_exists(lang),
        HeldReason::UnknownForm => words::why_unknown_form(lang),
        HeldReason::Answers { .. } => words::why_answers(lang),
        HeldReason::Review { detail } => detail.clone(),
        HeldReason::ForeignDevice => words::why_foreign_device(lang),
        HeldReason::Unfit {
            fact: FactKey::SameAs,
        } => words::why_unfit_same(lang),
        HeldReason::Unfit { .. } => words::why_unfit(lang),
        HeldReason::UnknownHamlet => words::why_unknown_hamlet(lang),
        HeldReason::Erased => words::why_erased(lang),
        HeldReason::NotHeld => words::why_not_held(lang),
        HeldReason::Unknown => words::why_unknown(lang),
    }
}

/// What to do about what somebody else sent.
pub(super) fn what_to_do(why: &HeldReason, who: &str, hamlet: &str, lang: Lang) -> String {
    match why {
        HeldReason::OtherContent => words::do_other_content(lang, who),
        HeldReason::Unreadable { .. } => words::do_unreadable(lang, who),
        HeldReason::ForeignScope => words::do_foreign_scope(lang, who, hamlet),
        HeldReason::UnknownHousehold => words::do_unknown_household(lang, who),
        HeldReason::HouseholdExists => words::do_household_exists(lang, who),
        HeldReason::UnknownVisit => words::do_unknown_visit(lang, who),
        HeldReason::VisitExists => words::do_visit_exists(lang, who),
        HeldReason::UnknownForm => words::do_unknown_form(lang, who),
        HeldReason::Answers { .. } => words::do_answers(lang, who),
        HeldReason::Review { .. } => words::do_review(lang, who),
        HeldReason::ForeignDevice => words::do_foreign_device(lang, who),
        HeldReason::Unfit {
            fact: FactKey::SameAs,
        } => words::do_unfit_same(lang, who),
        HeldReason::Unfit { .. } => words::do_unfit(lang, who),
        HeldReason::UnknownHamlet => words::do_unknown_hamlet(lang, who),
        HeldReason::Erased => words::do_erased(lang, who),
        HeldReason::NotHeld => words::do_not_held(lang, who),
        HeldReason::Unknown => words::do_unknown(lang),
    }
}
