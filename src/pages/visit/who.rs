//! Who is visited, in the words of a title.

use dong_hanh_domain::HouseholdId;

use crate::replica::Replica;

/// `bà Hạnh`: the head of a household as people speak of her. Tracked.
pub(super) fn spoken(replica: Replica, household: HouseholdId) -> String {
    match replica.row(household) {
        Some(row) => format!("{} {}", row.courtesy.word(), row.name.given()),
        None => String::new(),
    }
}

/// The address of a household's page.
pub(super) fn address(household: HouseholdId) -> String {
    format!("/households/{household}")
}
