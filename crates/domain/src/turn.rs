//! Whether a household is in turn: whether something about it waits for the office, so that whoever opens it needs no other
//! reason (docs/security.md, «Out of turn»).

use chrono::NaiveDate;

use crate::following::{Answer, Followed};

/// What waits around a household, beside its visits and promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Two values of a fact clash.
    pub clashes: bool,
    /// It may be the same as another record.
    pub may_be_double: bool,
    /// Something about it is held.
    pub is_held: bool,
    /// It is left behind.
    pub is_behind: bool,
    /// The family has asked for something about its data that is not closed.
    pub has_request: bool,
    /// It was opened from a list of what is to be done, in which it stands.
    pub from_list: bool,
}

/// Why a household is in turn, what is asked first standing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTurn {
    /// It was opened from a list of what is to be done.
    Listed,
    /// A visit waits for review, or was sent back.
    Visit,
    /// A promise is due or overdue.
    Promise,
    /// Two values clash.
    Clash,
    /// It may be the same as another record.
    Double,
    /// Something about it is held.
    Held,
    /// The family has asked for something about its data.
    Request,
    /// It is left behind.
    Behind,
}

/// Why a household is in turn on a day; `None` where it is out of turn.
#[must_use]
pub fn in_turn(household: &Followed, around: Around, today: NaiveDate) -> Option<InTurn> {
    let waits = |answer: &Answer| matches!(answer, Answer::Waiting | Answer::Returned { .. });
    let visit = household.visits.iter().any(|came| waits(&came.answer));
    let promise = household.commitments.iter().any(|promise| {
        let is_due = promise.due.is_some_and(|due| due <= today);
        is_due && promise.is_waiting()
    });
    let grounds = [
        (around.from_list, InTurn::Listed),
        (visit, InTurn::Visit),
        (promise, InTurn::Promise),
        (around.clashes, InTurn::Clash),
        (around.may_be_double, InTurn::Double),
        (around.is_held, InTurn::Held),
        (around.has_request, InTurn::Request),
        (around.is_behind, InTurn::Behind),
    ];
    let mut grounds = grounds.into_iter().filter(|(is_so, _)| *is_so);
    grounds.next().map(|(_, ground)| ground)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::Days;
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;
    use crate::following::{Commitment, Kept};
    use crate::help::CommitmentId;
    use crate::ids::{HamletId, HouseholdId, VisitId};

    fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    fn household() -> Followed {
        Followed::new(
            HouseholdId(Uuid::from_u128(1)),
            HamletId(Uuid::from_u128(2)),
        )
    }

    fn promise(days: u64, kept: Kept) -> Commitment {
        Commitment {
            id: CommitmentId::recorded(Uuid::from_u128(3)),
            visit: Some(VisitId(Uuid::from_u128(4))),
            what: "xe lăn".to_owned(),
            by: None,
            who: String::new(),
            recorded_by: None,
            // From yesterday on.
            due: today()
                .pred_opt()
                .and_then(|day| day.checked_add_days(Days::new(days))),
            kept,
        }
    }

    #[test]
    fn nothing_waits_around_a_household_that_is_out_of_turn() {
        assert_eq!(in_turn(&household(), Around::default(), today()), None);
    }

    #[rstest]
    #[case(Around { from_list: true, is_behind: true, ..Around::default() }, InTurn::Listed)]
    #[case(Around { clashes: true, ..Around::default() }, InTurn::Clash)]
    #[case(Around { may_be_double: true, ..Around::default() }, InTurn::Double)]
    #[case(Around { is_held: true, ..Around::default() }, InTurn::Held)]
    #[case(Around { has_request: true, ..Around::default() }, InTurn::Request)]
    #[case(Around { is_behind: true, ..Around::default() }, InTurn::Behind)]
    fn what_waits_around_it_brings_it_in_turn(#[case] around: Around, #[case] ground: InTurn) {
        assert_eq!(in_turn(&household(), around, today()), Some(ground));
    }

    #[rstest]
    #[case(0, Kept::Open, Some(InTurn::Promise))]
    #[case(1, Kept::Untold, Some(InTurn::Promise))]
    #[case(2, Kept::Open, None)]
    #[case(0, Kept::Yes { on: today() }, None)]
    #[case(0, Kept::Withdrawn { on: today() }, None)]
    fn a_promise_counts_from_its_day_until_it_is_kept(
        #[case] days: u64,
        #[case] kept: Kept,
        #[case] ground: Option<InTurn>,
    ) {
        let household = Followed {
            commitments: vec![promise(days, kept)],
            ..household()
        };
        assert_eq!(in_turn(&household, Around::default(), today()), ground);
    }
}
