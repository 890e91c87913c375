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
    /// A record or a picture was erased.
    Erase,
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
        let (vi, one, more) = match self {
            Self::RegisterHousehold => ("hộ mới", "new household", "new households"),
            Self::FinishVisit => ("lượt thăm", "visit", "visits"),
            Self::ReviewVisit => (
                "quyết định về lượt thăm",
                "decision on a visit",
                "decisions on visits",
            ),
            Self::ChangeHousehold => (
                "lần sửa hộ",
                "change of a household",
                "changes of households",
            ),
            Self::Release => (
                "quyết định về mục chờ",
                "decision on what was held",
                "decisions on what was held",
            ),
            Self::ChangeSettings => (
                "lần đổi chỉ tiêu",
                "change of targets",
                "changes of targets",
            ),
            Self::Erase => (
                "lần xóa hồ sơ hoặc ảnh",
                "erased record or picture",
                "erased records or pictures",
            ),
            Self::Acknowledge => ("mục để nguyên", "acknowledgement", "acknowledgements"),
            Self::Unreadable => (
                "mục chưa đọc được",
                "thing not read yet",
                "things not read yet",
            ),
        };
        let en = if count == 1 { one } else { more };
        Both::new(format!("{count} {vi}"), format!("{count} {en}"))
    }
}
