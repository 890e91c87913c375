//! Whom a line is about, and where they live, in words.

use dong_hanh_domain::HouseholdId;
use dong_hanh_form::Lang;

use crate::replica::Replica;
use crate::ui::sentence_case;
use crate::words::today as words;

/// `Bà Nguyễn Thị Hạnh`. Tracked.
#[must_use]
pub(crate) fn name_of(lang: Lang, replica: Replica, household: Option<HouseholdId>) -> String {
    household.and_then(|id| replica.row(id)).map_or_else(
        || words::somebody(lang),
        |row| format!("{} {}", row.courtesy.title(), row.name),
    )
}

/// `Kiệt 12, tổ dân phố An Hải`. Tracked.
#[must_use]
pub(crate) fn place_of(replica: Replica, household: Option<HouseholdId>) -> Option<String> {
    let row = household.and_then(|id| replica.row(id))?;
    let hamlet = replica.hamlet(row.hamlet).map(|hamlet| hamlet.full_name());
    let address = (!row.address.is_empty()).then_some(row.address);
    let place = [address, hamlet]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    (!place.is_empty()).then(|| sentence_case(&place))
}
