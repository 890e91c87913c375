//! What a push brought, by kind.

use std::collections::BTreeMap;

use dong_hanh_domain::Both;
use serde::{Deserialize, Serialize};

/// A kind of operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PushedKind {
    /// A household was registered.
    RegisterHousehold,
    /// A visit was finished or amended.
    FinishVisit,
    /// A visit was answered.
    ReviewVisit,
    /// Facts of a household.
    ChangeHousehold,
    /// A decision on what was held.
    Release,
    /// What the office sets.
    ChangeSettings,
    /// What lets the office's word stand.
    Acknowledge,
    /// What this version cannot read, and holds.
    Unreadable,
}

/// How many operations of each kind.
pub type Operations = BTreeMap<PushedKind, u64>;

impl PushedKind {
    /// How so many are said.
    #[must_use]
    pub fn both(self, count: u64) -> Both<String> {
        let words = match self {
            Self::RegisterHousehold => Both::new("hộ mới", "new households"),
            Self::FinishVisit => Both::new("lượt thăm", "visits"),
            Self::ReviewVisit => Both::new("quyết định về lượt thăm", "decisions on visits"),
            Self::ChangeHousehold => Both::new("lần sửa hộ", "changes of households"),
            Self::Release => Both::new("quyết định về mục chờ", "decisions on what was held"),
            Self::ChangeSettings => Both::new("lần đổi chỉ tiêu", "changes of targets"),
            Self::Acknowledge => Both::new("mục để nguyên", "acknowledgements"),
            Self::Unreadable => Both::new("mục chưa đọc được", "things not read yet"),
        };
        Both::new(
            format!("{count} {}", words.vi),
            format!("{count} {}", words.en),
        )
    }
}
