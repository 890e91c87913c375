//! What a visit asks about the ones before it: whether what was promised has come, and whether what came has helped.

use chrono::NaiveDate;

use super::Followed;
use crate::help::{CommitmentId, SupportId};

/// One thing that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Whether it has come.
    Promise(CommitmentId),
    /// Whether it has helped.
    Gift(SupportId),
}

/// Gifts of longer ago, in days, are asked about no more: a family that is visited twice a year has been asked by then.
const ASKED_DAYS: i64 = 400;

impl Followed {
    /// What is to be asked on a day: every promise that is still expected, then every gift of which nobody has said yet
    /// whether it helped.
    #[must_use]
    pub fn asked(&self, today: NaiveDate) -> Vec<Asked> {
        let promises = self.commitments.iter();
        let promises = promises.filter(|promise| promise.is_waiting());
        let promises = promises.map(|promise| Asked::Promise(promise.id));
        let is_fresh = |day: NaiveDate| (today - day).num_days() <= ASKED_DAYS;
        let gifts = self.supports.iter();
        let gifts = gifts.filter(|gift| gift.counts() && gift.helped.is_none());
        let gifts = gifts.filter(|gift| is_fresh(gift.day));
        promises
            .chain(gifts.map(|gift| Asked::Gift(gift.id)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::following::joined::tests::{came, gift, household, told};
    use crate::following::{Joined, Received};
    use crate::help::Helped;
    use uuid::Uuid;

    fn received(number: u128, day: &str) -> Received {
        let gift = gift(day);
        Received {
            id: SupportId::recorded(Uuid::from_u128(number)),
            day: gift.on.unwrap(),
            gift,
            helped: None,
            by: None,
            visit: None,
            same_as: None,
        }
    }

    #[test]
    fn what_was_promised_is_asked_until_it_came_and_what_came_until_somebody_said_whether_it_helped()
     {
        let visit = told(came(1, "2026-09-01"), None, Some(("sửa mái", "2026-10-01")));
        let mut helped = received(2, "2026-10-01");
        helped.helped = Some(Helped::Yes);
        let mut double = received(3, "2026-10-01");
        double.same_as = Some(SupportId::recorded(Uuid::from_u128(4)));
        let open = received(4, "2026-10-01");
        let supports = vec![helped, double, open, received(5, "2025-08-01")];
        let joined = Joined::of(vec![Followed {
            visits: vec![visit],
            ..household(1)
        }]);
        let one = Followed {
            supports,
            ..joined.iter().next().unwrap().clone()
        };
        let promise = Asked::Promise(one.commitments[0].id);
        let [open, old] =
            [4, 5].map(|number| Asked::Gift(SupportId::recorded(Uuid::from_u128(number))));
        let on = |day: &str| one.asked(day.parse().unwrap());
        assert_eq!(on("2026-10-05"), [promise, open]);
        // Four hundred days after it came, and one more.
        assert_eq!(on("2026-09-05"), [promise, open, old]);
        assert_eq!(on("2026-09-06"), [promise, open]);
    }
}
