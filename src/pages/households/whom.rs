//! Whom a line is about, and where they live, in words.

use dong_hanh_domain::HouseholdId;
use dong_hanh_form::Lang;

use crate::replica::{HouseholdRow, Replica};
use crate::ui::sentence_case;
use crate::words::today as words;

/// `Bà Nguyễn Thị Hạnh`. Tracked.
#[must_use]
pub(crate) fn name_of(lang: Lang, replica: Replica, household: Option<HouseholdId>) -> String {
    household
        .and_then(|id| replica.row(id))
        .map_or_else(|| words::somebody(lang), |row| row.called())
}

/// `Kiệt 12, tổ dân phố An Hải`. Tracked.
#[must_use]
pub(crate) fn place_of(replica: Replica, household: Option<HouseholdId>) -> Option<String> {
    let row = household.and_then(|id| replica.row(id))?;
    where_it_lives(replica, &row)
}

/// The same, of a row. Tracked.
#[must_use]
pub(crate) fn where_it_lives(replica: Replica, row: &HouseholdRow) -> Option<String> {
    let hamlet = replica.hamlet(row.hamlet).map(|hamlet| hamlet.full_name());
    let address = (!row.address.is_empty()).then(|| row.address.clone());
    let place: Vec<_> = [address, hamlet].into_iter().flatten().collect();
    (!place.is_empty()).then(|| sentence_case(&place.join(", ")))
}
