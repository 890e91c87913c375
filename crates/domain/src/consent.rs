//! What a family was asked before anything of it was written down, and what it said.
//!
//! Consent is voluntary, informed, for named purposes, by a clear act, and can be proved; silence is none (Law
//! 91/2025/QH15, Decree 356/2025/NĐ-CP). A refusal is an answer like any other, and holds until somebody asks anew.

use chrono::{DateTime, Utc};

use crate::household::fact;
use crate::ids::VisitId;

/// What was said on one visit that asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The visit on which it was asked.
    pub visit: VisitId,
    /// When that visit began, corrected.
    pub at: DateTime<Utc>,
    /// The version of the text that was read out, as the form of the visit names it; the text itself stands there.
    pub text: Option<String>,
    /// The answer.
    pub said: Said,
}

/// A family's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It may be recorded.
    Given {
        /// Who said so.
        by: Option<Answerer>,
        /// In which way.
        how: Option<Manner>,
        /// What it allowed besides, asked apart.
        allows: Allowed,
    },
    /// Nothing of the family may be written down but that it said no.
    Refused {
        /// Who said so, where they wanted to be named.
        by: Option<Answerer>,
    },
}

/// What is asked apart, and is not allowed unless somebody said yes to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Pictures of the home, and recordings of what is said.
    pub pictures: bool,
    /// Where the home lies, as it was measured; a rounded place needs no yes.
    pub place: bool,
}

fact! {
    /// Who of a family answers. For a child it is the parent or guardian, and never the child.
    Answerer {
        /// Chủ hộ.
        Head "head" = "chủ hộ" / "the head of the household",
        /// Vợ hoặc chồng chủ hộ.
        Spouse "spouse" = "vợ hoặc chồng chủ hộ" / "the spouse of the head",
        /// Người lớn khác.
        Adult "adult" = "người lớn khác trong nhà" / "another adult of the household",
        /// Cha mẹ, người giám hộ.
        Guardian "guardian" = "cha mẹ hoặc người giám hộ" / "a parent or guardian",
    }
}

fact! {
    /// The clear act by which somebody agrees.
    Manner {
        /// Nói.
        Spoken "spoken" = "nói bằng lời" / "by word",
        /// Ký.
        Signed "signed" = "ký tên trên giấy" / "by signature on paper",
        /// Bấm.
        Tapped "tapped" = "tự tay bấm trên máy" / "by tapping themselves",
    }
}

impl Consent {
    /// What holds of a household now: its latest visit that asked, by the day on which somebody was there. Versions whose
    /// place a newer one took are not among them.
    #[must_use]
    pub fn standing(asked: impl IntoIterator<Item = Self>) -> Option<Self> {
        asked.into_iter().max_by_key(|one| (one.at, one.visit))
    }

    /// What is allowed besides being recorded.
    #[must_use]
    pub fn allows(&self) -> Allowed {
        match self.said {
            Said::Given { allows, .. } => allows,
            Said::Refused { .. } => Allowed::default(),
        }
    }

    /// Whether the family agreed to be recorded.
    #[must_use]
    pub fn is_given(&self) -> bool {
        matches!(self.said, Said::Given { .. })
    }

    /// Who answered.
    #[must_use]
    pub fn by(&self) -> Option<Answerer> {
        match self.said {
            Said::Given { by, .. } | Said::Refused { by } => by,
        }
    }
}

/// Whether a picture may stand in a report, a dossier or a publication: never one with a child in it, whose private life
/// needs the child's own yes and the guardian's (Law 91/2025/QH15), nor one of which nobody said that there is none.
#[must_use]
pub fn may_be_shown_in_reports(has_child: Option<bool>) -> bool {
    has_child == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(visit: u128, day: i64, said: Said) -> Consent {
        Consent {
            visit: VisitId(uuid::Uuid::from_u128(visit)),
            at: DateTime::UNIX_EPOCH + chrono::TimeDelta::days(day),
            text: None,
            said,
        }
    }

    const NO: Said = Said::Refused { by: None };
    const YES: Said = Said::Given {
        by: Some(Answerer::Head),
        how: Some(Manner::Spoken),
        allows: Allowed {
            pictures: true,
            place: true,
        },
    };

    #[test]
    fn s18_2_the_latest_visit_that_asked_holds_in_whatever_order_they_came() {
        let (earlier, later) = (asked(9, 1, YES), asked(1, 2, NO));
        for order in [[&earlier, &later], [&later, &earlier]] {
            let standing = Consent::standing(order.into_iter().cloned());
            assert_eq!(standing, Some(later.clone()));
        }
        assert_eq!(Consent::standing([]), None);
    }

    #[test]
    fn whoever_refuses_allows_nothing() {
        assert_eq!(asked(1, 1, NO).allows(), Allowed::default());
        assert!(asked(1, 1, YES).allows().place);
        assert!(!asked(1, 1, NO).is_given() && asked(1, 1, YES).is_given());
    }

    #[test]
    fn s18_7_no_picture_with_a_child_is_shown_nor_one_of_which_nobody_knows() {
        assert!(may_be_shown_in_reports(Some(false)));
        assert!(!may_be_shown_in_reports(Some(true)));
        assert!(!may_be_shown_in_reports(None));
    }
}
